"""What the person asks for: needs of the catalogue, outcomes, pieces, referrals.

Qt-free.  The catalogue is searched directly: it answers in less than a millisecond.
"""

from dataclasses import replace

from mairie_quartier.domain.catalogue import Demarche, DemarcheCode
from mairie_quartier.domain.dates import ImpossibleDate, UnreadableDate
from mairie_quartier.domain.identifiers import PartnerId, RequestId
from mairie_quartier.domain.intake import AppointmentForm, NeedForm, ReferralForm
from mairie_quartier.domain.names import fold
from mairie_quartier.domain.referrals import Agreement, Delivery, NoAgreement, Partner
from mairie_quartier.domain.requests import NotHelpedReason, Outcome, PieceState
from mairie_quartier.ui.screens.intake import edits
from mairie_quartier.ui.screens.intake.sheet import IntakeSheet
from mairie_quartier.ui.screens.intake.state import FieldName, Spot
from mairie_quartier.ui.typed_day import read_deadline

MOST_FOUND = 5
_NEXT_SPOT = {
    Outcome.NOT_HELPED: Spot.REASON,
    Outcome.REFERRED: Spot.PARTNER,
    Outcome.APPOINTMENT: Spot.APPOINTMENT,
}


class NeedsPresenter:
    """The second part of the conversation."""

    def __init__(self, sheet: IntakeSheet) -> None:
        self._sheet = sheet

    def search(self, words: str) -> tuple[Demarche, ...]:
        """Find démarches by everyday words."""
        return self._sheet.work.context.catalogue().search(words, MOST_FOUND)

    def demarche(self, need: NeedForm) -> Demarche | None:
        """Give the catalogue's entry of a need; None when it is no longer there."""
        return self._sheet.work.context.catalogue().find(need.demarche)

    def add(self, code: DemarcheCode) -> None:
        """Add a need and ask what came of it."""
        demarche = self._sheet.work.context.catalogue().get(code)
        form, need_id = edits.with_need(self._sheet.form, demarche)
        state = replace(self._sheet.state, form=form, opened=need_id, problem=None)
        self._sheet.put(state)
        self._sheet.keep()
        self._sheet.view.focus_on(Spot.OUTCOME, need_id)

    def open(self, need_id: RequestId) -> None:
        """Show one need in full, the others in one line."""
        if self._sheet.state.opened != need_id:
            self._sheet.put(replace(self._sheet.state, opened=need_id))

    def close(self) -> None:
        """Show every need in one line."""
        if self._sheet.state.opened is not None:
            self._sheet.put(replace(self._sheet.state, opened=None))

    def remove(self, need_id: RequestId) -> None:
        """Take a need away; it can be had back."""
        before = self._sheet.form
        need = self._need(need_id)
        if need is None:
            return
        self._sheet.put_form(edits.without_need(before, need_id))
        self._sheet.keep()
        self._sheet.offer_undo(
            self._sheet.work.tr.gettext("Besoin retiré\u00a0: {label}.").format(
                label=self.label(need)
            ),
            lambda: self._give_back(need, before.needs.index(need)),
        )
        self._sheet.view.focus_on(Spot.NEED)

    def label(self, need: NeedForm) -> str:
        """Name a need."""
        demarche = self.demarche(need)
        return demarche.label if demarche else need.demarche

    def set_outcome(self, need_id: RequestId, outcome: Outcome) -> None:
        """Say what came of it."""
        self._change(need_id, lambda need: replace(need, outcome=outcome))

    def go_on(self, need_id: RequestId) -> None:
        """Go where the outcome leads: its reason, its partner, or the next need."""
        need = self._need(need_id)
        if need is None or need.outcome is None:
            return
        self._sheet.keep()
        said = (need.referral, need.reason, need.appointment)
        answered = any(each is not None for each in said)
        spot = None if answered else _NEXT_SPOT.get(need.outcome)
        if spot is None:
            self._sheet.view.focus_on(Spot.NEED)
        else:
            self._sheet.view.focus_on(spot, need_id)

    def set_reason(self, need_id: RequestId, reason: NotHelpedReason) -> None:
        """Say why the desk could not help."""
        self._change(need_id, lambda need: replace(need, reason=reason))

    def set_note(self, need_id: RequestId, note: str) -> None:
        """Take a note."""
        self._change(need_id, lambda need: replace(need, note=note))

    def set_piece(self, need_id: RequestId, code: str, state: PieceState | None) -> None:
        """Say where one document stands; None takes the answer back."""
        self._change_pieces(need_id, lambda need, entry: edits.with_piece(need, entry, code, state))

    def set_all_pieces(self, need_id: RequestId, state: PieceState) -> None:
        """Say the same of every document."""
        self._change_pieces(need_id, lambda need, entry: edits.with_all_pieces(need, entry, state))

    def set_deadline(self, need_id: RequestId, text: str) -> None:
        """Take the deadline of the missing pieces as typed."""
        try:
            due_on = read_deadline(text, self._sheet.today)
        except (UnreadableDate, ImpossibleDate):
            words = self._sheet.work.tr.gettext(
                "Cette échéance n’a pas été comprise. Tapez par exemple 6/12 ou +15."
            )
            self._sheet.set_mistake(FieldName.DUE, words)
            return
        self._sheet.set_mistake(FieldName.DUE, "")
        self._change(need_id, lambda need: replace(need, pieces_due_on=due_on))

    def set_appointment(self, need_id: RequestId, appointment: AppointmentForm | None) -> None:
        """Say when and where the person is expected, as far as it is known."""
        self._change(need_id, lambda need: replace(need, appointment=appointment))

    def find_partners(self, words: str) -> tuple[Partner, ...]:
        """Find partners of the directory whose name, kind or note holds every word."""
        wanted = fold(words).split()
        return tuple(
            partner
            for partner in self._sheet.state.partners
            if all(word in fold(f"{partner.name} {partner.kind} {partner.note}") for word in wanted)
        )[:MOST_FOUND]

    def partner(self, partner_id: PartnerId) -> Partner | None:
        """Give a partner already listed."""
        return next((each for each in self._sheet.state.partners if each.id == partner_id), None)

    def set_partner(self, need_id: RequestId, partner_id: PartnerId | None) -> None:
        """Refer to a partner; what was said of the referral stays."""
        if partner_id is None:
            self._change(need_id, lambda need: replace(need, referral=None))
            return
        self._change(
            need_id,
            lambda need: replace(
                need,
                referral=replace(need.referral, partner_id=partner_id)
                if need.referral
                else ReferralForm(partner_id),
            ),
        )

    def change_referral(self, need_id: RequestId, referral: ReferralForm) -> None:
        """Change the referral; nothing goes to a partner without the person's agreement."""
        if referral.agreement is not Agreement.GIVEN and referral.delivery is Delivery.DIRECT:
            words = self._sheet.work.wording.of(NoAgreement(referral.partner_id)).text
            self._sheet.set_mistake(FieldName.DELIVERY, words)
            referral = replace(referral, delivery=Delivery.BY_PERSON)
        else:
            self._sheet.set_mistake(FieldName.DELIVERY, "")
        self._change(need_id, lambda need: replace(need, referral=referral))

    def _need(self, need_id: RequestId) -> NeedForm | None:
        return next((need for need in self._sheet.form.needs if need.id == need_id), None)

    def _give_back(self, need: NeedForm, place: int) -> None:
        needs = list(self._sheet.form.needs)
        needs.insert(place, need)
        self._sheet.put_form(replace(self._sheet.form, needs=tuple(needs)))
        self._sheet.keep()

    def _change(self, need_id: RequestId, change: edits.NeedChange) -> None:
        self._sheet.put_form(edits.change_need(self._sheet.form, need_id, change))

    def _change_pieces(self, need_id: RequestId, change: edits.PiecesChange) -> None:
        need = self._need(need_id)
        demarche = self.demarche(need) if need else None
        if demarche is None:
            return
        entry, days = demarche, self._sheet.pieces_delay_days
        self._change(
            need_id,
            lambda old: edits.with_deadline(
                change(old, entry), entry, self._sheet.today, days=days
            ),
        )
        self._sheet.keep()
