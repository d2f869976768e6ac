"""The French sentences of a receipt, for the person who takes it home.

Short sentences, one idea each; never "vous avez droit", never a promise.  Must not decide
anything: it words what the domain decided.  Sources: CRPA R112-5, L114-2, L114-3, L114-5,
L232-3, L232-4; the rules of plain language.
"""

from mairie_quartier.documents.words import PaperWords
from mairie_quartier.domain.catalogue import Competence, DelayUnit, PieceRule, SilenceRegime
from mairie_quartier.domain.deadlines import Step, StepCode
from mairie_quartier.domain.receipt_content import (
    LegalMentions,
    MissingPiece,
    PaperKind,
    ReceiptContent,
    ReceiptItem,
)
from mairie_quartier.domain.requests import Channel, NotHelpedReason, Outcome

_HANDED_IN = (Outcome.DEPOSITED, Outcome.TRANSMITTED)


class ReceiptWords(PaperWords):
    """Word a receipt in the language of a translator."""

    def title(self, kind: PaperKind) -> str:
        """Name the paper."""
        return {
            PaperKind.ACKNOWLEDGEMENT: self._("Accusé de réception"),
            PaperKind.DEPOSIT_RECEIPT: self._("Récépissé de dépôt"),
            PaperKind.VISIT_CERTIFICATE: self._("Attestation de passage"),
            PaperKind.TRANSMISSION_NOTICE: self._("Avis de transmission"),
        }[kind]

    def lead(self, kind: PaperKind) -> str:
        """Say what the paper is for."""
        return {
            PaperKind.ACKNOWLEDGEMENT: self._("La mairie a reçu votre demande."),
            PaperKind.DEPOSIT_RECEIPT: self._("La mairie de quartier a reçu vos documents."),
            PaperKind.VISIT_CERTIFICATE: self._(
                "Ce papier atteste de votre échange avec la mairie de quartier."
            ),
            PaperKind.TRANSMISSION_NOTICE: self._(
                "Votre demande relève d’un autre organisme. La mairie la lui transmet "
                "(CRPA, article L114-2)."
            ),
        }[kind]

    def limits(self) -> str:
        """Say what the paper is not."""
        return self._("Ce papier ne vaut pas décision. Il ne vaut pas titre de séjour.")

    def channel(self, content: ReceiptContent) -> list[str]:
        """Say how the request came."""
        words = {
            Channel.DESK: self._("au guichet"),
            Channel.TELEPHONE: self._("par téléphone"),
            Channel.LETTER: self._("par courrier"),
            Channel.EMAIL: self._("par courriel"),
            Channel.ONLINE: self._("en ligne"),
            Channel.OUTREACH: self._("hors les murs"),
            Channel.PARTNER: self._("par un partenaire"),
        }[content.channel]
        if not content.electronic:
            return [words]
        return [words, self._("Demande électronique (CRPA, articles L112-11 et suivants).")]

    def outcome(self, item: ReceiptItem) -> list[str]:
        """Say what came of a request, why if nothing did, and what comes next."""
        sentences = self.now(item)
        if item.reason is not None:
            sentences.append(self._reason(item.reason))
        if item.next_step:
            sentences.append(self.data(item.next_step))
        return sentences

    def now(self, item: ReceiptItem) -> list[str]:
        """Say where a request stands."""
        ours = item.legal is not None or item.competence is Competence.COMMUNE
        if item.outcome in _HANDED_IN and ours:
            return [self._("La mairie a votre dossier."), self._("La mairie doit vous répondre.")]
        return {
            Outcome.INFORMED: [self._("La mairie vous a donné des renseignements.")],
            Outcome.HELPED: [self._("La mairie a fait la démarche avec vous.")],
            Outcome.DEPOSITED: [self._("La mairie a votre dossier.")],
            Outcome.TRANSMITTED: [self._("La mairie envoie votre dossier.")],
            Outcome.REFERRED: [self._("La mairie vous dit où aller.")],
            Outcome.APPOINTMENT: [self._("Vous avez un rendez-vous.")],
            Outcome.NOT_HELPED: [self._("La mairie n’a pas pu vous aider pour cela.")],
        }[item.outcome]

    def _reason(self, reason: NotHelpedReason) -> str:
        return {
            NotHelpedReason.OUT_OF_SCOPE: self._("Ce besoin ne relève pas de la mairie."),
            NotHelpedReason.NO_PLACE: self._("Il n’y a pas de place pour le moment."),
            NotHelpedReason.MISSING_PIECES: self._("Il manque des documents."),
            NotHelpedReason.NO_INTERPRETER: self._("Il n’y avait pas d’interprète."),
            NotHelpedReason.SYSTEM_DOWN: self._("Le service informatique était en panne."),
            NotHelpedReason.LEFT: self._("L’échange s’est arrêté avant la fin."),
            NotHelpedReason.REFUSED_BY_BODY: self._("L’organisme n’a pas donné suite."),
            NotHelpedReason.OTHER: self._("Vous pouvez en reparler avec un agent."),
        }[reason]

    def missing(self, piece: MissingPiece) -> str:
        """Name an awaited document, until when, and on a second line where it is had."""
        text = self.data(piece.label)
        if piece.due_on is not None:
            text = self._("{document}, au plus tard le {day}").format(
                document=text, day=self.day(piece.due_on)
            )
        elif piece.rule is PieceRule.OPTIONAL:
            text = self._("{document} (facultatif)").format(document=text)
        if not piece.where_to_get:
            return text
        return f"{text}\n{self.where(piece)}"

    def where(self, piece: MissingPiece) -> str:
        """Say where a document is had."""
        return self._("Où l’obtenir\u00a0: {where}").format(where=self.data(piece.where_to_get))

    def foreign_delay(self, item: ReceiptItem) -> list[str]:
        """For a file we do not decide: the date that counts, and who tells the delay."""
        if item.outcome not in _HANDED_IN:
            return []
        if item.competence is Competence.COMMUNE:
            return [
                self._(
                    "Cette démarche ne donne pas lieu à un accusé de réception "
                    "(CRPA, article R112-4)."
                )
            ]
        return [
            self._("Première réception par une administration\u00a0: {day}.").format(
                day=self.day(item.first_received_on)
            ),
            self._("Gardez cette date (CRPA, article L114-3)."),
            self._("L’organisme qui décide vous indique son délai de réponse."),
        ]

    def silence(self, legal: LegalMentions) -> list[str]:
        """Say when silence speaks and what it means; no date where none is known."""
        on = legal.silence.on
        if on is not None:
            ends = self._("Fin du délai de réponse\u00a0: {day}.").format(day=self.day(on))
            return [ends, *self._meaning(legal)]
        if legal.silence.has(StepCode.AWAITING_PIECES) and legal.delay is not None:
            starts = self._(
                "Il manque des documents obligatoires. Le délai de {delay} commence le jour où la "
                "mairie les a tous reçus (CRPA, article L114-5)."
            ).format(delay=self.delay(legal.delay.amount, legal.delay.unit))
            return [starts, *self._meaning(legal)]
        return [
            self._("Le délai de réponse à cette demande n’est pas indiqué sur ce papier."),
            self._("Le service chargé du dossier vous le dit."),
        ]

    def _meaning(self, legal: LegalMentions) -> list[str]:
        if legal.silence.regime is SilenceRegime.ACCEPTANCE:
            return [
                self._(
                    "Sans réponse à la fin de ce délai, votre demande est considérée comme "
                    "acceptée (décision implicite d’acceptation)."
                )
            ]
        return [
            self._(
                "Sans réponse à la fin de ce délai, votre demande est considérée comme "
                "rejetée (décision implicite de rejet)."
            )
        ]

    def reckoning(self, legal: LegalMentions) -> list[str]:
        """Show the arithmetic of the date, with its articles."""
        if legal.silence.on is None:
            return []
        sentences = [self._step(step) for step in legal.silence.steps]
        if legal.silence.provisional:
            sentences.append(
                self._("Si vous apportez les documents plus tôt, cette date avance d’autant.")
            )
        return [sentence for sentence in sentences if sentence]

    def _step(self, step: Step) -> str:
        if step.code is StepCode.DELAY and step.start and step.unit:
            return self._("{delay} à partir du {start} ({article}).").format(
                delay=self.delay(step.count, step.unit),
                start=self.day(step.start),
                article=self.article(step.article),
            )
        if step.code is StepCode.SUSPENDED and step.start and step.end:
            return self._(
                "Il manque des documents obligatoires\u00a0: le délai est suspendu du {start} "
                "au {end}, soit {days} ({article})."
            ).format(
                start=self.day(step.start),
                end=self.day(step.end),
                days=self.delay(step.count, DelayUnit.DAYS),
                article=self.article(step.article),
            )
        return ""

    def rights(self, legal: LegalMentions) -> list[str]:
        """Give the ways of appeal if silence rejects, the attestation if it accepts."""
        if legal.offers_attestation:
            return [
                self._(
                    "Vous pouvez alors demander au service une attestation de cette "
                    "acceptation (CRPA, article L232-3)."
                )
            ]
        if not legal.names_appeals:
            return []
        reasons = self._(
            "Vous pouvez aussi demander par écrit les raisons du rejet. La mairie doit alors "
            "vous les donner dans le mois (CRPA, article L232-4)."
        )
        return [*map(self.data, legal.appeal_routes), reasons]

    def article(self, reference: str) -> str:
        """Name an article; one of the CRPA is given its code."""
        if reference[:1] in ("L", "R", "D") and reference[1:2].isdigit():
            return self._("CRPA, article {article}").format(article=reference)
        return self.data(reference)
