"""Read the deadline an agent types for missing pieces: ``6/12``, ``6 déc``, ``+10``.

Without a year, the next such day is meant.  Must not say which deadline is wise.
"""

import re
from datetime import date, timedelta

from mairie_quartier.domain.dates import PartialDate, UnreadableDate

_DAYS = re.compile(r"\+\s*(\d{1,3})")
_HAS_YEAR = re.compile(r"\d{4}|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2}$")
LONGEST_DAYS = 400


def read_deadline(text: str, today: date) -> date:
    """Give the day meant, never before today.

    Raises ``UnreadableDate`` or ``ImpossibleDate``.
    """
    if found := _DAYS.fullmatch(text.strip()):
        return today + timedelta(days=min(int(found.group(1)), LONGEST_DAYS))
    typed = text.strip()
    if _HAS_YEAR.search(typed):
        return _full(PartialDate.parse(typed, today + timedelta(days=LONGEST_DAYS)), text, today)
    typed = typed.replace("-", "/").replace(".", "/")
    for year in (today.year, today.year + 1):
        joined = f"{typed}/{year}" if "/" in typed else f"{typed} {year}"
        found_day = PartialDate.parse(joined, today)
        if found_day.is_full and found_day.first_day() >= today:
            return found_day.first_day()
    raise UnreadableDate(text)


def _full(found: PartialDate, text: str, today: date) -> date:
    if not found.is_full or found.first_day() < today:
        raise UnreadableDate(text)
    return found.first_day()
