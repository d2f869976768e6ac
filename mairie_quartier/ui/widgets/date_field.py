"""A date typed freely, with what was understood written out beside it.

How a date is read comes from the caller; this only shows the reading, or what is wrong.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from mairie_quartier.ui.widgets.fields import Field


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood, in words ("12 mars 1987, 39 ans"), or what is wrong."""

    words: str = ""
    problem: str = ""


class DateLine(QLineEdit):
    """The line of a date field.

    Signals (main thread):
        left(): the focus went elsewhere.
    """

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the line was left."""
        super().focusOutEvent(event)
        self.left.emit()


class DateField(Field):
    """A labelled date; understood while typing, complained of only once left.

    Signals (main thread):
        left(): the focus went elsewhere; read ``text``.
    """

    left = Signal()

    def __init__(
        self,
        label: str,
        read: Callable[[str], Reading],
        *,
        name: str,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        line = DateLine()
        line.setObjectName(name)
        super().__init__(label, line, hint, parent)
        self.line = line
        self._read = read
        self._plain_hint = hint
        self.line.textChanged.connect(self._typed)
        self.line.left.connect(self._left)

    @property
    def text(self) -> str:
        """Give what was typed, trimmed."""
        return self.line.text().strip()

    def put(self, text: str) -> None:
        """Show a text as if it had been typed."""
        self.line.setText(text)

    def _typed(self) -> None:
        self.clear_error()
        words = self._read(self.text).words if self.text else ""
        self.set_hint(words or self._plain_hint)

    def _left(self) -> None:
        if self.text:
            self.set_error(self._read(self.text).problem)
        self.left.emit()
