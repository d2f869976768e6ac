"""Referrals in words: a row of the list, and what is said of it. Qt-free."""

from dataclasses import dataclass
from datetime import date

from mairie_quartier.domain.references import ReferenceKind, reference_of
from mairie_quartier.domain.referrals import ReferralState
from mairie_quartier.i18n import Translator
from mairie_quartier.services.listings import ReferralLine
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.phrases import Phrases
from mairie_quartier.ui.widgets.line import Line

OUTCOMES = (
    ReferralState.RECEIVED,
    ReferralState.APPOINTMENT,
    ReferralState.DONE,
    ReferralState.REFUSED,
    ReferralState.CANCELLED,
)


@dataclass(frozen=True, slots=True)
class Detail:
    """What the panel says of one referral; ``named`` tells whether there is a file to open."""

    who: str
    partner: str
    phone: str
    facts: tuple[tuple[str, str], ...]
    named: bool


class ReferralWords:
    """Writes referrals in the agent's language."""

    def __init__(self, tr: Translator, labels: Labels) -> None:
        self._ = tr.gettext
        self._tr = tr
        self._labels = labels
        self._phrases = Phrases(tr)

    def row(self, line: ReferralLine, today: date) -> Line:
        """Write one row; lateness is said by a word and a shape."""
        state = self._labels.referral_state(line.state)
        return Line(
            title=self.who(line),
            detail=self._("{label} → {partner}").format(label=line.label, partner=line.partner),
            caption=state,
            mark=self._phrases.due(line.due_on, today),
        )

    def detail(self, line: ReferralLine, today: date) -> Detail:
        """Write what the panel says."""
        sent = line.sent_at.astimezone(self._tr.zone).date()
        looked_for = self._("{date} ({when})").format(
            date=self._tr.long_date(line.due_on),
            when=self._phrases.due(line.due_on, today).text.lower(),
        )
        return Detail(
            who=self.who(line),
            partner=line.partner,
            phone=line.partner_phone,
            facts=(
                (self._("Demande"), line.label),
                (self._("Motif"), line.reason),
                (self._("Envoyée le"), self._tr.long_date(sent)),
                (self._("Réponse attendue"), looked_for),
                (self._("État"), self._labels.referral_state(line.state)),
                (self._("Partage"), self._labels.agreement(line.agreement)),
                (self._("Fiche n°"), str(reference_of(ReferenceKind.REFERRAL, line.id))),
            ),
            named=line.person_id is not None,
        )

    def who(self, line: ReferralLine) -> str:
        """Name the person."""
        return self._phrases.who(line.family_name, line.first_names)

    def answered_meanwhile(self, line: ReferralLine) -> str:
        """Say that another desk noted an answer while one is being written."""
        return self._(
            "Un autre poste vient de noter\u00a0: {state}. Enregistrer le remplace."
        ).format(state=self._labels.referral_state(line.state))

    def settled_meanwhile(self) -> str:
        """Say that another desk closed the referral while an answer is being written."""
        return self._("Un autre poste vient de terminer cette orientation. Votre note reste ici.")

    def saved(self, line: ReferralLine, state: ReferralState) -> str:
        """Say what was kept."""
        return self._("Orientation de {who}\u00a0: {state}").format(
            who=self.who(line), state=self._labels.referral_state(state)
        )
