"""Words that every paper for the visitor shares: days, hours, numbers, what a translation is.

French is the source and alone authoritative (CRPA L111-1).  What comes from the records (names,
labels, addresses) stays as it is: it is isolated where the page runs from right to left.
Must not decide anything.
"""

from datetime import date, datetime, time

from mairie_quartier.documents.hours import written_hours
from mairie_quartier.domain.catalogue import DelayUnit
from mairie_quartier.domain.papers import CopyKind
from mairie_quartier.domain.receipt_content import ServiceCard
from mairie_quartier.i18n import FRENCH_MARK, SOURCE_LANGUAGE, PaperTranslator, Review, Translator


def isolated(text: str, tr: Translator) -> str:
    """Keep the order of words that are not the page's: line by line, only where it matters."""
    if not isinstance(tr, PaperTranslator) or not tr.right_to_left:
        return text
    return "\n".join(tr.isolate(line) for line in text.split("\n"))


class PaperWords:
    """Word what is common to papers, in the language of a translator."""

    def __init__(self, tr: Translator) -> None:
        self.tr = tr
        self._ = tr.gettext
        self._n = tr.ngettext

    def data(self, text: str) -> str:
        """Quote words of the records."""
        return isolated(text, self.tr)

    def day(self, day: date) -> str:
        """Write a date that no line break can cut; the calendar is the Gregorian one."""
        return self.tr.long_date(day).replace(" ", "\u00a0")

    def weekday(self, day: date) -> str:
        """Write a date with its weekday."""
        return self.tr.weekday_date(day)

    def _short_time(self, at: time) -> str:
        return self.time(at).removesuffix("\u00a000")

    def time(self, at: time) -> str:
        """Write an hour of the day, on 24 hours."""
        if self.tr.language == SOURCE_LANGUAGE:
            return f"{at.hour}\u00a0h\u00a0{at.minute:02d}"
        return f"{at.hour:02d}:{at.minute:02d}"

    def hours(self, text: str) -> str:
        """Write opening hours, a line for each run of like days; as noted if not understood."""
        return self.data(written_hours(text, self.tr.weekday_name, self._short_time))

    def moment(self, at: datetime) -> str:
        """Write a local date and time, as frozen."""
        return self._("{day} à {time}").format(day=self.day(at.date()), time=self.time(at.time()))

    def number(self, number: str) -> str:
        """Write a paper's number that no line break can cut."""
        return self._("N° {number}").format(number=self.data(number)).replace(" ", "\u00a0")

    def phone(self, phone: str) -> str:
        """Write a telephone number that no line break can cut."""
        return self.data(phone.replace(" ", "\u00a0"))

    def card(self, card: ServiceCard) -> list[str]:
        """Write a service: name and address, then how to reach it and when."""
        phone = card.phone
        if phone:
            phone = self._("Téléphone\u00a0: {phone}").format(phone=self.phone(phone))
        where = ", ".join(each for each in (card.name, card.address) if each)
        reach = " · ".join(each for each in (phone, self.data(card.email)) if each)
        return [line for line in (self.data(where), reach, self.hours(card.hours)) if line]

    def code(self) -> str:
        """Say what the letters CRPA stand for."""
        return self._("CRPA\u00a0: code des relations entre le public et l’administration.")

    def mark(self, copy: CopyKind) -> str:
        """Name a copy that is no original."""
        return {
            CopyKind.ORIGINAL: "",
            CopyKind.DUPLICATE: self._("DUPLICATA"),
            CopyKind.VOIDED: self._("ANNULÉ"),
        }[copy]

    def delay(self, amount: int, unit: DelayUnit) -> str:
        """Write a delay: ``2 mois``."""
        text = {
            DelayUnit.DAYS: self._n("{count} jour", "{count} jours", amount),
            DelayUnit.WEEKS: self._n("{count} semaine", "{count} semaines", amount),
            DelayUnit.MONTHS: self._n("{count} mois", "{count} mois", amount),
        }[unit]
        return text.format(count=amount).replace(" ", "\u00a0")

    def translation(self) -> list[str]:
        """Say what a translation is worth."""
        return [
            self._("Traduction pour information."),
            self._("Seul le papier complet en français fait foi."),
        ]

    def review(self, review: Review) -> str:
        """Say whether a translator has read the translation."""
        if review.done:
            return self._("Cette traduction a été relue par un traducteur.")
        return self._("Cette traduction n’a pas encore été relue par un traducteur.")

    def untranslated(self) -> str:
        """Say what the mark of French sentences in a translation means."""
        return self._("Les phrases marquées {mark} ne sont pas encore traduites.").format(
            mark=self.data(FRENCH_MARK)
        )
