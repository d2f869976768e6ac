"""Logging in, locking, setting a PC up, giving a lost password back."""

import errno
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.services import agents, drafts, people, sessions, visits
from mairie_quartier.services.agents import PasswordTooWeak
from mairie_quartier.services.faults import StoreExists, StoreInUse, StoreMissing, WrongPassword
from mairie_quartier.services.listings import Page
from mairie_quartier.services.ports import DoorState
from mairie_quartier.store import integrity, number_ledger
from mairie_quartier.store.door import DoorClosed
from tests.builders import (
    LOGIN,
    OFFICE,
    PASSWORD,
    Desk,
    FakeClock,
    entrance_by,
    intake,
    new_agent,
    open_door,
    person_form,
)

NEW_PASSWORD = "Nouveau-Cheval-34!"


def acts(desk: Desk) -> list[str]:
    with desk.unit() as unit:
        return [line.act for line in unit.listings.audit(Page(size=3))]


def test_a_login_is_the_same_in_capitals(desk: Desk) -> None:
    desk.close()
    context = sessions.log_in(desk.entrance, LOGIN.upper(), PASSWORD)
    assert context.agent.login == LOGIN
    assert acts(desk)[0] == AuditAct.LOGGED_IN


def test_a_wrong_login_and_a_wrong_password_say_the_same(desk: Desk) -> None:
    desk.close()
    for login, password in (("nobody", PASSWORD), (LOGIN, "wrong")):
        with pytest.raises(WrongPassword):
            sessions.log_in(desk.entrance, login, password)
    assert desk.door.state is DoorState.CLOSED
    desk.reopen()


def test_locking_closes_the_store_and_keeps_the_draft(desk: Desk) -> None:
    form = intake(desk.context, person=person_form())
    drafts.keep_draft(desk.context, form)
    sessions.lock(desk.entrance, desk.context)
    assert desk.door.state is DoorState.CLOSED
    with pytest.raises(DoorClosed):
        people.list_people(desk.context, Page())
    desk.context = sessions.log_in(desk.entrance, LOGIN, PASSWORD)
    assert drafts.resume_draft(desk.context, form.draft_id) == form
    assert AuditAct.LOCKED in acts(desk)


@pytest.mark.parametrize("place", [number_ledger, integrity], ids=["numbers", "mark"])
def test_locking_on_a_full_disk_closes_the_store_and_lets_it_be_opened_again(
    desk: Desk, place: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = visits.register_visit(desk.context, intake(desk.context)).receipts
    monkeypatch.setattr(place, "replace_file", full)

    sessions.lock(desk.entrance, desk.context)

    monkeypatch.undo()
    assert desk.door.state is DoorState.CLOSED
    desk.context = sessions.log_in(desk.entrance, LOGIN, PASSWORD)
    after = visits.register_visit(desk.context, intake(desk.context)).receipts
    assert before
    assert not {paper.number for paper in before} & {paper.number for paper in after}


def full(path: Path, _data: bytes) -> None:
    raise OSError(errno.ENOSPC, "no room", str(path))


def test_an_agent_let_go_enters_no_more(desk: Desk) -> None:
    agent = new_agent(desk.context)
    agents.add_agent(desk.context, desk.door, agent, NEW_PASSWORD)
    agents.save_agent(desk.context, desk.door, replace(agent, active=False))
    desk.close()
    with pytest.raises(WrongPassword):
        sessions.log_in(desk.entrance, agent.login, NEW_PASSWORD)
    desk.reopen()


def test_the_recovery_key_gives_a_new_password(desk: Desk) -> None:
    desk.close()
    context = sessions.recover(desk.entrance, desk.recovery_code, LOGIN, NEW_PASSWORD)
    assert context.agent.login == LOGIN
    desk.close()
    with pytest.raises(WrongPassword):
        sessions.log_in(desk.entrance, LOGIN, PASSWORD)
    sessions.log_in(desk.entrance, LOGIN, NEW_PASSWORD)


def test_the_recovery_key_refuses_a_weak_password_and_closes(desk: Desk) -> None:
    desk.close()
    with pytest.raises(PasswordTooWeak):
        sessions.recover(desk.entrance, desk.recovery_code, LOGIN, "azerty")
    assert desk.door.state is DoorState.CLOSED
    desk.reopen()


def test_a_second_program_is_refused(desk: Desk) -> None:
    clock = FakeClock()
    with pytest.raises(StoreInUse):
        sessions.log_in(entrance_by(open_door(desk.folder, clock), clock), LOGIN, PASSWORD)


def test_an_empty_folder_has_nothing_to_log_in_to(tmp_path: Path) -> None:
    clock = FakeClock()
    door = open_door(tmp_path / "empty", clock)
    assert door.state is DoorState.NO_STORE
    with pytest.raises(StoreMissing):
        sessions.log_in(entrance_by(door, clock), LOGIN, PASSWORD)


def test_a_pc_is_set_up_once(desk: Desk) -> None:
    desk.close()
    with pytest.raises(StoreExists):
        sessions.set_up(desk.entrance, OFFICE)
    desk.reopen()


def test_a_weak_first_password_makes_no_store(tmp_path: Path) -> None:
    clock = FakeClock()
    door = open_door(tmp_path / "new", clock)
    with pytest.raises(PasswordTooWeak):
        sessions.set_up(entrance_by(door, clock), replace(OFFICE, password="azerty"))
    assert door.state is DoorState.NO_STORE


def test_the_first_agent_administers_the_pc(tmp_path: Path) -> None:
    clock = FakeClock()
    door = open_door(tmp_path / "new", clock)
    context, code = sessions.set_up(entrance_by(door, clock), OFFICE)
    assert Role.ADMINISTRATOR in context.agent.roles
    assert context.office.code == "BAC"
    assert len(code) > 30
    door.leave()
