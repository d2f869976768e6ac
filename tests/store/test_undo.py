"""The last saved action comes undone once, unless somebody built on it since."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.papers import VoidReason
from mairie_quartier.services import agents, people, receipts, requests, sessions, settings, visits
from mairie_quartier.services.context import Context
from mairie_quartier.services.listings import Page
from mairie_quartier.services.ports import NothingToUndo, UndoTooLate
from mairie_quartier.store.audit_trail import verify_chain
from tests.builders import (
    CITY,
    PASSWORD,
    Desk,
    form_of,
    fresh_desk,
    intake,
    need,
    new_agent,
    new_person,
    person_form,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = fresh_desk(tmp_path)
    yield desk
    desk.close()


def colleague(desk: Desk) -> Context:
    """Another agent of the same desk, at the keyboard after the first one."""
    agent = new_agent(desk.context, roles={Role.RECEPTION})
    agents.add_agent(desk.context, desk.door, agent, "Autre-Cheval-34!")
    return sessions.start_session(desk.entrance, agent.id)


def test_nothing_is_undone_on_the_first_day(desk: Desk) -> None:
    with pytest.raises(NothingToUndo):
        visits.undo_last(desk.context)
    assert agents.list_agents(desk.context)[0].login == desk.context.agent.login


def test_a_change_of_a_file_comes_undone_field_by_field(desk: Desk) -> None:
    person = new_person(desk.context)
    people.add_person(desk.context, person)
    people.save_person(desk.context, replace(person, phone="0600000001", note="sourde"))
    assert visits.undo_last(desk.context) == {"person"}
    assert people.open_person(desk.context, person.id).person == person


def test_it_is_undone_once(desk: Desk) -> None:
    people.add_person(desk.context, new_person(desk.context))
    visits.undo_last(desk.context)
    with pytest.raises(NothingToUndo):
        visits.undo_last(desk.context)


def test_the_next_action_can_be_undone_again(desk: Desk) -> None:
    people.add_person(desk.context, new_person(desk.context, "Un"))
    visits.undo_last(desk.context)
    people.add_person(desk.context, new_person(desk.context, "Deux"))
    visits.undo_last(desk.context)
    assert people.list_people(desk.context, Page()) == ()


def test_a_removal_comes_undone(desk: Desk) -> None:
    person = new_person(desk.context)
    people.add_person(desk.context, person)
    with desk.unit() as unit:
        unit.people.remove(unit.people.get(person.id))
        unit.commit()
    visits.undo_last(desk.context)
    assert people.open_person(desk.context, person.id).person == person
    assert people.list_people(desk.context, Page())[0].id == person.id


def test_what_a_colleague_changed_since_is_not_undone(desk: Desk) -> None:
    other = colleague(desk)
    person = new_person(desk.context)
    people.add_person(desk.context, person)
    people.save_person(desk.context, replace(person, phone="0600000001"))
    people.save_person(other, replace(person, phone="0600000002"))
    with pytest.raises(UndoTooLate) as refused:
        visits.undo_last(desk.context)
    assert (refused.value.word, refused.value.field) == ("person", "phone")
    assert people.open_person(desk.context, person.id).person.phone == "0600000002"


def test_what_a_colleague_changed_elsewhere_in_the_file_stays(desk: Desk) -> None:
    other = colleague(desk)
    person = new_person(desk.context)
    people.add_person(desk.context, person)
    people.save_person(desk.context, replace(person, phone="0600000001"))
    people.save_person(other, replace(person, phone="0600000001", note="une note"))
    visits.undo_last(desk.context)
    found = people.open_person(desk.context, person.id).person
    assert (found.phone, found.note) == ("", "une note")


def test_a_person_who_came_back_since_is_not_removed(desk: Desk) -> None:
    other = colleague(desk)
    registered = visits.register_visit(desk.context, intake(desk.context, person=person_form()))
    assert registered.person is not None
    visits.register_visit(other, intake(other, person=form_of(registered.person)))
    with pytest.raises(UndoTooLate):
        visits.undo_last(desk.context)
    with desk.unit() as unit:
        assert unit.visits.find(registered.visit.id) == registered.visit
        assert unit.voidings.matching() == ()


def test_an_agent_undoes_only_what_is_theirs(desk: Desk) -> None:
    other = colleague(desk)
    mine = new_person(desk.context, "Un")
    people.add_person(desk.context, mine)
    people.add_person(other, new_person(other, "Deux"))
    visits.undo_last(desk.context)
    assert [line.family_name for line in people.list_people(other, Page())] == ["Deux"]


def test_a_voided_paper_stays_void(desk: Desk) -> None:
    registered = visits.register_visit(desk.context, intake(desk.context))
    receipts.void_receipt(desk.context, registered.receipts[0].id, VoidReason.MISTAKE)
    with pytest.raises(UndoTooLate):
        visits.undo_last(desk.context)


@pytest.mark.parametrize("lasting", ["settings", "agent"])
def test_settings_and_agents_are_not_undone_by_a_key(desk: Desk, lasting: str) -> None:
    if lasting == "settings":
        settings.change_city(desk.context, replace(CITY, city="Pessac"))
    else:
        agents.add_agent(desk.context, desk.door, new_agent(desk.context), PASSWORD + "x")
    with pytest.raises(NothingToUndo):
        visits.undo_last(desk.context)


def test_a_closed_request_opens_again(desk: Desk) -> None:
    registered = visits.register_visit(desk.context, intake(desk.context, need(missing=1)))
    request = registered.requests[0]
    requests.close_request(desk.context, request.id)
    visits.undo_last(desk.context)
    assert requests.open_request(desk.context, request.id).request == request


def test_an_undoing_is_written_in_the_trail_and_sent(desk: Desk) -> None:
    people.add_person(desk.context, new_person(desk.context))
    visits.undo_last(desk.context)
    with desk.door.engine.connect() as connection:
        kinds = connection.exec_driver_sql("SELECT kind FROM outbox ORDER BY dseq DESC").scalars()
        acts = connection.exec_driver_sql("SELECT act FROM audit_entry ORDER BY seq DESC").scalars()
        assert next(iter(kinds)) == "delete"
        assert set(list(acts)[:2]) == {"undone", "removed"}
        assert verify_chain(connection).whole
