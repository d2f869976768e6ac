"""Work beside other work: its result, its fault, and its end."""

import threading

import pytest

from mairie_quartier.services.sync_faults import Unreachable
from mairie_quartier.sync.ahead import ahead


def test_the_work_goes_on_while_the_block_runs() -> None:
    asked, answered = threading.Event(), threading.Event()

    def work() -> str:
        asked.set()
        answered.wait()
        return "page"

    with ahead(work) as following:
        asked.wait()
        answered.set()
    assert following.result() == "page"


def test_a_fault_comes_out_where_the_result_is_asked_for() -> None:
    def work() -> str:
        raise Unreachable("cut")

    with ahead(work) as following:
        pass
    with pytest.raises(Unreachable):
        following.result()


def test_whoever_leaves_early_leaves_nothing_running() -> None:
    done: list[str] = []
    with pytest.raises(KeyError), ahead(lambda: done.append("page")):
        raise KeyError
    assert done == ["page"]
