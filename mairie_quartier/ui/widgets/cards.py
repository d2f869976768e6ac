"""Cards: a framed part of a page with its title, and a counter that leads somewhere."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from mairie_quartier.ui.theme.icons import IconRole, dress
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.texts import Label, column, fill, row


class BareCard(QFrame):
    """A framed part without a title (``body``)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.body = column(self, space=Space.XS, margin=Space.XS)


class Card(QFrame):
    """A framed part: title, a short word at its end, content below (``body``)."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.title = Label(title, TextRole.SECTION)
        self.title.setWordWrap(True)
        self.note = Label("", TextRole.CAPTION)
        self.note.setWordWrap(False)
        top = row(space=Space.S)
        top.setContentsMargins(int(Space.M), int(Space.XS), int(Space.M), 0)
        fill(top, [self.title, self.note])
        top.setStretch(0, 1)
        outer = column(self, space=Space.XS)
        outer.setContentsMargins(int(Space.XS), int(Space.M), int(Space.XS), int(Space.S))
        self.body = column(space=Space.XS)
        outer.addLayout(top)
        outer.addLayout(self.body, 1)


class StatTile(QPushButton):
    """A number and what it counts; pressing it leads there."""

    def __init__(self, label: str, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "tile")
        self._label = label
        self.number = Label("–", TextRole.DISPLAY)
        words = Label(label, TextRole.QUIET)
        mark = Label("")
        dress(mark, icon_name, IconRole.ACCENT, size=24)
        for part in (self.number, words, mark):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._line = row(self, space=Space.M, margin=Space.M)
        fill(self._line, [self.number, words, mark])
        self._line.setStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(label)

    def count(self, shown: str, detail: str = "") -> None:
        """Show the number, already written in the language."""
        self.number.setText(shown)
        self.setAccessibleName(f"{self._label} : {shown}")
        self.setAccessibleDescription(detail)
        self.setToolTip(detail)

    def sizeHint(self) -> QSize:
        """Hold the words, which a plain button would not see."""
        return self._line.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Never cut the number."""
        return self._line.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """Grow where the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height the words need."""
        return max(self._line.heightForWidth(width), self._line.minimumSize().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter as on Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)
