"""Until when a refusal born of silence can be contested, and why, in French.

Qt-free.  Words what ``domain.appeals`` counted, and adds nothing to it.
"""

from mairie_quartier.domain.appeals import AppealPeriod, TimeLimit
from mairie_quartier.domain.rulings import Ruling
from mairie_quartier.i18n import Translator
from mairie_quartier.ui.screens.requests.steps import Reason, StepWords


class AppealWords:
    """Says until when a refusal by silence can be contested, and why."""

    def __init__(self, tr: Translator) -> None:
        self._ = tr.gettext
        self._steps = StepWords(tr)

    def headline(self, appeal: AppealPeriod) -> str:
        """Say the last day in one sentence."""
        if appeal.on is None:
            return self._(
                "Pas de date\u00a0: le refus ou le délai de recours n’a pas de date sûre."
            )
        text = self._("Contre ce refus, un recours est possible jusqu’au {day} inclus.")
        return text.format(day=self._steps.day(appeal.on))

    def steps(self, ruling: Ruling) -> tuple[Reason, ...]:
        """Say every step, then whom the time limit binds, then the right to the reasons."""
        appeal = ruling.appeal
        if appeal is None:
            return ()
        said = [*self._steps.say(appeal.steps), self._limit(appeal, ours=ruling.ours)]
        if ruling.reasons is not None:
            text = self._(
                "La personne peut demander les motifs du refus\u00a0; ils lui sont donnés dans le"
                " mois."
            )
            said.append(Reason(text, source=ruling.reasons.reference))
        return tuple(said)

    def provisional(self, appeal: AppealPeriod) -> str:
        """Say that the last day still moves, or nothing."""
        if not appeal.provisional:
            return ""
        return self._("Date provisoire\u00a0: elle suit la date du refus.")

    def _limit(self, appeal: AppealPeriod, *, ours: bool) -> Reason:
        if appeal.limit is TimeLimit.NOT_HELD:
            text = self._(
                "Sans accusé de réception, ce délai ne peut pas être opposé à la personne."
            )
        elif ours:
            text = self._("Ce délai ne lie la personne que si elle a reçu l’accusé complet.")
        else:
            text = self._(
                "Ce délai ne lie la personne que si l’organisme lui a remis un accusé complet."
            )
        return Reason(text, source=self._steps.source("L112-6"))
