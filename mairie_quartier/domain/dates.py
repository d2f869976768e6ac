"""Birth dates as people know them: a year, a month of a year, or a day.

Must not format for the screen (``i18n`` does) nor ask the clock: today is given.
Source: ISO 8601 reduced precision for storage; the Gregorian calendar for validity.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

from mairie_quartier.domain.typed_dates import UnreadableDate, read_parts
from mairie_quartier.errors import UserMistake

__all__ = ["EARLIEST_YEAR", "LATEST_YEAR", "ImpossibleDate", "PartialDate", "UnreadableDate"]

EARLIEST_YEAR = 1850
LATEST_YEAR = 2999

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class ImpossibleDate(UserMistake):
    """No such day in the calendar: 31 February, month 13, a day without its month."""

    def __init__(self, year: int, month: int | None, day: int | None) -> None:
        super().__init__(year, month, day)
        self.year = year
        self.month = month
        self.day = day


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the day, or the month and the day, may be unknown.

    Ordered by year, month, day; what is unknown comes before what is known.
    Raises ``ImpossibleDate``.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse what is not in the calendar."""
        if not _in_calendar(self.year, self.month, self.day):
            raise ImpossibleDate(self.year, self.month, self.day)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._order() < other._order()

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """Make a full date of a calendar day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_iso(cls, text: str) -> "PartialDate":
        """Read back ``iso()``; raise ``UnreadableDate`` or ``ImpossibleDate``."""
        found = _ISO.fullmatch(text)
        if found is None:
            raise UnreadableDate(text)
        year, month, day = (int(part) if part else None for part in found.groups())
        return cls(year or 0, month, day)

    @classmethod
    def parse(cls, text: str, today: date | None = None) -> "PartialDate":
        """Read what a person typed, day before month.

        Two-digit years are the last such year not after ``today``; without ``today`` they
        are refused.  Raises ``UnreadableDate`` or ``ImpossibleDate``.
        """
        year, month, day = read_parts(text, today)
        return cls(year, month, day)

    def iso(self) -> str:
        """Write as YYYY, YYYY-MM or YYYY-MM-DD."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def is_full(self) -> bool:
        """Tell whether year, month and day are all known."""
        return self.day is not None

    def first_day(self) -> date:
        """Return the earliest day it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date:
        """Return the latest day it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def is_after(self, day: date) -> bool:
        """Tell whether it certainly lies after ``day`` (a birth date in the future)."""
        return self.first_day() > day

    def agrees_with(self, other: "PartialDate") -> bool:
        """Tell whether nothing known in both differs."""
        pairs = ((self.month, other.month), (self.day, other.day))
        return self.year == other.year and all(a is None or b is None or a == b for a, b in pairs)

    def day_and_month_swapped(self) -> "PartialDate | None":
        """Return it with day and month exchanged, or None where that is no other date."""
        if self.day is None or self.day > 12 or self.day == self.month:
            return None
        return PartialDate(self.year, self.day, self.month)

    def least_age_on(self, day: date) -> int:
        """Return the full years certainly lived on ``day``; negative if born later."""
        born = self.last_day()
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    def _order(self) -> tuple[int, int, int]:
        return (self.year, self.month or 0, self.day or 0)


def _in_calendar(year: int, month: int | None, day: int | None) -> bool:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return False
    if month is None:
        return day is None
    if not 1 <= month <= 12:
        return False
    return day is None or 1 <= day <= monthrange(year, month)[1]
