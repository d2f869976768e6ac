"""The French sentences of a referral form, for the partner who receives it.

Must not decide anything.  Sources: CRPA L114-3 (date of first receipt), L111-2 (the agent);
DOMAIN 2: without recorded agreement, the person carries the form and may keep it.
"""

from mairie_quartier.documents.office.words import OfficeWords
from mairie_quartier.domain.interpreting import PreferredSex
from mairie_quartier.domain.receipt_content import ServiceCard
from mairie_quartier.domain.referral_content import Reach, ReferralContent
from mairie_quartier.domain.referrals import Agreement, Delivery


class ReferralWords(OfficeWords):
    """Word a referral form."""

    def title(self) -> str:
        """Name the paper."""
        return self._("Fiche d’orientation")

    def lead(self, content: ReferralContent) -> list[str]:
        """Say who carries the form."""
        if content.delivery is Delivery.DIRECT:
            return [self._("Envoyée au partenaire avec l’accord de la personne.")]
        return [
            self._("À remettre par la personne."),
            self._("La mairie de quartier n’a rien envoyé au partenaire."),
        ]

    def service(self, card: ServiceCard) -> list[str]:
        """Write a service over as many lines as it has."""
        address = " – ".join(line.strip() for line in card.address.splitlines() if line.strip())
        phone = card.phone.replace(" ", "\u00a0")
        if phone:
            phone = self._("Téléphone\u00a0: {phone}").format(phone=phone)
        hours = self.hours(card.hours)
        return [line for line in (card.name, address, phone, card.email, hours) if line]

    def first_receipt(self, content: ReferralContent) -> list[str]:
        """Give the date that starts the delays, whoever received the request."""
        day = self.day(content.request.first_received_on)
        return [self._("{day} (CRPA, article L114-3)").format(day=day)]

    def made(self, content: ReferralContent) -> str:
        """Say when the form was made, and until when an answer is looked for."""
        return self._("{day} — réponse souhaitée au plus tard le {limit}").format(
            day=self.day(content.sent_on), limit=self.day(content.answer_by)
        )

    def object(self, content: ReferralContent) -> str:
        """Name the request, and the paper the person was given for it."""
        label, number = content.request.label, content.request.receipt_number
        if not number:
            return label
        return self._("{label} (papier n° {number})").format(label=label, number=number)

    def person(self, content: ReferralContent) -> list[str]:
        """Name the person."""
        return [content.person.name or self._("Sans nom (passage anonyme)")]

    def reach(self, content: ReferralContent) -> list[str]:
        """Say how the person can be reached, or that the town hall does it."""
        person = content.person
        if person.reach is Reach.BY_OFFICE:
            return [
                self._("Passez par la mairie de quartier."),
                self._("N’appelez pas la personne. Ne lui écrivez pas."),
            ]
        if person.reach is Reach.BY_PERSON:
            return [self._("La personne vous le dit elle-même, si elle le veut.")]
        if not person.phone:
            return [self._("Pas de téléphone\u00a0: passez par la mairie de quartier.")]
        return [person.phone.replace(" ", "\u00a0")]

    def interpreter(self, content: ReferralContent) -> list[str]:
        """Say whether an interpreter is needed, and how; a child never interprets."""
        need = content.understanding
        if need.interpreter is None:
            return []
        wish = ""
        if need.preferred_sex is not PreferredSex.NONE:
            wish = self._("Souhait\u00a0: {wish}").format(
                wish=self.preferred_sex(need.preferred_sex).lower()
            )
        needed = self._("Nécessaire — {way}").format(way=self.way(need.interpreter).lower())
        return [needed, wish, self._("Un enfant n’interprète jamais.")]

    def agreement(self, content: ReferralContent) -> list[str]:
        """Say what the person agreed to, or that they did not."""
        agreement = content.agreement
        if agreement.state is not Agreement.GIVEN:
            return [
                self._("Aucun accord n’est enregistré."),
                self._("La personne choisit de vous donner cette fiche, ou non."),
            ]
        given = self._("Accord donné.")
        if agreement.given_on is not None:
            given = self._("Accord donné le {day}.").format(day=self.day(agreement.given_on))
        scope = agreement.scope or self._("les informations de cette fiche, pour cette demande")
        return [
            given,
            self._("Portée\u00a0: {scope}.").format(scope=scope.rstrip(".")),
            self._("La personne peut le retirer à tout moment, auprès de la mairie de quartier."),
        ]
