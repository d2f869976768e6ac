"""Interpreters: the needs, and beside them how the chosen one ended. Passive."""

from functools import partial

from PySide6.QtWidgets import QWidget

from mairie_quartier.domain.interpreting import Understanding
from mairie_quartier.ui.screens.interpreting.panel import MET_KEYS, ClosingPanel
from mairie_quartier.ui.screens.interpreting.presenter import InterpretingPresenter
from mairie_quartier.ui.screens.interpreting.rows import Detail
from mairie_quartier.ui.shortcuts import Shortcut, bind
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.cards import BareCard
from mairie_quartier.ui.widgets.empty import EmptyState
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.widgets.line_list import LineList
from mairie_quartier.ui.widgets.list_detail import ListDetail
from mairie_quartier.ui.widgets.texts import Label, column, fill
from mairie_quartier.ui.workplace import Workplace


class InterpretingScreen(QWidget):
    """Interpreters to find, and how each need ended."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._ = work.tr.gettext
        self._labels = work.labels
        self.setObjectName("screen")
        self.setAccessibleName(self._("Interprètes"))
        self.panel = ClosingPanel(work.tr, work.labels)
        self._build()
        self._presenter = InterpretingPresenter(work, self)
        self._connect()
        self._presenter.refresh()

    def refresh(self, changed: frozenset[str]) -> None:
        """Load again when something shown here changed."""
        self._presenter.refresh(changed)

    def shortcuts(self) -> list[Shortcut]:
        """List this screen's keys."""
        ends = [
            Shortcut(key, self._("Fait\u00a0: {end}").format(end=self._labels.understanding(each)))
            for each, key in MET_KEYS.items()
        ]
        return [
            *ends,
            Shortcut("S", self._("Sans interprète\u00a0: choisir la raison")),
            Shortcut("Return", self._("Aller aux réponses")),
            Shortcut("Ctrl+P", self._("Voir et imprimer la demande au prestataire")),
            Shortcut("O", self._("Ouvrir le dossier de la personne")),
            Shortcut("Esc", self._("Revenir à la liste")),
        ]

    def first_focus(self) -> None:
        """Start on the list."""
        self.rows.setFocus()

    def show_rows(self, rows: tuple[Line, ...]) -> None:
        """Show the needs, or that there is none."""
        self.both.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        chosen = max(self.rows.current(), 0)
        self.rows.put(rows, choose=chosen if rows else -1)

    def show_detail(self, detail: Detail | None) -> None:
        """Show what is said of the current need."""
        if detail is not None:
            self.panel.show_detail(detail)

    def show_wrong(self, wrong: frozenset[str]) -> None:
        """Say which fields of the order were not understood."""
        if wrong:
            self.both.read()
        self.panel.order.show_wrong(wrong)

    def need_closed(self) -> None:
        """Go back to the list."""
        self.both.leave()

    def _build(self) -> None:
        title = Label(self._("Interprètes à trouver"), TextRole.TITLE)
        title.setWordWrap(True)
        hint = Label(
            self._("Le plus urgent d’abord. Un enfant n’interprète jamais."), TextRole.QUIET
        )
        self.rows = LineList("interpreting", self._("Interprètes à trouver"))
        self.rows.setMinimumHeight(160)
        card = BareCard()
        card.body.addWidget(self.rows)
        self.both = ListDetail("interpretingPanes", card, self.rows)
        self.both.body.addWidget(self.panel)
        self.both.body.addStretch(1)
        self.empty = EmptyState(
            self._("Personne n’attend d’interprète."),
            self._("Le besoin se note dans le passage (F2), avec la langue d’échange."),
            icon_name="circle-check",
        )
        layout = column(self, space=Space.M)
        layout.setContentsMargins(int(Space.XL), int(Space.L), int(Space.XL), int(Space.L))
        heading = column(space=Space.XXS)
        fill(heading, [title, hint])
        fill(layout, [heading, self.both, self.empty])
        layout.setStretch(1, 1)
        layout.setStretch(2, 1)

    def _connect(self) -> None:
        self.rows.chosen.connect(self._presenter.choose)
        self.rows.more_wanted.connect(self._presenter.more)
        self.rows.opened.connect(self._to_ends)
        self.panel.met.connect(self._presenter.close_met)
        self.panel.unmet.connect(self._presenter.close_unmet)
        self.panel.left.connect(self.both.leave)
        self.panel.person.clicked.connect(self._presenter.open_person)
        self.panel.order.wanted.connect(self._see_order)
        bind(self, "Ctrl+P", self._see_order)
        bind(self.rows, "O", self._presenter.open_person)
        bind(self.rows, "S", self._to_reasons)
        for each, key in MET_KEYS.items():
            bind(self.rows, key, partial(self._met, each))

    def _see_order(self) -> None:
        self._presenter.preview_order(self.panel.order.typed())

    def _met(self, understanding: Understanding) -> None:
        self._presenter.close_met(understanding)

    def _to_ends(self, _place: int) -> None:
        self.both.read()
        self.panel.first_focus()

    def _to_reasons(self) -> None:
        if self.rows.current() >= 0:
            self.both.read()
            self.panel.focus_reasons()
