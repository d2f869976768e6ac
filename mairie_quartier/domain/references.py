"""The reference of a referral or of an interpreter order: short, checkable, made from its record.

``F-7ZK2M-9QX4T-C``: a letter for the kind, ten characters of Crockford's base 32, one check
character (ISO 7064 MOD 37,36, like the receipts' numbers).  The ten hold the record's second of
creation and its last 18 bits, both from its UUID version 7 (RFC 9562): nothing is stored, nothing
is counted, and the record is found by a range of identifiers.  Two characters shorter than a
receipt's number, so neither is ever taken for the other.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from stdnum.iso7064 import mod_37_36

from mairie_quartier.domain.numbers import SERIES_ALPHABET, scanner_variants
from mairie_quartier.errors import UserMistake

_TICK_SHIFT = 90  # the identifier's milliseconds end at bit 80; 1,024 of them make a tick
_TAIL_BITS = 18
_LETTERS = 10
_LONGEST_TYPED = 40
_COMPACT = re.compile(rf"([FD])([{SERIES_ALPHABET}]{{{_LETTERS}}})([0-9A-Z])")
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—−_./·]+")
_DIGITS = str.maketrans("OIL", "011")
_LOOKALIKES = (frozenset("O0"), frozenset("I1"))


class ReferenceKind(StrEnum):
    """What the reference leads to."""

    REFERRAL = "F"  # fiche d'orientation
    INTERPRETING = "D"  # demande d'interprète


class InvalidReference(UserMistake):
    """The text is no reference, or it was mistyped."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference; ``value`` is what its ten characters hold."""

    kind: ReferenceKind
    value: int

    def __str__(self) -> str:
        letters = self._letters()
        return f"{self.kind}-{letters[:5]}-{letters[5:]}-{self.check}"

    @property
    def check(self) -> str:
        """The check character."""
        return str(mod_37_36.calc_check_digit(self.kind + self._letters()))

    @property
    def earliest(self) -> UUID:
        """Give the least identifier the record can have."""
        return UUID(int=(self.value >> _TAIL_BITS) << _TICK_SHIFT)

    @property
    def latest(self) -> UUID:
        """Give the greatest identifier the record can have."""
        return UUID(int=(((self.value >> _TAIL_BITS) + 1) << _TICK_SHIFT) - 1)

    def names(self, key: UUID) -> bool:
        """Tell whether this is the reference of a record."""
        return _value(key) == self.value

    def _letters(self) -> str:
        digits = (self.value >> 5 * place & 31 for place in reversed(range(_LETTERS)))
        return "".join(SERIES_ALPHABET[digit] for digit in digits)


def reference_of(kind: ReferenceKind, key: UUID) -> Reference:
    """Give the reference of a record."""
    return Reference(kind, _value(key))


def parse_reference(text: str) -> Reference:
    """Read a typed or scanned reference, whatever its case and hyphens, O for 0, I or L for 1.

    Raises ``InvalidReference``.
    """
    if len(text) <= _LONGEST_TYPED:
        for variant in scanner_variants(text):
            found = _read(variant)
            if found is not None:
                return found
    raise InvalidReference(text)


def _read(text: str) -> Reference | None:
    plain = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()
    match = _COMPACT.fullmatch(plain[:1] + plain[1:-1].translate(_DIGITS) + plain[-1:])
    if match is None:
        return None
    value = 0
    for letter in match[2]:
        value = value << 5 | SERIES_ALPHABET.index(letter)
    reference = Reference(ReferenceKind(match[1]), value)
    typed = match[3]
    same = typed == reference.check or any({typed, reference.check} <= each for each in _LOOKALIKES)
    return reference if same else None


def _value(key: UUID) -> int:
    tick = key.int >> _TICK_SHIFT
    tail = key.int & ((1 << _TAIL_BITS) - 1)
    # 32 bits of ticks last until the year 2109; the modulo keeps a foreign identifier printable.
    return (tick << _TAIL_BITS | tail) & ((1 << 5 * _LETTERS) - 1)
