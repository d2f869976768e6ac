"""A linked PC is told another address or certificate: only its own centre is taken for it."""

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.permissions import NotAllowed
from mairie_quartier.domain.synchronising import CentreAddress, Link, SyncOutcome
from mairie_quartier.services.sync_faults import (
    BadAddress,
    DeskRevoked,
    Distrust,
    NotEnrolled,
    OtherCentre,
    SyncFault,
    Unreachable,
    Untrusted,
)
from mairie_quartier.services.synchronisation import find_centre, look_at_sync, move_centre
from mairie_quartier.sync.centre import Centre, Got, Sent, Wire
from mairie_quartier.sync.engine import SyncEngine
from mairie_quartier.sync.enrolment import MakeWire
from mairie_quartier.sync.schedule import SyncSchedule
from mairie_quartier.sync.timetable import Timetable
from mairie_quartier.sync.transport import HttpsWire
from tests.builders import Desk
from tests.sync.certificates import new_authority, server_files
from tests.sync.desks import Cable, LinkedDesk, join, new_desk, scopes_of
from tests.sync.empty_pcs import AT_ONCE
from tests.sync.https_server import Heard, serving
from tests.sync.memory_centre import MemoryCentre
from tests.sync.test_schedule import Seen, up_to_date
from tests.sync.work import add

OLD = "https://centre.example.org"
NEW = CentreAddress("https://accueil.example.org:8443", "")


@dataclass
class Network:
    """Who answers at each address; it notes which authority each wire was made with."""

    centres: dict[str, Wire] = field(default_factory=dict)
    made: list[tuple[str, str]] = field(default_factory=list)

    def wire(self, url: str, ca: str) -> Wire:
        """Give the wire to an address."""
        self.made.append((url, ca))
        return self.centres.get(url) or Nobody()


class Nobody:
    """An address where nobody listens."""

    def carry(self, sent: Sent) -> Got:
        """Never answer."""
        raise Unreachable(sent.path)

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def network(centre: MemoryCentre) -> Network:
    """The centre at its old and at its new address."""
    return Network({OLD: centre, NEW.url: centre})


@pytest.fixture
def lane(here: LinkedDesk, network: Network) -> SyncSchedule:
    return lane_on(here, network.wire)


def lane_on(desk: LinkedDesk, make_wire: MakeWire) -> SyncSchedule:
    timetable = Timetable(AT_ONCE, Random(1))
    return SyncSchedule(desk.store, make_wire, clock=desk.desk.clock, timetable=timetable)


def link_of(desk: LinkedDesk) -> Link:
    link = desk.store.standing().link
    assert link is not None
    return link


def changes_noted(desk: Desk) -> int:
    with desk.door.lend() as (engine, _), engine.connect() as connection:
        query = text("SELECT count(*) FROM audit_entry WHERE act = :act AND subject = 'centre'")
        return int(connection.execute(query, {"act": AuditAct.CHANGED.value}).scalar_one())


def test_the_centre_is_found_at_its_new_address_and_nothing_else_of_the_link_changes(
    here: LinkedDesk, lane: SyncSchedule, network: Network
) -> None:
    here.sync()
    before = link_of(here)
    known = move_centre(here.desk.context, lane, CentreAddress(f"{NEW.url}/", "PEM"))
    after = link_of(here)
    assert known.url == NEW.url
    assert (after.url, after.ca) == (NEW.url, "PEM")
    assert (after.desk, after.token, after.epoch, after.city) == (
        before.desk,
        before.token,
        before.epoch,
        before.city,
    )
    assert set(network.made) == {(NEW.url, "PEM")}
    del network.centres[OLD]
    add(here)
    assert lane.sync_here().sent > 0
    assert changes_noted(here.desk) == 1
    assert find_centre(here.desk.context) == CentreAddress(NEW.url, "PEM")


def test_a_pc_that_waits_for_the_network_syncs_at_once_where_the_centre_went(
    here: LinkedDesk, lane: SyncSchedule, network: Network
) -> None:
    del network.centres[OLD]
    seen = Seen()
    lane.watch(seen.status)
    lane.start()
    seen.wait(lambda status: status.outcome is SyncOutcome.OFFLINE)
    move_centre(here.desk.context, lane, NEW)
    seen.wait(up_to_date)
    lane.close()


def test_the_city_may_leave_its_own_authority(here: LinkedDesk, lane: SyncSchedule) -> None:
    move_centre(here.desk.context, lane, CentreAddress(OLD, "PEM"))
    move_centre(here.desk.context, lane, CentreAddress(OLD, ""))
    assert link_of(here).ca == ""


def test_the_centre_of_another_city_is_refused_and_is_sent_nothing(
    here: LinkedDesk, lane: SyncSchedule, network: Network
) -> None:
    other = MemoryCentre(Random(2))
    other.add_desk(scopes_of(here.desk))
    network.centres[NEW.url] = other
    before = link_of(here)
    with pytest.raises(OtherCentre):
        move_centre(here.desk.context, lane, NEW)
    assert link_of(here) == before
    assert other.calls == ["/v1/hello", "/v1/hello"]
    assert changes_noted(here.desk) == 0


def test_a_centre_that_takes_this_pc_for_another_desk_is_refused(
    here: LinkedDesk, there: LinkedDesk, lane: SyncSchedule, network: Network, centre: MemoryCentre
) -> None:
    another = link_of(there)

    class Mistaken:
        def carry(self, sent: Sent) -> Got:
            if sent.desk is None:
                return centre.carry(sent)
            return centre.carry(Sent(sent.path, sent.body, another.desk, another.token))

        def close(self) -> None:
            """Nothing is open."""

    network.centres[NEW.url] = Mistaken()
    with pytest.raises(OtherCentre):
        move_centre(here.desk.context, lane, NEW)
    assert link_of(here).url == OLD


def test_what_is_no_centre_never_sees_the_token(
    here: LinkedDesk, lane: SyncSchedule, network: Network
) -> None:
    seen: list[Sent] = []

    class Page:
        def carry(self, sent: Sent) -> Got:
            seen.append(sent)
            return Got(200, b"<html>")

        def close(self) -> None:
            """Nothing is open."""

    network.centres[NEW.url] = Page()
    with pytest.raises(SyncFault):
        move_centre(here.desk.context, lane, NEW)
    assert [each.token for each in seen] == [""]
    assert link_of(here).url == OLD


@pytest.mark.parametrize(
    ("address", "fault"),
    [("https://nobody.example.org", Unreachable), ("http://centre.example.org", BadAddress)],
)
def test_an_address_that_does_not_serve_keeps_the_old_one(
    here: LinkedDesk, lane: SyncSchedule, address: str, fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        move_centre(here.desk.context, lane, CentreAddress(address))
    assert link_of(here).url == OLD
    add(here)
    assert lane.sync_here().sent > 0


def test_a_desk_whose_access_was_withdrawn_keeps_what_it_has(
    here: LinkedDesk, lane: SyncSchedule, centre: MemoryCentre
) -> None:
    centre.board.desks[link_of(here).desk].revoked = True
    with pytest.raises(DeskRevoked):
        move_centre(here.desk.context, lane, NEW)
    assert link_of(here).url == OLD


def test_only_who_may_link_the_pc_may_move_it_or_sees_where_the_centre_is(
    here: LinkedDesk, lane: SyncSchedule, centre: MemoryCentre
) -> None:
    agent = here.desk.as_roles(Role.RECEPTION, Role.MANAGER)
    with pytest.raises(NotAllowed):
        move_centre(agent, lane, NEW)
    with pytest.raises(NotAllowed):
        find_centre(agent)
    assert look_at_sync(agent, lane).centre is None
    assert centre.calls == []
    assert link_of(here).url == OLD


def test_a_pc_that_stands_alone_has_nothing_to_move(tmp_path: Path, network: Network) -> None:
    alone = LinkedDesk(new_desk(tmp_path / "alone"), Cable(MemoryCentre()))
    with pytest.raises(NotEnrolled):
        move_centre(alone.desk.context, lane_on(alone, network.wire), NEW)
    assert find_centre(alone.desk.context) is None
    assert network.made == []
    alone.desk.close()


def test_a_centre_restored_while_it_moved_is_sent_again_what_it_lost(
    here: LinkedDesk, lane: SyncSchedule, centre: MemoryCentre
) -> None:
    here.sync()
    backup = centre.backup()
    person = add(here)
    here.sync()
    centre.restore(backup)
    assert ("person", person.id) not in centre.board.rows
    move_centre(here.desk.context, lane, NEW)
    lane.sync_here()
    assert ("person", person.id) in centre.board.rows


def test_a_city_that_renews_its_own_authority_is_believed_once_the_pc_is_given_it(
    centre: MemoryCentre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    former, renewed = new_authority("Ville, 2020"), new_authority("Ville, 2030")
    with serving(server_files(tmp_path, renewed), Heard(behind=centre)) as heard:
        url = f"https://localhost:{heard.port}"
        desk = new_desk(tmp_path / "pc")
        known = centre.add_desk(scopes_of(desk))
        pc = join(centre, desk, Link(url, known.id, known.token, former.pem))
        lane = lane_on(pc, HttpsWire)
        report = SyncEngine(
            pc.store, lambda link: Centre(HttpsWire(link.url, link.ca), link), clock=desk.clock
        ).run_once()
        assert report.outcome is SyncOutcome.UNTRUSTED
        with pytest.raises(Untrusted) as found:
            move_centre(desk.context, lane, CentreAddress(url, former.pem))
        assert found.value.why is Distrust.AUTHORITY
        assert heard.requests == []
        assert link_of(pc).ca == former.pem
        move_centre(desk.context, lane, CentreAddress(url, renewed.pem))
        assert lane.sync_here().sent > 0
    desk.close()
