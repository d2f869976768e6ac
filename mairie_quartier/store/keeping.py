"""Backups and checks of the open store, for the services.

Built by ``bootstrap`` with the door; the rules of rotation are ``backup_rotation``'s.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from mairie_quartier.services.door_state import demonstration_mark
from mairie_quartier.services.ports import Clock, KeptBackup
from mairie_quartier.store.backup_bundle import list_backups
from mairie_quartier.store.backup_rotation import Keep
from mairie_quartier.store.backups import About, Source, back_up, restore, rotate
from mairie_quartier.store.door import StoreDoor
from mairie_quartier.store.integrity import Depth, check_store
from mairie_quartier.store.keys import StoreKey
from mairie_quartier.store.migrate import current_revision
from mairie_quartier.store.statements import Statements
from mairie_quartier.store.sync_state import SyncState
from mairie_quartier.store.vault import VAULT_NAME

Progress = Callable[[int, int], None]


class StoreKeeper:
    """Backs the store up, puts a backup back, checks the file."""

    def __init__(self, door: StoreDoor, folder: Path, *, keep_days: int, clock: Clock) -> None:
        self._door = door
        self._folder = folder
        self._keep = Keep(days=keep_days)
        self._clock = clock
        door.before_migration = self._back_up_engine

    def back_up(self, progress: Progress | None = None) -> KeptBackup:
        """Write a verified backup, let the oldest go, give the new one."""
        made_at = self._clock.now()
        path = self._write(self._door.engine, self._door.key, made_at, progress)
        rotate(self._folder, self._keep)
        return KeptBackup(path, made_at)

    def backups(self) -> tuple[KeptBackup, ...]:
        """Give the backups of the folder, latest first."""
        found = (KeptBackup(each.path, each.created_at) for each in list_backups(self._folder))
        return tuple(sorted(found, key=lambda each: each.made_at, reverse=True))

    def restore(self, bundle: Path) -> Path | None:
        """Put a backup in place; give the folder where the replaced store was kept."""
        self._door.leave()
        self._door.clear_founding()
        demonstration_mark(self._door.path).unlink(missing_ok=True)
        done = restore(
            bundle,
            store=self._door.path,
            vault=self._door.folder / VAULT_NAME,
            now=self._clock.now(),
        )
        return done.kept_aside

    def check(self) -> bool:
        """Tell whether the whole store is sound; reads all of it.

        On a desk of the city a row may lack its parent: that one is in another desk's quarantine.
        """
        report = check_store(self._door.engine, Depth.FULL)
        return report.sound or (not report.problems and self._is_linked())

    def _is_linked(self) -> bool:
        with self._door.engine.connect() as connection:
            return SyncState(Statements(connection)).link() is not None

    def _back_up_engine(self, engine: Engine, key: StoreKey) -> None:
        self._write(engine, key, self._clock.now(), None)

    def _write(
        self, engine: Engine, key: StoreKey, made_at: datetime, progress: Progress | None
    ) -> Path:
        with engine.connect() as connection:
            revision = current_revision(connection) or ""
        source = Source(self._door.path, self._door.folder / VAULT_NAME, key)
        return back_up(source, self._folder, About(made_at, "", revision), progress)
