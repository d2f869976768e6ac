"""An empty PC joins an office of the city: the code is the trust, the centre says who works there.

Whoever joins takes a login that the centre knows, with the roles it has there, and chooses a
password for this PC alone.  Colleagues get theirs from an administrator, as on any PC.  What was
begun and not kept is no store: it begins again, with another code.  It must record nothing: what
it writes comes from the centre.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mairie_quartier.services.sync_faults import NobodyToJoin, NotOfTheOffice

if TYPE_CHECKING:
    from mairie_quartier.domain.synchronising import EnrolForm, Invitation, Invited
    from mairie_quartier.services.context import Context
    from mairie_quartier.services.entrance import Entrance
    from mairie_quartier.services.sync_ports import Synchroniser


def ask_to_join(
    synchroniser: Synchroniser, form: EnrolForm, known: Invitation | None = None
) -> Invitation:
    """Give who may enter this PC; asks the network, so call it off the main lane.

    ``known``: what an earlier call gave for the same code, which serves only once.

    Raises:
        BadAddress, BadAuthority, SyncFault: the code has not served, as far as we know.
    """
    return synchroniser.look_again(known) if known else synchroniser.ask_to_join(form)


def find_invited(invitation: Invitation, login: str) -> Invited:
    """Give the agent of the office who has this login at the centre.

    Raises:
        NobodyToJoin, NotOfTheOffice: nobody has it.
    """
    if not invitation.agents:
        raise NobodyToJoin(invitation.office.name)
    wanted = login.strip().casefold()
    for agent in invitation.agents:
        if agent.login.casefold() == wanted:
            return agent
    raise NotOfTheOffice(login)


def join_city(
    entrance: Entrance,
    synchroniser: Synchroniser,
    invitation: Invitation,
    *,
    login: str,
    password: str,
) -> tuple[Context, str]:
    """Make this PC's store as a desk of the city; give the session and the recovery code.

    Raises:
        NobodyToJoin, NotOfTheOffice, PasswordTooWeak, StoreFault: nothing is left of it.
    """
    from mairie_quartier.services.agents import refuse_weak
    from mairie_quartier.services.sessions import start_session

    agent = find_invited(invitation, login)
    refuse_weak(password, names_of(agent))
    code = entrance.door.found(agent.id, agent.login, password)
    try:
        synchroniser.take_place(invitation, agent.id)
        context = start_session(entrance, agent.id)
        entrance.door.keep()
    except BaseException:
        # A store without an agent could be entered by nobody, nor be set up again.
        entrance.door.abandon()
        raise
    return context, code


def names_of(agent: Invited) -> tuple[str, ...]:
    """Give what must not be part of the agent's password."""
    return (agent.login, agent.first_name, agent.last_name)
