"""The service's connections to PostgreSQL: few, kept open, shared by all requests of a worker.

A connection is used for one transaction at a time and keeps no state between two, so a pooler in
transaction mode may stand in between.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import psycopg
from sqlalchemy import exc
from sqlalchemy.pool import QueuePool

from mairie_quartier.central.speaker import Database
from mairie_quartier.errors import EnvironmentFault

WAIT_S: Final = 20
CONNECT_S: Final = 5
IDLE_S: Final = 5
STATEMENT_MS: Final = 60_000


class DatabaseUnavailable(EnvironmentFault):
    """PostgreSQL does not answer, or every connection is busy: the desk tries again later."""


class ConnectionPool:
    """Lends connections to threads; safe to share between them."""

    def __init__(self, url: str, size: int) -> None:
        self._url = url
        self._pool = QueuePool(
            self._connect,  # type: ignore[arg-type]  # a connection of psycopg is one
            pool_size=size,
            max_overflow=0,
            timeout=WAIT_S,
            reset_on_return=None,
        )

    @contextmanager
    def lent(self) -> Iterator[Database]:
        """Lend a connection that answers.

        Raises:
            DatabaseUnavailable: also when the connection breaks during the work; what was in
                progress is then either decided whole, or not at all.
        """
        try:
            held = self._pool.connect()
        except (exc.TimeoutError, psycopg.OperationalError) as error:
            raise DatabaseUnavailable from error
        try:
            database = held.driver_connection
            if not isinstance(database, psycopg.Connection):
                raise DatabaseUnavailable
            if time.monotonic() - held.info.get("used", 0.0) > IDLE_S:
                database.execute("SELECT 1")
            yield database
            held.info["used"] = time.monotonic()
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            # Also a lock or a statement that lasted too long: the next try is on a fresh one.
            held.invalidate()
            raise DatabaseUnavailable from error
        finally:
            held.close()

    def close(self) -> None:
        """Close every connection."""
        self._pool.dispose()

    def _connect(self) -> Database:
        options = f"-c statement_timeout={STATEMENT_MS} -c timezone=UTC"
        return psycopg.connect(
            self._url,
            autocommit=True,
            connect_timeout=CONNECT_S,
            options=options,
            # A pooler in transaction mode does not know statements prepared elsewhere.
            prepare_threshold=None,
        )
