"""One choice of a few, all in sight, as joined buttons; ← → choose, one Tab stop."""

from collections.abc import Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from mairie_quartier.ui.theme.icons import IconRole, dress
from mairie_quartier.ui.theme.tokens import Space
from mairie_quartier.ui.widgets.texts import repolish, row

V = TypeVar("V")
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)


class SegmentedChoice(QWidget, Generic[V]):
    """A group of radio buttons drawn as one bar; the chosen one bears a tick, the others a ring.

    Signals (main thread):
        changed(): the agent chose another value.
    """

    changed = Signal()

    def __init__(
        self,
        name: str,
        spoken: str,
        options: Sequence[tuple[V, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self._spoken = spoken
        self._values = [value for value, _words in options]
        self._chosen = 0
        self.buttons: list[QPushButton] = []
        line = row(self, space=Space.NONE)
        for place, (_value, words) in enumerate(options):
            button = self._segment(place, words, len(options))
            self.buttons.append(button)
            line.addWidget(button)
        line.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._show()

    def value(self) -> V:
        """Give the value chosen."""
        return self._values[self._chosen]

    def choose(self, value: V) -> None:
        """Show a value without telling of it; an unknown one leaves the choice as it is."""
        if value in self._values:
            self._chosen = self._values.index(value)
            self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows choose the segment beside."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            step = -1 if event.key() in _BACK else 1 if event.key() in _ON else 0
            if mirrored and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                step = -step
            if step:
                self._pick((self._chosen + step) % len(self.buttons))
                self.buttons[self._chosen].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _segment(self, place: int, words: str, count: int) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"{self.objectName()}_{place}")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setProperty("kind", "segment")
        ends = {0: "first", count - 1: "last"}
        button.setProperty("place", "only" if count == 1 else ends.get(place, "middle"))
        button.setAccessibleName(f"{self._spoken} : {words}")
        button.clicked.connect(partial(self._pick, place))
        button.installEventFilter(self)
        return button

    def _pick(self, place: int, _checked: bool = False) -> None:
        moved = place != self._chosen
        self._chosen = place
        self._show()
        if moved:
            self.changed.emit()

    def _show(self) -> None:
        """Check the chosen segment and leave only it in the tab order."""
        for place, button in enumerate(self.buttons):
            chosen = place == self._chosen
            button.setChecked(chosen)
            policy = Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
            look = IconRole.ON_SOFT if chosen else IconRole.QUIET
            dress(button, "circle-check" if chosen else "circle", look, size=16)
            repolish(button)
        self.setFocusProxy(self.buttons[self._chosen])
