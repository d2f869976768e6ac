"""The only place that builds things and connects them.

Read this to see what the program is made of.  Nothing here decides anything of the field.
What the login window can do without is imported where it is used: that window opens at once.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from mairie_quartier import paths
from mairie_quartier.config import Settings, load_settings
from mairie_quartier.documents.desk_press import DeskPress
from mairie_quartier.errors import DeskError
from mairie_quartier.i18n import SOURCE_LANGUAGE, Translator
from mairie_quartier.services.catalogue import CatalogueShelf
from mairie_quartier.services.entrance import Entrance
from mairie_quartier.sync.late import LateSynchroniser

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from mairie_quartier.domain.catalogue import Catalogue
    from mairie_quartier.domain.identifiers import AgentId
    from mairie_quartier.services.ports import (
        DoorState,
        Keeper,
        KeptBackup,
        UnitOfWork,
    )
    from mairie_quartier.services.registers import Register
    from mairie_quartier.services.sync_ports import Synchroniser
    from mairie_quartier.store.door import StoreDoor
    from mairie_quartier.store.keeping import StoreKeeper
    from mairie_quartier.sync.centre import Wire
    from mairie_quartier.sync.schedule import SyncSchedule

OFFICE_ZONE = ZoneInfo("Europe/Paris")
STORE_NAME = "desk.db"


class PcClock:
    """The clock of this PC, in the office's time zone."""

    def now(self) -> datetime:
        """Give the present instant, in UTC."""
        return datetime.now(UTC)

    def local(self) -> datetime:
        """Give the present instant in the office's time zone."""
        return datetime.now(OFFICE_ZONE)

    def today(self) -> date:
        """Give the present day at the office."""
        return self.local().date()


class LateDoor:
    """The door of the store, built at the first need: SQLAlchemy costs half a second to import.

    Only ``state`` answers without it, so that the first window appears at once.
    """

    def __init__(self, settings: Settings, clock: PcClock) -> None:
        self._settings = settings
        self._clock = clock

    @cached_property
    def real(self) -> StoreDoor:
        """Build the door; call it off the main thread."""
        from mairie_quartier.store.door import StoreDoor
        from mairie_quartier.store.machine import machine_mark

        return StoreDoor(
            self._settings.data,
            migrations=paths.migrations("desk"),
            clock=self._clock,
            machine=machine_mark(),
        )

    @cached_property
    def keeper(self) -> StoreKeeper:
        """Build the keeper of backups."""
        from mairie_quartier.store.keeping import StoreKeeper

        folder, days = self._settings.backup_folder, self._settings.backup_keep
        return StoreKeeper(self.real, folder, keep_days=days, clock=self._clock)

    @property
    def state(self) -> DoorState:
        """Tell whether there is a store, and whether it is open."""
        if "real" in self.__dict__:
            return self.real.state
        from mairie_quartier.services.door_state import state_of

        return state_of(self._settings.data / STORE_NAME)

    def found(self, agent_id: AgentId, login: str, password: str) -> str:
        """Make a new store."""
        return self.real.found(agent_id, login, password)

    @property
    def demonstration(self) -> bool:
        """Tell whether the store is said to hold invented data."""
        from mairie_quartier.services.door_state import demonstration_mark

        return demonstration_mark(self._settings.data / STORE_NAME).exists()

    def keep(self, *, demonstration: bool = False) -> None:
        """Keep the store just founded."""
        self.real.keep(demonstration=demonstration)

    def give_up_demonstration(self) -> None:
        """Remove the store of a demonstration."""
        self.real.give_up_demonstration()

    def abandon(self) -> None:
        """Remove the store just founded."""
        self.real.abandon()

    def enter(self, login: str, password: str) -> AgentId:
        """Open the store with a password, with the keeper at hand for a migration."""
        _ = self.keeper
        return self.real.enter(login, password)

    def enter_with_recovery(self, code: str) -> None:
        """Open the store with the printed code."""
        _ = self.keeper
        self.real.enter_with_recovery(code)

    def leave(self) -> None:
        """Close the store, if it was ever opened."""
        if "real" in self.__dict__:
            self.real.leave()

    def admit(self, agent_id: AgentId, login: str, password: str) -> None:
        """Let an agent in."""
        self.real.admit(agent_id, login, password)

    def dismiss(self, login: str) -> None:
        """Let a login in no more."""
        self.real.dismiss(login)

    def change_password(self, login: str, *, old: str, new: str) -> None:
        """Change one's own password."""
        self.real.change_password(login, old=old, new=new)

    def renew_recovery(self) -> str:
        """Make a new recovery code."""
        return self.real.renew_recovery()

    def unit(self, actor: AgentId | None) -> UnitOfWork:
        """Give a unit of work."""
        return self.real.unit(actor)


class LateKeeper:
    """The keeper of backups, through the late door."""

    def __init__(self, door: LateDoor) -> None:
        self._door = door

    def back_up(self, progress: Callable[[int, int], None] | None = None) -> KeptBackup:
        """Write a verified backup."""
        return self._door.keeper.back_up(progress)

    def backups(self) -> tuple[KeptBackup, ...]:
        """Give the backups."""
        return self._door.keeper.backups()

    def restore(self, bundle: Path) -> Path | None:
        """Put a backup in place."""
        return self._door.keeper.restore(bundle)

    def check(self) -> bool:
        """Check the whole store."""
        return self._door.keeper.check()


def build_sync(door: LateDoor, clock: PcClock) -> SyncSchedule:
    """Build the lane of the synchronisation; HTTPS is imported on it, at the first call."""
    from random import SystemRandom

    from mairie_quartier.store.migrate import known_revision
    from mairie_quartier.store.sync_store import SyncStore
    from mairie_quartier.sync.schedule import SyncSchedule
    from mairie_quartier.sync.timetable import Times, Timetable

    revision = known_revision(paths.migrations("desk"))
    store = SyncStore(door.real, clock=clock, revision=revision)
    timetable = Timetable(Times(), SystemRandom())
    lane = SyncSchedule(store, https_wire, clock=clock, timetable=timetable)
    door.real.after_commit = lambda _words: lane.announce()
    return lane


def https_wire(url: str, ca: str) -> Wire:
    """Make the wire to the centre."""
    from mairie_quartier.sync.transport import HttpsWire

    return HttpsWire(url, ca)


@dataclass(frozen=True, slots=True)
class Parts:
    """What both the window and the command line start from."""

    settings: Settings
    entrance: Entrance
    keeper: Keeper
    synchroniser: Synchroniser
    tr: Translator
    press: DeskPress

    @staticmethod
    def read_register(path: Path) -> Register:
        """Open the file of a register."""
        from mairie_quartier.store.registers import read_register

        return read_register(path)


def translator(settings: Settings) -> Translator:
    """Give the interface's language."""
    return Translator(settings.language.value, folder=paths.translations(), zone=OFFICE_ZONE)


def read_catalogue() -> Catalogue:
    """Read the shipped catalogue."""
    from mairie_quartier.domain.catalogue_source import parse_files

    folder = paths.resources() / "catalogue"
    return parse_files(
        {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.toml"))}
    )


def build_parts(settings: Settings) -> Parts:
    """Build everything but the window; what is slow to import waits for its first use."""
    clock = PcClock()
    door = LateDoor(settings, clock)
    tr = translator(settings)
    synchroniser = LateSynchroniser(lambda: build_sync(door, clock))
    entrance = Entrance(door, clock, CatalogueShelf(read_catalogue), synchroniser)
    return Parts(settings, entrance, LateKeeper(door), synchroniser, tr, DeskPress(OFFICE_ZONE))


def start(argv: Sequence[str]) -> int:
    """Understand the command line and do what it asks; give the exit status."""
    if not argv:
        return open_window(load_settings(environment=os.environ))
    from mairie_quartier.cli.arguments import build_parser

    plain = Translator(SOURCE_LANGUAGE, folder=paths.translations(), zone=OFFICE_ZONE)
    arguments = build_parser(plain, argv).parse_args(argv)
    if arguments.command == "central":
        return _serve_the_city(arguments, plain)
    given = {"data": arguments.data} if arguments.data else {}
    settings = load_settings(environment=os.environ, arguments=given)
    if arguments.command is None:
        return open_window(settings)
    if arguments.command == "tour":
        return _tour(arguments.out, settings)
    return _run_command(arguments, build_parts(settings))


def _serve_the_city(arguments: Namespace, tr: Translator) -> int:
    """Do what the city's IT asks; a desk is installed without what this needs."""
    try:
        from mairie_quartier.cli import central
    except ModuleNotFoundError as error:
        text = tr.gettext("Le service central n’est pas installé ici\u00a0: il manque {name}.")
        sys.stderr.write(text.format(name=error.name) + "\n")
        return 2
    return central.run(arguments, tr, sys.stdout)


def open_window(settings: Settings) -> int:
    """Open the program's window and run it until it is closed."""
    from mairie_quartier.ui.plain_imports import load_qt

    load_qt()
    from mairie_quartier.ui.opening import run

    return run(settings, translator(settings), lambda: build_parts(settings))


def _tour(out: Path, settings: Settings) -> int:
    """Take the tour, offscreen and in French whatever the settings of this PC."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from mairie_quartier.ui.tour import run_tour

    return run_tour(out, build_parts, translator(settings))


def _run_command(arguments: Namespace, parts: Parts) -> int:
    """Run one command without a window; a foreseen error is one sentence, never a traceback."""
    from mairie_quartier.ui.wording import Wording

    try:
        return _command(arguments, parts)
    except DeskError as error:
        sys.stderr.write(Wording(parts.tr).of(error).text + "\n")
        return 2
    finally:
        parts.entrance.door.leave()


def _command(arguments: Namespace, parts: Parts) -> int:
    from mairie_quartier.cli import backups, register_import
    from mairie_quartier.cli.session import open_session

    tr, out = parts.tr, sys.stdout
    if arguments.command == "restaurer":
        return backups.run_restore(arguments, parts.keeper, tr, out)
    context = open_session(arguments, parts.entrance, tr)
    if arguments.command == "import":
        return register_import.run(arguments, context, tr, out)
    if arguments.command == "synchroniser":
        from mairie_quartier.cli import synchronisation

        return synchronisation.run(arguments, context, parts.synchroniser, tr, out)
    if arguments.command == "sauvegarde":
        return backups.run_backup(context, parts.keeper, tr, out)
    return backups.run_check(parts.keeper, tr, out)
