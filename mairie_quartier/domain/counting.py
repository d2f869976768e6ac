"""Days as French law counts them: by month, by working day, *francs*, and public holidays.

Pure arithmetic on days; must not know what is being counted.  Sources: Code de procédure civile
641 (a delay in months ends on the day of the same number, else on the last of the month) and 642
(an end on a Saturday, a Sunday or a holiday moves to the next working day); Code du travail
L3133-1 (the eleven holidays); CE 5 June 2009 no. 312682 (a delay *franc* of two months, and its
end on a closed day).  Easter after Meeus (Astronomical Algorithms, ch. 8).  The holidays are those
of France outside Alsace-Moselle and overseas, which have others by local law (L3134-13, L3422-2).
Eleven days fixed by one article are counted here rather than by a package of every country's.
"""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from mairie_quartier.domain.rules import Counting, Delay, DelayUnit

_SATURDAY = 5
_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday
_DAY = timedelta(days=1)


def easter(year: int) -> date:
    """Give Easter Sunday of a Gregorian year."""
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    ahead = moon - weekday
    month = 3 + (ahead + 40) // 44
    return date(year, month, ahead + 28 - 31 * (month // 4))


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """Give the eleven public holidays of a year."""
    sunday = easter(year)
    moving = (sunday + timedelta(days=days) for days in _AFTER_EASTER)
    return frozenset((*moving, *(date(year, month, day) for month, day in _FIXED)))


def is_public_holiday(day: date) -> bool:
    """Tell whether the day is a public holiday."""
    return day in public_holidays(day.year)


def is_working_day(day: date) -> bool:
    """Tell whether offices are open by law: no Saturday, no Sunday, no public holiday."""
    return day.weekday() < _SATURDAY and not is_public_holiday(day)


def next_working_day(day: date) -> date:
    """Give the day itself if it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += _DAY
    return day


def add_months(start: date, months: int) -> date:
    """Count months from day to day; the last day of the month where there is no such day."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def add_working_days(start: date, days: int) -> date:
    """Count *jours ouvrés* after ``start``, which does not count itself."""
    end = start
    for _ in range(days):
        end = next_working_day(end + _DAY)
    return end


def add_delay(start: date, delay: Delay, counting: Counting = Counting.CALENDAR) -> date:
    """Give the last day of a delay that starts from an event on ``start``.

    A delay by working days is written in days.
    """
    if counting is Counting.WORKING:
        return add_working_days(start, delay.amount)
    if delay.unit is DelayUnit.MONTHS:
        end = add_months(start, delay.amount)
    elif delay.unit is DelayUnit.WEEKS:
        end = start + timedelta(weeks=delay.amount)
    else:
        end = start + timedelta(days=delay.amount)
    return next_working_day(end + _DAY) if counting is Counting.FRANC else end
