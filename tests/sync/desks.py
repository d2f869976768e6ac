"""Desks on real encrypted stores, linked to a centre in memory, over a wire that can be cut.

Every desk of an office is a copy of the same set-up: same office, same agent, its own identity.
Must not assert anything.
"""

import shutil
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from mairie_quartier import paths
from mairie_quartier.domain.operations import CITY, Scope
from mairie_quartier.domain.synchronising import Link
from mairie_quartier.services.sync_faults import Unreachable
from mairie_quartier.store.migrate import known_revision
from mairie_quartier.store.sync_store import SyncStore
from mairie_quartier.sync.centre import Centre, Got, Sent, Wire
from mairie_quartier.sync.engine import Report, SyncEngine
from mairie_quartier.sync.run import Pace, Unwatched, Watch
from tests.builders import Desk, FakeClock, fresh_desk, open_desk

REVISION = known_revision(paths.migrations("desk"))
SMALL = Pace(
    ops_a_push=7, changes_a_pull=11, changes_a_page=3, rows_a_snapshot=5, checks_every=timedelta(0)
)
"""So few at a time that a handful of records crosses every edge."""


class Cut(Unreachable):
    """The network failed here."""

    def __init__(self) -> None:
        super().__init__("cut")


@dataclass
class Cable:
    """A wire to the centre that drops requests or replies, or delivers twice, when told to."""

    centre: Wire
    plan: list[str] = field(default_factory=list)

    def carry(self, sent: Sent) -> Got:
        """Carry the request, or what the plan says of it: request, reply, twice, or ok."""
        fate = self.plan.pop(0) if self.plan else "ok"
        if fate == "request":
            raise Cut
        got = self.centre.carry(sent)
        if fate == "reply":
            raise Cut
        return self.centre.carry(sent) if fate == "twice" else got

    def close(self) -> None:
        """Nothing is open."""


@dataclass
class LinkedDesk:
    """A PC that is a desk of the city."""

    desk: Desk
    cable: Cable
    pace: Pace = SMALL

    @property
    def store(self) -> SyncStore:
        """Give its store as synchronisation sees it."""
        return SyncStore(self.desk.door, clock=self.desk.clock, revision=REVISION)

    @property
    def scope(self) -> Scope:
        """Give the scope of its office."""
        return Scope(str(self.desk.context.office.id))

    def engine(self, watch: Watch | None = None) -> SyncEngine:
        """Give an engine on its store and cable."""
        return SyncEngine(
            self.store,
            lambda link: Centre(self.cable, link),
            clock=self.desk.clock,
            pace=self.pace,
            watch=watch or Unwatched(),
        )

    def sync(self) -> Report:
        """Sync once."""
        return self.engine().run_once()

    def crash(self) -> None:
        """End the process without closing anything, and log in again."""
        folder, clock = self.desk.folder, self.desk.clock
        copy = folder.with_name(f"{folder.name}-after")
        shutil.copytree(folder, copy)
        self.desk.close()
        shutil.rmtree(folder)
        copy.rename(folder)
        self.desk = open_desk(folder, clock=clock)


def join(centre: Wire, desk: Desk, link: Link) -> LinkedDesk:
    """Link a PC to the centre as this desk."""
    linked = LinkedDesk(desk, Cable(centre))
    linked.store.enrol(link, None, None)
    return linked


def scopes_of(desk: Desk) -> tuple[Scope, Scope]:
    """Give the scopes of a desk of its office."""
    return CITY, Scope(str(desk.context.office.id))


def new_desk(folder: Path, clock: FakeClock | None = None) -> Desk:
    """Set a PC up, as an agent left it."""
    return fresh_desk(folder, clock=clock)
