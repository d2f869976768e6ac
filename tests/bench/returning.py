"""Desks that come back online together: ``python -m tests.bench.returning --desks 2000``.

Each desk of the simulation speaks the real protocol over TLS (hello, one push of its day's work,
pulls until nothing is left) to the real service on loopback with a durable PostgreSQL; its store
is left out.  Service, database and all desks share this machine, so the answer is a lower bound.
Arrivals are spread over a minute, or over the share of it that ``--desks`` is of 2,000.
"""

import argparse
import asyncio
import json
import resource
import ssl
import sys
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from uuid import UUID

import httpx
import psycopg

from mairie_quartier.central.epochs import read_epoch
from mairie_quartier.central.speaker import hashed, new_token
from mairie_quartier.domain.identifiers import new_id
from mairie_quartier.domain.operations import CITY, Scope
from mairie_quartier.domain.protocol import PushRequest
from mairie_quartier.domain.protocol_pull import PullAnswer, PullRequest
from tests.central.city import City, TestDesk, TestOffice
from tests.centre_process import Service, centre, owner_of
from tests.postgres import DURABLE, made_cluster

CROWD = 2_000
MINUTE_S = 60.0
DESKS_AN_OFFICE = 8
OPERATIONS = 120
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ADD_DESK = "INSERT INTO desk (id, office_id, name, token_hash, series) VALUES (%s, %s, %s, %s, %s)"


@dataclass
class Account:
    """What the simulation saw; times in seconds, memory in mebibytes."""

    desks: int
    operations: int
    window_s: float
    quiet_after_s: float = 0.0
    waits: dict[str, float] = field(default_factory=dict)
    operations_a_second: float = 0.0
    told_to_wait: int = 0
    at_once: int = 0
    workers_mib: list[int] = field(default_factory=list)
    database_connections: int = 0
    simulator_cpu_s: float = 0.0


class Crowd:
    """All desks, in one process."""

    def __init__(self, service: Service, desks: list[TestDesk], epoch: UUID, seed: int) -> None:
        self._service = service
        self._desks = desks
        self._epoch = epoch
        self._chance = Random(seed)
        self._trust = ssl.create_default_context(cadata=service.ca)
        self._bodies = {desk.id: self._day_of(desk) for desk in desks}
        self._here = 0
        self._waits: list[float] = []
        window = MINUTE_S * len(desks) / CROWD
        self.account = Account(len(desks), OPERATIONS, window)

    def _day_of(self, desk: TestDesk) -> bytes:
        operations = tuple(desk.person(family_name=f"Essai{n}") for n in range(OPERATIONS))
        return PushRequest(self._epoch, 1, 1, operations).encode()

    async def come_back(self) -> None:
        """Have every desk come back within the window, and wait until all are quiet."""
        began = perf_counter()
        starts = sorted(self._chance.uniform(0, self.account.window_s) for _ in self._desks)
        async with asyncio.TaskGroup() as group:
            for desk, start in zip(self._desks, starts, strict=True):
                group.create_task(self._one(desk, start))
        account = self.account
        account.quiet_after_s = round(perf_counter() - began, 1)
        ordered = sorted(self._waits)
        account.waits = {
            "median": round(median(ordered), 2),
            "p95": round(ordered[int(0.95 * (len(ordered) - 1))], 2),
            "worst": round(ordered[-1], 2),
        }
        total = account.desks * account.operations
        account.operations_a_second = round(total / account.quiet_after_s)

    async def _one(self, desk: TestDesk, start: float) -> None:
        await asyncio.sleep(start)
        began = perf_counter()
        self._here += 1
        self.account.at_once = max(self.account.at_once, self._here)
        headers = {"Authorization": f"Bearer {desk.token}", "X-Desk": str(desk.id)}
        async with httpx.AsyncClient(
            base_url=self._service.url, verify=self._trust, headers=headers, timeout=600
        ) as client:
            await self._ask(client, "/v1/hello", None)
            await self._ask(client, "/v1/push", self._bodies[desk.id])
            await self._pull(client, desk)
        self._here -= 1
        self._waits.append(perf_counter() - began)

    async def _pull(self, client: httpx.AsyncClient, desk: TestDesk) -> None:
        cursors: dict[Scope, int] = {CITY: 0, desk.office.scope: 0}
        more = True
        while more:
            request = PullRequest(self._epoch, cursors, 2000)
            answer = PullAnswer.decode(await self._ask(client, "/v1/pull", request.encode()))
            for change in answer.changes:
                cursors[change.scope] = change.seq
            more = answer.more

    async def _ask(self, client: httpx.AsyncClient, path: str, body: bytes | None) -> bytes:
        while True:
            try:
                answer = await client.request("POST" if body else "GET", path, content=body)
            except httpx.TransportError:
                status = 0
            else:
                status = answer.status_code
            if status == httpx.codes.OK:
                return answer.content
            if status not in (0, 429, 503):
                raise AssertionError((path, status, answer.text))
            self.account.told_to_wait += 1
            await asyncio.sleep(self._chance.uniform(0.5, 2))


def make_desks(service: Service, count: int) -> tuple[list[TestDesk], UUID]:
    """Plan offices with an agent each, and desks with a token each; give the epoch too."""
    settings = service.settings
    found: list[TestDesk] = []
    with (
        psycopg.connect(settings.owner_url, autocommit=True) as owner,
        psycopg.connect(settings.service_url, autocommit=True) as database,
    ):
        city = City(settings.owner_url, settings.service_url, "", database, owner)
        offices = [city.office() for _ in range(-(-count // DESKS_AN_OFFICE))]
        epoch = read_epoch(database)
    with owner_of(settings) as maintained:
        for rank in range(count):
            office: TestOffice = offices[rank // DESKS_AN_OFFICE]
            key, token = new_id(), new_token()
            series = "Z" + ALPHABET[rank % DESKS_AN_OFFICE]
            values = (key, office.id, f"Guichet {rank}", hashed(token), series)
            maintained.execute(ADD_DESK, values)
            found.append(TestDesk(office, token, key))
    return found, epoch


def resident_mib(pid: int) -> int:
    """Give the most memory a process ever held."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


def main() -> int:
    """Run the simulation; print and write what it saw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--desks", type=int, default=CROWD)
    parser.add_argument("--out", type=Path, default=Path("build/returning.json"))
    arguments = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="mairie-quartier-returning-") as name,
        made_cluster(DURABLE) as (cluster, password),
        centre(cluster.url(password), Path(name)) as service,
    ):
        desks, epoch = make_desks(service, arguments.desks)
        crowd = Crowd(service, desks, epoch, seed=1)
        asyncio.run(crowd.come_back())
        account = crowd.account
        account.workers_mib = [resident_mib(pid) for pid in service.workers()]
        account.database_connections = connections(cluster.url(password))
    usage = resource.getrusage(resource.RUSAGE_SELF)
    account.simulator_cpu_s = round(usage.ru_utime + usage.ru_stime, 1)
    told = json.dumps(asdict(account), indent=1)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(told + "\n", encoding="utf-8")
    sys.stdout.write(told + "\n")
    return 0


def connections(admin_url: str) -> int:
    """Count the service's connections to the database."""
    query = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'mairie_service'"
    with psycopg.connect(admin_url) as admin:
        return int((admin.execute(query).fetchone() or (0,))[0])


if __name__ == "__main__":
    sys.exit(main())
