"""The palette by keyboard: type, choose, open, go back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from mairie_quartier.ui.screens.find import FindPalette
from tests.builders import person_form
from tests.ui.screens.workplaces import Place, make_place


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = make_place(tmp_path / "pc")
    yield made
    made.desk.close()


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    page = QLineEdit()
    made.setCentralWidget(page)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    page.setFocus()
    return made


def opened(place: Place, window: QMainWindow) -> FindPalette:
    palette = FindPalette(place.work)
    palette.open_over(window)
    return palette


def test_typing_then_enter_opens_the_first_person(place: Place, window: QMainWindow) -> None:
    saved = place.register(person=person_form())
    palette = opened(place, window)
    QTest.keyClicks(palette.field, "traore")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert saved.person is not None
    assert place.calls == [("open_person", saved.person.id)]
    assert not palette.isVisible()


def test_arrows_choose_without_leaving_the_field(place: Place, window: QMainWindow) -> None:
    place.register(person=person_form("Zwqoyski", "Ana"))
    place.register(person=person_form("Zwqoyski", "Piotr"))
    palette = opened(place, window)
    QTest.keyClicks(palette.field, "zwqoyski")
    first = palette.rows.current()
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.rows.current() == first + 1
    assert palette.field.hasFocus()


def test_scanner_opens_the_request(place: Place, window: QMainWindow) -> None:
    saved = place.register(person=person_form())
    palette = opened(place, window)
    QTest.keyClicks(palette.field, saved.receipts[0].number)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert place.calls == [("open_request", saved.requests[0].id)]


def test_enter_twice_starts_a_visit_with_the_demarche(place: Place, window: QMainWindow) -> None:
    palette = opened(place, window)
    QTest.keyClicks(palette.field, "aah")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.sheet.visit.hasFocus()
    QTest.keyClick(palette.sheet.visit, Qt.Key.Key_Return)
    assert [name for name, _ in place.calls] == ["new_visit"]


def test_escape_goes_back_from_the_sheet_then_closes(place: Place, window: QMainWindow) -> None:
    palette = opened(place, window)
    QTest.keyClicks(palette.field, "aah")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    QTest.keyClick(palette.sheet.visit, Qt.Key.Key_Escape)
    assert palette.field.hasFocus()
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert QApplication.focusWidget() is window.centralWidget()


def test_palette_opens_empty_each_time(place: Place, window: QMainWindow) -> None:
    palette = opened(place, window)
    QTest.keyClicks(palette.field, "aah")
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    palette.open_over(window)
    assert palette.field.text() == ""
    assert palette.rows.lines() == ()


def test_palette_stays_inside_a_small_window(place: Place, window: QMainWindow) -> None:
    palette = opened(place, window)
    window.resize(980, 620)
    QApplication.processEvents()
    assert window.rect().contains(palette.geometry())
