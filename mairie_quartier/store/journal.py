"""Every write of one transaction: business rows, audit trail and outbox, kept together.

Inserts are held back and written by table in one statement each, because a visit writes some
forty rows and each statement costs more than the row.  Nothing here commits.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, Table

from mairie_quartier.domain.audit import GENESIS, AuditAct, AuditEntry, chain
from mairie_quartier.domain.identifiers import new_id, new_key
from mairie_quartier.domain.operations import SHARED_WORDS
from mairie_quartier.store import schema
from mairie_quartier.store.statements import Row, Statements, TableText, Value, Values, text_of
from mairie_quartier.store.wire import pack, pack_values

__all__ = ["AUDIT_MARK", "CITY", "CLOCK_MARK", "Journal", "Row"]

CITY: Final = "city"
CLOCK_MARK: Final = "clock"
AUDIT_MARK: Final = "audit"
CLOCK_TOLERANCE: Final = timedelta(minutes=5)
OPERATION: Final = (
    *("op", "txn", "scope", "word", "record_id", "kind", "base", "fields", "replaced", "actor"),
    "hlc",
)
ENTRY: Final = ("seq", "at", "agent_id", "act", "subject", "subject_id", "fields", "hash")

_NOTHING: Final = "{}"
_TAIL: Final = f"""
SELECT (SELECT hlc FROM outbox ORDER BY dseq DESC LIMIT 1),
       (SELECT seq FROM audit_entry ORDER BY seq DESC LIMIT 1),
       (SELECT hash FROM audit_entry ORDER BY seq DESC LIMIT 1),
       (SELECT value FROM local_state WHERE name = '{CLOCK_MARK}')
"""
_MARK: Final = (
    "INSERT INTO local_state (name, value) VALUES (?, ?)"
    " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
_ENTER: Final = (
    f"INSERT INTO audit_entry ({', '.join(ENTRY)}) VALUES ({', '.join('?' for _ in ENTRY)})"
)
_OPERATE: Final = (
    f"INSERT INTO outbox ({', '.join(OPERATION)}) VALUES ({', '.join('?' for _ in OPERATION)})"
)


@dataclass(frozen=True, slots=True)
class Tail:
    """Where the store's sequences end; nobody else can write while the transaction lasts."""

    hlc: int
    seq: int
    hash: str
    clock: datetime | None


@dataclass
class Journal:
    """Collects what a transaction writes; ``actor`` is the agent at the keyboard."""

    connection: Connection
    actor: UUID | None
    now: datetime
    txn: UUID = field(default_factory=new_id)
    changed: set[str] = field(default_factory=set)
    _rows: dict[Table, list[Values]] = field(default_factory=dict)
    _entries: list[AuditEntry] = field(default_factory=list)
    _operations: list[Values] = field(default_factory=list)
    _marks: tuple[bytes, bytes | None] | None = None
    _office: tuple[object, str] = (None, CITY)
    _sql: Statements | None = None
    _tail: Tail | None = None

    # No cached_property here: in Python 3.11 it holds one lock for all instances, and whoever
    # waits in it for the store would keep the one who has the store from ending.

    @property
    def sql(self) -> Statements:
        """Give what runs the prepared statements of this transaction."""
        if self._sql is None:
            self._sql = Statements(self.connection)
        return self._sql

    @property
    def tail(self) -> Tail:
        """Give where the sequences end, as read when this transaction first asked."""
        if self._tail is None:
            self._tail = self._read_tail()
        return self._tail

    def _read_tail(self) -> Tail:
        ((hlc, seq, digest, clock),) = self.sql.rows(_TAIL)
        return Tail(
            hlc=int(str(hlc or 0)),
            seq=int(str(seq or 0)),
            hash=digest.hex() if isinstance(digest, bytes) else GENESIS,
            clock=_instant(int(str(clock))) if clock else None,
        )

    def clock_went_back(self) -> bool:
        """Tell whether the clock reads earlier than something already recorded."""
        clock = self.tail.clock
        return clock is not None and self.now < clock - CLOCK_TOLERANCE

    def trust_clock(self) -> None:
        """Take the present time of this PC for right, though later times were recorded."""
        self._tail = replace(self.tail, clock=None)
        self.note(AuditAct.CLOCK_TRUSTED, "clock", None)

    def put(self, table: Table, rows: Iterable[Values], *, base: int = 0) -> None:
        """Record new rows; ``base`` above 0: the agent knows that they were deleted elsewhere.

        A row is the values of all columns but ``rev``, in their order, as the domain has them.
        """
        text, held = text_of(table), self._rows.setdefault(table, [])
        for values in rows:
            row = text.bound(values)
            held.append(row)
            self._record_put(text, values, row[0], base)
            self._audit(AuditAct.CREATED, text, values[0])

    def patch(self, table: Table, before: Row, fields: Row) -> None:
        """Record changed fields of a row; ``before`` is the whole row as it was."""
        self.flush_rows()
        text = text_of(table)
        values = [text.bind(name, value) for name, value in fields.items()]
        key = text.bind("id", before["id"])
        self.sql.run(text.update(fields), (*values, key))
        replaced = {name: before[name] for name in fields}
        mark = key, before.get("office_id"), before["rev"]
        self._record(text, "patch", mark, fields=pack(fields), replaced=pack(replaced))
        self._audit(AuditAct.CHANGED, text, before["id"], tuple(sorted(fields)))

    def delete(self, table: Table, before: Row) -> None:
        """Record that a row is gone."""
        self.flush_rows()
        text = text_of(table)
        key = text.bind("id", before["id"])
        self.sql.run(f'DELETE FROM "{text.table}" WHERE id = ?', (key,))
        kept = {name: value for name, value in before.items() if name != "rev"}
        mark = key, before.get("office_id"), before["rev"]
        self._record(text, "delete", mark, fields=_NOTHING, replaced=pack(kept))
        self._audit(AuditAct.REMOVED, text, before["id"])

    def repeat(self, table: Table, values: Values) -> None:
        """Record a row that is here already as a new operation: the centre refused the first."""
        text = text_of(table)
        self._record_put(text, values, text.bind("id", values[0]), 0)
        self._audit(AuditAct.CHANGED, text, values[0])

    def note(self, act: AuditAct, subject: str, subject_id: UUID | None) -> None:
        """Write to the trail something that changed no row."""
        self._entries.append(AuditEntry(self.now, self.actor, act, subject, subject_id))

    def flush_rows(self, asked: Table | None = None) -> None:
        """Write the rows held back, so that a query (of one table, of its rows) sees them."""
        if not self._rows or (asked is not None and asked not in self._rows):
            return
        for table in [table for table in schema.SYNCED if table in self._rows]:
            self.sql.run_many(text_of(table).insert, self._rows.pop(table))

    def finish(self) -> None:
        """Write rows, operations and audit entries; the caller commits."""
        self.flush_rows()
        marks: dict[str, str] = {}
        if self._operations:
            self.sql.run_many(_OPERATE, self._stamped())
        if self._entries:
            entries = self._chained()
            self.sql.run_many(_ENTER, entries)
            marks[AUDIT_MARK] = f"{entries[-1][0]} {self.tail.hash}"
            if self.tail.clock is None or self.now > self.tail.clock:
                marks[CLOCK_MARK] = str(_milliseconds(self.now))
            self.sql.run_many(_MARK, marks.items())
        self._operations, self._entries = [], []

    def _record_put(self, text: TableText, values: Values, key: Value, base: int) -> None:
        fields = pack_values(text.packed, values[1:]) or _NOTHING
        office = None if text.office is None else values[text.office]
        self._record(text, "put", (key, office, base), fields=fields, replaced=_NOTHING)

    def _record(
        self, text: TableText, kind: str, mark: Values, *, fields: str, replaced: str
    ) -> None:
        """Hold an operation back; ``mark`` is the row's key, its office and its ``rev``."""
        self.changed.add(text.table)
        if self._marks is None:
            self._marks = self.txn.bytes, self.actor.bytes if self.actor else None
        txn, actor = self._marks
        key, office, rev = mark
        scope = CITY if text.table in SHARED_WORDS else self._scope_of(office)
        self._operations.append(
            (new_key(), txn, scope, text.table, key, kind, rev, fields, replaced, actor)
        )

    def _scope_of(self, office: object) -> str:
        """Write an office; a transaction's rows are of one and the same, most of the time."""
        if office is None:
            return CITY
        if office is not self._office[0]:
            self._office = office, str(office)
        return self._office[1]

    def _audit(
        self, act: AuditAct, text: TableText, key: object, fields: tuple[str, ...] = ()
    ) -> None:
        subject_id = key if isinstance(key, UUID) else None
        entry = AuditEntry(self.now, self.actor, act, text.table, subject_id, fields)
        self._entries.append(entry)

    def _stamped(self) -> list[Values]:
        """Give each operation its hybrid logical clock: milliseconds, then a 16-bit counter.

        It never goes back, even if the PC's clock does (SYNC.md).
        """
        tick = max(_milliseconds(self.now) << 16, self.tail.hlc + 1)
        tail = self.tail
        last = tick + len(self._operations) - 1
        self._tail = Tail(last, tail.seq, tail.hash, tail.clock)
        return [(*each, tick + offset) for offset, each in enumerate(self._operations)]

    def _chained(self) -> list[Values]:
        """Give the entries' rows, and move the tail to the last of them."""
        tail, bind = self.tail, text_of(schema.audit_entry).bind
        at, agent, none = bind("at", self.now), bind("agent_id", self.actor), bind("fields", ())
        digest, rows = tail.hash, list[Values]()
        for seq, entry in enumerate(self._entries, tail.seq + 1):
            digest = chain(digest, entry)
            subject_id = bind("subject_id", entry.subject_id)
            fields = bind("fields", entry.fields) if entry.fields else none
            act, hashed = str.__str__(entry.act), bytes.fromhex(digest)
            rows.append((seq, at, agent, act, entry.subject, subject_id, fields, hashed))
        self._tail = Tail(tail.hlc, tail.seq + len(rows), digest, tail.clock)
        return rows


def _milliseconds(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)


def _instant(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, tz=UTC)
