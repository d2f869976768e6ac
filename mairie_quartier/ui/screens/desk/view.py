"""The first screen. Passive: words come from the presenter, keys go to it."""

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from mairie_quartier.services.faults import StoreFault
from mairie_quartier.ui.screens.conflicts.call import DisputesCall
from mairie_quartier.ui.screens.desk.board import Access, Board, More, Tile
from mairie_quartier.ui.screens.desk.presenter import DeskPresenter
from mairie_quartier.ui.screens.desk.sections import Back, ListCard
from mairie_quartier.ui.shortcuts import Shortcut, bind
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.buttons import Button
from mairie_quartier.ui.widgets.cards import StatTile
from mairie_quartier.ui.widgets.empty import EmptyState
from mairie_quartier.ui.widgets.flow import FlowGrid
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.widgets.texts import Label, column, fill, row, scrolled
from mairie_quartier.ui.workplace import Workplace

_WIDE_LETTERS = 104
_ICONS = {
    Tile.VISITS: "users",
    Tile.DUE: "bell",
    Tile.REFERRALS: "send",
    Tile.INTERPRETING: "languages",
}


class DeskScreen(QWidget):
    """Today at the desk: counters, drafts, what is due, visits."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._ = work.tr.gettext
        self.setObjectName("screen")
        self.setAccessibleName(self._("Accueil"))
        self._loaded = False
        self._wants_focus = False
        self.disputes = DisputesCall(work)
        self._build()
        self._presenter = DeskPresenter(work, self)
        self._connect()
        self._presenter.refresh()
        self.disputes.look()

    def refresh(self, changed: frozenset[str]) -> None:
        """Look again when something shown here changed."""
        self._presenter.refresh(changed)
        self.disputes.look()

    def store_failed(self, error: StoreFault) -> None:
        """Say that nothing can be kept, until the desk can be looked at again."""
        self._presenter.store_failed(error)

    def shortcuts(self) -> list[Shortcut]:
        """List this screen's keys."""
        return [
            Shortcut("Return", self._("Ouvrir la ligne, reprendre le brouillon")),
            Shortcut("Del", self._("Retirer le brouillon")),
            Shortcut("Ctrl+D", self._("Aller aux relances du jour")),
            Shortcut("Ctrl+B", self._("Aller aux brouillons")),
            Shortcut("Ctrl+J", self._("Aller aux passages du jour")),
            Shortcut("Ctrl+P", self._("Voir et imprimer la feuille du jour")),
        ]

    def first_focus(self) -> None:
        """Start on the first list that holds something, else on the first counter."""
        self._wants_focus = not self._loaded
        for card in (self.due, self.drafts, self.visits):
            if card.list.lines():
                card.list.setFocus()
                return
        self.tiles[Tile.VISITS].setFocus()

    def show_board(self, board: Board) -> None:
        """Show the day, counters, drafts and warnings."""
        self.day.setText(board.today)
        self.place.setText(board.place)
        for tile, (number, detail) in board.tiles.items():
            self.tiles[tile].count(number, detail)
            self.tiles[tile].setEnabled(self._presenter.may_open(tile))
        self.warning.say(board.warning)
        reads = board.access is Access.VISITS
        self._lists.setVisible(reads)
        self.day_sheet.setVisible(reads)
        self.counters_only.setVisible(not reads)
        self.drafts.show_lines(board.drafts)
        self.drafts.setVisible(bool(board.drafts) or self.back.waiting)

    def show_due(self, lines: tuple[Line, ...], more: More) -> None:
        """Show what is due."""
        self.due.show_lines(lines, more)

    def show_visits(self, lines: tuple[Line, ...], more: More) -> None:
        """Show today's visits."""
        self.visits.show_lines(lines, more)
        self._loaded = True
        if self._wants_focus:
            self.first_focus()

    def show_trouble(self, text: str) -> None:
        """Say that nothing can be saved or read; empty when it is over."""
        self.trouble.say(text, Tone.DANGER)

    def offer_back(self, title: str) -> None:
        """Offer to put a dropped draft back, or no longer."""
        self.back.offer(title)
        if title:
            self.drafts.show()
            self.back.button.setFocus()

    def focus_list(self, tile: Tile) -> None:
        """Go to a list of this screen."""
        card = self.visits if tile is Tile.VISITS else self.due
        card.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns below one another where the window is narrow or the text large."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Arrange again in another text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        letters = self.width() / max(1, self.fontMetrics().averageCharWidth())
        wide = letters > _WIDE_LETTERS
        self._columns.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )
        across = 4 if wide else 2
        for place, tile in enumerate(self.tiles.values()):
            self._grid.addWidget(tile, place // across, place % across)

    def _build(self) -> None:
        self.warning, self.trouble = Banner("clockWarning"), Banner("saveTrouble")
        self.day = Label("", TextRole.TITLE)
        self.day.setObjectName("today")
        self.day.setWordWrap(True)
        self.place = Label("", TextRole.QUIET)
        self._tiles()
        self._sections()
        page = QWidget()
        layout = column(page, space=Space.L)
        layout.setContentsMargins(int(Space.XL), int(Space.L), int(Space.XL), int(Space.XL))
        fill(layout, [self.trouble, self.warning, self.disputes])
        fill(layout, [self._heading(), self._grid])
        fill(layout, [self._lists, self.counters_only, None])
        outer = column(self)
        outer.addWidget(scrolled(page, name="deskPage"))

    def _heading(self) -> FlowGrid:
        """Set the day beside the button of its sheet, below it where there is no room."""
        self.day_sheet = Button(self._("Feuille du jour"), icon_name="printer", keys="Ctrl+P")
        self.day_sheet.setObjectName("daySheet")
        words, act = QWidget(), QWidget()
        fill(column(words, space=Space.XXS), [self.day, self.place])
        line = row(act)
        fill(line, [None, self.day_sheet])
        return FlowGrid([words, act], letters=30, most=2)

    def _tiles(self) -> None:
        words = {
            Tile.VISITS: self._("passages aujourd’hui"),
            Tile.DUE: self._("à relancer aujourd’hui"),
            Tile.REFERRALS: self._("orientations ouvertes"),
            Tile.INTERPRETING: self._("interprètes à trouver"),
        }
        self.tiles = {tile: StatTile(words[tile], _ICONS[tile]) for tile in Tile}
        self._grid = QGridLayout()
        self._grid.setSpacing(int(Space.M))
        for place, (tile, widget) in enumerate(self.tiles.items()):
            widget.setObjectName(f"tile_{tile.value}")
            self._grid.addWidget(widget, 0, place)

    def _sections(self) -> None:
        self.due = ListCard("due", self._("À faire aujourd’hui"), more=self._("Voir la suite"))
        self.due.say_empty(self._("Rien n’est à relancer aujourd’hui."), icon_name="circle-check")
        self.drafts = ListCard("drafts", self._("Brouillons"))
        self.drafts.say_empty("", icon_name="file-text")
        self.back = Back(self._("Remettre le brouillon"), self._("Retiré\u00a0: {title}"))
        self.drafts.body.addWidget(self.back)
        self.visits = ListCard("visits", self._("Passages du jour"), more=self._("Voir la suite"))
        self.visits.say_empty(
            self._("Aucun passage aujourd’hui."),
            self._("Appuyez sur F2 pour accueillir la première personne."),
            icon_name="door-open",
        )
        self.counters_only = EmptyState(
            self._("Votre rôle montre les compteurs, sans les personnes."), icon_name="shield"
        )
        self._lists = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._lists)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(int(Space.L))
        side = column(space=Space.L)
        fill(side, [self.drafts, self.visits, None])
        self._columns.addWidget(self.due, 6, Qt.AlignmentFlag.AlignTop)
        self._columns.addLayout(side, 5)

    def _connect(self) -> None:
        self.day_sheet.clicked.connect(self._presenter.preview_day_sheet)
        for tile, widget in self.tiles.items():
            widget.clicked.connect(partial(self._open_tile, tile))
        self.due.list.opened.connect(self._presenter.open_due)
        self.due.more.clicked.connect(self._presenter.more_due)
        self.visits.list.opened.connect(self._presenter.open_visit)
        self.visits.more.clicked.connect(self._presenter.more_visits)
        self.drafts.list.opened.connect(self._presenter.resume)
        self.back.button.clicked.connect(self._presenter.put_back)
        bind(self.drafts, "Del", self._drop)
        bind(self, "Ctrl+D", self.due.take_focus)
        bind(self, "Ctrl+B", self.drafts.take_focus)
        bind(self, "Ctrl+J", self.visits.take_focus)
        bind(self, "Ctrl+P", self._presenter.preview_day_sheet)

    def _open_tile(self, tile: Tile, _checked: bool = False) -> None:
        self._presenter.open_tile(tile)

    def _drop(self) -> None:
        place = self.drafts.list.current()
        if self.drafts.list.hasFocus() and place >= 0:
            self._presenter.drop(place)
