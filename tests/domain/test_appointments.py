"""An appointment is fixed, moved and cancelled; its hour is minutes from midnight."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mairie_quartier.domain.appointments import (
    Appointment,
    AppointmentInThePast,
    NoAppointment,
    appointment_of,
    cancel_appointment,
    fix_appointment,
    hour_of,
)
from mairie_quartier.domain.catalogue import DemarcheCode
from mairie_quartier.domain.identifiers import OfficeId, RequestId, VisitId, new_id
from mairie_quartier.domain.requests import Outcome, Request, RequestClosed, RequestStatus

TODAY = date(2026, 3, 2)
THURSDAY = Appointment(date(2026, 3, 12), time(14, 30), "Maison des solidarités")
WAITING = Request(
    id=RequestId(new_id()),
    visit_id=VisitId(new_id()),
    office_id=OfficeId(new_id()),
    person_id=None,
    demarche=DemarcheCode("rsa"),
    label="RSA",
    outcome=Outcome.APPOINTMENT,
    status=RequestStatus.AWAITING_PARTNER,
    received_on=TODAY,
)


def test_a_request_begins_without_appointment() -> None:
    assert appointment_of(WAITING) is None


def test_what_was_fixed_is_read_again() -> None:
    assert appointment_of(fix_appointment(WAITING, THURSDAY, today=TODAY)) == THURSDAY


@given(at=st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_every_hour_is_read_again(at: time | None) -> None:
    asked = Appointment(date(2026, 3, 12), at)
    assert appointment_of(fix_appointment(WAITING, asked, today=TODAY)) == asked


@pytest.mark.parametrize("minute", [-1, 24 * 60, 10**9])
def test_what_is_no_minute_of_a_day_is_no_hour(minute: int) -> None:
    assert hour_of(minute) is None


def test_an_appointment_is_moved_whole() -> None:
    fixed = fix_appointment(WAITING, THURSDAY, today=TODAY)
    moved = fix_appointment(fixed, Appointment(date(2026, 3, 20)), today=TODAY)
    assert appointment_of(moved) == Appointment(date(2026, 3, 20))


def test_cancelling_leaves_the_request_as_it_was() -> None:
    fixed = fix_appointment(WAITING, THURSDAY, today=TODAY)
    assert cancel_appointment(fixed) == WAITING


def test_a_day_that_is_over_is_refused() -> None:
    with pytest.raises(AppointmentInThePast):
        fix_appointment(WAITING, Appointment(date(2026, 3, 1)), today=TODAY)


def test_the_place_of_a_past_appointment_can_be_mended() -> None:
    fixed = fix_appointment(WAITING, THURSDAY, today=TODAY)
    mended = fix_appointment(fixed, replace(THURSDAY, place="CCAS"), today=date(2026, 4, 1))
    assert mended.appointment_place == "CCAS"


def test_a_closed_request_takes_none() -> None:
    closed = replace(WAITING, status=RequestStatus.CLOSED, closed_on=TODAY)
    with pytest.raises(RequestClosed):
        fix_appointment(closed, THURSDAY, today=TODAY)
    with pytest.raises(RequestClosed):
        cancel_appointment(closed)


def test_nothing_is_cancelled_twice() -> None:
    with pytest.raises(NoAppointment):
        cancel_appointment(WAITING)
