"""Read the hour an agent types: ``14 h 30``, ``14:30``, ``9h``.  Qt-free."""

import re
from datetime import time

from mairie_quartier.errors import UserMistake

_HOUR = re.compile(r"([01]?\d|2[0-3])\s*(?:h|:|\.)?\s*([0-5]\d)?\s*")


class UnreadableHour(UserMistake):
    """An hour that is none."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def read_hour(typed: str) -> time | None:
    """Read an hour, or nothing; raise ``UnreadableHour``."""
    if not typed.strip():
        return None
    found = _HOUR.fullmatch(typed.strip().lower())
    if found is None:
        raise UnreadableHour(typed)
    return time(int(found[1]), int(found[2] or 0))


def write_hour(at: time | None) -> str:
    """Write an hour as it may be typed again, ``14 h 30``."""
    return f"{at.hour} h {at.minute:02d}" if at else ""
