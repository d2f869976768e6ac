"""The city's logo as papers carry it: a small PNG, checked before it is kept.

It travels to every desk like any setting, so it has to be light.  Must not decode the picture
(the screen does) nor draw it.  Source: the PNG specification (signature, IHDR).
"""

import struct
from dataclasses import dataclass
from enum import StrEnum

from mairie_quartier.errors import UserMistake

LARGEST_BYTES = 140_000  # below 200 kB once written as text (base 64) in the setting
LONGEST_SIDE = 2_000
SHORTEST_SIDE = 16
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEAD = struct.Struct(">8sI4sII")


class LogoFault(StrEnum):
    """What is wrong with a file that should be a logo."""

    NOT_A_PICTURE = "not_a_picture"
    NOT_A_DRAWING = "not_a_drawing"  # an SVG that holds pictures, scripts or pages
    TOO_HEAVY = "too_heavy"
    TOO_LARGE = "too_large"
    TOO_SMALL = "too_small"


class LogoRefused(UserMistake):
    """The file cannot be the city's logo."""

    def __init__(self, fault: LogoFault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Logo:
    """A checked PNG and its sides in pixels."""

    data: bytes
    width: int
    height: int


def read_logo(data: bytes) -> Logo:
    """Check a PNG by its head; raise :class:`LogoRefused`."""
    if len(data) < _HEAD.size:
        raise LogoRefused(LogoFault.NOT_A_PICTURE)
    signature, _length, kind, width, height = _HEAD.unpack_from(data)
    if signature != _SIGNATURE or kind != b"IHDR":
        raise LogoRefused(LogoFault.NOT_A_PICTURE)
    if max(width, height) > LONGEST_SIDE:
        raise LogoRefused(LogoFault.TOO_LARGE)
    if min(width, height) < SHORTEST_SIDE:
        raise LogoRefused(LogoFault.TOO_SMALL)
    if len(data) > LARGEST_BYTES:
        raise LogoRefused(LogoFault.TOO_HEAVY)
    return Logo(data, width, height)
