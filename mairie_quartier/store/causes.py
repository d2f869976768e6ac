"""Turn what SQLite, SQLAlchemy and the operating system say into one fault per situation.

Constraint and programming errors pass through untouched: they are our bugs, not faults of
the machine. It must hold no sentence.
Source: https://www.sqlite.org/rescode.html (primary codes are the low byte).
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import sqlcipher3
from sqlalchemy.exc import DBAPIError

from mairie_quartier.services import faults
from mairie_quartier.store.disk_faults import FULL_DISK, disk_fault_of

NOWHERE: Final = Path()
PROBE_BYTES = 64 * 1024
PRIMARY_CODE = 0xFF

_BY_CODE: Final[dict[int, type[faults.StoreFault]]] = {
    sqlcipher3.SQLITE_FULL: faults.StoreFull,
    sqlcipher3.SQLITE_CORRUPT: faults.StoreDamaged,
    sqlcipher3.SQLITE_NOTADB: faults.StoreDamaged,
    sqlcipher3.SQLITE_READONLY: faults.StoreReadOnly,
    sqlcipher3.SQLITE_PERM: faults.StoreReadOnly,
    sqlcipher3.SQLITE_BUSY: faults.StoreBusy,
    sqlcipher3.SQLITE_LOCKED: faults.StoreBusy,
}

# The driver's page-by-page copy gives SQLite's words without their code.
_BY_MESSAGE: Final[dict[str, int]] = {
    "database or disk is full": sqlcipher3.SQLITE_FULL,
    "disk I/O error": sqlcipher3.SQLITE_IOERR,
    "database disk image is malformed": sqlcipher3.SQLITE_CORRUPT,
    "file is not a database": sqlcipher3.SQLITE_NOTADB,
    "attempt to write a readonly database": sqlcipher3.SQLITE_READONLY,
    "database is locked": sqlcipher3.SQLITE_BUSY,
    "unable to open database file": sqlcipher3.SQLITE_CANTOPEN,
}


@contextmanager
def translated_errors(path: Path = NOWHERE) -> Iterator[None]:
    """Raise our own fault in place of a database's or file's error.

    ``path`` is the file worked on; errors of an engine of ours already know theirs.
    """
    try:
        yield
    except (DBAPIError, sqlcipher3.Error, OSError) as error:
        fault = fault_of(error, path)
        if fault is None:
            raise
        raise fault from error


def fault_of(error: BaseException, path: Path) -> faults.StoreFault | None:
    """Name the situation, or nothing when it is not the machine's fault."""
    if isinstance(error, DBAPIError):
        return fault_of(error.orig, path) if error.orig is not None else None
    if isinstance(error, OSError):
        return disk_fault_of(error, path)
    if not isinstance(error, sqlcipher3.Error):
        return None
    code = getattr(error, "sqlite_errorcode", None)
    known = _BY_MESSAGE.get(str(error)) if code is None else code & PRIMARY_CODE
    return None if known is None else _of_database(known, path)


def _of_database(code: int, path: Path) -> faults.StoreFault | None:
    if code == sqlcipher3.SQLITE_IOERR:
        return faults.StoreUnreachable(path) if _has_room(path) else faults.StoreFull(path)
    if code == sqlcipher3.SQLITE_CANTOPEN:
        return faults.StoreUnreachable(path) if path.exists() else faults.StoreMissing(path)
    kind = _BY_CODE.get(code)
    return None if kind is None else kind(path)


def _has_room(path: Path) -> bool:
    """Try to write beside the store, as far as its longest file: quotas and FAT32 included.

    SQLite says "I/O error" for any refusal but ENOSPC.
    """
    probe = path.with_name(f"{path.name}.room")
    try:
        with probe.open("wb") as file:
            if os.name == "posix":  # a hole costs nothing there; elsewhere it would be filled
                file.seek(_longest(path))
            file.write(bytes(PROBE_BYTES))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return error.errno not in FULL_DISK
    finally:
        probe.unlink(missing_ok=True)
    return True


def _longest(path: Path) -> int:
    both = (path, path.with_name(f"{path.name}-wal"))
    return max((file.stat().st_size for file in both if file.exists()), default=0)
