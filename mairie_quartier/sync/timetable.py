"""When to sync next: at start, soon after a change, from time to time, later after a failure.

Pure: it is told the time (seconds of a clock that never jumps) and chance, and starts nothing.
"""

from dataclasses import dataclass
from random import Random

from mairie_quartier.domain.synchronising import SyncOutcome


@dataclass(frozen=True, slots=True)
class Times:
    """The rhythm of one PC; ``spread`` keeps a thousand PCs from calling together."""

    start_within_s: float = 3.0
    after_change_s: float = 3.0
    after_change_at_most_s: float = 15.0
    every_s: float = 120.0
    retry_first_s: float = 5.0
    retry_at_most_s: float = 300.0
    refused_every_s: float = 900.0
    spread: float = 0.2


REFUSED = frozenset(
    {SyncOutcome.REFUSED, SyncOutcome.REVOKED, SyncOutcome.UNTRUSTED, SyncOutcome.TOO_OLD}
)
"""Outcomes that a moment's patience does not cure."""


class Timetable:
    """Tells when the next sync is due."""

    def __init__(self, times: Times, random: Random) -> None:
        self._times = times
        self._random = random
        self._due: float | None = None
        self._first_change: float | None = None
        self._not_before = 0.0
        self._failures = 0
        self._asked = False

    def due_at(self) -> float | None:
        """Give when the next sync is due; nothing while the store is closed."""
        return self._due

    def start(self, now: float) -> None:
        """Sync soon: the store was opened."""
        self._failures, self._not_before = 0, now
        self._due = now + self._random.uniform(0, self._times.start_within_s)

    def stop(self) -> None:
        """Sync no more: the store is closed."""
        self._due = self._first_change = None
        self._asked = False

    def ask(self, now: float) -> None:
        """Sync at once, whatever failed before: somebody asked, or the network is back."""
        if self._due is not None:
            self._failures, self._not_before, self._due = 0, now, now
            self._asked = True

    def announce(self, now: float) -> None:
        """Sync once the agent pauses, but not long after the first change."""
        if self._due is None:
            return
        times = self._times
        if self._first_change is None:
            self._first_change = now
        quiet = now + times.after_change_s
        latest = self._first_change + times.after_change_at_most_s
        wanted = max(min(quiet, latest), self._not_before)
        usual = self._due if self._due > latest else self._first_change + times.every_s
        self._due = min(max(wanted, now), max(usual, now))

    def began(self) -> None:
        """What was announced or asked so far is being done."""
        self._first_change, self._asked = None, False

    def ended(self, now: float, outcome: SyncOutcome) -> None:
        """Set the next one by how this one ended."""
        if self._due is None:
            return
        wait = self._wait(outcome)
        failed = outcome is not SyncOutcome.DONE
        self._not_before = now + wait if failed else now
        self._due = now + wait
        if self._first_change is not None and not failed:
            self.announce(now)
        if self._asked:
            # This one may have passed what somebody wants to see.
            self.ask(now)

    def _wait(self, outcome: SyncOutcome) -> float:
        times = self._times
        if outcome is SyncOutcome.DONE:
            self._failures = 0
            return self._about(times.every_s)
        if outcome in REFUSED:
            return self._about(times.refused_every_s)
        self._failures += 1
        most = min(times.retry_at_most_s, times.retry_first_s * 2.0 ** (self._failures - 1))
        return most * self._random.uniform(0.5, 1.0)

    def _about(self, seconds: float) -> float:
        spread = self._times.spread
        return seconds * self._random.uniform(1 - spread, 1 + spread)
