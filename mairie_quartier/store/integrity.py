"""Check that the store still reads, and know whether it was closed properly.

After a crash the check comes before anything else; otherwise it runs in the background.
It must repair nothing: what is damaged is restored from a backup.
Source: https://www.sqlite.org/pragma.html#pragma_quick_check ;
``cipher_integrity_check`` of SQLCipher verifies the seal of every page.
"""

import json
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Engine

from mairie_quartier.services.faults import StoreDamaged
from mairie_quartier.store.atomic_files import make_durable, replace_file
from mairie_quartier.store.disk_faults import translated_disk_errors
from mairie_quartier.store.engine import run_outside

SOUND = ("ok",)


class Depth(StrEnum):
    """How thorough a check is."""

    QUICK = "quick"
    FULL = "full"


class LastEnd(StrEnum):
    """How the store was left the last time."""

    CLEAN = "clean"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class IntegrityReport:
    """What a check found; ``problems`` are SQLite's own words, for the log only."""

    depth: Depth
    problems: tuple[str, ...]
    orphans: int
    took_s: float

    @property
    def sound(self) -> bool:
        """Tell whether nothing was found."""
        return not self.problems and not self.orphans


def check_store(engine: Engine, depth: Depth) -> IntegrityReport:
    """Check the store: structure (quick); seals, indexes and links as well (full).

    Reads the whole file; call it off the main thread.
    """
    began_s = time.perf_counter()
    statements = {
        Depth.QUICK: ("PRAGMA quick_check",),
        Depth.FULL: ("PRAGMA cipher_integrity_check", "PRAGMA integrity_check"),
    }
    problems = tuple(p for each in statements[depth] for p in _problems(engine, each))
    orphans = 0
    if depth is Depth.FULL and not problems:
        orphans = len(run_outside(engine, "PRAGMA foreign_key_check"))
    return IntegrityReport(depth, problems, orphans, time.perf_counter() - began_s)


@dataclass(frozen=True, slots=True)
class ClosingMark:
    """The file that says the store at ``store`` was closed properly, and in what state.

    It is consumed at opening: a crash leaves none. A store put in place by other means
    (restored, copied) does not match it and counts as crashed, so it is checked first.
    """

    store: Path

    @property
    def path(self) -> Path:
        """Give the place of the mark."""
        return self.store.with_name(f"{self.store.name}.closed")

    def consume(self) -> LastEnd:
        """Tell how the store was left and take the mark away. Call before opening."""
        try:
            told: object = json.loads(self.path.read_bytes())
        except (FileNotFoundError, ValueError):
            told = None
        with translated_disk_errors(self.path):
            self.path.unlink(missing_ok=True)
            make_durable(self.path.parent)
        clean = told is not None and told == self._state()
        return LastEnd.CLEAN if clean else LastEnd.CRASHED

    def leave(self) -> None:
        """Say that the store was closed properly. Call after ``close_engine``."""
        with translated_disk_errors(self.path):
            replace_file(self.path, json.dumps(self._state()).encode())

    def _state(self) -> list[int] | None:
        log = self.store.with_name(f"{self.store.name}-wal")
        if not self.store.exists() or (log.exists() and log.stat().st_size > 0):
            return None
        known = self.store.stat()
        return [known.st_size, known.st_mtime_ns]


def _problems(engine: Engine, statement: str) -> tuple[str, ...]:
    try:
        rows = run_outside(engine, statement)
    except StoreDamaged as fault:
        return (str(fault.__cause__),)
    return tuple(str(row[0]) for row in rows if row != SOUND)
