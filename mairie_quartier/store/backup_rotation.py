"""Decide which backups to let go: a few days in a row, then one a week.

Days and weeks are those that have a backup, not those of the calendar: an office closed for a
month, or a clock gone wrong, makes nothing disappear. It must touch no file.
"""

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Keep:
    """How many days and weeks with a backup are kept; the newest is, always."""

    days: int = 7
    weeks: int = 8


def to_let_go(instants: Collection[datetime], keep: Keep) -> frozenset[datetime]:
    """Give the instants of the backups to remove."""
    newest_first = sorted(instants, reverse=True)
    kept = {
        *newest_first[:1],
        *_last_of_each(newest_first, lambda at: at.date(), keep.days),
        *_last_of_each(newest_first, lambda at: at.isocalendar()[:2], keep.weeks),
    }
    return frozenset(instants) - kept


def _last_of_each(
    newest_first: list[datetime], period: Callable[[datetime], Hashable], periods: int
) -> set[datetime]:
    last: dict[Hashable, datetime] = {}
    for at in newest_first:
        last.setdefault(period(at), at)
    return set(list(last.values())[:periods])
