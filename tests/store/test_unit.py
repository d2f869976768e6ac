"""A unit of work keeps everything or nothing, and leaves the store free for the next one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3

from mairie_quartier.services import people
from mairie_quartier.services.listings import Page
from mairie_quartier.services.ports import DoorState
from mairie_quartier.store.door import DoorClosed
from tests.builders import Desk, fresh_desk, new_person, open_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = fresh_desk(tmp_path / "desk")
    yield desk
    desk.close()


def test_a_failure_after_some_writes_leaves_nothing(desk: Desk) -> None:
    person = new_person(desk.context)
    with pytest.raises(sqlcipher3.IntegrityError), desk.unit() as unit:
        unit.people.add(person)
        unit.people.matching()
        unit.people.add(person)  # the same key
        unit.commit()
    assert people.list_people(desk.context, Page()) == ()
    people.add_person(desk.context, person)
    assert len(people.list_people(desk.context, Page())) == 1


def test_the_store_is_free_after_a_unit_that_failed(desk: Desk) -> None:
    for _ in range(10):  # more than there are connections
        with pytest.raises(ZeroDivisionError), desk.unit() as unit:
            unit.people.add(new_person(desk.context))
            unit.people.matching()
            raise ZeroDivisionError
    people.add_person(desk.context, new_person(desk.context))


def test_what_was_committed_is_there_for_another_process(desk: Desk, tmp_path: Path) -> None:
    people.add_person(desk.context, new_person(desk.context))
    desk.close()
    other = open_desk(tmp_path / "desk")
    assert len(people.list_people(other.context, Page())) == 1
    other.close()
    desk.reopen()


def test_a_closed_store_does_no_work(desk: Desk) -> None:
    desk.close()
    assert desk.door.state is DoorState.CLOSED
    with pytest.raises(DoorClosed):
        desk.unit()
    desk.reopen()


def test_leaving_twice_is_leaving_once(desk: Desk) -> None:
    desk.close()
    desk.close()
    desk.reopen()
