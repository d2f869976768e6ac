"""A table that loads page by page: lines of any read model, columns as functions of a line.

Asks for more when the end comes into view; never holds more than what was asked for. Knows no
line in particular and loads nothing by itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from mairie_quartier.ui.theme.icons import IconRole, icon
from mairie_quartier.ui.theme.tokens import Space

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
GROWING_LETTERS = 13


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: its title, the text of a line in it, and perhaps an icon's name beside it.

    ``grows``: it takes the room that the others leave.  ``spare``: where room lacks, columns of
    the highest number are hidden first; 0 is never hidden.
    """

    title: str
    text: Callable[[T], str]
    icon: Callable[[T], str] | None = None
    grows: bool = False
    spare: int = 0


class PagedModel(QAbstractTableModel, Generic[T]):
    """The lines loaded so far.

    Signals (main thread):
        more_wanted(): the end of what is loaded came into view.
    """

    more_wanted = Signal()

    def __init__(self, columns: Sequence[Column[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._lines: list[T] = []
        self._complete = True
        self._asked = False

    @property
    def columns(self) -> tuple[Column[T], ...]:
        """Give the columns in order."""
        return self._columns

    def line(self, place: int) -> T | None:
        """Give the line of a row, or nothing."""
        return self._lines[place] if 0 <= place < len(self._lines) else None

    def replace(self, lines: Sequence[T], *, complete: bool) -> None:
        """Show these lines instead; ``complete`` when there are no others."""
        self.beginResetModel()
        self._lines = list(lines)
        self._complete, self._asked = complete, False
        self.endResetModel()

    def append(self, lines: Sequence[T], *, complete: bool) -> None:
        """Show these lines after the others."""
        self._complete, self._asked = complete, False
        if not lines:
            return
        first = len(self._lines)
        self.beginInsertRows(NOWHERE, first, first + len(lines) - 1)
        self._lines.extend(lines)
        self.endInsertRows()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the lines loaded."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the text, the icon, or what assistive technology reads."""
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title} : {column.text(line)}"
        if role == Qt.ItemDataRole.DecorationRole and column.icon is not None:
            name = column.icon(line)
            return icon(name, IconRole.WARNING) if name else None
        return None

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give a column's title."""
        if way is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether there are lines not loaded."""
        return not parent.isValid() and not self._complete and not self._asked

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page."""
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit()


class PagedTable(QTableView, Generic[T]):
    """A table of whole lines: arrows move, Enter or a double click opens.

    Signals (main thread):
        opened(object): the line that was opened.
    """

    opened = Signal(object)

    def __init__(self, model: PagedModel[T], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
        self._set_widths()
        self._set_heights()
        model.modelReset.connect(self._fit)
        self.doubleClicked.connect(self._open)

    def current_line(self) -> T | None:
        """Give the line the cursor is on, or nothing."""
        return self._lines.line(self.currentIndex().row())

    def select_first(self) -> None:
        """Put the cursor on the first line, if there is one."""
        if self._lines.rowCount():
            self.selectRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_heights()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the columns there is no room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        columns = self._lines.columns
        widths = [self._least_width(place) for place in range(len(columns))]
        room = self.viewport().width()
        hidden: set[int] = set()
        for place in sorted(range(len(columns)), key=lambda each: -columns[each].spare):
            kept = sum(width for each, width in enumerate(widths) if each not in hidden)
            if kept > room and columns[place].spare:
                hidden.add(place)
        for place in range(len(columns)):
            self.setColumnHidden(place, place in hidden)

    def _least_width(self, place: int) -> int:
        if self._lines.columns[place].grows:
            return GROWING_LETTERS * self.fontMetrics().averageCharWidth()
        header = self.horizontalHeader().sectionSizeHint(place)
        return max(header, self.sizeHintForColumn(place))

    def _open(self, index: QModelIndex) -> None:
        line = self._lines.line(index.row())
        if line is not None:
            self.opened.emit(line)

    def _set_widths(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setResizeContentsPrecision(0)
        mode = QHeaderView.ResizeMode
        for place, column in enumerate(self._lines.columns):
            header.setSectionResizeMode(
                place, mode.Stretch if column.grows else mode.ResizeToContents
            )

    def _set_heights(self) -> None:
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 2 * int(Space.M))
