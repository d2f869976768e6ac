"""The service on a port of loopback, in a thread of this process, and a client of it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import uvicorn
from starlette.applications import Starlette

from mairie_quartier.central.settings import CentralSettings
from mairie_quartier.domain.protocol import Problem, ProblemCode
from tests.central.city import City, TestDesk


@contextmanager
def served(
    app: Starlette, *, certificate: str | None = None, key: str | None = None
) -> Iterator[int]:
    """Serve an application; give its port.

    The socket listens before the server runs, so that nobody has to wait for it.
    """
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listening:
        config = uvicorn.Config(
            app, log_config=None, access_log=False, ssl_certfile=certificate, ssl_keyfile=key
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield int(listening.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def spoken_to(app: Starlette) -> Iterator[httpx.Client]:
    """Serve an application; give a client of it."""
    with (
        served(app) as port,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False) as client,
    ):
        yield client


def settings_of(city: City, **changed: object) -> CentralSettings:
    """Give settings of the service that hold nobody back."""
    values = {
        "owner_url": city.owner_url,
        "service_url": city.service_url,
        "backups": "",
        "connections": 2,
        "rate": 100_000,
        "burst": 100_000,
        "enrolments_per_hour": 100_000,
        **changed,
    }
    return CentralSettings(**values)  # type: ignore[arg-type]  # a builder


def bearer(desk: TestDesk) -> dict[str, str]:
    """Give the header of a desk's token."""
    return {"authorization": f"Bearer {desk.token}"}


def refused(answer: httpx.Response) -> tuple[int, ProblemCode]:
    """Give the status and code of a refusal."""
    return answer.status_code, Problem.decode(answer.content).code
