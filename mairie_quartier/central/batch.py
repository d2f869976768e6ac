"""One batch of operations being decided, in memory: what is there, what it becomes, what to log.

It is filled by ``reading``, changed by ``judging`` and written by ``writing``; nothing here
touches the database.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Final, Protocol
from uuid import UUID

from mairie_quartier.central.speaker import DeskCard
from mairie_quartier.central.tables import scope_of
from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.conflicts import Conflict, Ours
from mairie_quartier.domain.field_merge import Row, Tombstone
from mairie_quartier.domain.operations import (
    Answer,
    ChangeKind,
    Operation,
    RejectCode,
    Scope,
)
from mairie_quartier.domain.protocol_items import Unreadable, operation_items

Key = tuple[str, UUID]

AHEAD_MS: Final = 300_000


@dataclass(slots=True)
class Holding:
    """One record during the batch: as stored, as it is now, and which fields changed."""

    stored: Row | None = None
    row: Row | None = None
    tombstone: Tombstone | None = None
    touched: set[str] = field(default_factory=set)
    # The fields of a row just put, as JSON: written as they came.
    text: str = ""
    moved_to: UUID | None = None
    left_before: bool = False

    @property
    def is_elsewhere(self) -> bool:
        """Tell whether the record was handed over to another office."""
        return self.left_before or self.moved_to is not None


@dataclass(frozen=True, slots=True)
class Note:
    """What happened to a record; ``fields`` is JSON text."""

    word: str
    record_id: UUID
    kind: ChangeKind
    rev: int
    fields: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the change log to write."""

    scope: UUID
    seq: int
    note: Note
    op: UUID
    actor: UUID | None
    hlc: int


@dataclass(frozen=True, slots=True)
class Grave:
    """What to remember of a record that is gone from its scope."""

    word: str
    record_id: UUID
    scope: UUID
    rev: int
    fields: str | None
    dseq: int


@dataclass(frozen=True, slots=True)
class Decided:
    """An operation with its answer."""

    operation: Operation
    digest: bytes
    answer: Answer


@dataclass(frozen=True, slots=True)
class Refused:
    """What goes to quarantine, as it came."""

    item: Operation | Unreadable
    code: RejectCode
    detail: str


@dataclass(frozen=True, slots=True)
class Stored:
    """An operation decided before."""

    desk: UUID
    dseq: int
    digest: bytes
    answer: Answer


class History(Protocol):
    """What is looked up only when values clash, which is rare."""

    def open_conflicts(self, record_id: UUID) -> list[Conflict]:
        """Give the open conflicts of a record."""
        ...

    def last_writer(self, word: str, record_id: UUID, field: str) -> Ours:
        """Tell who wrote a field's current value; of the whole record, who wrote last."""
        ...


@dataclass(slots=True)
class Batch:
    """Everything that deciding the operations of one request needs and gives."""

    desk: DeskCard
    now: datetime
    heads: dict[UUID, int]
    history: History
    known: dict[UUID, Stored] = field(default_factory=dict)
    holdings: dict[Key, Holding] = field(default_factory=dict)
    actors: dict[UUID, frozenset[Role]] = field(default_factory=dict)
    conflicts: dict[UUID, list[Conflict]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    arrivals: list[Line] = field(default_factory=list)
    graves: dict[Key, Grave] = field(default_factory=dict)
    texts: dict[UUID, str] = field(default_factory=dict)
    home: Scope = field(init=False)

    def __post_init__(self) -> None:
        """Name the scope of the desk's office once."""
        self.home = scope_of(self.desk.office)

    revived: set[Key] = field(default_factory=set)
    decided: list[Decided] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    def holding(self, word: str, record_id: UUID) -> Holding:
        """Give a record's holding; one that was not read is not there."""
        found = self.holdings.get((word, record_id))
        if found is None:
            found = self.holdings[word, record_id] = Holding()
        return found

    def log(self, scope: UUID, operation: Operation, note: Note) -> None:
        """Write the next line of a scope's change log."""
        self.lines.append(self._line(scope, operation, note))

    def log_arrival(self, scope: UUID, operation: Operation, note: Note) -> None:
        """Log, in another office's scope, a record that was handed over to it."""
        self.arrivals.append(self._line(scope, operation, note))

    def _line(self, scope: UUID, operation: Operation, note: Note) -> Line:
        seq = self.heads[scope] + 1
        self.heads[scope] = seq
        hlc = clamped(operation.hlc, self.now)
        return Line(scope, seq, note, operation.op, operation.actor, hlc)


def clamped(hlc: int, now: datetime) -> int:
    """Bring back a clock that runs ahead, or that reads before 1970: it is for display only."""
    latest = (int(now.timestamp() * 1000) + AHEAD_MS) << 16
    return max(0, min(hlc, latest))


def digest_of(operation: Operation, fields: str, replaced: str) -> bytes:
    """Give what tells whether the same operation came again; its place on the desk is no part."""
    actor = operation.actor.int if operation.actor else 0
    text = (
        f"{operation.txn.int} {operation.scope} {operation.word} {operation.record_id.int}"
        f" {operation.kind.value} {operation.base} {actor} {operation.hlc}\0{fields}\0{replaced}"
    )
    return digest_of_text(text)


def digest_of_text(text: str) -> bytes:
    """Give the digest of what ``digest_of`` looks at."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def raw_text(item: Operation | Unreadable) -> str:
    """Give an operation as it came, in ASCII: PostgreSQL takes every character escaped."""
    raw = item.raw if isinstance(item, Unreadable) else operation_items(item)
    return json.dumps(raw, separators=(",", ":"))


def is_storable(text: str) -> bool:
    """Tell whether PostgreSQL's text can hold a JSON text: no NUL, no lone surrogate."""
    if "\\u0000" in text and "\\u0000" in text.replace("\\\\", ""):
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
