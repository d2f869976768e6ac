"""Ctrl+Z: in a text while it has something to undo, else the last saved action.

Qt's text fields keep Ctrl+Z to themselves even when there is nothing left to undo; the key is
taken from them only then. Watches only the field that has the focus.
"""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid


class UndoKey(QObject):
    """Lets Ctrl+Z through to the window's own shortcut."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        app.focusChanged.connect(self.watch)

    def watch(self, before: QWidget | None, now: QWidget | None) -> None:
        """Watch the field that took the focus, no longer the one that lost it."""
        if before is not None and isValid(before):
            before.removeEventFilter(self)
        if isinstance(now, QLineEdit | QPlainTextEdit | QTextEdit):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a field from claiming the key when it has nothing to undo."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            undo = event.matches(QKeySequence.StandardKey.Undo)
            if undo and not can_undo(watched):
                event.ignore()
                return True
        return super().eventFilter(watched, event)


def can_undo(field: QObject) -> bool:
    """Tell whether a text field has something to undo."""
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return not field.isReadOnly() and field.document().isUndoAvailable()
    return False
