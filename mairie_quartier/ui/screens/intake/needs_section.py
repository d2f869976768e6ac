"""The second card: the needs in order, then the entry that adds one.  Passive."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from mairie_quartier.domain.catalogue import Demarche
from mairie_quartier.domain.identifiers import RequestId
from mairie_quartier.ui.screens.intake.ahead import AheadLine
from mairie_quartier.ui.screens.intake.need_card import NeedCard
from mairie_quartier.ui.screens.intake.needs import NeedsPresenter
from mairie_quartier.ui.screens.intake.state import IntakeState, Spot
from mairie_quartier.ui.theme.tokens import Space
from mairie_quartier.ui.widgets.cards import Card
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.widgets.texts import column, fill
from mairie_quartier.ui.workplace import Workplace


class NeedsSection(Card):
    """What the person asks for.

    Signals (main thread):
        gone_on(): Enter on the empty entry: the agent goes on to the papers.
        need_done(): the agent is done with a need.
        grown(): a part was added; Tab must pass through it in its place.
    """

    gone_on = Signal()
    need_done = Signal()
    grown = Signal()

    def __init__(self, work: Workplace, needs: NeedsPresenter, keep: Callable[[], None]) -> None:
        super().__init__(work.tr.gettext("2  Besoins"))
        self._work = work
        self._ = work.tr.gettext
        self._needs = needs
        self._keep = keep
        self._found: tuple[Demarche, ...] = ()
        self._cards: dict[RequestId, NeedCard] = {}
        self._list = column(space=Space.S)
        self._build_entry()
        inner = column(space=Space.S)
        inner.setContentsMargins(int(Space.M), 0, int(Space.M), int(Space.XS))
        fill(inner, [self._list, self._field])
        self.body.addLayout(inner)

    def show_state(self, state: IntakeState) -> None:
        """Show every need in its order."""
        wanted = [need.id for need in state.form.needs]
        for gone in [key for key in self._cards if key not in wanted]:
            card = self._cards.pop(gone)
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, need in enumerate(state.form.needs):
            if need.id not in self._cards:
                card = NeedCard(self._work, self._needs, need, self._keep)
                card.gone_on.connect(self.need_done)
                card.grown.connect(self.grown)
                self._cards[need.id] = card
                self._list.insertWidget(place, card)
                self.grown.emit()
            self._cards[need.id].show_state(state, need, place)
        text = self._("Autre besoin\u00a0?") if wanted else self._("Que demande la personne\u00a0?")
        self._field.label.setText(text)
        self._field.set_hint(self._("Vide, Entrée\u00a0: passer aux papiers.") if wanted else "")

    def focus_entry(self) -> None:
        """Go to the entry of a new need."""
        self.entry.setFocus()

    def focus_need(self, spot: Spot, need: RequestId) -> None:
        """Go to a part of a need."""
        card = self._cards.get(need)
        if card is not None:
            card.focus_on(spot)

    def clear_entry(self) -> None:
        """Empty the entry: another visit begins."""
        self.entry.clear()
        self._field.clear_error()

    def _build_entry(self) -> None:
        self.entry = AheadLine("need", self._("Besoin"))
        self.entry.setPlaceholderText(self._("rsa, papiers, logement, cours de français…"))
        self.entry.textEdited.connect(self._typed)
        self.entry.picked.connect(self._pick)
        self.entry.passed.connect(self._pass)
        self._field = Field(self._("Que demande la personne\u00a0?"), self.entry)

    def _typed(self, text: str) -> None:
        self._field.clear_error()
        self._found = self._needs.search(text)
        self.entry.show_rows([_line(each) for each in self._found])

    def _pick(self, place: int) -> None:
        code = self._found[place].code
        self.entry.clear()
        self._needs.add(code)

    def _pass(self) -> None:
        if self.entry.text().strip():
            self._field.set_error(
                self._("Aucune démarche ne porte ces mots. Essayez un mot plus courant.")
            )
        else:
            self.gone_on.emit()


def _line(demarche: Demarche) -> Line:
    return Line(demarche.label, caption=demarche.body.name)
