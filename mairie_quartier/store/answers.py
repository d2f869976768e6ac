"""What the centre decided of this PC's operations, brought into its rows.

Where the centre keeps another value, that value takes the place of the agent's, unless a later
operation still waiting holds the field; what the agent wrote stays readable in the conflict or in
the quarantine.  It must not record operations of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mairie_quartier.domain.operations import (
    Answer,
    Operation,
    OpKind,
    RejectCode,
    Scope,
    Verdict,
)
from mairie_quartier.store.outgoing import Mark
from mairie_quartier.store.row_writer import CHUNK, Fate, RowWriter
from mairie_quartier.store.statements import Statements, Value
from mairie_quartier.store.sync_state import Cursor


@dataclass(frozen=True, slots=True)
class Decided:
    """One operation and its answer."""

    operation: Operation
    answer: Answer


class AnswerTaker:
    """Brings answers into the rows, within one transaction."""

    def __init__(self, writer: RowWriter, cursors: Mapping[Scope, Cursor]) -> None:
        self._writer = writer
        self._cursors = cursors

    def take(self, decided: Sequence[Decided]) -> None:
        """Bring these answers in, in the order of their operations."""
        if not decided:
            return
        keys = [(each.operation.word, each.operation.record_id.bytes) for each in decided]
        fates = self._writer.fates(keys)
        for each, key in zip(decided, keys, strict=True):
            fate = fates.get(key)
            if fate is not None:
                self._settle(fate, each.operation, each.answer)
        last = decided[-1].operation.dseq
        waiting = self._writer.waiting({key for _, key in keys}, after=last)
        self._writer.write(fates, waiting)

    def _settle(self, fate: Fate, operation: Operation, answer: Answer) -> None:
        if answer.verdict is Verdict.QUARANTINED:
            self._refused(fate, operation, answer)
        elif answer.verdict is Verdict.CONFLICT:
            self._disputed(fate, operation, answer)
        elif operation.kind is not OpKind.DELETE and fate.alive:
            for name in operation.fields:
                fate.bound.pop(name, None)  # what this one wrote holds again
            self._revise(fate, operation, answer)

    def _disputed(self, fate: Fate, operation: Operation, answer: Answer) -> None:
        if answer.gone:
            fate.remove()
        else:
            self._theirs(fate, operation, answer)

    def _refused(self, fate: Fate, operation: Operation, answer: Answer) -> None:
        if answer.gone and operation.kind is OpKind.PUT:
            fate.rev = 0  # the centre does not have it (any more): the row stays on this PC
            return
        if answer.gone or answer.code is RejectCode.SCOPE_DROPPED:
            # What the centre never took stays on this PC; what it deleted or moved goes.
            if fate.rev > 0:
                fate.remove()
            return
        if answer.fields is not None:
            self._theirs(fate, operation, answer)
        elif operation.kind is OpKind.DELETE:
            self._writer.put(operation.word, fate, operation.replaced, operation.base)
        elif operation.kind is OpKind.PATCH:
            self._writer.patch(operation.word, fate, operation.replaced, fate.rev)

    def _theirs(self, fate: Fate, operation: Operation, answer: Answer) -> None:
        fields = answer.fields or {}
        if operation.kind is OpKind.DELETE and not fate.alive:
            self._writer.put(operation.word, fate, fields, answer.rev)
        else:
            self._writer.patch(operation.word, fate, fields, fate.rev)
            self._revise(fate, operation, answer)

    def _revise(self, fate: Fate, operation: Operation, answer: Answer) -> None:
        """Take the revision; while a snapshot is ahead of the log, only a first one."""
        cursor = self._cursors.get(operation.scope)
        if fate.rev == 0 or cursor is None or not cursor.catching_up:
            fate.rev = max(fate.rev, answer.rev)


def take_revisions(sql: Statements, marks: Iterable[Mark], cursors: Mapping[Scope, Cursor]) -> None:
    """Give the rows the revisions that came with operations taken just as they were sent.

    What ``AnswerTaker`` does of it, without reading the rows: nothing else changes in them.
    """
    groups: dict[tuple[str, bool, int], list[Value]] = defaultdict(list)
    for word, scope, key, rev in marks:
        cursor = cursors.get(Scope(scope))
        groups[word, cursor is not None and cursor.catching_up, rev].append(key)
    for (word, catching_up, rev), keys in groups.items():
        # While a snapshot is ahead of the log, only a first revision is taken.
        limit = min(rev, 1) if catching_up else rev
        for start in range(0, len(keys), CHUNK):
            some = keys[start : start + CHUNK]
            places = ", ".join("?" for _ in some)
            query = f'UPDATE "{word}" SET rev = ? WHERE rev < ? AND id IN ({places})'
            sql.run(query, (rev, limit, *some))
