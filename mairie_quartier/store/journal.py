"""Every write of one transaction: business rows, audit trail and outbox, kept together.

Inserts are held back and written by table in one statement each, because a visit writes some
thirty rows and each statement costs more than the row.  Nothing here commits.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Table, delete, insert, select, update

from mairie_quartier.domain.audit import GENESIS, AuditAct, AuditEntry, chain
from mairie_quartier.domain.identifiers import new_id
from mairie_quartier.store import schema
from mairie_quartier.store.wire import dump

CITY = "city"
Row = dict[str, object]


@dataclass(slots=True)
class Journal:
    """Collects what a transaction writes; ``actor`` is the agent at the keyboard."""

    connection: Connection
    actor: UUID | None
    now: datetime
    txn: UUID = field(default_factory=new_id)
    changed: set[str] = field(default_factory=set)
    _rows: dict[Table, list[Row]] = field(default_factory=dict)
    _entries: list[AuditEntry] = field(default_factory=list)
    _operations: list[Row] = field(default_factory=list)

    def put(self, table: Table, row: Row) -> None:
        """Record a new row."""
        self._rows.setdefault(table, []).append(row)
        self._record(table, row, "put", fields=row, replaced={})
        self._audit(AuditAct.CREATED, table, row, ())

    def patch(self, table: Table, before: Row, fields: Row) -> None:
        """Record changed fields of a row; ``before`` is the whole row as it was."""
        self.flush_rows()
        self.connection.execute(update(table).where(table.c.id == before["id"]).values(**fields))
        replaced = {name: before[name] for name in fields}
        self._record(table, before, "patch", fields=fields, replaced=replaced)
        self._audit(AuditAct.CHANGED, table, before, tuple(sorted(fields)))

    def delete(self, table: Table, before: Row) -> None:
        """Record that a row is gone."""
        self.flush_rows()
        self.connection.execute(delete(table).where(table.c.id == before["id"]))
        kept = {name: value for name, value in before.items() if name != "rev"}
        self._record(table, before, "delete", fields={}, replaced=kept)
        self._audit(AuditAct.REMOVED, table, before, ())

    def note(self, act: AuditAct, subject: str, subject_id: UUID | None) -> None:
        """Write to the trail something that changed no row."""
        self._entries.append(AuditEntry(self.now, self.actor, act, subject, subject_id))

    def flush_rows(self) -> None:
        """Write the rows held back, so that a query sees them."""
        for table in [table for table in schema.SYNCED if table in self._rows]:
            self.connection.execute(insert(table), self._rows.pop(table))

    def finish(self) -> None:
        """Write rows, operations and audit entries; the caller commits."""
        self.flush_rows()
        if self._operations:
            self._stamp()
            self.connection.execute(insert(schema.outbox), self._operations)
            self._operations = []
        if self._entries:
            self.connection.execute(insert(schema.audit_entry), self._chained())
            self._entries = []

    def _record(
        self, table: Table, row: Row, kind: str, *, fields: Row, replaced: Mapping[str, object]
    ) -> None:
        self.changed.add(table.name)
        self._operations.append(
            {
                "op": new_id(),
                "txn": self.txn,
                "scope": str(row.get("office_id", CITY)) if table.name != "agent" else CITY,
                "word": table.name,
                "record_id": row["id"],
                "kind": kind,
                "base": row.get("rev", 0),
                "fields": dump({k: v for k, v in fields.items() if k not in ("id", "rev")}),
                "replaced": dump(replaced),
                "actor": self.actor,
            }
        )

    def _audit(self, act: AuditAct, table: Table, row: Row, fields: tuple[str, ...]) -> None:
        key = row["id"]
        subject_id = key if isinstance(key, UUID) else None
        self._entries.append(AuditEntry(self.now, self.actor, act, table.name, subject_id, fields))

    def _stamp(self) -> None:
        """Give each operation its hybrid logical clock: milliseconds, then a 16-bit counter.

        It never goes back, even if the PC's clock does (SYNC.md).
        """
        latest = self.connection.execute(
            select(schema.outbox.c.hlc).order_by(schema.outbox.c.dseq.desc()).limit(1)
        ).scalar()
        tick = max(int(self.now.timestamp() * 1000) << 16, (latest or 0) + 1)
        for offset, operation in enumerate(self._operations):
            operation["hlc"] = tick + offset

    def _chained(self) -> list[Row]:
        last = self.connection.execute(
            select(schema.audit_entry.c.hash).order_by(schema.audit_entry.c.seq.desc()).limit(1)
        ).scalar()
        previous = last.hex() if last else GENESIS
        rows: list[Row] = []
        for entry in self._entries:
            previous = chain(previous, entry)
            rows.append(
                {
                    "at": entry.at,
                    "agent_id": entry.agent_id,
                    "act": entry.act,
                    "subject": entry.subject,
                    "subject_id": entry.subject_id,
                    "fields": entry.fields,
                    "hash": bytes.fromhex(previous),
                }
            )
        return rows
