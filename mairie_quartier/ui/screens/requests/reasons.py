"""What silence means, when, and why, in French: the headline and every step to the day.

Qt-free; for every screen that shows when silence speaks.  Adds no rule and no date.
"""

from mairie_quartier.domain.catalogue import SilenceRegime, Source
from mairie_quartier.domain.deadlines import SilenceDate, StepCode
from mairie_quartier.i18n import Translator
from mairie_quartier.ui.screens.requests.steps import Reason, StepWords


class SilenceWords:
    """Says what silence means, when, and why."""

    def __init__(self, tr: Translator) -> None:
        self._ = tr.gettext
        self._steps = StepWords(tr)

    def headline(self, silence: SilenceDate) -> str:
        """Say in one sentence what happens without an answer."""
        if silence.regime is SilenceRegime.NOT_APPLICABLE:
            return self._("Pour cette démarche, le silence n’a pas d’effet.")
        if silence.on is None:
            return self._no_date(silence)
        day = self._steps.day(silence.on)
        if silence.regime is SilenceRegime.ACCEPTANCE:
            return self._(
                "Sans réponse le {day}, la demande est considérée comme acceptée."
            ).format(day=day)
        return self._("Sans réponse le {day}, la demande est considérée comme refusée.").format(
            day=day
        )

    def steps(self, silence: SilenceDate) -> tuple[Reason, ...]:
        """Say every step of the reasoning."""
        return self._steps.say(silence.steps)

    def provisional(self, silence: SilenceDate) -> str:
        """Say that the date still moves, or nothing."""
        if not silence.provisional:
            return ""
        return self._(
            "Date provisoire\u00a0: elle se rapproche si les documents arrivent plus tôt."
        )

    def checked(self, source: Source | None) -> str:
        """Say on which day somebody read the rule; nothing where nobody did."""
        if source is None:
            return ""
        return self._("Règle vérifiée le {day}.").format(day=self._steps.day(source.checked_on))

    def who_can_tell(self, body: str) -> str:
        """Say whom to ask for a date that is not known; nothing without a body."""
        if not body:
            return ""
        return self._("Qui peut le dire\u00a0: {body}.").format(body=body)

    def _no_date(self, silence: SilenceDate) -> str:
        if silence.has(StepCode.AWAITING_COMPETENT_RECEIPT):
            return self._(
                "Pas encore de date\u00a0: l’organisme compétent n’a pas reçu la demande."
            )
        if silence.has(StepCode.AWAITING_PIECES):
            return self._("Pas encore de date\u00a0: des documents sont attendus.")
        return self._("Pas de date\u00a0: le délai de réponse de cette démarche n’est pas vérifié.")
