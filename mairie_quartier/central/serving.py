"""Run the service: uvicorn with its workers, by its own certificate or behind a proxy.

Each worker builds itself from the settings file, whose path is in the environment.
"""

import asyncio
import os
import socket
import tempfile
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from typing import Final

import psycopg
import uvicorn
from starlette.applications import Starlette

from mairie_quartier.central.app import build_app
from mairie_quartier.central.figures import SHARED
from mairie_quartier.central.founding import current_revision, known_revision
from mairie_quartier.central.journal_lines import open_log
from mairie_quartier.central.pool import ConnectionPool
from mairie_quartier.central.settings import VARIABLE, CentralSettings, read_settings, settings_path
from mairie_quartier.errors import UserMistake

FACTORY: Final = "mairie_quartier.central.serving:build_worker"
STOP_S: Final = 20
KEEP_ALIVE_S: Final = 75
MOST_AT_ONCE: Final = 4000
WAITING: Final = 2048


class DatabaseNotReady(UserMistake):
    """The database is not at the revision of this program; both are revisions."""

    def __init__(self, found: str, known: str) -> None:
        super().__init__(found, known)
        self.found = found
        self.known = known


def refuse_unready(settings: CentralSettings, migrations: Path) -> None:
    """Refuse to serve a database of another revision."""
    with psycopg.connect(settings.service_url) as database:
        found = current_revision(database) or "–"
    known = known_revision(migrations)
    if found != known:
        raise DatabaseNotReady(found, known)


def build_worker() -> Starlette:
    """Build one worker's application from the settings file."""
    settings = read_settings(settings_path())
    log = open_log()
    pool = ConnectionPool(settings.service_url, settings.connections)
    app = build_app(settings, pool, log)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        log.info("started", extra={"facts": {"pid": os.getpid()}})
        yield
        await asyncio.to_thread(pool.close)
        log.info("stopped", extra={"facts": {"pid": os.getpid()}})

    app.router.lifespan_context = lifespan
    return app


def serve(settings: CentralSettings, path: Path, *, listening: int | None = None) -> None:
    """Serve until the process is told to end; requests in progress are answered first.

    ``listening`` is the descriptor of a socket that listens already, in place of host and port.
    """
    os.environ[VARIABLE] = str(path)
    with ExitStack() as held:
        if settings.workers > 1:
            figures = tempfile.TemporaryDirectory(prefix="mairie-quartier-figures-")
            # Set before the first import of the counters in a worker: it decides how they count.
            os.environ[SHARED] = held.enter_context(figures)
        given = _listen(settings) if listening is None else socket.socket(fileno=listening)
        _run(settings, held.enter_context(given))


def _listen(settings: CentralSettings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    return socket.create_server((settings.host, settings.port), family=family, backlog=WAITING)


def _run(settings: CentralSettings, listening: socket.socket) -> None:
    # Without this each answer waits up to 40 ms for the acknowledgement of the one before (Nagle's
    # algorithm): asyncio sets it only where it knows a connection to be TCP, which it does not of
    # a socket that uvicorn's workers share.  Accepted connections inherit it.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    uvicorn.run(
        FACTORY,
        factory=True,
        fd=listening.fileno(),
        workers=settings.workers,
        ssl_certfile=settings.certificate or None,
        ssl_keyfile=settings.key or None,
        proxy_headers=True,
        forwarded_allow_ips=settings.proxies,
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=STOP_S,
        limit_concurrency=MOST_AT_ONCE,
        backlog=WAITING,
    )
