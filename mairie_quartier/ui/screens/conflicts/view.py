"""The values to be settled: the list, and beside it both values of the current one.  Passive."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLayout, QWidget

from mairie_quartier.services.conflicts import Choice
from mairie_quartier.ui.screens.conflicts.panel import ConflictPanel
from mairie_quartier.ui.screens.conflicts.presenter import ConflictsPresenter
from mairie_quartier.ui.screens.conflicts.words import BulkQuestion, ConflictDetail
from mairie_quartier.ui.shortcuts import Shortcut, bind
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.cards import BareCard
from mairie_quartier.ui.widgets.confirm import Question, confirm
from mairie_quartier.ui.widgets.empty import EmptyState
from mairie_quartier.ui.widgets.flow import FlowGrid, aside, inset
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.widgets.line_list import LineList
from mairie_quartier.ui.widgets.list_detail import ListDetail
from mairie_quartier.ui.widgets.texts import Label, column, fill, row
from mairie_quartier.ui.workplace import Workplace

FEWEST_AT_ONCE = 2


class ConflictsScreen(QWidget):
    """What two desks wrote differently."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._ = work.tr.gettext
        self._stale = False
        self._awaits_rows = False
        self.setObjectName("screen")
        self.setAccessibleName(self._("Valeurs à départager"))
        self._presenter = ConflictsPresenter(work, self)
        self.panel = ConflictPanel(work.tr, self._presenter.thirds.hint)
        self._build()
        self._connect()

    def open(self, records: tuple[UUID, ...] = ()) -> None:
        """Show the conflicts of some records, or all of them."""
        self._stale = False
        self.all_button.setVisible(bool(records))
        self._presenter.open(records)

    def refresh(self, _changed: frozenset[str]) -> None:
        """Read again; later, if nobody is looking."""
        if self.isVisible():
            self._presenter.load()
        else:
            self._stale = True

    def shortcuts(self) -> list[Shortcut]:
        """List this screen's keys."""
        return [
            Shortcut("1", self._("Garder la valeur en service")),
            Shortcut("2", self._("Prendre l’autre valeur")),
            Shortcut("3", self._("Écrire une autre valeur")),
            Shortcut("Return", self._("Aller aux deux valeurs")),
            Shortcut("O", self._("Ouvrir la fiche")),
            Shortcut("Ctrl+S", self._("Enregistrer la valeur écrite")),
            Shortcut("Esc", self._("Revenir à la liste")),
        ]

    def first_focus(self) -> None:
        """Start on the list; it is up to date."""
        if self._stale:
            self._stale = False
            self._presenter.load()
        if self.rows.lines():
            self.rows.setFocus()
        else:
            # They may still be on their way.
            self._awaits_rows = True
            self.back.setFocus()

    def show_rows(self, rows: tuple[Line, ...], chosen: int, count: str) -> None:
        """Show the conflicts, or that there is none."""
        lost = self.rows.hasFocus() and not rows
        self.count.setText(count)
        self.count.setVisible(bool(rows))
        self.explained.setVisible(bool(rows))
        self.both.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.rows.blockSignals(True)
        self.rows.put(rows, choose=chosen)
        self.rows.blockSignals(False)
        if lost:
            self.back.setFocus()
        elif rows and self._awaits_rows:
            self._awaits_rows = False
            if self.back.hasFocus():
                self.rows.setFocus()

    def show_detail(self, key: UUID | None, detail: ConflictDetail | None, typed: str) -> None:
        """Show a conflict."""
        if key is not None and detail is not None:
            self.panel.show_detail(key, detail, typed)

    def show_third_error(self, message: str) -> None:
        """Say what is wrong with the third value."""
        self.panel.third.set_error(message)

    def show_bulk(self, count: int) -> None:
        """Offer to settle so many at once."""
        for button in (self.keep_all, self.take_all):
            button.setVisible(count >= FEWEST_AT_ONCE)

    def ask(self, question: BulkQuestion, agreed: Callable[[], None]) -> None:
        """Ask before what concerns several files."""
        asked = Question(question.title, question.consequence, question.agree, question.stay)
        confirm(self, asked, agreed)

    def settled(self) -> None:
        """Go back to the list: a choice was kept."""
        self.both.leave()

    def _build(self) -> None:
        self.back = Button(self._("Retour"), ButtonKind.QUIET, icon_name="arrow-left")
        self.back.setObjectName("conflictsBack")
        title = Label(self._("Valeurs à départager"), TextRole.TITLE)
        title.setWordWrap(True)
        self.count = Label("", TextRole.STRONG)
        self.count.setObjectName("conflictsCount")
        self.explained = Label(
            self._(
                "Deux postes ont écrit des valeurs différentes. Rien n’est perdu ni bloqué\u00a0: "
                "celle en service le reste tant que personne n’a choisi."
            ),
            TextRole.QUIET,
        )
        self.keep_all = Button(self._("Tout garder en service…"))
        self.keep_all.setObjectName("keepAll")
        self.take_all = Button(self._("Prendre toutes les autres…"))
        self.take_all.setObjectName("takeAll")
        self.all_button = Button(self._("Voir toutes les valeurs"), ButtonKind.QUIET)
        self.all_button.setObjectName("allConflicts")
        self.all_button.hide()
        head = row(space=Space.M)
        fill(head, [self.back, title])
        head.setStretch(1, 1)
        acts = FlowGrid([self.keep_all, self.take_all, self.all_button], letters=28, most=2)
        self._lay_out(head, acts)

    def _lay_out(self, head: QLayout, acts: QWidget) -> None:
        self.rows = LineList("conflicts", self._("Valeurs à départager"))
        self.rows.setMinimumHeight(160)
        card = BareCard()
        fill(card.body, [aside(self.explained), self.rows, inset(acts)])
        card.body.setStretch(1, 1)
        self.both = ListDetail("conflictPanes", card, self.rows)
        fill(self.both.body, [self.panel, None])
        self.empty = EmptyState(
            self._("Rien à départager."),
            self._("Les valeurs que deux postes écrivent différemment apparaissent ici."),
            icon_name="circle-check",
        )
        layout = column(self, space=Space.M)
        layout.setContentsMargins(int(Space.XL), int(Space.L), int(Space.XL), int(Space.L))
        fill(layout, [head, self.count, self.both, self.empty])
        layout.setStretch(2, 1)
        layout.setStretch(3, 1)

    def _connect(self) -> None:
        presenter = self._presenter
        self.back.clicked.connect(self._work.navigator.go_back)
        self.rows.chosen.connect(presenter.choose)
        self.rows.opened.connect(self._read)
        self.rows.more_wanted.connect(self._more)
        self.panel.settled.connect(presenter.settle)
        self.panel.written.connect(presenter.settle_third)
        self.panel.open_button.clicked.connect(presenter.open_file)
        self.keep_all.clicked.connect(partial(self._settle_all, Choice.KEPT))
        self.take_all.clicked.connect(partial(self._settle_all, Choice.OTHER))
        self.all_button.clicked.connect(partial(self.open, ()))
        keyed = (self.rows, self.panel.kept, self.panel.other, self.panel.open_button)
        for part in keyed:
            bind(part, "1", partial(presenter.settle, Choice.KEPT))
            bind(part, "2", partial(presenter.settle, Choice.OTHER))
            bind(part, "3", self._write)
            bind(part, "O", presenter.open_file)

    def _settle_all(self, choice: Choice, _checked: bool = False) -> None:
        self._presenter.settle_all(choice)

    def _more(self) -> None:
        # Once the list has ended what it does: it tells while its current row changes.
        QTimer.singleShot(0, self, self._presenter.more)

    def _read(self, _place: int) -> None:
        self.both.read()
        self.panel.first_focus()

    def _write(self) -> None:
        self.both.read()
        self.panel.begin_third()
