"""Large stores for the bench, written in bulk once and kept in ``build/``.

Same tables, same encryption, same index as a desk writes, but by thousands of rows at a time.
A working day brings the same number of visits whatever the size: a larger store is a longer past.
"""

import random
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from mairie_quartier import paths
from mairie_quartier.domain.audit import GENESIS, AuditAct, AuditEntry, chain
from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.identifiers import PersonId, new_id
from mairie_quartier.domain.people import Person
from mairie_quartier.domain.requests import Outcome, PieceState, RequestStatus
from mairie_quartier.services import sessions
from mairie_quartier.services.context import Context
from mairie_quartier.store import schema
from mairie_quartier.store.door import StoreDoor
from mairie_quartier.store.migrate import known_revision
from mairie_quartier.store.people_words import document_of
from mairie_quartier.store.statements import Row, TableText, Values, text_of
from mairie_quartier.store.table_parts import LATER
from tests.bench.names import names
from tests.builders import (
    LOGIN,
    MACHINE,
    MORNING,
    OFFICE,
    PASSWORD,
    Desk,
    FakeClock,
    demarches,
    entrance_by,
)

EDITION = known_revision(paths.migrations("desk"))
"""A store made for another revision is made anew: migrating leaves a file of another shape."""
NEEDS_A_VISIT = 3
PIECES_A_NEED = 2
VISITS_A_DAY = 90
OPEN_DAYS = 90
AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Size:
    """How large a store is."""

    people: int
    requests: int

    @property
    def folder_name(self) -> str:
        """Name its folder."""
        return f"bench-store-{self.people}-{self.requests}-{EDITION}"


def open_store(build: Path, size: Size) -> Desk:
    """Open the store of a size, made now if it was never made whole."""
    folder = build / size.folder_name
    if not (folder / "whole").exists():
        shutil.rmtree(folder, ignore_errors=True)
        _make(folder, size)
        (folder / "whole").touch()
    return log_in(folder)


def log_in(folder: Path) -> Desk:
    """Open a desk as an agent does, with what a real password costs."""
    clock = FakeClock()
    door = _door(folder, clock)
    entrance = entrance_by(door, clock)
    return Desk(folder, clock, door, entrance, sessions.log_in(entrance, LOGIN, PASSWORD), "")


def _door(folder: Path, clock: FakeClock) -> StoreDoor:
    return StoreDoor(folder, migrations=paths.migrations("desk"), clock=clock, machine=MACHINE)


def _make(folder: Path, size: Size) -> None:
    clock = FakeClock()
    door = _door(folder, clock)
    context, _ = sessions.set_up(entrance_by(door, clock), OFFICE)
    raw = door.engine.raw_connection()
    cursor: Any = raw.cursor()
    cursor.execute("PRAGMA synchronous = OFF")
    with ProcessPoolExecutor() as pool:
        _Loader(cursor, context, random.Random(size.people), pool=pool).load(size)
    cursor.execute("PRAGMA synchronous = FULL")
    raw.close()
    door.leave()


class _Loader:
    """Writes people, then visits day by day."""

    def __init__(
        self, cursor: Any, context: Context, chance: random.Random, *, pool: ProcessPoolExecutor
    ) -> None:
        self._cursor = cursor
        self._context = context
        self._chance = chance
        self._people: list[PersonId] = []
        self._pool = pool
        self._demarches = demarches()

    def load(self, size: Size) -> None:
        """Write everything, a few thousand rows in each transaction."""
        for batch in _batches(self._persons(size.people)):
            self._write_people(batch)
        rows = self._visits(size.requests // NEEDS_A_VISIT)
        for days in _batches(rows, 500):
            self._begin()
            for table in (schema.visit, schema.request, schema.piece, schema.receipt):
                self._insert(table, [row for each in days for row in each.get(table.name, ())])
            self._cursor.execute("COMMIT")
        self._write_trail(size.requests)

    def _begin(self) -> None:
        self._cursor.execute("BEGIN IMMEDIATE")

    def _insert(self, table: Any, rows: list[dict[str, object]]) -> None:
        text = text_of(table)
        later = [each for each in table.columns if LATER in each.info]
        absent = {each.name: None if each.nullable else "" for each in later}
        self._cursor.executemany(text.insert, [_bound(text, absent | row) for row in rows])

    def _persons(self, count: int) -> Iterator[Person]:
        chance, office = self._chance, self._context.office.id
        for family, first in islice(names(chance), count):
            day = chance.choice((None, chance.randint(1, 28)))
            yield Person(
                id=PersonId(new_id()),
                office_id=office,
                created_at=MORNING,
                last_contact_on=MORNING.date() - timedelta(days=chance.randrange(700)),
                family_name=family,
                first_names=first,
                birth=PartialDate(chance.randint(1935, 2010), day and chance.randint(1, 12), day),
                phone=f"06{chance.randrange(10**8):08}" if chance.random() < 0.7 else "",
            )

    def _write_people(self, people: list[Person]) -> None:
        self._begin()
        first = len(self._people) + 1
        fields = Person.__dataclass_fields__
        self._insert(
            schema.person, [{name: getattr(each, name) for name in fields} for each in people]
        )
        refs = [(first + place, each.id.bytes) for place, each in enumerate(people)]
        self._cursor.executemany("INSERT INTO person_ref (ref, person_id) VALUES (?, ?)", refs)
        found = self._pool.map(document_of, people, chunksize=500)
        documents = [(first + place, *document) for place, document in enumerate(found)]
        self._cursor.executemany(
            "INSERT INTO person_index (rowid, words, keys) VALUES (?, ?, ?)", documents
        )
        self._cursor.execute("COMMIT")
        self._people += [each.id for each in people]

    def _visits(self, count: int) -> Iterator[dict[str, list[dict[str, object]]]]:
        days = -(-count // VISITS_A_DAY)
        for rank in range(count):
            back = days - 1 - rank // VISITS_A_DAY
            yield self._visit(rank, MORNING - timedelta(days=back), back)

    def _visit(self, rank: int, at: datetime, back: int) -> dict[str, list[dict[str, object]]]:
        context, chance = self._context, self._chance
        person = chance.choice(self._people)
        visit: dict[str, object] = {
            "id": new_id(), "office_id": context.office.id, "agent_id": context.agent.id,
            "opened_at": at, "opened_on": at.date(), "channel": "desk", "person_id": person,
            "language": None, "place": "", "note": "", "clock_doubtful": False,
        }  # fmt: skip
        requests = [self._request(visit, at.date(), back) for _ in range(NEEDS_A_VISIT)]
        pieces = [row for request in requests for row in self._pieces(request, at.date())]
        number = f"BAC-ZZ-{at.year % 100}-{rank:06}"
        receipt: dict[str, object] = {
            "id": new_id(), "office_id": context.office.id, "number": number,
            "kind": "deposit_receipt", "visit_id": visit["id"], "person_id": person,
            "agent_id": context.agent.id, "issued_at": at, "content": "x" * 1_500,
        }  # fmt: skip
        return {"visit": [visit], "request": requests, "piece": pieces, "receipt": [receipt]}

    def _request(self, visit: dict[str, object], day: date, back: int) -> dict[str, object]:
        demarche = self._chance.choice(self._demarches)
        is_open = back < OPEN_DAYS and self._chance.random() < 0.5
        due = day + timedelta(days=self._chance.choice((14, 30, 60, 120)))
        return {
            "id": new_id(), "visit_id": visit["id"], "office_id": visit["office_id"],
            "person_id": visit["person_id"], "demarche": demarche.code, "label": demarche.label,
            "outcome": Outcome.DEPOSITED if is_open else Outcome.INFORMED,
            "status": RequestStatus.AWAITING_DECISION if is_open else RequestStatus.CLOSED,
            "received_on": day, "reason": None, "note": "", "pieces_due_on": None,
            "decision_due_on": due, "closed_on": None if is_open else day,
        }  # fmt: skip

    def _pieces(self, request: dict[str, object], day: date) -> list[dict[str, object]]:
        return [
            {
                "id": new_id(), "request_id": request["id"], "office_id": request["office_id"],
                "code": f"piece-{rank}", "label": "Pièce d’identité",
                "state": PieceState.RECEIVED, "received_on": day,
            }
            for rank in range(PIECES_A_NEED)
        ]  # fmt: skip

    def _write_trail(self, operations: int) -> None:
        """Write as many operations not yet sent and audit entries as there are requests."""
        self._cursor.execute("SELECT max(seq) FROM audit_entry")
        seq = self._cursor.fetchone()[0]
        self._cursor.execute("SELECT hash FROM audit_entry ORDER BY seq DESC LIMIT 1")
        digest = (self._cursor.fetchone() or [bytes.fromhex(GENESIS)])[0].hex()
        text, agent = text_of(schema.audit_entry), self._context.agent.id
        entries: list[Values] = []
        for _ in range(operations):
            seq += 1
            entry = AuditEntry(MORNING, agent, AuditAct.CREATED, "request", new_id())
            digest = chain(digest, entry)
            row = {**entry._asdict(), "seq": seq, "hash": bytes.fromhex(digest)}
            entries.append(_bound(text, row))
        self._begin()
        self._cursor.executemany(text.insert, entries)
        self._cursor.execute(
            "UPDATE local_state SET value = ? WHERE name = 'audit'", (f"{seq} {digest}",)
        )
        self._cursor.executemany(
            "INSERT INTO outbox (op, txn, scope, word, record_id, kind, base, fields, replaced,"
            " actor, hlc) VALUES (?, ?, 'city', 'request', ?, 'put', 0, ?, '{}', ?, ?)",
            (
                (new_id().bytes, new_id().bytes, new_id().bytes, "{}" * 100, agent.bytes, rank)
                for rank in range(operations)
            ),
        )
        self._cursor.execute("COMMIT")


def _bound(text: TableText, row: Row) -> Values:
    return text.bound(tuple([row[name] for name in text.names]))


def _batches(items: Iterable[Any], size: int = AT_ONCE) -> Iterator[list[Any]]:
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch
