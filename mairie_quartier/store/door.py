"""The way into the store of this PC: lock, vault, engine, schema, numbers.

Built once by ``bootstrap`` for one data folder.  Leaving forgets the key.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from sqlalchemy import Engine

from mairie_quartier.domain.identifiers import AgentId
from mairie_quartier.errors import ProgramBug
from mairie_quartier.services.door_state import (
    DoorState,
    demonstration_mark,
    founding_mark,
    state_of,
)
from mairie_quartier.services.faults import StoreDamaged, StoreExists, StoreFault, StoreMissing
from mairie_quartier.services.ports import Clock
from mairie_quartier.store.atomic_files import make_durable, replace_file
from mairie_quartier.store.disk_faults import translated_disk_errors
from mairie_quartier.store.engine import close_engine, create_store, open_engine
from mairie_quartier.store.file_lock import StoreLock
from mairie_quartier.store.integrity import ClosingMark, Depth, LastEnd, check_store
from mairie_quartier.store.keys import StoreKey
from mairie_quartier.store.migrate import migrate
from mairie_quartier.store.number_ledger import LEDGER_NAME, NumberLedger
from mairie_quartier.store.numbers import NumberSource
from mairie_quartier.store.unit import StoreUnit
from mairie_quartier.store.vault import VAULT_NAME, Vault
from mairie_quartier.store.vault_file import Costs

STORE_NAME = "desk.db"


class DoorClosed(ProgramBug):
    """Work was asked of a store that is not open."""


class NotADemonstration(ProgramBug):
    """Real data were to be removed as if they were invented."""


@dataclass(slots=True)
class _Inside:
    key: StoreKey
    engine: Engine
    source: NumberSource


class StoreDoor:
    """Opens and closes the store of one data folder.

    ``before_migration`` makes the backup; it gets the open engine.  ``after_commit`` hears, on the
    lane that wrote, which words changed.  ``openings`` counts how often the store was opened: what
    was begun in one opening must not go on in another, which may be of a restored file.
    """

    def __init__(
        self,
        folder: Path,
        *,
        migrations: Path,
        clock: Clock,
        machine: str,
        costs: Costs | None = None,
    ) -> None:
        self.folder = folder
        self._migrations = migrations
        self._clock = clock
        self._machine = machine
        self._vault = Vault(folder / VAULT_NAME, costs=costs)
        self._lock = StoreLock(self.path)
        self._mark = ClosingMark(self.path)
        self._inside: _Inside | None = None
        self._founded = False
        self._lent = Lock()
        self.openings = 0
        self.after_commit: Callable[[frozenset[str]], None] = _untold
        self.before_migration: Callable[[Engine, StoreKey], None] = _no_backup

    @property
    def path(self) -> Path:
        """Give the store's file."""
        return self.folder / STORE_NAME

    @property
    def state(self) -> DoorState:
        """Tell whether there is a store, and whether it is open."""
        if self._inside is not None:
            return DoorState.OPEN
        return state_of(self.path)

    @property
    def demonstration(self) -> bool:
        """Tell whether the store is said to hold invented data; readable while it is closed."""
        return demonstration_mark(self.path).exists()

    def found(self, agent_id: AgentId, login: str, password: str) -> str:
        """Make a new encrypted store, open it, give the recovery code to print.

        What an earlier founding left, that was never kept, goes first.

        Raises:
            StoreExists: there is one already; it is not touched.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        key = StoreKey.draw()
        with self._locked():
            if state_of(self.path) is not DoorState.NO_STORE:
                raise StoreExists(self.path)
            try:
                self.clear_founding()
                with translated_disk_errors(self.path):
                    replace_file(founding_mark(self.path), b"")
                # The vault comes first: a store without one could be opened by nobody.
                self._vault.path.unlink(missing_ok=True)
                code = self._vault.create(key, login=login, agent_id=agent_id, password=password)
                self._settle(key, create_store(self.path, key))
            except BaseException:
                self._remove()
                raise
        self._founded = True
        return code

    def keep(self, *, demonstration: bool = False) -> None:
        """Keep the store that was just founded; from here on it can be entered.

        Raises:
            DoorClosed: the store was not founded since the door was last opened.
        """
        if not self._founded:
            raise DoorClosed
        with translated_disk_errors(self.path):
            if demonstration:
                replace_file(demonstration_mark(self.path), b"")
            founding_mark(self.path).unlink(missing_ok=True)
            make_durable(self.folder)
        self._founded = False

    def clear_founding(self) -> None:
        """Remove what a founding left that was never kept: nobody has worked in it."""
        if founding_mark(self.path).exists():
            self._remove()

    def abandon(self) -> None:
        """Remove the store that was just founded: its first records could not be written.

        Raises:
            DoorClosed: the store was not founded since the door was last opened.
        """
        if not self._founded:
            raise DoorClosed
        self.leave()
        self._remove()

    def give_up_demonstration(self) -> None:
        """Remove the store of a demonstration, which is open; numbers it used stay used.

        Stopped in between, it counts as a store that was never kept.

        Raises:
            NotADemonstration: the store does not say so of itself; nothing was touched.
        """
        with self.unit(None) as unit:
            if not unit.is_demonstration():
                raise NotADemonstration
        with translated_disk_errors(self.path):
            replace_file(founding_mark(self.path), b"")
        self.leave()
        with translated_disk_errors(self.path):
            self._remove()

    def enter(self, login: str, password: str) -> AgentId:
        """Open the store with a password; slow on purpose.

        Raises:
            WrongPassword, Throttled: as the vault says.
            StoreInUse: another program has it open.
            StoreTooNew: a later version of the program wrote it.
        """
        if state_of(self.path) is DoorState.NO_STORE:
            raise StoreMissing(self.path)
        with self._locked():
            opened = self._vault.open(login, password)
            self._open(opened.key)
        return opened.agent_id

    def enter_with_recovery(self, code: str) -> None:
        """Open the store with the printed code, to give somebody a new password."""
        with self._locked():
            self._open(self._vault.open_with_recovery(code))

    def leave(self) -> None:
        """Close the store and forget its key, whatever the disk says.

        Numbers that could not be given back leave a gap; without its mark the store is checked
        when it is next opened.
        """
        self._founded = False
        with self._lent:
            inside, self._inside = self._inside, None
        try:
            if inside is not None:
                self._close(inside)
        finally:
            self._lock.free()

    def _close(self, inside: _Inside) -> None:
        try:
            with suppress(StoreFault):
                inside.source.give_back()
        finally:
            close_engine(inside.engine)
        with suppress(StoreFault):
            self._mark.leave()

    def admit(self, agent_id: AgentId, login: str, password: str) -> None:
        """Let an agent in from now on, or give them a new password."""
        self._vault.reset_password(
            self._open_inside().key, login=login, agent_id=agent_id, password=password
        )

    def dismiss(self, login: str) -> None:
        """Let this login in no more."""
        self._vault.remove_slot(login)

    def change_password(self, login: str, *, old: str, new: str) -> None:
        """Change one's own password."""
        self._vault.change_password(login, old=old, new=new)

    def renew_recovery(self) -> str:
        """Make a new recovery code; the old one opens no more."""
        return self._vault.renew_recovery(self._open_inside().key)

    def unit(self, actor: AgentId | None) -> StoreUnit:
        """Give a unit of work in the name of an agent."""
        inside = self._open_inside()
        return StoreUnit(
            inside.engine,
            source=inside.source,
            clock=self._clock,
            actor=actor,
            told=self.after_commit,
        )

    @property
    def engine(self) -> Engine:
        """Give the open engine, for backups and checks."""
        return self._open_inside().engine

    @contextmanager
    def lend(self) -> Iterator[tuple[Engine, StoreKey]]:
        """Lend the open engine and key to another lane for one short transaction.

        Leaving waits for its end.  Raises ``DoorClosed``.
        """
        with self._lent:
            inside = self._open_inside()
            yield inside.engine, inside.key

    def open_series(self, series: str) -> None:
        """Take up a series of receipt numbers that the centre gave."""
        self._open_inside().source.open_series(series)

    @property
    def key(self) -> StoreKey:
        """Give the key, for backups."""
        return self._open_inside().key

    def _remove(self) -> None:
        """Remove a store that nobody has worked in for real, and last of all its mark."""
        for ending in ("", "-wal", "-shm", ".closed", ".new"):
            self.path.with_name(f"{self.path.name}{ending}").unlink(missing_ok=True)
        self._vault.path.unlink(missing_ok=True)
        demonstration_mark(self.path).unlink(missing_ok=True)
        founding_mark(self.path).unlink(missing_ok=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold this PC's lock from here on, or free it if what follows fails."""
        self._lock.take()
        try:
            yield
        except BaseException:
            self._lock.free()
            raise

    def _open(self, key: StoreKey) -> None:
        last_end = self._mark.consume()
        engine = open_engine(self.path, key)
        if last_end is LastEnd.CRASHED:
            self._check_after_crash(engine)
        self._settle(key, engine)

    def _check_after_crash(self, engine: Engine) -> None:
        """Read the whole store before anybody works on it; a sound one costs a second or two."""
        if not check_store(engine, Depth.QUICK).sound:
            engine.dispose()
            raise StoreDamaged(self.path)

    def _settle(self, key: StoreKey, engine: Engine) -> None:
        try:
            migrate(engine, self._migrations, before=lambda: self.before_migration(engine, key))
            ledger = NumberLedger(self.folder / LEDGER_NAME, machine=self._machine)
        except BaseException:
            close_engine(engine)
            raise
        self.openings += 1
        self._inside = _Inside(key, engine, NumberSource(ledger))

    def _open_inside(self) -> _Inside:
        if self._inside is None:
            raise DoorClosed
        return self._inside


def _no_backup(_engine: Engine, _key: StoreKey) -> None:
    """Do nothing: a store without data needs no backup."""


def _untold(_words: frozenset[str]) -> None:
    """Tell nobody."""
