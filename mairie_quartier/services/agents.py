"""Agents of this PC: add, change, let go, passwords."""

from dataclasses import replace

from mairie_quartier.domain.agents import Agent, Role
from mairie_quartier.domain.identifiers import AgentId
from mairie_quartier.domain.passwords import Strength, grade_password
from mairie_quartier.domain.permissions import Act
from mairie_quartier.errors import UserMistake
from mairie_quartier.services.context import Context
from mairie_quartier.services.faults import LoginTaken
from mairie_quartier.services.ports import Door, UnitOfWork


class PasswordTooWeak(UserMistake):
    """The password does not meet the CNIL's rule (2022-100)."""

    def __init__(self, found: Strength) -> None:
        super().__init__(found)
        self.found = found


class LastAdministrator(UserMistake):
    """The only administrator left cannot be removed: nobody could manage the agents."""

    def __init__(self, agent_id: AgentId) -> None:
        super().__init__(agent_id)
        self.agent_id = agent_id


def list_agents(context: Context) -> tuple[Agent, ...]:
    """Give every agent, active ones first."""
    context.require(Act.MANAGE_AGENTS)
    with context.open() as unit:
        found = unit.agents.matching()
    return tuple(sorted(found, key=lambda agent: (not agent.active, agent.last_name)))


def add_agent(context: Context, door: Door, agent: Agent, password: str) -> frozenset[str]:
    """Add an agent with a first password.

    Raises:
        PasswordTooWeak, LoginTaken: nothing was written.
    """
    context.require(Act.MANAGE_AGENTS)
    refuse_weak(password, names_of(agent))
    with context.open() as unit:
        _refuse_taken(unit, agent)
        unit.agents.add(agent)
        # The record first: a password without its agent would open the store to nobody known.
        changed = unit.commit()
    door.admit(agent.id, agent.login, password)
    return changed


def save_agent(context: Context, door: Door, agent: Agent) -> frozenset[str]:
    """Keep an agent's changes; a deactivated one can log in no more.

    The login is for life: the password is kept under it.

    Raises:
        LastAdministrator: nobody could manage the agents any more; nothing was written.
        LastSlot: nobody could open the store any more; nothing was written.
    """
    context.require(Act.MANAGE_AGENTS)
    with context.open() as unit:
        before = unit.agents.get(agent.id)
        _refuse_last(unit, agent)
        unit.agents.save(replace(agent, login=before.login))
        if before.active and not agent.active:
            door.dismiss(before.login)
        return unit.commit()


def give_password(context: Context, door: Door, agent: Agent, password: str) -> None:
    """Give an agent a new password, forgotten or lost."""
    context.require(Act.MANAGE_AGENTS)
    refuse_weak(password, names_of(agent))
    door.admit(agent.id, agent.login, password)


def change_own_password(context: Context, door: Door, *, old: str, new: str) -> None:
    """Change one's own password."""
    refuse_weak(new, names_of(context.agent))
    door.change_password(context.agent.login, old=old, new=new)


def _refuse_taken(unit: UnitOfWork, agent: Agent) -> None:
    """Refuse a login that differs from another one by capitals only: the vault sees one."""
    if any(each.login.casefold() == agent.login.casefold() for each in unit.agents.matching()):
        raise LoginTaken(agent.login)


def _refuse_last(unit: UnitOfWork, agent: Agent) -> None:
    others = (each for each in unit.agents.matching(active=True) if each.id != agent.id)
    stays = agent.active and Role.ADMINISTRATOR in agent.roles
    if not stays and not any(Role.ADMINISTRATOR in each.roles for each in others):
        raise LastAdministrator(agent.id)


def refuse_weak(password: str, names: tuple[str, ...]) -> None:
    """Refuse a password below the CNIL's rule; ``names`` may not be part of it."""
    found = grade_password(password, names)
    if not found.is_accepted:
        raise PasswordTooWeak(found)


def names_of(agent: Agent) -> tuple[str, ...]:
    """Give what must not be part of the agent's password."""
    return (agent.login, agent.first_name, agent.last_name)
