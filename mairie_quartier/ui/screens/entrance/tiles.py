"""A large choice: what it is, what it does; and the trail of the assistant's steps."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from mairie_quartier.ui.theme.icons import IconRole, dress
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.texts import Label, column, fill, row


class ChoiceTile(QPushButton):
    """One of a few large choices; Enter takes it, ↑ ↓ go to its neighbours."""

    def __init__(self, title: str, detail: str, icon_name: str) -> None:
        super().__init__()
        self.setProperty("kind", "tile")
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)
        mark, go = Label(""), Label("")
        dress(mark, icon_name, IconRole.ACCENT, size=32)
        dress(go, "chevron-right", IconRole.QUIET, size=24)
        self.title = Label(title, TextRole.SECTION)
        self.title.setWordWrap(True)
        self.detail = Label(detail, TextRole.QUIET)
        words = column(space=Space.XS)
        fill(words, [self.title, self.detail])
        self._line = row(self, space=Space.XL, margin=Space.XL)
        fill(self._line, [mark, words, go])
        self._line.setStretch(1, 1)
        for part in (mark, go, self.title, self.detail):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def sizeHint(self) -> QSize:
        """Hold the words, which a plain button would not see."""
        return self._line.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Leave the height to the width: a height for the narrowest would be too much."""
        return QSize(self._line.minimumSize().width(), int(Space.XXL) * 2)

    def hasHeightForWidth(self) -> bool:
        """Grow where the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height the words need."""
        return self._line.heightForWidth(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter; go up and down with the arrows."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        elif key == Qt.Key.Key_Down:
            self.focusNextChild()
        elif key == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)


class StepTrail(QWidget):
    """Where one is among the steps: done, now, to come; by a shape and weight of type."""

    def __init__(self, steps: Sequence[str], now: int, accessible_name: str) -> None:
        super().__init__()
        self.setAccessibleName(accessible_name)
        line = row(self, space=Space.S)
        for place, words in enumerate(steps):
            mark = Label("")
            shape, role = ("circle", IconRole.QUIET)
            if place < now:
                shape, role = ("circle-check", IconRole.SUCCESS)
            elif place == now:
                shape, role = ("circle-dot", IconRole.ACCENT)
            dress(mark, shape, role, size=18)
            text = Label(words, TextRole.STRONG if place == now else TextRole.QUIET)
            text.setWordWrap(False)
            pair = row(space=Space.XS)
            fill(pair, [mark, text])
            line.addLayout(pair)
            if place + 1 < len(steps):
                line.addStretch(1)
