"""What the steps of one sync share: its pace, its count, and who watches it.

It holds no step itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from mairie_quartier.domain.operations import Scope, Verdict
from mairie_quartier.domain.synchronising import SyncTotals
from mairie_quartier.services.ports import Clock
from mairie_quartier.services.sync_faults import SyncStopped
from mairie_quartier.store.sync_store import SyncStore
from mairie_quartier.sync.centre import Centre


class Watch(Protocol):
    """Who follows a sync, and may stop it; called on the lane of the sync."""

    def progressed(self, done: int, total: int, *, first_sync: bool) -> None:
        """Hear how far it is; ``total`` is 0 when nobody can know."""
        ...

    def changed(self, words: frozenset[str]) -> None:
        """Hear which words others changed."""
        ...

    def stopping(self) -> bool:
        """Tell whether to end after the step under way."""
        ...

    def breathe(self) -> None:
        """Leave the store to the agent for a moment, between two pages."""
        ...


class Unwatched:
    """Nobody follows."""

    def progressed(self, done: int, total: int, *, first_sync: bool) -> None:
        """Hear nothing."""

    def changed(self, words: frozenset[str]) -> None:
        """Hear nothing."""

    def stopping(self) -> bool:
        """Never stop."""
        return False

    def breathe(self) -> None:
        """Go on at once."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How much at a time, and how often what is costly."""

    ops_a_push: int = 500
    bytes_a_push: int = 4 * 1024 * 1024
    changes_at_first: int = 200
    changes_a_pull: int = 1000
    changes_a_page: int = 1000
    rows_a_snapshot: int = 500
    checks_every: timedelta = timedelta(hours=24)
    keep_sent_for: timedelta = timedelta(days=365)


@dataclass(slots=True)
class Count:
    """What went each way so far."""

    sent: int = 0
    received: int = 0
    conflicts: int = 0
    quarantined: int = 0

    def answered(self, verdicts: Sequence[Verdict]) -> None:
        """Count answers."""
        self.sent += len(verdicts)
        self.conflicts += verdicts.count(Verdict.CONFLICT)
        self.quarantined += verdicts.count(Verdict.QUARANTINED)

    def totals(self) -> SyncTotals:
        """Give the totals."""
        return SyncTotals(self.sent, self.received, self.conflicts, self.quarantined)


@dataclass(slots=True)
class Run:
    """One sync under way: what its steps share."""

    store: SyncStore
    centre: Centre
    pace: Pace
    watch: Watch
    clock: Clock
    count: Count = field(default_factory=Count)
    changed: set[str] = field(default_factory=set)
    repaired: list[Scope] = field(default_factory=list)

    def step(self) -> None:
        """End here if asked to."""
        if self.watch.stopping():
            raise SyncStopped

    def took(self, words: frozenset[str]) -> None:
        """Tell which words changed, and leave the store free for a moment."""
        if words:
            self.changed |= words
            self.watch.changed(words)
        self.watch.breathe()
