"""Appointments on a real store: recorded with the visit, due on their day, undone, audited."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.appointments import Appointment, appointment_of
from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.identifiers import RequestId
from mairie_quartier.domain.intake import AppointmentForm
from mairie_quartier.domain.people import Contact
from mairie_quartier.domain.permissions import NotAllowed
from mairie_quartier.domain.requests import Outcome
from mairie_quartier.domain.text import TooLong
from mairie_quartier.services import requests, visits
from mairie_quartier.services.appointments import cancel_appointment, fix_appointment
from mairie_quartier.services.day_sheet import compose_day_sheet
from mairie_quartier.services.listings import DueKind, DueLine, Page
from tests.builders import Desk, intake, need, person_form

IN_TEN_DAYS = timedelta(days=10)


def expected(desk: Desk, typed: AppointmentForm | None = None) -> RequestId:
    """Register somebody who was given an appointment."""
    asked = replace(need(outcome=Outcome.APPOINTMENT), appointment=typed)
    form = intake(desk.context, asked, person=person_form())
    return visits.register_visit(desk.context, form).requests[0].id


def recorded(desk: Desk, key: RequestId) -> Appointment | None:
    return appointment_of(requests.reread_request(desk.context, key).request)


def due(desk: Desk) -> list[DueLine]:
    with desk.context.open() as unit:
        return list(unit.listings.due(desk.context.office.id, desk.clock.today(), Page()))


def later(desk: Desk, at: time | None = time(14, 30), place: str = "CCAS") -> Appointment:
    return Appointment(desk.clock.today() + IN_TEN_DAYS, at, place)


def test_an_appointment_typed_at_the_desk_is_recorded_with_the_visit(desk: Desk) -> None:
    day = desk.clock.today() + IN_TEN_DAYS
    key = expected(desk, AppointmentForm(day, 14 * 60 + 30, "CCAS"))
    assert recorded(desk, key) == Appointment(day, time(14, 30), "CCAS")


def test_what_was_typed_before_the_outcome_changed_is_left_out(desk: Desk) -> None:
    before = AppointmentForm(date(2030, 1, 2))
    typed = replace(need(outcome=Outcome.INFORMED), appointment=before)
    registered = visits.register_visit(desk.context, intake(desk.context, typed))
    assert recorded(desk, registered.requests[0].id) is None


def test_it_is_due_on_its_day_and_not_before(desk: Desk) -> None:
    key = expected(desk)
    fix_appointment(desk.context, key, later(desk))
    assert not due(desk)
    desk.clock.advance(IN_TEN_DAYS)
    (line,) = due(desk)
    assert (line.kind, line.request_id) == (DueKind.APPOINTMENT, key)
    assert (line.minute, line.place) == (14 * 60 + 30, "CCAS")


def test_the_hours_of_a_day_follow_each_other(desk: Desk) -> None:
    for hour in (15, 9, 11):
        fix_appointment(desk.context, expected(desk), later(desk, time(hour)))
    desk.clock.advance(IN_TEN_DAYS)
    assert [line.minute for line in due(desk)] == [9 * 60, 11 * 60, 15 * 60]


def test_it_is_counted_while_it_is_due(desk: Desk) -> None:
    key = expected(desk)
    fix_appointment(desk.context, key, later(desk))
    desk.clock.advance(IN_TEN_DAYS)
    with desk.context.open() as unit:
        counted = unit.listings.counters(desk.context.office.id, desk.clock.today()).due
    assert counted == 1
    requests.close_request(desk.context, key)
    assert not due(desk)


def test_it_is_cancelled_and_had_back(desk: Desk) -> None:
    key, asked = expected(desk), later(desk)
    fix_appointment(desk.context, key, asked)
    cancel_appointment(desk.context, key)
    assert recorded(desk, key) is None
    visits.undo_last(desk.context)
    assert recorded(desk, key) == asked


def test_moving_it_is_audited(desk: Desk) -> None:
    key = expected(desk)
    fix_appointment(desk.context, key, later(desk))
    with desk.context.open() as unit:
        lines = unit.listings.audit(Page())
    changed = next(line for line in lines if line.act == AuditAct.CHANGED)
    assert changed.subject_id == str(key)
    assert "appointment_on" in changed.fields


def test_the_sheet_of_its_day_shows_it(desk: Desk) -> None:
    fix_appointment(desk.context, expected(desk), later(desk))
    desk.clock.advance(IN_TEN_DAYS)
    (shown,) = compose_day_sheet(desk.context).appointments
    assert (shown.at, shown.place, shown.contact) == (time(14, 30), "CCAS", Contact.NORMAL)
    assert not compose_day_sheet(desk.context).matters


def test_the_sheet_of_the_day_after_asks_what_came_of_it(desk: Desk) -> None:
    fix_appointment(desk.context, expected(desk), later(desk))
    desk.clock.advance(IN_TEN_DAYS + timedelta(days=1))
    sheet = compose_day_sheet(desk.context)
    assert not sheet.appointments
    assert [matter.kind.value for matter in sheet.matters] == ["appointment"]


def test_a_place_that_is_too_long_is_refused(desk: Desk) -> None:
    key = expected(desk)
    with pytest.raises(TooLong):
        fix_appointment(desk.context, key, later(desk, place="x" * 300))
    assert recorded(desk, key) is None


def test_an_analyst_fixes_nothing(desk: Desk) -> None:
    key = expected(desk)
    with pytest.raises(NotAllowed):
        fix_appointment(desk.as_roles(Role.ANALYST), key, later(desk))
