"""Agents come and go; the PC always has an administrator and somebody who can open it."""

from dataclasses import replace

import pytest

from mairie_quartier.domain.agents import Role
from mairie_quartier.services import agents, sessions
from mairie_quartier.services.agents import LastAdministrator, PasswordTooWeak
from mairie_quartier.services.faults import LoginTaken, WrongPassword
from tests.builders import LOGIN, PASSWORD, Desk, new_agent

OTHER = "Autre-Cheval-34!"


def test_a_new_agent_logs_in(desk: Desk) -> None:
    agent = new_agent(desk.context)
    agents.add_agent(desk.context, desk.door, agent, OTHER)
    desk.close()
    assert sessions.log_in(desk.entrance, agent.login, OTHER).agent == agent


@pytest.mark.parametrize("login", [LOGIN, LOGIN.upper()])
def test_a_login_is_taken_whatever_its_capitals(desk: Desk, login: str) -> None:
    with pytest.raises(LoginTaken):
        agents.add_agent(desk.context, desk.door, new_agent(desk.context, login), OTHER)
    assert len(agents.list_agents(desk.context)) == 1
    desk.reopen()  # the first agent's password is untouched


def test_a_weak_password_adds_nobody(desk: Desk) -> None:
    for weak in ("court", "Luc-Martin-12", "azertyuiop123"):
        with pytest.raises(PasswordTooWeak):
            agents.add_agent(desk.context, desk.door, new_agent(desk.context), weak)
    assert len(agents.list_agents(desk.context)) == 1


def test_the_last_administrator_stays(desk: Desk) -> None:
    (first,) = agents.list_agents(desk.context)
    agents.add_agent(desk.context, desk.door, new_agent(desk.context), OTHER)
    for change in (
        replace(first, active=False),
        replace(first, roles=frozenset({Role.RECEPTION})),
    ):
        with pytest.raises(LastAdministrator):
            agents.save_agent(desk.context, desk.door, change)
    second = new_agent(desk.context, "nour", {Role.ADMINISTRATOR})
    agents.add_agent(desk.context, desk.door, second, OTHER)
    agents.save_agent(desk.context, desk.door, replace(first, active=False))
    assert [each.active for each in agents.list_agents(desk.context)] == [True, True, False]


def test_a_login_is_for_life(desk: Desk) -> None:
    agent = new_agent(desk.context)
    agents.add_agent(desk.context, desk.door, agent, OTHER)
    agents.save_agent(desk.context, desk.door, replace(agent, login="autre", last_name="Morel"))
    desk.close()
    found = sessions.log_in(desk.entrance, agent.login, OTHER).agent
    assert (found.login, found.last_name) == (agent.login, "Morel")


def test_an_agent_changes_their_password_knowing_the_old_one(desk: Desk) -> None:
    with pytest.raises(WrongPassword):
        agents.change_own_password(desk.context, desk.door, old="wrong", new=OTHER)
    agents.change_own_password(desk.context, desk.door, old=PASSWORD, new=OTHER)
    desk.close()
    assert sessions.log_in(desk.entrance, LOGIN, OTHER).agent.login == LOGIN


def test_a_forgotten_password_is_replaced_by_the_administrator(desk: Desk) -> None:
    agent = new_agent(desk.context)
    agents.add_agent(desk.context, desk.door, agent, OTHER)
    agents.give_password(desk.context, desk.door, agent, "Encore-Cheval-56!")
    desk.close()
    assert sessions.log_in(desk.entrance, agent.login, "Encore-Cheval-56!").agent == agent
