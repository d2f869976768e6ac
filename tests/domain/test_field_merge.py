"""The merge by field: tables of cases, and what holds for all of them."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mairie_quartier.domain.field_merge import Dispute, Merged, Row, Tombstone, merge
from mairie_quartier.domain.operations import (
    WHOLE,
    Fields,
    Operation,
    OpKind,
    RejectCode,
    Scope,
    Verdict,
)

KEY = UUID(int=7)
OFFICE = Scope(str(UUID(int=1)))


def operation(
    kind: OpKind, fields: Fields | None = None, replaced: Fields | None = None, *, base: int = 1
) -> Operation:
    return Operation(
        op=UUID(int=99),
        dseq=1,
        txn=UUID(int=98),
        scope=OFFICE,
        word="person",
        record_id=KEY,
        kind=kind,
        base=base,
        fields=fields or {},
        replaced=replaced or {},
        actor=UUID(int=5),
        hlc=1,
    )


def put(fields: Fields) -> Operation:
    return operation(OpKind.PUT, fields, base=0)


def patch(fields: Fields, replaced: Fields, *, base: int = 1) -> Operation:
    return operation(OpKind.PATCH, fields, replaced, base=base)


def delete(seen: Fields, *, base: int = 1) -> Operation:
    return operation(OpKind.DELETE, {}, seen, base=base)


HELD = Row(3, {"phone": "01", "town": "Lyon", "note": ""})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(
            patch({"phone": "02"}, {"phone": "01"}, base=3),
            Merged(Verdict.APPLIED, 4, OpKind.PATCH, {"phone": "02"}),
            id="seen as it is: applied",
        ),
        pytest.param(
            patch({"phone": "02"}, {"phone": "01"}, base=1),
            Merged(Verdict.MERGED, 4, OpKind.PATCH, {"phone": "02"}),
            id="another field moved on: merged",
        ),
        pytest.param(
            patch({"phone": "02"}, {"phone": "00"}, base=1),
            Merged(
                Verdict.CONFLICT,
                3,
                disputes=(Dispute("phone", "01", "02"),),
                theirs={"phone": "01"},
            ),
            id="the same field, another value: the current one stays",
        ),
        pytest.param(
            patch({"phone": "01"}, {"phone": "00"}, base=1),
            Merged(Verdict.MERGED, 3),
            id="the same field, the same value: nothing to do",
        ),
        pytest.param(
            patch({"phone": "02", "town": "Nice"}, {"phone": "00", "town": "Lyon"}, base=1),
            Merged(
                Verdict.CONFLICT,
                4,
                OpKind.PATCH,
                {"town": "Nice"},
                (Dispute("phone", "01", "02"),),
                theirs={"phone": "01"},
            ),
            id="one field disputed does not hold back the other",
        ),
        pytest.param(
            patch({"pronoun": "iel"}, {"pronoun": None}, base=1),
            Merged(Verdict.MERGED, 4, OpKind.PATCH, {"pronoun": "iel"}),
            id="a field nobody knew is taken",
        ),
        pytest.param(
            patch({"phone": "02"}, {}, base=3),
            Merged(Verdict.APPLIED, 4, OpKind.PATCH, {"phone": "02"}),
            id="without the replaced value, the revision tells",
        ),
        pytest.param(
            patch({"phone": "02"}, {}, base=2),
            Merged(
                Verdict.CONFLICT,
                3,
                disputes=(Dispute("phone", "01", "02"),),
                theirs={"phone": "01"},
            ),
            id="without the replaced value, an older revision disputes",
        ),
        pytest.param(
            put({"phone": "01", "town": "Lyon", "note": ""}),
            Merged(Verdict.MERGED, 3),
            id="put again, identical: nothing to do",
        ),
        pytest.param(
            put({"phone": "01", "town": "Nice", "note": ""}),
            Merged(
                Verdict.CONFLICT,
                3,
                disputes=(Dispute("town", "Lyon", "Nice"),),
                theirs={"town": "Lyon"},
            ),
            id="put again, different: field conflicts",
        ),
        pytest.param(
            delete({"phone": "01", "town": "Lyon", "note": ""}, base=3),
            Merged(Verdict.APPLIED, 4, OpKind.DELETE, HELD.fields, gone=True),
            id="deleted as seen",
        ),
        pytest.param(
            delete({"phone": "00", "town": "Lyon", "note": ""}),
            Merged(
                Verdict.CONFLICT,
                3,
                disputes=(Dispute(WHOLE, dict(HELD.fields), None),),
                theirs=HELD.fields,
            ),
            id="deleted against an edit: the record stays",
        ),
    ],
)
def test_a_record_that_is_there(given: Operation, expected: Merged) -> None:
    assert merge(HELD, None, given) == expected


@pytest.mark.parametrize(
    ("tombstone", "given", "expected"),
    [
        pytest.param(
            None,
            put({"phone": "01"}),
            Merged(Verdict.APPLIED, 1, OpKind.PUT, {"phone": "01"}),
            id="new",
        ),
        pytest.param(
            None,
            patch({"phone": "01"}, {"phone": ""}),
            Merged(Verdict.QUARANTINED, 0, gone=True, code=RejectCode.MISSING),
            id="an edit of what never came: quarantine",
        ),
        pytest.param(
            None,
            delete({"phone": "01"}, base=2),
            Merged(Verdict.APPLIED, 3, OpKind.DELETE, {"phone": "01"}, gone=True),
            id="a deletion of what never came is remembered",
        ),
        pytest.param(
            Tombstone(4, {"phone": "01"}),
            patch({"phone": "02"}, {"phone": "01"}),
            Merged(
                Verdict.CONFLICT,
                4,
                disputes=(Dispute(WHOLE, None, {"phone": "02"}),),
                gone=True,
            ),
            id="an edit of what was deleted: never a revival, never a loss",
        ),
        pytest.param(
            Tombstone(4, {"phone": "01"}),
            put({"phone": "01"}),
            Merged(
                Verdict.CONFLICT,
                4,
                disputes=(Dispute(WHOLE, None, {"phone": "01"}),),
                gone=True,
            ),
            id="a late arrival of what was deleted elsewhere",
        ),
        pytest.param(
            Tombstone(4, {"phone": "01", "town": "Metz"}),
            patch({"phone": "02"}, {"phone": "01"}),
            Merged(
                Verdict.CONFLICT,
                4,
                disputes=(Dispute(WHOLE, None, {"phone": "02", "town": "Metz"}),),
                gone=True,
            ),
            id="the edit is kept whole, to be put back",
        ),
        pytest.param(
            Tombstone(4, {"phone": "01"}),
            replace(put({"phone": "02"}), base=1),
            Merged(Verdict.APPLIED, 5, OpKind.PUT, {"phone": "02"}),
            id="somebody who knows of the deletion puts it back",
        ),
        pytest.param(
            Tombstone(4, {"phone": "01"}, deleted_here=True),
            put({"phone": "01"}),
            Merged(Verdict.APPLIED, 5, OpKind.PUT, {"phone": "01"}),
            id="the agent undoes the deletion",
        ),
        pytest.param(
            Tombstone(4, {"phone": "01"}),
            delete({"phone": "01"}),
            Merged(Verdict.APPLIED, 4, gone=True),
            id="deleted twice: nothing to do",
        ),
    ],
)
def test_a_record_that_is_not_there(
    tombstone: Tombstone | None, given: Operation, expected: Merged
) -> None:
    assert merge(None, tombstone, given) == expected


FEW = settings(max_examples=80, derandomize=True)
names = st.sampled_from(["a", "b", "c"])
values = st.none() | st.integers(0, 2) | st.sampled_from(["", "x"]) | st.booleans()
some_fields = st.dictionaries(names, values)
rows = st.builds(Row, st.integers(1, 5), some_fields)


@st.composite
def patches(draw: st.DrawFn) -> Operation:
    fields = draw(some_fields)
    replaced = {name: draw(values) for name in fields}
    return patch(fields, replaced, base=draw(st.integers(0, 5)))


@FEW
@given(rows, patches())
def test_every_value_sent_is_taken_or_disputed_or_there_already(held: Row, sent: Operation) -> None:
    result = merge(held, None, sent)
    disputed = {dispute.field for dispute in result.disputes}
    for name, value in sent.fields.items():
        places = (name in result.fields, name in disputed, held.fields.get(name) == value)
        assert any(places)
        assert not (places[0] and places[1])


@FEW
@given(rows, patches())
def test_a_current_value_changes_only_if_the_agent_had_seen_it(held: Row, sent: Operation) -> None:
    for name in merge(held, None, sent).fields:
        assert name not in held.fields or held.fields[name] == sent.replaced[name]


@FEW
@given(rows, patches())
def test_what_the_desk_is_told_to_take_is_what_the_centre_has(held: Row, sent: Operation) -> None:
    result = merge(held, None, sent)
    after = {**held.fields, **result.fields}
    for name, value in (result.theirs or {}).items():
        assert after[name] == value


@FEW
@given(rows, patches())
def test_deciding_the_same_edit_again_changes_nothing(held: Row, sent: Operation) -> None:
    first = merge(held, None, sent)
    after = Row(first.rev, {**held.fields, **first.fields})
    again = merge(after, None, sent)
    assert again.kind is None
    assert {d.field for d in again.disputes} == {d.field for d in first.disputes}


@FEW
@given(some_fields, patches(), patches())
def test_two_desks_that_changed_different_fields_agree_in_either_order(
    start: dict[str, None], one: Operation, other: Operation
) -> None:
    if set(one.fields) & set(other.fields):
        return
    held = Row(1, start)

    def after(*sent: Operation) -> Fields:
        row = held
        for each in sent:
            result = merge(row, None, each)
            row = Row(result.rev, {**row.fields, **result.fields})
        return row.fields

    assert after(one, other) == after(other, one)


@FEW
@given(rows, some_fields)
def test_a_deletion_never_takes_away_what_was_not_seen(held: Row, seen: dict[str, None]) -> None:
    result = merge(held, None, delete(seen))
    if result.kind is OpKind.DELETE:
        assert all(held.fields[name] == seen[name] for name in seen if name in held.fields)
    else:
        assert result.disputes[0].kept == held.fields


@pytest.mark.parametrize("base", [0, HELD.rev])
def test_a_put_over_a_record_that_is_there_never_takes_its_place(base: int) -> None:
    merged = merge(HELD, None, replace(put({"phone": "02", "town": "Lyon"}), base=base))
    assert (merged.verdict, merged.kind) == (Verdict.CONFLICT, None)
    assert merged.disputes == (Dispute("phone", "01", "02"),)
