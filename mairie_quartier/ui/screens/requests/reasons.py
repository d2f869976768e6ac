"""Why a date is what it is, in French: each step with its article, its days and its sum.

Qt-free; for every screen that shows when silence speaks. Words only what ``domain.deadlines``
found out: it adds no rule and no date.
"""

import re
from collections.abc import Callable
from datetime import date

from mairie_quartier.domain.catalogue import DelayUnit, SilenceRegime
from mairie_quartier.domain.deadlines import SilenceDate, Step, StepCode
from mairie_quartier.i18n import Translator

_ARTICLE = re.compile(r"[LRD]\.? ?[0-9]")


class SilenceWords:
    """Says what silence means, when, and why."""

    def __init__(self, tr: Translator) -> None:
        self._tr = tr
        self._ = tr.gettext
        self._n = tr.ngettext
        self._say: dict[StepCode, Callable[[Step], str]] = {
            StepCode.FROM_FIRST_RECEIPT: self._from_first,
            StepCode.FROM_COMPETENT_RECEIPT: self._from_competent,
            StepCode.AWAITING_COMPETENT_RECEIPT: self._awaiting_competent,
            StepCode.FROM_PIECES: self._from_pieces,
            StepCode.AWAITING_PIECES: self._awaiting_pieces,
            StepCode.DELAY: self._delay,
            StepCode.SUSPENDED: self._suspended,
            StepCode.PUSHED_BACK: self._pushed_back,
        }

    def headline(self, silence: SilenceDate) -> str:
        """Say in one sentence what happens without an answer."""
        if silence.regime is SilenceRegime.NOT_APPLICABLE:
            return self._("Pour cette démarche, le silence n’a pas d’effet.")
        if silence.on is None:
            return self._no_date(silence)
        day = self._day(silence.on)
        if silence.regime is SilenceRegime.ACCEPTANCE:
            return self._(
                "Sans réponse le {day}, la demande est considérée comme acceptée."
            ).format(day=day)
        return self._("Sans réponse le {day}, la demande est considérée comme refusée.").format(
            day=day
        )

    def steps(self, silence: SilenceDate) -> tuple[str, ...]:
        """Say every step of the reasoning, one sentence each."""
        said = [self._say[step.code](step) for step in silence.steps if step.code in self._say]
        if silence.provisional:
            said.append(
                self._(
                    "Date provisoire\u00a0: elle se rapproche si les documents arrivent plus tôt."
                )
            )
        return tuple(said)

    def source(self, article: str) -> str:
        """Name a text: an article of the CRPA, or the catalogue's own reference."""
        if not article:
            return ""
        if _ARTICLE.match(article):
            return self._("article {article} du CRPA").format(article=article)
        return article

    def _no_date(self, silence: SilenceDate) -> str:
        if silence.has(StepCode.AWAITING_COMPETENT_RECEIPT):
            return self._(
                "Pas encore de date\u00a0: l’organisme compétent n’a pas reçu la demande."
            )
        if silence.has(StepCode.AWAITING_PIECES):
            return self._("Pas encore de date\u00a0: des documents sont attendus.")
        return self._("Pas de date\u00a0: le délai de réponse de cette démarche n’est pas vérifié.")

    def _from_first(self, step: Step) -> str:
        text = self._(
            "Le délai part du {day}, jour où une première administration a reçu la demande"
            " ({source})."
        )
        return text.format(day=self._day(step.start), source=self.source(step.article))

    def _from_competent(self, step: Step) -> str:
        text = self._(
            "Le délai part du {day}, jour où l’organisme compétent a reçu la demande ({source})."
        )
        return text.format(day=self._day(step.start), source=self.source(step.article))

    def _awaiting_competent(self, step: Step) -> str:
        text = self._(
            "Le délai partira du jour où l’organisme compétent recevra la demande ({source})."
        )
        return text.format(source=self.source(step.article))

    def _from_pieces(self, step: Step) -> str:
        text = self._(
            "Le dernier document est arrivé le {day}\u00a0: le délai part de ce jour ({source})."
        )
        return text.format(day=self._day(step.start), source=self.source(step.article))

    def _awaiting_pieces(self, step: Step) -> str:
        text = self._(
            "Le délai partira du jour où le dernier document arrivera, demandé le {day} ({source})."
        )
        return text.format(day=self._day(step.start), source=self.source(step.article))

    def _delay(self, step: Step) -> str:
        text = self._("{start} + {count} = {end}. Source\u00a0: {source}.")
        return text.format(
            start=self._day(step.start),
            count=self._count(step),
            end=self._day(step.end),
            source=self.source(step.article),
        )

    def _suspended(self, step: Step) -> str:
        text = self._(
            "Documents attendus du {start} au {end}\u00a0: le délai s’arrête {count} ({source})."
        )
        return text.format(
            start=self._day(step.start),
            end=self._day(step.end),
            count=self._count(step),
            source=self.source(step.article),
        )

    def _pushed_back(self, step: Step) -> str:
        text = self._("La date recule d’autant, de {count}\u00a0: {end}.")
        return text.format(count=self._count(step), end=self._day(step.end))

    def _count(self, step: Step) -> str:
        if step.unit is DelayUnit.MONTHS:
            return self._n("{count} mois", "{count} mois", step.count).format(count=step.count)
        if step.unit is DelayUnit.WEEKS:
            words = self._n("{count} semaine", "{count} semaines", step.count)
            return words.format(count=step.count)
        return self._n("{count} jour", "{count} jours", step.count).format(count=step.count)

    def _day(self, day: date | None) -> str:
        return self._tr.long_date(day) if day is not None else "—"
