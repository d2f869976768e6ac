"""Slow down whoever guesses passwords; kept in a file, so a restart forgives nothing.

An attempt is counted before it is tried: killing the program saves none. Time is measured by
the machine's monotonic clock, which counts from its start and which nobody sets; after a
restart of the machine, the wall clock is believed for half the wait at most.
It must not know logins nor passwords: slots are named by their keyed hash.
Source: CNIL 2022-100 (restriction of access); the delays are ours.
"""

import json
import math
import time
from collections.abc import Collection
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Final, Protocol

from mairie_quartier.services.faults import Throttled
from mairie_quartier.store.atomic_files import replace_file

ALL_SLOTS: Final = "all"
SLOTS_KEPT = 256
WALL_CLOCK_SHARE = 0.5


class Ticks(Protocol):
    """The two clocks of the machine, in seconds."""

    def wall_s(self) -> float:
        """Give the time of day, which a person can set."""
        ...

    def monotonic_s(self) -> float:
        """Give the time since the machine started."""
        ...


class MachineTicks:
    """The real clocks."""

    def wall_s(self) -> float:
        """Give the time of day, which a person can set."""
        return time.time()

    def monotonic_s(self) -> float:
        """Give the time since the machine started."""
        return time.monotonic()


@dataclass(frozen=True, slots=True)
class Pace:
    """How many attempts are free, then the waits: 2 s, 4 s, 8 s… up to a limit."""

    free: int
    first_wait_s: float
    longest_wait_s: float

    def wait_s(self, failures: int) -> float:
        """Give the wait owed after so many failures in a row."""
        if failures < self.free:
            return 0.0
        doublings = min(failures - self.free, 32)
        return min(self.first_wait_s * 2.0**doublings, self.longest_wait_s)


PER_SLOT: Final = Pace(free=3, first_wait_s=2, longest_wait_s=900)
FOR_ALL: Final = Pace(free=12, first_wait_s=2, longest_wait_s=60)


@dataclass(frozen=True, slots=True)
class Count:
    """Failures in a row and, by both clocks, when the last one was."""

    failures: int = 0
    wall_s: float = 0.0
    monotonic_s: float = 0.0


@dataclass(slots=True)
class Throttle:
    """The counts of one store's slots, and of all of them together."""

    path: Path
    ticks: Ticks = field(default_factory=MachineTicks)
    _counts: dict[str, Count] | None = None

    def begin(self, slot_id: str, known: Collection[str]) -> int:
        """Count an attempt; give how many more are free. Raises ``Throttled``.

        ``known`` slots are never forgotten to make room for invented ones.
        """
        counts = self._read()
        wait_s = max(
            self._left_s(counts.get(slot_id, Count()), PER_SLOT),
            self._left_s(counts.get(ALL_SLOTS, Count()), FOR_ALL),
        )
        if wait_s > 0:
            raise Throttled(math.ceil(wait_s))
        for name in (slot_id, ALL_SLOTS):
            counts[name] = self._one_more(counts.get(name, Count()))
        self._make_room(counts, {*known, slot_id, ALL_SLOTS})
        self._write(counts)
        return max(0, PER_SLOT.free - counts[slot_id].failures)

    def succeeded(self, slot_id: str) -> None:
        """Forget the failures of the slot, and those of all."""
        counts = self._read()
        for name in (slot_id, ALL_SLOTS):
            counts.pop(name, None)
        self._write(counts)

    def _left_s(self, count: Count, pace: Pace) -> float:
        owed_s = pace.wait_s(count.failures)
        return owed_s - self._elapsed_s(count, owed_s)

    def _elapsed_s(self, count: Count, owed_s: float) -> float:
        since_start_s = self.ticks.monotonic_s()
        if since_start_s >= count.monotonic_s:
            return since_start_s - count.monotonic_s
        by_the_wall_s = max(0.0, self.ticks.wall_s() - count.wall_s)
        return max(since_start_s, min(by_the_wall_s, owed_s * WALL_CLOCK_SHARE))

    def _one_more(self, count: Count) -> Count:
        return replace(
            count,
            failures=count.failures + 1,
            wall_s=self.ticks.wall_s(),
            monotonic_s=self.ticks.monotonic_s(),
        )

    def _read(self) -> dict[str, Count]:
        if self._counts is None:
            self._counts = _counts_in(self.path)
        return self._counts

    def _write(self, counts: dict[str, Count]) -> None:
        content = {name: asdict(count) for name, count in sorted(counts.items())}
        try:
            replace_file(self.path, json.dumps(content).encode())
        except OSError:
            # A full disk must not shut agents out; the count goes on in memory.
            return

    @staticmethod
    def _make_room(counts: dict[str, Count], kept: Collection[str]) -> None:
        others = sorted(set(counts) - set(kept), key=lambda name: counts[name].wall_s)
        for name in others[: max(0, len(counts) - SLOTS_KEPT)]:
            del counts[name]


def _counts_in(path: Path) -> dict[str, Count]:
    try:
        content = json.loads(path.read_bytes())
        return {
            str(name): Count(int(c["failures"]), float(c["wall_s"]), float(c["monotonic_s"]))
            for name, c in content.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # a lost count costs the defence little: each guess still pays Argon2id
