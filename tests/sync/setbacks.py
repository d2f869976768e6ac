"""Scripted histories of what went back, was refused, or was damaged (``scenarios`` lists all)."""

from dataclasses import replace
from unittest.mock import patch

from sqlalchemy import text

from mairie_quartier.domain.operations import RejectCode
from mairie_quartier.domain.synchronising import SyncOutcome
from mairie_quartier.services import conflicts
from mairie_quartier.store.incoming import ChangeTaker
from tests.builders import new_agent
from tests.sync.encounters import disagree, everywhere, value
from tests.sync.world import Place, World

# A centre, or a desk, that went back


def a_restored_centre_gets_again_what_it_lost(world: World) -> None:
    here, _, _ = world.places
    world.centre.back_up()
    world.create(here, "Benali")
    world.edit(here, 0, "phone", "a")
    world.settle()
    world.restore_centre()
    world.settle()
    assert everywhere(world) == {"a"}
    assert None not in everywhere(world, which=2)


def an_edit_that_arrives_before_its_record_is_taken_up(world: World) -> None:
    here, there, _ = world.places
    world.centre.back_up()
    world.create(here, "Benali")
    world.settle()
    world.edit(there, 2, "phone", "b")
    world.edit(there, 2, "note", "sourde")
    world.sync(there, [])
    world.restore_centre()
    world.sync(there, [])
    assert there.linked.store.standing().refused == 2
    world.settle()
    assert everywhere(world, which=2) == {"b"}
    assert everywhere(world, "note", 2) == {"sourde"}
    assert there.linked.store.standing().refused == 0


def a_deletion_before_the_restore_is_seen_after_it(world: World) -> None:
    here, _, _ = world.places
    world.centre.back_up()
    world.delete(here, 0)
    world.restore_centre()
    world.settle()
    assert everywhere(world) == {None}


def a_clone_takes_another_identity(world: World) -> None:
    here = world.places[0]
    world.clone(here)
    clone = world.places[-1]
    for place in (here, clone):
        world.visit(place)
        world.edit(place, 1, "note", place.name)
    world.settle()
    assert world.identity(here) != world.identity(clone)
    assert world.centre.numbers()


def a_desk_put_back_takes_another_identity(world: World) -> None:
    here = world.places[0]
    before = world.identity(here)
    world.keep_copy(here)
    world.edit(here, 0, "phone", "a")
    world.settle()
    world.go_back(here)
    world.settle()
    assert world.identity(here) != before
    assert everywhere(world) == {"a"}


def a_desk_put_back_keeps_nobody_it_handed_over(world: World) -> None:
    here, _, away = world.places
    world.hand_over(here, 0)
    world.keep_copy(here)
    world.visit(here)
    world.settle()
    world.go_back(here)  # the file has left by the log, and its leaving waits here once more
    world.settle()
    assert everywhere(world) == {None}
    assert value(world, away) is not None


def nobody_handed_over_comes_back_with_a_restore(world: World) -> None:
    here, _, away = world.places
    world.centre.back_up()
    world.hand_over(here, 0)
    world.restore_centre()
    world.sync(here, ["ok", "reply"])  # greeted, sent: the centre knows before this PC fetches
    world.settle()
    assert everywhere(world) == {None}
    assert value(world, away) is not None


def a_conflict_that_a_restore_undid_is_on_no_screen(world: World) -> None:
    here, there, _ = world.places
    world.centre.back_up()
    disagree(world)
    world.restore_centre()
    world.sync(there, [])  # now its value comes first
    world.settle()
    assert everywhere(world) == {"b"}
    assert len(world.conflicts()) == 1
    (conflict,) = world.conflicts()
    assert conflict.other == '"a"'
    lines = conflicts.disputes_of(here.linked.desk.context, world.people[0])
    assert [line.id for line in lines] == [conflict.id]


# What is refused


def a_value_taken_gives_way(world: World) -> None:
    here, there, _ = world.places
    hire(world, here, "zoe")
    world.settle()
    hire(world, here, "lea")
    hire(world, here, "max")
    hire(world, there, "max")
    rename(world, there, "zoe", "lea")
    world.sync(here, [])
    world.settle()
    assert logins(here) >= {"zoe", "lea", "max"}
    assert logins(there) >= {"zoe", "lea", "max"}
    with there.linked.desk.unit() as unit:
        codes = [each.code for each in unit.sync.refused(after=0, limit=9)]
    assert codes == [RejectCode.TAKEN, RejectCode.TAKEN]


def hire(world: World, place: Place, login: str) -> None:
    with place.linked.desk.unit() as unit:
        unit.agents.add(new_agent(place.linked.desk.context, login))
        unit.commit()
    world.take_account(place)


def rename(world: World, place: Place, login: str, other: str) -> None:
    with place.linked.desk.unit() as unit:
        (found,) = [each for each in unit.agents.matching() if each.login == login]
        unit.agents.save(replace(found, login=other))
        unit.commit()
    world.take_account(place)


def logins(place: Place) -> set[str]:
    with place.linked.desk.unit() as unit:
        return {each.login for each in unit.agents.matching()}


def a_revoked_desk_s_work_is_put_aside(world: World) -> None:
    here, there, _ = world.places
    world.create(here, "Benali")
    world.revoke(here)
    world.settle()
    assert value(world, here, which=2) is not None
    assert value(world, there, which=2) is None
    assert here.linked.store.standing().refused == 1


def a_revoked_copy_is_told_so_and_keeps_its_work(world: World) -> None:
    here = world.places[0]
    world.clone(here)
    clone = world.places[-1]
    world.visit(here)
    world.sync(here, [])
    world.create(clone, "Benali")
    world.revoke(here)
    assert clone.linked.sync().outcome is SyncOutcome.REVOKED
    assert value(world, clone, which=2) is not None
    assert clone.linked.store.standing().waiting == 1


# What nobody did


def rows_that_differ_are_fetched_again(world: World) -> None:
    there = world.places[1]
    with there.linked.desk.door.engine.connect() as connection:
        connection.execute(text("UPDATE person SET rev = 7, phone = 'x'"))
        connection.commit()
    assert there.linked.sync().repaired == (there.linked.scope,)
    assert everywhere(world) == {value(world, world.places[0])}


def a_file_left_behind_goes(world: World) -> None:
    here = world.places[0]
    world.hand_over(here, 0)
    with patch.object(ChangeTaker, "_drop"):
        assert here.linked.sync().repaired == (here.linked.scope,)
    assert value(world, here) is None
