"""Interpreters to find: urgency first, closed as done or unmet, by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.intake import InterpretingForm
from mairie_quartier.domain.interpreting import (
    InterpretingState,
    Understanding,
    UnmetReason,
    Urgency,
    Way,
)
from mairie_quartier.services.visits import undo_last
from mairie_quartier.ui.screens.interpreting import InterpretingScreen
from mairie_quartier.ui.theme.tokens import Tone
from tests.builders import person_form
from tests.ui.screens.workplaces import Place, make_place, plain


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = make_place(tmp_path / "pc")
    made.register(person=person_form(), interpreting=InterpretingForm("bam"))
    urgent = InterpretingForm("hye", way=Way.ON_SITE, urgency=Urgency.NOW)
    made.register(person=person_form("Petrosyan", "Tigran"), interpreting=urgent)
    yield made
    made.desk.close()


@pytest.fixture
def screen(qtbot: QtBot, place: Place) -> InterpretingScreen:
    made = InterpretingScreen(place.work)
    qtbot.addWidget(made)
    made.resize(1166, 640)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    made.first_focus()
    return made


def test_most_urgent_comes_first(screen: InterpretingScreen) -> None:
    first, second = screen.rows.lines()
    assert (first.title, plain(first.detail)) == ("Arménien", "Tigran Petrosyan · Sur place")
    assert first.mark is not None
    assert (first.mark.text, first.mark.tone) == ("Tout de suite", Tone.DANGER)
    assert second.title == "Bambara"


def test_panel_names_the_language_as_its_speakers_do(screen: InterpretingScreen) -> None:
    assert screen.panel.language.text() == "Arménien"
    assert screen.panel.own_name.text() == "հայերեն"


def test_one_key_closes_as_done_and_understood(place: Place, screen: InterpretingScreen) -> None:
    QTest.keyClick(screen.rows, Qt.Key.Key_C)
    assert [line.title for line in screen.rows.lines()] == ["Bambara"]
    with place.desk.context.open() as unit:
        closed = unit.interpreting.matching(language="hye")[0]
    assert closed.state is InterpretingState.DONE
    assert closed.understanding is Understanding.UNDERSTOOD
    assert place.calls[-1][0] == "saved"


def test_closing_can_be_undone(place: Place, screen: InterpretingScreen) -> None:
    QTest.keyClick(screen.rows, Qt.Key.Key_N)
    screen.refresh(undo_last(place.desk.context))
    assert len(screen.rows.lines()) == 2


def test_unmet_need_keeps_its_reason(place: Place, screen: InterpretingScreen) -> None:
    QTest.keyClick(screen.rows, Qt.Key.Key_S)
    assert screen.panel.reasons.hasFocus()
    QTest.keyClick(screen.panel.reasons, Qt.Key.Key_Down)
    screen.panel.close_unmet.setFocus()
    QTest.keyClick(screen.panel.close_unmet, Qt.Key.Key_Return)
    with place.desk.context.open() as unit:
        closed = unit.interpreting.matching(language="hye")[0]
    assert closed.state is InterpretingState.UNMET
    assert closed.unmet_reason is UnmetReason.NOT_AVAILABLE
    assert screen.rows.hasFocus()


def test_list_emptied_says_that_nobody_waits(screen: InterpretingScreen) -> None:
    QTest.keyClick(screen.rows, Qt.Key.Key_C)
    QTest.keyClick(screen.rows, Qt.Key.Key_P)
    assert screen.empty.isVisible()
    assert not screen.rows.isVisible()


def test_person_is_one_key_away(place: Place, screen: InterpretingScreen) -> None:
    QTest.keyClick(screen.rows, Qt.Key.Key_O)
    assert [name for name, _ in place.calls] == ["open_person"]
