"""An empty PC joins an office at work: encrypted store, real engine and lane, TLS, real service."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from mairie_quartier.central.steward import maintaining
from mairie_quartier.domain.synchronising import EnrolForm, SyncPhase
from mairie_quartier.services.joining import ask_to_join, join_city
from mairie_quartier.services.people import add_person
from mairie_quartier.services.ports import Clock
from mairie_quartier.services.sync_faults import (
    Distrust,
    Hindrance,
    RefusedByCentre,
    Unreachable,
    Untrusted,
)
from mairie_quartier.services.synchronisation import check_centre, link_desk
from mairie_quartier.services.visits import register_visit
from mairie_quartier.store.door import StoreDoor
from mairie_quartier.store.sync_store import SyncStore
from mairie_quartier.sync.schedule import SyncSchedule
from mairie_quartier.sync.timetable import Timetable
from mairie_quartier.sync.transport import HttpsWire
from tests.builders import (
    Desk,
    FakeClock,
    entrance_by,
    fresh_desk,
    intake,
    need,
    new_person,
    open_door,
    person_form,
)
from tests.central.city import City
from tests.central.test_real_desks import Address, address
from tests.sync.desks import REVISION
from tests.sync.test_schedule import AT_ONCE, Seen, up_to_date

__all__ = ["address"]

PEOPLE = 30
PASSWORD = "Lampe-Verte-2026"


@dataclass
class Pc:
    """A PC on the network: its door and the lane of its synchronisation, over HTTPS."""

    door: StoreDoor
    clock: Clock = field(default_factory=FakeClock)

    def __post_init__(self) -> None:
        store = SyncStore(self.door, clock=self.clock, revision=REVISION)
        timetable = Timetable(AT_ONCE, Random(1))
        self.lane = SyncSchedule(store, HttpsWire, clock=self.clock, timetable=timetable)
        self.seen = Seen()
        self.lane.watch(self.seen.status)


@pytest.fixture(scope="module")
def office(
    city: City, address: Address, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """An office whose first PC has sent thirty people."""
    desk = fresh_desk(tmp_path_factory.mktemp("office") / "pc")
    with maintaining(city.owner) as steward:
        steward.add_office("ZZZ", "Prévue")
        code = steward.plan_enrolment("ZZZ", timedelta(hours=1))
    for number in range(PEOPLE):
        add_person(desk.context, new_person(desk.context, f"Personne{number}"))
    pc = Pc(desk.door)
    link_desk(desk.context, pc.lane, EnrolForm(address.url, code, "Guichet 1", address.ca))
    assert pc.lane.sync_here().quarantined == 0
    yield desk
    desk.close()


@pytest.fixture
def pc(tmp_path: Path) -> Iterator[Pc]:
    clock = FakeClock()
    found = Pc(open_door(tmp_path / "empty", clock, machine="pc-2"), clock)
    yield found
    found.lane.close()
    found.door.leave()


def code_for(city: City, office: Desk) -> str:
    with maintaining(city.owner) as steward:
        return steward.plan_enrolment(office.context.office.code, timedelta(hours=1))


def test_an_empty_pc_joins_an_office_and_sees_its_people(
    city: City, address: Address, office: Desk, pc: Pc
) -> None:
    form = EnrolForm(address.url, code_for(city, office), "Guichet 2", address.ca)
    check_centre(pc.lane, form.url, form.ca)
    invitation = ask_to_join(pc.lane, form)
    assert [agent.login for agent in invitation.agents] == ["awa"]
    entrance = entrance_by(pc.door, FakeClock())
    context, _ = join_city(entrance, pc.lane, invitation, login="awa", password=PASSWORD)
    assert context.office == office.context.office
    register_visit(context, intake(context, need(), person=person_form("Nouvelle")))
    pc.lane.start()
    status = pc.seen.wait(up_to_date)
    assert (status.quarantined, status.conflicts, status.first_sync) == (0, 0, False)
    assert any(each.first_sync and each.phase is SyncPhase.SYNCING for each in pc.seen.told)
    with pc.door.unit(None) as unit:
        assert len(unit.people.matching()) == PEOPLE + 1
    with pytest.raises(RefusedByCentre):
        ask_to_join(pc.lane, form)


def test_what_keeps_a_pc_from_its_centre_is_told_apart(address: Address, pc: Pc) -> None:
    with pytest.raises(Untrusted) as untrusted:
        check_centre(pc.lane, address.url, "")
    assert untrusted.value.why is Distrust.AUTHORITY
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # ours, and nobody listens
        nowhere = f"https://localhost:{taken.getsockname()[1]}"
        with pytest.raises(Unreachable) as refused:
            check_centre(pc.lane, nowhere, address.ca)
    assert refused.value.why is Hindrance.REFUSED
    greeting = check_centre(pc.lane, address.url, address.ca)
    assert greeting.ahead is not None
    assert abs(greeting.ahead) > timedelta(days=1)  # the clock of the test stands in March
