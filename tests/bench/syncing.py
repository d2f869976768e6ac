"""Synchronising 10,000 records of about 600 bytes, against the peer and against bare PostgreSQL.

Ours: real encrypted desks, the program's own sending and fetching, HTTPS that is verified, the
service in two workers, rights and merge on, every commit durable on both sides.  The records are
people (the word with the search index), two hundred to a transaction.  ``peer`` is a program that
prints the peer's JSON line: PouchDB replicating to pouchdb-server, without TLS and without rights.
Without it, both ways are compared with a bare loop of durable INSERTs.  Both clocks start once
connected; the laps of both take turns, and the middle one counts.
"""

import gc
import http.client
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from statistics import mean
from time import perf_counter

import psycopg

from mairie_quartier.domain.identifiers import PersonId, new_id
from mairie_quartier.domain.people import Person
from mairie_quartier.domain.protocol import HelloAnswer
from mairie_quartier.store.sync_store import SyncStore
from mairie_quartier.store.wire import unpacked
from mairie_quartier.sync.centre import Centre
from mairie_quartier.sync.fetching import Fetching
from mairie_quartier.sync.run import Pace, Run, Unwatched
from mairie_quartier.sync.sending import Sending
from mairie_quartier.sync.transport import HttpsWire, trust
from tests.bench.figures import Figure, Work, interleaved, middle, seconds
from tests.bench.names import names
from tests.builders import MORNING, Desk, fresh_desk
from tests.centre_process import (
    REVISION,
    Service,
    centre,
    link,
    owner_of,
    plan,
    schedule_of,
)
from tests.postgres import DURABLE, made_cluster

RECORD_BYTES = 600
AT_ONCE = 200
TURNS = 10
LAPS = 3
CODE = "BAC"
PUSH, PULL, COPY, QUIET, GROWTH, SPACE = 1 / 3, 1 / 5, 1 / 0.05, 2.0, 1 / 0.9, 2.0
FIRST = 1 / 2
"""At most these times the other's time (or space): three times as quick is a third of the time."""

MADE = """
CREATE TEMPORARY TABLE made ON COMMIT DROP AS
SELECT n, (lpad(to_hex(1700000000000 + n), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8'
  || substr(md5(n::text), 4, 15))::uuid AS id, gen_random_uuid() AS op
FROM generate_series(1, %s) AS n
"""
LOGGED = (
    """INSERT INTO change (scope, seq, word, record_id, kind, rev, fields, op, actor, hlc, desk_id)
    SELECT c.scope, s.seq + m.n, c.word, m.id, c.kind, c.rev, c.fields, m.op, c.actor, c.hlc,
      c.desk_id
    FROM made m, (SELECT * FROM change WHERE word = 'person' LIMIT 1) c
    JOIN scope s ON s.scope = c.scope""",
    """UPDATE scope SET seq = seq + %(rows)s
    WHERE scope = (SELECT scope FROM change WHERE word = 'person' LIMIT 1)""",
    """INSERT INTO op (op, desk_id, office_id, dseq, digest, verdict, rev)
    SELECT m.op, '01900000-0000-7000-8000-000000000000', o.office_id, m.n, o.digest, o.verdict, 1
    FROM made m, (SELECT * FROM op LIMIT 1) o""",
)


@dataclass(frozen=True, slots=True)
class Peer:
    """What the peer took for one record, and its name."""

    name: str
    push_us: float
    pull_us: float
    client_bytes: float | None


def measure_syncing(scratch: Path, count: int, many: int, peer: str) -> list[Figure]:
    """Measure every row of synchronisation."""
    folder = scratch / "syncing"
    folder.mkdir()
    with made_cluster(DURABLE) as (cluster, password):
        admin = cluster.url(password)
        with centre(admin, folder) as service:
            figures = Bench(folder, service, count).measure(peer)
        figures.append(measure_growth(folder, admin, many, count))
    return figures


class Bench:
    """The rows of one centre and a few desks."""

    def __init__(self, folder: Path, service: Service, count: int) -> None:
        self._folder = folder
        self._service = service
        self._count = count
        first, *codes = plan(service.settings, CODE, desks=4)
        # The first to come brings the office; the others work for it too.
        self._writer = self._desk("writer", first)
        self._codes = codes

    def measure(self, peer: str) -> list[Figure]:
        """Give every row; ``peer`` is the program that measures the peer, or empty."""
        reader = self._desk("reader", self._codes[0])
        schedule_of(self._writer).sync_here()
        schedule_of(reader).sync_here()
        size_before = _file_size(self._writer)
        peers: list[Peer] = []
        pushes: list[float] = []
        pulls: list[float] = []
        for lap in range(LAPS):
            if peer and len(peers) == lap:
                peers += _peer(peer, self._count)
            lengths = write_people(self._writer, self._count, seed=lap + 1)
            pushes.append(self._timed(self._writer, _send))
            schedule_of(self._writer).sync_here()
            pulls.append(self._timed(reader, self._fetch))
        space = (_file_size(self._writer) - size_before) / self._count / LAPS
        newcomer = self._desk("newcomer", self._codes[1])
        sync_here = schedule_of(newcomer).sync_here
        first_us = _held_back(sync_here) * 1e6 / self._count / LAPS
        bare = _middle_of(peers) if peers else self._bare_loops()
        push_us, pull_us = middle(pushes), middle(pulls)
        note = f"{bare.name}; records of {lengths} bytes"
        figures = [
            _figure("push", push_us, bare.push_us, PUSH, note),
            _figure("pull", pull_us, bare.pull_us, PULL, note),
            _figure("first sync of a new desk", first_us, bare.pull_us, FIRST, note),
            _figure("push, against COPY", push_us, self._copy_us(), COPY, "one transaction"),
            self._quiet(reader),
        ]
        if bare.client_bytes:
            name = "sync: bytes a record on the desk"
            figures.append(Figure(name, space, bare.client_bytes, "B", SPACE, note=note))
        return figures

    def _desk(self, name: str, code: str) -> Desk:
        desk = fresh_desk(self._folder / name)
        link(desk, self._service, code)
        return desk

    def _timed(self, desk: Desk, work: Callable[[Run, HelloAnswer], None]) -> float:
        """Give the time a record takes."""
        with run_of(desk) as run:
            hello = run.centre.hello()
            return _held_back(lambda: work(run, hello)) * 1e6 / self._count

    def _fetch(self, run: Run, hello: HelloAnswer) -> None:
        Fetching(run, hello).read_log()
        assert run.count.received == self._count, run.count

    def _quiet(self, desk: Desk) -> Figure:
        bare = Hello(self._service, desk)
        schedule = schedule_of(desk)
        schedule.sync_here()
        bare.ask()
        times = interleaved([schedule.sync_here] * 40, [bare.ask] * 40)
        ours, bare_ms = map(middle, times)
        return Figure("sync: nothing to do, against one hello", ours, bare_ms, "ms", QUIET)

    def _copy_us(self) -> float:
        """Copy the rows that were pushed into a table alike, durably."""
        with owner_of(self._service.settings) as database:
            database.execute("CREATE TABLE bare (LIKE person INCLUDING ALL)")
            database.commit()
            database.execute("SELECT set_config('mairie.maintenance', 'on', false)")
            query = "COPY (SELECT * FROM person) TO STDOUT"
            with database.cursor().copy(query) as copy:
                data = b"".join(bytes(part) for part in copy)
            database.commit()
            started = perf_counter()
            with database.cursor().copy("COPY bare FROM STDIN") as copy:
                copy.write(data)
            database.commit()
            taken = perf_counter() - started
            database.execute("DROP TABLE bare")
        return taken * 1e6 / self._count / LAPS

    def _bare_loops(self) -> Peer:
        """Stand in for the peer: a durable INSERT for every record."""
        with owner_of(self._service.settings) as database:
            rows = database.execute("SELECT id, row_to_json(p)::text FROM person p").fetchall()
            database.execute("CREATE TABLE bare_loop (id uuid PRIMARY KEY, fields text)")
            database.commit()
            started = perf_counter()
            for row in rows[: self._count // 10]:
                database.execute("INSERT INTO bare_loop VALUES (%s, %s)", row)
                database.commit()
            taken = (perf_counter() - started) * 1e6 / (self._count // 10)
            database.execute("DROP TABLE bare_loop")
        return Peer("a bare loop of INSERTs (no peer here)", taken, taken, None)


class Hello:
    """One bare round trip, under the same trust: connect, prove, ask, read."""

    def __init__(self, service: Service, desk: Desk) -> None:
        found = store_of(desk).standing().link
        assert found is not None
        self._port = service.port
        self._headers = {"Authorization": f"Bearer {found.token}", "X-Desk": str(found.desk)}
        self._trust = trust(service.ca)

    def ask(self) -> None:
        """Ask once."""
        line = http.client.HTTPSConnection("localhost", self._port, context=self._trust)
        line.request("GET", "/v1/hello", headers=self._headers)
        answer = line.getresponse()
        assert answer.status == http.client.OK
        answer.read()
        line.close()


def measure_growth(folder: Path, admin: str, many: int, count: int) -> Figure:
    """Push in turn into a database with 10,000 rows and into one with very many."""
    desks: list[Desk] = []
    times: tuple[list[float], list[float]] = ([], [])
    with ExitStack() as stack:
        for name, more in (("small", 0), ("large", many)):
            (folder / name).mkdir()
            service = stack.enter_context(centre(admin, folder / name, name=name, workers=1))
            desk = fresh_desk(folder / name / "writer")
            desks.append(desk)
            link(desk, service, plan(service.settings, CODE, desks=1)[0])
            schedule_of(desk).sync_here()
            write_people(desk, count, seed=2)
            push_all(desk)
            fill(service, more)
        with psycopg.connect(admin, autocommit=True) as database:
            database.execute("CHECKPOINT")
        for lap in range(TURNS):
            for desk, taken in zip(desks, times, strict=True):
                write_people(desk, count // TURNS, seed=3 + lap)
                taken.append(seconds(partial(push_all, desk)) * 1e6 / (count // TURNS))
    small, large = map(middle, times)
    name = f"sync: push with {many:,} central rows, against {count:,}"
    note = f"{1e6 / large:,.0f}/s against {1e6 / small:,.0f}/s"
    return Figure(name, large, small, "µs", GROWTH, note=note)


def fill(service: Service, rows: int) -> None:
    """Put so many people more into the central database, with their log and their operations."""
    if not rows:
        return
    with owner_of(service.settings) as database:
        described = database.execute("SELECT * FROM person LIMIT 0").description or ()
        copied = [each.name for each in described if each.name != "id"]
        columns, values = ", ".join(copied), ", ".join(f"p.{name}" for name in copied)
        database.execute(MADE, (rows,))
        database.execute(
            f"INSERT INTO person (id, {columns}) SELECT m.id, {values}"
            " FROM made m, (SELECT * FROM person LIMIT 1) p"
        )
        for statement in LOGGED:
            database.execute(statement, {"rows": rows})
    with psycopg.connect(service.settings.owner_url, autocommit=True) as database:
        for table in ("person", "change", "op"):
            database.execute(f"VACUUM (ANALYZE) {table}")


@contextmanager
def run_of(desk: Desk) -> Iterator[Run]:
    """Give a sync under way, and let its connection go at the end."""
    store = store_of(desk)
    found = store.standing().link
    assert found is not None
    wire = HttpsWire(found.url, found.ca)
    run = Run(store, Centre(wire, found), Pace(), Unwatched(), desk.clock)
    try:
        yield run
    finally:
        run.centre.close()


def store_of(desk: Desk) -> SyncStore:
    """Give the store as synchronisation sees it."""
    return SyncStore(desk.door, clock=desk.clock, revision=REVISION)


def push_all(desk: Desk) -> None:
    """Send everything that waits, and keep the answers."""
    with run_of(desk) as run:
        _send(run, run.centre.hello())


def _held_back(work: Work) -> float:
    """Time work while garbage is held back, as the program does, and paid for at the end."""

    def lap() -> None:
        work()
        gc.collect()

    gc.collect()
    gc.freeze()
    gc.disable()
    taken = seconds(lap)
    gc.enable()
    gc.unfreeze()
    return taken


def _send(run: Run, hello: HelloAnswer) -> None:
    Sending(run, hello.epoch).send_all(run.store.standing())
    assert run.store.standing().waiting == 0
    assert not run.count.quarantined, run.count


def write_people(desk: Desk, count: int, *, seed: int) -> int:
    """Record people of about 600 bytes each; give the mean length of their operations."""
    chance = Random(seed)
    found = names(chance)
    for start in range(0, count, AT_ONCE):
        with desk.unit() as unit:
            for rank in range(start, min(count, start + AT_ONCE)):
                family, first = next(found)
                unit.people.add(person(desk, chance, (family, first), rank))
            unit.commit()
    with desk.door.engine.connect() as connection:
        query = "SELECT fields FROM outbox ORDER BY dseq DESC LIMIT ?"
        stored = connection.exec_driver_sql(query, (min(count, AT_ONCE),)).scalars()
        return round(mean(len(unpacked(str(fields))) for fields in stored))


def person(desk: Desk, chance: Random, name: tuple[str, str], rank: int) -> Person:
    """Give a person with a note that cannot be packed well, as the peer's records have."""
    return Person(
        id=PersonId(new_id()),
        office_id=desk.context.office.id,
        created_at=MORNING,
        last_contact_on=MORNING.date(),
        family_name=name[0],
        first_names=name[1],
        phone=f"06{rank:08}",
        address=f"{rank} rue de l’Exemple",
        note=chance.randbytes(60).hex(),
    )


def _file_size(desk: Desk) -> int:
    with desk.door.engine.connect() as connection:
        query = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
        return int(str(connection.exec_driver_sql(query).scalar_one()))


def _figure(name: str, ours: float, bare: float, limit: float, note: str) -> Figure:
    told = f"{1e6 / ours:,.0f}/s against {1e6 / bare:,.0f}/s; {note}"
    return Figure(f"sync: {name}, a record", ours, bare, "µs", limit, note=told)


def _middle_of(peers: list[Peer]) -> Peer:
    push_us, pull_us = middle([p.push_us for p in peers]), middle([p.pull_us for p in peers])
    return replace(peers[0], push_us=push_us, pull_us=pull_us)


def _peer(program: str, count: int) -> tuple[Peer, ...]:
    """Measure the peer once; none where it does not run."""
    try:
        done = subprocess.run([program, str(count)], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        told = getattr(error, "stderr", "")
        sys.stderr.write(f"The peer does not run, bare loops stand in for it: {error}\n{told}")
        return ()
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    told = {name: value for line in lines for name, value in line.items()}
    push_us, pull_us = 1e6 * told["push_s"] / told["n"], 1e6 * told["pull_s"] / told["n"]
    return (Peer("PouchDB", push_us, pull_us, told["client_bytes_per_doc"]),)
