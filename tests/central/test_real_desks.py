"""Real desks, with their encrypted stores and their own engine, over TLS, with the real service."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import timedelta

import pytest
from demonstration_centre import write_certificates

from mairie_quartier.central.app import build_app
from mairie_quartier.central.journal_lines import open_log
from mairie_quartier.central.pool import ConnectionPool
from mairie_quartier.central.steward import maintaining
from mairie_quartier.domain.protocol_enrolment import EnrolRequest, OfficeCard
from mairie_quartier.domain.quick_reading import SnapshotRow
from mairie_quartier.domain.synchronising import Link, SyncOutcome
from mairie_quartier.services import visits
from mairie_quartier.store import wire
from mairie_quartier.sync.centre import Centre
from mairie_quartier.sync.transport import HttpsWire
from tests.builders import Desk, intake, need, person_form
from tests.central.city import City
from tests.central.web import served, settings_of
from tests.sync.desks import LinkedDesk, join, new_desk


@dataclass
class Address:
    """Where the service is, and whom to trust for it."""

    url: str
    ca: str

    def wire(self) -> HttpsWire:
        return HttpsWire(self.url, self.ca)


@pytest.fixture(scope="module")
def address(city: City, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    folder = tmp_path_factory.mktemp("tls")
    write_certificates(folder)
    given = settings_of(city)
    pool = ConnectionPool(given.service_url, given.connections)
    app = build_app(given, pool, open_log())
    files = (str(folder / "service.pem"), str(folder / "service.key"))
    with served(app, certificate=files[0], key=files[1]) as port:
        yield Address(f"https://localhost:{port}", (folder / "autorite.pem").read_text())
    pool.close()


def enrolled(address: Address, code: str, desk: Desk, name: str) -> LinkedDesk:
    """Enrol a PC that was set up alone, as its screen does."""
    office, agent = desk.context.office, desk.context.agent
    row = json.loads(wire.dump(asdict(agent)))
    row.pop("id")
    card = OfficeCard(office.id, office.code, office.name)
    brought = (SnapshotRow("agent", agent.id, 0, row),)
    carried = address.wire()
    told = Centre(carried).enrol(EnrolRequest(code, name, card, brought))
    carried.close()
    linked = join(address.wire(), desk, Link(address.url, told.desk, told.token, address.ca))
    assert told.series is not None
    return linked


@pytest.fixture(scope="module")
def pair(
    city: City, address: Address, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[LinkedDesk, LinkedDesk]]:
    """Two PCs of one office, the first of which was there before the service."""
    folder = tmp_path_factory.mktemp("desks")
    one, other = new_desk(folder / "1"), new_desk(folder / "2")
    with maintaining(city.owner) as steward:
        steward.add_office("ZZZ", "Prévue")
        first = steward.plan_enrolment("ZZZ", timedelta(hours=1))
    here = enrolled(address, first, one, "Guichet 1")
    with maintaining(city.owner) as steward:
        second = steward.plan_enrolment(one.context.office.code, timedelta(hours=1))
    there = enrolled(address, second, other, "Guichet 2")
    yield here, there
    for linked in (here, there):
        linked.cable.centre.close()
        linked.desk.close()


def synced(linked: LinkedDesk) -> None:
    report = linked.sync()
    assert (report.outcome, report.fault, report.repaired) == (SyncOutcome.DONE, None, ())
    assert report.totals.quarantined == 0


def test_a_visit_taken_at_one_desk_is_at_the_other(
    pair: tuple[LinkedDesk, LinkedDesk],
) -> None:
    here, there = pair
    context = here.desk.context
    visits.register_visit(context, intake(context, need(), person=person_form()))
    synced(here)
    synced(there)
    with there.desk.unit() as unit:
        assert [person.family_name for person in unit.people.matching()] == ["Traoré"]
        assert len(unit.visits.matching()) == 1


def test_a_disputed_value_reaches_both_desks(
    city: City, pair: tuple[LinkedDesk, LinkedDesk]
) -> None:
    here, there = pair
    for linked, phone in ((here, "+33600000001"), (there, "+33600000002")):
        with linked.desk.unit() as unit:
            (person,) = unit.people.matching()
            unit.people.save(replace(person, phone=phone))
            unit.commit()
    synced(here)
    synced(there)
    synced(here)
    for linked in pair:
        with linked.desk.unit() as unit:
            (conflict,) = unit.conflicts.matching()
            assert (conflict.kept, conflict.other) == ('"+33600000001"', '"+33600000002"')
            assert (conflict.kept_place, conflict.other_place) == ("Guichet 1", "Guichet 2")
            assert unit.people.matching()[0].phone == "+33600000001"
    assert city.owner_rows("SELECT count(*) FROM quarantine") == [(0,)]
