"""Controls beside each other at their own width, or one under another where they do not fit."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from mairie_quartier.ui.theme.tokens import Space
from mairie_quartier.ui.widgets.texts import row


class FlipRow(QWidget):
    """A row that turns into a column."""

    def __init__(self, parts: Sequence[QWidget]) -> None:
        super().__init__()
        self._parts = tuple(parts)
        self._line = row(self, space=Space.S)
        for part in parts:
            self._line.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        self._line.addStretch(1)

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        shown = [part for part in self._parts if part.isVisibleTo(self)]
        width = sum(part.sizeHint().width() + int(Space.S) for part in shown)
        return QSize(width, self._line.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than the widest part."""
        widest = max((part.minimumSizeHint().width() for part in self._parts), default=0)
        return QSize(widest, self._line.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when the room changes."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        fits = self.sizeHint().width() - int(Space.S) <= self.width()
        self._line.setDirection(way.LeftToRight if fits else way.TopToBottom)
