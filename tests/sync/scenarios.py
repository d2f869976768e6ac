"""Scripted histories, one for each trap: what the state machine meets by chance, met every time.

Each takes a city of three PCs (``here`` and ``there`` of one office, ``away`` of another) that
know the same people, and asserts its own end; whoever runs it settles it and checks every
invariant after.  They run on the centre in memory and on PostgreSQL, and ``test_machine_catches``
shows that each finds the fault it is written for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final
from unittest.mock import patch

from sqlalchemy import text

from mairie_quartier.domain.conflicts import ConflictState
from mairie_quartier.domain.operations import WHOLE, RejectCode
from mairie_quartier.services import conflicts
from mairie_quartier.store.row_writer import RowWriter
from mairie_quartier.sync.centre import Got, Sent
from tests.builders import fresh_desk, new_agent
from tests.sync.cities import CityCentre
from tests.sync.world import Place, World

Scenario = Callable[[World], None]
YEAR = timedelta(days=366)


def run(scenario: Scenario, world: World) -> None:
    """Let it happen to two people whom everybody knows, settle, and check every invariant."""
    world.people.clear()
    for name in ("Traoré", "Diallo"):
        world.create(world.places[0], name)
    world.settle()
    scenario(world)
    world.settle()
    world.check()


def value(world: World, place: Place, name: str = "phone", which: int = 0) -> str | None:
    """Give a field of a person as this PC shows it; nothing when the person is not there."""
    with place.linked.desk.unit() as unit:
        found = unit.people.find(world.people[which])
    return None if found is None else str(getattr(found, name))


def everywhere(world: World, name: str = "phone", which: int = 0) -> set[str | None]:
    """Give the values that the PCs of the office show."""
    return {value(world, place, name, which) for place in world.places[:2]}


class PowerCut(Exception):
    """The PC lost its current in the middle of writing."""


@dataclass
class Meanwhile:
    """A line on which something happens once: before a reply from a path that tells of a word."""

    centre: CityCentre
    path: str
    deed: Callable[[], None] | None
    word: str = ""

    def carry(self, sent: Sent) -> Got:
        """Carry; the deed comes between what the centre says and its arrival."""
        got = self.centre.carry(sent)
        if sent.path == self.path and self.word.encode() in got.body and self.deed is not None:
            deed, self.deed = self.deed, None
            deed()
        return got

    def close(self) -> None:
        """Nothing is open."""


def sync_while(
    world: World, place: Place, path: str, deed: Callable[[], None], *, word: str = ""
) -> None:
    """Sync a PC; something happens while a reply from this path is on its way."""
    place.linked.cable.centre = Meanwhile(world.centre, path, deed, word)
    world.sync(place, [])
    place.linked.cable.centre = world.centre


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
    (conflict,) = world.conflicts()
    assert (conflict.kept, conflict.other) == ('"a"', '"b"')


def disagree(world: World) -> None:
    here, there, _ = world.places
    world.edit(here, 0, "phone", "a")
    world.edit(there, 0, "phone", "b")
    world.sync(here, [])
    world.settle()


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
    world.shift_clock(there, YEAR.days)
    world.edit(here, 1, "note", "a")
    world.sync(here, [])
    world.settle()
    assert everywhere(world) == {"b"}
    assert everywhere(world, "note", 1) == {"a"}
    assert not world.conflicts()


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


def a_conflict_that_a_restore_undid_is_on_no_screen(world: World) -> None:
    here, there, _ = world.places
    world.centre.back_up()
    disagree(world)
    world.restore_centre()
    world.sync(there, [])  # now its value comes first
    world.settle()
    assert everywhere(world) == {"b"}
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


# What nobody did


def rows_that_differ_are_fetched_again(world: World) -> None:
    there = world.places[1]
    with there.linked.desk.door.engine.connect() as connection:
        connection.execute(text("UPDATE person SET rev = 7, phone = 'x'"))
        connection.commit()
    assert there.linked.sync().repaired == (there.linked.scope,)
    assert everywhere(world) == {value(world, world.places[0])}


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
        a_restored_centre_gets_again_what_it_lost,
        an_edit_that_arrives_before_its_record_is_taken_up,
        a_deletion_before_the_restore_is_seen_after_it,
        a_conflict_that_a_restore_undid_is_on_no_screen,
        a_clone_takes_another_identity,
        a_desk_put_back_takes_another_identity,
        a_value_taken_gives_way,
        a_revoked_desk_s_work_is_put_aside,
        rows_that_differ_are_fetched_again,
    )
}
