"""The pages of a person and of a request say which of their values are disputed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.agents import Role
from mairie_quartier.services import conflicts
from mairie_quartier.ui.screens.people.presenter_person import TextField
from mairie_quartier.ui.screens.requests import RequestScreen
from mairie_quartier.ui.theme.tokens import Appearance, Scheme
from tests.ui.screens.conflicts.disputed import dispute
from tests.ui.screens.people.person_at_work import come, press, show
from tests.ui.screens.people.stage import Stage, set_stage
from tests.ui.screens.workplaces import plain
from tests.ui.walk import walk_in_every_look

LOOKS = (Appearance(), Appearance(Scheme.DARK, 200))


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return set_stage(tmp_path / "desk")


def disputes_below(field: QWidget) -> str:
    found = field.findChild(QWidget, "dispute")
    shown = found is not None and not found.isHidden()
    return plain(field.control.accessibleDescription()) if shown else ""  # type: ignore[attr-defined]  # a Field


def test_a_person_s_file_says_which_value_is_disputed_and_leads_to_both(
    stage: Stage, qtbot: QtBot
) -> None:
    person = come(stage)
    screen = show(stage, qtbot, person)
    assert screen.disputes.isHidden()
    dispute(stage.desk, person.id, "phone", person.phone, "07 55 00 00 02")
    dispute(stage.desk, person.id, "literacy", "unknown", "no")
    stage.navigator.spread(frozenset({"conflict"}))

    assert "Téléphone, Lit et écrit" in plain(screen.disputes.banner.text.text())
    said = disputes_below(screen.identity.fields[TextField.PHONE])
    assert "07 55 00 00 02" in said
    assert "Guichet 2" in said
    assert disputes_below(screen.identity.fields[TextField.EMAIL]) == ""
    press(screen, Qt.Key.Key_G)
    assert stage.navigator.opened == [(person.id,)]


def test_a_settled_value_is_disputed_no_more(stage: Stage, qtbot: QtBot) -> None:
    person = come(stage)
    key = dispute(stage.desk, person.id, "phone", person.phone, "07 55 00 00 02")
    screen = show(stage, qtbot, person)
    assert disputes_below(screen.identity.fields[TextField.PHONE])

    stage.navigator.spread(conflicts.choose_other(stage.desk.context, key))

    assert screen.disputes.isHidden()
    assert disputes_below(screen.identity.fields[TextField.PHONE]) == ""
    assert screen.identity.entries[TextField.PHONE].text() == "07 55 00 00 02"  # type: ignore[union-attr]  # a line


def test_nobody_else_s_disputes_stay_in_sight(stage: Stage, qtbot: QtBot) -> None:
    person = come(stage)
    dispute(stage.desk, person.id, "phone", person.phone, "07 55 00 00 02")
    screen = show(stage, qtbot, person)
    screen.open(come(stage, "Diallo", "Moussa").id)
    assert screen.disputes.isHidden()
    assert disputes_below(screen.identity.fields[TextField.PHONE]) == ""


def test_who_may_read_only_sees_the_dispute_too(tmp_path: Path, qtbot: QtBot) -> None:
    stage = set_stage(tmp_path / "desk", Role.DPO)
    person = come(stage)
    dispute(stage.desk, person.id, "phone", person.phone, "07 55 00 00 02")
    screen = show(stage, qtbot, person)
    assert not screen.disputes.isHidden()


def test_a_request_says_which_of_its_values_and_pieces_are_disputed(
    stage: Stage, qtbot: QtBot
) -> None:
    person = come(stage)
    with stage.desk.unit() as unit:
        request = unit.requests.matching(person_id=person.id)[0]
        piece = unit.pieces.matching(request_id=request.id)[0]
    dispute(stage.desk, request.id, "note", "", "Dossier complet", word="request")
    dispute(stage.desk, piece.id, "state", "missing", "received", word="piece")
    screen = RequestScreen(stage.work)
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.open(request.id)
    screen.show()

    said = plain(screen.disputes.banner.text.text())
    assert "Note, État de la pièce (Pièce" in said
    assert "Dossier complet" in disputes_below(screen._note_field)
    screen.disputes.button.click()
    assert stage.navigator.opened == [(request.id, piece.id)]


def test_a_disputed_file_can_be_walked(
    stage: Stage, qtbot: QtBot, appearance: QApplication
) -> None:
    person = come(stage)
    dispute(stage.desk, person.id, "phone", person.phone, "07 55 00 00 02")
    dispute(stage.desk, person.id, "note", "", "mot " * 500)
    screen = show(stage, qtbot, person)
    screen.resize(1366, 768)
    press(screen, Qt.Key.Key_E)
    assert walk_in_every_look(appearance, screen, LOOKS[:1]) == []
