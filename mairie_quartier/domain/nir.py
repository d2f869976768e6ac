"""Notice what looks like a French social-security number (NIR) in free text.

The desk keeps no NIR: a warning is shown, nothing is stored.  Must not return the number
itself, only where it stands.
Sources: DOMAIN.md 2; structure after INSEE: sex, year, month, département, commune, order,
then a key of two digits, checked by ``stdnum.fr.nir``.
"""

import re
import unicodedata
from typing import NamedTuple

from stdnum.fr import nir

_GAP = r"[ .\-\u00a0\u202f\u2010-\u2013]"
_MONTH = r"(?:0[1-9]|1[0-2]|2[0-9]|3[0-9]|4[0-2]|[5-9][0-9])"
_DEPARTMENT = r"(?:2[ABab]|0[1-9]|[1-9][0-9])"
_GROUPED = re.compile(
    rf"[12378]{_GAP}[0-9]{{2}}{_GAP}{_MONTH}{_GAP}{_DEPARTMENT}{_GAP}[0-9]{{3}}{_GAP}[0-9]{{3}}"
)
_SOLID = re.compile(rf"[12378][0-9]{{2}}{_MONTH}{_DEPARTMENT}[0-9]{{6}}")
_START = re.compile(r"(?<![0-9A-Za-z+])[1-478]")
_LOOSE = re.compile(
    rf"[1-478](?:{_GAP}?[0-9]){{4}}{_GAP}?[0-9]{_GAP}?[0-9ABab](?:{_GAP}?[0-9]){{8}}"
)
"""Fifteen characters however they are grouped: only the key tells whether it is one."""
_KEY = re.compile(rf"{_GAP}?[0-9]{{2}}(?!{_GAP}?[0-9])")
_IBAN = re.compile(
    r"\b[A-Za-z]{2}[0-9]{2}(?:[ \u00a0]?[A-Za-z0-9]{4}){2,7}(?:[ \u00a0]?[A-Za-z0-9]{1,3})?\b"
)
_GAPS = re.compile(_GAP)


class Span(NamedTuple):
    """Where a suspicious number stands: from ``start`` up to but not including ``end``."""

    start: int
    end: int


def looks_like_nir(text: str) -> tuple[Span, ...]:
    """Return where numbers stand that look like a NIR, in order, not overlapping.

    Fifteen digits count when their key is right, thirteen when they are plausible.
    Telephone numbers, IBANs and receipt numbers do not count.
    """
    plain = _IBAN.sub(lambda found: "#" * len(found.group()), _with_plain_digits(text))
    spans: list[Span] = []
    for start in _START.finditer(plain):
        if spans and start.start() < spans[-1].end:
            continue
        end = _end_of_nir(plain, start.start())
        if end is not None:
            spans.append(Span(start.start(), end))
    return tuple(spans)


def _end_of_nir(text: str, start: int) -> int | None:
    whole = _LOOSE.match(text, start)
    if whole and not text[whole.end() : whole.end() + 1].isalnum() and _has_key(whole.group()):
        return whole.end()
    for form in (_GROUPED, _SOLID):
        found = form.match(text, start)
        if found and _may_end(text, found.end()):
            return found.end()
    return None


def _may_end(text: str, end: int) -> bool:
    """Refuse thirteen digits that go on: by more, or by what would be a wrong key."""
    return not text[end : end + 1].isalnum() and _KEY.match(text, end) is None


def _has_key(number: str) -> bool:
    return bool(nir.is_valid(_GAPS.sub("", number).upper()))


def _with_plain_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char, char)) for char in text)
