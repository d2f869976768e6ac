"""A desk in a process of its own: it registers visits and says so, until it is killed or full.

Run as ``python -m tests.torture.desk_process FOLDER [LIMIT_BYTES]``.  Each acknowledged visit is
one line on the standard output: the visit's identifier, then its receipts' numbers.
"""

import resource
import signal
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from mairie_quartier import paths
from mairie_quartier.domain.intake import IntakeForm
from mairie_quartier.services import drafts, sessions, visits
from mairie_quartier.services.catalogue import CatalogueShelf
from mairie_quartier.services.context import Context
from mairie_quartier.services.faults import StoreFull
from mairie_quartier.services.sessions import Entrance
from mairie_quartier.store.door import StoreDoor
from tests.builders import (
    CHEAP,
    COMMUNE_DECIDES,
    LOGIN,
    MACHINE,
    PASSWORD,
    intake,
    need,
    person_form,
    shipped_catalogue,
)

PARIS = ZoneInfo("Europe/Paris")


class RealClock:
    """The PC's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def local(self) -> datetime:
        return datetime.now(PARIS)

    def today(self) -> date:
        return self.local().date()


def log_in(folder: Path) -> tuple[StoreDoor, Context]:
    """Open the desk of a folder with the clock of the PC."""
    clock = RealClock()
    migrations = paths.migrations("desk")
    door = StoreDoor(folder, migrations=migrations, clock=clock, machine=MACHINE, costs=CHEAP)
    entrance = Entrance(door, clock, CatalogueShelf(shipped_catalogue))
    return door, sessions.log_in(entrance, LOGIN, PASSWORD)


def typed(context: Context, rank: int) -> IntakeForm:
    """Type a visit field by field, each kept as it is left."""
    form = intake(context, need(), need(COMMUNE_DECIDES), need(missing=1))
    drafts.keep_draft(context, replace(form, needs=()))
    drafts.keep_draft(context, form)
    form = replace(form, person=person_form(f"Traoré{rank}"))
    drafts.keep_draft(context, form)
    return form


def say(*words: object) -> None:
    """Acknowledge; from here on it must never be lost."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def work(context: Context) -> None:
    """Register visits for ever; a full disk is said, and the visit is tried again."""
    rank = 0
    while True:
        form = None
        try:
            form = typed(context, rank)
            registered = visits.register_visit(context, form)
        except StoreFull:
            say("full")
            if sys.stdin.readline():  # the parent made room
                _unlimited()
                if form is not None:
                    registered = visits.register_visit(context, form)
                else:
                    continue
            else:
                return
        say(registered.visit.id, *(paper.number for paper in registered.receipts))
        rank += 1


def _unlimited() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def main() -> None:
    """Log in, work; with a limit, no file may grow beyond it (a full disk)."""
    door, context = log_in(Path(sys.argv[1]))
    if len(sys.argv) > 2:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), hard))
    say("ready")
    work(context)
    door.leave()


if __name__ == "__main__":
    main()
