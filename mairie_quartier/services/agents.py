"""Agents of this PC: add, change, let go, passwords."""

from mairie_quartier.domain.agents import Agent
from mairie_quartier.domain.passwords import Strength, grade_password
from mairie_quartier.domain.permissions import Act
from mairie_quartier.errors import UserMistake
from mairie_quartier.services.context import Context
from mairie_quartier.services.ports import Door


class PasswordTooWeak(UserMistake):
    """The password does not meet the CNIL's rule (2022-100)."""

    def __init__(self, found: Strength) -> None:
        super().__init__(found)
        self.found = found


def list_agents(context: Context) -> tuple[Agent, ...]:
    """Give every agent, active ones first."""
    context.require(Act.MANAGE_AGENTS)
    with context.open() as unit:
        found = unit.agents.matching()
    return tuple(sorted(found, key=lambda agent: (not agent.active, agent.last_name)))


def add_agent(context: Context, door: Door, agent: Agent, password: str) -> frozenset[str]:
    """Add an agent with a first password.

    Raises:
        PasswordTooWeak: nothing was written.
    """
    context.require(Act.MANAGE_AGENTS)
    refuse_weak(password, names_of(agent))
    with context.open() as unit:
        unit.agents.add(agent)
        door.admit(agent.id, agent.login, password)
        return unit.commit()


def save_agent(context: Context, door: Door, agent: Agent) -> frozenset[str]:
    """Keep an agent's changes; a deactivated one can log in no more."""
    context.require(Act.MANAGE_AGENTS)
    with context.open() as unit:
        unit.agents.save(agent)
        changed = unit.commit()
    if not agent.active:
        door.dismiss(agent.login)
    return changed


def give_password(context: Context, door: Door, agent: Agent, password: str) -> None:
    """Give an agent a new password, forgotten or lost."""
    context.require(Act.MANAGE_AGENTS)
    refuse_weak(password, names_of(agent))
    door.admit(agent.id, agent.login, password)


def change_own_password(context: Context, door: Door, *, old: str, new: str) -> None:
    """Change one's own password."""
    refuse_weak(new, names_of(context.agent))
    door.change_password(context.agent.login, old=old, new=new)


def refuse_weak(password: str, names: tuple[str, ...]) -> None:
    """Refuse a password below the CNIL's rule; ``names`` may not be part of it."""
    found = grade_password(password, names)
    if not found.is_accepted:
        raise PasswordTooWeak(found)


def names_of(agent: Agent) -> tuple[str, ...]:
    """Give what must not be part of the agent's password."""
    return (agent.login, agent.first_name, agent.last_name)
