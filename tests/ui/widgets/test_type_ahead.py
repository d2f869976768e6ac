"""The line with suggestions: typing is never taken away, rows are taken by key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.widgets.texts import column
from mairie_quartier.ui.widgets.type_ahead import Preselect, TypeAhead

ROWS = (Line("Revenu de solidarité active", "Caf"), Line("Retraite", "Carsat"))


class Desk(QWidget):
    """A line with suggestions and what follows it."""

    def __init__(self, preselect: Preselect) -> None:
        super().__init__()
        self.line = TypeAhead("need", "Besoin", preselect=preselect)
        self.after = QLineEdit()
        layout = column(self)
        layout.addWidget(self.line)
        layout.addWidget(self.after)
        layout.addStretch(1)
        self.asked: list[str] = []
        self.picked: list[int] = []
        self.line.asked.connect(self.asked.append)
        self.line.picked.connect(self.picked.append)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return _shown(qtbot, Preselect.FIRST)


def _shown(qtbot: QtBot, preselect: Preselect) -> Desk:
    desk = Desk(preselect)
    qtbot.addWidget(desk)
    desk.resize(700, 400)
    with qtbot.waitExposed(desk):
        desk.show()
    desk.activateWindow()
    desk.line.setFocus()
    qtbot.waitUntil(desk.line.hasFocus)
    return desk


def test_every_key_asks_and_keeps_the_focus(desk: Desk) -> None:
    QTest.keyClicks(desk.line, "rs")
    desk.line.offer("rs", ROWS)
    QTest.keyClicks(desk.line, "a")

    assert desk.asked == ["r", "rs", "rsa"]
    assert desk.line.hasFocus()
    assert desk.line.suggestions() == ROWS


def test_answer_to_an_older_text_is_dropped(desk: Desk) -> None:
    QTest.keyClicks(desk.line, "rsa")
    desk.line.offer("rs", ROWS)

    assert desk.line.suggestions() == ()


def test_enter_takes_the_first_row_at_once(desk: Desk) -> None:
    QTest.keyClicks(desk.line, "rsa")
    desk.line.offer("rsa", ROWS)
    QTest.keyClick(desk.line, Qt.Key.Key_Return)

    assert desk.picked == [0]
    assert desk.line.suggestions() == ()


def test_down_then_tab_takes_the_second_row_and_goes_on(desk: Desk) -> None:
    QTest.keyClicks(desk.line, "r")
    desk.line.offer("r", ROWS)
    QTest.keyClick(desk.line, Qt.Key.Key_Down)
    QTest.keyClick(desk.line, Qt.Key.Key_Tab)

    assert desk.picked == [1]
    assert desk.after.hasFocus()


def test_escape_closes_the_list_and_keeps_the_text(desk: Desk) -> None:
    QTest.keyClicks(desk.line, "r")
    desk.line.offer("r", ROWS)
    QTest.keyClick(desk.line, Qt.Key.Key_Escape)

    assert (desk.line.suggestions(), desk.line.text(), desk.picked) == ((), "r", [])


def test_without_preselection_enter_takes_nothing(qtbot: QtBot) -> None:
    desk = _shown(qtbot, Preselect.NONE)
    QTest.keyClicks(desk.line, "traore")
    desk.line.offer("traore", ROWS)
    QTest.keyClick(desk.line, Qt.Key.Key_Return)
    QTest.keyClick(desk.line, Qt.Key.Key_Tab)

    assert desk.picked == []


def test_leaving_the_line_closes_the_list_and_tells(desk: Desk, qtbot: QtBot) -> None:
    QTest.keyClicks(desk.line, "r")
    desk.line.offer("r", ROWS)
    with qtbot.waitSignal(desk.line.left):
        desk.after.setFocus()

    assert desk.line.suggestions() == ()


def test_a_click_takes_the_row_under_the_mouse(desk: Desk) -> None:
    QTest.keyClicks(desk.line, "r")
    desk.line.offer("r", ROWS)
    rows = desk.line.popup.list
    place = rows.visualRect(rows.model().index(1, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert desk.picked == [1]
    assert desk.line.hasFocus()


def test_the_list_stays_inside_the_window(desk: Desk) -> None:
    QTest.keyClicks(desk.line, "r")
    desk.line.offer("r", ROWS * 20)

    assert desk.rect().contains(desk.line.popup.geometry())
