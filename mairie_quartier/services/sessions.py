"""Log in, lock, set a PC up, give a lost password back.

Loaded before the first window: what only an act needs is imported there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mairie_quartier.errors import UserMistake
from mairie_quartier.services.entrance import Entrance as Entrance

if TYPE_CHECKING:
    from mairie_quartier.domain.identifiers import AgentId
    from mairie_quartier.services.context import Context
    from mairie_quartier.services.settings import CitySettings


@dataclass(frozen=True, slots=True)
class SetUpForm:
    """A new PC: its city, its office, its first agent (who is its administrator)."""

    city: CitySettings
    office_code: str
    office_name: str
    office_address: str
    office_phone: str
    office_email: str
    first_name: str
    last_name: str
    quality: str
    login: str
    password: str


class AgentGone(UserMistake):
    """The password is right, but the agent works here no more."""


def log_in(entrance: Entrance, login: str, password: str) -> Context:
    """Open the store and start the agent's session.

    Raises:
        WrongPassword, Throttled, StoreInUse, StoreDamaged, StoreTooNew: nothing was opened.
        AgentGone: the agent was deactivated.
    """
    agent_id = entrance.door.enter(login, password)
    try:
        return start_session(entrance, agent_id)
    except BaseException:
        entrance.door.leave()
        raise


def lock(entrance: Entrance, context: Context) -> None:
    """Close the store until somebody logs in again; drafts stay.

    It closes whatever happens: a full disk must not leave the desk open.
    """
    from mairie_quartier.domain.audit import AuditAct
    from mairie_quartier.services.faults import StoreFault

    try:
        with context.open() as unit:
            unit.note(AuditAct.LOCKED, "agent", context.agent.id)
            unit.commit()
    except StoreFault:
        return  # the locking could not be written down; whoever logs in next will see why
    finally:
        entrance.door.leave()


def set_up(entrance: Entrance, form: SetUpForm) -> tuple[Context, str]:
    """Make this PC's store with its first agent; give the session and the recovery code."""
    from mairie_quartier.domain.agents import Agent, Office, Role
    from mairie_quartier.domain.identifiers import AgentId, OfficeId, new_id
    from mairie_quartier.services.agents import refuse_weak
    from mairie_quartier.services.settings import put_city

    refuse_weak(form.password, (form.login, form.first_name, form.last_name))
    agent_id = AgentId(new_id())
    code = entrance.door.found(agent_id, form.login, form.password)
    office = Office(
        id=OfficeId(new_id()),
        code=form.office_code,
        name=form.office_name,
        address=form.office_address,
        phone=form.office_phone,
        email=form.office_email,
    )
    agent = Agent(
        id=agent_id,
        office_id=office.id,
        login=form.login,
        first_name=form.first_name,
        last_name=form.last_name,
        quality=form.quality,
        roles=frozenset({Role.RECEPTION, Role.MANAGER, Role.ADMINISTRATOR}),
    )
    try:
        with entrance.door.unit(agent_id) as unit:
            unit.offices.add(office)
            unit.agents.add(agent)
            put_city(unit, form.city)
            unit.commit()
        context = start_session(entrance, agent_id)
        entrance.door.keep()
        return context, code
    except BaseException:
        # A store without an agent could be entered by nobody, nor be set up again.
        entrance.door.abandon()
        raise


def recover(entrance: Entrance, code: str, login: str, password: str) -> Context:
    """Give an agent a new password with the recovery code, and log in.

    Raises:
        WrongRecoveryKey, MistypedRecoveryKey, Throttled: nothing was opened.
        WrongPassword: no active agent has this login.
    """
    from mairie_quartier.services.agents import names_of, refuse_weak
    from mairie_quartier.services.faults import WrongPassword

    entrance.door.enter_with_recovery(code)
    try:
        with entrance.door.unit(None) as unit:
            found = unit.agents.matching(login=login, active=True)
        if not found:
            raise WrongPassword(0)
        refuse_weak(password, names_of(found[0]))
        entrance.door.admit(found[0].id, login, password)
        return start_session(entrance, found[0].id)
    except BaseException:
        entrance.door.leave()
        raise


def start_session(entrance: Entrance, agent_id: AgentId) -> Context:
    """Start the session of an agent whose store is open already."""
    from mairie_quartier.domain.audit import AuditAct
    from mairie_quartier.services.context import Context

    with entrance.door.unit(agent_id) as unit:
        agent = unit.agents.find(agent_id)
        if agent is None or not agent.active:
            raise AgentGone(agent_id)
        office = unit.offices.get(agent.office_id)
        entrance.shelf.read(unit)
        demonstration = unit.is_demonstration()
        unit.note(AuditAct.LOGGED_IN, "agent", agent_id)
        unit.commit()
    return Context(
        agent=agent,
        office=office,
        open=lambda: entrance.door.unit(agent_id),
        clock=entrance.clock,
        catalogue=entrance.shelf.get,
        demonstration=demonstration,
    )
