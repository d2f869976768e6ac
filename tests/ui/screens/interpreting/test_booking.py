"""Bookings as agents type them."""

from datetime import date, time

import pytest

from mairie_quartier.ui.screens.interpreting.booking import (
    TypedBooking,
    read_booking,
    read_minutes,
    read_time,
)

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14h30", time(14, 30)),
        ("14:30", time(14, 30)),
        ("14 h 30", time(14, 30)),
        ("9h", time(9)),
        ("9", time(9)),
        ("0h00", time(0)),
        ("25h", None),
        ("14h75", None),
        ("midi", None),
    ],
)
def test_times_are_read_as_they_are_said(typed: str, meant: time | None) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("45", 45), ("45 min", 45), ("1h30", 90), ("2h", 120), ("1:15", 75), ("0", None), ("x", None)],
)
def test_lengths_are_read_in_minutes(typed: str, meant: int | None) -> None:
    assert read_minutes(typed) == meant


def test_empty_fields_are_left_open_and_nothing_is_wrong() -> None:
    read = read_booking(TypedBooking(), TODAY)

    assert read.wrong == frozenset()
    assert (read.booking.on, read.booking.at, read.booking.minutes) == (None, None, None)


def test_midnight_is_a_time() -> None:
    assert read_booking(TypedBooking(time="0h00"), TODAY).wrong == frozenset()


def test_each_field_not_understood_is_named() -> None:
    typed = TypedBooking(day="1/3/2026", time="midi", length="longtemps")

    assert read_booking(typed, TODAY).wrong == {"day", "time", "length"}
