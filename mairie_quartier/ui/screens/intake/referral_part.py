"""The referral of one need: partner, reason, agreement, who carries the slip.  Passive."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from mairie_quartier.domain.identifiers import RequestId
from mairie_quartier.domain.intake import NeedForm
from mairie_quartier.domain.referrals import Agreement, Delivery, Partner
from mairie_quartier.ui.screens.intake.ahead import AheadLine
from mairie_quartier.ui.screens.intake.needs import NeedsPresenter
from mairie_quartier.ui.theme.tokens import Space
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import Pair
from mairie_quartier.ui.widgets.guarded import GuardedField
from mairie_quartier.ui.widgets.keyed_choice import KeyedChoice
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.widgets.line_entry import LineEntry
from mairie_quartier.ui.widgets.texts import column, fill
from mairie_quartier.ui.workplace import Workplace

_OFFERED = (Agreement.NOT_ASKED, Agreement.GIVEN, Agreement.REFUSED)


class ReferralPart(QFrame):
    """A referral being recorded.

    Signals (main thread):
        done(): Enter on the last line: the agent goes on.
    """

    done = Signal()

    def __init__(
        self,
        work: Workplace,
        needs: NeedsPresenter,
        need_id: RequestId,
        keep: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setObjectName("referral")
        self._work = work
        self._ = work.tr.gettext
        self._needs = needs
        self._need_id = need_id
        self._keep = keep
        self._need: NeedForm | None = None
        self._found: tuple[Partner, ...] = ()
        self._build_partner()
        self._build_terms()
        self._lay_out()

    def show_need(self, need: NeedForm, wrong_delivery: str) -> None:
        """Show the referral as far as it goes."""
        self._need = need
        referral = need.referral
        self._terms.setVisible(referral is not None)
        self._delivery_field.set_error(wrong_delivery)
        if referral is None:
            return
        partner = self._needs.partner(referral.partner_id)
        if partner is not None and not self.partner.hasFocus():
            self.partner.show_text(partner.name)
            about = (partner.kind, partner.phone, partner.hours)
            self._partner_field.set_hint(" · ".join(part for part in about if part))
        self.reason.show_text(referral.reason)
        self.agreement.choose(referral.agreement)
        self.delivery.choose(referral.delivery)

    def _build_partner(self) -> None:
        self.partner = AheadLine("partner", self._("Partenaire"))
        self.partner.setPlaceholderText(self._("Nom ou activité du partenaire"))
        self.partner.textEdited.connect(self._typed)
        self.partner.picked.connect(self._pick)
        self.partner.passed.connect(self._pass)
        self.partner.editingFinished.connect(self._leave)
        self._partner_field = Field(self._("Vers quel partenaire"), self.partner)

    def _build_terms(self) -> None:
        labels = self._work.labels
        self.reason = LineEntry()
        self.reason.setObjectName("referralReason")
        self.reason.editingFinished.connect(self._changed)
        self.reason.returnPressed.connect(self._to_agreement)
        self.agreement = KeyedChoice(
            "agreement",
            self._("Accord de la personne"),
            [(each, labels.agreement(each)) for each in _OFFERED],
            letters=17,
        )
        self.agreement.chosen.connect(self._changed)
        self.agreement.passed.connect(self.done)
        self.delivery = KeyedChoice(
            "delivery",
            self._("Qui porte la fiche"),
            [(each, labels.delivery(each)) for each in Delivery],
            letters=19,
        )
        self.delivery.chosen.connect(self._changed)
        self.delivery.passed.connect(self.done)

    def _lay_out(self) -> None:
        hint = self._("La personne peut demander à lire ce qui est écrit ici.")
        reason = GuardedField(self._work.tr, self._("Motif"), self.reason, hint)
        self._delivery_field = Field(self._("Qui porte la fiche"), self.delivery)
        agreement = Field(self._("Accord pour transmettre"), self.agreement)
        self._terms = QFrame()
        choices = Pair(agreement, self._delivery_field, letters=84, stretch=(3, 2))
        fill(column(self._terms, space=Space.S), [reason, choices])
        fill(column(self, space=Space.S), [self._partner_field, self._terms])

    def _typed(self, text: str) -> None:
        self._found = self._needs.find_partners(text) if text.strip() else ()
        self._partner_field.clear_error()
        self.partner.show_rows([Line(each.name, caption=each.kind) for each in self._found])

    def _pick(self, place: int) -> None:
        partner = self._found[place]
        self._needs.set_partner(self._need_id, partner.id)
        self.partner.show_text(partner.name)
        self._keep()
        self.reason.setFocus()

    def _pass(self) -> None:
        if self._need is not None and self._need.referral is not None:
            self.reason.setFocus()
        else:
            self._partner_field.set_error(self._("Choisissez un partenaire de l’annuaire."))

    def _leave(self) -> None:
        if not self.partner.text().strip() and self._need is not None and self._need.referral:
            self._needs.set_partner(self._need_id, None)
            self._keep()

    def _to_agreement(self) -> None:
        self.agreement.setFocus()

    def _changed(self) -> None:
        referral = self._need.referral if self._need is not None else None
        agreement, delivery = self.agreement.value(), self.delivery.value()
        if referral is None or agreement is None or delivery is None:
            return
        changed = replace(
            referral, reason=self.reason.text(), agreement=agreement, delivery=delivery
        )
        self._needs.change_referral(self._need_id, changed)
        self._keep()
