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

from mairie_quartier.domain.identifiers import AgentId
from mairie_quartier.domain.synchronising import (
    CentreAddress,
    EnrolForm,
    Founding,
    Greeting,
    Invitation,
    Link,
    Recognised,
    SyncOutcome,
    SyncPhase,
    SyncStatus,
    SyncTotals,
)
from mairie_quartier.errors import DeskError
from mairie_quartier.services.ports import Clock
from mairie_quartier.services.sync_faults import NotEnrolled
from mairie_quartier.store.door import DoorClosed
from mairie_quartier.store.sync_store import Standing, SyncStore
from mairie_quartier.sync.centre import Centre
from mairie_quartier.sync.engine import Report, SyncEngine
from mairie_quartier.sync.enrolment import Enrolment, MakeWire
from mairie_quartier.sync.run import Pace
from mairie_quartier.sync.timetable import Timetable

BREATH_S: Final = 0.03
END_TIMEOUT_S: Final = 2.0

_log = logging.getLogger(__name__)

Told = Callable[[frozenset[str]], None]
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
        self._enrolment = Enrolment(lambda: store, make_wire, clock)
        self._gate = threading.Condition()
        self._open = self._ended = self._recount = self._held = False
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

    def greet(self, url: str, ca: str) -> Greeting:
        """Make sure that a centre is at this address, on the caller's thread."""
        return self._enrolment.greet(url, ca)

    def recognise(self, place: CentreAddress) -> Recognised:
        """Make sure that the centre at this address knows this desk, on the caller's thread."""
        return self._enrolment.recognise(place)

    def enrol(self, form: EnrolForm, founding: Founding) -> str:
        """Make this PC a desk of the city, on the caller's thread; give the city's name."""
        return self._enrolment.enrol(form, founding)

    def ask_to_join(self, form: EnrolForm) -> Invitation:
        """Have the centre take an empty PC in, on the caller's thread."""
        return self._enrolment.ask_to_join(form)

    def look_again(self, invitation: Invitation) -> Invitation:
        """Ask anew what an empty PC needs, on the caller's thread."""
        return self._enrolment.look_again(invitation)

    def take_place(self, invitation: Invitation, actor: AgentId) -> None:
        """Keep in the store just founded that it is this desk's."""
        self._enrolment.take_place(invitation, actor)

    def start(self) -> None:
        """Sync now, and from time to time; the store is open."""
        with self._gate:
            self._open = self._recount = True
            self._held = False
            self._timetable.start(monotonic())
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="sync", daemon=True)
                self._thread.start()
            self._gate.notify_all()

    def ask(self) -> None:
        """Sync as soon as possible: somebody asked; what was interrupted goes on."""
        with self._gate:
            if self._held and self._open:
                self._held, self._recount = False, True
                self._timetable.start(monotonic())
            self._timetable.ask(monotonic())
            self._gate.notify_all()

    def interrupt(self) -> None:
        """End after the step under way, until somebody asks or the store is opened again."""
        with self._gate:
            self._held = self._recount = True
            self._timetable.stop()
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
        """Tell whether the store is closing, or somebody interrupted."""
        return self._held or not self._open

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
            if self._held:
                self._count()
            return
        status = replace(self._status, phase=PHASES[outcome], outcome=outcome)
        if outcome is SyncOutcome.DONE:
            status = replace(status, at=self._clock.now(), first_sync=False)
        self._status = status if status.first_sync else replace(status, done=0, total=0)
        self._count()

    def _count(self) -> None:
        """Count what waits, is disputed and was refused; a closed store says nothing new."""
        try:
            standing = self._store.standing()
        except DeskError:
            return
        status = self._status
        if not status.first_sync:
            status = replace(status, done=0, total=0)  # what is counted there is something else
        self._say(
            replace(
                status,
                phase=self._phase(standing),
                first_sync=standing.link is not None and not standing.is_furnished,
                waiting=standing.waiting,
                conflicts=standing.disputed,
                quarantined=standing.refused,
            )
        )

    def _phase(self, standing: Standing) -> SyncPhase:
        """Give the phase while nothing is exchanged."""
        phase = self._status.phase
        if standing.link is None:
            return SyncPhase.ALONE
        if self._held:
            return SyncPhase.PAUSED
        if phase is SyncPhase.PAUSED:
            return SyncPhase.SYNCING
        if phase is not SyncPhase.ALONE:
            return phase
        # Nothing was tried yet; a desk that joined a moment ago is about to.
        return SyncPhase.OFFLINE if standing.is_furnished else SyncPhase.SYNCING

    def _connect(self, link: Link) -> Centre:
        return Centre(self._make_wire(link.url, link.ca), link)

    def _say(self, status: SyncStatus) -> None:
        self._status = status
        for told in self._watchers:
            told(status)
