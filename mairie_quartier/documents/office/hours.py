"""Opening hours in French words, from the everyday part of OpenStreetMap's ``opening_hours``.

Must not tell whether a place is open now.
"""

from datetime import time

from mairie_quartier.domain.opening_hours import Day, Span, Week, read_week
from mairie_quartier.i18n import Translator


def written_hours(text: str, tr: Translator) -> str:
    """Write the hours out, like days together; as noted where they are not understood."""
    week = read_week(text)
    if week is None:
        return text
    words = _HoursWords(tr)
    return ", ".join(words.line(first, last, day) for first, last, day in _runs(week) if day)


class _HoursWords:
    def __init__(self, tr: Translator) -> None:
        self._ = tr.gettext
        self._names = (
            self._("lundi"),
            self._("mardi"),
            self._("mercredi"),
            self._("jeudi"),
            self._("vendredi"),
            self._("samedi"),
            self._("dimanche"),
        )

    def line(self, first: int, last: int, day: Day) -> str:
        """Write the spans of a run of days."""
        hours = self._(" et ").join(self._span(span) for span in day)
        if first == last:
            return self._("{day} {hours}").format(day=self._names[first], hours=hours)
        return self._("du {first} au {last} {hours}").format(
            first=self._names[first], last=self._names[last], hours=hours
        )

    def _span(self, span: Span) -> str:
        return self._("{start} – {end}").format(start=_time(span.start), end=_time(span.end))


def _time(at: time) -> str:
    return f"{at.hour}\u00a0h\u00a0{at.minute:02d}" if at.minute else f"{at.hour}\u00a0h"


def _runs(week: Week) -> list[tuple[int, int, Day]]:
    runs: list[tuple[int, int, Day]] = []
    for place, day in enumerate(week.days):
        if runs and runs[-1][2] == day:
            runs[-1] = (runs[-1][0], place, day)
        else:
            runs.append((place, place, day))
    return runs
