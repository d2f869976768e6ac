"""A conflict keeps both values, and later edits by the same desk carry it on."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from mairie_quartier.domain.conflicts import (
    Conflict,
    ConflictState,
    Ours,
    Speaker,
    as_json,
    conflict_id,
    follow_up,
    open_conflict,
    value_of,
)
from mairie_quartier.domain.field_merge import Dispute
from mairie_quartier.domain.identifiers import AgentId, OfficeId
from mairie_quartier.domain.operations import WHOLE, Fields, Operation, OpKind, Scope

OFFICE = OfficeId(UUID(int=1))
AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
HERE = Speaker(UUID(int=20), "Guichet 1", AT)
THERE = Speaker(UUID(int=21), "Guichet 2", AT)


def edit(op: int, fields: Fields, replaced: Fields, kind: OpKind = OpKind.PATCH) -> Operation:
    return Operation(
        op=UUID(int=op),
        dseq=op,
        txn=UUID(int=op),
        scope=Scope(str(OFFICE)),
        word="person",
        record_id=UUID(int=7),
        kind=kind,
        base=1,
        fields=fields,
        replaced=replaced,
        actor=UUID(int=5),
        hlc=1,
    )


def opened(field: str, kept: str | None, other: Fields | str | None) -> Conflict:
    dispute = Dispute(field, kept, dict(other) if isinstance(other, dict) else other)  # type: ignore[arg-type]  # a mapping here is a dict
    return open_conflict(
        dispute,
        edit(100, {}, {}),
        office=OFFICE,
        speaker=HERE,
        ours=Ours(AgentId(UUID(int=6)), AT, "Guichet 3"),
    )


def test_a_conflict_keeps_both_values_with_who_where_and_when() -> None:
    conflict = opened("phone", "01", "02")
    assert (conflict.kept, conflict.other) == ('"01"', '"02"')
    assert (conflict.kept_by, conflict.kept_place) == (UUID(int=6), "Guichet 3")
    assert (conflict.other_by, conflict.other_place) == (UUID(int=5), "Guichet 1")
    assert (conflict.kept_at, conflict.other_at) == (AT, AT)
    assert conflict.state is ConflictState.OPEN


def test_deciding_again_gives_the_same_conflict() -> None:
    assert opened("phone", "01", "02").id == opened("phone", "01", "02").id
    assert conflict_id(UUID(int=1), "phone") != conflict_id(UUID(int=1), "email")


def test_a_later_edit_by_the_same_desk_updates_its_conflict() -> None:
    known = opened("phone", "01", "02")
    later = edit(101, {"phone": "03"}, {"phone": "02"})
    found = follow_up([known], Dispute("phone", "01", "03"), later, speaker=HERE)
    assert found == replace(known, other='"03"')


@pytest.mark.parametrize(
    ("known", "later", "speaker"),
    [
        pytest.param(
            opened("phone", "01", "02"),
            edit(101, {"phone": "03"}, {"phone": "02"}),
            THERE,
            id="another desk",
        ),
        pytest.param(
            opened("phone", "01", "02"),
            edit(101, {"phone": "03"}, {"phone": "09"}),
            HERE,
            id="an edit that does not start from the disputed value",
        ),
        pytest.param(
            opened("email", "01", "02"),
            edit(101, {"phone": "03"}, {"phone": "02"}),
            HERE,
            id="another field",
        ),
        pytest.param(
            replace(opened("phone", "01", "02"), state=ConflictState.CLOSED),
            edit(101, {"phone": "03"}, {"phone": "02"}),
            HERE,
            id="closed",
        ),
    ],
)
def test_any_other_edit_opens_its_own_conflict(
    known: Conflict, later: Operation, speaker: Speaker
) -> None:
    assert follow_up([known], Dispute("phone", "01", "03"), later, speaker=speaker) is None


def test_edits_of_a_deleted_record_gather_in_one_conflict() -> None:
    known = opened(WHOLE, None, {"phone": "02", "town": "Lyon"})
    later = edit(101, {"phone": "03"}, {"phone": "02"})
    found = follow_up([known], Dispute(WHOLE, None, {"phone": "03"}), later, speaker=HERE)
    assert found is not None
    assert value_of(found.other) == {"phone": "03", "town": "Lyon"}


def test_a_value_is_written_and_read_back() -> None:
    assert value_of(as_json({"b": ["é"], "a": None})) == {"a": None, "b": ["é"]}
