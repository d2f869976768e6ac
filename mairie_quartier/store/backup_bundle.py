"""One file per backup: the store and its vault, with a manifest to tell them sound.

A ZIP without compression (encrypted pages do not compress), so that any tool can open it.
It holds nothing readable but the manifest, which has no name and no login.
"""

import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from mairie_quartier.services.faults import BackupDamaged

FORMAT: Final = 1
STORE_PART: Final = "store.db"
VAULT_PART: Final = "vault.json"
MANIFEST_PART: Final = "manifest.json"
SUFFIX: Final = ".mqbackup"
CHUNK_BYTES = 1024 * 1024
NAME_FORMAT: Final = "%Y%m%dT%H%M%S%fZ"

# All that ``zipfile`` raises when bytes of the archive have changed.
UNREADABLE: Final = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, ValueError, KeyError)

_NAME = re.compile(rf"mairie-([0-9]{{8}}T[0-9]{{12}}Z){re.escape(SUFFIX)}")


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the bundle."""

    sha256: str
    length: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup is: when, of which store, at which schema revision, how many rows."""

    created_at: datetime
    store_id: str
    revision: str
    rows: Mapping[str, int]
    parts: Mapping[str, Part]


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup in its folder, known by its name."""

    path: Path
    created_at: datetime


def bundle_name(created_at: datetime) -> str:
    """Name a backup by its instant."""
    return f"mairie-{created_at.astimezone(UTC).strftime(NAME_FORMAT)}{SUFFIX}"


def list_backups(folder: Path) -> tuple[BackupFile, ...]:
    """Give the finished backups of the folder, newest first; other files are ignored."""
    if not folder.is_dir():
        return ()
    found = ((path, _NAME.fullmatch(path.name)) for path in folder.iterdir())
    backups = [BackupFile(path, _instant(match[1])) for path, match in found if match]
    return tuple(sorted(backups, key=lambda backup: backup.created_at, reverse=True))


def write_bundle(path: Path, manifest: Manifest, parts: Mapping[str, Path]) -> None:
    """Write the bundle and put it on the disk. Raises ``OSError``."""
    with path.open("xb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as bundle:
            bundle.writestr(MANIFEST_PART, _written(manifest))
            for name, part in parts.items():
                bundle.write(part, name)
        file.flush()
        os.fsync(file.fileno())


def read_manifest(path: Path) -> Manifest:
    """Read what the bundle says of itself. Raises ``BackupDamaged``."""
    try:
        with zipfile.ZipFile(path) as bundle:
            return _parsed(json.loads(bundle.read(MANIFEST_PART)))
    except (*UNREADABLE, TypeError, AttributeError) as error:
        raise BackupDamaged(path) from error


def extract(path: Path, name: str, into: Path) -> None:
    """Take one part out, durably, checking it on the way. Raises ``BackupDamaged``."""
    part = read_manifest(path).parts.get(name)
    with into.open("xb") as file:
        if part != _copied(path, name, file):
            raise BackupDamaged(path)
        file.flush()
        os.fsync(file.fileno())


def verify_bundle(path: Path) -> Manifest:
    """Read every part back and compare it with the manifest. Raises ``BackupDamaged``."""
    manifest = read_manifest(path)
    if set(manifest.parts) != {STORE_PART, VAULT_PART}:
        raise BackupDamaged(path)
    for name, part in manifest.parts.items():
        if part != _copied(path, name, None):
            raise BackupDamaged(path)
    return manifest


def part_of(path: Path) -> Part:
    """Describe a file that goes into a bundle."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        return Part(digest.hexdigest(), file.tell())


def _copied(path: Path, name: str, into: IO[bytes] | None) -> Part:
    digest, length = hashlib.sha256(), 0
    for chunk in _chunks(path, name):
        digest.update(chunk)
        length += len(chunk)
        if into is not None:
            into.write(chunk)
    return Part(digest.hexdigest(), length)


def _chunks(path: Path, name: str) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(path) as bundle, bundle.open(name) as part:
            while chunk := part.read(CHUNK_BYTES):
                yield chunk
    except UNREADABLE as error:
        raise BackupDamaged(path) from error


def _instant(text: str) -> datetime:
    return datetime.strptime(text, NAME_FORMAT).replace(tzinfo=UTC)


def _written(manifest: Manifest) -> str:
    content = {**asdict(manifest), "created_at": manifest.created_at.isoformat()}
    return json.dumps({"format": FORMAT, **content}, indent=1)


def _parsed(content: dict[str, object]) -> Manifest:
    rows, parts = content["rows"], content["parts"]
    if content["format"] != FORMAT or not isinstance(rows, dict) or not isinstance(parts, dict):
        raise ValueError(content["format"])
    return Manifest(
        created_at=datetime.fromisoformat(str(content["created_at"])),
        store_id=str(content["store_id"]),
        revision=str(content["revision"]),
        rows={str(table): int(count) for table, count in rows.items()},
        parts={str(name): Part(**part) for name, part in parts.items()},
    )
