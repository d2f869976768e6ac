"""Parts side by side where there is room, one under another where there is not.

Room is counted in letters of the shown text, so that a larger text stacks sooner.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from mairie_quartier.ui.theme.tokens import Space
from mairie_quartier.ui.widgets.texts import Label, column, fill, row


class Page(QWidget):
    """What scrolls: as tall as its wrapped texts need at its width, never squeezed."""

    def minimumSizeHint(self) -> QSize:
        """Need the height of the texts as they wrap now."""
        layout, least = self.layout(), super().minimumSizeHint()
        if layout is None or not layout.hasHeightForWidth():
            return least
        width = max(self.width(), least.width())
        return QSize(least.width(), max(least.height(), layout.totalHeightForWidth(width)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew: the height follows the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class Pair(QWidget):
    """Two parts: beside each other from ``letters`` wide, else stacked."""

    def __init__(
        self, first: QWidget, second: QWidget, *, letters: int = 80, stretch: tuple[int, int]
    ) -> None:
        super().__init__()
        self._letters = letters
        self._parts = (first, second)
        self._stretch = stretch
        self._line = row(self, space=Space.L)
        self._line.addWidget(first, stretch[0])
        self._line.addWidget(second, stretch[1])

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than the wider part: side by side must not hold itself."""
        return QSize(_widest(self._parts), self._line.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when the room changes."""
        super().resizeEvent(event)
        wide = self.width() >= self._letters * self.fontMetrics().averageCharWidth()
        way = QBoxLayout.Direction
        self._line.setDirection(way.LeftToRight if wide else way.TopToBottom)
        for place, share in enumerate(self._stretch):
            self._line.setStretch(place, share if wide else 0)


class FlowGrid(QWidget):
    """Equal parts in as many columns as hold ``letters`` each, in reading order."""

    def __init__(self, parts: Sequence[QWidget], *, letters: int = 30, most: int = 3) -> None:
        super().__init__()
        self._parts = tuple(parts)
        self._letters = letters
        self._most = most
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(int(Space.L))
        self._grid.setVerticalSpacing(int(Space.M))
        self._place()

    def set_spacing(self, space: Space) -> None:
        """Keep the parts closer together, or further apart."""
        self._grid.setHorizontalSpacing(int(space))
        self._grid.setVerticalSpacing(int(space))

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than the widest part: columns must not hold themselves."""
        return QSize(_widest(self._parts), self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts again when the room changes."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Place the parts again in another text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._place()

    def _place(self) -> None:
        room = self.width() // (self._letters * self.fontMetrics().averageCharWidth())
        columns = max(1, min(self._most, room, len(self._parts)))
        if columns == self._columns:
            return
        for place in range(self._columns):
            self._grid.setColumnStretch(place, 0)
        self._columns = columns
        for place, part in enumerate(self._parts):
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(part, place // columns, place % columns, top)
        for place in range(columns):
            self._grid.setColumnStretch(place, 1)


def inset(*parts: QWidget) -> QWidget:
    """Set parts one under another, in line with the title of a card."""
    box = QWidget()
    layout = column(box, space=Space.S)
    layout.setContentsMargins(int(Space.M), int(Space.XS), int(Space.M), int(Space.S))
    fill(layout, parts)
    return box


def aside(label: Label) -> Label:
    """Set a text of its own in line with the title of a card; hidden, it leaves no gap."""
    label.setContentsMargins(int(Space.M), 0, int(Space.M), int(Space.S))
    return label


def buttons(*parts: QWidget) -> QWidget:
    """Set buttons beside each other, no wider than their words."""
    box = QWidget()
    layout = row(box, space=Space.S)
    fill(layout, [*parts, None])
    return box


def _widest(parts: Sequence[QWidget]) -> int:
    return max(
        (max(part.minimumSizeHint().width(), part.minimumWidth()) for part in parts), default=0
    )
