"""The inverse of one saved action, from what the outbox kept of it.

A numbered paper is never removed: undoing voids it.  What somebody changed since is refused.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

import sqlcipher3
from sqlalchemy import RowMapping, Table, select

from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.identifiers import AgentId, ReceiptId, TransactionId
from mairie_quartier.domain.papers import IssuedReceipt, Voiding, VoidReason
from mairie_quartier.services.ports import NothingToUndo, UndoTooLate
from mairie_quartier.store import schema
from mairie_quartier.store.journal import Journal
from mairie_quartier.store.local_state import LocalState
from mairie_quartier.store.records import Stored, TableRecords
from mairie_quartier.store.wire import load

AnyRecords = TableRecords[Stored]

LASTING = frozenset({"agent", "office", "setting", "catalogue_entry"})
"""What is undone by changing it back on its own screen: who works here, how the city is set."""

_LAST = "SELECT dseq, txn FROM outbox WHERE actor = ? ORDER BY dseq DESC LIMIT 1"
# The operations of one transaction lie side by side: from its last one back to another's.
_BEFORE = "SELECT dseq FROM outbox WHERE dseq < ? AND txn <> ? ORDER BY dseq DESC LIMIT 1"
_WORDS = f"SELECT DISTINCT word FROM outbox WHERE dseq <= ? AND dseq > coalesce(({_BEFORE}), 0)"
_SPAN = (
    f"SELECT dseq, coalesce(({_BEFORE.replace('?', 'o.dseq', 1)}), 0)"
    " FROM outbox o WHERE txn = ? ORDER BY dseq DESC LIMIT 1"
)


class Undo:
    """Finds and reverts an agent's last saved action."""

    def __init__(
        self, journal: Journal, records: Mapping[str, AnyRecords], state: LocalState
    ) -> None:
        self._journal = journal
        self._records = records
        self._state = state

    def last(self, agent: AgentId) -> TransactionId | None:
        """Give the last action of the agent, or nothing once it was undone."""
        sql = self._journal.sql
        for end, found in sql.rows(_LAST, (agent.bytes,)):
            words = {word for (word,) in sql.rows(_WORDS, (end, end, found))}
            transaction = TransactionId(UUID(bytes=_raw(found)))
            undone = self._state.get(undo_mark(agent)) == str(transaction)
            return None if undone or words & LASTING else transaction
        return None

    def revert(self, transaction: TransactionId) -> None:
        """Write the inverse of every operation, last first."""
        operations = self._operations(transaction)
        if not operations:
            raise NothingToUndo(transaction)
        try:
            for operation in operations:
                self._invert(operation)
        except sqlcipher3.IntegrityError as error:
            # Something recorded since refers to what would go.
            raise UndoTooLate(str(operation["word"]), "id") from error
        self._journal.note(AuditAct.UNDONE, "outbox", transaction)
        self._state.put(undo_mark(AgentId(operations[0]["actor"])), str(self._journal.txn))

    def _operations(self, transaction: TransactionId) -> Sequence[RowMapping]:
        o, key = schema.outbox, transaction.bytes
        for last, before in self._journal.sql.rows(_SPAN, (key, key)):
            query = select(o).where(o.c.dseq > before, o.c.dseq <= last).order_by(o.c.dseq.desc())
            return self._journal.connection.execute(query).mappings().all()
        return ()

    def _invert(self, operation: RowMapping) -> None:
        word, key = str(operation["word"]), operation["record_id"]
        table = schema.metadata.tables[word]
        if table is schema.voiding:
            raise UndoTooLate(word, "reason")
        if table is schema.receipt:
            self._void(key)
            return
        records = self._records[word]
        if operation["kind"] == "put":
            self._remove(records, table, operation)
        elif operation["kind"] == "patch":
            self._patch_back(records, table, operation)
        else:
            records.add(records.rebuild(load(table, operation["replaced"])))

    def _remove(self, records: AnyRecords, table: Table, operation: RowMapping) -> None:
        entity = _present(records, operation)
        _refuse_changed(entity, load(table, operation["fields"]), word=table.name)
        records.remove(entity)

    def _patch_back(self, records: AnyRecords, table: Table, operation: RowMapping) -> None:
        entity = _present(records, operation)
        _refuse_changed(entity, load(table, operation["fields"]), word=table.name)
        current = {name: getattr(entity, name) for name in entity.__dataclass_fields__}
        records.save(records.rebuild({**current, **load(table, operation["replaced"])}))

    def _void(self, key: UUID) -> None:
        issued = self._records["receipt"].get(key)
        voidings = self._records["voiding"]
        if isinstance(issued, IssuedReceipt) and voidings.find(key) is None:
            voidings.add(
                Voiding(
                    id=ReceiptId(key),
                    office_id=issued.office_id,
                    reason=VoidReason.UNDONE,
                    agent_id=issued.agent_id,
                    voided_at=self._journal.now,
                )
            )


def _raw(value: object) -> bytes:
    if not isinstance(value, bytes):
        raise TypeError(type(value))
    return value


def undo_mark(agent: AgentId) -> str:
    """Name the mark that tells which of the agent's actions is not to be undone (again)."""
    return f"undo.{agent.hex}"


def _present(records: AnyRecords, operation: RowMapping) -> Stored:
    entity = records.find(operation["record_id"])
    if entity is None:
        raise UndoTooLate(str(operation["word"]), "id")
    return entity


def _refuse_changed(entity: Stored, written: Mapping[str, object], *, word: str) -> None:
    for name, value in written.items():
        if getattr(entity, name) != value:
            raise UndoTooLate(word, name)
