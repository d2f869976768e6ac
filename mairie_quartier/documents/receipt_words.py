"""The French sentences of a receipt, for the person who takes it home.

Short sentences, one idea each; never "vous avez droit", never a promise.  Must not decide
anything: it words what the domain decided.  Sources: CRPA R112-5, L114-2, L114-3, L114-5,
L232-3, L232-4; the rules of plain language.
"""

from datetime import date

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
from mairie_quartier.i18n import Translator

_HANDED_IN = (Outcome.DEPOSITED, Outcome.TRANSMITTED)


class ReceiptWords:
    """Word a receipt in the language of a translator."""

    def __init__(self, tr: Translator) -> None:
        self.tr = tr
        self._ = tr.gettext
        self._n = tr.ngettext

    def day(self, day: date) -> str:
        """Write a date that no line break can cut."""
        return self.tr.long_date(day).replace(" ", "\u00a0")

    def moment(self, content: ReceiptContent) -> str:
        """Write the local date and time of issue, as frozen."""
        at = content.issued_at
        return self._("{day} à {hour} h {minute}").format(
            day=self.day(at.date()), hour=at.hour, minute=f"{at.minute:02d}"
        )

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
            PaperKind.DEPOSIT_RECEIPT: self._("La mairie de quartier a reçu vos papiers."),
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

    def channel(self, content: ReceiptContent) -> str:
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
            return words
        return self._(
            "{channel} (voie électronique\u00a0: CRPA, articles L112-11 et suivants)"
        ).format(channel=words)

    def outcome(self, item: ReceiptItem) -> list[str]:
        """Say what came of a request, why if nothing did, and what comes next."""
        sentences = [self._outcome(item)]
        if item.reason is not None:
            sentences.append(self._reason(item.reason))
        if item.next_step:
            sentences.append(item.next_step)
        return sentences

    def _outcome(self, item: ReceiptItem) -> str:
        return {
            Outcome.INFORMED: self._("Renseignement donné."),
            Outcome.HELPED: self._("Démarche faite avec vous, sur place."),
            Outcome.DEPOSITED: self._("Dossier déposé à la mairie de quartier."),
            Outcome.TRANSMITTED: self._("Dossier transmis à l’organisme qui décide.")
            if item.competence is not Competence.COMMUNE
            else self._("Dossier transmis au service de la mairie qui décide."),
            Outcome.REFERRED: self._("Orientation vers un partenaire."),
            Outcome.APPOINTMENT: self._("Rendez-vous fixé."),
            Outcome.NOT_HELPED: self._("La mairie de quartier n’a pas pu répondre à ce besoin."),
        }[item.outcome]

    def _reason(self, reason: NotHelpedReason) -> str:
        return {
            NotHelpedReason.OUT_OF_SCOPE: self._("Ce besoin ne relève pas de la mairie."),
            NotHelpedReason.NO_PLACE: self._("Il n’y a pas de place pour le moment."),
            NotHelpedReason.MISSING_PIECES: self._("Il manque des pièces."),
            NotHelpedReason.NO_INTERPRETER: self._("Il n’y avait pas d’interprète."),
            NotHelpedReason.SYSTEM_DOWN: self._("Le service informatique était en panne."),
            NotHelpedReason.LEFT: self._("L’échange s’est arrêté avant la fin."),
            NotHelpedReason.REFUSED_BY_BODY: self._("L’organisme n’a pas donné suite."),
            NotHelpedReason.OTHER: self._("Vous pouvez en reparler avec un agent."),
        }[reason]

    def missing(self, piece: MissingPiece) -> str:
        """Name an awaited piece, until when, and where it is had."""
        if piece.due_on is not None:
            text = self._("{piece} — au plus tard le {day}").format(
                piece=piece.label, day=self.day(piece.due_on)
            )
        elif piece.rule is PieceRule.OPTIONAL:
            text = self._("{piece} (facultatif)").format(piece=piece.label)
        else:
            text = piece.label
        if not piece.where_to_get:
            return text
        return self._("{piece}. Où l’obtenir\u00a0: {where}").format(
            piece=text, where=piece.where_to_get
        )

    def foreign_delay(self, item: ReceiptItem) -> list[str]:
        """For a file we do not decide: the date that counts, and who tells the delay."""
        if item.outcome not in _HANDED_IN:
            return []
        if item.competence is Competence.COMMUNE:
            return [
                self._("Cette démarche ne donne pas lieu à un accusé de réception."),
                self._("(CRPA, article R112-4)"),
            ]
        return [
            self._("Première réception par une administration\u00a0: {day}").format(
                day=self.day(item.first_received_on)
            ),
            self._("Gardez cette date (CRPA, article L114-3)."),
            self._("L’organisme qui décide vous indique son délai de réponse."),
        ]

    def silence(self, legal: LegalMentions) -> list[str]:
        """Say when silence speaks and what it means; no date where none is known."""
        on = legal.silence.on
        if legal.silence.regime is SilenceRegime.REJECTION and on is not None:
            sentence = self._(
                "Si vous n’avez pas de réponse le {day}, votre demande est considérée comme "
                "rejetée (décision implicite de rejet)."
            )
            return [sentence.format(day=self.day(on))]
        if legal.silence.regime is SilenceRegime.ACCEPTANCE and on is not None:
            sentence = self._(
                "Si vous n’avez pas de réponse le {day}, votre demande est considérée comme "
                "acceptée (décision implicite d’acceptation)."
            )
            return [sentence.format(day=self.day(on))]
        if legal.silence.has(StepCode.AWAITING_PIECES) and legal.delay is not None:
            return self._waiting(legal, self.delay(legal.delay.amount, legal.delay.unit))
        return [
            self._("Le délai de réponse à cette demande n’est pas indiqué sur ce papier."),
            self._("Le service chargé du dossier vous le dit."),
        ]

    def _waiting(self, legal: LegalMentions, delay: str) -> list[str]:
        starts = self._(
            "Il manque des pièces obligatoires. Le délai de {delay} commence le jour où la mairie "
            "les a toutes reçues (CRPA, article L114-5)."
        ).format(delay=delay)
        if legal.silence.regime is SilenceRegime.ACCEPTANCE:
            return [
                starts,
                self._(
                    "Si vous n’avez pas de réponse à la fin de ce délai, votre demande est "
                    "considérée comme acceptée (décision implicite d’acceptation)."
                ),
            ]
        return [
            starts,
            self._(
                "Si vous n’avez pas de réponse à la fin de ce délai, votre demande est "
                "considérée comme rejetée (décision implicite de rejet)."
            ),
        ]

    def reckoning(self, legal: LegalMentions) -> list[str]:
        """Show the arithmetic of the date, with its articles."""
        if legal.silence.on is None:
            return []
        sentences = [self._step(step) for step in legal.silence.steps]
        if legal.silence.provisional:
            sentences.append(
                self._("Si vous apportez les pièces plus tôt, cette date avance d’autant.")
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
                "Il manque des pièces obligatoires\u00a0: le délai est suspendu du {start} "
                "au {end}, "
                "soit {days} ({article})."
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
                    "Dans ce cas, vous pouvez demander au service une attestation de cette "
                    "acceptation (CRPA, article L232-3)."
                )
            ]
        if not legal.names_appeals:
            return []
        reasons = self._(
            "Vous pouvez aussi demander par écrit les raisons du rejet. La mairie doit alors "
            "vous les donner dans le mois (CRPA, article L232-4)."
        )
        return [*legal.appeal_routes, reasons]

    def delay(self, amount: int, unit: DelayUnit) -> str:
        """Write a delay: ``2 mois``."""
        text = {
            DelayUnit.DAYS: self._n("{count} jour", "{count} jours", amount),
            DelayUnit.WEEKS: self._n("{count} semaine", "{count} semaines", amount),
            DelayUnit.MONTHS: self._n("{count} mois", "{count} mois", amount),
        }[unit]
        return text.format(count=amount).replace(" ", "\u00a0")

    def article(self, reference: str) -> str:
        """Name an article; one of the CRPA is given its code."""
        if reference[:1] in ("L", "R", "D") and reference[1:2].isdigit():
            return self._("CRPA, article {article}").format(article=reference)
        return reference
