"""Two values for one field, kept until a person chooses.

Only the centre opens conflicts; desks receive them like any record, and a choice is an ordinary
operation: the record's field is patched if another value is chosen, and the conflict is closed.
Identifiers come from the operation and the field, so deciding again gives the same record.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID, uuid5

from mairie_quartier.domain.field_merge import Dispute
from mairie_quartier.domain.identifiers import AgentId, OfficeId
from mairie_quartier.domain.operations import WHOLE, JsonValue, Operation

ConflictId = NewType("ConflictId", UUID)

WORD = "conflict"


class ConflictState(StrEnum):
    """Whether somebody has chosen."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both values of a disputed field, with who, where and when.

    ``office_id`` is empty for what the whole city shares.  ``kept``, ``other`` and ``chosen`` are
    JSON texts.  ``field`` is empty for a deletion against an edit: then a value is the record's
    fields, or ``null`` for its deletion.  Places are names of PCs; the desk of ``other`` is known
    by its identifier too, so that its later edits of the same field update the same conflict.
    """

    id: ConflictId
    office_id: OfficeId | None
    word: str
    record_id: UUID
    field: str
    kept: str
    other: str
    kept_by: AgentId | None
    kept_at: datetime | None
    kept_place: str
    other_by: AgentId | None
    other_at: datetime | None
    other_place: str
    other_desk: UUID | None
    state: ConflictState = ConflictState.OPEN
    chosen: str | None = None
    closed_by: AgentId | None = None
    closed_at: datetime | None = None


def conflict_id(op: UUID, field: str) -> ConflictId:
    """Give the identifier of the conflict that an operation opens on a field."""
    return ConflictId(uuid5(op, field))


def as_json(value: JsonValue) -> str:
    """Write a disputed value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def value_of(text: str) -> JsonValue:
    """Read a disputed value."""
    found: JsonValue = json.loads(text)
    return found


@dataclass(frozen=True, slots=True)
class Ours:
    """Who now holds the value that stays: the last to have written it."""

    by: AgentId | None = None
    at: datetime | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """The desk whose operation is being decided, and when."""

    desk: UUID
    place: str
    at: datetime


def open_conflict(
    dispute: Dispute,
    operation: Operation,
    *,
    office: OfficeId | None,
    speaker: Speaker,
    ours: Ours,
) -> Conflict:
    """Open the conflict of a dispute."""
    return Conflict(
        id=conflict_id(operation.op, dispute.field),
        office_id=office,
        word=operation.word,
        record_id=operation.record_id,
        field=dispute.field,
        kept=as_json(dispute.kept),
        other=as_json(dispute.other),
        kept_by=ours.by,
        kept_at=ours.at,
        kept_place=ours.place,
        other_by=AgentId(operation.actor) if operation.actor else None,
        other_at=speaker.at,
        other_place=speaker.place,
        other_desk=speaker.desk,
    )


def follow_up(
    known: Iterable[Conflict], dispute: Dispute, operation: Operation, *, speaker: Speaker
) -> Conflict | None:
    """Give the open conflict that this later edit by the same desk carries on, updated.

    A desk that does not know yet that its first value lost goes on from it: its second edit
    replaces the value in the conflict, rather than opening another.
    """
    for conflict in known:
        if _goes_on(conflict, dispute, operation, speaker):
            other = _on_top(conflict, dispute)
            return replace(
                conflict,
                other=as_json(other),
                other_by=AgentId(operation.actor) if operation.actor else None,
                other_at=speaker.at,
                other_place=speaker.place,
            )
    return None


def second_choice(
    closed: Conflict, operation: Operation, disputes: Iterable[Dispute], *, speaker: Speaker
) -> Conflict | None:
    """Give a closed conflict open again: a second person chose another value at the same time.

    Nothing when both chose alike, or when both wrote a value in the record: then its own field is
    disputed, and a conflict of its own says so.
    """
    chosen = next((each for each in disputes if each.field == "chosen"), None)
    if chosen is None or closed.state is not ConflictState.CLOSED:
        return None
    first = Voice(str(chosen.kept), closed.closed_by, closed.closed_at, "")
    actor = AgentId(operation.actor) if operation.actor else None
    second = Voice(str(chosen.other), actor, speaker.at, speaker.place)
    if second.value == closed.kept:
        return _opened_again(closed, first, second)
    return _opened_again(closed, second, first) if first.value == closed.kept else None


@dataclass(frozen=True, slots=True)
class Voice:
    """One of two choices made at once; ``value`` is JSON text."""

    value: str
    by: AgentId | None
    at: datetime | None
    place: str


def _opened_again(closed: Conflict, in_use: Voice, left: Voice) -> Conflict:
    return replace(
        closed,
        kept=in_use.value,
        kept_by=in_use.by,
        kept_at=in_use.at,
        kept_place=in_use.place,
        other=left.value,
        other_by=left.by,
        other_at=left.at,
        other_place=left.place,
        other_desk=None,
        state=ConflictState.OPEN,
        chosen=None,
        closed_by=None,
        closed_at=None,
    )


def _goes_on(conflict: Conflict, dispute: Dispute, operation: Operation, speaker: Speaker) -> bool:
    if conflict.state is not ConflictState.OPEN or conflict.other_desk != speaker.desk:
        return False
    if conflict.field != dispute.field or conflict.record_id != operation.record_id:
        return False
    if dispute.field == WHOLE:
        return True
    replaced: Mapping[str, JsonValue] = operation.replaced
    return dispute.field in replaced and conflict.other == as_json(replaced[dispute.field])


def _on_top(conflict: Conflict, dispute: Dispute) -> JsonValue:
    """Give the later value; later edits of a deleted record gather with the earlier ones."""
    earlier = value_of(conflict.other)
    if dispute.field == WHOLE and isinstance(earlier, dict) and isinstance(dispute.other, dict):
        return {**earlier, **dispute.other}
    return dispute.other
