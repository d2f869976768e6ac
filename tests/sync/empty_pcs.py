"""PCs without a store, on the network: what a test needs to have one join an office.

Must not assert anything.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from mairie_quartier.domain.agents import Agent, Role
from mairie_quartier.domain.protocol_enrolment import OfficeCard
from mairie_quartier.domain.synchronising import EnrolForm
from mairie_quartier.services.agents import add_agent
from mairie_quartier.services.context import Context
from mairie_quartier.services.entrance import Entrance
from mairie_quartier.services.joining import ask_to_join, join_city
from mairie_quartier.store.door import StoreDoor
from mairie_quartier.store.sync_store import SyncStore
from mairie_quartier.sync.run import Pace
from mairie_quartier.sync.schedule import SyncSchedule
from mairie_quartier.sync.timetable import Times, Timetable
from tests.builders import Desk, FakeClock, entrance_by, new_agent, open_door
from tests.sync.desks import REVISION, SMALL, Cable, LinkedDesk
from tests.sync.memory_centre import MemoryCentre

URL = "https://centre.example.org"
CODE = "ABCD"
FORM = EnrolForm(URL, CODE, "Guichet 2")
PASSWORD = "Lampe-Verte-2026"
AT_ONCE = Times(start_within_s=0.0, after_change_s=0.0, every_s=1_000.0, retry_first_s=1_000.0)


@dataclass
class EmptyPc:
    """A PC at its first start: its door, and the lane of its synchronisation."""

    folder: Path
    cable: Cable
    clock: FakeClock = field(default_factory=FakeClock)
    pace: Pace = SMALL

    def __post_init__(self) -> None:
        self.door: StoreDoor = open_door(self.folder, self.clock, machine="pc-2")
        self.entrance: Entrance = entrance_by(self.door, self.clock)
        store = SyncStore(self.door, clock=self.clock, revision=REVISION)
        self.lane = SyncSchedule(
            store,
            lambda _url, _ca: self.cable,
            clock=self.clock,
            timetable=Timetable(AT_ONCE, Random(1)),
            pace=self.pace,
        )

    def join(self, login: str = "zoe") -> LinkedDesk:
        """Join the office the code is for, as this agent."""
        invitation = ask_to_join(self.lane, FORM)
        context, code = join_city(
            self.entrance, self.lane, invitation, login=login, password=PASSWORD
        )
        return self.desk_of(context, code)

    def desk_of(self, context: Context, code: str = "") -> LinkedDesk:
        """Give the desk it has become."""
        desk = Desk(self.folder, self.clock, self.door, self.entrance, context, code)
        return LinkedDesk(desk, self.cable, self.pace)


def invite(centre: MemoryCentre, office: LinkedDesk) -> Agent:
    """Give the office a colleague who knows the centre, and a code for one more PC."""
    context = office.desk.context
    colleague = replace(new_agent(context, "zoe", [Role.RECEPTION]), first_name="Zoé")
    add_agent(context, office.desk.door, colleague, PASSWORD)
    office.sync()
    here = context.office
    centre.codes[CODE] = OfficeCard(here.id, here.code, here.name)
    return colleague
