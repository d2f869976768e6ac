"""Choose between two values that two desks gave to one field.

Nothing blocks meanwhile: the value that stayed is in use.  A choice is ordinary writing, in the
chooser's name: the record is changed if another value is chosen, and the conflict is closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from uuid import UUID

from mairie_quartier.domain.conflicts import Conflict, ConflictId, ConflictState, as_json, value_of
from mairie_quartier.domain.operations import WHOLE, JsonValue
from mairie_quartier.domain.permissions import Act, may
from mairie_quartier.errors import UserMistake
from mairie_quartier.services.conflict_lines import (
    ACTS,
    ConflictLine,
    Side,
    value_in_use,
    write_line,
)

if TYPE_CHECKING:
    from mairie_quartier.services.context import Context
    from mairie_quartier.services.ports import UnitOfWork

__all__ = ["ConflictLine", "Side"]

PAGE: Final = 50


class Choice(StrEnum):
    """Which value of a conflict."""

    KEPT = "kept"
    OTHER = "other"


class AlreadySettled(UserMistake):
    """Somebody chose already."""

    def __init__(self, conflict_id: ConflictId) -> None:
        super().__init__(conflict_id)
        self.conflict_id = conflict_id


class NotSafeInBulk(UserMistake):
    """A deletion against an edit is looked at one by one."""

    def __init__(self, conflict_id: ConflictId) -> None:
        super().__init__(conflict_id)
        self.conflict_id = conflict_id


def list_open(context: Context, after: ConflictId | None = None) -> tuple[ConflictLine, ...]:
    """Give a page of open conflicts, oldest first."""
    context.require(Act.READ_CONFLICTS)
    with context.open() as unit:
        found = unit.sync.open_conflicts(after=after, limit=PAGE)
        return tuple(write_line(context, unit, conflict) for conflict in found)


def count_open(context: Context) -> int:
    """Count open conflicts."""
    context.require(Act.READ_CONFLICTS)
    with context.open() as unit:
        return unit.sync.count_conflicts()


def disputes_of(context: Context, record_id: UUID) -> tuple[ConflictLine, ...]:
    """Give the open conflicts of one record."""
    context.require(Act.READ_CONFLICTS)
    return disputes_among(context, (record_id,))


def disputes_among(context: Context, record_ids: Iterable[UUID]) -> tuple[ConflictLine, ...]:
    """Give the open conflicts of some records, for the page that shows them."""
    context.require(Act.READ_CONFLICTS)
    with context.open() as unit:
        return tuple(
            write_line(context, unit, each)
            for record_id in record_ids
            for each in unit.sync.conflicts_of(record_id)
        )


def close_agreed(context: Context) -> frozenset[str]:
    """Close the conflicts whose two values are the same by now; give the words that changed.

    Somebody typed the other value since: there is nothing left to choose.  It is no action of
    the agent's to undo.
    """
    context.require(Act.SETTLE_CONFLICTS)
    with context.open() as unit:
        agreed = [each for each in _all_open(unit) if _agrees(unit, each)]
        if not agreed:
            return frozenset()
        for conflict in agreed:
            _close(context, unit, conflict, value_of(conflict.other))
        unit.sync.keep_from_undo()
        return unit.commit()


def close_agreed_of(context: Context, unit: UnitOfWork, record_id: UUID) -> None:
    """Close the conflicts that a change of this record settles, in the same transaction."""
    if not may(context.agent.roles, Act.SETTLE_CONFLICTS):
        return
    for conflict in unit.sync.conflicts_of(record_id):
        if _agrees(unit, conflict):
            _close(context, unit, conflict, value_of(conflict.other))


def choose_kept(context: Context, conflict_id: ConflictId) -> frozenset[str]:
    """Leave the value that is in use; give the words that changed.

    Raises:
        AlreadySettled: somebody chose meanwhile.
    """
    context.require(Act.SETTLE_CONFLICTS)
    with context.open() as unit:
        conflict = _open(unit, conflict_id)
        _close(context, unit, conflict, value_in_use(unit, conflict))
        return unit.commit()


def choose_other(context: Context, conflict_id: ConflictId) -> frozenset[str]:
    """Take the other value.

    Raises:
        AlreadySettled: somebody chose meanwhile.
        CannotRestore: the record was deleted, and the edits alone do not make it whole.
        NotFound: the record is on this PC no longer.
        NotAllowed: the agent may not change such a record.
    """
    context.require(Act.SETTLE_CONFLICTS)
    with context.open() as unit:
        conflict = _open(unit, conflict_id)
        _take(context, unit, conflict, value_of(conflict.other))
        return unit.commit()


def choose_third(context: Context, conflict_id: ConflictId, value: JsonValue) -> frozenset[str]:
    """Write a value that is neither; plain, as the wire has it.

    Raises:
        AlreadySettled, NotAllowed: nothing was written.
        NotSafeInBulk: the conflict is about the whole record.
    """
    context.require(Act.SETTLE_CONFLICTS)
    with context.open() as unit:
        conflict = _open(unit, conflict_id)
        if conflict.field == WHOLE:
            raise NotSafeInBulk(conflict_id)
        _take(context, unit, conflict, value)
        return unit.commit()


def choose_in_bulk(
    context: Context, conflict_ids: Sequence[ConflictId], choice: Choice
) -> frozenset[str]:
    """Settle several at once, all the same way; all or none.

    Raises:
        NotSafeInBulk: one is a deletion against an edit.
        AlreadySettled, NotAllowed: nothing was written.
    """
    context.require(Act.SETTLE_CONFLICTS)
    with context.open() as unit:
        for conflict_id in conflict_ids:
            conflict = _open(unit, conflict_id)
            if conflict.field == WHOLE:
                raise NotSafeInBulk(conflict_id)
            if choice is Choice.KEPT:
                _close(context, unit, conflict, value_in_use(unit, conflict))
            else:
                _take(context, unit, conflict, value_of(conflict.other))
        return unit.commit()


def _all_open(unit: UnitOfWork) -> Iterator[Conflict]:
    after: ConflictId | None = None
    while page := unit.sync.open_conflicts(after=after, limit=PAGE):
        yield from page
        after = page[-1].id


def _agrees(unit: UnitOfWork, conflict: Conflict) -> bool:
    """Tell whether the record has taken the other value, by whatever hand."""
    if conflict.field == WHOLE:
        gone = unit.sync.plain(conflict.word, conflict.record_id) is None
        return gone and value_of(conflict.other) is None
    return value_in_use(unit, conflict) == value_of(conflict.other)


def _open(unit: UnitOfWork, conflict_id: ConflictId) -> Conflict:
    conflict = unit.conflicts.get(conflict_id)
    if conflict.state is not ConflictState.OPEN:
        raise AlreadySettled(conflict_id)
    return conflict


def _take(context: Context, unit: UnitOfWork, conflict: Conflict, value: JsonValue) -> None:
    context.require(ACTS[conflict.word])
    word, key = conflict.word, conflict.record_id
    if conflict.field != WHOLE:
        unit.sync.rewrite(word, key, {conflict.field: value})
    elif value is None:
        unit.sync.remove(word, key)
    elif isinstance(value, dict):
        unit.sync.restore(word, key, value)
    _close(context, unit, conflict, value)


def _close(context: Context, unit: UnitOfWork, conflict: Conflict, value: JsonValue) -> None:
    closed = replace(
        conflict,
        state=ConflictState.CLOSED,
        chosen=as_json(value),
        closed_by=context.agent.id,
        closed_at=context.clock.now(),
    )
    unit.conflicts.save(closed)
