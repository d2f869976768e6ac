"""Open the encrypted store: SQLCipher through SQLAlchemy, every commit on the disk.

Every transaction that may write begins with ``BEGIN IMMEDIATE``: it takes the write lock at
once, so that it can never fail half-way because another began to write meanwhile. The driver's
own transaction control is off, which makes SAVEPOINT and schema changes transactional.
It must not know any table.
Source: https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#sqlite-transactions ;
https://www.zetetic.net/sqlcipher/sqlcipher-api/ .
"""

from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import sqlcipher3
from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from mairie_quartier.services.faults import (
    StoreBusy,
    StoreDamaged,
    StoreExists,
    StoreFull,
    StoreMissing,
    WrongKey,
)
from mairie_quartier.store import pages
from mairie_quartier.store.atomic_files import make_durable
from mairie_quartier.store.causes import fault_of, translated_errors
from mairie_quartier.store.keys import StoreKey

__all__ = [
    "Access",
    "close_engine",
    "create_store",
    "for_reading",
    "open_engine",
    "run_outside",
    "translated_errors",
]

ACCESS: Final = "desk_access"
BUSY_TIMEOUT_MS = 5_000
WAL_KEPT_BYTES = 16 * 1024 * 1024
READERS = 2

# ``cipher_memory_security`` stays off: wiping each freed block made full-text queries seven
# times slower (1,000 in 293 ms against 42, medians of 7 runs each); reads by key did not suffer.
SETTINGS: Final = (
    "cipher_log_level = NONE",  # its complaints become faults of ours
    f"busy_timeout = {BUSY_TIMEOUT_MS}",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "temp_store = MEMORY",
    "secure_delete = ON",  # what retention destroys is gone for who has the key, too
    "cell_size_check = ON",
    f"journal_size_limit = {WAL_KEPT_BYTES}",
)


class Access(StrEnum):
    """What a transaction is for."""

    WRITE = "write"
    READ = "read"


def create_store(path: Path, key: StoreKey) -> Engine:
    """Create an empty encrypted store, whole or not at all, and open it.

    Raises ``StoreExists``, ``StoreFull``, ``StoreReadOnly``.
    """
    if path.exists():
        raise StoreExists(path)
    unfinished = path.with_name(f"{path.name}.new")
    with translated_errors(path):
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)
    engine = _engine(unfinished, key)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql("PRAGMA user_version = 1")
        _empty_log(engine)
    finally:
        engine.dispose()
    with translated_errors(path):
        unfinished.rename(path)
        make_durable(path.parent)
    return open_engine(path, key)


def open_engine(path: Path, key: StoreKey) -> Engine:
    """Open an existing store and prove that the key is the right one.

    Raises ``StoreMissing``, ``StoreDamaged``, ``WrongKey``, ``StoreReadOnly``, ``StoreBusy``.
    """
    if not path.is_file():
        raise StoreMissing(path)
    with translated_errors(path):
        if not pages.looks_encrypted(path):
            raise StoreDamaged(path)
    engine = _engine(path, key)
    try:
        with for_reading(engine).connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema")
    except StoreDamaged as fault:
        engine.dispose()
        if pages.answers_to(path, key):
            raise
        raise WrongKey(path) from fault
    return engine


def for_reading(engine: Engine) -> Engine:
    """Give the same engine for transactions that only read: they wait for no writer."""
    return engine.execution_options(**{ACCESS: Access.READ})


def close_engine(engine: Engine) -> None:
    """Empty the write-ahead log into the store and close every connection.

    Without room, or while somebody reads, the log stays: nothing in it is lost, the next
    opening goes on with it.
    """
    try:
        with suppress(StoreFull, StoreBusy):
            _empty_log(engine)
    finally:
        engine.dispose()


def run_outside(engine: Engine, statement: str) -> tuple[tuple[object, ...], ...]:
    """Run what SQLite refuses within a transaction, and give its rows.

    SQLAlchemy's own AUTOCOMMIT would hand transactions back to the driver afterwards.
    """
    with translated_errors(Path(engine.url.database or "")):
        connection = engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(statement)
            return tuple(tuple(row) for row in cursor.fetchall())
        finally:
            connection.close()


def _empty_log(engine: Engine) -> None:
    run_outside(engine, "PRAGMA wal_checkpoint(TRUNCATE)")


def _engine(path: Path, key: StoreKey) -> Engine:
    _bind_plainly()
    engine = create_engine(
        URL.create("sqlite+pysqlcipher", password=key.literal(), database=str(path)),
        poolclass=QueuePool,
        pool_size=1 + READERS,
        max_overflow=0,
        pool_use_lifo=True,
        connect_args={"cached_statements": 512},
    )

    def begin(connection: Connection) -> None:
        reads = connection.get_execution_options().get(ACCESS) is Access.READ
        # On the driver's own cursor: a context of SQLAlchemy's costs more than to begin.
        cursor: Any = connection.connection.cursor()
        try:
            cursor.execute("BEGIN" if reads else "BEGIN IMMEDIATE")
        except sqlcipher3.Error as error:
            raise fault_of(error, path) or error from error

    def translate(context: ExceptionContext) -> None:
        fault = fault_of(context.original_exception, path)
        if fault is not None:
            raise fault from context.original_exception

    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", begin)
    event.listen(engine, "handle_error", translate)
    return engine


def _bind_plainly() -> None:
    """Spare the driver its search for an adapter, at each ``None`` and each identifier, in vain.

    It binds both as they are; the search took more than half of the time of an insert.
    """
    sqlcipher3.register_adapter(bytes, bytes)
    sqlcipher3.register_adapter(type(None), {}.get)  # gives None for it, without a line of Python


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for setting in SETTINGS:
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()
