"""A one-line entry that never cuts a text in silence: what is too long is refused and said.

What is being typed is the agent's until the entry is left: an answer that comes late, or another
part of the screen, does not replace it.

Ctrl+Z goes on to the screen when there is nothing to undo in the entry.
"""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QValidator
from PySide6.QtWidgets import QLineEdit, QWidget

LONGEST_LINE = 200


class LengthCheck(QValidator):
    """Refuses what would be too long, leaving the entry and its undo as they were.

    Signals (main thread):
        refused(int): a text of so many characters was not taken.
        accepted(): the text fits (again).
    """

    refused = Signal(int)
    accepted = Signal()

    def __init__(self, limit: int, parent: QObject) -> None:
        super().__init__(parent)
        self.limit = limit

    def validate(self, text: str, place: int) -> object:
        """Accept up to the limit."""
        if len(text) > self.limit:
            self.refused.emit(len(text))
            return QValidator.State.Invalid, text, place
        self.accepted.emit()
        return QValidator.State.Acceptable, text, place


class LineEntry(QLineEdit):
    """One line of text, as long as its ``LengthCheck`` lets it be."""

    def __init__(self, limit: int = LONGEST_LINE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setValidator(LengthCheck(limit, self))
        self.editingFinished.connect(lambda: self.setModified(False))

    def show_text(self, text: str) -> None:
        """Show a text unless it is shown already, or another is being typed."""
        if text != self.text() and not (self.hasFocus() and self.isModified()):
            self.setText(text)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the screen when there is nothing to undo here."""
        return super().event(event) if not leaves_undo(self, event) else False


def leaves_undo(line: QLineEdit, event: QEvent) -> bool:
    """Pass over Ctrl+Z when there is nothing to undo in the line; tell whether it was."""
    passed = (
        event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        and isinstance(event, QKeyEvent)
        and event.matches(QKeySequence.StandardKey.Undo)
        and not line.isUndoAvailable()
    )
    if passed:
        event.ignore()
    return passed
