"""The words that several office papers share: languages, ways, needs, urgency, dates.

French only (domain ``desk``).  Must not decide anything.
"""

from datetime import date, datetime, time

from mairie_quartier.documents.hours import written_hours
from mairie_quartier.domain.interpreting import PreferredSex, Urgency, Way
from mairie_quartier.domain.languages import language
from mairie_quartier.domain.people import AccessNeed, Literacy
from mairie_quartier.domain.receipt_content import PrintedAgent
from mairie_quartier.i18n import Translator


class OfficeWords:
    """Enumerations and dates as office papers write them."""

    def __init__(self, tr: Translator) -> None:
        self.tr = tr
        self._ = tr.gettext

    def day(self, day: date) -> str:
        """Write a date that no line break can cut."""
        return self.tr.long_date(day).replace(" ", "\u00a0")

    def moment(self, at: datetime) -> str:
        """Write a local date and time."""
        return self._("{day} à {hour} h {minute}").format(
            day=self.day(at.date()), hour=at.hour, minute=f"{at.minute:02d}"
        )

    def hour(self, at: datetime | time) -> str:
        """Write a local time."""
        return f"{at.hour}\u00a0h\u00a0{at.minute:02d}"

    def hours(self, text: str) -> str:
        """Write opening hours on one line; as noted where they are not understood."""
        return written_hours(text, self.tr.weekday_name, short_time).replace("\n", " · ")

    def agent(self, agent: PrintedAgent) -> str:
        """Name the agent and their quality."""
        return ", ".join(each for each in (agent.name, agent.quality) if each)

    def languages(self, first: str | None, second: str | None) -> list[str]:
        """Name the language of exchange in French and in itself, and the second one."""
        if first is None:
            return []
        spoken = language(first)
        names = [spoken.french]
        if spoken.own != spoken.french:
            names.append(self._("({name})").format(name=spoken.own))
        lines = [" ".join(names)]
        if second:
            lines.append(self._("Autre langue\u00a0: {name}").format(name=language(second).french))
        return lines

    def literacy(self, value: Literacy) -> str:
        """Say whether the person reads and writes; nothing where nobody asked."""
        return {
            Literacy.UNKNOWN: "",
            Literacy.YES: self._("Lit et écrit cette langue."),
            Literacy.PARTLY: self._("Lit un peu cette langue."),
            Literacy.NO: self._("Ne lit pas\u00a0: dire à voix haute."),
        }[value]

    def way(self, value: Way) -> str:
        """Name a way of interpreting."""
        return {
            Way.TELEPHONE: self._("Par téléphone"),
            Way.VIDEO: self._("En visio"),
            Way.ON_SITE: self._("Sur place"),
            Way.SIGN_LANGUAGE: self._("Langue des signes (LSF)"),
            Way.CUED_SPEECH: self._("Langue parlée complétée (LPC)"),
            Way.SPEECH_TO_TEXT: self._("Transcription écrite"),
            Way.WRITTEN: self._("Traduction écrite"),
            Way.SIGHT: self._("Traduction à vue"),
        }[value]

    def urgency(self, value: Urgency) -> str:
        """Name how soon."""
        return {
            Urgency.NOW: self._("Tout de suite"),
            Urgency.WEEK: self._("Cette semaine"),
            Urgency.NORMAL: self._("Sans urgence"),
        }[value]

    def preferred_sex(self, value: PreferredSex) -> str:
        """Name the wish about the interpreter."""
        return {
            PreferredSex.NONE: self._("Sans préférence"),
            PreferredSex.WOMAN: self._("Une femme"),
            PreferredSex.MAN: self._("Un homme"),
        }[value]

    def access_need(self, value: AccessNeed) -> str:
        """Name an accessibility need."""
        return {
            AccessNeed.STEP_FREE: self._("Accès sans marche"),
            AccessNeed.SEATED: self._("Pouvoir s’asseoir"),
            AccessNeed.SIGN_LANGUAGE: self._("Langue des signes (LSF)"),
            AccessNeed.HEARING_LOOP: self._("Boucle magnétique"),
            AccessNeed.LARGE_PRINT: self._("Gros caractères"),
            AccessNeed.READ_ALOUD: self._("Lecture à voix haute"),
            AccessNeed.PLAIN_WORDS: self._("Mots simples"),
            AccessNeed.QUIET_PLACE: self._("Endroit calme"),
            AccessNeed.COMPANION: self._("Accompagnement"),
        }[value]


def short_time(at: time) -> str:
    """Write an hour of the day: ``9 h``, ``12 h 30``."""
    return f"{at.hour}\u00a0h\u00a0{at.minute:02d}" if at.minute else f"{at.hour}\u00a0h"
