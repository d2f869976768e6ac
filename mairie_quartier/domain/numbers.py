"""Receipt numbers: ``BAC-A7-26-00042-K``, unique without network, typeable and speakable.

Office (3 letters), series of the PC (2 characters), year (2 digits), sequence (5 or 6
digits), check character.  Must not decide which number comes next: the store does.
Source: ISO 7064 MOD 37,36 over the characters without hyphens (``stdnum``); the series
uses Crockford's base 32, which has no I, L, O, U.

The check character sees every mistyped character and all but 1 in 200 exchanges of
neighbours (a weakness of MOD 37,36), unless the wanted check is O, 0, I or 1: there we
accept the look-alike, so that overall 1 mistyped character in 500 goes unseen.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from stdnum.iso7064 import mod_37_36

from mairie_quartier.errors import UserMistake

SERIES_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
FIRST_YEAR = 2000
LAST_YEAR = 2099
LAST_SEQUENCE = 999_999

_OFFICE = re.compile(r"[A-Z]{3}")
_SERIES = re.compile(rf"[{SERIES_ALPHABET}]{{2}}")
_COMPACT = re.compile(rf"({_OFFICE.pattern})({_SERIES.pattern})([0-9]{{2}})([0-9]{{5,6}})")
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—−_./·]+")
_LETTERS = str.maketrans("01", "OI")
_DIGITS = str.maketrans("OIL", "011")
_LOOKALIKES = (frozenset("O0"), frozenset("I1"))
_LONGEST_TYPED = 60

_AZERTY_SIGNS = dict(zip("&é\"'(-è_çà)°ÉÈÇÀ", "1234567890--2790", strict=True))
_AZERTY_LETTERS = dict(zip("aqzwAQZW,?", "qawzQAWZmM", strict=True))
_FROM_AZERTY = str.maketrans(_AZERTY_SIGNS | _AZERTY_LETTERS)
_TELLTALES = frozenset(_AZERTY_SIGNS) - {"-", "_"}


class NumberFault(StrEnum):
    """What is wrong with a number."""

    FORM = "form"
    OFFICE = "office"
    SERIES = "series"
    YEAR = "year"
    SEQUENCE = "sequence"
    CHECK = "check"


class InvalidNumber(UserMistake):
    """The text is no receipt number, or it was mistyped."""

    def __init__(self, text: str, reason: NumberFault) -> None:
        super().__init__(text, reason)
        self.text = text
        self.reason = reason


@dataclass(frozen=True, slots=True, order=True)
class ReceiptNumber:
    """One receipt's number; raises ``InvalidNumber``.

    ``office_code`` has 3 capital letters, ``series`` 2 characters of ``SERIES_ALPHABET``,
    ``year`` 4 digits, ``sequence`` counts from 1.
    """

    office_code: str
    series: str
    year: int
    sequence: int

    def __post_init__(self) -> None:
        """Refuse what could not be printed or read back."""
        fault = self._fault()
        if fault is not None:
            raise InvalidNumber(self._typed(), fault)

    def __str__(self) -> str:
        return f"{self._typed()}-{self.check}"

    @property
    def compact(self) -> str:
        """The number without hyphens."""
        return self._body() + self.check

    @property
    def check(self) -> str:
        """The check character."""
        return str(mod_37_36.calc_check_digit(self._body()))

    def _typed(self) -> str:
        return f"{self.office_code}-{self.series}-{self.year % 100:02}-{self.sequence:05}"

    def _body(self) -> str:
        return f"{self.office_code}{self.series}{self.year % 100:02}{self.sequence:05}"

    def _fault(self) -> NumberFault | None:
        if not _OFFICE.fullmatch(self.office_code):
            return NumberFault.OFFICE
        if not _SERIES.fullmatch(self.series):
            return NumberFault.SERIES
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            return NumberFault.YEAR
        return None if 1 <= self.sequence <= LAST_SEQUENCE else NumberFault.SEQUENCE


def make_series(poste: int, generation: int) -> str:
    """Name the series of a PC of an office, each from 0 to 31.

    The generation changes whenever the PC's store was restored or cloned, so that no number
    comes out twice.  Raises ``InvalidNumber``.
    """
    if not (0 <= poste < len(SERIES_ALPHABET) and 0 <= generation < len(SERIES_ALPHABET)):
        raise InvalidNumber(f"{poste}/{generation}", NumberFault.SERIES)
    return SERIES_ALPHABET[poste] + SERIES_ALPHABET[generation]


def split_series(series: str) -> tuple[int, int]:
    """Return poste and generation of a series; raise ``InvalidNumber``."""
    if not _SERIES.fullmatch(series):
        raise InvalidNumber(series, NumberFault.SERIES)
    return SERIES_ALPHABET.index(series[0]), SERIES_ALPHABET.index(series[1])


def parse(text: str) -> ReceiptNumber:
    """Read a typed number, whatever its case, spaces, hyphens and look-alikes (O/0, I/1/L).

    Raises ``InvalidNumber``.
    """
    if len(text) > _LONGEST_TYPED:
        raise InvalidNumber(text, NumberFault.FORM)
    plain = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()
    body, check = _by_position(plain[:-1]), plain[-1:]
    found = _COMPACT.fullmatch(body)
    if found is None or (len(found[4]) > 5 and found[4].startswith("0")):
        raise InvalidNumber(text, NumberFault.FORM)
    number = ReceiptNumber(found[1], found[2], FIRST_YEAR + int(found[3]), int(found[4]))
    if check != number.check and not any({check, number.check} <= same for same in _LOOKALIKES):
        raise InvalidNumber(text, NumberFault.CHECK)
    return number


def scanner_variants(text: str) -> tuple[str, ...]:
    """Return the text as it came, then as a scanner meant it if the PC's keyboard is AZERTY.

    A scanner types as a US keyboard: on AZERTY ``1-A`` arrives as ``&)Q``, or ``1°q`` with
    Caps Lock.  Without any such sign there is one reading only.
    """
    raw = "".join(char for char in text if unicodedata.category(char) != "Cc")
    return (raw, raw.translate(_FROM_AZERTY)) if _TELLTALES & set(raw) else (raw,)


def parse_scanned(text: str) -> ReceiptNumber:
    """Read a typed or scanned number; raise ``InvalidNumber`` about the text as it came."""
    fault = NumberFault.FORM
    for variant in scanner_variants(text):
        try:
            return parse(variant)
        except InvalidNumber as error:
            fault = NumberFault.CHECK if error.reason is NumberFault.CHECK else fault
    raise InvalidNumber(text, fault)


def _by_position(body: str) -> str:
    """Read look-alikes as letters in the office code and as digits after it."""
    return body[:3].translate(_LETTERS) + body[3:].translate(_DIGITS)
