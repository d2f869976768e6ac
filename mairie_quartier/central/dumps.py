"""Back up the central database and put a backup in place, with PostgreSQL's own programs.

A restore is all or nothing, and begins another epoch in the same transaction: desks then send
again what the backup does not have.  Passwords go by the environment, never on a command line.
"""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit, urlunsplit

from mairie_quartier.central.epochs import EPOCH
from mairie_quartier.domain.identifiers import new_id
from mairie_quartier.errors import EnvironmentFault, UserMistake

PACKAGED: Final = Path("/usr/lib/postgresql")
PATTERN: Final = "central-*.dump"
EMPTY: Final = """
DO $$ DECLARE each record; BEGIN
  DROP SCHEMA IF EXISTS reporting CASCADE;
  FOR each IN SELECT c.oid::regclass AS name FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' LOOP
    EXECUTE 'DROP TABLE IF EXISTS ' || each.name || ' CASCADE';
  END LOOP;
  FOR each IN SELECT p.oid::regprocedure AS name FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace LOOP
    EXECUTE 'DROP FUNCTION IF EXISTS ' || each.name || ' CASCADE';
  END LOOP;
END $$;
"""


class ProgramMissing(EnvironmentFault):
    """One of PostgreSQL's client programs is not on this machine."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class ProgramFailed(EnvironmentFault):
    """One of PostgreSQL's client programs failed; ``detail`` is what it said."""

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(name, detail)
        self.name = name
        self.detail = detail


class NoSuchDump(UserMistake):
    """There is no backup at this place."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


@dataclass(frozen=True, slots=True)
class Dump:
    """A backup file."""

    path: Path
    size: int
    at: datetime


def back_up(owner_url: str, folder: Path, *, keep: int) -> Dump:
    """Write a backup, check that it reads, then remove the oldest ones beyond ``keep``.

    Raises:
        ProgramMissing, ProgramFailed: no file is left behind.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    path = folder / f"central-{stamp}.dump"
    beside = path.with_suffix(".part")
    try:
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL, 0o600))
        _run(owner_url, "pg_dump", "--format=custom", "--enable-row-security", f"--file={beside}")
        _run(owner_url, "pg_restore", "--list", str(beside), connected=False)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    for old in dumps(folder)[keep:]:
        old.path.unlink(missing_ok=True)
    return _described(path)


def dumps(folder: Path) -> list[Dump]:
    """Give the backups of a folder, newest first."""
    return [_described(path) for path in sorted(folder.glob(PATTERN), reverse=True)]


def restore(owner_url: str, path: Path) -> None:
    """Put a backup in place of all there is, under a new epoch; or change nothing.

    Raises:
        NoSuchDump, ProgramMissing, ProgramFailed: nothing was changed.
    """
    if not path.is_file():
        raise NoSuchDump(path)
    with tempfile.TemporaryDirectory(prefix="mairie-quartier-restore-") as folder:
        contents, script = Path(folder, "contents"), Path(folder, "script.sql")
        listed = _run(owner_url, "pg_restore", "--list", str(path), connected=False)
        kept = [line for line in listed.splitlines() if " SCHEMA - public " not in line]
        contents.write_text("\n".join(kept) + "\n", encoding="utf-8")
        _run(
            *(owner_url, "pg_restore", "--enable-row-security", f"--use-list={contents}"),
            *(f"--file={script}", str(path)),
            connected=False,
        )
        _run(
            *(owner_url, "psql", "--no-psqlrc", "--quiet", "--single-transaction"),
            *("--set=ON_ERROR_STOP=1", f"--command={EMPTY}", f"--file={script}"),
            f"--command=UPDATE public.meta SET value = '{new_id()}' WHERE name = '{EPOCH}'",
        )


def find_program(name: str) -> str:
    """Give the newest of PostgreSQL's client programs of this name."""
    packaged = sorted(PACKAGED.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    found = str(packaged[-1]) if packaged else shutil.which(name)
    if found is None:
        raise ProgramMissing(name)
    return found


def _described(path: Path) -> Dump:
    told = path.stat()
    return Dump(path, told.st_size, datetime.fromtimestamp(told.st_mtime, tz=UTC))


def _run(owner_url: str, name: str, *arguments: str, connected: bool = True) -> str:
    parts = urlsplit(owner_url)
    bare = urlunsplit(parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", "@")))
    target = [f"--dbname={bare}"] if connected else []
    environment = {
        **os.environ,
        "LC_ALL": "C.UTF-8",
        "PGPASSWORD": unquote(parts.password or ""),
        # To the owner rows are shown only in declared maintenance.
        "PGOPTIONS": "-c mairie.maintenance=on -c client_min_messages=warning",
    }
    done = subprocess.run(
        [find_program(name), *target, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        raise ProgramFailed(name, done.stderr.strip()[-2000:])
    return done.stdout
