"""The sentences of the intake screen that are computed: papers to come, dates and why, matches.

Qt-free.  A date is explained in one sentence with its article; where none can be told, the
sentence says why.  Sources: CRPA L114-3, L114-5, L231-1, L231-4 (``domain.deadlines``).
"""

from collections.abc import Iterable

from mairie_quartier.domain.catalogue import Competence, Delay, DelayUnit, SilenceRegime
from mairie_quartier.domain.deadlines import SilenceDate, Step, StepCode
from mairie_quartier.domain.duplicates import MaskedCandidate, Reason
from mairie_quartier.domain.needs import CcasDelegation, NeedFacts
from mairie_quartier.domain.receipt_content import Mention, PaperKind
from mairie_quartier.domain.receipts import PlannedPaper
from mairie_quartier.i18n import Translator
from mairie_quartier.services.receipts import NotIssued
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.screens.intake.state import PaperLine, PaperNeedLine


class Sentences:
    """Words what the form will give."""

    def __init__(self, tr: Translator, labels: Labels) -> None:
        self._tr = tr
        self._ = tr.gettext
        self._n = tr.ngettext
        self._labels = labels

    def papers(self, planned: Iterable[PlannedPaper]) -> tuple[PaperLine, ...]:
        """Say what each paper will be and what it will tell."""
        return tuple(
            PaperLine(
                self._labels.paper(paper.kind),
                tuple(self._need(need, _delegation(paper)) for need in paper.needs),
            )
            for paper in planned
        )

    def match(self, shown: MaskedCandidate) -> str:
        """Show a masked candidate: ``Aminata T. · naissance en 1987 · tél. …42``."""
        parts = [shown.name]
        if shown.birth_year is not None:
            parts.append(self._("naissance en {year}").format(year=shown.birth_year))
        if shown.last_digits:
            parts.append(self._("tél. …{digits}").format(digits=shown.last_digits))
        return " · ".join(parts)

    def likeness(self, reasons: Iterable[Reason]) -> str:
        """Say why two people look alike."""
        words = {
            Reason.SAME_NAMES: self._("même nom"),
            Reason.CLOSE_NAMES: self._("nom proche"),
            Reason.SWAPPED_NAMES: self._("nom et prénom inversés"),
            Reason.SAME_BIRTH: self._("même naissance"),
            Reason.BIRTH_SWAPPED: self._("jour et mois inversés"),
            Reason.BIRTH_PARTLY_KNOWN: self._("naissance incomplète"),
            Reason.BIRTH_ONE_DIGIT: self._("naissance à un chiffre près"),
            Reason.SAME_PHONE: self._("même téléphone"),
        }
        return ", ".join(words[reason] for reason in reasons if reason in words)

    def kept_at(self, time: str) -> str:
        """Say when the draft was kept."""
        return self._("Brouillon enregistré à {time}").format(time=time)

    def not_issued(self, lacking: NotIssued) -> str:
        """Say which paper could not be issued, and which lines it lacks."""
        names = {
            Mention.SERVICE_NAME: self._("le nom du service"),
            Mention.SERVICE_ADDRESS: self._("l’adresse du service"),
            Mention.SERVICE_PHONE: self._("le téléphone du service"),
            Mention.APPEAL_ROUTES: self._("les voies de recours"),
        }
        return self._(
            "L’accusé de réception «\u00a0{label}\u00a0» n’a pas été émis\u00a0: "
            "il manque {mentions}. Le passage est enregistré\u00a0; demandez à "
            "l’administrateur de compléter ces lignes."
        ).format(label=lacking.label, mentions=", ".join(names[each] for each in lacking.mentions))

    def _need(self, need: NeedFacts, delegation: CcasDelegation) -> PaperNeedLine:
        body = need.body.name if need.body else ""
        sentences: list[str] = []
        if need.pieces_due_on is not None and any(p.holds_the_clock for p in need.pieces):
            day = self._tr.long_date(need.pieces_due_on)
            sentences.append(
                self._("Pièces exigibles à apporter avant le {day} (L114-5).").format(day=day)
            )
        if need.handed_in:
            sentences.append(self.silence(need.silence_date(delegation), body))
        return PaperNeedLine(need.label, self._body(need, body), tuple(sentences))

    def _body(self, need: NeedFacts, body: str) -> str:
        if need.competence is Competence.COMMUNE:
            return self._("Décision de la commune\u00a0: {body}").format(body=body)
        return self._("Décision\u00a0: {body}").format(body=body)

    def silence(self, found: SilenceDate, body: str) -> str:
        """Explain when silence speaks, in one sentence with its articles."""
        if found.on is None:
            return self._no_date(found, body)
        accepted = found.regime is SilenceRegime.ACCEPTANCE
        sentence = (
            self._("Sans réponse le {day}, la demande est acceptée\u00a0: {why}.")
            if accepted
            else self._("Sans réponse le {day}, la demande est refusée\u00a0: {why}.")
        )
        why = ", ".join(filter(None, (self._step(step) for step in found.steps)))
        return sentence.format(day=self._tr.long_date(found.on), why=why)

    def _no_date(self, found: SilenceDate, body: str) -> str:
        if found.regime is SilenceRegime.NOT_APPLICABLE:
            return self._("Aucune date\u00a0: cette démarche n’attend pas de décision.")
        if found.has(StepCode.AWAITING_COMPETENT_RECEIPT):
            return self._(
                "Aucune date\u00a0: le délai part quand le dossier arrive à l’organisme "
                "qui décide, {body} (L114-3)."
            ).format(body=body)
        if found.has(StepCode.AWAITING_PIECES):
            return self._(
                "Aucune date\u00a0: le délai part avec la dernière pièce exigible (L114-5)."
            )
        return self._(
            "Aucune date\u00a0: l’effet du silence n’a pas été vérifié pour cette démarche."
        )

    def _step(self, step: Step) -> str:
        start = self._tr.long_date(step.start) if step.start else ""
        end = self._tr.long_date(step.end) if step.end else ""
        sentence = {
            StepCode.FROM_RECEIPT: self._("délai compté du dépôt le {start} ({article})"),
            StepCode.FROM_FIRST_RECEIPT: self._("délai compté du dépôt le {start} ({article})"),
            StepCode.FROM_COMPETENT_RECEIPT: self._(
                "délai compté de la réception le {start} ({article})"
            ),
            StepCode.FROM_PIECES: self._("puis de la dernière pièce, le {start} ({article})"),
            StepCode.DELAY: self._("{length} ({article})"),
            StepCode.SUSPENDED: self._(
                "suspendu du {start} au {end} dans l’attente des pièces ({article})"
            ),
        }.get(step.code, "")
        return sentence.format(
            start=start, end=end, article=step.article, length=self._length(step)
        )

    def _length(self, step: Step) -> str:
        if step.unit is None:
            return ""
        delay = Delay(step.count, step.unit)
        sentence = {
            DelayUnit.DAYS: self._n("{count} jour", "{count} jours", delay.amount),
            DelayUnit.WEEKS: self._n("{count} semaine", "{count} semaines", delay.amount),
            DelayUnit.MONTHS: self._n("{count} mois", "{count} mois", delay.amount),
        }[delay.unit]
        return sentence.format(count=delay.amount)


def _delegation(paper: PlannedPaper) -> CcasDelegation:
    """Tell what the paper was planned under: nobody acknowledges for the CCAS without one."""
    acknowledged = paper.kind is PaperKind.ACKNOWLEDGEMENT
    return CcasDelegation.WRITTEN if acknowledged else CcasDelegation.NONE
