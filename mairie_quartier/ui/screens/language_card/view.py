"""The language card: a page over everything, turned to the visitor.  Passive.

It lies over the whole frame and says nothing of anybody: it can be turned round at any moment.
Only the keys that hide (F12) and lock (Ctrl+L) go through it to the frame below.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QWidget
from shiboken6 import isValid

from mairie_quartier.domain.language_card import Tongue, card_tongues
from mairie_quartier.ui.screens.language_card.poster_page import PosterPage
from mairie_quartier.ui.screens.language_card.presenter import CardAnswer, CardPresenter
from mairie_quartier.ui.screens.language_card.tiles import (
    Columns,
    ReadingTile,
    TongueGrid,
    TongueTile,
)
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.flow import Page
from mairie_quartier.ui.widgets.texts import Label, column, fill, row, scrolled
from mairie_quartier.ui.workplace import Workplace

PAPER_TILES = Columns(letters=22, most=6, large_letters=30)
OTHER_TILES = Columns(letters=18, most=8, large_letters=24)
_MOVES = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}
_LET_THROUGH = (
    QKeySequence(Qt.Key.Key_F12),
    QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_L),
)


class LanguageCard(QWidget):
    """Every language in its own letters; one touch chooses.

    Signals (main thread):
        closed(object): put away, with the ``CardAnswer``, or None when nothing was shown.
    """

    closed = Signal(object)

    def __init__(self, work: Workplace, over: QWidget) -> None:
        super().__init__(over)
        self._work = work
        self._ = work.tr.gettext
        self._over = over
        self._focus: QWidget | None = None
        self.setObjectName("languageCard")
        self.setAutoFillBackground(True)
        self.setAccessibleName(self._("Carte des langues"))
        self._presenter = CardPresenter(self)
        self._build()
        over.installEventFilter(self)
        self.hide()

    def open_card(self, code: str | None = None) -> None:
        """Lie over the window, at the language already known."""
        if self.isVisible():
            return
        self._focus = QApplication.focusWidget()
        self.pages.setCurrentIndex(0)
        self.reading.setChecked(False)
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self._presenter.start(code)

    def point_at(self, tongue: Tongue) -> None:
        """Put the focus on a language."""
        tile = next(each for each in self.tiles if each.tongue == tongue)
        self._stop_at(tile)
        tile.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_typed(self, typed: str, tongue: Tongue | None) -> None:
        """Show what the agent typed, and the language it leads to."""
        if not typed:
            words = self._("Touchez une langue, ou tapez son numéro ou son nom en français.")
        elif tongue is None:
            words = self._("Tapé\u00a0: {typed}").format(typed=typed)
        else:
            words = self._("Tapé\u00a0: {typed} → {language}, Entrée pour choisir")
            words = words.format(typed=typed, language=tongue.french)
        self._typed.setText(words)

    def leave(self, answer: CardAnswer | None) -> None:
        """Put the card away and give the focus back."""
        focus, self._focus = self._focus, None
        own = QApplication.focusWidget()
        if own is not None and self.isAncestorOf(own):
            own.clearFocus()
        self.hide()
        if focus is not None and isValid(focus):
            focus.setFocus()
        self.closed.emit(answer)

    def show_poster(self) -> None:
        """Show the poster of the same languages, to print."""
        self.pages.setCurrentWidget(self.poster)
        self.poster.open()

    def event(self, event: QEvent) -> bool:
        """Keep the keys from the shortcuts below, but those that hide and lock."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.ShortcutOverride:
            return super().event(event)
        if QKeySequence(event.keyCombination()) in _LET_THROUGH:
            event.ignore()
            return False
        event.accept()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window; take the arrows, which the scrolling would."""
        if watched is self._over and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            way = _MOVES.get(Qt.Key(event.key()))
            if way is not None:
                self._move(way)
                return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Be gone when the frame is put away: nobody expects a card behind a lock."""
        super().hideEvent(event)
        if not event.spontaneous() and not self.isHidden():
            self._presenter.give_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of the whole card; none goes further."""
        event.accept()
        on_card = self.pages.currentWidget() is not self.poster
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape:
            self._presenter.give_up() if on_card else self._back_to_card()
        elif event.matches(QKeySequence.StandardKey.Print):
            self.show_poster() if on_card else self.poster.print_poster()
        elif event.matches(QKeySequence.StandardKey.Save) and not on_card:
            self.poster.save_poster()
        elif on_card:
            self._card_key(key, event.text())

    def _card_key(self, key: Qt.Key, text: str) -> None:
        if key is Qt.Key.Key_Backspace:
            self._presenter.erase()
        elif text.isalnum():
            self._presenter.type_character(text)

    def _build(self) -> None:
        languages = QWidget()
        layout = column(languages, space=Space.S, margin=Space.L)
        fill(layout, [self._head(), self._grids(), self._foot()])
        layout.setStretch(1, 1)
        self.poster = PosterPage(self._work)
        self.poster.left.connect(self._back_to_card)
        self.pages = QStackedWidget()
        self.pages.addWidget(languages)
        self.pages.addWidget(self.poster)
        column(self, space=Space.NONE).addWidget(self.pages)

    def _head(self) -> QWidget:
        head = QWidget()
        title = Label(self._("Quelle langue parlez-vous\u00a0?"), TextRole.TITLE)
        title.setWordWrap(True)
        self._typed = Label("", TextRole.CAPTION)
        self._typed.setObjectName("typed")
        self._typed.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = row(head, space=Space.L)
        fill(line, [title, self._typed])
        line.setStretch(0, 1)
        line.setStretch(1, 1)
        return head

    def _grids(self) -> QScrollArea:
        page = Page()
        tongues = card_tongues()
        paper = TongueGrid([each for each in tongues if each.on_paper], PAPER_TILES)
        other = TongueGrid([each for each in tongues if not each.on_paper], OTHER_TILES)
        self.tiles: tuple[TongueTile, ...] = (*paper.tiles, *other.tiles)
        for tile in self.tiles:
            tile.installEventFilter(self)
        for grid in (paper, other):
            grid.chosen.connect(self._presenter.choose)
        title = Label(self._("Autres langues, sans papier traduit"), TextRole.CAPTION)
        layout = column(page, space=Space.S)
        # The ring of the focus lies around its tile.
        layout.setContentsMargins(*[int(Space.S)] * 4)
        fill(layout, [paper, title, other, None])
        return scrolled(page, name="tongues")

    def _foot(self) -> QWidget:
        foot = QWidget()
        self.reading = ReadingTile(self._("Je ne sais pas lire"))
        self.reading.toggled.connect(self._note_reading)
        poster = Button(
            self._("Affiche à imprimer"), ButtonKind.QUIET, icon_name="printer", keys="Ctrl+P"
        )
        poster.setObjectName("poster")
        poster.clicked.connect(self.show_poster)
        back = Button(self._("Revenir"), icon_name="arrow-left", keys=self._("Échap"))
        back.setObjectName("backFromCard")
        back.clicked.connect(self._presenter.give_up)
        line = row(foot, space=Space.M)
        fill(line, [self.reading, poster, back])
        line.setStretch(0, 1)
        return foot

    def _note_reading(self, chosen: bool) -> None:
        self._presenter.cannot_read = chosen

    def _back_to_card(self) -> None:
        self.pages.setCurrentIndex(0)
        self._stop().setFocus()

    def _stop(self) -> TongueTile:
        """Give the tile where Tab stops."""
        stops = (each for each in self.tiles if each.focusPolicy() & Qt.FocusPolicy.TabFocus)
        return next(stops, self.tiles[0])

    def _stop_at(self, tile: TongueTile) -> None:
        """Let Tab stop at one language only; the arrows go to the others."""
        for each in self.tiles:
            policy = Qt.FocusPolicy.StrongFocus if each is tile else Qt.FocusPolicy.ClickFocus
            each.setFocusPolicy(policy)

    def _move(self, way: QPoint) -> None:
        """Go to the nearest tile that way; sideways goes on to the next row."""
        now = self._stop()
        place = self.tiles.index(now)
        if way.y() == 0:
            goal = self.tiles[(place + way.x()) % len(self.tiles)]
        else:
            goal = self._across(now, way.y())
        self._stop_at(goal)
        goal.setFocus(Qt.FocusReason.OtherFocusReason)

    def _across(self, now: TongueTile, step: int) -> TongueTile:
        here = _middle(now, self)
        beyond = [
            each
            for each in self.tiles
            if (_middle(each, self).y() - here.y()) * step > now.height() // 3
        ]
        return min(
            beyond,
            key=lambda each: (
                abs(_middle(each, self).y() - here.y()),
                abs(_middle(each, self).x() - here.x()),
            ),
            default=now,
        )


def _middle(tile: QWidget, card: QWidget) -> QPoint:
    return tile.mapTo(card, tile.rect().center())
