"""Short phrases that several screens share: who, since when, before when. Qt-free."""

from datetime import date

from mairie_quartier.domain.catalogue import Delay, DelayUnit
from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.i18n import Translator
from mairie_quartier.ui.theme.tokens import Tone
from mairie_quartier.ui.widgets.line import Mark

SOON_DAYS = 3
_ISOLATE, _END = "\u2068", "\u2069"


def isolate(text: str) -> str:
    """Keep the writing direction of a name to itself (UAX 9); empty stays empty."""
    return f"{_ISOLATE}{text}{_END}" if text else ""


class Phrases:
    """Phrases in the agent's language."""

    def __init__(self, tr: Translator) -> None:
        self._ = tr.gettext
        self._n = tr.ngettext
        self._tr = tr

    def who(self, family_name: str, first_names: str) -> str:
        """Name a person, or say that the visit was anonymous."""
        parts = [isolate(part) for part in (first_names, family_name) if part]
        return " ".join(parts) or self._("Personne anonyme")

    def birth(self, birth: PartialDate | None) -> str:
        """Write a birth date short, as far as it is known; empty when it is not."""
        if birth is None:
            return ""
        if birth.is_full:
            return self._tr.short_date(birth.first_day())
        return f"{birth.month:02}/{birth.year}" if birth.month else str(birth.year)

    def delay(self, delay: Delay) -> str:
        """Write a delay of law, "2 mois"."""
        count = delay.amount
        match delay.unit:
            case DelayUnit.DAYS:
                words = self._n("{count} jour", "{count} jours", count)
            case DelayUnit.WEEKS:
                words = self._n("{count} semaine", "{count} semaines", count)
            case DelayUnit.MONTHS:
                words = self._n("{count} mois", "{count} mois", count)
        return words.format(count=count)

    def due(self, due_on: date, today: date) -> Mark:
        """Say how a deadline stands: late, today, soon, or far."""
        days = (due_on - today).days
        if days < 0:
            late = self._n("En retard de {count} jour", "En retard de {count} jours", -days)
            return Mark(late.format(count=-days), Tone.DANGER)
        if days == 0:
            return Mark(self._("Aujourd’hui"), Tone.WARNING)
        left = self._n("Dans {count} jour", "Dans {count} jours", days).format(count=days)
        return Mark(left, Tone.WARNING if days <= SOON_DAYS else Tone.NEUTRAL)

    def meanwhile(self, text: str) -> str:
        """Tell who is typing what another desk wrote in the same field."""
        said = self._("Un autre poste vient d’écrire\u00a0: {value}.").format(
            value=isolate(text) or self._("rien")
        )
        choice = self._("Échap le reprend, enregistrer le remplace.")
        return f"{said} {choice}"

    def day(self, day: date, today: date) -> str:
        """Write a day short: no year when it is this year's."""
        if day.year == today.year:
            return self._tr.day_month(day)
        return self._tr.long_date(day)
