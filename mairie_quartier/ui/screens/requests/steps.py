"""One step of a reasoning on dates, in French: its sentence, its sum and its article.

Qt-free.  Words only what the domain found out (``deadlines``, ``appeals``,
``acknowledgements``): it adds no rule and no date.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from mairie_quartier.domain.catalogue import DelayUnit
from mairie_quartier.domain.counting import is_public_holiday
from mairie_quartier.domain.deadlines import Step, StepCode
from mairie_quartier.i18n import Translator

_ARTICLE = re.compile(r"[LRD]\.? ?[0-9]")


@dataclass(frozen=True, slots=True)
class Reason:
    """One step as it is read: a sentence, its sum if it has one, and the text it rests on."""

    sentence: str
    sum: str = ""
    source: str = ""

    def said(self) -> str:
        """Say it in one line, for those who hear the screen."""
        return " ".join(part for part in (self.sentence, self.sum, self.source) if part)


class StepWords:
    """Says one step of a reasoning on dates."""

    def __init__(self, tr: Translator) -> None:
        self._tr = tr
        self._ = tr.gettext
        self._n = tr.ngettext
        self._say: dict[StepCode, Callable[[Step], Reason]] = {
            StepCode.FROM_RECEIPT: self._from_receipt,
            StepCode.FROM_FIRST_RECEIPT: self._from_first,
            StepCode.FROM_COMPETENT_RECEIPT: self._from_competent,
            StepCode.AWAITING_COMPETENT_RECEIPT: self._awaiting_competent,
            StepCode.FROM_PIECES: self._from_pieces,
            StepCode.AWAITING_PIECES: self._awaiting_pieces,
            StepCode.DELAY: self._delay,
            StepCode.SUSPENDED: self._suspended,
            StepCode.PUSHED_BACK: self._pushed_back,
            StepCode.FROM_REFUSAL: self._from_refusal,
            StepCode.FRANC: self._franc,
            StepCode.SHORTER_COUNT: self._shorter,
            StepCode.CLOSED_DAY: self._closed_day,
            StepCode.WORKING_DAYS: self._working_days,
        }

    def say(self, steps: Iterable[Step]) -> tuple[Reason, ...]:
        """Say every step, in order; one that is no reason for a date is left out."""
        return tuple(self._say[step.code](step) for step in steps if step.code in self._say)

    def source(self, article: str) -> str:
        """Name a text: an article of the CRPA, or the catalogue's own reference."""
        if not article:
            return ""
        if _ARTICLE.match(article):
            return self._("article {article} du CRPA").format(article=article)
        return article

    def day(self, day: date | None) -> str:
        """Write a day out."""
        return self._tr.long_date(day) if day is not None else "—"

    def _from_receipt(self, step: Step) -> Reason:
        text = self._(
            "La demande est arrivée le {day} à l’administration qui décide, ou à la mairie pour"
            " elle\u00a0: le délai part de ce jour."
        )
        return self._reason(step, text)

    def _from_first(self, step: Step) -> Reason:
        text = self._(
            "La demande a d’abord été reçue le {day}, là où elle ne se décide pas\u00a0: le délai"
            " part quand même de ce jour."
        )
        return self._reason(step, text)

    def _from_competent(self, step: Step) -> Reason:
        text = self._(
            "L’organisme compétent a reçu la demande le {day}\u00a0: le délai part de ce jour."
        )
        return self._reason(step, text)

    def _awaiting_competent(self, step: Step) -> Reason:
        text = self._("Le délai partira du jour où l’organisme compétent recevra la demande.")
        return self._reason(step, text)

    def _from_pieces(self, step: Step) -> Reason:
        text = self._(
            "Le dernier document exigé est arrivé le {day}\u00a0: le délai part de ce jour."
        )
        return self._reason(step, text)

    def _awaiting_pieces(self, step: Step) -> Reason:
        text = self._(
            "Des documents exigés manquent depuis le {day}\u00a0: le délai partira du jour où"
            " le dernier arrivera."
        )
        return self._reason(step, text)

    def _delay(self, step: Step) -> Reason:
        if step.unit is not DelayUnit.MONTHS:
            text = self._("Tous les jours comptent, fériés compris.")
        elif step.start and step.end and step.start.day != step.end.day:
            text = self._(
                "Ce jour n’existe pas dans le mois d’arrivée\u00a0: le délai va jusqu’au dernier"
                " jour de ce mois."
            )
        else:
            text = self._("Les mois se comptent jusqu’au même jour du mois d’arrivée.")
        return self._reason(step, text, summed=True)

    def _suspended(self, step: Step) -> Reason:
        text = self._(
            "Documents attendus du {start} au {end}\u00a0: le délai s’arrête {count}, puis"
            " reprend où il en était."
        )
        return self._reason(step, text)

    def _pushed_back(self, step: Step) -> Reason:
        return self._reason(step, self._("La date recule d’autant."), summed=True)

    def _from_refusal(self, step: Step) -> Reason:
        text = self._(
            "Sans réponse, le refus naît le {day}\u00a0: le recours se compte de ce jour."
        )
        return self._reason(step, text)

    def _franc(self, step: Step) -> Reason:
        text = self._("Ce délai est franc\u00a0: ni le premier jour ni le dernier ne comptent.")
        return self._reason(step, text, summed=True)

    def _shorter(self, step: Step) -> Reason:
        text = self._(
            "Aucun texte vérifié ne dit que ce délai est franc\u00a0: la date la plus proche"
            " est donnée, par prudence."
        )
        return self._reason(step, text)

    def _closed_day(self, step: Step) -> Reason:
        if step.start is not None and is_public_holiday(step.start):
            text = self._(
                "Le {start} est un jour férié\u00a0: le délai va jusqu’au {end}, premier jour"
                " ouvrable."
            )
        else:
            text = self._(
                "Le {start} tombe en fin de semaine\u00a0: le délai va jusqu’au {end}, premier"
                " jour ouvrable."
            )
        return self._reason(step, text)

    def _working_days(self, step: Step) -> Reason:
        words = self._n("{count} jour ouvré", "{count} jours ouvrés", step.count)
        sum_of = self._sum(step, words.format(count=step.count))
        text = self._("Les samedis, dimanches et jours fériés ne comptent pas.")
        return Reason(text, sum_of, self.source(step.article))

    def _reason(self, step: Step, text: str, *, summed: bool = False) -> Reason:
        count = self._count(step)
        sentence = text.format(
            day=self.day(step.start),
            start=self.day(step.start),
            end=self.day(step.end),
            count=count,
        )
        return Reason(sentence, self._sum(step, count) if summed else "", self.source(step.article))

    def _sum(self, step: Step, count: str) -> str:
        return self._("{start} + {count} = {end}").format(
            start=self.day(step.start), count=count, end=self.day(step.end)
        )

    def _count(self, step: Step) -> str:
        if step.unit is DelayUnit.MONTHS:
            return self._n("{count} mois", "{count} mois", step.count).format(count=step.count)
        if step.unit is DelayUnit.WEEKS:
            words = self._n("{count} semaine", "{count} semaines", step.count)
            return words.format(count=step.count)
        return self._n("{count} jour", "{count} jours", step.count).format(count=step.count)
