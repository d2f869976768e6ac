"""A request's page, by keyboard, on a real store."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.catalogue import DemarcheCode
from mairie_quartier.domain.papers import VoidReason
from mairie_quartier.domain.requests import Outcome, PieceState, RequestStatus
from mairie_quartier.services import requests, visits
from mairie_quartier.services.requests import RequestFile
from mairie_quartier.services.visits import Registered
from mairie_quartier.ui.screens.requests.view import RequestScreen
from mairie_quartier.ui.screens.requests.voiding import VoidingDialog
from mairie_quartier.ui.widgets.confirm import ConfirmDialog
from tests.builders import intake, need, person_form
from tests.ui.screens.people.stage import Stage, set_stage


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return set_stage(tmp_path / "desk")


def come(stage: Stage, *, missing: int = 1, outcome: Outcome = Outcome.DEPOSITED) -> Registered:
    form = intake(stage.desk.context, need(outcome=outcome, missing=missing), person=person_form())
    return visits.register_visit(stage.desk.context, form)


def kept(stage: Stage, registered: Registered) -> RequestFile:
    return requests.reread_request(stage.desk.context, registered.requests[0].id)


def show(stage: Stage, qtbot: QtBot, registered: Registered) -> RequestScreen:
    screen = RequestScreen(stage.work)
    qtbot.addWidget(screen)
    screen.resize(1170, 640)
    stage.navigator.screens.append(screen)
    screen.open(registered.requests[0].id)
    screen.show()
    screen.activateWindow()
    QTest.qWaitForWindowActive(screen)
    screen.first_focus()
    return screen


def answer(screen: QWidget, choose: Callable[[ConfirmDialog], QWidget]) -> None:
    dialog = screen.findChild(ConfirmDialog)
    assert dialog is not None
    QTest.keyClick(choose(dialog), Qt.Key.Key_Return)


def test_space_ticks_a_missing_piece_received_today(stage: Stage, qtbot: QtBot) -> None:
    registered = come(stage)
    screen = show(stage, qtbot, registered)
    stage.desk.clock.advance(timedelta(days=3))

    QTest.keyClick(screen.pieces.rows[0].box, Qt.Key.Key_Space)

    file = kept(stage, registered)
    assert file.request.status is RequestStatus.AWAITING_DECISION
    assert stage.desk.clock.today() in {piece.received_on for piece in file.pieces}
    assert screen.status.text.text() == "Réponse attendue"


def test_ticking_can_be_taken_back(stage: Stage, qtbot: QtBot) -> None:
    registered = come(stage)
    screen = show(stage, qtbot, registered)
    code = screen.pieces.rows[0].piece.code

    QTest.keyClick(screen.pieces.rows[0].box, Qt.Key.Key_Space)
    again = next(row for row in screen.pieces.rows if row.piece.code == code)
    QTest.keyClick(again.box, Qt.Key.Key_Space)

    states = {piece.code: piece.state for piece in kept(stage, registered).pieces}
    assert states[code] is PieceState.MISSING
    assert kept(stage, registered).request.status is RequestStatus.AWAITING_PIECES


def test_dates_are_explained_with_article_and_sum(stage: Stage, qtbot: QtBot) -> None:
    screen = show(stage, qtbot, come(stage))

    steps = screen.dates.steps.said()
    assert "16 juillet 2026" in screen.dates.headline.text()
    assert "article L114-3 du CRPA" in steps
    assert "2 mars 2026 + 4 mois = 2 juillet 2026" in steps
    assert "le délai s’arrête 14 jours" in steps
    assert "provisoire" in screen.dates.moving.text.text()


def test_unknown_delay_gives_no_date(stage: Stage, qtbot: QtBot) -> None:
    form = intake(stage.desk.context, need(DemarcheCode("rsa")), person=person_form())
    screen = show(stage, qtbot, visits.register_visit(stage.desk.context, form))

    assert screen.dates.headline.text().startswith("Pas de date")
    assert not screen.dates.steps.isVisible()


def test_deadline_moves_and_the_decision_day_follows(stage: Stage, qtbot: QtBot) -> None:
    registered = come(stage)
    screen = show(stage, qtbot, registered)

    screen.due.setFocus()
    screen.due.selectAll()
    QTest.keyClicks(screen.due, "23/3/2026")
    QTest.keyClick(screen.due, Qt.Key.Key_Return)

    assert "23 juillet 2026" in screen.dates.headline.text()
    assert stage.navigator.said == ["Échéance changée."]


@pytest.mark.parametrize("typed", ["1/3/2026", "2027", "demain"])
def test_unclear_deadline_is_said_beside_the_field(stage: Stage, qtbot: QtBot, typed: str) -> None:
    registered = come(stage)
    screen = show(stage, qtbot, registered)

    screen.due.setFocus()
    screen.due.selectAll()
    QTest.keyClicks(screen.due, typed)
    QTest.keyClick(screen.due, Qt.Key.Key_Return)

    assert screen._due_field.error.text()
    assert kept(stage, registered).request.pieces_due_on == registered.requests[0].pieces_due_on


def test_note_is_saved_when_it_is_left(stage: Stage, qtbot: QtBot) -> None:
    registered = come(stage)
    screen = show(stage, qtbot, registered)

    screen.note.setFocus()
    QTest.keyClicks(screen.note, "Reviendra mardi.")
    QTest.keyClick(screen.note, Qt.Key.Key_Tab)

    assert kept(stage, registered).request.note == "Reviendra mardi."


def test_request_is_closed_and_opened_again_by_key(stage: Stage, qtbot: QtBot) -> None:
    registered = come(stage)
    screen = show(stage, qtbot, registered)
    control = Qt.KeyboardModifier.ControlModifier

    QTest.keyClick(screen.pieces.rows[0].box, Qt.Key.Key_T, control)
    closed = kept(stage, registered).request.status
    QTest.keyClick(screen.pieces.rows[0].box, Qt.Key.Key_T, control)

    assert closed is RequestStatus.CLOSED
    assert kept(stage, registered).request.status is RequestStatus.AWAITING_PIECES


def test_correction_asks_first_and_the_safe_answer_changes_nothing(
    stage: Stage, qtbot: QtBot
) -> None:
    registered = come(stage)
    screen = show(stage, qtbot, registered)

    QTest.keyClick(screen.papers.correct, Qt.Key.Key_Return)
    answer(screen, lambda dialog: dialog.stay)

    assert kept(stage, registered).voidings == ()


def test_corrected_paper_gets_another_number_and_is_shown(stage: Stage, qtbot: QtBot) -> None:
    registered = come(stage)
    screen = show(stage, qtbot, registered)

    QTest.keyClick(screen.papers.correct, Qt.Key.Key_Return)
    answer(screen, lambda dialog: dialog.agree)

    file = kept(stage, registered)
    new = file.receipts[-1]
    assert file.voidings[0].replaced_by == new.id
    assert stage.navigator.opened == [(new.id,)]
    marks = [line.mark.text if line.mark else "" for line in screen.papers.lines.lines()]
    assert marks == ["", "Annulé"]


def test_voided_paper_cannot_be_voided_again(stage: Stage, qtbot: QtBot) -> None:
    registered = come(stage)
    screen = show(stage, qtbot, registered)

    QTest.keyClick(screen.papers.void, Qt.Key.Key_Return)
    answer(screen, lambda dialog: dialog.agree)

    assert len(kept(stage, registered).voidings) == 1
    assert not screen.papers.void.isEnabled()
    assert "déjà annulé" in screen.papers.void.toolTip()


def test_the_reason_of_a_voiding_is_the_one_chosen(stage: Stage, qtbot: QtBot) -> None:
    registered = come(stage)
    screen = show(stage, qtbot, registered)

    QTest.keyClick(screen.papers.void, Qt.Key.Key_Return)
    dialog = screen.findChild(VoidingDialog)
    assert dialog is not None
    QTest.keyClick(dialog.reason.buttons[0], Qt.Key.Key_Right)
    QTest.keyClick(dialog.agree, Qt.Key.Key_Return)

    (voiding,) = kept(stage, registered).voidings
    assert voiding.reason is VoidReason.WRONG_PERSON


def test_anonymous_request_opens_no_file(stage: Stage, qtbot: QtBot) -> None:
    registered = visits.register_visit(stage.desk.context, intake(stage.desk.context))
    screen = show(stage, qtbot, registered)

    assert screen.person.text() == "Passage anonyme"
    assert not screen.person.isEnabled()


def test_dpo_reads_and_changes_nothing(tmp_path: Path, qtbot: QtBot) -> None:
    stage = set_stage(tmp_path / "desk", Role.DPO)
    screen = show(stage, qtbot, come(stage))

    assert not screen.pieces.rows[0].isEnabled()
    assert not screen.note.isEnabled()
    assert not screen.close_button.isVisible()
    assert not screen.papers.void.isEnabled()


def test_every_control_has_a_name(stage: Stage, qtbot: QtBot) -> None:
    screen = show(stage, qtbot, come(stage))

    nameless = [
        child.objectName() or type(child).__name__
        for child in screen.findChildren(QWidget)
        if child.window() is screen
        and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not child.accessibleName()
    ]

    assert nameless == []


def test_note_being_typed_survives_a_refresh(stage: Stage, qtbot: QtBot) -> None:
    registered = come(stage)
    screen = show(stage, qtbot, registered)

    screen.note.setFocus()
    QTest.keyClicks(screen.note, "Revien")
    requests.close_request(stage.desk.context, registered.requests[0].id)
    screen.refresh(frozenset({"request"}))

    assert screen.note.toPlainText() == "Revien"
    assert replace(kept(stage, registered).request, note="").status is RequestStatus.CLOSED
