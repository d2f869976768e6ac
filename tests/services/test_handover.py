"""A file goes to another office whole, with its history, and only where somebody receives it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from mairie_quartier.domain.agents import Office
from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.identifiers import OfficeId, PersonId, new_id
from mairie_quartier.domain.operations import DeskId
from mairie_quartier.domain.synchronising import Link
from mairie_quartier.services import handover, people, visits
from mairie_quartier.services.handover import CannotHandOver
from mairie_quartier.services.listings import Page
from mairie_quartier.services.sync_faults import NotEnrolled
from tests.builders import Desk, fresh_desk, intake, need, person_form
from tests.sync.desks import Cable, LinkedDesk
from tests.sync.memory_centre import MemoryCentre

OTHER = OfficeId(new_id())
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


def offices_of(desk: Desk, word: str) -> list[bytes]:
    with desk.door.engine.connect() as connection:
        return list(connection.execute(text(f'SELECT office_id FROM "{word}"')).scalars())


def test_everything_of_the_file_goes_and_nothing_else(desk: Desk) -> None:
    key = a_file(desk)
    preview = handover.preview_handover(desk.context, key, OTHER)
    assert (preview.visits, preview.requests, preview.papers) == (1, 2, 1)
    changed = handover.hand_over(desk.context, key, OTHER)
    assert set(FILE) <= changed
    own = desk.context.office.id.bytes
    assert sorted(offices_of(desk, "visit")) == sorted([own, OTHER.bytes])
    assert offices_of(desk, "request").count(OTHER.bytes) == 2
    assert offices_of(desk, "receipt").count(OTHER.bytes) == 1
    assert offices_of(desk, "receipt").count(own) == 1


def test_it_is_written_in_the_trail(desk: Desk) -> None:
    key = a_file(desk)
    handover.hand_over(desk.context, key, OTHER)
    assert AuditAct.HANDED_OVER in [
        line.act for line in people.who_opened(desk.context, key, Page())
    ]


def test_it_is_refused_where_it_is_already_or_to_a_closed_office(desk: Desk) -> None:
    key = a_file(desk)
    with pytest.raises(CannotHandOver):
        handover.hand_over(desk.context, key, desk.context.office.id)
    with desk.unit() as unit:
        unit.offices.save(replace(unit.offices.get(OTHER), active=False))
        unit.commit()
    with pytest.raises(CannotHandOver):
        handover.hand_over(desk.context, key, OTHER)
    assert handover.other_offices(desk.context) == ()


def test_the_other_offices_are_offered(desk: Desk) -> None:
    found: tuple[Office, ...] = handover.other_offices(desk.context)
    assert [office.code for office in found] == ["CAU"]


def test_a_pc_that_stands_alone_hands_nothing_over(tmp_path: Path) -> None:
    alone = fresh_desk(tmp_path / "alone")
    key = a_file(alone)
    with pytest.raises(NotEnrolled):
        handover.hand_over(alone.context, key, OTHER)
    alone.close()
