"""Days as French law counts them: tables of cases with their source, and what holds for all."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mairie_quartier.domain.counting import (
    add_delay,
    add_months,
    add_working_days,
    easter,
    is_working_day,
    next_working_day,
    public_holidays,
)
from mairie_quartier.domain.rules import Counting, Delay, DelayUnit

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
QUICK = settings(max_examples=300, derandomize=True)
TWO_MONTHS = Delay(2, DelayUnit.MONTHS)
FRANC = Counting.FRANC


@pytest.mark.parametrize(
    ("start", "months", "end", "source"),
    [
        (date(2026, 3, 1), 2, date(2026, 5, 1), "CRPA L231-1: received 1 March, 1 May"),
        (date(2026, 12, 31), 2, date(2027, 2, 28), "CPC 641: no 31 February, last of the month"),
        (date(2027, 12, 31), 2, date(2028, 2, 29), "CPC 641, leap year"),
        (date(2026, 12, 30), 2, date(2027, 2, 28), "CPC 641"),
        (date(2026, 1, 30), 1, date(2026, 2, 28), "CPC 641"),
        (date(2026, 1, 31), 1, date(2026, 2, 28), "CPC 641"),
        (date(2028, 1, 30), 1, date(2028, 2, 29), "CPC 641, leap year"),
        (date(2028, 1, 31), 1, date(2028, 2, 29), "CPC 641, leap year"),
        (date(2028, 1, 29), 1, date(2028, 2, 29), "CPC 641: the 29th is there"),
        (date(2028, 2, 29), 12, date(2029, 2, 28), "CPC 641: a year, no 29 February"),
        (date(2000, 2, 29), 48, date(2004, 2, 29), "CPC 641: 2000 was a leap year"),
        (date(2096, 2, 29), 48, date(2100, 2, 28), "CPC 641: 2100 is not"),
        (date(2026, 2, 28), 1, date(2026, 3, 28), "CPC 641: same number, not the month's end"),
        (date(2026, 6, 30), 2, date(2026, 8, 30), "CPC 641"),
        (date(2026, 11, 22), 4, date(2027, 3, 22), "CASF R241-33 (MDPH): four months"),
        (date(2026, 8, 31), 1, date(2026, 9, 30), "CPC 641"),
    ],
)
def test_months_are_counted_from_day_to_day(
    start: date, months: int, end: date, source: str
) -> None:
    assert add_months(start, months) == end, source


@pytest.mark.parametrize(
    ("delay", "end"),
    [
        (Delay(6, DelayUnit.WEEKS), date(2027, 1, 3)),  # DAHO: six weeks from the deposit
        (Delay(15, DelayUnit.DAYS), date(2026, 12, 7)),  # R112-4 1°: fifteen days
        (Delay(1, DelayUnit.MONTHS), date(2026, 12, 22)),  # L232-4: reasons within a month
    ],
)
def test_weeks_and_days_are_counted_on_the_calendar(delay: Delay, end: date) -> None:
    assert add_delay(date(2026, 11, 22), delay) == end


@pytest.mark.parametrize(
    ("born", "last", "source"),
    [
        # CJA R421-1, CE 29 Dec. 2006 no. 289818: neither the first day nor the last counts.
        (date(2026, 3, 16), date(2026, 5, 18), "17 May is a Sunday: CPC 642"),
        (date(2026, 3, 10), date(2026, 5, 11), "Monday, nothing to move"),
        (date(2026, 4, 30), date(2026, 7, 1), "30 June + 1 day"),
        (date(2026, 5, 13), date(2026, 7, 15), "14 July is a holiday: CPC 642"),
        (date(2026, 8, 31), date(2026, 11, 2), "31 October + 1 day is All Saints', a Sunday"),
        # The example of a bar's note on the two ways of counting: notified 1 October 2007,
        # two months, 2 December is a Sunday, lodged on Monday 3 December 2007.
        (date(2007, 10, 1), date(2007, 12, 3), "published example"),
        (date(2026, 12, 31), date(2027, 3, 1), "28 February + 1 day"),
        (date(2027, 1, 27), date(2027, 3, 30), "28 March is Easter: Monday 29 is a holiday"),
    ],
)
def test_a_delay_franc_leaves_out_both_ends_and_moves_off_closed_days(
    born: date, last: date, source: str
) -> None:
    assert add_delay(born, TWO_MONTHS, FRANC) == last, source


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (1961, 4, 2),
        (2000, 4, 23),
        (2008, 3, 23),
        (2019, 4, 21),
        (2024, 3, 31),
        (2025, 4, 20),
        (2026, 4, 5),
        (2027, 3, 28),
        (2028, 4, 16),
        (2038, 4, 25),  # the latest it can be
        (2285, 3, 22),  # the earliest it can be
    ],
)
def test_easter_is_where_the_almanac_has_it(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


def test_eleven_holidays_of_the_labour_code() -> None:
    """Code du travail L3133-1; the year 2026."""
    days = [(1, 1), (4, 6), (5, 1), (5, 8), (5, 14), (5, 25), (7, 14), (8, 15), (11, 1), (11, 11)]
    assert sorted(public_holidays(2026)) == [
        *(date(2026, month, day) for month, day in days),
        date(2026, 12, 25),
    ]


def test_two_holidays_may_fall_on_one_day() -> None:
    """In 2008 Ascension was on 1 May: ten days, and none is lost."""
    assert easter(2008) + timedelta(days=39) == date(2008, 5, 1)
    assert len(public_holidays(2008)) == 10


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 6), 3, date(2026, 11, 12)),  # over a week-end and 11 November
        (date(2026, 3, 2), 10, date(2026, 3, 16)),  # R112-11-2: ten working days
        (date(2026, 4, 30), 1, date(2026, 5, 4)),  # 1 May is a Friday
        (date(2026, 12, 24), 10, date(2027, 1, 11)),  # Christmas and New Year
        (date(2026, 3, 7), 1, date(2026, 3, 9)),  # received on a Saturday
    ],
)
def test_working_days_leave_out_the_week_end_and_public_holidays(
    start: date, days: int, end: date
) -> None:
    assert add_working_days(start, days) == end
    assert add_delay(start, Delay(days, DelayUnit.DAYS), Counting.WORKING) == end


@QUICK
@given(DAYS, st.integers(0, 60))
def test_a_month_delay_ends_in_the_month_it_names(start: date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == min(start.day, monthrange(end.year, end.month)[1])


@QUICK
@given(DAYS, DAYS, st.integers(1, 24), st.sampled_from([*DelayUnit]), st.sampled_from([*Counting]))
def test_who_comes_first_is_not_answered_later(
    one: date, other: date, amount: int, unit: DelayUnit, counting: Counting
) -> None:
    first, second = sorted((one, other))
    delay = Delay(amount, DelayUnit.DAYS if counting is Counting.WORKING else unit)
    assert add_delay(first, delay, counting) <= add_delay(second, delay, counting)


@QUICK
@given(DAYS, st.integers(1, 24), st.sampled_from([*DelayUnit]))
def test_a_delay_franc_is_longer_and_ends_on_an_open_day(
    start: date, amount: int, unit: DelayUnit
) -> None:
    plain, franc = (
        add_delay(start, Delay(amount, unit), each) for each in (Counting.CALENDAR, FRANC)
    )
    assert is_working_day(franc)
    assert franc == next_working_day(plain + timedelta(days=1))
    assert 1 <= (franc - plain).days <= 5


@QUICK
@given(DAYS, st.integers(1, 30))
def test_working_days_are_counted_one_by_one(start: date, days: int) -> None:
    end = add_working_days(start, days)
    between = (start + timedelta(days=ahead) for ahead in range(1, (end - start).days + 1))
    assert sum(is_working_day(day) for day in between) == days
    assert is_working_day(end)
