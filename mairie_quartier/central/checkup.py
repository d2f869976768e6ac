"""Look whether the central service is as it must be: rights, guards, versions, room, clock.

It only looks.  Each finding is one thing that can be told to be right, doubtful or wrong.
"""

import shutil
import ssl
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

import psycopg
from cryptography import x509

from mairie_quartier.central import dumps, word_sql
from mairie_quartier.central.founding import (
    OLDEST_SERVER,
    SERVICE,
    current_revision,
    known_revision,
)
from mairie_quartier.central.settings import CentralSettings
from mairie_quartier.central.speaker import Database
from mairie_quartier.central.steward import MAINTAIN
from mairie_quartier.central.tables import WORDS

LEAST_ROOM: Final = 2 * 1024**3
OLDEST_BACKUP: Final = timedelta(days=2)
CLOCK: Final = timedelta(seconds=5)
RENEW: Final = timedelta(days=30)

_SERVICE = """
SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR EXISTS (
  SELECT FROM pg_auth_members m WHERE m.member = r.oid)
FROM pg_roles r WHERE rolname = %s
"""
_OWNED = "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE rolname = %s"
_UNGUARDED = """
SELECT count(*) FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
  AND c.relname <> 'alembic_version' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
"""
_VIEWS = """
SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'v' AND n.nspname IN ('public', 'reporting')
  AND NOT coalesce('security_invoker=true' = ANY(c.reloptions), false)
"""


class Subject(StrEnum):
    """What is looked at."""

    SETTINGS = "settings"
    CERTIFICATE = "certificate"
    DATABASE = "database"
    VERSION = "version"
    REVISION = "revision"
    SERVICE_ROLE = "service_role"
    ROW_SECURITY = "row_security"
    VIEWS = "views"
    NO_TOKEN = "no_token"  # noqa: S105  the name of a check
    DURABILITY = "durability"
    TALLIES = "tallies"
    QUARANTINE = "quarantine"
    CLOCK = "clock"
    ROOM = "room"
    BACKUP = "backup"


class State(StrEnum):
    """How it is."""

    RIGHT = "right"
    DOUBTFUL = "doubtful"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; ``fact`` is a number, a date or a version, never personal data."""

    subject: Subject
    state: State
    fact: str = ""


def examine(settings: CentralSettings, path: Path, migrations: Path) -> Iterator[Finding]:
    """Look at everything; what cannot be looked at without the database is left out."""
    mode = stat.S_IMODE(path.stat().st_mode)
    yield _found(Subject.SETTINGS, mode & 0o077 == 0, oct(mode)[2:])
    if settings.is_tls:
        yield certificate(settings, datetime.now(UTC))
    try:
        with psycopg.connect(settings.owner_url, connect_timeout=5) as owner:
            owner.execute(MAINTAIN)
            yield from _database(owner, migrations)
        with psycopg.connect(settings.service_url, connect_timeout=5) as service:
            yield _without_token(service)
    except psycopg.OperationalError as error:
        yield Finding(Subject.DATABASE, State.WRONG, error.sqlstate or "")
    yield from _backups(Path(settings.backups))


def certificate(settings: CentralSettings, now: datetime) -> Finding:
    """Look whether the certificate goes with its key, and how long it holds."""
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(
            settings.certificate, settings.key
        )
        found = x509.load_pem_x509_certificate(Path(settings.certificate).read_bytes())
    except (OSError, ValueError):
        return Finding(Subject.CERTIFICATE, State.WRONG)
    until = found.not_valid_after_utc
    if until <= now:
        return Finding(Subject.CERTIFICATE, State.WRONG, until.date().isoformat())
    state = State.RIGHT if until - now > RENEW else State.DOUBTFUL
    return Finding(Subject.CERTIFICATE, state, until.date().isoformat())


def _database(owner: Database, migrations: Path) -> Iterator[Finding]:
    version = owner.info.server_version
    yield _found(Subject.VERSION, version >= OLDEST_SERVER, str(version // 10000))
    revision = current_revision(owner)
    known = known_revision(migrations)
    yield _found(Subject.REVISION, revision == known, f"{revision} / {known}")
    if revision != known:
        return
    excess = _one(owner, _SERVICE, SERVICE)
    owned = _one(owner, _OWNED, SERVICE)
    yield _found(Subject.SERVICE_ROLE, excess is False and owned == 0)
    yield _none(Subject.ROW_SECURITY, _one(owner, _UNGUARDED))
    yield _none(Subject.VIEWS, _one(owner, _VIEWS))
    settings = [_one(owner, f"SHOW {name}") for name in ("fsync", "full_page_writes")]
    commits = _one(owner, "SHOW synchronous_commit")
    yield _found(Subject.DURABILITY, settings == ["on", "on"] and commits != "off")
    yield _none(Subject.TALLIES, len(miscounted(owner)))
    waiting = _one(owner, "SELECT count(*) FROM quarantine WHERE seen_at IS NULL")
    state = State.RIGHT if waiting == 0 else State.DOUBTFUL
    yield Finding(Subject.QUARANTINE, state, str(waiting))
    there = _one(owner, "SELECT clock_timestamp()")
    close = isinstance(there, datetime) and abs(there - datetime.now(UTC)) < CLOCK
    yield _found(Subject.CLOCK, close)


def miscounted(owner: Database) -> list[str]:
    """Give the words whose tallies differ from what the tables hold."""
    wrong: list[str] = []
    for word in WORDS:
        counted = {row[0]: tuple(row[1:]) for row in owner.execute(word_sql.recount(word))}
        kept = "SELECT scope, count, sum_rev, digest FROM tally WHERE word = %s AND count > 0"
        told = {row[0]: tuple(row[1:]) for row in owner.execute(kept, (word,))}
        if counted != told:
            wrong.append(word)
    return wrong


def _without_token(service: Database) -> Finding:
    """See that the service sees nobody unless it speaks for a desk."""
    seen = sum(
        int(str(_one(service, f'SELECT count(*) FROM "{word}"')))
        for word in (*WORDS, "change", "op", "tombstone", "quarantine")
    )
    return _none(Subject.NO_TOKEN, seen)


def _backups(folder: Path) -> Iterator[Finding]:
    there = folder if folder.is_dir() else folder.parent
    free = shutil.disk_usage(there).free if there.is_dir() else 0
    yield _found(Subject.ROOM, free >= LEAST_ROOM, f"{free / 1024**3:.1f}")
    kept = dumps.dumps(folder) if folder.is_dir() else []
    if not kept:
        yield Finding(Subject.BACKUP, State.DOUBTFUL)
        return
    recent = datetime.now(UTC) - kept[0].at < OLDEST_BACKUP
    state = State.RIGHT if recent else State.DOUBTFUL
    yield Finding(Subject.BACKUP, state, kept[0].at.date().isoformat())


def _found(subject: Subject, right: object, fact: str = "") -> Finding:
    return Finding(subject, State.RIGHT if right else State.WRONG, fact)


def _none(subject: Subject, count: object) -> Finding:
    return _found(subject, count == 0, str(count))


def _one(database: Database, query: str, *values: object) -> object:
    row = database.execute(query, values).fetchone()
    return row[0] if row else None
