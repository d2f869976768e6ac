"""Hands on the keyboard: real key events to the focused control, counted.

A *keystroke* is any key but the characters of a text being typed (those are the agent's words,
counted apart).  Must not call any slot or service: only keys go in.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

PATIENCE_S = 60.0
PULSE_MS = 5


class NothingHappened(RuntimeError):
    """The program did not get where the tour expected."""


class Typist:
    """Types into whatever has the focus of one window."""

    def __init__(self, window: QWidget, busy: Callable[[], bool]) -> None:
        self._window = window
        self._busy = busy
        self.keystrokes = 0
        self.characters = 0

    def press(self, *keys: str) -> None:
        """Press keys one after the other: ``Tab``, ``Ctrl+Return``, ``F2``."""
        for each in keys:
            QTest.keySequence(self._target(), QKeySequence(each))
            self.keystrokes += 1
            self.settle()

    def type(self, text: str) -> None:
        """Type a text, letter by letter, whatever its script."""
        for char in text:
            self.send(char)
            self.characters += 1
        self.settle()

    def settle(self) -> None:
        """Let the program finish what these keys started."""
        self.wait_until(lambda: not self._busy())
        QApplication.processEvents()
        self.wait_until(lambda: not self._busy())

    def wait_until(self, reached: Callable[[], bool], what: str = "quiet") -> None:
        """Handle events until this is so.

        Raises:
            NothingHappened: it was not so within a minute.
        """
        end = time.monotonic() + PATIENCE_S
        QApplication.processEvents()
        if reached():
            return
        pulse = QTimer()  # not everything worth looking at comes as an event
        pulse.start(PULSE_MS)
        while not reached():
            if time.monotonic() > end:
                raise NothingHappened(what)
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()
        pulse.stop()

    def send(self, char: str) -> None:
        """Send one letter of any script, as an input method would: QTest knows Latin only."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char)
            QApplication.sendEvent(self._target(), event)

    def _target(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        focused = QApplication.focusWidget()
        return popup or focused or self._window
