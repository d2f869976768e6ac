"""Every record of every word comes back as it was written, and a stored word must be known."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.identifiers import HouseholdId, PersonId, new_id
from mairie_quartier.domain.people import AccessNeed, Contact, Housing, Literacy, Person
from mairie_quartier.services.faults import UnknownStoredValue
from mairie_quartier.services.ports import NotFound
from tests.builders import Desk, fresh_desk, new_agent, new_partner, new_person


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = fresh_desk(tmp_path)
    yield desk
    desk.close()


def full_person(desk: Desk) -> Person:
    return replace(
        new_person(desk.context, "O’Brien", "Zoë"),
        used_name="Łukasiewicz",
        other_script_name="Зоя",
        birth=PartialDate(1987, 4),
        phone="+33 6 00 00 00 00",
        email="zoe@example.org",
        housing=Housing.DOMICILED,
        domiciled_at="CCAS",
        language="ukr",
        second_language="rus",
        literacy=Literacy.PARTLY,
        access_needs=frozenset({AccessNeed.SEATED, AccessNeed.LARGE_PRINT}),
        contact=Contact.CAREFUL,
        contact_note="seulement le matin",
        note="« note »\nsur deux lignes",
        household_id=HouseholdId(new_id()),
        created_at=datetime(2026, 3, 2, 9, 30, 0, 1, tzinfo=UTC),
    )


def test_a_full_record_comes_back_the_same(desk: Desk) -> None:
    person = full_person(desk)
    with desk.unit() as unit:
        unit.people.add(person)
        unit.commit()
    with desk.unit() as unit:
        assert unit.people.get(person.id) == person


def test_sets_and_words_come_back_the_same(desk: Desk) -> None:
    agent = new_agent(desk.context, roles={Role.RECEPTION, Role.DPO})
    partner = replace(new_partner(), languages=("bam", "fra"), checked_on=date(2026, 1, 2))
    with desk.unit() as unit:
        unit.agents.add(agent)
        unit.partners.add(partner)
        unit.commit()
    with desk.unit() as unit:
        assert unit.agents.get(agent.id) == agent
        assert unit.partners.get(partner.id) == partner


def test_what_is_held_back_is_seen_by_the_same_unit(desk: Desk) -> None:
    person = new_person(desk.context)
    with desk.unit() as unit:
        unit.people.add(person)
        assert unit.people.get(person.id) == person
        assert unit.people.matching(family_name="Traoré") == (person,)
        unit.people.remove(person)
        assert unit.people.find(person.id) is None


def test_matching_nothing_matches_what_is_empty(desk: Desk) -> None:
    person = new_person(desk.context)
    with desk.unit() as unit:
        unit.people.add(person)
        assert unit.people.matching(household_id=None) == (person,)
        assert unit.people.matching(household_id=HouseholdId(new_id())) == ()


def test_records_come_in_the_order_of_their_creation(desk: Desk) -> None:
    everyone = [new_person(desk.context, f"N{rank}") for rank in range(5)]
    with desk.unit() as unit:
        for person in reversed(everyone):
            unit.people.add(person)
        assert list(unit.people.matching()) == everyone


def test_who_is_not_there_is_not_found(desk: Desk) -> None:
    nobody = PersonId(new_id())
    with desk.unit() as unit:
        assert unit.people.find(nobody) is None
        with pytest.raises(NotFound) as missing:
            unit.people.get(nobody)
    assert (missing.value.word, missing.value.key) == ("person", nobody)


def test_a_word_of_a_later_program_is_said_unknown(desk: Desk) -> None:
    person = new_person(desk.context)
    with desk.unit() as unit:
        unit.people.add(person)
        unit.commit()
    with desk.door.engine.connect() as connection:
        connection.execute(text("UPDATE person SET literacy = 'telepathy'"))
        connection.commit()
    with desk.unit() as unit, pytest.raises(UnknownStoredValue):
        unit.people.get(person.id)
