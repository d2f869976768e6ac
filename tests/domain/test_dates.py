"""Partial dates: what is typed, what is stored, what is refused."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mairie_quartier.domain.dates import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    ImpossibleDate,
    PartialDate,
    UnreadableDate,
)

TODAY = date(2026, 11, 22)

days = st.dates(date(EARLIEST_YEAR, 1, 1), date(LATEST_YEAR, 12, 31))
partial_dates = st.builds(
    lambda day, known: PartialDate(*(day.year, day.month, day.day)[:known]),
    days,
    st.integers(1, 3),
)


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("1987", "1987"),
        ("  1987 ", "1987"),
        ("87", "1987"),
        ("en 1987", "1987"),
        ("vers 1987", "1987"),
        ("05/1987", "1987-05"),
        ("5/1987", "1987-05"),
        ("mai 1987", "1987-05"),
        ("Mai 87", "1987-05"),
        ("051987", "1987-05"),
        ("198705", "1987-05"),
        ("1987-05", "1987-05"),
        ("3/5/1987", "1987-05-03"),
        ("03.05.87", "1987-05-03"),
        ("03-05-1987", "1987-05-03"),
        ("12 5 1987", "1987-05-12"),
        ("12051987", "1987-05-12"),
        ("120587", "1987-05-12"),
        ("19870512", "1987-05-12"),
        ("1987-05-12", "1987-05-12"),
        ("1987/05/12", "1987-05-12"),
        ("1987-05-12 00:00:00", "1987-05-12"),
        ("12 mai 1987", "1987-05-12"),
        ("12mai1987", "1987-05-12"),
        ("née le 12 mai 1987", "1987-05-12"),
        ("1er janvier 1990", "1990-01-01"),
        ("1er janv. 1990", "1990-01-01"),
        ("2 févr. 90", "1990-02-02"),
        ("2 Fév 1990", "1990-02-02"),
        ("15 AOÛT 1960", "1960-08-15"),
        ("15 aout 1960", "1960-08-15"),
        ("9 déc. 2001", "2001-12-09"),
        ("3 juil 1999", "1999-07-03"),
        ("00/00/1987", "1987"),
        ("00/05/1987", "1987-05"),
        ("XX/05/1987", "1987-05"),
        ("??/??/1987", "1987"),
        ("xx xx 1987", "1987"),
        ("00001987", "1987"),
        ("29/02/2000", "2000-02-29"),
        ("22/11/26", "2026-11-22"),
        ("23/11/26", "1926-11-23"),
        ("12/26", "1926-12"),
        ("26", "2026"),
        ("27", "1927"),
        ("١٢/٠٥/١٩٨٧", "1987-05-12"),
        ("12\u00a0mai\u202f1987", "1987-05-12"),
    ],
)
def test_typed_date_is_understood(typed: str, iso: str) -> None:
    assert PartialDate.parse(typed, TODAY).iso() == iso


@pytest.mark.parametrize(
    "typed",
    ["", " ", "hier", "12", "1 2 3 4", "12/5/987", "123", "12345", "ju 1987", "12 brumaire 1987",
     "12/mai/mai", "1987 1987", "12/5/1987 ou 1988", "²", "①", "a" * 1000, "12/1er/1987", "-"],
)  # fmt: skip
def test_unreadable_date_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableDate):
        PartialDate.parse(typed)


@pytest.mark.parametrize(
    "typed",
    ["31/02/1987", "29/02/1900", "32/01/1987", "12/13/1987", "1/1/1066", "12/00/1987", "31041987"],
)
def test_impossible_date_is_refused(typed: str) -> None:
    with pytest.raises(ImpossibleDate):
        PartialDate.parse(typed, TODAY)


def test_two_digit_year_needs_today() -> None:
    with pytest.raises(UnreadableDate):
        PartialDate.parse("12/05/87")


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(UnreadableDate, ImpossibleDate):
        assert isinstance(PartialDate.parse(text, TODAY), PartialDate)


@given(st.text(alphabet="0123456789/ .-xmai?TZ:"))
def test_any_digits_are_read_or_refused(text: str) -> None:
    with suppress(UnreadableDate, ImpossibleDate):
        assert isinstance(PartialDate.parse(text, TODAY), PartialDate)


@given(partial_dates)
def test_iso_comes_back(birth: PartialDate) -> None:
    assert PartialDate.from_iso(birth.iso()) == birth


@given(partial_dates)
def test_iso_can_be_typed(birth: PartialDate) -> None:
    assert PartialDate.parse(birth.iso()) == birth


@given(days)
def test_full_dates_can_be_typed_the_french_way(day: date) -> None:
    expected = PartialDate.of(day)
    for form in ("%d/%m/%Y", "%d %m %Y", "%d.%m.%Y", "%d%m%Y"):
        if form != "%d%m%Y" or day.year < 2100:
            assert PartialDate.parse(day.strftime(form)) == expected


@pytest.mark.parametrize("text", ["", "87", "1987-5", "1987-05-3", "03/05/1987", "1987-05-03\n"])
def test_storage_form_is_strict(text: str) -> None:
    with pytest.raises(UnreadableDate):
        PartialDate.from_iso(text)


@given(days, days)
def test_full_dates_order_as_days(one: date, other: date) -> None:
    assert (PartialDate.of(one) < PartialDate.of(other)) == (one < other)


def test_unknown_comes_before_known() -> None:
    year, month, day = PartialDate(1987), PartialDate(1987, 5), PartialDate(1987, 5, 3)
    assert sorted([day, month, PartialDate(1988), year]) == [year, month, day, PartialDate(1988)]
    assert year <= month <= day


def test_order_against_something_else_is_an_error() -> None:
    with pytest.raises(TypeError):
        assert PartialDate(1987) < 1987


@given(partial_dates)
def test_bounds_enclose_the_date(birth: PartialDate) -> None:
    first, last = birth.first_day(), birth.last_day()
    assert first <= last
    assert PartialDate.of(first).agrees_with(birth)
    assert PartialDate.of(last).agrees_with(birth)
    assert birth.is_full == (first == last)


@pytest.mark.parametrize(
    ("iso", "after"),
    [("2026-11-22", False), ("2026-11-23", True), ("2026-12", True), ("2026-11", False),
     ("2026", False), ("2027", True), ("1987", False)],
)  # fmt: skip
def test_only_a_certain_future_is_after(iso: str, after: bool) -> None:
    assert PartialDate.from_iso(iso).is_after(TODAY) is after


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [("1987", "1987-05-03", True), ("1987-05", "1987-05-03", True), ("1987-05", "1987-06", False),
     ("1987-05-03", "1987-05-04", False), ("1987", "1988", False)],
)  # fmt: skip
def test_agreement_ignores_what_is_unknown(one: str, other: str, agree: bool) -> None:
    a, b = PartialDate.from_iso(one), PartialDate.from_iso(other)
    assert a.agrees_with(b) is agree
    assert b.agrees_with(a) is agree


def test_day_and_month_are_swapped_where_possible() -> None:
    assert PartialDate(1987, 5, 3).day_and_month_swapped() == PartialDate(1987, 3, 5)
    assert PartialDate(1987, 5, 13).day_and_month_swapped() is None
    assert PartialDate(1987, 5, 5).day_and_month_swapped() is None
    assert PartialDate(1987, 5).day_and_month_swapped() is None


@pytest.mark.parametrize(
    ("iso", "age"),
    [("2008-11-22", 18), ("2008-11-23", 17), ("2008", 17), ("2008-11", 17), ("2007", 18)],
)
def test_least_age_counts_only_certain_years(iso: str, age: int) -> None:
    assert PartialDate.from_iso(iso).least_age_on(TODAY) == age


def test_day_without_month_is_refused() -> None:
    with pytest.raises(ImpossibleDate):
        PartialDate(1987, None, 3)
