"""A type-ahead line of the conversation: Enter with nothing to take goes on, Tab takes and stays.

Adds to the generic one what the intake's keys need; finds nothing by itself.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.widgets.line_entry import LONGEST_LINE, LengthCheck, leaves_undo
from mairie_quartier.ui.widgets.type_ahead import Preselect, TypeAhead

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AheadLine(TypeAhead):
    """A line with rows on offer.

    Signals (main thread):
        passed(): Enter, with no row to take.
    """

    passed = Signal()

    def __init__(
        self,
        name: str,
        spoken: str,
        *,
        preselect: Preselect = Preselect.FIRST,
        limit: int = LONGEST_LINE,
    ) -> None:
        super().__init__(name, spoken, preselect=preselect)
        self.setValidator(LengthCheck(limit, self))

    def show_rows(self, lines: Sequence[Line]) -> None:
        """Offer rows for the text shown; the same rows stay as they are."""
        if tuple(lines) != self.suggestions():
            self.offer(self.text(), lines)

    def show_text(self, text: str) -> None:
        """Show a text unless it is shown already; the cursor and the undo stay."""
        if text != self.text():
            self.setText(text)

    def pick_first(self) -> bool:
        """Take the current row, else the first; tell whether there was one."""
        if not self.suggestions():
            return False
        place = max(self.popup.list.current(), 0)
        self.close_suggestions()
        self.picked.emit(place)
        return True

    def event(self, event: QEvent) -> bool:
        """Leave an idle Ctrl+Z to the screen; let Tab take a row and stay for what follows."""
        if leaves_undo(self, event):
            return False
        took = (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and bool(self.suggestions())
            and self.popup.list.current() >= 0
        )
        if took:
            return self.pick_first()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by Enter where no row is current."""
        entered = event.key() in _ENTER and not event.modifiers() & ~_KEYPAD
        if entered and not (self.suggestions() and self.popup.list.current() >= 0):
            self.close_suggestions()
            if not event.isAutoRepeat():
                self.passed.emit()
            return
        super().keyPressEvent(event)


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
