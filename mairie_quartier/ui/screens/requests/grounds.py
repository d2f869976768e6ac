"""Why a request gets its paper, what that paper says, and what else the law asks, in French.

Qt-free.  Words what ``domain.rulings`` decided, and adds nothing to it.
"""

from dataclasses import dataclass, replace

from mairie_quartier.domain.acknowledgements import (
    ElectronicReceipt,
    Line,
    LineDecision,
    LineState,
    PaperDecision,
    PaperReason,
)
from mairie_quartier.i18n import Translator
from mairie_quartier.ui.screens.requests.steps import Reason, StepWords

_CODE = "CRPA"


@dataclass(frozen=True, slots=True)
class LineWords:
    """A line of the acknowledgement as it is read."""

    name: str
    state: str
    source: str
    kind: LineState


class GroundWords:
    """Says why this paper, and what it carries."""

    def __init__(self, tr: Translator) -> None:
        self._ = tr.gettext
        self._steps = StepWords(tr)

    def why(self, paper: PaperDecision) -> Reason:
        """Say why the request gets this paper."""
        source = self._steps.source(paper.article)
        if paper.source is not None and not paper.source.reference.startswith(_CODE):
            source = f"{source} · {paper.source.reference}"
        return Reason(self._why()[paper.reason], source=source)

    def lines(self, lines: tuple[LineDecision, ...]) -> tuple[LineWords, ...]:
        """Name each line of R112-5, and say whether it is written."""
        names, states = self._names(), self._states()
        return tuple(
            LineWords(names[each.line], states[each.state], each.article, each.state)
            for each in lines
        )

    def incomplete(self, lines: tuple[LineDecision, ...]) -> str:
        """Say what follows from lines nobody could write; nothing if there are none."""
        if all(each.state is not LineState.UNKNOWN for each in lines):
            return ""
        return self._(
            "Des lignes ne sont pas vérifiées\u00a0: le papier ne les affirme pas, et les délais"
            " de recours ne peuvent pas être opposés à la personne (article L112-6 du CRPA)."
        )

    def electronic(self, receipt: ElectronicReceipt) -> str:
        """Say by when an electronic request is to be acknowledged."""
        if receipt.acknowledged_by is None:
            return self._(
                "Demande par voie électronique\u00a0: le délai de l’accusé n’est pas vérifié."
            )
        text = self._(
            "Demande par voie électronique\u00a0: accusé à envoyer au plus tard le {day}."
        )
        return text.format(day=self._steps.day(receipt.acknowledged_by))

    def electronic_steps(self, receipt: ElectronicReceipt) -> tuple[Reason, ...]:
        """Say how its days are counted: the registration, then the acknowledgement."""
        named = (
            (
                receipt.registration,
                self._(
                    "Si l’accusé de réception n’est pas immédiat, un accusé d’enregistrement part"
                    " avant lui."
                ),
            ),
            (
                receipt.acknowledgement,
                self._(
                    "Puis l’accusé de réception, avec le moyen employé\u00a0: la voie électronique."
                ),
            ),
        )
        return tuple(
            replace(self._steps.say((step,))[0], sentence=name) for step, name in named if step
        )

    def electronic_note(self) -> str:
        """Say which days do not count."""
        return self._("Les samedis, dimanches et jours fériés ne comptent pas.")

    def _why(self) -> dict[PaperReason, str]:
        return {
            PaperReason.WE_DECIDE: self._(
                "La commune décide de cette demande\u00a0: elle en accuse réception."
            ),
            PaperReason.GENERAL_RULE: self._(
                "La commune décide, et aucune exception n’est vérifiée pour cette démarche\u00a0:"
                " la règle générale s’applique, elle en accuse réception."
            ),
            PaperReason.DELEGATED: self._(
                "Le CCAS décide\u00a0; par sa délégation écrite, la mairie accuse réception pour"
                " lui."
            ),
            PaperReason.OTHER_BODY: self._(
                "Un autre organisme décide\u00a0: lui seul accuse réception. La mairie atteste du"
                " dépôt."
            ),
            PaperReason.CCAS_DECIDES: self._(
                "Le CCAS décide et n’a pas donné de délégation écrite\u00a0: lui seul accuse"
                " réception. La mairie atteste du dépôt."
            ),
            PaperReason.SENT_ON: self._(
                "Un autre organisme décide\u00a0: la mairie lui transmet la demande et le dit à"
                " la personne."
            ),
            **self._not_due(),
        }

    def _not_due(self) -> dict[PaperReason, str]:
        return {
            PaperReason.FAVOURABLE_SOON: self._(
                "Pas d’accusé de réception\u00a0: une réponse favorable est acquise en quinze"
                " jours au plus."
            ),
            PaperReason.CONDITIONS_ONLY: self._(
                "Pas d’accusé de réception\u00a0: la mairie vérifie seulement les conditions pour"
                " délivrer un document ou un service."
            ),
            PaperReason.ABUSIVE: self._(
                "Pas d’accusé de réception\u00a0: la demande est abusive par son nombre ou sa"
                " répétition."
            ),
            PaperReason.NOT_A_REQUEST: self._(
                "Pas d’accusé de réception\u00a0: cette démarche n’attend pas de décision."
            ),
            PaperReason.NOTHING_HANDED_IN: self._(
                "Aucun dossier n’a été déposé ni transmis\u00a0: le papier atteste du passage."
            ),
        }

    def _names(self) -> dict[Line, str]:
        return {
            Line.RECEIVED_ON: self._("Date de réception"),
            Line.SILENCE_ON: self._("Date où le silence vaut réponse"),
            Line.SERVICE: self._("Service chargé du dossier et son téléphone"),
            Line.MISSING_PIECES: self._("Documents manquants et leur échéance"),
            Line.REGIME: self._("Ce que vaut le silence\u00a0: accord ou refus"),
            Line.APPEALS: self._("Voies et délais de recours"),
            Line.ATTESTATION: self._("Attestation en cas d’accord par silence"),
        }

    def _states(self) -> dict[LineState, str]:
        return {
            LineState.WRITTEN: self._("écrit"),
            LineState.NOT_CALLED_FOR: self._("sans objet"),
            LineState.AWAITING_PIECES: self._("après les documents"),
            LineState.UNKNOWN: self._("non vérifié"),
        }
