"""The sentences of the simplified page: known words, one idea a line, the same word each time.

It is a help beside the paper, never instead of it, and bears no logo: it was not tried with
people concerned.  Must not say more than the paper.  Source: rules of easy reading.
"""

from mairie_quartier.documents.receipt_words import ReceiptWords
from mairie_quartier.domain.catalogue import PieceRule, SilenceRegime
from mairie_quartier.domain.deadlines import StepCode
from mairie_quartier.domain.receipt_content import (
    LegalMentions,
    MissingPiece,
    ReceiptItem,
    ServiceCard,
)
from mairie_quartier.domain.requests import Outcome


class PlainWords(ReceiptWords):
    """Word the simplified page in the language of a translator."""

    def asked(self) -> str:
        """Head the request."""
        return self._("Votre demande")

    def now_heading(self) -> str:
        """Head what happens now."""
        return self._("Maintenant")

    def until_heading(self) -> str:
        """Head the date."""
        return self._("Jusqu’à quand")

    def bring_heading(self) -> str:
        """Head the documents."""
        return self._("Documents à apporter")

    def where_to_go(self) -> str:
        """Head the place."""
        return self._("Où aller")

    def call_heading(self) -> str:
        """Head the telephone number."""
        return self._("Qui appeler")

    def place(self, card: ServiceCard) -> list[str]:
        """Say where to go, and when it is open."""
        lines = [self.data(card.name), self.data(card.address), self.hours(card.hours)]
        return [line for line in lines if line]

    def caller(self, card: ServiceCard, number: str) -> list[str]:
        """Say whom to call, and which number to give."""
        lines = [self.data(card.name)]
        if number:
            text = self._("Donnez ce numéro\u00a0: {number}").format(number=self.data(number))
            lines.append(text)
        return lines

    def phones(self, card: ServiceCard) -> list[str]:
        """Give the telephone number, if there is one."""
        return [self.phone(card.phone)] if card.phone else []

    def plain_now(self, item: ReceiptItem) -> list[str]:
        """Say what happens now, and who answers."""
        lines = self.now(item)
        body = self.data(item.recipient.name) if item.recipient else ""
        if body and item.legal is None:
            if item.outcome in (Outcome.DEPOSITED, Outcome.TRANSMITTED):
                lines.append(self._("La réponse vient de\u00a0: {body}.").format(body=body))
            elif item.outcome is Outcome.REFERRED:
                lines.append(self._("Vous pouvez contacter\u00a0: {body}.").format(body=body))
        if item.next_step:
            lines.append(self.data(item.next_step))
        return lines

    def until(self, legal: LegalMentions) -> list[str]:
        """Say until when to wait, and what no answer means."""
        day = legal.silence.on
        if day is None:
            if legal.silence.has(StepCode.AWAITING_PIECES):
                return [self._("Apportez d’abord les documents qui manquent.")]
            return []
        lines = [self._("Attendez la réponse jusqu’au {day}.").format(day=self.day(day))]
        if legal.silence.regime is SilenceRegime.REJECTION:
            lines.append(self._("Pas de réponse ce jour-là\u00a0: c’est non."))
            lines.append(self._("Vous pouvez alors contester."))
        else:
            lines.append(self._("Pas de réponse ce jour-là\u00a0: c’est oui."))
        return lines

    def bring(self, pieces: tuple[MissingPiece, ...]) -> list[str]:
        """List what the person must bring; what is optional is left out."""
        lines: list[str] = []
        for piece in pieces:
            text = self.data(piece.label)
            if piece.due_on is not None:
                day = self.day(piece.due_on)
                text = self._("{document}, au plus tard le {day}").format(document=text, day=day)
            if piece.rule is PieceRule.REQUIRED:
                lines.append(text)
        return lines
