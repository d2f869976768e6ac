"""Log in to a usable desk, with a long past against a short one."""

from collections.abc import Callable
from pathlib import Path

from mairie_quartier.services import desk as desks
from tests.bench.figures import Figure, interleaved, middle
from tests.bench.stores import log_in
from tests.builders import Desk

LIMIT = 1.2
LOOK_LIMIT = 2.0  # ours: a desk with a past has thirty things due to show, a new one few


def measure_opening(large: Path, small: Path, rounds: int) -> Figure:
    """Log in, look at the desk, leave; the stores in turn."""
    times = interleaved([_open(large)] * rounds, [_open(small)] * rounds)
    ours_ms, bare_ms = map(middle, times)
    return Figure("log in to a usable desk", ours_ms, bare_ms, "ms", LIMIT)


def measure_desk(large: Path, small: Path, rounds: int) -> Figure:
    """Look at the desk again and again, logged in: what every change on it costs."""
    desks_open = [log_in(folder) for folder in (large, small)]
    looks = [_look(each) for each in desks_open]
    for look in looks:
        look()
    times = interleaved([looks[0]] * rounds, [looks[1]] * rounds)
    for each in desks_open:
        each.close()
    ours_ms, bare_ms = map(middle, times)
    return Figure("look at the desk", ours_ms, bare_ms, "ms", LOOK_LIMIT, note="not asked for")


def _look(desk: Desk) -> Callable[[], object]:
    return lambda: desks.look_at_desk(desk.context)


def _open(folder: Path) -> Callable[[], object]:
    def work() -> None:
        desk = log_in(folder)
        desks.look_at_desk(desk.context)
        desk.close()

    return work
