"""An empty PC joins an office: who may enter it, what it begins with, what a failure leaves."""

import shutil
import ssl
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.permissions import NotAllowed
from mairie_quartier.domain.protocol_enrolment import OfficeCard
from mairie_quartier.domain.synchronising import Invitation, SyncOutcome
from mairie_quartier.services import agents, sessions
from mairie_quartier.services.agents import PasswordTooWeak
from mairie_quartier.services.door_state import DoorState
from mairie_quartier.services.faults import StoreFull, WrongPassword
from mairie_quartier.services.joining import ask_to_join, find_invited, join_city
from mairie_quartier.services.settings import read_city
from mairie_quartier.services.sync_faults import (
    BadAuthority,
    NobodyToJoin,
    NotOfTheOffice,
    RefusedByCentre,
    Unreachable,
    UnreadableAnswer,
)
from mairie_quartier.services.synchronisation import check_centre, read_authority
from mairie_quartier.services.visits import register_visit
from mairie_quartier.sync.centre import Got, Sent
from mairie_quartier.sync.run import Unwatched
from tests.builders import CITY, intake, need, open_door, person_form
from tests.sync.certificates import new_authority
from tests.sync.desks import Cable, LinkedDesk
from tests.sync.empty_pcs import FORM, PASSWORD, EmptyPc, invite
from tests.sync.memory_centre import NOON, MemoryCentre
from tests.sync.work import add, same


@pytest.fixture
def office(centre: MemoryCentre, here: LinkedDesk) -> LinkedDesk:
    """An office at work, with a code for one more PC."""
    invite(centre, here)
    return here


@pytest.fixture
def pc(centre: MemoryCentre, tmp_path: Path) -> EmptyPc:
    return EmptyPc(tmp_path / "pc", Cable(centre))


def test_it_begins_with_the_office_and_its_settings(office: LinkedDesk, pc: EmptyPc) -> None:
    joined = pc.join()
    context = joined.desk.context
    assert context.office == office.desk.context.office
    assert (context.agent.login, context.agent.roles) == ("zoe", frozenset({Role.RECEPTION}))
    assert read_city(office.desk.context) == read_city(context) == CITY
    assert pc.lane.status.waiting == joined.store.standing().waiting == 0
    pc.door.leave()


def test_the_first_sync_brings_the_rest_while_intake_works(office: LinkedDesk, pc: EmptyPc) -> None:
    for number in range(30):
        add(office, f"Personne{number}")
    office.sync()
    joined = pc.join()
    context = joined.desk.context
    register_visit(context, intake(context, need(), person=person_form("Nouvelle", "Rose")))
    assert joined.sync().totals.quarantined == 0
    with joined.desk.unit() as unit:
        assert len(unit.people.matching()) == 31
    office.sync()
    joined.sync()
    assert same(office, joined)
    pc.door.leave()


def test_numbers_come_from_the_series_that_the_centre_gave(office: LinkedDesk, pc: EmptyPc) -> None:
    invitation = ask_to_join(pc.lane, FORM)
    assert invitation.series is not None
    context, _ = join_city(pc.entrance, pc.lane, invitation, login="zoe", password=PASSWORD)
    done = register_visit(context, intake(context, need(), person=person_form()))
    receipts = [*done.receipts]
    assert receipts
    with pc.door.unit(None) as unit:
        assert all(f"-{invitation.series}-" in str(r.number) for r in unit.receipts.matching())
    pc.door.leave()


def test_the_password_opens_this_pc_and_the_recovery_code_too(
    office: LinkedDesk, pc: EmptyPc
) -> None:
    joined = pc.join()
    pc.door.leave()
    assert sessions.log_in(pc.entrance, "zoe", PASSWORD).agent.first_name == "Zoé"
    pc.door.leave()
    sessions.recover(pc.entrance, joined.desk.recovery_code, "awa", PASSWORD)
    pc.door.leave()


def test_colleagues_enter_once_an_administrator_gave_them_a_password(
    office: LinkedDesk, pc: EmptyPc
) -> None:
    joined = pc.join("awa")
    context = joined.desk.context
    (zoe,) = [each for each in agents.list_agents(context) if each.login == "zoe"]
    agents.give_password(context, pc.door, zoe, PASSWORD)
    pc.door.leave()
    zoe_here = sessions.log_in(pc.entrance, "zoe", PASSWORD)
    with pytest.raises(NotAllowed):
        agents.list_agents(zoe_here)
    pc.door.leave()


@pytest.mark.parametrize(
    ("login", "password", "fault"),
    [
        ("inconnu", PASSWORD, NotOfTheOffice),
        ("zoe", "faible", PasswordTooWeak),
        ("zoe", "Zoe-Martin-2026", PasswordTooWeak),
    ],
)
def test_who_is_not_of_the_office_or_chose_badly_leaves_nothing(
    office: LinkedDesk, pc: EmptyPc, login: str, password: str, fault: type[Exception]
) -> None:
    invitation = ask_to_join(pc.lane, FORM)
    with pytest.raises(fault):
        join_city(pc.entrance, pc.lane, invitation, login=login, password=password)
    assert pc.door.state is DoorState.NO_STORE


def test_who_left_the_office_is_not_invited(centre: MemoryCentre, office: LinkedDesk) -> None:
    context = office.desk.context
    (zoe,) = [each for each in agents.list_agents(context) if each.login == "zoe"]
    agents.save_agent(context, office.desk.door, replace(zoe, active=False))
    office.sync()
    pc = EmptyPc(office.desk.folder.parent / "pc", Cable(centre))
    invitation = ask_to_join(pc.lane, FORM)
    assert [each.login for each in invitation.agents] == ["awa"]
    assert invitation.agents[0].administers


def test_an_office_without_agents_says_so_and_asks_again_without_a_code(
    centre: MemoryCentre, office: LinkedDesk, pc: EmptyPc
) -> None:
    found = ask_to_join(pc.lane, FORM)
    empty = replace(found, agents=(), rows=())
    with pytest.raises(NobodyToJoin):
        find_invited(empty, "zoe")
    again = ask_to_join(pc.lane, FORM, empty)
    assert find_invited(again, " ZOE ").first_name == "Zoé"
    assert again.link == found.link


def test_a_code_serves_once(office: LinkedDesk, pc: EmptyPc) -> None:
    ask_to_join(pc.lane, FORM)
    with pytest.raises(RefusedByCentre):
        ask_to_join(pc.lane, FORM)


def test_a_line_cut_after_the_code_served_still_tells_who_may_enter(
    office: LinkedDesk, pc: EmptyPc
) -> None:
    pc.cable.plan = ["ok", "request"]
    joined = pc.join()
    assert joined.desk.context.office.name == office.desk.context.office.name
    joined.sync()
    with joined.desk.unit() as unit:
        assert unit.offices.get(office.desk.context.office.id) == office.desk.context.office
    pc.door.leave()


def test_a_disk_that_fails_while_joining_leaves_no_store_and_can_be_retried(
    office: LinkedDesk, pc: EmptyPc, monkeypatch: pytest.MonkeyPatch
) -> None:
    invitation = ask_to_join(pc.lane, FORM)

    def fail(*_args: object) -> None:
        raise StoreFull(pc.folder)

    with monkeypatch.context() as patched:
        patched.setattr(pc.lane, "take_place", fail)
        with pytest.raises(StoreFull):
            join_city(pc.entrance, pc.lane, invitation, login="zoe", password=PASSWORD)
    assert pc.door.state is DoorState.NO_STORE
    join_city(pc.entrance, pc.lane, invitation, login="zoe", password=PASSWORD)
    pc.door.leave()


def test_a_pc_killed_while_joining_begins_again_with_another_code(
    centre: MemoryCentre, office: LinkedDesk, pc: EmptyPc
) -> None:
    killed = _stopped_before_it_was_kept(pc)
    door = open_door(killed, pc.clock)
    assert door.state is DoorState.NO_STORE
    with pytest.raises(RefusedByCentre):
        ask_to_join(pc.lane, FORM)
    restarted = EmptyPc(killed, Cable(centre))
    centre.codes[FORM.code] = _card(office)
    joined = restarted.join("awa")
    assert joined.sync().totals.quarantined == 0
    restarted.door.leave()
    with pytest.raises(WrongPassword):
        sessions.log_in(restarted.entrance, "zoe", PASSWORD)


def _card(office: LinkedDesk) -> OfficeCard:
    here = office.desk.context.office
    return OfficeCard(here.id, here.code, here.name)


def _stopped_before_it_was_kept(pc: EmptyPc) -> Path:
    """Give the folder as a PC leaves it that is switched off in the midst of joining."""
    invitation: Invitation = ask_to_join(pc.lane, FORM)
    agent = find_invited(invitation, "zoe")
    pc.door.found(agent.id, agent.login, PASSWORD)
    pc.lane.take_place(invitation, agent.id)
    killed = pc.folder.with_name("killed")
    shutil.copytree(pc.folder, killed)
    pc.door.abandon()
    return killed


class Dated:
    """A centre whose answers carry a date."""

    def __init__(self, centre: MemoryCentre) -> None:
        self._centre = centre

    def carry(self, sent: Sent) -> Got:
        return replace(self._centre.carry(sent), date=NOON)

    def close(self) -> None:
        """Nothing is open."""


def test_a_centre_is_greeted_and_the_clocks_compared(centre: MemoryCentre, pc: EmptyPc) -> None:
    assert check_centre(pc.lane, FORM.url, "").ahead is None
    pc.cable.centre = Dated(centre)
    pc.clock.at = NOON - timedelta(days=3)
    assert check_centre(pc.lane, FORM.url, "").ahead == timedelta(days=-3)
    assert set(centre.calls) == {"/v1/hello"}


def test_what_is_no_centre_is_not_given_a_code(centre: MemoryCentre, pc: EmptyPc) -> None:
    class Portal(Dated):
        def carry(self, sent: Sent) -> Got:
            return Got(200, b"<html>Identifiez-vous</html>")

    pc.cable.centre = Portal(centre)
    with pytest.raises(UnreadableAnswer):
        check_centre(pc.lane, FORM.url, "")
    pc.cable.plan = ["request"]
    with pytest.raises(Unreachable):
        check_centre(pc.lane, FORM.url, "")


def test_an_authority_is_read_in_both_its_forms(tmp_path: Path) -> None:
    pem = new_authority().pem
    for name, data in (("a.pem", pem.encode()), ("a.cer", ssl.PEM_cert_to_DER_cert(pem))):
        (tmp_path / name).write_bytes(data)
        assert read_authority(tmp_path / name).split() == pem.split()
    for name, data in (
        ("b.pem", b"\x89PNG"),
        ("c.pem", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"),
        ("d.pem", b""),
    ):
        (tmp_path / name).write_bytes(data)
    for wrong in ("b.pem", "c.pem", "d.pem", "nowhere.pem"):
        with pytest.raises(BadAuthority):
            read_authority(tmp_path / wrong)


def test_only_certificates_are_taken_from_the_file_of_an_authority(tmp_path: Path) -> None:
    first, second = new_authority().pem.strip(), new_authority("Autre").pem.strip()
    key = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"
    text = f"Autorité de la ville\n{first}\n{key}\n{second}"
    (tmp_path / "all.pem").write_text(text, encoding="utf-8")
    assert read_authority(tmp_path / "all.pem") == f"{first}\n{second}\n"


def test_a_pc_killed_in_its_first_sync_goes_on_from_there(
    centre: MemoryCentre, office: LinkedDesk, pc: EmptyPc
) -> None:
    for number in range(30):
        add(office, f"Personne{number}")
    office.sync()
    joined = pc.join()
    pc.cable.plan = ["ok"] * 5 + ["request"] * 9
    assert joined.sync().outcome is SyncOutcome.OFFLINE
    killed = pc.folder.with_name("killed")
    shutil.copytree(pc.folder, killed)
    pc.door.leave()
    restarted = EmptyPc(killed, Cable(centre))
    again = restarted.desk_of(sessions.log_in(restarted.entrance, "zoe", PASSWORD))
    centre.calls.clear()
    assert again.sync().outcome is SyncOutcome.DONE
    asked = centre.calls.count("/v1/snapshot")
    assert 0 < asked < _pages_of_everything(centre, office)
    assert same(office, again)
    restarted.door.leave()


def test_progress_goes_on_where_a_first_sync_was_cut(
    centre: MemoryCentre, office: LinkedDesk, pc: EmptyPc
) -> None:
    for number in range(200):
        add(office, f"Personne{number}")
    office.sync()
    joined = pc.join()
    told: list[tuple[int, int]] = []

    class Stopping(Unwatched):
        """Stops once half of the rows are brought in."""

        def progressed(self, done: int, total: int, *, first_sync: bool) -> None:
            told.append((done, total))

        def stopping(self) -> bool:
            return bool(told) and told[-1][1] > 0 and told[-1][0] >= told[-1][1] * 3 // 4

    assert joined.engine(Stopping()).run_once().outcome is SyncOutcome.STOPPED
    cut_at = told[-1][0]
    told.clear()

    class Following(Unwatched):
        """Follows to the end."""

        def progressed(self, done: int, total: int, *, first_sync: bool) -> None:
            told.append((done, total))

    assert joined.engine(Following()).run_once().outcome is SyncOutcome.DONE
    assert told[0][0] >= cut_at
    assert told[-1][0] == told[-1][1]
    pc.door.leave()


def _pages_of_everything(centre: MemoryCentre, office: LinkedDesk) -> int:
    """Count the pages that a first sync from nothing asks for."""
    fresh = EmptyPc(office.desk.folder.with_name("fresh"), Cable(centre))
    centre.codes[FORM.code] = _card(office)
    joined = fresh.join()
    centre.calls.clear()
    joined.sync()
    fresh.door.leave()
    return centre.calls.count("/v1/snapshot")
