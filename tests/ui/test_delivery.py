"""Results reach the main thread; what nobody expected is told; long work shows."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from mairie_quartier.ui.delivery import Delivery


class Spilled(Exception):
    """What a job of these tests raises."""


def _spill() -> int:
    raise Spilled


@pytest.fixture
def bugs() -> list[Exception]:
    return []


@pytest.fixture
def delivery(qtbot: QtBot, bugs: list[Exception]) -> Iterator[Delivery]:
    delivery = Delivery("test", on_bug=bugs.append)
    yield delivery
    delivery.close()


def test_job_runs_elsewhere_and_its_result_comes_here(delivery: Delivery, qtbot: QtBot) -> None:
    here = threading.current_thread()
    seen: list[tuple[bool, bool]] = []

    delivery.submit(
        lambda: threading.current_thread() is here,
        lambda ran_here: seen.append((ran_here, threading.current_thread() is here)),
    )
    assert delivery.waiting == 1
    qtbot.waitUntil(lambda: delivery.waiting == 0)

    assert seen == [(False, True)]


def test_failure_goes_to_its_receiver(
    delivery: Delivery, qtbot: QtBot, bugs: list[Exception]
) -> None:
    failures: list[Exception] = []

    delivery.submit(_spill, lambda _: None, failures.append)
    qtbot.waitUntil(lambda: bool(failures))

    assert (type(failures[0]), bugs) == (Spilled, [])


def test_failure_that_nobody_receives_is_a_bug(
    delivery: Delivery, qtbot: QtBot, bugs: list[Exception]
) -> None:
    with qtbot.waitSignal(delivery.bug):
        delivery.submit(_spill, lambda _: None)

    assert [type(each) for each in bugs] == [Spilled]


def test_broken_callback_is_a_bug_and_the_next_job_still_runs(
    delivery: Delivery, qtbot: QtBot, bugs: list[Exception]
) -> None:
    seen: list[int] = []

    delivery.submit(lambda: 1, lambda _: seen.append(_spill()))
    delivery.submit(lambda: 2, seen.append)
    qtbot.waitUntil(lambda: delivery.waiting == 0)

    assert ([type(each) for each in bugs], seen) == ([Spilled], [2])


def test_long_work_is_announced_and_its_end_too(delivery: Delivery, qtbot: QtBot) -> None:
    release = threading.Event()
    told: list[bool] = []
    delivery.busy_changed.connect(told.append)

    with qtbot.waitSignal(delivery.busy_changed):
        delivery.submit(release.wait, lambda _: None)
    release.set()
    qtbot.waitUntil(lambda: delivery.waiting == 0)

    assert told == [True, False]


def test_short_work_is_not_announced(delivery: Delivery, qtbot: QtBot) -> None:
    told: list[bool] = []
    delivery.busy_changed.connect(told.append)

    delivery.submit(lambda: 1, lambda _: None)
    qtbot.waitUntil(lambda: delivery.waiting == 0)

    assert told == []


def test_changes_are_told_as_words(delivery: Delivery, qtbot: QtBot) -> None:
    with qtbot.waitSignal(delivery.changed) as told:
        delivery.announce("people", "visit")

    assert told.args == [frozenset({"people", "visit"})]


def test_nothing_is_delivered_after_closing(delivery: Delivery, qtbot: QtBot) -> None:
    seen: list[int] = []
    delivery.submit(lambda: 1, seen.append)

    assert delivery.close()
    qtbot.wait(1)

    assert seen == []
