"""Read a date as a French keyboard types it, into year, month and day.

For ``dates.PartialDate.parse`` only; must not decide whether the day exists, nor ask the
clock.  Day comes before month; a leading four-digit year means ISO order.
"""

import re
import unicodedata
from datetime import date

from mairie_quartier.errors import UserMistake

LONGEST_TYPED = 40

_MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
    "octobre", "novembre", "decembre",
)  # fmt: skip
_FILLERS = frozenset(("le", "en", "ne", "nee", "vers", "env", "environ"))
_SPREADSHEET_MIDNIGHT = re.compile(r"[t ]00:00(?::00(?:\.0+)?)?z?$")
_TOKENS = re.compile(r"[0-9]+(?:er(?![a-z]))?|x{1,2}(?![a-z])|\?{1,2}|[a-z]+|[^\s/.,_:'’–-]")
_UNKNOWN = frozenset(("0", "00", "x", "xx", "?", "??"))
_RUNS = {
    2: ((slice(0, 0), slice(0, 0), slice(0, 2)),),
    4: ((slice(0, 0), slice(0, 0), slice(0, 4)),),
    6: (
        (slice(0, 2), slice(2, 4), slice(4, 6)),
        (slice(0, 0), slice(0, 2), slice(2, 6)),
        (slice(0, 0), slice(4, 6), slice(0, 4)),
    ),
    8: (
        (slice(0, 2), slice(2, 4), slice(4, 8)),
        (slice(6, 8), slice(4, 6), slice(0, 4)),
    ),
}
"""Where day, month and year lie in a run of digits, likeliest first."""

Parts = tuple[int, int | None, int | None]


class UnreadableDate(UserMistake):
    """The typed text is no date that we can make out."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def read_parts(text: str, today: date | None) -> Parts:
    """Return year, month, day, not yet checked against the calendar.

    Two-digit years are the last such year not after ``today``; without ``today`` they raise
    ``UnreadableDate``, as does whatever is no date.
    """
    try:
        day, month, year = _typed_parts(text)
        known_month, known_day = _month(month), _number(day)
        return _year(year, known_month, known_day, today), known_month, known_day
    except ValueError:
        raise UnreadableDate(text) from None


def _typed_parts(text: str) -> tuple[str, str, str]:
    if len(text) > LONGEST_TYPED:
        raise ValueError
    plain = _SPREADSHEET_MIDNIGHT.sub("", _plain(text))
    tokens = [token for token in _TOKENS.findall(plain) if token not in _FILLERS]
    if len(tokens) == 1:
        return _cut_run(tokens[0])
    if not 2 <= len(tokens) <= 3:
        raise ValueError
    if len(tokens[0]) == 4 and tokens[0].isdigit():
        tokens.reverse()
    day, month, year = ("", *tokens)[-3:]
    return day, month, year


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    kept = (char for char in decomposed if unicodedata.category(char) not in ("Mn", "Cf", "Cc"))
    return "".join(str(unicodedata.decimal(char, char)) for char in kept).strip()


def _cut_run(digits: str) -> tuple[str, str, str]:
    readings = [
        (digits[day], digits[month], digits[year])
        for day, month, year in _RUNS.get(len(digits), ())
        if digits.isdigit()
    ]
    for day, month, year in readings:
        if int(day or 0) <= 31 and int(month or 0) <= 12 and year[:2] in ("18", "19", "20", year):
            return day, month, year
    if not readings:
        raise ValueError
    return readings[0]


def _number(token: str) -> int | None:
    if not token or token in _UNKNOWN:
        return None
    if len(token.removesuffix("er")) > 2:
        raise ValueError
    return int(token.removesuffix("er"))


def _month(token: str) -> int | None:
    if len(token) >= 3 and token.isalpha():
        found = [rank for rank, name in enumerate(_MONTHS, 1) if name.startswith(token)]
        if len(found) == 1:
            return found[0]
        raise ValueError
    if token.endswith("er"):
        raise ValueError
    return _number(token)


def _year(token: str, month: int | None, day: int | None, today: date | None) -> int:
    if len(token) not in (2, 4):
        raise ValueError
    year = int(token)
    if len(token) == 4:
        return year
    if today is None:
        raise ValueError
    year += today.year - today.year % 100
    is_future = (year, month or 0, day or 0) > (today.year, today.month, today.day)
    return year - 100 if is_future else year
