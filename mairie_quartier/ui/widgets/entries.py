"""Entries that say when they are left: a text of several lines, a choice among a few words.

Nothing is saved at every key: only when the entry is left, so that a screen saves once.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QSizePolicy, QWidget

from mairie_quartier.ui.theme.tokens import Space

LINES_SHOWN = 4


class NoteEdit(QPlainTextEdit):
    """Several lines of text; Tab goes on to the next field.

    Signals (main thread):
        left(): the focus went elsewhere.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Be as tall as a few lines of the shown text."""
        tall = self.fontMetrics().lineSpacing() * LINES_SHOWN + 2 * int(Space.M)
        return QSize(super().sizeHint().width(), tall)

    def minimumSizeHint(self) -> QSize:
        """Keep these lines."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the text was left."""
        super().focusOutEvent(event)
        self.left.emit()


class Choice(QComboBox):
    """One of a few values, each with its words; the wheel never changes it by accident.

    Signals (main thread):
        settled(): the list was closed, or the focus went elsewhere.
    """

    settled = Signal()

    def __init__(
        self, options: Sequence[tuple[object, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._values = [value for value, _words in options]
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.addItems([words for _value, words in options])

    def offer(self, options: Sequence[tuple[object, str]]) -> None:
        """Offer other values; the first one is shown, and nothing is told of it."""
        was = self.blockSignals(True)
        self._values = [value for value, _words in options]
        self.clear()
        self.addItems([words for _value, words in options])
        self.blockSignals(was)

    def value(self) -> object:
        """Give the value chosen."""
        return self._values[self.currentIndex()]

    def choose(self, value: object) -> None:
        """Show a value; an unknown one leaves the choice as it is."""
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))

    def hidePopup(self) -> None:
        """Tell that a value was picked."""
        super().hidePopup()
        self.settled.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the choice was left."""
        super().focusOutEvent(event)
        self.settled.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()
