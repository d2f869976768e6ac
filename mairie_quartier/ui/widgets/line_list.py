"""A list of rows to go through by ↑ ↓ and open by Enter; tall rows, words wrapped.

Says nothing of what the rows stand for: it gives places, counted from 0.
"""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QScrollArea, QSizePolicy, QWidget

from mairie_quartier.ui.widgets.line import Line, LineKind
from mairie_quartier.ui.widgets.line_painting import LINE_ROLE, LineDelegate, line_height

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Height(Enum):
    """Whether the list scrolls by itself, or is as tall as its rows and its page scrolls."""

    OWN = "own"
    ROWS = "rows"


class LineModel(QAbstractListModel):
    """Rows as a Qt model."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def put(self, lines: Sequence[Line]) -> None:
        """Replace every row; rows added at the end leave those before in place."""
        new = tuple(lines)
        kept = len(self.lines)
        if kept and len(new) > kept and new[:kept] == self.lines:
            self.beginInsertRows(QModelIndex(), kept, len(new) - 1)
            self.lines = new
            self.endInsertRows()
            return
        self.beginResetModel()
        self.lines = new
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the row, its title, or what a screen reader says."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings be passed over."""
        if not index.isValid() or self.lines[index.row()].kind is LineKind.HEADING:
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )


class LineList(QListView):
    """Rows of ``Line``.

    Signals (main thread), each with the place of a row:
        opened(int): Enter, or a double click.
        chosen(int): the current row changed; -1 for none.
        more_wanted(): the last row was reached.
    """

    opened = Signal(int)
    chosen = Signal(int)
    more_wanted = Signal()

    def __init__(
        self, name: str, spoken: str, *, height: Height = Height.OWN, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setProperty("lines", "true")
        self._height = height
        self._heights: dict[int, int] = {}
        self._model = LineModel(self)
        self.setModel(self._model)
        self.setItemDelegate(LineDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        if height is Height.ROWS:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def put(self, lines: Sequence[Line], *, choose: int | None = None) -> None:
        """Show rows; keep the place of the current one, or choose another (-1: none)."""
        wanted = self.current() if choose is None else choose
        self._heights.clear()
        self._model.put(lines)
        self.choose(min(wanted, len(lines) - 1))
        self.updateGeometry()

    def lines(self) -> tuple[Line, ...]:
        """Give the rows shown."""
        return self._model.lines

    def current(self) -> int:
        """Give the place of the current row, -1 for none."""
        return self.currentIndex().row()

    def choose(self, place: int) -> None:
        """Make a row current; a heading passes on to the row below."""
        while 0 <= place < len(self.lines()) and self.lines()[place].kind is LineKind.HEADING:
            place += 1
        self.setCurrentIndex(self._model.index(place) if place >= 0 else QModelIndex())

    def step(self, by: int) -> None:
        """Move the current row from elsewhere (a search field): +1 down, -1 up."""
        place = self.current() + by
        while 0 <= place < len(self.lines()) and self.lines()[place].kind is LineKind.HEADING:
            place += by
        if 0 <= place < len(self.lines()):
            self.setCurrentIndex(self._model.index(place))

    def sizeHint(self) -> QSize:
        """Be as tall as the rows where the page scrolls."""
        if self._height is Height.OWN:
            return super().sizeHint()
        return QSize(0, self.heightForWidth(self.width()))

    def heightForWidth(self, width: int) -> int:
        """Give the height that all rows take in a width."""
        if width not in self._heights:
            self._heights[width] = sum(line_height(line, width) for line in self.lines()) + 2
        return self._heights[width]

    def minimumSizeHint(self) -> QSize:
        """Never hide rows where the page scrolls."""
        if self._height is Height.OWN:
            return super().minimumSizeHint()
        return QSize(0, 1)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row is current, bring it into sight, ask for more at the end."""
        super().currentChanged(current, previous)
        self.chosen.emit(current.row())
        if current.isValid():
            self._bring_into_sight()
            if current.row() == len(self.lines()) - 1:
                self.more_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter; leave letters to the screen's own keys."""
        if event.key() in _ENTER and self.current() >= 0 and not event.isAutoRepeat():
            self.opened.emit(self.current())
            return
        if event.text().strip() and not event.modifiers():
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the focus to a row, never to an empty ring."""
        super().focusInEvent(event)
        if self.current() < 0 and self.lines():
            self.choose(0)
        self._bring_into_sight()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap again."""
        super().resizeEvent(event)
        self._measure_again()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights.clear()
            self._measure_again()

    def _measure_again(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() and value == bar.maximum():
            self.more_wanted.emit()

    def _bring_into_sight(self) -> None:
        if self._height is Height.OWN or not self.hasFocus():
            return
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        page = above.widget() if above is not None else None
        if above is not None and page is not None:
            rect = self.visualRect(self.currentIndex())
            centre = self.viewport().mapTo(page, rect.center())
            above.ensureVisible(centre.x(), centre.y(), 0, rect.height())
