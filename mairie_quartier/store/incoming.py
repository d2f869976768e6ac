"""What others did, brought into this PC's rows, with the cursor, in one transaction.

Changes of one record within a page are written as one.  Two rules (SYNC.md): fields with waiting
operations keep the agent's value; and while a snapshot may be ahead of the log, what it already
holds is passed over by revision.  This desk's own changes are replayed like any other: between two
of them another desk may have set a field and set it back, and only the whole log tells the end.
"""

from collections.abc import Sequence
from dataclasses import replace

from mairie_quartier.domain.identifiers import hyphened
from mairie_quartier.domain.operations import CITY, ChangeKind, Scope
from mairie_quartier.domain.quick_reading import Change
from mairie_quartier.store.outbox import WAITS
from mairie_quartier.store.row_writer import Fate, RowWriter
from mairie_quartier.store.statements import Statements
from mairie_quartier.store.sync_state import SyncState
from mairie_quartier.store.wire_rows import OFFICE_BOUND

_PUT = ChangeKind.PUT  # by far the most frequent, and slow to name each time


class ChangeTaker:
    """Brings a page of the log in, within one transaction."""

    def __init__(self, writer: RowWriter, state: SyncState) -> None:
        self._writer = writer
        self._state = state
        self._scopes = state.scopes()

    def take(self, changes: Sequence[Change]) -> None:
        """Bring these changes in, in the order of the log, and move the cursors."""
        keys = [(change.word, change.record_id.int.to_bytes(16)) for change in changes]
        fates = self._writer.fates(keys)
        cursors = self._state.cursors()
        reached = {scope: cursor.seq for scope, cursor in cursors.items()}
        for change, key in zip(changes, keys, strict=True):
            scope = change.scope
            seq = reached.get(scope)
            if seq is None or change.seq <= seq:
                continue
            fate = fates.get(key)
            if fate is not None:
                self._apply(fate, change, catching_up=seq < cursors[scope].known_to)
            reached[scope] = change.seq
        self._writer.write(fates, self._writer.waiting({key for _, key in keys}))
        for scope, seq in reached.items():
            self._state.move_cursor(scope, replace(cursors[scope], seq=seq))

    def _apply(self, fate: Fate, change: Change, *, catching_up: bool) -> None:
        kind = change.kind
        # A record may have left and come back; the line that tells of its leaving has its revision.
        if catching_up and change.rev <= (fate.rev - 1 if kind is ChangeKind.DROP else fate.rev):
            return
        if kind is _PUT:
            self._writer.put(change.word, fate, change.fields, change.rev)
        elif kind is ChangeKind.PATCH:
            self._writer.patch(change.word, fate, change.fields, change.rev)
        elif kind is ChangeKind.DELETE:
            fate.remove()
        else:
            self._writer.settle(change.word, fate)
            self._drop(fate, change)

    def _drop(self, fate: Fate, change: Change) -> None:
        """Let a record go that was handed over, unless it came to another scope held here."""
        place = office_scope(fate.office)
        if place == change.scope or place not in self._scopes:
            fate.remove()


def office_scope(office: bytes | None) -> Scope:
    """Give the scope of a row by its office."""
    if office is None:
        return CITY
    return Scope(hyphened(office.hex()))


LEAVING_PAGE = 300


def let_scope_go(sql: Statements, writer: RowWriter, scope: Scope) -> bool:
    """Remove a page of the rows of a scope that is this desk's no longer; tell if any was there.

    Rows with waiting operations, or that the centre never
    took, stay: they are nowhere else.
    """
    office = bytes.fromhex(scope.replace("-", ""))
    for word in sorted(OFFICE_BOUND):
        query = (
            f'SELECT id FROM "{word}" WHERE office_id = ? AND rev > 0'
            f" AND id NOT IN (SELECT record_id FROM outbox WHERE {WAITS}) LIMIT ?"
        )
        rows = sql.rows(query, (office, LEAVING_PAGE))
        found = [key for (key,) in rows if isinstance(key, bytes)]
        if found:
            fates = writer.fates([(word, key) for key in found])
            for fate in fates.values():
                fate.remove()
            writer.write(fates, {})
            return True
    return False
