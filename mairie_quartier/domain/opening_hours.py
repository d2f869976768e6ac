"""Opening hours of a partner, in the everyday part of OpenStreetMap's ``opening_hours``.

Reads days and times (``Mo-Fr 09:00-12:30,14:00-17:00; Sa 09:00-12:00; PH off``, ``24/7``); what
is beyond (months, weeks, sunset) is not understood and stays a text.  It knows no holiday.
Source: OpenStreetMap wiki, Key:opening_hours/specification.
"""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
HOLIDAYS = frozenset({"PH", "SH"})
_DAY_RULE = re.compile(r"((?:[A-Z][A-Za-z](?:-[A-Z][a-z])?,?\s?)+)?\s*(.*)", re.DOTALL)
_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")
_CLOSED = frozenset({"off", "closed"})
_MIDNIGHT = time(23, 59)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From an hour to a later one of the same day."""

    start: time
    end: time


Day = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """The spans of each day, Monday first; an empty day is closed."""

    days: tuple[Day, ...]

    def open_span(self, at: datetime) -> Span | None:
        """Give the span that holds a local instant."""
        now = at.time()
        spans = self.days[at.weekday()]
        return next((span for span in spans if span.start <= now < span.end), None)

    def next_opening(self, at: datetime) -> datetime | None:
        """Give the next local instant of opening within a week, after this one."""
        for ahead in range(8):
            day = at + timedelta(days=ahead)
            for span in self.days[day.weekday()]:
                opening = day.replace(
                    hour=span.start.hour, minute=span.start.minute, second=0, microsecond=0
                )
                if opening > at:
                    return opening
        return None


def read_week(text: str) -> Week | None:
    """Read the hours; nothing when the text is empty or beyond what is understood."""
    cleaned = re.sub(r'"[^"]*"', "", text).strip().rstrip(";")
    if not cleaned:
        return None
    days: list[Day] = [()] * 7
    for rule in cleaned.split(";"):
        read = _rule(rule.strip())
        if read is None:
            return None
        concerned, spans = read
        for day in concerned:
            days[day] = spans
    return Week(tuple(days))


def _rule(rule: str) -> tuple[list[int], Day] | None:
    if rule == "24/7":
        return list(range(7)), (Span(time(0), _MIDNIGHT),)
    found = _DAY_RULE.fullmatch(rule)
    if found is None:
        return None
    concerned = _days(found[1] or "Mo-Su")
    spans = _spans(found[2].strip())
    return None if concerned is None or spans is None else (concerned, spans)


def _days(text: str) -> list[int] | None:
    concerned: list[int] = []
    for part in re.split(r"[,\s]+", text.strip().rstrip(",")):
        if part in HOLIDAYS:
            continue
        first, _, last = part.partition("-")
        if first not in DAYS or (last and last not in DAYS):
            return None
        start, end = DAYS.index(first), DAYS.index(last or first)
        length = (end - start) % 7
        concerned += [(start + ahead) % 7 for ahead in range(length + 1)]
    return concerned


def _spans(text: str) -> Day | None:
    if text in _CLOSED:
        return ()
    spans: list[Span] = []
    for part in text.split(","):
        found = _SPAN.fullmatch(part.strip())
        if found is None:
            return None
        start, end = _time(found[1], found[2]), _time(found[3], found[4])
        if start is None or end is None or start >= end:
            return None
        spans.append(Span(start, end))
    return tuple(sorted(spans))


def _time(hour: str, minute: str) -> time | None:
    if (int(hour), int(minute)) == (24, 0):
        return _MIDNIGHT
    if int(hour) > 23 or int(minute) > 59:
        return None
    return time(int(hour), int(minute))
