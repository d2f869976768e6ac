"""One of a few values, all visible, chosen by one key: its number or its first letter.

One stop of Tab; ← → ↑ ↓ move; Enter goes on.  The words wrap into rows where room lacks.
"""

from collections.abc import Sequence
from enum import Enum
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from mairie_quartier.domain.names import fold
from mairie_quartier.ui.theme.icons import IconRole, dress
from mairie_quartier.ui.theme.tokens import Space
from mairie_quartier.ui.widgets.flow import FlowGrid
from mairie_quartier.ui.widgets.texts import column

V = TypeVar("V")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class Numbering(Enum):
    """Whether each value shows the digit that chooses it."""

    SHOWN = "shown"
    NONE = "none"


class KeyedSignals(QWidget):
    """The signals of ``KeyedChoice``, apart because a generic class cannot hold them.

    Signals (main thread):
        chosen(): a value was chosen by a key or a click.
        passed(): Enter: the agent goes on.
    """

    chosen = Signal()
    passed = Signal()


class KeyedChoice(KeyedSignals, Generic[V]):
    """A row of words of which one is chosen, or none yet."""

    def __init__(
        self,
        name: str,
        spoken: str,
        options: Sequence[tuple[V, str]],
        *,
        numbering: Numbering = Numbering.NONE,
        letters: int = 20,
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self._values = [value for value, _words in options]
        self._words = [fold(words) for _value, words in options]
        self._current = -1
        self.buttons = tuple(
            self._button(place, words, numbering) for place, (_value, words) in enumerate(options)
        )
        grid = FlowGrid(self.buttons, letters=letters, most=len(options))
        column(self, space=Space.NONE).addWidget(grid)
        grid.set_spacing(Space.XS)
        self._rove(0)

    def value(self) -> V | None:
        """Give the value chosen; None while none is."""
        return self._values[self._current] if self._current >= 0 else None

    def choose(self, value: V | None) -> None:
        """Show a value, or none, without telling."""
        place = -1
        if value is not None and value in self._values:
            place = self._values.index(value)
        self._mark(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the buttons."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _button(self, place: int, words: str, numbering: Numbering) -> QPushButton:
        shown = f"{place + 1}  {words}" if numbering is Numbering.SHOWN else words
        button = QPushButton(shown, self)
        button.setProperty("kind", "segment")
        button.setProperty("place", "only")
        button.setCheckable(True)
        button.setAccessibleName(words)
        button.setObjectName(f"{self.objectName()}{place + 1}")
        button.installEventFilter(self)
        button.clicked.connect(partial(self._choose, place))
        return button

    def _key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            return False
        key = event.key()
        if key in _ENTER:
            if not event.isAutoRepeat():
                self.passed.emit()
            return True
        if key in _MOVES:
            self._choose((self._current + _MOVES[Qt.Key(key)]) % len(self._values))
            return True
        return self._type(event.text())

    def _type(self, text: str) -> bool:
        """Choose by a digit, or by the first letter; the same letter goes to the next one."""
        place = _digit(text) - 1
        if 0 <= place < len(self._values):
            self._choose(place)
            return True
        letter = fold(text)
        order = [
            (self._current + step) % len(self._words) for step in range(1, 1 + len(self._words))
        ]
        for candidate in order if letter else ():
            if self._words[candidate].startswith(letter):
                self._choose(candidate)
                return True
        return False

    def _choose(self, place: int, _checked: bool = False) -> None:
        self._mark(place)
        self.buttons[place].setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit()

    def _mark(self, place: int) -> None:
        self._current = place
        for each, button in enumerate(self.buttons):
            chosen = each == place
            button.setChecked(chosen)
            if button.icon().isNull() == chosen:
                _tick(button, shown=chosen)
        self._rove(max(place, 0))

    def _rove(self, place: int) -> None:
        """Let Tab stop at the chosen value only."""
        for each, button in enumerate(self.buttons):
            stop = Qt.FocusPolicy.StrongFocus if each == place else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(stop)
        self.setFocusProxy(self.buttons[place])


def _tick(button: QPushButton, *, shown: bool) -> None:
    """Say by a shape too, not by colour alone, that the value is chosen."""
    if shown:
        dress(button, "check", IconRole.ON_SOFT, size=16)
        return
    button.setProperty("deskIcon", None)
    button.setIcon(QIcon())


_DIGIT_ROW = {sign: place for place, sign in enumerate("&é\"'(-è_ç", start=1)}
"""The digits of an AZERTY keyboard, typed without Shift."""


def _digit(text: str) -> int:
    if len(text) != 1:
        return 0
    return int(text) if text.isdecimal() else _DIGIT_ROW.get(text, 0)
