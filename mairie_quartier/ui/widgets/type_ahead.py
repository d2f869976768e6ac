"""An entry that offers rows below itself while one types; the focus stays in the entry.

↑ ↓ go through the rows, Escape closes them.  Says nothing of what the rows stand for: it gives
places, counted from 0.  The caller finds the rows.
"""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame

from mairie_quartier.ui.theme.tokens import Space
from mairie_quartier.ui.widgets.fields import announce
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.widgets.line_entry import LONGEST_LINE, LineEntry
from mairie_quartier.ui.widgets.line_list import Height, LineList
from mairie_quartier.ui.widgets.texts import column

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
LEAST_HEIGHT = 120


class PickBy(Enum):
    """What Enter does with the first row: takes it, or only one gone to by ↓."""

    ENTER = "enter"
    ARROWS = "arrows"


class TypeAhead(LineEntry):
    """A line with an offer.

    Signals (main thread):
        picked(int): the row to take.
        passed(): Enter, with no row to take.
        closed(): Escape closed the offer.
    """

    picked = Signal(int)
    passed = Signal()
    closed = Signal()

    def __init__(
        self, name: str, pick_by: PickBy = PickBy.ENTER, *, limit: int = LONGEST_LINE
    ) -> None:
        super().__init__(limit)
        self.setObjectName(name)
        self._pick_by = pick_by
        self._popup: QFrame | None = None
        self._rows: LineList | None = None
        self._offered: tuple[Line, ...] = ()

    @property
    def offered(self) -> tuple[Line, ...]:
        """Give the rows on offer."""
        return self._offered

    def offer(self, lines: Sequence[Line]) -> None:
        """Show these rows; none closes the offer."""
        rows = tuple(lines)
        if rows == self._offered and (not rows or self._shown()):
            return
        self._offered = rows
        if not rows or not self.hasFocus():
            self._hide()
            return
        popup, shown = self._make_popup()
        shown.put(rows, choose=0 if self._pick_by is PickBy.ENTER else -1)
        self._place(popup, shown)
        announce(self, rows[0].spoken)

    def pick_first(self) -> bool:
        """Take the current row, else the first; tell whether there was one."""
        if not self._offered:
            return False
        self._pick(max(self._current(), 0))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the rows, take one, or pass on."""
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _STEPS and self._shown() and self._rows is not None:
            self._rows.step(_STEPS[Qt.Key(key)])
            place = self._current()
            if place >= 0:
                announce(self, self._offered[place].spoken)
        elif key in _ENTER:
            self._enter()
        elif key == Qt.Key.Key_Escape and self._shown():
            self.offer(())
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the offer."""
        self._hide()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Close the offer with the entry."""
        self._hide()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() is QEvent.Type.Resize:
            self._hide()
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        place = self._current() if self._shown() else -1
        if place >= 0:
            self._pick(place)
        else:
            self._hide()
            self.passed.emit()

    def _pick(self, place: int) -> None:
        self._offered = ()
        self._hide()
        self.picked.emit(place)

    def _current(self) -> int:
        return self._rows.current() if self._rows is not None else -1

    def _shown(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def _hide(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    def _make_popup(self) -> tuple[QFrame, LineList]:
        if self._popup is None or self._rows is None or self._popup.parent() is not self.window():
            self._popup = QFrame(self.window())
            self._popup.setProperty("popup", "true")
            self._popup.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._rows = LineList(
                f"{self.objectName()}Offer", self.accessibleName(), height=Height.OWN
            )
            self._rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._rows.clicked.connect(lambda index: self._pick(index.row()))
            column(self._popup, margin=Space.XS).addWidget(self._rows)
            self.window().installEventFilter(self)
        return self._popup, self._rows

    def _place(self, popup: QFrame, rows: LineList) -> None:
        """Put the offer below the entry, or above where there is more room."""
        window = self.window()
        width = self.width()
        rows.resize(width - 2 * int(Space.XS) - 2, rows.height())
        wanted = sum(rows.sizeHintForRow(row) for row in range(len(self._offered)))
        wanted += 2 * int(Space.XS) + 6
        below = self.mapTo(window, QPoint(0, self.height() + int(Space.XXS)))
        room = window.height() - below.y() - int(Space.S)
        above = self.mapTo(window, QPoint(0, 0)).y() - int(Space.S)
        if room < min(wanted, LEAST_HEIGHT) and above > room:
            height = min(wanted, above)
            popup.setGeometry(below.x(), above + int(Space.S) - height, width, height)
        else:
            popup.setGeometry(below.x(), below.y(), width, min(wanted, max(room, LEAST_HEIGHT)))
        popup.show()
        popup.raise_()
