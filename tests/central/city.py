"""A city for tests: a central database of its own, offices, agents and desks that speak to it.

Desks here are only tokens and counters: the real desk's half has its own tests.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from mairie_quartier.central import enrolling, plain_push, pulling, pushing
from mairie_quartier.central.epochs import read_epoch
from mairie_quartier.central.plain_puts import read_plain
from mairie_quartier.central.speaker import Database
from mairie_quartier.central.steward import MAINTAIN, NewAgent, maintaining
from mairie_quartier.domain.identifiers import new_id
from mairie_quartier.domain.operations import (
    CITY,
    SHARED_WORDS,
    Answer,
    Fields,
    JsonValue,
    Operation,
    OpKind,
    Scope,
)
from mairie_quartier.domain.protocol import PushAnswer, PushRequest
from mairie_quartier.domain.protocol_enrolment import EnrolRequest, OfficeCard
from mairie_quartier.domain.protocol_items import Unreadable
from mairie_quartier.domain.protocol_pull import PullAnswer, PullRequest
from mairie_quartier.domain.quick_reading import Change

CLOCK = 1_790_000_000_000 << 16
EVERYTHING = ("reception", "manager", "administrator")
CODES = [a + b + c for a in "ABCDEFGHIJ" for b in "ABCDEFGHIJKLMNOP" for c in "ABCDEFGHIJKLMNOP"]


@dataclass
class City:
    """One central database, with its URLs by role."""

    owner_url: str
    service_url: str
    analyst_url: str
    database: Database
    owner: Database
    offices: int = 0

    @property
    def epoch(self) -> UUID:
        return read_epoch(self.database)

    def office(self, *, roles: tuple[str, ...] = EVERYTHING) -> "TestOffice":
        """Plan an office with one agent."""
        self.offices += 1
        code = CODES[self.offices]
        with maintaining(self.owner) as steward:
            card = steward.add_office(code, f"Mairie de quartier {code}")
            agent = steward.add_agent(NewAgent(code, f"agent.{code}", "Inès", "Roy", "", roles))
        return TestOffice(self, card, agent)

    def agent(self, office: "TestOffice", *roles: str) -> UUID:
        """Add an agent with these roles."""
        login = f"agent.{new_id()}"
        with maintaining(self.owner) as steward:
            return steward.add_agent(NewAgent(office.card.code, login, "Léo", "Sy", "", roles))

    def owner_rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Give what the owner sees in maintenance."""
        with self.owner.transaction():
            self.owner.execute(MAINTAIN)
            return [tuple(row) for row in self.owner.execute(query, values).fetchall()]

    def owner_does(self, statement: str, *values: object) -> None:
        """Let the owner change something in maintenance."""
        with self.owner.transaction():
            self.owner.execute(MAINTAIN)
            self.owner.execute(statement, values)


@dataclass
class TestOffice:
    """One office and its first agent."""

    __test__ = False

    city: City
    card: OfficeCard
    agent: UUID

    @property
    def id(self) -> UUID:
        return self.card.id

    @property
    def scope(self) -> Scope:
        return Scope(str(self.card.id))

    def code(self) -> str:
        """Give an enrolment code."""
        with maintaining(self.city.owner) as steward:
            return steward.plan_enrolment(self.card.code, timedelta(days=1))

    def desk(self, name: str = "Guichet") -> "TestDesk":
        """Enrol a PC."""
        request = EnrolRequest(self.code(), name)
        enrolled = enrolling.enrol(self.city.database, request)
        return TestDesk(self, enrolled.token, enrolled.desk)


@dataclass
class TestDesk:
    """A token with its counter of operations, and what it pulled."""

    __test__ = False

    office: TestOffice
    token: str
    id: UUID
    dseq: int = 0
    cursors: dict[Scope, int] = field(default_factory=dict)
    pulled: list[Change] = field(default_factory=list)

    @property
    def city(self) -> City:
        return self.office.city

    def operation(self, word: str, kind: OpKind, **changed: object) -> Operation:
        """Give the next operation of this desk."""
        self.dseq += 1
        office = self.office
        values: dict[str, object] = {
            "op": new_id(),
            "dseq": self.dseq,
            "txn": new_id(),
            "scope": CITY if word in SHARED_WORDS else office.scope,
            "word": word,
            "record_id": new_id(),
            "kind": kind,
            "base": 0,
            "fields": {},
            "replaced": {},
            "actor": office.agent,
            "hlc": CLOCK + self.dseq,
            **changed,
        }
        return Operation(**values)  # type: ignore[arg-type]  # a builder: the values are right

    def put(self, word: str, fields: Fields, **changed: object) -> Operation:
        return self.operation(word, OpKind.PUT, fields=fields, **changed)

    def patch(
        self, word: str, record_id: UUID, fields: Fields, replaced: Fields, **changed: object
    ) -> Operation:
        return self.operation(
            word, OpKind.PATCH, record_id=record_id, fields=fields, replaced=replaced, **changed
        )

    def delete(self, word: str, record_id: UUID, seen: Fields, **changed: object) -> Operation:
        return self.operation(word, OpKind.DELETE, record_id=record_id, replaced=seen, **changed)

    def person(self, **fields: JsonValue) -> Operation:
        """Give the operation that records a person."""
        return self.put("person", {**person_fields(self.office.scope), **fields})

    def push(
        self, *operations: Operation | Unreadable, epoch: UUID | None = None
    ) -> tuple[Answer, ...]:
        """Push, in the service's own way."""
        return self.pushed(operations, epoch=epoch).answer.answers

    def pushed(
        self, operations: Sequence[Operation | Unreadable], *, epoch: UUID | None = None
    ) -> pushing.Pushed:
        request = PushRequest(epoch or self.city.epoch, 1, 1, tuple(operations))
        sound = all(isinstance(each, Operation) for each in operations)
        puts = read_plain(request.encode()) if sound else None
        taken = plain_push.take(self.city.database, self.token, puts) if puts else None
        if taken is not None:
            return pushing.Pushed(PushAnswer.decode(taken.message), 0)
        return pushing.push(self.city.database, self.token, request)

    def pull(self, limit: int = 500) -> list[Change]:
        """Pull all there is after the cursors."""
        news: list[Change] = []
        cursors = self.cursors or {CITY: 0, self.office.scope: 0}
        more = True
        while more:
            request = PullRequest(self.city.epoch, cursors, limit)
            answer = PullAnswer.decode(pulling.pull(self.city.database, self.token, request))
            for change in answer.changes:
                cursors[change.scope] = change.seq
            news += answer.changes
            more = answer.more
        self.cursors = cursors
        self.pulled += news
        return news


def person_fields(scope: Scope) -> dict[str, JsonValue]:
    """Give a whole person, as a desk records one."""
    return {
        "office_id": str(scope),
        "created_at": "2026-11-22T09:00:00.000123+00:00",
        "last_contact_on": "2026-11-22",
        "family_name": "Traoré",
        "used_name": "",
        "first_names": "Awa",
        "other_script_name": "",
        "birth": "1990-05",
        "phone": "+33600000001",
        "email": "",
        "housing": "address",
        "address": "",
        "postcode": "",
        "town": "",
        "domiciled_at": "",
        "language": "bam",
        "second_language": None,
        "literacy": "unknown",
        "access_needs": [],
        "contact": "normal",
        "contact_note": "",
        "note": "",
        "household_id": None,
        "merged_into": None,
        "handovers": "",
    }


def receipt(desk: TestDesk, number: str) -> Operation:
    """Give the operation that issues a numbered paper."""
    return desk.put(
        "receipt",
        {
            "office_id": str(desk.office.id),
            "number": number,
            "kind": "deposit",
            "visit_id": str(new_id()),
            "person_id": None,
            "agent_id": str(desk.office.agent),
            "issued_at": "2026-11-22T09:00:00+00:00",
            "content": "{}",
        },
    )
