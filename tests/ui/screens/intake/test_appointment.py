"""An appointment typed with its need, by keyboard: kept with the draft, recorded with the visit."""

from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from mairie_quartier.domain.appointments import Appointment, appointment_of
from mairie_quartier.domain.requests import Outcome, Request
from mairie_quartier.services.requests import reread_request
from mairie_quartier.ui.screens.intake.state import Spot
from tests.ui.screens.intake.at_work import AtWork
from tests.ui.screens.intake.hands import Agent, line

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def come(agent: Agent, *entries: str) -> None:
    """Type a need that ended in an appointment, Enter after each entry."""
    agent.starts()
    agent.presses(KEY.Key_Return)
    agent.types("rsa")
    agent.presses(KEY.Key_Return, KEY.Key_6, KEY.Key_Return)
    for entry in entries:
        agent.types(entry)
        agent.presses(KEY.Key_Return)


def reopen(agent: Agent) -> None:
    """Open the first need again, as a click does."""
    need_id = agent.state.form.needs[0].id
    agent.screen._presenter.needs.open(need_id)
    QApplication.processEvents()
    agent.screen.focus_on(Spot.OUTCOME, need_id)


def recorded(agent: Agent, scene: AtWork) -> Request:
    need = agent.state.form.needs[0]
    return reread_request(scene.work.context, need.id).request


def test_day_hour_and_place_follow_the_outcome(agent: Agent, scene: AtWork) -> None:
    come(agent, "12/3", "14h30", "Caf")
    agent.presses(KEY.Key_S, hold=CONTROL)

    request = recorded(agent, scene)
    assert request.outcome is Outcome.APPOINTMENT
    assert appointment_of(request) == Appointment(date(2026, 3, 12), time(14, 30), "Caf")


def test_an_appointment_whose_day_is_not_known_is_registered(agent: Agent, scene: AtWork) -> None:
    come(agent, "", "", "")
    agent.presses(KEY.Key_S, hold=CONTROL)

    assert agent.state.result is not None
    assert appointment_of(recorded(agent, scene)) is None


def test_an_hour_that_cannot_be_read_is_not_lost_in_silence(agent: Agent) -> None:
    come(agent, "12/3", "25 h", "Caf")
    agent.presses(KEY.Key_S, hold=CONTROL)

    assert agent.state.result is None
    assert agent.state.problem is not None
    assert "rendez-vous" in agent.state.problem.text
    assert line(agent, "appointmentHour").text() == "25 h"


def test_what_was_typed_is_shown_when_the_need_is_opened_again(agent: Agent) -> None:
    come(agent, "12/3", "14h30", "Caf")
    agent.types("logement")
    agent.presses(KEY.Key_Return)
    reopen(agent)

    assert line(agent, "appointmentDay").text() == "12/03/2026"
    assert line(agent, "appointmentHour").text() == "14 h 30"


def test_another_outcome_takes_the_appointment_away(agent: Agent) -> None:
    come(agent, "12/3", "", "")
    reopen(agent)
    agent.presses(KEY.Key_1)
    agent.presses(KEY.Key_S, hold=CONTROL)

    assert agent.state.form.needs[0].appointment is None
