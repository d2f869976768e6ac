"""One hand on the keyboard of the intake screen; must not assert what the screen should do."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from mairie_quartier.ui.screens.intake import IntakeScreen
from mairie_quartier.ui.screens.intake.state import IntakeState, Spot
from tests.ui.screens.intake.at_work import AtWork

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


@dataclass(slots=True)
class Agent:
    """One hand on the keyboard: what is typed, and how many keys besides, modifiers included."""

    screen: IntakeScreen
    scene: AtWork
    strokes: int = 0

    def types(self, text: str) -> None:
        """Type into whatever has the focus; characters do not count as strokes."""
        for char in text:
            press = QKeyEvent(QKeyEvent.Type.KeyPress, _key_of(char), PLAIN, char)
            QApplication.sendEvent(self.focused, press)
        QApplication.processEvents()

    def presses(self, *keys: Qt.Key, hold: Qt.KeyboardModifier = PLAIN) -> None:
        """Press keys one after another."""
        for key in keys:
            QTest.keyClick(self.focused, key, hold)
            self.strokes += 1 if hold is PLAIN else 2
            QApplication.processEvents()

    def starts(self) -> None:
        """F2, as the frame answers it."""
        self.screen.start()
        self.screen.first_focus()
        self.strokes += 1

    @property
    def focused(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    @property
    def state(self) -> IntakeState:
        return self.screen._presenter.state

    def adds(self, words: str, outcome: str) -> None:
        """Add a need and its outcome."""
        self.screen.focus_on(Spot.NEED)
        self.types(words)
        self.presses(KEY.Key_Return)
        self.types(outcome)


def _key_of(char: str) -> int:
    """Give the code of a key; letters of other scripts have none, as with an input method."""
    return ord(char.upper()) if char.isascii() else 0


def control(agent: Agent, name: str) -> QWidget:
    found = [each for each in agent.screen.findChildren(QWidget, name) if each.isVisible()]
    assert found, name
    return found[0]


def line(agent: Agent, name: str) -> QLineEdit:
    found = control(agent, name)
    assert isinstance(found, QLineEdit)
    return found


def shown_texts(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())
