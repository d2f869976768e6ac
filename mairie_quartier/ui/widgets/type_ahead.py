"""A line to type in, with what it may mean listed below; the focus never leaves the line.

Answers come from elsewhere (``asked`` → ``offer``); one that answers an older text is dropped.
Knows nothing of what the rows stand for: it gives places, counted from 0.
"""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget

from mairie_quartier.ui.theme.tokens import Space
from mairie_quartier.ui.widgets.fields import announce
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.widgets.line_list import LineList
from mairie_quartier.ui.widgets.texts import column

LEAST_LETTERS_WIDE = 46
_KEYS = Qt.Key


class Preselect(Enum):
    """Which row Enter and Tab take before ↓ was pressed."""

    FIRST = "first"
    NONE = "none"


class TypeAhead(QLineEdit):
    """A line edit with a list of suggestions.

    ↓ ↑ go through the list, Enter or a click takes a row, Tab takes it and goes on, Escape
    closes the list. Without a current row, Enter and Tab do what they do in any line.

    Signals (main thread):
        asked(str): the agent changed the text; answer with ``offer``.
        picked(int): the place of the row taken.
        left(): the focus went elsewhere.
    """

    asked = Signal(str)
    picked = Signal(int)
    left = Signal()

    def __init__(
        self,
        name: str,
        spoken: str,
        *,
        preselect: Preselect = Preselect.FIRST,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self._preselect = preselect
        self.popup = SuggestionPopup(f"{name}Suggestions", spoken)
        self.popup.list.clicked.connect(lambda index: self._take(index.row()))
        self.popup.list.chosen.connect(self._say_current)
        self.textEdited.connect(self._edited)
        self.destroyed.connect(self.popup.deleteLater)

    def offer(self, question: str, lines: Sequence[Line]) -> None:
        """List what a text may mean; an answer to another text than the one shown is dropped."""
        if question != self.text() or not self.hasFocus():
            return
        self.popup.hold(lines, choose=0 if self._preselect is Preselect.FIRST else -1)
        if not lines:
            self.popup.hide()
            return
        self.popup.open_below(self)

    def close_suggestions(self) -> None:
        """Take the list away; the text stays."""
        self.popup.hold((), choose=-1)
        self.popup.hide()

    def suggestions(self) -> tuple[Line, ...]:
        """Give the rows listed now; none while the list is closed."""
        return self.popup.list.lines() if self.popup.isVisible() else ()

    def event(self, event: QEvent) -> bool:
        """Take a row on Tab, before Qt moves the focus on."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == _KEYS.Key_Tab
            and self._current() >= 0
        ):
            self._take(self._current())
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the list, take or close it; everything else is typing."""
        key = event.key()
        if self.suggestions() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if key in (_KEYS.Key_Down, _KEYS.Key_Up):
                self.popup.list.step(1 if key == _KEYS.Key_Down else -1)
                return
            if key in (_KEYS.Key_Return, _KEYS.Key_Enter) and self._current() >= 0:
                self._take(self._current())
                return
            if key == _KEYS.Key_Escape:
                self.close_suggestions()
                return
        elif key == _KEYS.Key_Down and self.text():
            self.asked.emit(self.text())
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list and tell that the line was left."""
        super().focusOutEvent(event)
        if event.reason() is Qt.FocusReason.PopupFocusReason:
            return
        self.close_suggestions()
        self.left.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Never leave the list alone on the screen."""
        self.close_suggestions()
        super().hideEvent(event)

    def _current(self) -> int:
        return self.popup.list.current() if self.popup.isVisible() else -1

    def _take(self, place: int) -> None:
        self.close_suggestions()
        self.picked.emit(place)

    def _edited(self, text: str) -> None:
        if not text:
            self.close_suggestions()
        self.asked.emit(text)

    def _say_current(self, place: int) -> None:
        if 0 <= place < len(self.popup.list.lines()):
            announce(self, self.popup.list.lines()[place].spoken)


class SuggestionPopup(QFrame):
    """The list below a line; a child of its window, so that it takes no focus."""

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        self.setProperty("popup", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.list = LineList(name, spoken)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._layout = column(self, margin=Space.XS)
        self._layout.addWidget(self.list)
        self._owner: QWidget | None = None
        self.hide()

    def hold(self, lines: Sequence[Line], *, choose: int) -> None:
        """Replace the rows."""
        self.list.put(lines, choose=choose)

    def open_below(self, owner: QWidget) -> None:
        """Show below the owner, above it where there is more room, inside its window."""
        window = owner.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            window.installEventFilter(self)
        self._owner = owner
        self._place()
        self.show()
        self._place()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        owner = self._owner
        if owner is None:
            return
        window = owner.window()
        field = QRect(owner.mapTo(window, QPoint(0, 0)), owner.size())
        gap, area = int(Space.XXS), window.rect().adjusted(8, 8, -8, -8)
        least = LEAST_LETTERS_WIDE * owner.fontMetrics().averageCharWidth()
        width = min(max(field.width(), least), area.width())
        self.resize(width, self.height())
        below, above = area.bottom() - field.bottom() - gap, field.top() - area.top() - gap
        wanted = self._wanted_height()
        height = min(wanted, below if below >= min(wanted, above) else above)
        top = field.bottom() + gap + 1 if height <= below else field.top() - gap - height
        mirrored = QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = field.right() - width + 1 if mirrored else field.left()
        left = max(area.left(), min(left, area.right() - width))
        self.setGeometry(left, top, width, height)

    def _wanted_height(self) -> int:
        self._layout.activate()
        rows = sum(self.list.sizeHintForRow(row) for row in range(len(self.list.lines())))
        margins = self._layout.contentsMargins()
        return rows + margins.top() + margins.bottom() + 4
