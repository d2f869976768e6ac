"""The first screen by keyboard: rows, drafts, counters, what it says when it is empty."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from mairie_quartier.services.drafts import keep_draft, list_drafts
from mairie_quartier.ui.screens.desk.board import Tile
from mairie_quartier.ui.screens.desk.view import DeskScreen
from tests.builders import intake, need, person_form
from tests.ui.screens.workplaces import HeldLane, Place, make_place, plain


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = make_place(tmp_path / "pc")
    yield made
    made.desk.close()


def shown(qtbot: QtBot, place: Place) -> DeskScreen:
    screen = DeskScreen(place.work)
    qtbot.addWidget(screen)
    screen.resize(1166, 640)
    screen.show()
    screen.activateWindow()
    QApplication.processEvents()
    screen.first_focus()
    return screen


def press(key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier or Qt.KeyboardModifier.NoModifier)


def test_empty_desk_tells_what_to_press_first(qtbot: QtBot, place: Place) -> None:
    screen = shown(qtbot, place)
    words = [label.text() for label in screen.visits.findChildren(QLabel)]
    assert any("F2" in text for text in words)
    assert not screen.drafts.isVisible()
    assert screen.tiles[Tile.VISITS].hasFocus()


def test_enter_opens_what_is_due(qtbot: QtBot, place: Place) -> None:
    saved = place.register(need(missing=1), person=person_form())
    place.desk.clock.advance(timedelta(days=20))
    screen = shown(qtbot, place)
    assert screen.due.list.hasFocus()
    press(Qt.Key.Key_Return)
    assert place.calls == [("open_request", saved.requests[0].id)]


def test_arrow_and_enter_open_the_second_visit(qtbot: QtBot, place: Place) -> None:
    first = place.register(person=person_form())
    place.register(person=person_form("Diallo", "Fatou"))
    shown(qtbot, place)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert first.person is not None
    assert place.calls == [("open_person", first.person.id)]


def test_draft_is_dropped_and_put_back_by_keyboard(qtbot: QtBot, place: Place) -> None:
    form = intake(place.desk.context, need(), person=person_form())
    keep_draft(place.desk.context, form)
    screen = shown(qtbot, place)
    assert screen.drafts.list.hasFocus()
    press(Qt.Key.Key_Delete)
    assert list_drafts(place.desk.context) == ()
    assert screen.back.button.hasFocus()
    press(Qt.Key.Key_Return)
    assert [line.id for line in list_drafts(place.desk.context)] == [form.draft_id]
    assert not screen.back.isVisible()


def test_keys_go_to_each_list(qtbot: QtBot, place: Place) -> None:
    keep_draft(place.desk.context, intake(place.desk.context, need()))
    place.register(need(missing=1), person=person_form())
    place.desk.clock.advance(timedelta(days=20))
    place.register()
    screen = shown(qtbot, place)
    control = Qt.KeyboardModifier.ControlModifier
    press(Qt.Key.Key_B, control)
    assert screen.drafts.list.hasFocus()
    press(Qt.Key.Key_J, control)
    assert screen.visits.list.hasFocus()
    press(Qt.Key.Key_D, control)
    assert screen.due.list.hasFocus()


def test_first_focus_waits_for_the_rows(qtbot: QtBot, place: Place) -> None:
    place.register(person=person_form())
    lane = HeldLane()
    place.work = replace(place.work, lane=lane)
    screen = shown(qtbot, place)
    lane.let_go()
    assert screen.visits.list.hasFocus()


def test_list_is_as_tall_as_its_rows_at_every_width(qtbot: QtBot, place: Place) -> None:
    for _ in range(6):
        place.register(need(), need(), person=person_form())
    screen = shown(qtbot, place)
    for width in (1166, 700):
        screen.resize(width, 640)
        QApplication.processEvents()
        rows = screen.visits.list
        tall = sum(rows.sizeHintForRow(row) for row in range(6))
        assert rows.viewport().height() >= tall


def test_every_row_can_be_heard(qtbot: QtBot, place: Place) -> None:
    place.register(person=person_form())
    rows = shown(qtbot, place).visits.list
    index = rows.model().index(0, 0)
    heard = rows.model().data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert "Aminata Traoré" in plain(str(heard))
    assert "10" in str(heard)
