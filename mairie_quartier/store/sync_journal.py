"""Conflicts, quarantine and last syncs, within a unit of work (``services.sync_ports``).

A choice and a second sending are ordinary writes: they go through the records and the journal.
"""

import json
from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.conflicts import Conflict, ConflictId
from mairie_quartier.domain.identifiers import AgentId
from mairie_quartier.domain.operations import Fields, OpKind
from mairie_quartier.domain.synchronising import CentreAddress, RefusedOperation, SyncRecord
from mairie_quartier.services.sync_ports import CannotRestore, Pending
from mairie_quartier.store import schema
from mairie_quartier.store.journal import Journal
from mairie_quartier.store.local_state import LocalState
from mairie_quartier.store.outbox import GIVEN_UP, RESUBMITTED, Outbox
from mairie_quartier.store.records import Stored, values_of
from mairie_quartier.store.statements import Value, text_of
from mairie_quartier.store.sync_state import SyncState
from mairie_quartier.store.table_parts import LATER
from mairie_quartier.store.undo import AnyRecords, undo_mark
from mairie_quartier.store.wire import dump, load

_OPEN = "closed_at IS NULL"
_FIRST = b""


class StoreSyncJournal:
    """What the store knows of the synchronisation."""

    def __init__(self, journal: Journal, records: Callable[[str], AnyRecords]) -> None:
        self._journal = journal
        self._records = records
        self._outbox = Outbox(journal.sql)

    def open_conflicts(self, *, after: ConflictId | None, limit: int) -> tuple[Conflict, ...]:
        """Give open conflicts, oldest first."""
        start = after.bytes if after else _FIRST
        where = f"WHERE {_OPEN} AND id > ? ORDER BY id LIMIT ?"
        return self._conflicts(where, (start, limit))

    def count_conflicts(self) -> int:
        """Count open conflicts."""
        found = self._journal.sql.rows(f'SELECT count(*) FROM "conflict" WHERE {_OPEN}')
        return int(str(found[0][0]))

    def conflicts_of(self, record_id: UUID) -> tuple[Conflict, ...]:
        """Give the open conflicts of one record."""
        where = f"WHERE record_id = ? AND {_OPEN} ORDER BY id"
        return self._conflicts(where, (record_id.bytes,))

    def plain(self, word: str, record_id: UUID) -> Fields | None:
        """Give a record as the wire writes it; nothing when there is none."""
        entity = self._records(word).find(record_id)
        if entity is None:
            return None
        found: Fields = json.loads(dump(_fields(entity)))
        return found

    def rewrite(self, word: str, record_id: UUID, fields: Fields) -> None:
        """Record these plain values in a record that is there."""
        records = self._records(word)
        values = load(schema.metadata.tables[word], json.dumps(dict(fields)))
        current = records.get(record_id)
        records.save(records.rebuild({**_fields(current), "id": record_id, **values}))

    def restore(self, word: str, record_id: UUID, fields: Fields) -> None:
        """Record a whole record anew. Raises ``CannotRestore``."""
        table = schema.metadata.tables[word]
        wanted = {each.name for each in table.columns if LATER not in each.info} - {"id", "rev"}
        if not wanted <= fields.keys():
            raise CannotRestore(word, record_id)
        records = self._records(word)
        values = load(table, json.dumps(dict(fields)))
        records.put_back(records.rebuild({**values, "id": record_id}))

    def remove(self, word: str, record_id: UUID) -> None:
        """Record that a record is gone; nothing when it is."""
        records = self._records(word)
        entity = records.find(record_id)
        if entity is not None:
            records.remove(entity)

    def refused(self, *, after: int, limit: int) -> tuple[RefusedOperation, ...]:
        """Give operations in quarantine, latest first."""
        return self._outbox.refused(after=after, limit=limit)

    def refused_at(self, dseq: int) -> RefusedOperation | None:
        """Give one operation in quarantine."""
        return self._outbox.refused_at(dseq)

    def send_again(self, operation: RefusedOperation) -> None:
        """Record anew what was refused, as it stands now; undoing must not take it for new."""
        word, key = operation.word, operation.record_id
        never_accepted = operation.kind is OpKind.PATCH and self._rev(word, key) == 0
        if operation.kind is OpKind.PUT or never_accepted:
            self._repeat(word, key)
            for each in self._outbox.refused_of(key):
                self._outbox.settle(each.dseq, RESUBMITTED)
        elif operation.kind is OpKind.PATCH:
            if self._records(word).find(key) is None:
                raise CannotRestore(word, key)
            self.rewrite(word, key, operation.fields)
        else:
            self.remove(word, key)
        self._outbox.settle(operation.dseq, RESUBMITTED)
        self.keep_from_undo()

    def keep_from_undo(self) -> None:
        """Make what this unit writes an action that is not undone."""
        if self._journal.actor is not None:
            mark = undo_mark(AgentId(self._journal.actor))
            LocalState(self._journal.sql).put(mark, str(self._journal.txn))

    def pending(self, record_ids: Collection[UUID]) -> Pending:
        """Count the operations on these records that wait, and those that were refused."""
        self._journal.flush_rows()
        return Pending(
            waiting=self._outbox.waiting_among(record_ids),
            refused=self._outbox.refused_among(record_ids),
        )

    def give_up(self, operation: RefusedOperation) -> None:
        """Take an operation out of quarantine."""
        self._outbox.settle(operation.dseq, GIVEN_UP)

    def last_syncs(self, limit: int) -> tuple[SyncRecord, ...]:
        """Give the last syncs, latest first."""
        return SyncState(self._journal.sql).last_syncs(limit)

    def is_linked(self) -> bool:
        """Tell whether this PC is a desk of the city."""
        return SyncState(self._journal.sql).link() is not None

    def centre(self) -> CentreAddress | None:
        """Give where the city's centre is."""
        link = SyncState(self._journal.sql).link()
        return CentreAddress(link.url, link.ca) if link else None

    def move_centre(self, place: CentreAddress) -> None:
        """Keep where the city's centre is now; the trail says so."""
        SyncState(self._journal.sql).move(place)
        self._journal.note(AuditAct.CHANGED, "centre", None)

    def _rev(self, word: str, key: UUID) -> int | None:
        self._journal.flush_rows()
        found = self._journal.sql.rows(f'SELECT rev FROM "{word}" WHERE id = ?', (key.bytes,))
        return int(str(found[0][0])) if found else None

    def _repeat(self, word: str, key: UUID) -> None:
        entity = self._records(word).find(key)
        if entity is None:
            raise CannotRestore(word, key)
        table = schema.metadata.tables[word]
        self._journal.repeat(table, values_of(table)(entity))

    def _conflicts(self, where: str, values: tuple[Value, ...]) -> tuple[Conflict, ...]:
        self._journal.flush_rows()
        text = text_of(schema.conflict)
        rows = self._journal.sql.rows(f"{text.select} {where}", values)
        found: list[Conflict] = []
        for row in rows:
            fields = text.row(row)
            del fields["rev"]
            found.append(_conflict(fields))
        return tuple(found)


def _fields(entity: Stored) -> dict[str, object]:
    names = [name for name in entity.__dataclass_fields__ if name != "id"]
    return {name: getattr(entity, name) for name in names}


def _conflict(fields: Mapping[str, object]) -> Conflict:
    return Conflict(**fields)  # type: ignore[arg-type]  # typed by the columns
