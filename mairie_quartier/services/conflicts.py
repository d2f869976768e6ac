"""Choose between two values that two desks gave to one field.

Nothing blocks meanwhile: the value that stayed is in use.  A choice is ordinary writing, in the
chooser's name: the record is changed if another value is chosen, and the conflict is closed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from uuid import UUID

from mairie_quartier.domain.conflicts import Conflict, ConflictId, ConflictState, as_json, value_of
from mairie_quartier.domain.operations import WHOLE, JsonValue
from mairie_quartier.domain.permissions import Act
from mairie_quartier.errors import UserMistake
from mairie_quartier.services.ports import NotFound

if TYPE_CHECKING:
    from datetime import datetime

    from mairie_quartier.services.context import Context
    from mairie_quartier.services.ports import UnitOfWork

PAGE: Final = 50

ACTS: Final[Mapping[str, Act]] = {
    "person": Act.EDIT_PERSON,
    "member": Act.EDIT_PERSON,
    "merge": Act.MERGE_PEOPLE,
    "visit": Act.RECORD_VISIT,
    "request": Act.EDIT_REQUEST,
    "piece": Act.EDIT_REQUEST,
    "referral": Act.REFER,
    "interpreting": Act.BOOK_INTERPRETER,
    "partner": Act.EDIT_DIRECTORY,
    "catalogue_entry": Act.EDIT_CATALOGUE,
    "setting": Act.EDIT_SETTINGS,
    "office": Act.EDIT_SETTINGS,
    "agent": Act.MANAGE_AGENTS,
}
"""What choosing another value of a word needs, besides settling conflicts."""


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


@dataclass(frozen=True, slots=True)
class Side:
    """One value of a conflict: plain JSON, who wrote it, where and when (if the centre knew).

    For the whole record (``ConflictLine.field`` empty) it is its fields, or ``None``: deleted.
    """

    value: JsonValue
    by: str
    place: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """One open conflict; ``subject`` names the record in a few words, empty if it is gone."""

    id: ConflictId
    word: str
    record_id: UUID
    field: str
    subject: str
    kept: Side
    other: Side

    @property
    def safe_in_bulk(self) -> bool:
        """Tell whether it may be settled together with others."""
        return self.field != WHOLE


def list_open(context: Context, after: ConflictId | None = None) -> tuple[ConflictLine, ...]:
    """Give a page of open conflicts, oldest first."""
    context.require(Act.SETTLE_CONFLICTS)
    with context.open() as unit:
        found = unit.sync.open_conflicts(after=after, limit=PAGE)
        return tuple(_line(unit, conflict) for conflict in found)


def count_open(context: Context) -> int:
    """Count open conflicts."""
    context.require(Act.SETTLE_CONFLICTS)
    with context.open() as unit:
        return unit.sync.count_conflicts()


def disputes_of(context: Context, record_id: UUID) -> tuple[ConflictLine, ...]:
    """Give the open conflicts of one record, for its own page."""
    context.require(Act.SETTLE_CONFLICTS)
    with context.open() as unit:
        return tuple(_line(unit, each) for each in unit.sync.conflicts_of(record_id))


def choose_kept(context: Context, conflict_id: ConflictId) -> frozenset[str]:
    """Leave the value that is in use; give the words that changed.

    Raises:
        AlreadySettled: somebody chose meanwhile.
    """
    context.require(Act.SETTLE_CONFLICTS)
    with context.open() as unit:
        conflict = _open(unit, conflict_id)
        _close(context, unit, conflict, value_of(conflict.kept))
        return unit.commit()


def choose_other(context: Context, conflict_id: ConflictId) -> frozenset[str]:
    """Take the other value.

    Raises:
        AlreadySettled: somebody chose meanwhile.
        CannotRestore: the record was deleted, and the edits alone do not make it whole.
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
                _close(context, unit, conflict, value_of(conflict.kept))
            else:
                _take(context, unit, conflict, value_of(conflict.other))
        return unit.commit()


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


def _line(unit: UnitOfWork, conflict: Conflict) -> ConflictLine:
    kept = Side(
        value_of(conflict.kept), _who(unit, conflict.kept_by), conflict.kept_place, conflict.kept_at
    )
    other = Side(
        value_of(conflict.other),
        _who(unit, conflict.other_by),
        conflict.other_place,
        conflict.other_at,
    )
    return ConflictLine(
        id=conflict.id,
        word=conflict.word,
        record_id=conflict.record_id,
        field=conflict.field,
        subject=_subject(unit, conflict),
        kept=kept,
        other=other,
    )


def _who(unit: UnitOfWork, agent_id: UUID | None) -> str:
    agent = unit.agents.find(agent_id) if agent_id else None
    return agent.short_name if agent else ""


NAMED_BY: Final = ("family_name", "used_name", "first_names", "label", "name", "login", "number")


def _subject(unit: UnitOfWork, conflict: Conflict) -> str:
    try:
        fields = unit.sync.plain(conflict.word, conflict.record_id)
    except NotFound:
        return ""
    if fields is None:
        return ""
    return " ".join(str(fields[name]) for name in NAMED_BY if fields.get(name))
