"""Two desks settle one conflict at once: it ends the same everywhere, and nobody is unheard."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from mairie_quartier.domain.conflicts import ConflictId
from mairie_quartier.domain.identifiers import PersonId
from mairie_quartier.domain.synchronising import Link
from mairie_quartier.services import conflicts, people
from mairie_quartier.services.conflicts import ConflictLine
from mairie_quartier.services.context import Context
from tests.builders import FakeClock
from tests.sync.desks import LinkedDesk, join, new_desk, scopes_of
from tests.sync.memory_centre import MemoryCentre
from tests.sync.work import add, edit, person_at, remove, same

Choose = Callable[[Context, ConflictId], frozenset[str]]


def third(context: Context, key: ConflictId) -> frozenset[str]:
    return conflicts.choose_third(context, key, "c")


@dataclass
class Pair:
    """Two desks of one office, which know the same person."""

    here: LinkedDesk
    there: LinkedDesk
    person: PersonId

    def settle(self) -> None:
        """Sync until both have everything."""
        for _ in range(3):
            self.here.sync()
            self.there.sync()
        assert same(self.here, self.there)

    def disagree(self) -> ConflictLine:
        """Give the phone two values; ``a``, of the first desk, is in use."""
        edit(self.here, self.person, phone="a")
        edit(self.there, self.person, phone="b")
        self.settle()
        (line,) = conflicts.list_open(self.here.desk.context)
        return line

    def open(self) -> tuple[ConflictLine, ...]:
        """Give the open conflicts, the same on both."""
        found = conflicts.list_open(self.here.desk.context)
        assert [each.id for each in conflicts.list_open(self.there.desk.context)] == [
            each.id for each in found
        ]
        return found

    def phone(self) -> str:
        """Give the value in use, the same on both."""
        values = {
            found.phone
            for each in (self.here, self.there)
            if (found := person_at(each, self.person)) is not None
        }
        (value,) = values
        return value


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    centre = MemoryCentre()
    desks = []
    for name in ("here", "there"):
        desk = new_desk(tmp_path / name, FakeClock())
        known = centre.add_desk(scopes_of(desk))
        link = Link("https://centre.example.org", known.id, known.token)
        desks.append(join(centre, desk, link))
    person = add(desks[0])
    found = Pair(desks[0], desks[1], person.id)
    found.settle()
    yield found
    for each in desks:
        each.desk.close()


@pytest.mark.parametrize("choose", [conflicts.choose_kept, conflicts.choose_other, third])
def test_both_choose_alike_and_it_is_over(pair: Pair, choose: Choose) -> None:
    line = pair.disagree()
    choose(pair.here.desk.context, line.id)
    choose(pair.there.desk.context, line.id)
    pair.settle()
    assert pair.open() == ()


@pytest.mark.parametrize(
    ("first", "second", "in_use", "left"),
    [
        (conflicts.choose_kept, conflicts.choose_other, "b", "a"),
        (conflicts.choose_other, conflicts.choose_kept, "b", "a"),
        (conflicts.choose_kept, third, "c", "a"),
        (third, conflicts.choose_kept, "c", "a"),
        (conflicts.choose_other, third, "b", "c"),
        (third, conflicts.choose_other, "c", "b"),
    ],
)
def test_both_choose_differently_and_are_asked_again(
    pair: Pair, first: Choose, second: Choose, in_use: str, left: str
) -> None:
    line = pair.disagree()
    first(pair.here.desk.context, line.id)
    second(pair.there.desk.context, line.id)
    pair.settle()
    (again,) = pair.open()
    assert (again.word, again.field) == ("person", "phone")
    assert (again.kept.value, again.other.value) == (in_use, left)
    assert pair.phone() == in_use
    conflicts.choose_other(pair.there.desk.context, again.id)
    pair.settle()
    assert (pair.open(), pair.phone()) == ((), left)


def test_one_types_the_other_value_while_the_other_desk_chooses_it(pair: Pair) -> None:
    line = pair.disagree()
    edit(pair.here, pair.person, phone="b")
    conflicts.choose_other(pair.there.desk.context, line.id)
    pair.settle()
    assert (pair.open(), pair.phone()) == ((), "b")


def test_values_that_came_to_agree_by_the_network_are_closed_where_they_are_looked_at(
    pair: Pair,
) -> None:
    pair.disagree()
    with pair.here.desk.unit() as unit:
        person = unit.people.get(pair.person)
        unit.people.save(replace(person, phone="b"))  # as an older program would
        unit.commit()
    pair.settle()
    assert len(pair.open()) == 1
    assert conflicts.close_agreed(pair.here.desk.context) == {"conflict"}
    assert conflicts.close_agreed(pair.there.desk.context) == {"conflict"}
    pair.settle()
    assert pair.open() == ()


def test_an_edit_of_what_was_deleted_can_put_it_back_from_any_desk(pair: Pair) -> None:
    edit(pair.there, pair.person, note="à rappeler")
    pair.settle()
    remove(pair.here, pair.person)
    edit(pair.there, pair.person, phone="b")
    pair.settle()
    (line,) = pair.open()
    assert line.kept.value is None
    conflicts.choose_other(pair.there.desk.context, line.id)
    pair.settle()
    assert (pair.open(), pair.phone()) == ((), "b")
    back = person_at(pair.here, pair.person)
    assert back is not None
    assert back.note == "à rappeler"
    people.change_person(pair.here.desk.context, pair.person, lambda now: replace(now, phone="c"))
    pair.settle()
    assert (pair.open(), pair.phone()) == ((), "c")


def test_a_deletion_is_accepted_by_one_while_the_other_puts_the_record_back(pair: Pair) -> None:
    remove(pair.here, pair.person)
    edit(pair.there, pair.person, phone="b")
    pair.settle()
    (line,) = pair.open()
    conflicts.choose_kept(pair.here.desk.context, line.id)
    conflicts.choose_other(pair.there.desk.context, line.id)
    pair.settle()
    (again,) = pair.open()
    assert pair.phone() == "b"
    conflicts.choose_other(pair.here.desk.context, again.id)
    pair.settle()
    assert pair.open() == ()
    assert person_at(pair.here, pair.person) is None


def test_a_deletion_that_lost_can_still_be_chosen(pair: Pair) -> None:
    edit(pair.there, pair.person, phone="b")
    pair.there.sync()
    remove(pair.here, pair.person)
    pair.settle()
    (line,) = pair.open()
    assert line.other.value is None
    conflicts.choose_other(pair.here.desk.context, line.id)
    pair.settle()
    assert pair.open() == ()
    assert person_at(pair.there, pair.person) is None
