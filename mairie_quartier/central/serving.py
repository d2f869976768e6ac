"""Run the service: uvicorn with its workers, by its own certificate or behind a proxy.

Each worker builds itself from the settings file, whose path is in the environment.
"""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
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
    if settings.workers == 1:
        _run(settings, listening)
        return
    with tempfile.TemporaryDirectory(prefix="mairie-quartier-figures-") as folder:
        # Set before the first import of the counters in a worker: it decides how they count.
        os.environ[SHARED] = folder
        _run(settings, listening)


def _run(settings: CentralSettings, listening: int | None) -> None:
    uvicorn.run(
        FACTORY,
        factory=True,
        host=settings.host,
        port=settings.port,
        fd=listening,
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
        backlog=2048,
    )
