"""One trial: a centre and desks as processes, everything that can befall them, then the count.

What happens, and when, is drawn from a seed and paced by what the desks say, never by a clock:
a slow machine is tried as hard as a quick one.  Everything started here is ended by its own id.
"""

import json
import os
import selectors
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from random import Random
from typing import TypeVar

import psycopg

from mairie_quartier.central import dumps
from tests.builders import MACHINE, fresh_desk
from tests.centre_process import ROOT, Service, children_of, link, owner_of, plan
from tests.sync.offices import desk_of_other_office
from tests.torture.sync import refusing
from tests.torture.sync.proxy import BadLine

T = TypeVar("T")

FAILING = 0.12
ROUNDS = 25
TEN_YEARS = 3650
WRONG_DAYS = (0, TEN_YEARS, -TEN_YEARS, -365)
"""How many days each desk's clock is wrong."""
EVERY_KIND = ("desk", "worker", "backend", "service", "database")


@dataclass
class Place:
    """One desk: its process, what it still has to do, what it said."""

    name: str
    folder: Path
    seed: int
    steps: int
    days: int = 0
    alone: bool = False
    revoked: bool = False
    machine: str = MACHINE
    process: subprocess.Popen[bytes] | None = None
    partial: bytes = b""
    resting: bool = False
    synced: int = 0

    def start(self) -> None:
        """Start its process."""
        self.seed += 1
        told = (self.folder, self.machine, self.seed, self.steps, self.days, int(self.alone))
        with (self.folder.parent / f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.torture.sync.desk", *map(str, told)],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        self.partial = b""

    def kill(self) -> list[str]:
        """End it by ``kill -9``; give the whole lines it had still said."""
        if self.process is None:
            return []
        self.process.kill()
        rest, _ = self.process.communicate()
        self.process = None
        *lines, _torn = (self.partial + rest).decode().split("\n")
        return lines


@dataclass
class Account:
    """What was counted, for the report."""

    seed: int
    lines: int = 0
    acknowledged: int = 0
    verdicts: dict[str, int] = field(default_factory=dict)
    refusals: dict[str, int] = field(default_factory=dict)
    events: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    fates: dict[str, int] = field(default_factory=dict)
    lost: int = 0
    doubled: int = 0
    numbers: int = 0
    numbers_twice: int = 0
    rounds_to_quiet: int = 0

    def write(self, path: Path) -> None:
        """Add to the report, by seed."""
        path.parent.mkdir(parents=True, exist_ok=True)
        told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        told[f"seed {self.seed}"] = {each.name: getattr(self, each.name) for each in fields(self)}
        path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


class Trial:
    """Runs one trial."""

    def __init__(
        self, folder: Path, admin: str, service: Service, line: BadLine, *, seed: int
    ) -> None:
        self._folder = folder
        self._admin = admin
        self._service = service
        self._line = line
        self._chance = Random(seed)
        self._dump: Path | None = None
        self.account = Account(seed)
        self.places: list[Place] = []
        self.ops: set[str] = set()
        self.numbers: list[str] = []

    def prepare(self, *, desks: int, steps: int) -> None:
        """Enrol desks, the last of another office.

        The two before it work alone for a year: one has its numbers taken meanwhile, the other
        has its access withdrawn.
        """
        ours = plan(self._service.settings, "BAC", desks=desks)
        theirs = plan(self._service.settings, "CAU", desks=1)
        for rank, code in enumerate([*ours, *theirs]):
            name = f"desk{rank}"
            make = desk_of_other_office if code in theirs else fresh_desk
            desk = make(self._folder / name)
            link(desk, self._service, code, url=self._line.url)
            desk.close()
            days, alone = WRONG_DAYS[rank % len(WRONG_DAYS)], rank in (desks - 2, desks - 1)
            place = Place(name, desk.folder, rank * 1000, steps, days, alone)
            self.places.append(place)
        refusing.hire(self._service.settings)
        robbed = self.places[desks - 2]
        refusing.take_numbers(self._service.settings, robbed.name, days=robbed.days)

    def run(self) -> None:
        """Work under everything until every desk rests, then sync until all is quiet."""
        self._line.failing = FAILING
        for place in self.places:
            place.start()
        expected = sum(place.steps for place in self.places)
        planned = self._plan(expected)
        try:
            while any(not place.resting for place in self.places):
                self._hear()
                while planned and self.account.lines >= planned[0][0]:
                    self._befall(planned.pop(0)[1])
            for _, event in planned:
                self._befall(event)
            self._settle()
        finally:
            self.account.fates = dict(self._line.fates)
            for place in self.places:
                place.kill()

    def _plan(self, expected: int) -> list[tuple[int, str]]:
        """Say after how many lines what happens: a clone, then a backup, and later its return."""
        more = [self._chance.choice(EVERY_KIND) for _ in range(expected // 20 - len(EVERY_KIND))]
        drawn = [
            (self._chance.randrange(expected // 6, expected), kind) for kind in (*EVERY_KIND, *more)
        ]
        fixed = [
            (expected // 5, "clone"),
            (expected // 2, "backup"),
            (expected * 3 // 4, "restore"),
            (expected * 3 // 4 + 1, "dismiss"),
            (expected * 4 // 5, "revoke"),
        ]
        return sorted([*drawn, *fixed])

    # What befalls them

    def _befall(self, event: str) -> None:
        deeds: dict[str, Callable[[], None]] = {
            "desk": self._kill_desk,
            "worker": self._kill_worker,
            "service": self._kill_service,
            "backend": self._end_backends,
            "database": self._crash_database,
            "clone": self._clone,
            "backup": self._back_up,
            "restore": self._restore,
            "dismiss": lambda: self._trying(lambda: refusing.dismiss(self._service.settings)),
            "revoke": self._revoke,
        }
        self.account.events[event] += 1
        deeds[event]()

    def _kill_desk(self) -> None:
        working = [place for place in self.places if not place.resting]
        if working:
            place = self._chance.choice(working)
            self._take(place, place.kill())
            place.resting = False
            place.start()

    def _kill_worker(self) -> None:
        workers = self._service.workers()
        if workers:
            with suppress(ProcessLookupError):
                os.kill(self._chance.choice(workers), signal.SIGKILL)

    def _kill_service(self) -> None:
        self._service.kill()
        self._service.start()

    def _end_backends(self) -> None:
        """Let the owner's superuser end every backend of the service."""
        with suppress(psycopg.OperationalError), psycopg.connect(self._admin) as admin:
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s",
                ("mairie_service",),
            )

    def _crash_database(self) -> None:
        """Kill one of the server's processes: it ends all others and recovers from its log."""
        children = children_of(self._server())
        if children:
            with suppress(ProcessLookupError):
                os.kill(self._chance.choice(children), signal.SIGKILL)

    def _server(self) -> int:
        """Give the process of the database server."""
        query = "SELECT current_setting('data_directory')"
        try:
            with psycopg.connect(self._admin) as admin:
                folder = str((admin.execute(query).fetchone() or ("",))[0])
        except psycopg.OperationalError:
            return 0
        return int(Path(folder, "postmaster.pid").read_text(encoding="ascii").split()[0])

    def _clone(self) -> None:
        source = self.places[0]
        self._take(source, source.kill())
        folder = self._folder / "clone"
        shutil.copytree(source.folder, folder)
        place = Place("clone", folder, 9000, max(6, source.steps // 2), machine="pc-2")
        self.places.append(place)
        source.resting = False
        source.start()
        place.start()

    def _back_up(self) -> None:
        """Back up once the clone and its source have taken different identities."""
        pair = (self.places[0], self.places[-1])
        marks = [place.synced for place in pair]
        while any(
            not place.resting and place.synced == mark
            for place, mark in zip(pair, marks, strict=True)
        ):
            self._hear()
        self._dump = self._trying(self._backed_up)

    def _backed_up(self) -> Path:
        return dumps.back_up(self._service.settings.owner_url, self._folder / "dumps", keep=3).path

    def _restore(self) -> None:
        dump = self._dump
        assert dump is not None
        self._trying(lambda: dumps.restore(self._service.settings.owner_url, dump))

    def _revoke(self) -> None:
        """Withdraw the access of the desk that is to lose it, before it was ever there again."""
        place = self.places[-3]
        self._trying(lambda: refusing.revoke(self._service.settings, place.name))
        place.revoked = True

    def _trying(self, work: Callable[[], T]) -> T:
        """Do it again if the database was recovering."""
        for _ in range(20):
            try:
                return work()
            except (dumps.ProgramFailed, psycopg.OperationalError) as error:
                last = error
                self._wait_for_centre()
        raise last

    def _wait_for_centre(self) -> None:
        """Ask until the centre is well; the database may be reading its log."""
        while not self._service.answer():
            continue

    # What they say

    def _hear(self) -> None:
        """Wait until a desk says something, or ends."""
        with selectors.DefaultSelector() as selector:
            for place in self.places:
                if place.process is not None and place.process.stdout and not place.resting:
                    selector.register(place.process.stdout, selectors.EVENT_READ, place)
            for key, _ in selector.select():
                self._read(key.data)

    def _read(self, place: Place) -> None:
        assert place.process is not None
        assert place.process.stdout is not None
        found = os.read(place.process.stdout.fileno(), 65536)
        if not found:
            told = (self._folder / f"{place.name}.log").read_text(encoding="utf-8")
            raise AssertionError(f"{place.name} ended by itself: {told[-4000:]}")
        *lines, place.partial = (place.partial + found).split(b"\n")
        self._take(place, [line.decode() for line in lines])

    def _take(self, place: Place, lines: list[str]) -> None:
        for line in lines:
            word, *rest = line.split(" ")
            if word == "did":
                cut = rest.index("|")
                self.ops |= set(rest[:cut])
                self.numbers += rest[cut + 1 :]
                place.steps = max(0, place.steps - 1)
                self.account.lines += 1
            elif word == "rest":
                place.resting = True
            elif word == "synced":
                place.synced += 1
            elif word == "fault":
                self.account.faults[" ".join(rest)] += 1

    # When all is quiet

    def _settle(self) -> None:
        self._line.failing = 0.0
        self._wait_for_centre()
        for rounds in range(1, ROUNDS + 1):
            moved = [self._sync(place) for place in self.places]
            if not any(moved):
                self.account.rounds_to_quiet = rounds
                return
        raise AssertionError("never quiet")

    def _sync(self, place: Place) -> bool:
        """Sync one desk; tell whether anything moved, or went wrong."""
        process = place.process
        assert process is not None
        assert process.stdin is not None
        process.stdin.write(b"sync\n")
        process.stdin.flush()
        assert process.stdout is not None
        while b"\n" not in place.partial:
            found = os.read(process.stdout.fileno(), 65536)
            assert found, (self._folder / f"{place.name}.log").read_text(encoding="utf-8")[-4000:]
            place.partial += found
        line, _, place.partial = place.partial.partition(b"\n")
        self._take(place, [line.decode()])
        return line != (b"fault DeskRevoked" if place.revoked else b"synced 0 0")

    def count(self) -> Account:
        """Count what became of every acknowledged operation."""
        with owner_of(self._service.settings) as database:
            query = "SELECT op::text, verdict, coalesce(code, '') FROM op"
            found = database.execute(query).fetchall()
            quarantined = database.execute("SELECT op::text FROM quarantine").fetchall()
            numbers = [row[0] for row in database.execute("SELECT number FROM receipt")]
        decided = {op: verdict for op, verdict, _ in found}
        account = self.account
        account.acknowledged = len(self.ops)
        account.verdicts = dict(Counter(decided[op] for op in self.ops if op in decided))
        account.refusals = dict(Counter(code for op, _, code in found if code and op in self.ops))
        account.lost = len(self.ops - decided.keys())
        account.doubled = len(found) - len(decided)
        account.numbers = len(self.numbers)
        account.numbers_twice = len(self.numbers) - len(set(self.numbers))
        account.numbers_twice += len(numbers) - len(set(numbers))
        assert {op for op, verdict in decided.items() if verdict == "quarantined"} <= {
            row[0] for row in quarantined
        }
        return account
