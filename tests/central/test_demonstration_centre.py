"""What ``make central`` serves: somebody who copies what it printed gets two PCs that sync."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from demonstration_centre import OFFICES

from mairie_quartier.domain.synchronising import EnrolForm
from mairie_quartier.services import people, visits
from mairie_quartier.services.context import Context
from mairie_quartier.services.joining import ask_to_join, join_city
from mairie_quartier.services.sync_faults import RefusedByCentre
from mairie_quartier.services.synchronisation import check_centre, read_authority
from mairie_quartier.store.sync_store import SyncStore
from mairie_quartier.sync.schedule import SyncSchedule
from mairie_quartier.sync.timetable import Times, Timetable
from mairie_quartier.sync.transport import HttpsWire
from tests.builders import FakeClock, entrance_by, intake, need, open_door, person_form
from tests.central.conftest import PASSWORDS
from tests.sync.desks import REVISION

ROOT = Path(__file__).resolve().parents[2]
BASE = "made_to_show"
PASSWORD = "Sept-Grands-Chats-Bleus-7"
SERVE = """
import sys
sys.path[:0] = ["packaging", "."]
from demonstration_centre import Base, run
from mairie_quartier.central.founding import Passwords
run(Base(sys.argv[1], sys.argv[2], Passwords(*sys.argv[3:6])))
"""


@dataclass(frozen=True)
class Shown:
    """What it printed."""

    url: str
    authority: Path
    codes: dict[str, list[str]]
    logins: dict[str, list[str]]


@pytest.fixture(scope="module")
def shown(postgres_url: str) -> Iterator[Shown]:
    secrets = (PASSWORDS.owner, PASSWORDS.service, PASSWORDS.analyst)
    command = [sys.executable, "-c", SERVE, postgres_url, BASE, *secrets]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        printed = "".join(iter(process.stdout.readline, "Ctrl+C pour tout arrêter.\n"))
        yield read(printed)
        process.send_signal(signal.SIGINT)
        assert process.wait() == 0


def read(printed: str) -> Shown:
    lines = re.findall(r"^  ([A-Z]{3})  (.+)$", printed, re.MULTILINE)
    url = re.search(r"https://localhost:\d+", printed)
    authority = re.search(r"/\S+\.pem", printed)
    assert url is not None
    assert authority is not None
    return Shown(
        url=url[0],
        authority=Path(authority[0]),
        codes={code: re.findall(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4})+", rest) for code, rest in lines},
        logins={code: re.findall(r"\b[a-z]{4,}\b", rest.split("  ")[-1]) for code, rest in lines},
    )


@dataclass
class Pc:
    """A PC at its first start."""

    folder: Path

    def __post_init__(self) -> None:
        clock = FakeClock()
        self.door = open_door(self.folder, clock, machine=self.folder.name)
        self.entrance = entrance_by(self.door, clock)
        store = SyncStore(self.door, clock=clock, revision=REVISION)
        timetable = Timetable(Times(), Random(0))
        self.lane = SyncSchedule(store, HttpsWire, clock=clock, timetable=timetable)

    def join(self, shown: Shown, place: int) -> Context:
        """Join the first office, as the assistant does."""
        authority = read_authority(shown.authority)
        check_centre(self.lane, shown.url, authority)
        form = EnrolForm(shown.url, shown.codes["BAC"][place], self.folder.name, authority)
        invitation = ask_to_join(self.lane, form)
        login = shown.logins["BAC"][place]
        context, _code = join_city(
            self.entrance, self.lane, invitation, login=login, password=PASSWORD
        )
        return context


@pytest.fixture
def pcs(tmp_path: Path) -> Iterator[tuple[Pc, Pc]]:
    made = Pc(tmp_path / "Guichet 1"), Pc(tmp_path / "Guichet 2")
    yield made
    for pc in made:
        pc.lane.close()
        pc.door.leave()


def test_what_it_prints_is_enough_for_two_pcs_to_sync(shown: Shown, pcs: tuple[Pc, Pc]) -> None:
    here, there = pcs
    at_here, at_there = here.join(shown, 0), there.join(shown, 1)
    visit = visits.register_visit(at_here, intake(at_here, need(), person=person_form()))
    here.lane.sync_here()
    there.lane.sync_here()
    assert visit.person is not None
    assert people.open_person(at_there, visit.person.id).person.family_name == "Traoré"


def test_every_office_has_a_code_for_each_of_its_agents(shown: Shown) -> None:
    for code, _name, agents in OFFICES:
        assert shown.logins[code] == [login for login, _first, _last in agents]
        assert len(shown.codes[code]) == len(agents)
    assert len(shown.codes["NEU"]) == 1


def test_a_code_that_it_did_not_print_lets_nobody_in(shown: Shown, pcs: tuple[Pc, Pc]) -> None:
    form = EnrolForm(shown.url, "0000-0000-0000", "Guichet", read_authority(shown.authority))
    with pytest.raises(RefusedByCentre):
        ask_to_join(pcs[0].lane, form)
