"""Logging in and unlocking, on a real vault."""

from dataclasses import replace
from pathlib import Path

import pytest

from mairie_quartier.domain.agents import Agent
from mairie_quartier.services.agents import add_agent
from mairie_quartier.services.sessions import lock
from mairie_quartier.ui.screens.entrance.attempts import Phase
from mairie_quartier.ui.screens.entrance.presenter import LockPresenter, LoginPresenter
from tests.builders import LOGIN, PASSWORD, Desk, fresh_desk, new_agent, open_door
from tests.ui.screens.entrance.way import NEW_PASSWORD, NotingEntry, closed_desk, way_to


def login_to(desk: Desk) -> tuple[LoginPresenter, NotingEntry]:
    view = NotingEntry()
    return LoginPresenter(way_to(desk.entrance), view), view


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return closed_desk(tmp_path)


def test_right_password_lets_the_agent_in(desk: Desk) -> None:
    presenter, view = login_to(desk)
    presenter.enter(f" {LOGIN} ", PASSWORD)
    assert [context.agent.login for context in view.contexts] == [LOGIN]
    assert [state.phase for state in view.states] == [Phase.WORKING, Phase.READY]


def test_wrong_password_says_neither_login_nor_password(desk: Desk) -> None:
    presenter, view = login_to(desk)
    presenter.enter(LOGIN, "faux")
    known = view.last
    presenter.enter("inconnu", "faux")
    assert known.phase is view.last.phase is Phase.REFUSED
    assert known.words == view.last.words
    assert view.contexts == []


def test_last_try_before_a_wait_is_announced(desk: Desk) -> None:
    presenter, view = login_to(desk)
    presenter.enter(LOGIN, "faux")
    presenter.enter(LOGIN, "faux")
    assert "un essai avant une attente" in view.last.words


def test_too_many_tries_wait_and_count_down(desk: Desk) -> None:
    presenter, view = login_to(desk)
    for _try in range(4):
        presenter.enter(LOGIN, "faux")
    presenter.attempts.second_passed()
    presenter.attempts.second_passed()
    two, one, over = view.states[-3:]
    assert [two.phase, one.phase, over.phase] == [Phase.WAITING, Phase.WAITING, Phase.READY]
    assert "2 secondes" in two.words
    assert "1 seconde." in one.words


def test_nothing_is_tried_during_a_wait(desk: Desk) -> None:
    presenter, view = login_to(desk)
    for _try in range(4):
        presenter.enter(LOGIN, "faux")
    before = len(view.states)
    presenter.enter(LOGIN, PASSWORD)
    assert len(view.states) == before
    assert view.contexts == []


@pytest.mark.parametrize(("login", "password"), [("", PASSWORD), (LOGIN, ""), ("  ", "x")])
def test_empty_field_costs_no_try(desk: Desk, login: str, password: str) -> None:
    presenter, view = login_to(desk)
    for _try in range(5):
        presenter.enter(login, password)
    assert {state.phase for state in view.states} == {Phase.INCOMPLETE}


def test_store_open_elsewhere_keeps_the_form(desk: Desk) -> None:
    other = open_door(desk.folder, desk.clock)
    other.enter(LOGIN, PASSWORD)
    presenter, view = login_to(desk)
    presenter.enter(LOGIN, PASSWORD)
    other.leave()
    assert view.last.phase is Phase.FAILED
    assert "déjà ouvert" in view.last.words


def test_damaged_store_asks_for_a_backup(desk: Desk) -> None:
    desk.door.path.write_bytes(b"SQLite format 3\x00" + bytes(8000))
    presenter, view = login_to(desk)
    presenter.enter(LOGIN, PASSWORD)
    assert view.last.phase is Phase.BROKEN
    assert "Restaurez" in view.last.words


def test_missing_vault_asks_for_a_backup(desk: Desk) -> None:
    (desk.folder / "vault.json").unlink()
    presenter, view = login_to(desk)
    presenter.enter(LOGIN, PASSWORD)
    assert view.last.phase is Phase.BROKEN


def test_agent_who_left_stays_out(tmp_path: Path) -> None:
    desk = fresh_desk(tmp_path)
    with desk.unit() as unit:
        unit.agents.save(replace(unit.agents.get(desk.context.agent.id), active=False))
        unit.commit()
    desk.close()
    presenter, view = login_to(desk)
    presenter.enter(LOGIN, PASSWORD)
    assert view.last.phase is Phase.FAILED
    assert "plus actif" in view.last.words


def locked(folder: Path) -> tuple[LockPresenter, NotingEntry, Agent]:
    desk, view = fresh_desk(folder), NotingEntry()
    other = new_agent(desk.context)
    add_agent(desk.context, desk.door, other, NEW_PASSWORD)
    lock(desk.entrance, desk.context)
    return LockPresenter(way_to(desk.entrance), view, desk.context.agent), view, other


def test_lock_says_who_was_here_and_since_when(tmp_path: Path) -> None:
    presenter, _view, _other = locked(tmp_path)
    assert presenter.since == "Awa D. · verrouillé depuis 10\u00a0h\u00a030"


def test_same_agent_unlocks_with_the_password_alone(tmp_path: Path) -> None:
    presenter, view, _other = locked(tmp_path)
    presenter.unlock(PASSWORD)
    assert [context.agent.login for context in view.contexts] == [LOGIN]


def test_unlocking_without_a_password_costs_no_try(tmp_path: Path) -> None:
    presenter, view, _other = locked(tmp_path)
    presenter.unlock("")
    assert view.last.phase is Phase.INCOMPLETE


def test_another_agent_may_come_in_instead(tmp_path: Path) -> None:
    presenter, view, other = locked(tmp_path)
    presenter.enter(other.login, NEW_PASSWORD)
    assert [context.agent.id for context in view.contexts] == [other.id]
