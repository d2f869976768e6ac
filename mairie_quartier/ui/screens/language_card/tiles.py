"""What a visitor touches: a language in its own letters, and "I cannot read".

The words lie in the middle, so that they read well from either side of the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from mairie_quartier.domain.language_card import Tongue
from mairie_quartier.ui.theme.icons import IconRole, dress
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.texts import Label, column, fill, repolish, row

TOUCH_HEIGHT = 64
LEAST_HEIGHT = 56
"""What a tile keeps where the grid rounds its rows down; still easy to touch."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True, slots=True)
class Columns:
    """How many tiles stand beside each other; all measures in letters of the shown text.

    A tile is at least ``letters`` wide, and its name grows from ``large_letters`` on.
    """

    letters: int
    most: int
    large_letters: int


class WordTile(QPushButton):
    """A button as large as the words laid on it; Enter and Space press it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", "tile")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def sizeHint(self) -> QSize:
        """Hold the words, which a plain button would not see."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Never cut a word; leave the height to the width."""
        layout = self.layout()
        words = layout.minimumSize().width() if layout is not None else 0
        return QSize(words, LEAST_HEIGHT)

    def hasHeightForWidth(self) -> bool:
        """Grow where the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height the words need."""
        layout = self.layout()
        needed = layout.totalHeightForWidth(width) if layout is not None else 0
        return max(needed, TOUCH_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter and Space; every other key is the card's."""
        if event.key() in _ENTER and not event.isAutoRepeat():
            self.click()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Do nothing: the press did it."""
        event.ignore()

    def _lay_aside(self, *labels: Label) -> None:
        for label in labels:
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class TongueTile(WordTile):
    """One language: its own name large, its question, its French name for the agent."""

    def __init__(self, tongue: Tongue) -> None:
        super().__init__(f"tongue_{tongue.code}")
        self.tongue = tongue
        self.setAccessibleName(f"{tongue.typed_number} {tongue.french}, {tongue.own}")
        self.setAccessibleDescription(tongue.question)
        self.own = Label(tongue.own, TextRole.TITLE)
        french = Label(f"{tongue.typed_number}\u00a0· {tongue.french}", TextRole.CAPTION)
        asked = [Label(tongue.question)] if tongue.on_paper else []
        parts = [self.own, *asked, french]
        for part in parts:
            part.setWordWrap(True)
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_aside(*parts)
        words = column(self, space=Space.XXS)
        words.setContentsMargins(int(Space.XS), int(Space.S), int(Space.XS), int(Space.S))
        fill(words, [None, *parts, None])

    def grow(self, role: TextRole) -> None:
        """Show the name in this size."""
        if self.own.property("role") != role.value:
            self.own.setProperty("role", role.value)
            repolish(self.own)


class ReadingTile(WordTile):
    """ "I cannot read": a pictogram first, for who cannot read the words."""

    def __init__(self, words: str) -> None:
        super().__init__("cannotRead")
        self.setCheckable(True)
        self.setAccessibleName(words)
        self._pictogram, self._mark = Label(""), Label("")
        self._words = Label(words, TextRole.SECTION)
        self._words.setWordWrap(True)
        self._lay_aside(self._pictogram, self._mark, self._words)
        line = row(self, space=Space.M, margin=Space.S)
        fill(line, [self._mark, self._pictogram, self._words])
        line.setStretch(2, 1)
        self.toggled.connect(self._show)
        self._show(chosen=False)

    def _show(self, chosen: bool) -> None:
        """Say by a shape whether it is chosen."""
        dress(self._pictogram, "cannot-read", IconRole.TEXT, size=48)
        dress(
            self._mark,
            "circle-check" if chosen else "circle",
            IconRole.ACCENT if chosen else IconRole.QUIET,
            size=24,
        )


class TongueGrid(QWidget):
    """Languages in as many columns as hold ``letters`` each; a row's tiles are equally tall.

    Signals (main thread):
        chosen(object): the ``Tongue`` touched.
    """

    chosen = Signal(object)

    def __init__(self, tongues: Sequence[Tongue], columns: Columns) -> None:
        super().__init__()
        self.tiles = tuple(TongueTile(tongue) for tongue in tongues)
        self._wanted = columns
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(int(Space.S))
        for tile in self.tiles:
            tile.clicked.connect(partial(self._choose, tile))
        self._place()

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of one tile: the columns must not hold themselves."""
        widest = max(tile.minimumSizeHint().width() for tile in self.tiles)
        return QSize(widest, self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the tiles again when the room changes."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Place the tiles again in another text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._place()

    def _choose(self, tile: TongueTile, _checked: bool = False) -> None:
        self.chosen.emit(tile.tongue)

    def _place(self) -> None:
        letters = self.width() // self.fontMetrics().averageCharWidth()
        columns = max(1, min(letters // self._wanted.letters, self._wanted.most, len(self.tiles)))
        self._grow(large=letters // columns >= self._wanted.large_letters)
        if columns == self._columns:
            return
        for place in range(self._columns):
            self._grid.setColumnStretch(place, 0)
        self._columns = columns
        for place, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, place // columns, place % columns)
        for place in range(columns):
            self._grid.setColumnStretch(place, 1)

    def _grow(self, *, large: bool) -> None:
        """Use the room of a large screen: the visitor stands behind the counter."""
        for tile in self.tiles:
            usual = TextRole.TITLE if tile.tongue.on_paper else TextRole.SECTION
            grown = TextRole.DISPLAY if tile.tongue.on_paper else TextRole.TITLE
            tile.grow(grown if large else usual)
