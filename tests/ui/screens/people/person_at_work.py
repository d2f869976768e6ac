"""A person's file set up, shown and typed in. Must not assert anything."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.people import (
    Person,
)
from mairie_quartier.services import people, visits
from mairie_quartier.ui.screens.people import PersonScreen
from tests.builders import COMMUNE_DECIDES, intake, need, person_form
from tests.ui.screens.people.stage import Stage


def come(stage: Stage, family_name: str = "Traoré", first_names: str = "Aminata") -> Person:
    """Have a person come with two needs, one piece missing."""
    form = intake(
        stage.desk.context,
        need(missing=1),
        need(COMMUNE_DECIDES),
        person=person_form(family_name, first_names),
    )
    person = visits.register_visit(stage.desk.context, form).person
    assert person is not None
    return person


def kept(stage: Stage, person: Person) -> Person:
    return people.reread_person(stage.desk.context, person.id).person


def show(stage: Stage, qtbot: QtBot, person: Person) -> PersonScreen:
    screen = PersonScreen(stage.work)
    qtbot.addWidget(screen)
    screen.resize(1170, 640)
    stage.navigator.screens.append(screen)
    screen.open(person.id)
    screen.show()
    screen.activateWindow()
    QTest.qWaitForWindowActive(screen)
    screen.first_focus()
    return screen


def type_over(entry: QWidget, text: str) -> None:
    entry.setFocus()
    QTest.keyClick(entry, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(entry, Qt.Key.Key_Delete)
    for char in text:  # QTest types ASCII only
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, char)
        QApplication.sendEvent(entry, event)


def press(screen: QWidget, key: Qt.Key) -> None:
    """Press Ctrl and a key where the focus is."""
    target = QApplication.focusWidget() or screen
    QTest.keyClick(target, key, Qt.KeyboardModifier.ControlModifier)
