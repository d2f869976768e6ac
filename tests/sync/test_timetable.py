"""When to sync: soon after a change, from time to time, patiently after a failure."""

from random import Random

import pytest

from mairie_quartier.domain.synchronising import SyncOutcome
from mairie_quartier.sync.timetable import Times, Timetable

TIMES = Times()


def opened(at: float = 0.0, seed: int = 1) -> Timetable:
    timetable = Timetable(TIMES, Random(seed))
    timetable.start(at)
    return timetable


def due(timetable: Timetable) -> float:
    found = timetable.due_at()
    assert found is not None
    return found


def rested(at: float = 100.0) -> Timetable:
    """A timetable after a sync that went well."""
    timetable = opened()
    timetable.began()
    timetable.ended(at, SyncOutcome.DONE)
    return timetable


def test_a_closed_store_is_never_due() -> None:
    timetable = Timetable(TIMES, Random(1))
    timetable.ask(0.0)
    timetable.announce(0.0)
    timetable.ended(0.0, SyncOutcome.DONE)
    assert timetable.due_at() is None


def test_pcs_that_start_together_do_not_call_together() -> None:
    starts = {round(due(opened(seed=seed)), 3) for seed in range(20)}
    assert len(starts) > 15
    assert max(starts) <= TIMES.start_within_s


def test_a_change_is_sent_once_the_agent_pauses() -> None:
    timetable = rested()
    timetable.announce(110.0)
    timetable.announce(112.0)
    assert due(timetable) == 112.0 + TIMES.after_change_s


def test_an_agent_who_never_pauses_is_not_waited_for() -> None:
    timetable = rested()
    latest = 110.0 + TIMES.after_change_at_most_s
    for second in range(int(TIMES.after_change_at_most_s) + 1):
        timetable.announce(110.0 + second)
        assert due(timetable) <= latest
    assert due(timetable) == latest


def test_without_change_it_comes_from_time_to_time() -> None:
    spread = TIMES.every_s * TIMES.spread
    assert abs(due(rested(100.0)) - 100.0 - TIMES.every_s) <= spread


def test_failures_wait_longer_and_longer_up_to_a_bound() -> None:
    timetable, waits = opened(), []
    for _ in range(12):
        timetable.began()
        timetable.ended(1_000.0, SyncOutcome.OFFLINE)
        waits.append(due(timetable) - 1_000.0)
    assert waits[0] <= TIMES.retry_first_s
    assert TIMES.retry_at_most_s / 2 <= waits[-1] <= TIMES.retry_at_most_s
    timetable.ended(2_000.0, SyncOutcome.DONE)
    timetable.ended(3_000.0, SyncOutcome.OFFLINE)
    assert due(timetable) - 3_000.0 <= TIMES.retry_first_s


def test_a_change_does_not_hurry_a_centre_that_failed() -> None:
    timetable = opened()
    for _ in range(6):
        timetable.ended(1_000.0, SyncOutcome.OFFLINE)
    before = due(timetable)
    timetable.announce(1_001.0)
    assert due(timetable) >= before


def test_somebody_who_asks_is_answered_at_once() -> None:
    timetable = opened()
    for _ in range(6):
        timetable.ended(1_000.0, SyncOutcome.OFFLINE)
    timetable.ask(1_001.0)
    assert due(timetable) == 1_001.0


@pytest.mark.parametrize("outcome", [SyncOutcome.REVOKED, SyncOutcome.UNTRUSTED])
def test_what_patience_does_not_cure_is_tried_seldom(outcome: SyncOutcome) -> None:
    timetable = opened()
    timetable.ended(0.0, outcome)
    assert due(timetable) >= TIMES.refused_every_s * (1 - TIMES.spread)


def test_a_change_during_a_sync_is_sent_by_the_next() -> None:
    timetable = opened()
    timetable.began()
    timetable.announce(50.0)
    timetable.ended(51.0, SyncOutcome.DONE)
    assert due(timetable) <= 51.0 + TIMES.after_change_s


@pytest.mark.parametrize("outcome", [SyncOutcome.DONE, SyncOutcome.OFFLINE])
def test_who_asks_during_a_sync_gets_another_one(outcome: SyncOutcome) -> None:
    timetable = rested()
    timetable.began()
    timetable.ask(201.0)
    timetable.ended(202.0, outcome)
    assert due(timetable) == 202.0
    timetable.began()
    timetable.ended(203.0, SyncOutcome.DONE)
    assert due(timetable) > 203.0
