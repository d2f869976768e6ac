"""Opening hours: the everyday syntax is read, anything else stays a text."""

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mairie_quartier.domain.opening_hours import Span, read_week

OFFICE = "Mo-Fr 09:00-12:30,13:30-17:00; Sa 09:00-12:00; PH off"
MORNING, AFTERNOON = Span(time(9), time(12, 30)), Span(time(13, 30), time(17))


def test_days_and_spans_are_read() -> None:
    week = read_week(OFFICE)
    assert week is not None
    assert week.days[0] == (MORNING, AFTERNOON)
    assert week.days[5] == (Span(time(9), time(12)),)
    assert week.days[6] == ()


def test_later_rule_replaces_an_earlier_one() -> None:
    week = read_week("Mo-Fr 09:00-17:00; We off")
    assert week is not None
    assert week.days[2] == ()
    assert week.days[3] != ()


@pytest.mark.parametrize("text", ["Tu,Th 14:00-18:00", "Tu, Th 14:00-18:00"])
def test_list_of_days_is_read(text: str) -> None:
    week = read_week(text)
    assert week is not None
    assert [bool(day) for day in week.days] == [False, True, False, True, False, False, False]


def test_always_open_is_read() -> None:
    week = read_week("24/7")
    assert week is not None
    assert week.open_span(datetime(2026, 3, 1, 3, tzinfo=UTC)) is not None


@pytest.mark.parametrize(
    "text", ["", "sur rendez-vous", "Apr-Oct 09:00-12:00", "Mo 25:00-26:00", "Mo 17:00-09:00"]
)
def test_beyond_the_everyday_stays_a_text(text: str) -> None:
    assert read_week(text) is None


def test_open_now_until_the_end_of_the_span() -> None:
    week = read_week(OFFICE)
    assert week is not None
    assert week.open_span(datetime(2026, 3, 2, 12, 29, tzinfo=UTC)) == MORNING
    assert week.open_span(datetime(2026, 3, 2, 12, 30, tzinfo=UTC)) is None


def test_next_opening_passes_over_the_weekend() -> None:
    week = read_week("Mo-Fr 09:00-17:00")
    assert week is not None
    friday_evening = datetime(2026, 3, 6, 18, tzinfo=UTC)
    assert week.next_opening(friday_evening) == datetime(2026, 3, 9, 9, tzinfo=UTC)


def test_place_never_open_has_no_next_opening() -> None:
    week = read_week("Mo-Su off")
    assert week is not None
    assert week.next_opening(datetime(2026, 3, 6, 18, tzinfo=UTC)) is None


@given(st.text(max_size=60))
def test_any_text_is_read_or_left(text: str) -> None:
    week = read_week(text)
    assert week is None or len(week.days) == 7
