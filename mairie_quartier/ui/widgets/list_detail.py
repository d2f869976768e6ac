"""A list and what is said of its current row: side by side, or one at a time where room is short.

Where only one fits, the list is shown until ``read`` turns to the detail; Escape turns back.
"""

from enum import Enum

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from mairie_quartier.ui.theme.tokens import Space
from mairie_quartier.ui.widgets.flow import Page
from mairie_quartier.ui.widgets.texts import column, row, scrolled


class Room(Enum):
    """How much room there is."""

    BOTH = "both"
    ONE = "one"


class _Detail(Page):
    """Exactly as tall as the words need at this width: nothing empty to scroll to."""

    def minimumSizeHint(self) -> QSize:
        """Need the height of the texts as they wrap now."""
        least, layout = super().minimumSizeHint(), self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return least
        return QSize(least.width(), layout.totalHeightForWidth(max(self.width(), least.width())))


class ListDetail(QWidget):
    """Two parts; ``detail`` is a card that scrolls by itself (lay things out in ``body``).

    ``home`` takes the focus on the way back to the list.
    """

    def __init__(self, name: str, listed: QWidget, home: QWidget, *, letters: int = 96) -> None:
        super().__init__()
        self.setObjectName(name)
        self._letters = letters
        self._room = Room.BOTH
        self._reading = False
        self._listed = listed
        self._home = home
        page = _Detail()
        self.body = column(page, space=Space.M, margin=Space.L)
        self.detail = QFrame()
        self.detail.setProperty("card", "true")
        column(self.detail).addWidget(scrolled(page, name=f"{name}Detail"))
        line = row(self, space=Space.L)
        line.addWidget(listed, 6)
        line.addWidget(self.detail, 5)

    def read(self) -> None:
        """Turn to the detail, where only one of the two fits."""
        self._reading = True
        self._arrange()

    def leave(self) -> None:
        """Turn back to the list, and give it the focus."""
        self._reading = False
        self._arrange()
        self._home.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list on Escape."""
        focused = QApplication.focusWidget()
        inside = focused is not None and self.detail.isAncestorOf(focused)
        if event.key() == Qt.Key.Key_Escape and inside:
            self.leave()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange again in another width."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Arrange again in another text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        letters = self.width() / max(1, self.fontMetrics().averageCharWidth())
        self._room = Room.BOTH if letters >= self._letters else Room.ONE
        both = self._room is Room.BOTH
        self._listed.setVisible(both or not self._reading)
        self.detail.setVisible(both or self._reading)
