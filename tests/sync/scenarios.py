"""Scripted histories, one for each trap: what the state machine meets by chance, met every time.

Each takes a city of three PCs (``here`` and ``there`` of one office, ``away`` of another) that
know the same people, and asserts its own end; whoever runs it settles it and checks every
invariant after.  They run on the centre in memory and on PostgreSQL, and ``test_machine_catches``
shows that each finds the fault it is written for.
"""

from collections.abc import Mapping
from typing import Final
from unittest.mock import patch

from mairie_quartier.domain.conflicts import ConflictState
from mairie_quartier.domain.operations import WHOLE
from mairie_quartier.services import conflicts
from mairie_quartier.store.row_writer import RowWriter
from tests.builders import fresh_desk
from tests.sync import setbacks
from tests.sync.encounters import (
    PowerCut,
    Scenario,
    disagree,
    everywhere,
    sync_while,
    value,
)
from tests.sync.world import World

YEAR_DAYS: Final = 366


# One record, two desks


def deletion_arrives(world: World) -> None:
    here, there, _ = world.places
    world.delete(here, 0)
    world.sync(here, [])
    world.sync(there, [])
    assert value(world, there) is None


def edits_in_turn_are_no_conflict(world: World) -> None:
    here, there, _ = world.places
    for place, phone in ((here, "a"), (there, "b"), (here, "c")):
        world.edit(place, 0, "phone", phone)
        world.settle()
    assert everywhere(world) == {"c"}
    assert not world.conflicts()


def one_field_edited_twice_keeps_both_values(world: World) -> None:
    disagree(world)
    assert everywhere(world) == {"a"}
    assert len(world.conflicts()) == 1
    (conflict,) = world.conflicts()
    assert (conflict.kept, conflict.other) == ('"a"', '"b"')


def edit_of_a_deleted_record_never_revives_it(world: World) -> None:
    here, there, _ = world.places
    world.delete(here, 0)
    world.edit(there, 0, "phone", "b")
    world.sync(here, [])
    world.settle()
    assert everywhere(world) == {None}
    assert [each.field for each in world.conflicts()] == [WHOLE]


def deletion_of_an_edited_record_takes_nothing_away(world: World) -> None:
    here, there, _ = world.places
    world.edit(there, 0, "phone", "b")
    world.delete(here, 0)
    world.sync(there, [])
    world.settle()
    assert everywhere(world) == {"b"}
    assert [each.field for each in world.conflicts()] == [WHOLE]


def a_choice_closes_the_conflict_on_both_sides(world: World) -> None:
    disagree(world)
    here, there, _ = world.places
    context = there.linked.desk.context
    (line,) = conflicts.disputes_of(context, world.people[0])
    conflicts.choose_other(context, line.id)
    world.take_account(there)
    world.settle()
    assert everywhere(world) == {"b"}
    assert {each.state for each in world.conflicts()} == {ConflictState.CLOSED}
    for place in (here, there):
        assert not conflicts.disputes_of(place.linked.desk.context, world.people[0])


def handed_over_leaves_one_office_and_reaches_the_other(world: World) -> None:
    here, _, away = world.places
    world.hand_over(here, 0)
    world.settle()
    assert everywhere(world) == {None}
    assert value(world, away) is not None


# What was cut


def killed_between_rows_and_cursor(world: World) -> None:
    here, there, _ = world.places
    world.create(here, "Benali")
    world.edit(here, 0, "phone", "a")
    world.sync(here, [])
    with patch.object(RowWriter, "write", side_effect=PowerCut):
        try:
            world.sync(there, [])
        except PowerCut:
            world.crash(there)
    world.sync(there, [])
    assert value(world, there) == "a"


def what_waits_stays_on_top(world: World) -> None:
    here, _, _ = world.places
    world.edit(here, 0, "phone", "a")
    sync_while(world, here, "/v1/pull", lambda: world.edit(here, 0, "phone", "b"))
    assert value(world, here) == "b"
    world.settle()
    assert everywhere(world) == {"b"}
    assert not world.conflicts()


def what_waited_gives_way_once_disputed(world: World) -> None:
    here, there, _ = world.places
    world.edit(here, 0, "phone", "a")
    world.sync(here, [])
    sync_while(world, there, "/v1/pull", lambda: world.edit(there, 0, "phone", "b"))
    assert value(world, there) == "b"
    world.settle()
    assert everywhere(world) == {"a"}
    assert len(world.conflicts()) == 1


def a_lost_answer_is_given_again(world: World) -> None:
    here, there, _ = world.places
    world.edit(here, 0, "phone", "a")
    world.edit(there, 0, "phone", "b")
    world.sync(here, [])
    world.sync(there, ["ok", "reply"])
    world.settle()
    assert everywhere(world) == {"a"}
    assert len(world.conflicts()) == 1


def a_replay_is_not_applied_again(world: World) -> None:
    here, there, _ = world.places
    world.edit(here, 0, "phone", "a")
    world.settle()
    world.edit(here, 0, "phone", "b")
    world.sync(here, ["ok", "reply"])
    world.sync(there, [])
    world.edit(there, 0, "phone", "a")
    world.sync(there, [])
    world.settle()
    assert everywhere(world) == {"a"}
    assert not world.conflicts()


def a_first_sync_while_others_write(world: World) -> None:
    here = world.places[0]
    for number in range(7):
        world.create(here, f"Personne{number}")
    world.sync(here, [])

    def meanwhile() -> None:
        world.edit(here, 3, "phone", "a")
        world.delete(here, 4)
        world.create(here, "Pendant")
        world.sync(here, [])

    world._add("new", fresh_desk(world.folder / "new"))
    sync_while(world, world.places[-1], "/v1/snapshot", meanwhile, word='"person"')
    world.sync(world.places[-1], [])
    assert value(world, world.places[-1], which=3) == "a"
    assert value(world, world.places[-1], which=4) is None


def a_year_away(world: World) -> None:
    here, there, _ = world.places
    world.edit(there, 0, "phone", "b")
    world.shift_clock(there, YEAR_DAYS)
    world.edit(here, 1, "note", "a")
    world.sync(here, [])
    world.settle()
    assert everywhere(world) == {"b"}
    assert everywhere(world, "note", 1) == {"a"}
    assert not world.conflicts()


SCENARIOS: Final[Mapping[str, Scenario]] = {
    each.__name__: each
    for each in (
        deletion_arrives,
        edits_in_turn_are_no_conflict,
        one_field_edited_twice_keeps_both_values,
        edit_of_a_deleted_record_never_revives_it,
        deletion_of_an_edited_record_takes_nothing_away,
        a_choice_closes_the_conflict_on_both_sides,
        handed_over_leaves_one_office_and_reaches_the_other,
        killed_between_rows_and_cursor,
        what_waits_stays_on_top,
        what_waited_gives_way_once_disputed,
        a_lost_answer_is_given_again,
        a_replay_is_not_applied_again,
        a_first_sync_while_others_write,
        a_year_away,
        setbacks.a_restored_centre_gets_again_what_it_lost,
        setbacks.an_edit_that_arrives_before_its_record_is_taken_up,
        setbacks.a_deletion_before_the_restore_is_seen_after_it,
        setbacks.a_conflict_that_a_restore_undid_is_on_no_screen,
        setbacks.a_clone_takes_another_identity,
        setbacks.a_desk_put_back_takes_another_identity,
        setbacks.a_desk_put_back_keeps_nobody_it_handed_over,
        setbacks.nobody_handed_over_comes_back_with_a_restore,
        setbacks.a_value_taken_gives_way,
        setbacks.a_revoked_desk_s_work_is_put_aside,
        setbacks.a_revoked_copy_is_told_so_and_keeps_its_work,
        setbacks.rows_that_differ_are_fetched_again,
        setbacks.a_file_left_behind_goes,
    )
}
