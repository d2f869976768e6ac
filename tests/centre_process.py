"""A whole centre in processes: its database in a cluster, the service over TLS on loopback.

For the bench and the torture.  The socket is held here, so the service can die and come back at
the same port.  Must not assert anything.
"""

import http.client
import os
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import psycopg

from mairie_quartier import paths
from mairie_quartier.central import founding
from mairie_quartier.central.settings import CentralSettings, write_settings
from mairie_quartier.central.speaker import Database
from mairie_quartier.central.steward import MAINTAIN, maintaining
from mairie_quartier.domain.synchronising import EnrolForm
from mairie_quartier.services.synchronisation import link_desk
from mairie_quartier.store.migrate import known_revision
from mairie_quartier.store.sync_store import SyncStore
from mairie_quartier.sync.schedule import SyncSchedule
from mairie_quartier.sync.timetable import Times, Timetable
from mairie_quartier.sync.transport import ANSWER_TIMEOUT_S, HttpsWire
from tests.builders import Desk
from tests.sync.certificates import new_authority, server_files

ROOT = Path(__file__).resolve().parents[1]
PASSWORDS = founding.Passwords("owner-test", "service-test", "analyst-test")
REVISION = known_revision(paths.migrations("desk"))
VALID = timedelta(days=1)
LONG_ENOUGH_S = 300
FREELY = 100_000
"""Requests per second of one desk: here nobody is to be held back."""


@dataclass
class Service:
    """The service of one database; ``ca`` is the authority that vouches for it."""

    folder: Path
    settings: CentralSettings
    listening: socket.socket
    ca: str
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Give the address desks are told."""
        return f"https://localhost:{self.port}"

    @property
    def port(self) -> int:
        """Give the port of loopback."""
        return int(self.listening.getsockname()[1])

    @property
    def settings_path(self) -> Path:
        """Give where its settings are."""
        return self.folder / "central.toml"

    def start(self) -> None:
        """Start it; who connects waits until it is there."""
        fd = self.listening.fileno()
        with (self.folder / "service.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.service_process", str(self.settings_path), str(fd)],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=[fd],
            )

    def answer(self) -> bool:
        """Wait, as long as it takes, until it answers; tell whether it is well."""
        trust = ssl.create_default_context(cadata=self.ca)
        line = http.client.HTTPSConnection(
            "localhost", self.port, context=trust, timeout=LONG_ENOUGH_S
        )
        try:
            line.request("GET", "/health")
            return line.getresponse().status == http.client.OK
        finally:
            line.close()

    def workers(self) -> list[int]:
        """Give the processes it started (its workers, and Python's own tracker)."""
        return children_of(self.process.pid) if self.process else []

    def kill(self) -> None:
        """End it and its workers by ``kill -9``."""
        if self.process is None:
            return
        # Stopped first, so that it starts no worker meanwhile.
        self.process.send_signal(signal.SIGSTOP)
        for pid in self.workers():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.kill()
        self.process.wait()
        self.process = None


def children_of(pid: int) -> list[int]:
    """Give the children of a process."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        return [int(each) for each in listed.read_text(encoding="ascii").split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


@contextmanager
def centre(
    admin_url: str, folder: Path, *, name: str = "mairie", workers: int = 2, connections: int = 8
) -> Iterator[Service]:
    """Found a centre and serve it until the end."""
    settings = found(admin_url, folder, name)
    authority = new_authority()
    certificate, key = server_files(folder, authority)
    settings = replace(
        settings, workers=workers, connections=connections, rate=FREELY, burst=FREELY,
        enrolments_per_hour=FREELY, certificate=str(certificate), key=str(key),
    )  # fmt: skip
    write_settings(folder / "central.toml", settings)
    with socket.create_server(("127.0.0.1", 0), backlog=2048) as listening:
        service = Service(folder, settings, listening, authority.pem)
        service.start()
        try:
            service.answer()
            yield service
        finally:
            service.kill()


def found(admin_url: str, folder: Path, name: str) -> CentralSettings:
    """Make the database; give the settings."""
    there = f"127.0.0.1:{urlsplit(admin_url).port}/{name}"
    with psycopg.connect(admin_url, autocommit=True) as connection:
        founding.make_database(connection, name, PASSWORDS)
    with psycopg.connect(admin_url.replace("/postgres", f"/{name}")) as connection:
        founding.give_schema(connection)
    owner = f"postgresql://{founding.OWNER}:{PASSWORDS.owner}@{there}"
    founding.migrate(owner, paths.migrations("central"))
    with psycopg.connect(owner) as connection:
        founding.begin(connection, "Ville d’essai")
    return CentralSettings(
        owner_url=owner,
        service_url=f"postgresql://{founding.SERVICE}:{PASSWORDS.service}@{there}",
        backups=str(folder / "backups"),
    )


@contextmanager
def owner_of(settings: CentralSettings) -> Iterator[Database]:
    """Give a transaction of the owner's in maintenance."""
    with psycopg.connect(settings.owner_url) as database:
        database.execute(MAINTAIN)
        yield database


def plan(settings: CentralSettings, code: str, *, desks: int) -> list[str]:
    """Plan an office if it is new; give enrolment codes for so many desks."""
    with psycopg.connect(settings.owner_url) as database, maintaining(database) as steward:
        if all(office.code != code for office in steward.offices()):
            steward.add_office(code, f"Mairie de quartier {code}")
        return [steward.plan_enrolment(code, VALID) for _ in range(desks)]


def link(desk: Desk, service: Service, code: str, *, url: str = "") -> None:
    """Make a PC a desk of the city, as its agent would; ``url`` may lead through a proxy."""
    form = EnrolForm(url or service.url, code, desk.folder.name, service.ca)
    link_desk(desk.context, schedule_of(desk), form)


def schedule_of(desk: Desk, *, answer_timeout_s: float = ANSWER_TIMEOUT_S) -> SyncSchedule:
    """Give the synchronisation of a PC as the program has it, over HTTPS."""
    store = SyncStore(desk.door, clock=desk.clock, revision=REVISION)
    wire = partial(HttpsWire, answer_timeout_s=answer_timeout_s)
    return SyncSchedule(store, wire, clock=desk.clock, timetable=Timetable(Times(), Random(0)))
