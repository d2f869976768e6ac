"""A file goes from one office to another through the real service, and can come back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest

from mairie_quartier.domain.identifiers import PersonId
from mairie_quartier.domain.operations import RejectCode
from mairie_quartier.domain.people import Kinship
from mairie_quartier.domain.synchronising import EnrolForm
from mairie_quartier.services import people, visits
from mairie_quartier.services.conflicts import choose_other, count_open, list_open
from mairie_quartier.services.context import Context
from mairie_quartier.services.handover import Order, hand_over, past_handovers, preview_handover
from mairie_quartier.services.joining import ask_to_join, join_city
from mairie_quartier.services.ports import NotFound
from mairie_quartier.services.synchronisation import list_refused
from mairie_quartier.store.sync_store import SyncStore
from mairie_quartier.sync.schedule import SyncSchedule
from mairie_quartier.sync.timetable import Times, Timetable
from tests.builders import FakeClock, entrance_by, intake, need, new_person, open_door, person_form
from tests.central.city import City, TestOffice
from tests.central.real_city import RealCity
from tests.central.web import settings_of
from tests.sync.desks import REVISION

WHY = "A déménagé rue des Essais."
PASSWORD = "Lampe-Verte-2026"
FILE = ("people", "members", "visits", "requests", "pieces", "receipts", "voidings")


@dataclass
class Pc:
    """A PC that joined an office."""

    lane: SyncSchedule
    context: Context

    def sync(self) -> int:
        """Sync; give how many operations the centre refused."""
        return self.lane.sync_here().quarantined

    def file(self) -> dict[str, list[str]]:
        """Give the keys of all that belongs to files, by collection."""
        with self.context.open() as unit:
            return {
                name: sorted(str(each.id) for each in getattr(unit, name).matching())
                for name in FILE
            }

    def is_empty(self) -> bool:
        return not any(self.file().values())


@pytest.fixture(scope="module")
def service(city: City, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealCity]:
    found = RealCity(settings_of(city), tmp_path_factory.mktemp("service"))
    yield found
    found.end()


@dataclass
class Town:
    """Where PCs of offices are set up."""

    service: RealCity
    folder: Path

    def pc(self, office: TestOffice) -> Pc:
        """Have an empty PC join the office as its agent."""
        code, clock = office.code(), FakeClock()
        door = open_door(self.folder / code, clock, machine=code)
        store = SyncStore(door, clock=clock, revision=REVISION)
        timetable = Timetable(Times(), Random(0))
        lane = SyncSchedule(store, lambda _url, _ca: self.service, clock=clock, timetable=timetable)
        invitation = ask_to_join(lane, EnrolForm("https://c.example.org", code, code))
        login = f"agent.{office.card.code}"
        entrance = entrance_by(door, clock)
        context, _ = join_city(entrance, lane, invitation, login=login, password=PASSWORD)
        pc = Pc(lane, context)
        assert pc.sync() == 0
        return pc


@pytest.fixture
def town(service: RealCity, tmp_path: Path) -> Town:
    return Town(service, tmp_path)


def a_file(pc: Pc) -> PersonId:
    """A person with a household, two needs and their papers, known to the centre."""
    form = intake(pc.context, need(), need(missing=1), person=person_form())
    person = visits.register_visit(pc.context, form).person
    assert person is not None
    people.add_member(pc.context, person.id, Kinship.CHILD, names=("Traoré", "Issa"))
    assert pc.sync() == 0
    return person.id


def write_phone(pc: Pc, key: PersonId, phone: str) -> None:
    people.change_person(pc.context, key, lambda now: replace(now, phone=phone))


def test_a_file_goes_with_its_history_and_comes_back(city: City, town: Town) -> None:
    bac, gare = city.office(), city.office()
    here, there = town.pc(bac), town.pc(gare)
    key = a_file(here)
    whole = here.file()

    hand_over(here.context, Order(key, there.context.office.id), WHY)
    assert here.sync() == there.sync() == 0

    assert here.is_empty()
    assert there.file() == whole
    person = people.open_person(there.context, key).person
    (told,) = past_handovers(there.context, person)
    assert told.handover.reason == WHY
    assert told.from_office == here.context.office
    assert told.by is not None
    assert told.by.id == here.context.agent.id

    hand_over(there.context, Order(key, here.context.office.id), "Est revenue.")
    assert there.sync() == here.sync() == 0

    assert there.is_empty()
    assert here.file() == whole
    reasons = [
        each.handover.reason
        for each in past_handovers(here.context, people.open_person(here.context, key).person)
    ]
    assert reasons == ["Est revenue.", WHY]


def test_a_file_never_sent_goes_in_the_same_sync(city: City, town: Town) -> None:
    bac, gare = city.office(), city.office()
    here, there = town.pc(bac), town.pc(gare)
    form = intake(here.context, need(missing=1), person=person_form())
    person = visits.register_visit(here.context, form).person
    assert person is not None
    whole = here.file()

    hand_over(here.context, Order(person.id, there.context.office.id), WHY)
    assert here.sync() == there.sync() == 0

    assert (here.is_empty(), there.file()) == (True, whole)


def test_what_a_colleague_changed_meanwhile_is_put_aside_and_stays_readable(
    city: City, town: Town
) -> None:
    bac, gare = city.office(), city.office()
    here, beside, there = town.pc(bac), town.pc(bac), town.pc(gare)
    key = a_file(here)
    assert beside.sync() == 0
    write_phone(beside, key, "06 39 98 00 07")

    hand_over(here.context, Order(key, there.context.office.id), WHY)
    assert here.sync() == 0
    assert beside.sync() == 1

    with pytest.raises(NotFound):
        people.open_person(beside.context, key)
    (line,) = list_refused(beside.context)
    assert line.operation.code is RejectCode.SCOPE_DROPPED
    assert line.operation.fields["phone"] == "06 39 98 00 07"


def test_a_value_to_choose_goes_along(city: City, town: Town) -> None:
    bac, gare = city.office(), city.office()
    here, beside, there = town.pc(bac), town.pc(bac), town.pc(gare)
    key = a_file(here)
    beside.sync()
    for pc, phone in ((here, "06 39 98 00 01"), (beside, "06 39 98 00 02")):
        write_phone(pc, key, phone)
        pc.sync()
    here.sync()
    order = Order(key, there.context.office.id)
    assert preview_handover(here.context, order).disputes == 1

    hand_over(here.context, order, WHY)
    for pc in (here, beside, there):
        assert pc.sync() == 0

    assert [count_open(pc.context) for pc in (here, beside, there)] == [0, 0, 1]
    (line,) = list_open(there.context)
    choose_other(there.context, line.id)
    assert there.sync() == 0
    assert people.open_person(there.context, key).person.phone == "06 39 98 00 02"


def test_a_household_handed_over_one_by_one_is_whole_again(city: City, town: Town) -> None:
    bac, gare = city.office(), city.office()
    here, there = town.pc(bac), town.pc(gare)
    key = a_file(here)
    mate = new_person(here.context, first_names="Moussa")
    people.add_person(here.context, mate)
    people.link_people(here.context, key, mate.id, Kinship.PARTNER)
    whole = here.file()

    for each in (mate.id, key):
        hand_over(here.context, Order(each, there.context.office.id), WHY)
        assert here.sync() == there.sync() == 0

    assert (here.is_empty(), there.file()) == (True, whole)
    file = people.open_person(there.context, key)
    assert [each.id for each in file.companions] == [mate.id]
