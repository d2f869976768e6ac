"""Cyclic garbage is collected on the main thread, and only there."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from mairie_quartier.ui.collector import MainThreadCollector, collect_due


class Knot:
    """An object that only the cyclic collection can free; notes the thread it ends on."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[MainThreadCollector]:
    gc.enable()
    collector = MainThreadCollector()
    yield collector
    collector.stop()


def _tie(ended_on: list[threading.Thread]) -> None:
    weakref.finalize(Knot(), lambda: ended_on.append(threading.current_thread()))


def _allocate() -> None:
    keep = [[number] for number in range(5_000)]
    assert keep


def test_worker_frees_no_knot_however_much_it_allocates(collector: MainThreadCollector) -> None:
    ended_on: list[threading.Thread] = []
    gc.collect()
    _tie(ended_on)

    worker = threading.Thread(target=_allocate)
    worker.start()
    worker.join()
    assert ended_on == []
    _allocate()
    freed = [list(range(3)) for _ in range(2_000)]
    collect_due()

    assert freed
    assert ended_on == [threading.main_thread()]


def test_stopping_gives_the_collection_back(collector: MainThreadCollector) -> None:
    assert not gc.isenabled()

    collector.stop()

    assert gc.isenabled()
