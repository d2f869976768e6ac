"""The lane of the synchronisation: one thread that waits, syncs, and says how it stands.

It implements ``services.sync_ports.Synchroniser``.  Nobody waits for it: closing the store only
tells it to end after the step under way, and no step of it outlives the opening it began in.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from time import monotonic
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from mairie_quartier.domain.protocol import ProblemCode
from mairie_quartier.domain.protocol_enrolment import EnrolRequest, OfficeCard
from mairie_quartier.domain.protocol_pull import SnapshotRow
from mairie_quartier.domain.synchronising import (
    EnrolForm,
    Founding,
    Link,
    SyncOutcome,
    SyncPhase,
    SyncStatus,
    SyncTotals,
)
from mairie_quartier.errors import DeskError
from mairie_quartier.services.ports import Clock
from mairie_quartier.services.sync_faults import AlreadyEnrolled, NotEnrolled, RefusedByCentre
from mairie_quartier.store.door import DoorClosed
from mairie_quartier.store.sync_store import SyncStore
from mairie_quartier.sync.address import checked_address
from mairie_quartier.sync.centre import Centre, Wire
from mairie_quartier.sync.engine import Report, SyncEngine
from mairie_quartier.sync.run import Pace
from mairie_quartier.sync.timetable import Timetable

BREATH_S: Final = 0.03
END_TIMEOUT_S: Final = 2.0

_log = logging.getLogger(__name__)

Told = Callable[[frozenset[str]], None]
MakeWire = Callable[[str, str], Wire]
"""Makes the wire to an address, with the city's own authority (PEM, or empty)."""

PHASES: Final = {
    SyncOutcome.DONE: SyncPhase.UP_TO_DATE,
    SyncOutcome.OFFLINE: SyncPhase.OFFLINE,
    SyncOutcome.REVOKED: SyncPhase.REVOKED,
    SyncOutcome.REFUSED: SyncPhase.TROUBLE,
    SyncOutcome.UNTRUSTED: SyncPhase.TROUBLE,
    SyncOutcome.TOO_OLD: SyncPhase.TROUBLE,
    SyncOutcome.FAILED: SyncPhase.TROUBLE,
}


class SyncSchedule:
    """Syncs one PC from the opening of its store to its closing, again and again."""

    def __init__(
        self,
        store: SyncStore,
        make_wire: MakeWire,
        *,
        clock: Clock,
        timetable: Timetable,
        pace: Pace | None = None,
    ) -> None:
        self._store = store
        self._make_wire = make_wire
        self._clock = clock
        self._timetable = timetable
        self._pace = pace
        self._gate = threading.Condition()
        self._open = self._ended = self._recount = False
        self._thread: threading.Thread | None = None
        self._status = SyncStatus()
        self._watchers: list[Callable[[SyncStatus], None]] = []
        self._listeners: list[Told] = []

    @property
    def status(self) -> SyncStatus:
        """Give what the status bar shows."""
        return self._status

    def watch(self, told: Callable[[SyncStatus], None]) -> None:
        """Have every change of the status told, on the lane of the sync."""
        self._watchers.append(told)

    def listen(self, told: Told) -> None:
        """Have every word that others changed told, on the lane of the sync."""
        self._listeners.append(told)

    def sync_here(self) -> SyncTotals:
        """Sync on the caller's thread; give what went each way, or raise what went wrong."""
        report = SyncEngine(
            self._store, self._connect, clock=self._clock, pace=self._pace
        ).run_once()
        if report.fault is not None:
            raise report.fault
        return report.totals

    def enrol(self, form: EnrolForm, founding: Founding) -> str:
        """Make this PC a desk of the city, on the caller's thread; give the city's name."""
        if self._store.standing().link is not None:
            raise AlreadyEnrolled
        url = checked_address(form.url)
        centre = Centre(self._make_wire(url, form.ca))
        try:
            enrolled = centre.enrol(_request(form, founding))
        finally:
            centre.close()
        if enrolled.office.id != founding.office_id:
            raise RefusedByCentre(ProblemCode.OFFICE_DIFFERS)
        link = Link(url, enrolled.desk, enrolled.token, form.ca, enrolled.epoch, enrolled.city)
        self._store.enrol(link, enrolled.series, founding.actor)
        return enrolled.city

    def start(self) -> None:
        """Sync now, and from time to time; the store is open."""
        with self._gate:
            self._open = self._recount = True
            self._timetable.start(monotonic())
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="sync", daemon=True)
                self._thread.start()
            self._gate.notify_all()

    def ask(self) -> None:
        """Sync as soon as possible: somebody asked."""
        with self._gate:
            self._timetable.ask(monotonic())
            self._gate.notify_all()

    def network_returned(self) -> None:
        """Sync at once if the last one found no network."""
        if self._status.phase is SyncPhase.OFFLINE:
            self.ask()

    def announce(self) -> None:
        """Sync soon: something was recorded."""
        with self._gate:
            self._recount = True
            self._timetable.announce(monotonic())
            self._gate.notify_all()

    def stop(self) -> None:
        """End after the step under way: the store is closing."""
        with self._gate:
            self._open = False
            self._timetable.stop()
            self._gate.notify_all()

    def close(self) -> None:
        """End for good; a call to the network under way is left to itself."""
        self.stop()
        with self._gate:
            self._ended = True
            self._gate.notify_all()
        if self._thread is not None:
            self._thread.join(END_TIMEOUT_S)

    # What the engine asks of who watches it (``sync.run.Watch``)

    def progressed(self, done: int, total: int, *, first_sync: bool) -> None:
        """Tell how far it is."""
        waiting = self._status.waiting if first_sync else max(0, total - done)
        self._say(
            replace(
                self._status,
                phase=SyncPhase.SYNCING,
                done=done,
                total=total,
                waiting=waiting,
                first_sync=first_sync,
            )
        )

    def changed(self, words: frozenset[str]) -> None:
        """Tell which words others changed."""
        for told in self._listeners:
            told(words)

    def stopping(self) -> bool:
        """Tell whether the store is closing."""
        return not self._open

    def breathe(self) -> None:
        """Leave the store to the agent for as long as a page takes."""
        with self._gate:
            self._gate.wait_for(self.stopping, BREATH_S)

    def _work(self) -> None:
        while True:
            with self._gate:
                self._gate.wait_for(
                    lambda: self._ended or self._recount or self._is_due(), self._left()
                )
                if self._ended:
                    return
                recount, self._recount = self._recount, False
                due = self._open and self._is_due()
                if due:
                    self._timetable.began()
            if recount and self._open:
                self._count()
            if due:
                self._sync()

    def _is_due(self) -> bool:
        due = self._timetable.due_at()
        return due is not None and due <= monotonic()

    def _left(self) -> float | None:
        due = self._timetable.due_at()
        return None if due is None else max(0.0, due - monotonic())

    def _sync(self) -> None:
        engine = SyncEngine(
            self._store, self._connect, clock=self._clock, pace=self._pace, watch=self
        )
        try:
            report = engine.run_once()
            outcome = report.outcome
            self._finish(report)
        except (NotEnrolled, DoorClosed):
            outcome = SyncOutcome.STOPPED
            self._count()
        except (DeskError, SQLAlchemyError) as fault:
            _log.warning("sync failed: %s", type(fault).__name__)
            outcome = SyncOutcome.FAILED
            self._say(replace(self._status, phase=SyncPhase.TROUBLE, outcome=outcome))
        with self._gate:
            self._timetable.ended(monotonic(), outcome)

    def _finish(self, report: Report) -> None:
        outcome = report.outcome
        if outcome is SyncOutcome.STOPPED:
            return
        at = self._clock.now() if outcome is SyncOutcome.DONE else self._status.at
        self._status = replace(
            self._status,
            phase=PHASES[outcome],
            outcome=outcome,
            at=at,
            done=0,
            total=0,
            first_sync=False,
        )
        self._count()

    def _count(self) -> None:
        """Count what waits, is disputed and was refused; a closed store says nothing new."""
        try:
            standing = self._store.standing()
        except DeskError:
            return
        phase = self._status.phase
        if standing.link is None:
            phase = SyncPhase.ALONE
        elif phase is SyncPhase.ALONE:
            phase = SyncPhase.OFFLINE
        self._say(
            replace(
                self._status,
                phase=phase,
                waiting=standing.waiting,
                conflicts=standing.disputed,
                quarantined=standing.refused,
            )
        )

    def _connect(self, link: Link) -> Centre:
        return Centre(self._make_wire(link.url, link.ca), link)

    def _say(self, status: SyncStatus) -> None:
        self._status = status
        for told in self._watchers:
            told(status)


def _request(form: EnrolForm, founding: Founding) -> EnrolRequest:
    office = OfficeCard(founding.office_id, founding.office_code, founding.office_name)
    agents = tuple(SnapshotRow("agent", key, 0, fields) for key, fields in founding.agents)
    return EnrolRequest(form.code, form.desk_name, office, agents)
