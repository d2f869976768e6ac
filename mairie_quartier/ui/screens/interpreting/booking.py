"""Read what the agent types of a booking: ``9/3``, ``14h30``, ``1h30``.  Qt-free.

Must not book anything: whatever stays empty is written by hand on the order.
"""

import re
from dataclasses import dataclass
from datetime import date, time

from mairie_quartier.domain.dates import ImpossibleDate, UnreadableDate
from mairie_quartier.domain.interpreter_content import Booking
from mairie_quartier.ui.typed_day import read_deadline

LONGEST_MIN = 600
_TIME = re.compile(r"(\d{1,2})\s*(?:h|:|\.)?\s*(\d{2})?")
_HOURS = re.compile(r"(\d{1,2})\s*(?:h|:)\s*(\d{1,2})?")
_MINUTES = re.compile(r"(\d{1,3})\s*(?:m|mn|min|minutes?)?")


@dataclass(frozen=True, slots=True)
class TypedBooking:
    """The fields as typed."""

    provider: str = ""
    day: str = ""
    time: str = ""
    length: str = ""
    billing: str = ""


@dataclass(frozen=True, slots=True)
class ReadBooking:
    """What was understood; ``wrong`` names the fields that could not be."""

    booking: Booking
    wrong: frozenset[str] = frozenset()


def read_booking(typed: TypedBooking, today: date) -> ReadBooking:
    """Read every field; an empty one is left open."""
    on, at = _day(typed.day, today), read_time(typed.time)
    minutes = read_minutes(typed.length)
    found = {"day": (typed.day, on), "time": (typed.time, at), "length": (typed.length, minutes)}
    wrong = frozenset(
        name for name, (text, value) in found.items() if text.strip() and value is None
    )
    booking = Booking(
        provider=typed.provider.strip(),
        on=on,
        at=at,
        minutes=minutes,
        billing=typed.billing.strip(),
    )
    return ReadBooking(booking, wrong)


def read_time(text: str) -> time | None:
    """Read a time of day: ``14h30``, ``14:30``, ``9 h``; nothing where it is none."""
    found = _TIME.fullmatch(text.strip().lower())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_minutes(text: str) -> int | None:
    """Read a length: ``45``, ``45 min``, ``1h30``; nothing where it is none."""
    typed = text.strip().lower()
    hours, alone = _HOURS.fullmatch(typed), _MINUTES.fullmatch(typed)
    minutes = 0
    if hours is not None:
        minutes = int(hours[1]) * 60 + int(hours[2] or 0)
    elif alone is not None:
        minutes = int(alone[1])
    return minutes if 0 < minutes <= LONGEST_MIN else None


def _day(text: str, today: date) -> date | None:
    if not text.strip():
        return None
    try:
        return read_deadline(text, today)
    except (UnreadableDate, ImpossibleDate):
        return None
