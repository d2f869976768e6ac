"""The appointment of a request and the request held for abusive, by keyboard, on a real store."""

from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.appointments import Appointment, appointment_of
from mairie_quartier.domain.requests import Outcome
from mairie_quartier.services import visits
from mairie_quartier.services.appointments import fix_appointment
from mairie_quartier.services.visits import Registered
from mairie_quartier.ui.screens.requests.view import RequestScreen
from tests.builders import COMMUNE_DECIDES, intake, need, person_form
from tests.ui.screens.people.stage import Stage, set_stage
from tests.ui.screens.requests.test_request import kept, show

APPOINTMENT = Appointment(date(2027, 3, 11), time(14, 30), "Caf")


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return set_stage(tmp_path / "desk")


def come(stage: Stage, outcome: Outcome = Outcome.APPOINTMENT) -> Registered:
    context = stage.desk.context
    demarche = need(COMMUNE_DECIDES, outcome=outcome)
    return visits.register_visit(context, intake(context, demarche, person=person_form()))


def recorded(stage: Stage, registered: Registered) -> Appointment | None:
    return appointment_of(kept(stage, registered).request)


def type_appointment(screen: RequestScreen, day: str, hour: str, place: str) -> None:
    fields = screen.holding.appointment.fields
    for entry, text in ((fields.day, day), (fields.hour, hour), (fields.place, place)):
        entry.setFocus()
        entry.selectAll()
        QTest.keyClicks(entry, text)
    QTest.keyClick(fields.place, Qt.Key.Key_Return)


def test_an_appointment_is_fixed_from_the_keyboard(stage: Stage, qtbot: QtBot) -> None:
    registered = come(stage)
    screen = show(stage, qtbot, registered)

    type_appointment(screen, "11/3/2027", "14h30", "Caf")

    assert recorded(stage, registered) == APPOINTMENT
    assert "11 mars 2027, 14 h 30" in screen.holding.appointment.headline.text()


def test_an_hour_that_is_none_is_told_and_nothing_is_saved(stage: Stage, qtbot: QtBot) -> None:
    registered = come(stage)
    screen = show(stage, qtbot, registered)

    type_appointment(screen, "11/3/2027", "25 h", "")

    assert recorded(stage, registered) is None
    assert screen.holding.appointment.fields.hour.property("wrong") == "true"


def test_it_is_cancelled_with_its_button(stage: Stage, qtbot: QtBot) -> None:
    registered = come(stage)
    fix_appointment(stage.desk.context, registered.requests[0].id, APPOINTMENT)
    screen = show(stage, qtbot, registered)

    QTest.keyClick(screen.holding.appointment.cancel, Qt.Key.Key_Space)

    assert recorded(stage, registered) is None
    assert stage.navigator.said[-1].startswith("Rendez-vous annulé")
    visits.undo_last(stage.desk.context)
    assert recorded(stage, registered) == APPOINTMENT


def test_a_request_without_appointment_has_no_card_for_it(stage: Stage, qtbot: QtBot) -> None:
    screen = show(stage, qtbot, come(stage, Outcome.DEPOSITED))

    assert screen.holding.appointment.isHidden()


def test_a_request_is_held_for_abusive_with_its_reason_only(stage: Stage, qtbot: QtBot) -> None:
    registered = come(stage, Outcome.DEPOSITED)
    screen = show(stage, qtbot, registered)
    abuse = screen.holding.abuse

    QTest.keyClick(abuse.box, Qt.Key.Key_Space)
    QTest.keyClick(abuse.save, Qt.Key.Key_Space)
    unexplained = kept(stage, registered).request.abusive_because
    QTest.keyClicks(abuse.reason, "Encore la demande du mois")
    QTest.keyClick(abuse.save, Qt.Key.Key_Space)

    assert not unexplained
    assert kept(stage, registered).request.abusive_because == "Encore la demande du mois"
    assert "Encore" in screen.holding.banner.text.text()
    assert "abusive" in screen.grounds.why.text()


def test_unticking_takes_it_back(stage: Stage, qtbot: QtBot) -> None:
    registered = come(stage, Outcome.DEPOSITED)
    screen = show(stage, qtbot, registered)
    abuse = screen.holding.abuse
    QTest.keyClick(abuse.box, Qt.Key.Key_Space)
    QTest.keyClicks(abuse.reason, "Encore et encore")
    QTest.keyClick(abuse.save, Qt.Key.Key_Space)

    QTest.keyClick(abuse.box, Qt.Key.Key_Space)

    assert not kept(stage, registered).request.abusive_because
    assert not abuse.field.isVisible()


def test_a_number_of_social_security_is_no_reason(stage: Stage, qtbot: QtBot) -> None:
    registered = come(stage, Outcome.DEPOSITED)
    screen = show(stage, qtbot, registered)
    abuse = screen.holding.abuse
    QTest.keyClick(abuse.box, Qt.Key.Key_Space)
    abuse.reason.setPlainText("1 84 12 76 451 089 46")
    QTest.keyClick(abuse.save, Qt.Key.Key_Space)

    assert not kept(stage, registered).request.abusive_because


def test_a_reception_agent_has_no_such_card(qtbot: QtBot, tmp_path: Path) -> None:
    stage = set_stage(tmp_path / "desk", Role.RECEPTION)
    screen = show(stage, qtbot, come(stage, Outcome.DEPOSITED))

    assert screen.holding.abuse.isHidden()
