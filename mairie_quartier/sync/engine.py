"""One sync: greet, send what waits, fetch what others did, compare when all is quiet.

Every step is durable before the next, so a sync killed anywhere goes on from there.  What waits is
always sent before anything is fetched: an answer that was lost is then given again before newer
values can hide behind the agent's.  It must not decide when to sync (``schedule``) nor write SQL.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from mairie_quartier.domain.operations import Scope
from mairie_quartier.domain.protocol import PROTOCOL, HelloAnswer, ProblemCode
from mairie_quartier.domain.synchronising import Link, SyncOutcome, SyncRecord, SyncTotals
from mairie_quartier.services.ports import Clock
from mairie_quartier.services.sync_faults import (
    DeskRevoked,
    NotEnrolled,
    ProgramTooOld,
    RefusedByCentre,
    SyncFault,
)
from mairie_quartier.store.sync_store import Standing, SyncStore
from mairie_quartier.sync.centre import Centre
from mairie_quartier.sync.comparing import Comparing
from mairie_quartier.sync.fetching import Fetching
from mairie_quartier.sync.run import Pace, Run, Unwatched, Watch
from mairie_quartier.sync.sending import Sending

ROUNDS = 3
"""How often a sync begins again because the centre was restored, or this PC was cloned."""

QUIET = frozenset({SyncOutcome.DONE, SyncOutcome.STOPPED})
"""Outcomes that are not worth a line when nothing was exchanged."""

Connect = Callable[[Link], Centre]


@dataclass(frozen=True, slots=True)
class Report:
    """What a sync did; ``fault`` tells why it ended early; ``repaired`` scopes differed."""

    outcome: SyncOutcome
    totals: SyncTotals
    changed: frozenset[str] = frozenset()
    fault: SyncFault | None = None
    repaired: tuple[Scope, ...] = ()


class SyncEngine:
    """Runs syncs of one PC; ``connect`` gives the centre for a link."""

    def __init__(
        self,
        store: SyncStore,
        connect: Connect,
        *,
        clock: Clock,
        pace: Pace | None = None,
        watch: Watch | None = None,
    ) -> None:
        self._store = store
        self._connect = connect
        self._clock = clock
        self._pace = pace or Pace()
        self._watch = watch or Unwatched()

    def run_once(self) -> Report:
        """Sync until nothing is left to do; a foreseen fault ends it early and is reported.

        Raises:
            NotEnrolled: this PC stands alone.
            StoreFault, DoorClosed: the store does not take anything now.
        """
        began = self._clock.now()
        store = self._store.of_this_opening()
        link = store.standing().link
        if link is None:
            raise NotEnrolled
        run = Run(store, self._connect(link), self._pace, self._watch, self._clock)
        try:
            self._rounds(run)
            fault = None
        except SyncFault as found:
            fault = found
        finally:
            run.centre.close()
        return self._reported(run, began, fault)

    def _rounds(self, run: Run) -> None:
        for left in reversed(range(ROUNDS)):
            try:
                self._round(run)
            except RefusedByCentre as refused:
                if not left or not self._begin_again(run, refused):
                    raise
            else:
                return

    def _begin_again(self, run: Run, refused: RefusedByCentre) -> bool:
        """Tell whether another round can help: the epoch changed, or this PC was cloned."""
        if refused.code is ProblemCode.CLONED:
            self._renew(run)
            return True
        return refused.code is ProblemCode.EPOCH

    def _round(self, run: Run) -> None:
        hello = run.centre.hello()
        if not hello.protocol[0] <= PROTOCOL <= hello.protocol[1]:
            raise ProgramTooOld
        standing = self._stand(run, hello)
        sent_before = run.count.sent
        Sending(run, hello.epoch).send_all(standing)
        if hello.revoked:
            raise DeskRevoked
        quiet = run.count.sent == sent_before and self._is_up_to_date(standing, hello)
        fetching = Fetching(run, hello)
        fetching.let_scopes_go(standing)
        if not quiet:
            fetching.fetch_all()
            if run.store.send_late():
                Sending(run, hello.epoch).send_all(run.store.standing())
        Comparing(run, fetching, hello).compare_if_due()
        if run.count.sent:
            before = self._clock.now() - self._pace.keep_sent_for
            run.store.prune(before, most=self._pace.ops_a_push)

    def _stand(self, run: Run, hello: HelloAnswer) -> Standing:
        """Bring this PC's marks in agreement with what the centre says of it."""
        standing = run.store.standing()
        link = standing.link
        if link is None:
            raise NotEnrolled
        if hello.acked_dseq > standing.last:
            # The centre decided what this store does not hold: a backup, or a torn log.
            raise RefusedByCentre(ProblemCode.CLONED)
        if link.epoch is not None and link.epoch != hello.epoch:
            run.store.take_epoch(hello.epoch, hello.acked_dseq)
        elif max(hello.acked_dseq, standing.since) < standing.acked:
            run.store.send_again(hello.acked_dseq)
        run.store.forget_unknown()
        known = frozenset(hello.scopes) if not hello.revoked else standing.scopes
        if link.epoch != hello.epoch or not known <= standing.scopes:
            run.store.meet(hello.epoch, tuple(known | standing.scopes))
        return run.store.standing()

    def _renew(self, run: Run) -> None:
        """Take a new identity; the rest of the sync speaks under it."""
        renewed = run.centre.renew()
        run.store.renew(renewed.desk, renewed.token, renewed.series)
        link = run.store.standing().link
        if link is not None:
            run.centre.close()
            run.centre = self._connect(link)

    @staticmethod
    def _is_up_to_date(standing: Standing, hello: HelloAnswer) -> bool:
        at = {scope: cursor.seq for scope, cursor in standing.cursors.items()}
        return all(at.get(scope) == hello.heads.get(scope, 0) for scope in hello.scopes)

    def _reported(self, run: Run, began: datetime, fault: SyncFault | None) -> Report:
        outcome = fault.outcome if fault else SyncOutcome.DONE
        totals = run.count.totals()
        detail = type(fault).__name__ if fault else ""
        if totals != SyncTotals() or outcome not in QUIET:
            ended = self._clock.now()
            run.store.log(SyncRecord(began, ended, outcome, totals, detail))
        return Report(outcome, totals, frozenset(run.changed), fault, tuple(run.repaired))
