"""Invent when visits take place: working days, busier as time goes, and today.

Public holidays of fixed date are closed; the movable ones are not (nobody will count).
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from mairie_quartier.services.invention.dice import Dice

CLOSED_DAYS = frozenset({(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)})
OPENS, CLOSES = time(8, 30), time(17, 30)
QUIET_MONTHS = {8: 0.55, 7: 0.8, 12: 0.85}


def draw_instants(
    dice: Dice, *, now: datetime, zone: tzinfo, days: int, counts: tuple[int, int]
) -> list[datetime]:
    """Give instants in UTC, in order: so many before today, so many today and before ``now``."""
    today = now.astimezone(zone).date()
    before, of_today = counts
    open_days = [
        day
        for back in range(days, 0, -1)
        if (day := today - timedelta(days=back)).weekday() < 5
        and (day.month, day.day) not in CLOSED_DAYS
    ]
    weights = [
        QUIET_MONTHS.get(day.month, 1.0) * (0.8 + 0.4 * rank / len(open_days))
        for rank, day in enumerate(open_days)
    ]
    past = [_during(dice, day, zone) for day in dice.many(open_days, weights, before)]
    return sorted([*past, *_today(dice, now, zone, of_today)])


def _during(dice: Dice, day: date, zone: tzinfo) -> datetime:
    opens = datetime.combine(day, OPENS, zone).astimezone(UTC)
    closes = datetime.combine(day, CLOSES, zone).astimezone(UTC)
    return opens + timedelta(seconds=dice.number(0, int((closes - opens).total_seconds())))


def _today(dice: Dice, now: datetime, zone: tzinfo, count: int) -> list[datetime]:
    """Give instants of the last hours, on this day even early or on a Sunday."""
    midnight = datetime.combine(now.astimezone(zone).date(), time(), zone).astimezone(UTC)
    opened = max(midnight, now.astimezone(UTC) - timedelta(hours=7))
    span = max(0, int((now - opened).total_seconds()) - 60)
    return [opened + timedelta(seconds=dice.number(0, span)) for _ in range(count)]
