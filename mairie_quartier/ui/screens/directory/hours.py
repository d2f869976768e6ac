"""Opening hours as a sentence, and whether a place is open now. Qt-free."""

from datetime import date, datetime, time

from mairie_quartier.domain.opening_hours import Day, Span, Week, read_week
from mairie_quartier.i18n import Translator
from mairie_quartier.ui.theme.tokens import Tone
from mairie_quartier.ui.widgets.line import Mark


class HoursWords:
    """Writes opening hours in the agent's language."""

    def __init__(self, tr: Translator) -> None:
        self._ = tr.gettext
        self._tr = tr
        self._names = (
            self._("lundi"),
            self._("mardi"),
            self._("mercredi"),
            self._("jeudi"),
            self._("vendredi"),
            self._("samedi"),
            self._("dimanche"),
        )

    def sentence(self, text: str) -> str:
        """Write the hours out, a line for each run of like days; as noted if not understood."""
        week = read_week(text)
        if week is None:
            return text
        lines = [self._line(first, last, day) for first, last, day in _runs(week) if day]
        return "\n".join(lines) or self._("Fermé toute la semaine")

    def now(self, text: str, local: datetime) -> Mark | None:
        """Say whether the place is open; nothing where the hours are not understood."""
        week = read_week(text)
        if week is None:
            return None
        span = week.open_span(local)
        if span is not None:
            until = self._("Ouvert jusqu’à {time}").format(time=self._time(span.end))
            return Mark(until, Tone.SUCCESS)
        return Mark(self._closed(week, local))

    def _closed(self, week: Week, local: datetime) -> str:
        opening = week.next_opening(local)
        if opening is None:
            return self._("Fermé")
        time = self._time(opening.time())
        ahead = (opening.date() - local.date()).days
        if ahead == 0:
            return self._("Fermé, ouvre à {time}").format(time=time)
        if ahead == 1:
            return self._("Fermé, ouvre demain à {time}").format(time=time)
        day = self._names[opening.weekday()]
        return self._("Fermé, ouvre {day} à {time}").format(day=day, time=time)

    def _line(self, first: int, last: int, day: Day) -> str:
        spans = self._("{first} et {last}") if len(day) > 1 else "{first}"
        early = ", ".join(self._span(span) for span in (day[:-1] or day))
        hours = spans.format(first=early, last=self._span(day[-1]))
        if first == last:
            return self._("{day}\u00a0: {hours}").format(day=self._names[first], hours=hours)
        return self._("du {first} au {last}\u00a0: {hours}").format(
            first=self._names[first], last=self._names[last], hours=hours
        )

    def _span(self, span: Span) -> str:
        return self._("{start} – {end}").format(
            start=self._time(span.start), end=self._time(span.end)
        )

    def _time(self, moment: time) -> str:
        zone = self._tr.zone
        shown = datetime.combine(date(2026, 1, 1), moment, tzinfo=zone)
        # "9 h", not "9 h 00".
        return self._tr.clock_time(shown if zone else shown.astimezone()).removesuffix("\u00a000")


def _runs(week: Week) -> list[tuple[int, int, Day]]:
    runs: list[tuple[int, int, Day]] = []
    for place, day in enumerate(week.days):
        if runs and runs[-1][2] == day:
            runs[-1] = (runs[-1][0], place, day)
        else:
            runs.append((place, place, day))
    return runs
