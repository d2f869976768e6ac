"""A file goes to another office whole, with its history, and only where somebody receives it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from mairie_quartier.central.rights import allowed
from mairie_quartier.domain.agents import Office, Role
from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.handovers import ReasonMissing
from mairie_quartier.domain.identifiers import OfficeId, PersonId, new_id
from mairie_quartier.domain.operations import DeskId, OpKind
from mairie_quartier.domain.people import Kinship
from mairie_quartier.domain.permissions import ALLOWED, Act
from mairie_quartier.domain.synchronising import Link
from mairie_quartier.services import handover, merging, people, visits
from mairie_quartier.services.handover import CannotHandOver, Extent, Order
from mairie_quartier.services.listings import Page
from mairie_quartier.services.parcels import gather
from mairie_quartier.services.ports import NothingToUndo
from mairie_quartier.services.sync_faults import NotEnrolled
from mairie_quartier.store import schema
from tests.builders import Desk, fresh_desk, intake, need, new_person, person_form
from tests.sync.desks import Cable, LinkedDesk
from tests.sync.memory_centre import MemoryCentre

OTHER = OfficeId(new_id())
WHY = "A déménagé rue des Essais, suivi par Caudéran."
FILE = ("person", "visit", "request", "piece", "receipt")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = fresh_desk(tmp_path)
    with desk.unit() as unit:
        own = unit.offices.get(desk.context.office.id)
        unit.offices.add(replace(own, id=OTHER, code="CAU", name="Caudéran"))
        unit.commit()
    linked = LinkedDesk(desk, Cable(MemoryCentre()))
    linked.store.enrol(Link("https://c.example.org", DeskId(new_id()), "secret"), None, None)
    yield desk
    desk.close()


def a_file(desk: Desk) -> PersonId:
    """A person with two visits, three needs and their papers; and a stranger's visit."""
    first = visits.register_visit(
        desk.context, intake(desk.context, need(), need(missing=1), person=person_form())
    )
    visits.register_visit(desk.context, intake(desk.context, need()))
    assert first.visit.person_id is not None
    return first.visit.person_id


def another_file(desk: Desk) -> PersonId:
    """A second person, without any visit."""
    person = new_person(desk.context, first_names="Moussa")
    people.add_person(desk.context, person)
    return person.id


def offices_of(desk: Desk, word: str) -> list[bytes]:
    with desk.door.engine.connect() as connection:
        return list(connection.execute(text(f'SELECT office_id FROM "{word}"')).scalars())


def an_order(key: PersonId, extent: Extent = Extent.PERSON) -> Order:
    return Order(key, OTHER, extent)


def test_everything_of_the_file_goes_and_nothing_else(desk: Desk) -> None:
    key = a_file(desk)
    preview = handover.preview_handover(desk.context, an_order(key))
    assert (preview.visits, preview.requests, preview.papers) == (1, 2, 1)
    assert preview.open_requests == 2
    changed = handover.hand_over(desk.context, an_order(key), WHY)
    assert set(FILE) <= changed
    own = desk.context.office.id.bytes
    assert sorted(offices_of(desk, "visit")) == sorted([own, OTHER.bytes])
    assert offices_of(desk, "request").count(OTHER.bytes) == 2
    assert offices_of(desk, "receipt").count(OTHER.bytes) == 1
    assert offices_of(desk, "receipt").count(own) == 1


def test_every_word_of_an_office_is_looked_for(desk: Desk) -> None:
    key = a_file(desk)
    with desk.unit() as unit:
        found = set(gather(unit, [unit.people.get(key)]).lists)
        collections = {name for name in vars(unit) if name in found}
    assert collections == found
    kept_by_offices = {
        table.name for table in schema.SYNCED if "office_id" in table.c and table.name != "agent"
    }
    assert len(found) == len(kept_by_offices)


def test_preview_tells_what_is_not_at_the_centre_yet(desk: Desk) -> None:
    key = a_file(desk)
    pending = handover.preview_handover(desk.context, an_order(key)).pending
    assert pending.waiting >= 5
    assert pending.refused == 0


def test_it_is_written_in_the_trail(desk: Desk) -> None:
    key = a_file(desk)
    handover.hand_over(desk.context, an_order(key), WHY)
    assert AuditAct.HANDED_OVER in [
        line.act for line in people.who_opened(desk.context, key, Page())
    ]


def test_the_file_tells_who_handed_it_over_and_why(desk: Desk) -> None:
    key = a_file(desk)
    handover.hand_over(desk.context, an_order(key), f"  {WHY} ")
    with desk.unit() as unit:
        person = unit.people.get(key)
    (told,) = handover.past_handovers(desk.context, person)
    assert told.by is not None and told.by.id == desk.context.agent.id
    assert told.from_office == desk.context.office
    assert told.to_office is not None
    assert (told.to_office.name, told.handover.reason) == ("Caudéran", WHY)
    assert told.handover.at == desk.clock.now()


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_reason_is_asked(desk: Desk, reason: str) -> None:
    key = a_file(desk)
    with pytest.raises(ReasonMissing):
        handover.hand_over(desk.context, an_order(key), reason)
    assert OTHER.bytes not in offices_of(desk, "person")


def test_it_is_not_undone_from_here(desk: Desk) -> None:
    key = a_file(desk)
    handover.hand_over(desk.context, an_order(key), WHY)
    with pytest.raises(NothingToUndo):
        visits.undo_last(desk.context)
    assert offices_of(desk, "person") == [OTHER.bytes]


def test_a_file_on_its_way_is_handed_over_once(desk: Desk) -> None:
    key = a_file(desk)
    handover.hand_over(desk.context, an_order(key), WHY)
    with pytest.raises(CannotHandOver):
        handover.hand_over(desk.context, an_order(key), WHY)


def test_only_the_own_line_of_a_household_goes_with_one_of_its_files(desk: Desk) -> None:
    key, mate = a_file(desk), another_file(desk)
    people.link_people(desk.context, key, mate, Kinship.PARTNER)
    people.add_member(desk.context, key, Kinship.CHILD, names=("Traoré", "Issa"))
    preview = handover.preview_handover(desk.context, an_order(key))
    assert [each.id for each in preview.mates] == [mate]
    handover.hand_over(desk.context, an_order(key), WHY)
    assert sorted(offices_of(desk, "person")) == sorted([desk.context.office.id.bytes, OTHER.bytes])
    assert OTHER.bytes not in offices_of(desk, "member")


def test_the_last_file_of_a_household_takes_the_other_lines_along(desk: Desk) -> None:
    key, mate = a_file(desk), another_file(desk)
    people.link_people(desk.context, key, mate, Kinship.PARTNER)
    people.add_member(desk.context, key, Kinship.CHILD, names=("Traoré", "Issa"))
    for each in (key, mate):
        handover.hand_over(desk.context, an_order(each), WHY)
    assert set(offices_of(desk, "member")) == {OTHER.bytes}


def test_a_whole_household_goes_at_once(desk: Desk) -> None:
    key, mate = a_file(desk), another_file(desk)
    people.link_people(desk.context, key, mate, Kinship.PARTNER)
    people.add_member(desk.context, key, Kinship.CHILD, names=("Traoré", "Issa"))
    order = an_order(key, Extent.HOUSEHOLD)
    assert handover.preview_handover(desk.context, order).members == 2
    handover.hand_over(desk.context, order, WHY)
    assert set(offices_of(desk, "person")) == {OTHER.bytes}
    assert set(offices_of(desk, "member")) == {OTHER.bytes}
    with desk.unit() as unit:
        files = [unit.people.get(each) for each in (key, mate)]
    assert [len(handover.past_handovers(desk.context, each)) for each in files] == [1, 1]


def test_a_file_merged_into_it_goes_along(desk: Desk) -> None:
    key, double = a_file(desk), another_file(desk)
    merging.merge_people(desk.context, key, double)
    assert handover.preview_handover(desk.context, an_order(key)).absorbed == 1
    handover.hand_over(desk.context, an_order(key), WHY)
    assert set(offices_of(desk, "person")) == {OTHER.bytes}
    assert offices_of(desk, "merge") == [OTHER.bytes]


def test_the_merged_one_does_not_go_alone(desk: Desk) -> None:
    key, double = a_file(desk), another_file(desk)
    merging.merge_people(desk.context, key, double)
    with pytest.raises(CannotHandOver):
        handover.hand_over(desk.context, an_order(double), WHY)


def test_it_is_refused_where_it_is_already_or_to_a_closed_office(desk: Desk) -> None:
    key = a_file(desk)
    with pytest.raises(CannotHandOver):
        handover.hand_over(desk.context, Order(key, desk.context.office.id), WHY)
    with desk.unit() as unit:
        unit.offices.save(replace(unit.offices.get(OTHER), active=False))
        unit.commit()
    with pytest.raises(CannotHandOver):
        handover.hand_over(desk.context, an_order(key), WHY)
    assert handover.other_offices(desk.context) == ()


def test_the_other_offices_are_offered(desk: Desk) -> None:
    found: tuple[Office, ...] = handover.other_offices(desk.context)
    assert [office.code for office in found] == ["CAU"]


def test_a_pc_that_stands_alone_hands_nothing_over(tmp_path: Path) -> None:
    alone = fresh_desk(tmp_path / "alone")
    key = a_file(alone)
    with pytest.raises(NotEnrolled):
        handover.other_offices(alone.context)
    with pytest.raises(NotEnrolled):
        handover.hand_over(alone.context, an_order(key), WHY)
    alone.close()


@pytest.mark.parametrize("role", sorted(ALLOWED[Act.HAND_OVER]))
def test_the_centre_lets_who_may_hand_over_move_every_word(role: Role) -> None:
    kept_by_offices = {table.name for table in schema.SYNCED if "office_id" in table.c}
    words = kept_by_offices - {"agent"}
    refused = {word for word in words if not allowed(word, OpKind.PATCH, frozenset({role}))}
    assert refused == set()
