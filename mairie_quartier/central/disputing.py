"""Keep both values of a dispute in a conflict record, which syncs like any other.

A later edit by a desk that does not know yet that its value lost updates the same conflict.
"""

from collections.abc import Iterable
from dataclasses import fields as fields_of
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from mairie_quartier.central.batch import Batch, Note, clamped
from mairie_quartier.central.tables import CITY_SCOPE
from mairie_quartier.domain import conflicts
from mairie_quartier.domain.conflicts import Conflict, ConflictId, ConflictState, Ours, Speaker
from mairie_quartier.domain.field_merge import Dispute, Row
from mairie_quartier.domain.identifiers import AgentId, OfficeId
from mairie_quartier.domain.operations import ChangeKind, Fields, JsonValue, Operation
from mairie_quartier.domain.protocol_items import dump_text

COLUMNS: Final = tuple(field.name for field in fields_of(Conflict) if field.name != "id")


def record(batch: Batch, item: Operation, disputes: Iterable[Dispute], *, scope: UUID) -> None:
    """Open or update a conflict for each dispute.

    A dispute about a choice opens no conflict about a conflict: the first one is open again.
    """
    if item.word == conflicts.WORD:
        _open_again(batch, item, disputes, scope)
        return
    for dispute in disputes:
        known = _open(batch, item.record_id)
        speaker = Speaker(batch.desk.id, batch.desk.name, moment(item.hlc, batch.now))
        later = conflicts.follow_up(known, dispute, item, speaker=speaker)
        if later is None:
            office = None if scope == CITY_SCOPE else OfficeId(scope)
            ours = _ours(batch, item, dispute)
            opened = conflicts.open_conflict(
                dispute, item, office=office, speaker=speaker, ours=ours
            )
            known.append(opened)
            _put(batch, item, opened, scope)
        else:
            known[:] = [later if each.id == later.id else each for each in known]
            _patch(batch, item, later, scope)


def _open_again(batch: Batch, item: Operation, disputes: Iterable[Dispute], scope: UUID) -> None:
    row = batch.holding(conflicts.WORD, item.record_id).row
    if row is None:
        return
    closed = conflict_of_fields(item.record_id, row.fields)
    speaker = Speaker(batch.desk.id, batch.desk.name, moment(item.hlc, batch.now))
    again = conflicts.second_choice(closed, item, disputes, speaker=speaker)
    if again is not None:
        _patch(batch, item, again, scope)
        if again.record_id in batch.conflicts:
            batch.conflicts[again.record_id].append(again)


def moment(hlc: int, now: datetime) -> datetime:
    """Give the instant of a hybrid clock, brought back if it runs ahead."""
    return datetime.fromtimestamp((clamped(hlc, now) >> 16) / 1000, tz=UTC)


def _open(batch: Batch, record_id: UUID) -> list[Conflict]:
    if record_id not in batch.conflicts:
        batch.conflicts[record_id] = batch.history.open_conflicts(record_id)
    return batch.conflicts[record_id]


def _ours(batch: Batch, item: Operation, dispute: Dispute) -> Ours:
    for line in reversed(batch.lines):
        note = line.note
        if note.record_id == item.record_id and note.word == item.word:
            by = AgentId(line.actor) if line.actor else None
            return Ours(by, moment(line.hlc, batch.now), batch.desk.name)
    return batch.history.last_writer(item.word, item.record_id, dispute.field)


def _put(batch: Batch, item: Operation, conflict: Conflict, scope: UUID) -> None:
    fields = fields_of_conflict(conflict)
    holding = batch.holding(conflicts.WORD, conflict.id)
    if holding.row is not None:
        return  # decided before, on a base that was lost since: it is open already
    holding.row = Row(1, fields)
    note = Note(conflicts.WORD, conflict.id, ChangeKind.PUT, 1, dump_text(fields))
    batch.log(scope, item, note)


def _patch(batch: Batch, item: Operation, conflict: Conflict, scope: UUID) -> None:
    holding = batch.holding(conflicts.WORD, conflict.id)
    row = holding.row
    if row is None:
        return
    fields = fields_of_conflict(conflict)
    news = {name: value for name, value in fields.items() if row.fields.get(name) != value}
    if not news:
        return
    holding.row = Row(row.rev + 1, {**row.fields, **news})
    holding.touched.update(news)
    note = Note(conflicts.WORD, conflict.id, ChangeKind.PATCH, row.rev + 1, dump_text(news))
    batch.log(scope, item, note)


def fields_of_conflict(conflict: Conflict) -> dict[str, JsonValue]:
    """Give a conflict as the fields of its row."""
    return {name: _plain(getattr(conflict, name)) for name in COLUMNS}


def _plain(value: object) -> JsonValue:
    if isinstance(value, datetime):
        return value.isoformat()
    if value is None or isinstance(value, str):
        return value.value if isinstance(value, ConflictState) else value
    return str(value)


def conflict_of_fields(key: UUID, fields: Fields) -> Conflict:
    """Give the conflict of a row's fields."""
    return Conflict(
        id=ConflictId(key),
        office_id=_office(fields["office_id"]),
        word=str(fields["word"]),
        record_id=UUID(str(fields["record_id"])),
        field=str(fields["field"]),
        kept=str(fields["kept"]),
        other=str(fields["other"]),
        kept_by=_agent(fields["kept_by"]),
        kept_at=_instant(fields["kept_at"]),
        kept_place=str(fields["kept_place"]),
        other_by=_agent(fields["other_by"]),
        other_at=_instant(fields["other_at"]),
        other_place=str(fields["other_place"]),
        other_desk=_key(fields["other_desk"]),
        state=ConflictState(str(fields["state"])),
        chosen=None if fields.get("chosen") is None else str(fields["chosen"]),
        closed_by=_agent(fields.get("closed_by")),
        closed_at=_instant(fields.get("closed_at")),
    )


def _key(value: JsonValue) -> UUID | None:
    return None if value is None else UUID(str(value))


def _agent(value: JsonValue) -> AgentId | None:
    key = _key(value)
    return None if key is None else AgentId(key)


def _office(value: JsonValue) -> OfficeId | None:
    key = _key(value)
    return None if key is None else OfficeId(key)


def _instant(value: JsonValue) -> datetime | None:
    return None if value is None else datetime.fromisoformat(str(value))
