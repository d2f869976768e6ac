"""Back the store up while it is in use, and put a backup back in place.

The copy is made page by page from one snapshot, between two encrypted connections: nothing
readable touches the disk and nobody waits. (``VACUUM INTO`` stays encrypted too, but renumbers
the rows that search refers to.) Nothing is ever destroyed here but what the rotation lets go.
Source: https://www.sqlite.org/backup.html .
"""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import sqlcipher3

from mairie_quartier.services.faults import BackupDamaged, StoreMissing
from mairie_quartier.store.atomic_files import make_durable
from mairie_quartier.store.backup_bundle import (
    STORE_PART,
    VAULT_PART,
    BackupFile,
    Manifest,
    bundle_name,
    extract,
    list_backups,
    part_of,
    verify_bundle,
    write_bundle,
)
from mairie_quartier.store.backup_rotation import Keep, to_let_go
from mairie_quartier.store.causes import translated_errors
from mairie_quartier.store.file_lock import StoreLock
from mairie_quartier.store.keys import StoreKey

PAGES_A_STEP = 1_000
SNAPSHOT_NAME: Final = "%Y%m%dT%H%M%S%fZ"

Progress = Callable[[int, int], None]
"""Told the pages done and the pages in all; whatever it raises ends the backup."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is backed up."""

    store: Path
    vault: Path
    key: StoreKey


@dataclass(frozen=True, slots=True)
class About:
    """What the manifest will say."""

    created_at: datetime
    store_id: str
    revision: str


@dataclass(frozen=True, slots=True)
class Restored:
    """Where the replaced store was kept, if there was one, and what took its place."""

    kept_aside: Path | None
    manifest: Manifest


def back_up(source: Source, folder: Path, about: About, progress: Progress | None = None) -> Path:
    """Write a backup into the folder, verify it, and give its path.

    Raises ``StoreMissing``, ``StoreDamaged`` (of the store), ``StoreFull``, ``StoreReadOnly``,
    ``StoreUnreachable`` (of the folder), or ``BackupDamaged`` when what was written does not
    read back. No trace is left then.
    """
    if not source.store.is_file():
        raise StoreMissing(source.store)
    finished = folder / bundle_name(about.created_at)
    with translated_errors(finished):
        folder.mkdir(parents=True, exist_ok=True)
        with _leaving_nothing(folder) as (copy, vault, bundle):
            rows = _copy_store(source, copy, progress or _silent)
            vault.write_bytes(source.vault.read_bytes())
            parts = {STORE_PART: part_of(copy), VAULT_PART: part_of(vault)}
            manifest = Manifest(about.created_at, about.store_id, about.revision, rows, parts)
            write_bundle(bundle, manifest, {STORE_PART: copy, VAULT_PART: vault})
            verify_bundle(bundle)
            bundle.rename(finished)
        make_durable(folder)
    return finished


def rotate(folder: Path, keep: Keep) -> tuple[BackupFile, ...]:
    """Remove the backups of the folder that need not be kept; give them."""
    backups = list_backups(folder)
    gone = to_let_go([backup.created_at for backup in backups], keep)
    removed = tuple(backup for backup in backups if backup.created_at in gone)
    with translated_errors(folder):
        for backup in removed:
            backup.path.unlink()
    return removed


def restore(bundle: Path, *, store: Path, vault: Path, now: datetime) -> Restored:
    """Put a backup in place of the store, which is kept aside in a folder next to it.

    The passwords and recovery code are those of that time. The number ledger stays. The store
    must be closed. Raises ``BackupDamaged``, ``StoreInUse``, ``StoreFull``; nothing has
    changed then.
    """
    store.parent.mkdir(parents=True, exist_ok=True)
    with StoreLock(store), translated_errors(store):
        manifest = verify_bundle(bundle)
        with _leaving_nothing(store.parent) as (new_store, new_vault, _):
            extract(bundle, STORE_PART, new_store)
            extract(bundle, VAULT_PART, new_vault)
            kept_aside = _keep_aside(store, vault, now)
            new_vault.rename(vault)
            new_store.rename(store)
        make_durable(store.parent)
    return Restored(kept_aside, manifest)


@contextmanager
def _leaving_nothing(folder: Path) -> Iterator[tuple[Path, Path, Path]]:
    """Give three names for work in progress and remove what is left of them."""
    token = secrets.token_hex(6)
    names = [folder / f".unfinished-{token}.{end}" for end in ("db", "json", "zip")]
    try:
        yield names[0], names[1], names[2]
    finally:
        for name in (*names, *(folder / f"{names[0].name}{end}" for end in ("-wal", "-journal"))):
            name.unlink(missing_ok=True)


def _copy_store(source: Source, copy: Path, progress: Progress) -> Mapping[str, int]:
    with (
        closing(_connect(source.store, source.key)) as origin,
        closing(_connect(copy, source.key)) as target,
    ):
        # An open read transaction pins the snapshot: later commits do not restart the copy.
        with translated_errors(source.store):
            origin.execute("BEGIN")
            rows = _count_rows(origin)
        origin.backup(
            target,
            pages=PAGES_A_STEP,
            progress=lambda _status, left, total: progress(total - left, total),
            sleep=0,
        )
        target.execute("PRAGMA journal_mode = DELETE")
        damaged = target.execute("PRAGMA cipher_integrity_check").fetchall()
        sound = target.execute("PRAGMA quick_check").fetchall()
        if damaged or sound != [("ok",)] or _count_rows(target) != rows:
            raise BackupDamaged(copy)
    return rows


def _connect(path: Path, key: StoreKey) -> sqlcipher3.Connection:
    connection = sqlcipher3.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f'PRAGMA key = "{key.literal()}"')
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _count_rows(connection: sqlcipher3.Connection) -> dict[str, int]:
    found = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name"
    )
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for (name,) in found.fetchall()
    }


def _keep_aside(store: Path, vault: Path, now: datetime) -> Path | None:
    logs = tuple(store.with_name(f"{store.name}{end}") for end in ("-wal", "-shm", ".closed"))
    found = [path for path in (store, *logs, vault) if path.exists()]
    if not found:
        return None
    aside = store.parent / f"replaced-{now.strftime(SNAPSHOT_NAME)}"
    aside.mkdir()
    for path in found:
        path.rename(aside / path.name)
    make_durable(store.parent)
    return aside


def _silent(_done: int, _total: int) -> None:
    return
