"""The recovery key as people copy it: eight groups of five characters on a printed sheet.

Four characters of each group carry 20 bits, the fifth checks the group and its place, so that
a slip of the pen is found and located before anything is tried. 160 bits in all.
It must not know what the key opens.
Source: Crockford's base 32 (https://www.crockford.com/base32.html); the check is a polynomial
over GF(32), x^5 + x^2 + 1: it finds every single wrong character and every swap of two.
"""

import secrets

from mairie_quartier.services.faults import MistypedRecoveryKey

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": "", "\u00a0": ""})
GROUPS = 8
GROUP_CHARS = 5
SECRET_BYTES = 20
_REDUCER = 0b100101


def draw_code() -> str:
    """Draw a new code, ready to print: ``XXXXX-XXXXX-…``."""
    return write_code(secrets.token_bytes(SECRET_BYTES))


def write_code(secret: bytes) -> str:
    """Write 20 secret bytes as a code."""
    number = int.from_bytes(secret, "big")
    values = [number >> shift & 31 for shift in range(len(secret) * 8 - 5, -1, -5)]
    size = GROUP_CHARS - 1
    groups = (values[at : at + size] for at in range(0, len(values), size))
    return "-".join(_written(group, place) for place, group in enumerate(groups, start=1))


def read_code(text: str) -> bytes:
    """Read a code as typed: case, blanks, hyphens, O for 0, I or L for 1 are forgiven.

    Raises ``MistypedRecoveryKey`` with the first group that does not check.
    """
    letters = "".join(text.split()).upper().translate(MISREAD)
    if len(letters) != GROUPS * GROUP_CHARS:
        raise MistypedRecoveryKey(0)
    number = 0
    for place in range(1, GROUPS + 1):
        group = letters[(place - 1) * GROUP_CHARS : place * GROUP_CHARS]
        for value in _read(group, place):
            number = number << 5 | value
    return number.to_bytes(SECRET_BYTES, "big")


def _written(values: list[int], place: int) -> str:
    return "".join(ALPHABET[value] for value in (*values, _check(values, place)))


def _read(group: str, place: int) -> list[int]:
    values = [ALPHABET.find(letter) for letter in group]
    if -1 in values or _check(values[:-1], place) != values[-1]:
        raise MistypedRecoveryKey(place)
    return values[:-1]


def _check(values: list[int], place: int) -> int:
    total = place
    for value in values:
        total = _doubled(total) ^ value
    return _doubled(total)


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ _REDUCER if value & 32 else value
