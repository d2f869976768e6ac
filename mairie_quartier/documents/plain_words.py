"""The sentences of the simplified part: known words, one idea a line, the same word each time.

It is a help beside the receipt, never instead of it, and bears no logo: it was not tried with
people concerned.  Must not say more than the receipt.  Source: rules of easy reading.
"""

from mairie_quartier.documents.receipt_words import ReceiptWords
from mairie_quartier.domain.catalogue import Competence, PieceRule, SilenceRegime
from mairie_quartier.domain.deadlines import StepCode
from mairie_quartier.domain.receipt_content import LegalMentions, ReceiptItem
from mairie_quartier.domain.requests import Outcome
from mairie_quartier.i18n import Translator


class PlainWords:
    """Word the simplified part in the language of a translator."""

    def __init__(self, tr: Translator, words: ReceiptWords) -> None:
        self._ = tr.gettext
        self._words = words

    def now(self, item: ReceiptItem) -> list[str]:
        """Say what happens now."""
        ours = item.legal is not None or item.competence is Competence.COMMUNE
        if item.outcome in (Outcome.DEPOSITED, Outcome.TRANSMITTED) and ours:
            return [self._("La mairie a votre dossier."), self._("La mairie doit vous répondre.")]
        body = item.recipient.name if item.recipient else ""
        lines = self._now(item.outcome)
        if body and item.outcome in (Outcome.DEPOSITED, Outcome.TRANSMITTED):
            lines.append(self._("La réponse vient de\u00a0: {body}.").format(body=body))
        elif body and item.outcome is Outcome.REFERRED:
            lines.append(self._("Vous pouvez contacter\u00a0: {body}.").format(body=body))
        if item.next_step:
            lines.append(item.next_step)
        return lines

    def _now(self, outcome: Outcome) -> list[str]:
        return {
            Outcome.INFORMED: [self._("La mairie vous a donné des renseignements.")],
            Outcome.HELPED: [self._("La mairie a fait la démarche avec vous.")],
            Outcome.DEPOSITED: [self._("La mairie a votre dossier.")],
            Outcome.TRANSMITTED: [self._("La mairie envoie votre dossier.")],
            Outcome.REFERRED: [self._("La mairie vous dit où aller.")],
            Outcome.APPOINTMENT: [self._("Vous avez un rendez-vous.")],
            Outcome.NOT_HELPED: [self._("La mairie n’a pas pu vous aider pour cela.")],
        }[outcome]

    def until(self, legal: LegalMentions) -> list[str]:
        """Say until when to wait, and what no answer means."""
        day = legal.silence.on
        if day is None:
            if legal.silence.has(StepCode.AWAITING_PIECES):
                return [self._("Apportez d’abord les papiers qui manquent.")]
            return []
        lines = [self._("Attendez la réponse jusqu’au {day}.").format(day=self._words.day(day))]
        if legal.silence.regime is SilenceRegime.REJECTION:
            lines.append(self._("Pas de réponse ce jour-là\u00a0: c’est non."))
            lines.append(self._("Vous pouvez alors contester."))
        else:
            lines.append(self._("Pas de réponse ce jour-là\u00a0: c’est oui."))
        return lines

    def bring(self, item: ReceiptItem) -> list[str]:
        """List what the person must bring; what is optional is left out."""
        lines: list[str] = []
        for piece in item.pieces_missing:
            if piece.due_on is not None:
                text = self._("{piece}, avant le {day} compris").format(
                    piece=piece.label, day=self._words.day(piece.due_on)
                )
                lines.append(text)
            elif piece.rule is PieceRule.REQUIRED:
                lines.append(piece.label)
        return lines
