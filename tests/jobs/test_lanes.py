"""Lanes: order, failures handed over, nothing accepted after closing."""

import threading
from functools import partial

import pytest

from mairie_quartier.jobs.lanes import InlineLane, LaneClosed, ThreadLane

PATIENCE_S = 60.0


class Spilled(Exception):
    """What a job of these tests raises."""


def _spill() -> int:
    raise Spilled


def test_inline_lane_hands_the_result_over_at_once() -> None:
    seen: list[int] = []

    InlineLane().submit(lambda: 42, seen.append)

    assert seen == [42]


def test_inline_lane_hands_a_failure_over() -> None:
    seen: list[Exception] = []

    InlineLane().submit(_spill, lambda _: None, seen.append)

    assert [type(each) for each in seen] == [Spilled]


def test_inline_lane_lets_an_unexpected_failure_out() -> None:
    with pytest.raises(Spilled):
        InlineLane().submit(_spill, lambda _: None)


def test_inline_lane_does_not_take_a_broken_callback_for_a_broken_job() -> None:
    failed: list[Exception] = []

    with pytest.raises(Spilled):
        InlineLane().submit(lambda: 1, lambda _: _raise(), failed.append)

    assert failed == []


def _raise() -> None:
    raise Spilled


def test_jobs_run_in_the_order_they_came_off_the_caller_thread() -> None:
    bugs: list[Exception] = []
    seen: list[tuple[int, bool]] = []
    lane = ThreadLane("test", on_bug=bugs.append)
    caller = threading.current_thread()

    for number in range(50):
        lane.submit(partial(_where, number, caller), seen.append)
    ended = lane.close(PATIENCE_S)

    assert ended
    assert seen == [(number, False) for number in range(50)]
    assert bugs == []


def _where(number: int, caller: threading.Thread) -> tuple[int, bool]:
    return number, threading.current_thread() is caller


def test_closing_finishes_what_is_queued_and_refuses_the_rest() -> None:
    seen: list[int] = []
    lane = ThreadLane("test", on_bug=_fail)
    lane.submit(lambda: 1, seen.append)

    lane.close(PATIENCE_S)

    assert seen == [1]
    with pytest.raises(LaneClosed):
        lane.submit(lambda: 2, seen.append)


def test_failures_go_to_their_receiver_and_the_lane_goes_on() -> None:
    bugs: list[Exception] = []
    failures: list[Exception] = []
    seen: list[int] = []
    lane = ThreadLane("test", on_bug=bugs.append)

    lane.submit(_spill, lambda _: None, failures.append)
    lane.submit(_spill, lambda _: None)
    lane.submit(lambda: 1, lambda _: _raise())
    lane.submit(lambda: 2, seen.append)
    lane.close(PATIENCE_S)

    assert [len(failures), len(bugs), seen] == [1, 2, [2]]


def test_idle_is_told_once_the_queue_runs_dry() -> None:
    idle = threading.Event()
    lane = ThreadLane("test", on_bug=_fail, on_idle=idle.set)

    lane.submit(lambda: 1, lambda _: None)

    assert idle.wait(PATIENCE_S)
    lane.close(PATIENCE_S)


def _fail(error: Exception) -> None:
    raise error
