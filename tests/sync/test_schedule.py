"""The lane of the synchronisation: it works while the store is open, and says how it stands."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from threading import Condition, Event

import pytest

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.permissions import NotAllowed
from mairie_quartier.domain.protocol_enrolment import OfficeCard
from mairie_quartier.domain.synchronising import EnrolForm, SyncPhase, SyncStatus
from mairie_quartier.services import synchronisation
from mairie_quartier.services.sync_faults import (
    AlreadyEnrolled,
    BadAddress,
    NotEnrolled,
    RefusedByCentre,
)
from mairie_quartier.store.sync_store import SyncStore
from mairie_quartier.sync.centre import Got, Sent
from mairie_quartier.sync.run import Pace
from mairie_quartier.sync.schedule import SyncSchedule
from mairie_quartier.sync.timetable import Times, Timetable
from tests.builders import Desk
from tests.sync.desks import REVISION, SMALL, Cable, LinkedDesk, new_desk
from tests.sync.memory_centre import MemoryCentre
from tests.sync.work import add, person_at, same

AT_ONCE = Times(start_within_s=0.0, after_change_s=0.0, every_s=1_000.0, retry_first_s=1_000.0)
PATIENCE_S = 60.0


@dataclass
class Seen:
    """Every status told, for a test to wait for one."""

    told: list[SyncStatus] = field(default_factory=list)
    words: list[frozenset[str]] = field(default_factory=list)
    gate: Condition = field(default_factory=Condition)

    def status(self, status: SyncStatus) -> None:
        with self.gate:
            self.told.append(status)
            self.gate.notify_all()

    def wait(self, wanted: Callable[[SyncStatus], bool]) -> SyncStatus:
        """Wait until the last status told is the one wanted."""
        with self.gate:
            assert self.gate.wait_for(lambda: bool(self.told) and wanted(self.told[-1]), PATIENCE_S)
            return self.told[-1]


@dataclass
class NoticedCable(Cable):
    """A cable that tells when something is carried."""

    used: Event = field(default_factory=Event)

    def carry(self, sent: Sent) -> Got:
        """Carry the request."""
        self.used.set()
        return super().carry(sent)


def lane_of(
    desk: Desk, cable: Cable, seen: Seen | None = None, pace: Pace | None = None
) -> SyncSchedule:
    store = SyncStore(desk.door, clock=desk.clock, revision=REVISION)
    timetable = Timetable(AT_ONCE, Random(1))
    lane = SyncSchedule(
        store, lambda _url, _ca: cable, clock=desk.clock, timetable=timetable, pace=pace
    )
    if seen is not None:
        lane.watch(seen.status)
        lane.listen(seen.words.append)
        desk.door.after_commit = lambda _words: lane.announce()
    return lane


def up_to_date(status: SyncStatus) -> bool:
    return status.phase is SyncPhase.UP_TO_DATE and status.waiting == 0


def test_it_syncs_at_the_opening_and_after_a_change(here: LinkedDesk, there: LinkedDesk) -> None:
    add(there, "Ailleurs")
    there.sync()
    seen = Seen()
    lane = lane_of(here.desk, here.cable, seen)
    lane.start()
    first = seen.wait(up_to_date)
    assert first.at == here.desk.clock.now()
    assert any("person" in words for words in seen.words)
    key = add(here, "Ici").id
    seen.wait(lambda status: up_to_date(status) and "/v1/push" in here_calls(here))
    lane.close()
    there.sync()
    assert person_at(there, key) is not None


def here_calls(desk: LinkedDesk) -> list[str]:
    centre = desk.cable.centre
    assert isinstance(centre, MemoryCentre)
    pushed = [call for call in centre.calls if call == "/v1/push"]
    return pushed if desk.store.standing().waiting == 0 else []


def test_without_network_it_says_so_and_counts_what_waits(here: LinkedDesk) -> None:
    here.cable.plan = ["request"] * 50
    seen = Seen()
    lane = lane_of(here.desk, here.cable, seen)
    lane.start()
    status = seen.wait(lambda each: each.phase is SyncPhase.OFFLINE and each.outcome is not None)
    assert status.waiting == here.store.standing().waiting > 0
    here.cable.plan = []
    lane.network_returned()
    seen.wait(up_to_date)
    lane.close()


def test_a_pc_that_stands_alone_says_so(
    here: LinkedDesk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    desk = new_desk(tmp_path_factory.mktemp("alone") / "desk")
    seen = Seen()
    lane = lane_of(desk, here.cable, seen)
    lane.start()
    assert seen.wait(lambda each: each.waiting > 0).phase is SyncPhase.ALONE
    with pytest.raises(NotEnrolled):
        lane.sync_here()
    lane.close()
    desk.close()


def test_the_store_closes_under_a_lane_at_work(
    centre: MemoryCentre, here: LinkedDesk, there: LinkedDesk
) -> None:
    seen, cable = Seen(), NoticedCable(centre)
    lane = lane_of(here.desk, cable, seen, pace=SMALL)
    for number in range(5):
        add(here, f"Personne{number}")
        cable.used.clear()
        lane.start()
        assert cable.used.wait(PATIENCE_S)
        lane.stop()
        here.desk.reopen()
    told = len(seen.told)
    lane.start()
    seen.wait(lambda status: len(seen.told) > told and up_to_date(status))
    lane.close()
    there.sync()
    assert SyncPhase.TROUBLE not in {each.phase for each in seen.told}
    assert same(here, there)


def test_a_first_sync_is_interrupted_and_goes_on_when_asked(
    here: LinkedDesk, there: LinkedDesk
) -> None:
    keys = [add(there, f"Personne{number}").id for number in range(40)]
    there.sync()
    seen = Seen()
    lane = lane_of(here.desk, here.cable, seen, pace=SMALL)

    interrupting = [SyncPhase.SYNCING]

    def interrupt(status: SyncStatus) -> None:
        if status.phase in interrupting and status.first_sync and status.total:
            lane.interrupt()

    lane.watch(interrupt)
    lane.start()
    paused = seen.wait(lambda status: status.phase is SyncPhase.PAUSED)
    assert paused.first_sync
    assert 0 < paused.done < paused.total
    kept = add(here, "Pendant")
    lane.announce()
    interrupting.clear()
    lane.ask()
    last = seen.wait(up_to_date)
    assert not last.first_sync
    assert all(person_at(here, key) for key in (*keys, kept.id))
    going_on = [each for each in seen.told if each.first_sync and each.total]
    assert [each.done for each in going_on] == sorted(each.done for each in going_on)
    lane.close()


FORM = EnrolForm("https://centre.example.org/", "ABCD", "Accueil 1")


@pytest.fixture
def alone(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return new_desk(tmp_path_factory.mktemp("alone") / "desk")


def test_a_pc_becomes_a_desk_with_a_code_and_sends_its_past(
    alone: Desk, centre: MemoryCentre
) -> None:
    office = alone.context.office
    centre.codes["ABCD"] = OfficeCard(office.id, office.code, office.name)
    lane = lane_of(alone, Cable(centre))
    assert synchronisation.link_desk(alone.context, lane, FORM) == "Bordeaux"
    totals = lane.sync_here()
    assert totals.sent > 0
    assert totals.quarantined == 0
    overview = synchronisation.look_at_sync(alone.context, lane)
    assert overview.linked
    assert overview.syncs[0].totals.sent == totals.sent
    with pytest.raises(AlreadyEnrolled):
        synchronisation.link_desk(alone.context, lane, FORM)
    alone.close()


def test_a_code_nobody_gave_links_nothing(alone: Desk, centre: MemoryCentre) -> None:
    lane = lane_of(alone, Cable(centre))
    with pytest.raises(RefusedByCentre):
        synchronisation.link_desk(alone.context, lane, FORM)
    with pytest.raises(BadAddress):
        synchronisation.link_desk(
            alone.context, lane, EnrolForm("http://centre.example.org", "ABCD", "Accueil")
        )
    with pytest.raises(NotAllowed):
        synchronisation.link_desk(alone.as_roles(Role.RECEPTION), lane, FORM)
    assert not synchronisation.look_at_sync(alone.context, lane).linked
    alone.close()


def test_what_was_refused_is_listed_and_sent_again(
    here: LinkedDesk, there: LinkedDesk, centre: MemoryCentre
) -> None:
    person = add(here)
    centre.refuses = {person.id}
    here.sync()
    context = here.desk.context
    (line,) = synchronisation.list_refused(context)
    assert (line.operation.word, line.by) == ("person", "Awa D.")
    centre.refuses = set()
    synchronisation.send_again(context, line.operation.dseq)
    assert synchronisation.list_refused(context) == ()
    here.sync()
    there.sync()
    assert person_at(there, person.id) == person


def test_what_was_refused_can_be_left_so(here: LinkedDesk, centre: MemoryCentre) -> None:
    centre.refuses = {add(here).id}
    here.sync()
    (line,) = synchronisation.list_refused(here.desk.context)
    synchronisation.give_up(here.desk.context, line.operation.dseq)
    assert synchronisation.list_refused(here.desk.context) == ()
