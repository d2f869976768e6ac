"""Fetch what others did: whole scopes by pages into staging the first time, then the log.

A scope without a cursor is new here, or is to be repaired: heads are noted first, every page is
kept in staging, brought in, and the log is read from the heads noted.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from operator import itemgetter
from typing import Final

from mairie_quartier.domain.identifiers import new_id
from mairie_quartier.domain.operations import DeskId, Scope
from mairie_quartier.domain.protocol import HelloAnswer
from mairie_quartier.domain.protocol_pull import (
    Place,
    PullAnswer,
    PullRequest,
    SnapshotAnswer,
    SnapshotRequest,
)
from mairie_quartier.domain.quick_reading import Change
from mairie_quartier.services.faults import StoreDamaged
from mairie_quartier.services.sync_faults import CentreBusy, NotEnrolled, Unreachable
from mairie_quartier.store.staging import About, Fetch, Staging
from mairie_quartier.store.sync_store import Standing
from mairie_quartier.sync.ahead import ahead
from mairie_quartier.sync.run import Run

STEPS: Final = 2
"""The steps of each record of a first sync, as progress counts them: fetched, brought in."""
GROWTH: Final = 150
"""How much longer than the one before a page of the log is asked for (%): it takes about two
thirds of the time to come that it takes to be written, and so is there in time."""

_REACHED: Final = itemgetter(*map(Change._fields.index, ("scope", "seq")))


class Fetching:
    """The pulls of one sync."""

    def __init__(self, run: Run, hello: HelloAnswer) -> None:
        self._run = run
        self._hello = hello
        self._scopes = frozenset(hello.scopes)
        self._changes = min(run.pace.changes_at_first, run.pace.changes_a_pull)
        self.heads: Mapping[Scope, int] = hello.heads

    def let_scopes_go(self, standing: Standing) -> None:
        """Remove what is in scopes that are this desk's no longer."""
        for scope in sorted(standing.scopes - self._scopes):
            self._let_go(scope)

    def fetch_all(self) -> None:
        """Fetch until nothing is left."""
        self._stage()
        self.read_log()

    def read_log(self) -> None:
        """Read the log of every scope from where it was left; a page comes while one is written."""
        standing = self._run.store.standing()
        if standing.link is None:
            raise NotEnrolled
        desk = standing.link.desk
        cursors = standing.cursors.items()
        at = {scope: cursor.seq for scope, cursor in cursors if scope in self._scopes}
        self._run.step()
        answer = self._pull(at)
        while answer.more and answer.changes:
            at |= dict(map(_REACHED, answer.changes))
            for scope in answer.dropped:
                at.pop(scope, None)
            self._run.step()
            with ahead(partial(self._pull, dict(at))) as following:
                self._take(answer, desk)
            answer = following.result()
        self._take(answer, desk)

    def _pull(self, at: Mapping[Scope, int]) -> PullAnswer:
        """Ask for a page: a short one at first, for nothing is written meanwhile."""
        limit = self._changes
        self._changes = min(limit * GROWTH // 100, self._run.pace.changes_a_pull)
        return self._run.centre.pull(PullRequest(self._hello.epoch, at, limit))

    def _take(self, answer: PullAnswer, desk: DeskId) -> None:
        changes, pace = answer.changes, self._run.pace
        for start in range(0, len(changes), pace.changes_a_page):
            self._run.step()
            page = changes[start : start + pace.changes_a_page]
            self._run.took(self._run.store.take_changes(page))
            self._run.count.received += sum([each.desk != desk for each in page])
        self.heads = answer.heads
        for scope in answer.dropped:
            self._let_go(scope)
            self._scopes -= {scope}

    def _let_go(self, scope: Scope) -> None:
        while self._run.store.let_go(scope):
            self._run.step()
            self._run.took(frozenset())

    def _stage(self) -> None:
        standing = self._run.store.standing()
        missing = self._scopes - standing.cursors.keys()
        with self._run.store.staging() as staging:
            try:
                self._clear_stale(staging, standing)
                if missing and not staging.exists:
                    heads = {scope: self._hello.heads.get(scope, 0) for scope in sorted(missing)}
                    self._begin(staging, standing, heads)
                if staging.exists:
                    self._fill(staging)
                    self._bring_in(staging)
                    staging.discard()
            except StoreDamaged:
                staging.discard()  # it only costs time; the store itself is sound
                raise

    def _begin(self, staging: Staging, standing: Standing, heads: Mapping[Scope, int]) -> None:
        if standing.link is None:
            raise NotEnrolled
        about = About(
            number=str(new_id()),
            epoch=self._hello.epoch,
            desk=standing.link.desk,
            acked=standing.acked,
            restored=standing.restored,
        )
        staging.begin(about, heads)

    def _clear_stale(self, staging: Staging, standing: Standing) -> None:
        """Let a staging file go that belongs to another epoch or identity, or is done with."""
        if not staging.exists or standing.link is None:
            return
        about = staging.about()
        current = about is not None and (about.epoch, about.desk) == (
            self._hello.epoch,
            standing.link.desk,
        )
        wanted = frozenset(staging.heads()) <= self._scopes if current else False
        if not current or not wanted or self._run.store.is_staged_in(staging):
            staging.discard()

    def _fill(self, staging: Staging) -> None:
        """Keep page after page of what is missing; one comes while the last is written."""
        here, total = staging.count(), self._rows_to_come(staging)
        while (fetch := staging.next_fetch()) is not None:
            for page in self._pages(fetch, staging):
                here += len(page.rows)
                self._run.count.received += len(page.rows)
                steps = STEPS * max(here, total) if total else 0
                self._run.watch.progressed(here, steps, first_sync=True)

    def _pages(self, fetch: Fetch, staging: Staging) -> Iterator[SnapshotAnswer]:
        """Give every page of a scope from a place on, each once it is kept."""
        self._run.step()
        page = self._snapshot(fetch.scope, fetch.place)
        while page.next is not None:
            self._run.step()
            with ahead(partial(self._snapshot, fetch.scope, page.next)) as following:
                staging.keep(fetch.scope, page)
                yield page
            page = following.result()
        staging.keep(fetch.scope, page)
        yield page

    def _snapshot(self, scope: Scope, place: Place | None) -> SnapshotAnswer:
        limit = self._run.pace.rows_a_snapshot
        return self._run.centre.snapshot(SnapshotRequest(self._hello.epoch, scope, place, limit))

    def _rows_to_come(self, staging: Staging) -> int:
        """Give about how many rows there are; 0 when it is not worth asking, or not told."""
        heads = staging.heads()
        few = sum(before for before, _ in heads.values()) <= self._run.pace.rows_a_snapshot
        if few or staging.next_fetch() is None:
            return 0
        try:
            told = self._run.centre.checks(tuple(heads)).tallies
        except (Unreachable, CentreBusy):
            return 0  # the rows themselves matter more than knowing how many
        return sum(tally.count for words in told.values() for tally in words.values())

    def _bring_in(self, staging: Staging) -> None:
        total, more = staging.count(), True
        done = self._run.store.count_staged_in(staging)
        while more:
            self._run.step()
            staged = self._run.store.take_staged(staging)
            done, more = min(done + staged.rows, total), staged.more
            self._run.watch.progressed(total + done, STEPS * total, first_sync=True)
            self._run.took(staged.changed)
