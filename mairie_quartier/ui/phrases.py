"""Short phrases that several screens share: who, since when, before when. Qt-free."""

from datetime import date

from mairie_quartier.domain.names import display_name
from mairie_quartier.i18n import Translator
from mairie_quartier.ui.theme.tokens import Tone
from mairie_quartier.ui.widgets.line import Mark

SOON_DAYS = 3


class Phrases:
    """Phrases in the agent's language."""

    def __init__(self, tr: Translator) -> None:
        self._ = tr.gettext
        self._n = tr.ngettext
        self._tr = tr

    def who(self, family_name: str, first_names: str) -> str:
        """Name a person, or say that the visit was anonymous."""
        return display_name(family_name, first_names) or self._("Personne anonyme")

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

    def day(self, day: date, today: date) -> str:
        """Write a day short: no year when it is this year's."""
        if day.year == today.year:
            return self._tr.day_month(day)
        return self._tr.long_date(day)
