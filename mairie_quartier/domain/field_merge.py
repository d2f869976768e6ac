"""The three-way merge, field by field, on values: what one operation does to a record.

Pure: it decides, it writes nothing.  Rules (SYNC.md): the value the agent replaced is still
there → the new one is taken; it already is the new one → nothing to do; else the current value
stays and both are kept as a conflict.  A deletion against an edit is a conflict too: never a
revival, never a silent loss.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mairie_quartier.domain.operations import (
    WHOLE,
    Fields,
    JsonValue,
    Operation,
    OpKind,
    RejectCode,
    Verdict,
)

NO_FIELDS: Mapping[str, JsonValue] = {}


@dataclass(frozen=True, slots=True)
class Row:
    """A record as the centre holds it."""

    rev: int
    fields: Fields


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What was kept of a deleted record.

    ``deleted_here``: the desk that now speaks deleted it itself, earlier; so its putting the
    record back is the agent's undoing, not a late arrival.
    """

    rev: int
    fields: Fields
    deleted_here: bool = False


@dataclass(frozen=True, slots=True)
class Dispute:
    """One field that two people gave different values; ``WHOLE`` for deletion against edit.

    For the whole record the values are its fields, and ``None`` for its deletion.
    """

    field: str
    kept: JsonValue
    other: JsonValue


@dataclass(frozen=True, slots=True)
class Merged:
    """What to do: ``kind`` is what to write (nothing if ``None``), with ``fields``.

    ``theirs`` are the central values the desk must take; ``gone``: it must forget the record.
    """

    verdict: Verdict
    rev: int
    kind: OpKind | None = None
    fields: Fields = field(default_factory=dict)
    disputes: tuple[Dispute, ...] = ()
    theirs: Fields | None = None
    gone: bool = False
    code: RejectCode | None = None


def merge(current: Row | None, tombstone: Tombstone | None, operation: Operation) -> Merged:
    """Decide what the operation does to the record as it stands now."""
    if operation.kind is OpKind.PUT:
        return _put(current, tombstone, operation)
    if operation.kind is OpKind.PATCH:
        return _patch(current, tombstone, operation)
    return _delete(current, tombstone, operation)


def _put(current: Row | None, tombstone: Tombstone | None, operation: Operation) -> Merged:
    if current is not None:
        # Putting back what is there already is no news; what differs is for a person to say.
        return _fields_taken(current, operation, replaced=NO_FIELDS)
    if tombstone is None:
        return Merged(Verdict.APPLIED, 1, OpKind.PUT, operation.fields)
    if tombstone.deleted_here or operation.base:
        # Undone where it was deleted; or put back by who knows of the deletion, and chose so.
        return Merged(Verdict.APPLIED, tombstone.rev + 1, OpKind.PUT, operation.fields)
    return _stays_deleted(tombstone, operation)


def _patch(current: Row | None, tombstone: Tombstone | None, operation: Operation) -> Merged:
    if current is not None:
        return _fields_taken(current, operation, replaced=operation.replaced)
    if tombstone is not None:
        return _stays_deleted(tombstone, operation)
    return Merged(Verdict.QUARANTINED, 0, gone=True, code=RejectCode.MISSING)


def _delete(current: Row | None, tombstone: Tombstone | None, operation: Operation) -> Merged:
    if current is None and tombstone is not None:
        return Merged(Verdict.APPLIED, tombstone.rev, gone=True)
    if current is None:
        # Remembered all the same: the record may still arrive from a slower desk.
        rev = operation.base + 1
        return Merged(Verdict.APPLIED, rev, OpKind.DELETE, operation.replaced, gone=True)
    seen = operation.replaced.items()
    if all(name not in current.fields or current.fields[name] == value for name, value in seen):
        verdict = _taken(current, operation)
        return Merged(verdict, current.rev + 1, OpKind.DELETE, current.fields, gone=True)
    dispute = Dispute(WHOLE, dict(current.fields), None)
    theirs = current.fields
    return Merged(Verdict.CONFLICT, current.rev, disputes=(dispute,), theirs=theirs)


def _fields_taken(current: Row, operation: Operation, *, replaced: Fields) -> Merged:
    news: dict[str, JsonValue] = {}
    disputes: list[Dispute] = []
    held = current.fields
    unseen = operation.base != current.rev
    for name, value in operation.fields.items():
        if name not in held:
            news[name] = value  # a field newer than the one who wrote the record
        elif held[name] == value:
            continue
        elif (name in replaced and held[name] == replaced[name]) or _trusts_base(
            operation, name, unseen=unseen
        ):
            news[name] = value
        else:
            disputes.append(Dispute(name, held[name], value))
    verdict = Verdict.CONFLICT if disputes else _taken(current, operation)
    return Merged(
        verdict,
        current.rev + 1 if news else current.rev,
        OpKind.PATCH if news else None,
        news,
        tuple(disputes),
        theirs={dispute.field: dispute.kept for dispute in disputes} or None,
    )


def _trusts_base(operation: Operation, name: str, *, unseen: bool) -> bool:
    """Tell whether the revision alone shows what the agent saw: the desk left the value out."""
    return operation.kind is OpKind.PATCH and name not in operation.replaced and not unseen


def _stays_deleted(tombstone: Tombstone, operation: Operation) -> Merged:
    # Whole, as it would be with the edit: whoever chooses the edit can put the record back.
    dispute = Dispute(WHOLE, None, {**tombstone.fields, **operation.fields})
    return Merged(Verdict.CONFLICT, tombstone.rev, disputes=(dispute,), gone=True)


def _taken(current: Row, operation: Operation) -> Verdict:
    return Verdict.APPLIED if operation.base == current.rev else Verdict.MERGED
