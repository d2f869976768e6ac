"""Opening hours in figures and names of days: the same pattern in every language.

``lundi – vendredi : 9 h – 12 h 30, 14 h – 17 h``.  Reads the everyday part of OpenStreetMap's
``opening_hours``.  Must not tell whether a place is open now, nor hold a word of a language.
"""

from collections.abc import Callable
from datetime import time

from mairie_quartier.domain.opening_hours import Day, Week, read_week


def written_hours(text: str, name: Callable[[int], str], at: Callable[[time], str]) -> str:
    """Write the hours out, a line for each run of like days; as noted if not understood.

    ``name`` names a day of the week (Monday is 0), ``at`` writes an hour.
    """
    week = read_week(text)
    if week is None:
        return text
    lines = []
    for first, last, day in _runs(week):
        if day:
            days = name(first) if first == last else f"{name(first)} – {name(last)}"
            # A line never ends inside an hour or a span.
            spans = ", ".join(f"{at(span.start)}\u00a0–\u00a0{at(span.end)}" for span in day)
            lines.append(f"{days}\u00a0: {spans}")
    return "\n".join(lines)


def _runs(week: Week) -> list[tuple[int, int, Day]]:
    runs: list[tuple[int, int, Day]] = []
    for place, day in enumerate(week.days):
        if runs and runs[-1][2] == day:
            runs[-1] = (runs[-1][0], place, day)
        else:
            runs.append((place, place, day))
    return runs
