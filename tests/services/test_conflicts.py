"""Two values for one field are shown whole, and a person chooses; nothing is lost either way."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.conflicts import Conflict, ConflictId, ConflictState
from mairie_quartier.domain.identifiers import PersonId, new_id
from mairie_quartier.domain.people import Person
from mairie_quartier.domain.permissions import NotAllowed
from mairie_quartier.services import conflicts, people
from mairie_quartier.services.conflicts import AlreadySettled, Choice, NotSafeInBulk
from mairie_quartier.services.ports import NothingToUndo
from mairie_quartier.services.sync_ports import CannotRestore
from mairie_quartier.services.visits import register_visit, undo_last
from tests.builders import Desk, fresh_desk, intake, need, new_person, person_form


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = fresh_desk(tmp_path)
    yield desk
    desk.close()


def person(desk: Desk) -> Person:
    found = replace(new_person(desk.context), phone="0600000001")
    people.add_person(desk.context, found)
    return found


def dispute(
    desk: Desk, about: Person, field: str, kept: str, other: str, word: str = "person"
) -> ConflictId:
    conflict = Conflict(
        id=ConflictId(new_id()), office_id=desk.context.office.id, word=word,
        record_id=about.id, field=field, kept=kept, other=other,
        kept_by=desk.context.agent.id, kept_at=desk.clock.now(), kept_place="Poste 1",
        other_by=None, other_at=desk.clock.now(), other_place="Poste 2", other_desk=new_id(),
    )  # fmt: skip
    with desk.unit() as unit:
        unit.conflicts.add(conflict)
        unit.commit()
    return conflict.id


def phone(desk: Desk, about: Person) -> str:
    with desk.unit() as unit:
        return unit.people.get(about.id).phone


def test_both_values_are_listed_with_who_where_and_when(desk: Desk) -> None:
    about = person(desk)
    dispute(desk, about, "phone", '"0600000001"', '"0600000002"')
    (line,) = conflicts.list_open(desk.context)
    assert (line.kept.value, line.other.value) == ("0600000001", "0600000002")
    assert (line.kept.by, line.kept.place, line.other.place) == ("Awa D.", "Poste 1", "Poste 2")
    assert line.subject == "Aminata Traoré"
    assert conflicts.count_open(desk.context) == 1
    assert conflicts.disputes_of(desk.context, about.id) == (line,)


@pytest.mark.parametrize(
    ("choose", "left"), [("kept", "0600000001"), ("other", "0600000002"), ("third", "0600000003")]
)
def test_the_chosen_value_is_in_the_file_and_the_conflict_closed(
    desk: Desk, choose: str, left: str
) -> None:
    about = person(desk)
    key = dispute(desk, about, "phone", '"0600000001"', '"0600000002"')
    if choose == "kept":
        conflicts.choose_kept(desk.context, key)
    elif choose == "other":
        assert conflicts.choose_other(desk.context, key) == {"person", "conflict"}
    else:
        conflicts.choose_third(desk.context, key, left)
    assert phone(desk, about) == left
    assert conflicts.list_open(desk.context) == ()
    with desk.unit() as unit:
        closed = unit.conflicts.get(key)
    assert (closed.state, closed.chosen) == (ConflictState.CLOSED, f'"{left}"')
    assert closed.closed_by == desk.context.agent.id
    with pytest.raises(AlreadySettled):
        conflicts.choose_kept(desk.context, key)


def test_several_are_settled_at_once_or_none(desk: Desk) -> None:
    about = person(desk)
    first = dispute(desk, about, "phone", '"0600000001"', '"0600000002"')
    second = dispute(desk, about, "note", '""', '"sourde"')
    whole = dispute(desk, about, "", "null", "{}")
    with pytest.raises(NotSafeInBulk):
        conflicts.choose_in_bulk(desk.context, (first, whole), Choice.OTHER)
    assert phone(desk, about) == "0600000001"
    conflicts.choose_in_bulk(desk.context, (first, second), Choice.OTHER)
    assert phone(desk, about) == "0600000002"
    assert [line.id for line in conflicts.list_open(desk.context)] == [whole]


def test_choosing_a_deletion_removes_the_record(desk: Desk) -> None:
    about = person(desk)
    key = dispute(desk, about, "", '{"phone":"0600000001"}', "null")
    conflicts.choose_other(desk.context, key)
    with desk.unit() as unit:
        assert unit.people.find(about.id) is None


def test_edits_of_a_deleted_record_restore_it_only_if_they_make_it_whole(desk: Desk) -> None:
    about = person(desk)
    with desk.unit() as unit:
        plain = dict(unit.sync.plain("person", about.id) or {})
        unit.people.remove(about)
        unit.commit()
    part = dispute(desk, about, "", "null", '{"phone":"0600000002"}')
    with pytest.raises(CannotRestore):
        conflicts.choose_other(desk.context, part)
    whole = dispute(desk, about, "", "null", json.dumps({**plain, "phone": "0600000009"}))
    conflicts.choose_other(desk.context, whole)
    assert phone(desk, about) == "0600000009"


def test_another_value_needs_the_right_to_change_such_a_record(desk: Desk) -> None:
    about = person(desk)
    key = dispute(desk, about, "phone", '"0600000001"', '"0600000002"')
    administrator = desk.as_roles(Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        conflicts.choose_other(administrator, key)
    conflicts.choose_kept(administrator, key)


def test_typing_the_other_value_settles_the_conflict_and_undoing_opens_it_again(
    desk: Desk,
) -> None:
    about = person(desk)
    dispute(desk, about, "phone", '"0600000001"', '"0600000002"')
    people.change_person(desk.context, about.id, lambda now: replace(now, note="appelée"))
    assert conflicts.count_open(desk.context) == 1
    people.change_person(desk.context, about.id, lambda now: replace(now, phone="0600000002"))
    assert conflicts.list_open(desk.context) == ()
    undo_last(desk.context)
    assert conflicts.count_open(desk.context) == 1
    assert phone(desk, about) == "0600000001"


def test_values_that_agree_by_now_are_closed_on_sight_and_that_is_nobody_s_to_undo(
    desk: Desk,
) -> None:
    about = person(desk)
    dispute(desk, about, "phone", '"0600000009"', '"0600000001"')
    left = dispute(desk, about, "note", '""', '"sourde"')
    assert conflicts.close_agreed(desk.context) == {"conflict"}
    assert conflicts.close_agreed(desk.context) == frozenset()
    assert [line.id for line in conflicts.list_open(desk.context)] == [left]
    with pytest.raises(NothingToUndo):
        undo_last(desk.context)


def test_the_value_in_use_is_the_record_s_not_the_one_of_the_day_of_the_conflict(
    desk: Desk,
) -> None:
    about = person(desk)
    key = dispute(desk, about, "phone", '"0600000001"', '"0600000002"')
    people.change_person(desk.context, about.id, lambda now: replace(now, phone="0600000003"))
    (line,) = conflicts.list_open(desk.context)
    assert (line.kept.value, line.kept.by) == ("0600000003", "")
    conflicts.choose_kept(desk.context, key)
    with desk.unit() as unit:
        assert unit.conflicts.get(key).chosen == '"0600000003"'


def test_who_reads_no_files_sees_that_there_is_a_conflict_not_its_values(desk: Desk) -> None:
    about = person(desk)
    dispute(desk, about, "phone", '"0600000001"', '"0600000002"')
    (line,) = conflicts.list_open(desk.as_roles(Role.ADMINISTRATOR))
    assert (line.readable, line.choosable, line.subject) == (False, False, "")
    assert (line.kept.value, line.other.value, line.person_id) == (None, None, None)
    (shown,) = conflicts.list_open(desk.as_roles(Role.DPO))
    assert (shown.readable, shown.choosable) == (True, False)
    assert Role.RECEPTION in shown.settled_by
    with pytest.raises(NotAllowed):
        conflicts.list_open(desk.as_roles(Role.ANALYST))


def test_a_line_tells_whose_file_it_is_in_and_names_what_identifiers_stand_for(
    desk: Desk,
) -> None:
    office = desk.context.office
    form = intake(desk.context, need(), person=person_form())
    registered = register_visit(desk.context, form)
    request, owner = registered.requests[0], registered.person
    assert owner is not None
    with desk.unit() as unit:
        piece = unit.pieces.matching(request_id=request.id)[0]
    dispute(desk, owner, "office_id", f'"{office.id}"', f'"{office.id}"')
    keys = (request.id, piece.id)
    for word, key in zip(("request", "piece"), keys, strict=True):
        about = replace(owner, id=PersonId(key))
        dispute(desk, about, "label", '"a"', '"b"', word)
    lines = {line.word: line for line in conflicts.disputes_among(desk.context, (owner.id, *keys))}
    assert lines["person"].kept.named == office.name
    for word in ("request", "piece"):
        assert (lines[word].owner, lines[word].request_id) == ("Aminata Traoré", request.id)
        assert lines[word].person_id == owner.id
