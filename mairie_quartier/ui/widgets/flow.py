"""Parts side by side where there is room, one under another where there is not.

Room is counted in letters of the shown text, so that a larger text stacks sooner.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from mairie_quartier.ui.theme.tokens import Space
from mairie_quartier.ui.widgets.texts import column, fill, row


class Pair(QWidget):
    """Two parts: beside each other from ``letters`` wide, else stacked."""

    def __init__(
        self, first: QWidget, second: QWidget, *, letters: int = 80, stretch: tuple[int, int]
    ) -> None:
        super().__init__()
        self._letters = letters
        self._stretch = stretch
        self._line = row(self, space=Space.L)
        self._line.addWidget(first, stretch[0])
        self._line.addWidget(second, stretch[1])

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
            self._grid.addWidget(part, place // columns, place % columns)
        for place in range(columns):
            self._grid.setColumnStretch(place, 1)


def inset(*parts: QWidget) -> QWidget:
    """Set parts one under another, in line with the title of a card."""
    box = QWidget()
    layout = column(box, space=Space.S)
    layout.setContentsMargins(int(Space.M), int(Space.XS), int(Space.M), int(Space.S))
    fill(layout, parts)
    return box


def buttons(*parts: QWidget) -> QWidget:
    """Set buttons beside each other, no wider than their words."""
    box = QWidget()
    layout = row(box, space=Space.S)
    fill(layout, [*parts, None])
    return box
