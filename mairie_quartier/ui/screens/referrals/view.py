"""Referrals: the list, and beside it the partner's telephone and the possible answers. Passive."""

from functools import partial

from PySide6.QtWidgets import QWidget

from mairie_quartier.domain.referrals import ReferralState
from mairie_quartier.ui.screens.referrals.panel import AnswerPanel
from mairie_quartier.ui.screens.referrals.presenter import ReferralsPresenter
from mairie_quartier.ui.screens.referrals.rows import Detail
from mairie_quartier.ui.shortcuts import Shortcut, bind
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.cards import BareCard
from mairie_quartier.ui.widgets.empty import EmptyState
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.widgets.line_list import LineList
from mairie_quartier.ui.widgets.list_detail import ListDetail
from mairie_quartier.ui.widgets.texts import Label, column, fill
from mairie_quartier.ui.workplace import Workplace


class ReferralsScreen(QWidget):
    """Open referrals and what partners answered."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._ = work.tr.gettext
        self.setObjectName("screen")
        self.setAccessibleName(self._("Orientations"))
        self._keys = {
            ReferralState.RECEIVED: "R",
            ReferralState.APPOINTMENT: "V",
            ReferralState.DONE: "A",
            ReferralState.REFUSED: "F",
            ReferralState.CANCELLED: "N",
        }
        self._labels = work.labels
        self.panel = AnswerPanel(work.tr, work.labels, self._keys)
        self._build()
        self._presenter = ReferralsPresenter(work, self)
        self._connect()
        self._presenter.refresh()

    def refresh(self, changed: frozenset[str]) -> None:
        """Load again when something shown here changed."""
        self._presenter.refresh(changed)

    def shortcuts(self) -> list[Shortcut]:
        """List this screen's keys."""
        answers = [
            Shortcut(key, self._labels.referral_state(state)) for state, key in self._keys.items()
        ]
        return [
            *answers,
            Shortcut("Return", self._("Aller aux réponses, enregistrer la réponse")),
            Shortcut("Ctrl+P", self._("Voir et imprimer la fiche d’orientation")),
            Shortcut("O", self._("Ouvrir la demande")),
            Shortcut("P", self._("Ouvrir le dossier de la personne")),
            Shortcut("Esc", self._("Revenir à la liste")),
        ]

    def first_focus(self) -> None:
        """Start on the list."""
        self.rows.setFocus()

    @property
    def answering(self) -> bool:
        """Tell whether an answer is being written."""
        return self.panel.answering

    def show_rows(self, rows: tuple[Line, ...], chosen: int) -> None:
        """Show the referrals, or that there is none; what is being written stays."""
        shown = bool(rows) or self.panel.answering
        self.both.setVisible(shown)
        self.empty.setVisible(not shown)
        self.rows.blockSignals(True)
        self.rows.put(rows, choose=chosen)
        self.rows.blockSignals(False)

    def show_meanwhile(self, words: str) -> None:
        """Tell beside the answer being written what another desk noted."""
        self.panel.meanwhile.say(words, Tone.WARNING)

    def show_detail(self, detail: Detail | None) -> None:
        """Show what is said of the current referral."""
        if detail is not None:
            self.panel.show_detail(detail)

    def answer_kept(self) -> None:
        """Go back to the list."""
        self.panel.ask()
        self.both.leave()

    def _build(self) -> None:
        title = Label(self._("Orientations en cours"), TextRole.TITLE)
        title.setWordWrap(True)
        hint = Label(
            self._("La plus ancienne attente d’abord. Une touche par réponse du partenaire."),
            TextRole.QUIET,
        )
        self.rows = LineList("referrals", self._("Orientations en cours"))
        self.rows.setMinimumHeight(160)
        card = BareCard()
        card.body.addWidget(self.rows)
        self.both = ListDetail("referralsPanes", card, self.rows)
        self.both.body.addWidget(self.panel)
        self.both.body.addStretch(1)
        self.empty = EmptyState(
            self._("Aucune orientation n’attend de réponse."),
            self._("Une orientation se note dans le passage (F2), à la suite du besoin."),
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
        self.rows.opened.connect(self._to_answers)
        self.panel.recorded.connect(self._presenter.record)
        self.panel.left.connect(self.both.leave)
        self.panel.form.clicked.connect(self._presenter.preview_form)
        self.panel.request.clicked.connect(self._presenter.open_request)
        self.panel.person.clicked.connect(self._presenter.open_person)
        bind(self, "Ctrl+P", self._presenter.preview_form)
        bind(self.rows, "O", self._presenter.open_request)
        bind(self.rows, "P", self._presenter.open_person)
        for state, key in self._keys.items():
            bind(self.rows, key, partial(self._ask_note, state))

    def _to_answers(self, _place: int) -> None:
        self.both.read()
        self.panel.first_focus()

    def _ask_note(self, state: ReferralState) -> None:
        if self.rows.current() >= 0:
            self.both.read()
            self.panel.ask_note(state)
