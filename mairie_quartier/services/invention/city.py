"""Invent the city: its offices, its agents with every role, its partners."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from mairie_quartier.domain.agents import Agent, Office, Role
from mairie_quartier.domain.identifiers import AgentId, OfficeId, PartnerId
from mairie_quartier.domain.referrals import Partner
from mairie_quartier.services.invention.dice import Dice
from mairie_quartier.services.invention.material import AgentLine, Material, PartnerLine

AT_THE_DESK = frozenset({Role.RECEPTION, Role.REFERENT, Role.MANAGER})
FOUNDED = timedelta(days=800)
"""Before the first visit: records in order of creation begin with the city."""
CHECKED = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class City:
    """The city; ``desk`` is the office of this PC."""

    offices: tuple[Office, ...]
    desk: Office
    agents: tuple[Agent, ...]
    partners: tuple[Partner, ...]

    @property
    def guest(self) -> Agent:
        """The agent in whose name one looks around."""
        return self.agents[0]

    @property
    def clerks(self) -> tuple[Agent, ...]:
        """The agents who record visits."""
        return tuple(agent for agent in self.agents if agent.roles & AT_THE_DESK)


def invent_city(dice: Dice, material: Material, now: datetime) -> City:
    """Give the city of the material."""
    at = now - FOUNDED
    offices = tuple(
        Office(
            id=OfficeId(dice.new_id(at)),
            code=line.code,
            name=line.name,
            address=line.address,
            phone=line.phone,
            email=line.email,
            hours=line.hours,
        )
        for line in material.offices
    )
    desk = next(office for office in offices if office.code == material.desk)
    return City(
        offices=offices,
        desk=desk,
        agents=tuple(_agent(dice, line, desk.id, at) for line in material.agents),
        partners=tuple(_partner(dice, line, at, now) for line in material.partners),
    )


def _agent(dice: Dice, line: AgentLine, office_id: OfficeId, at: datetime) -> Agent:
    values = {each.name: getattr(line, each.name) for each in fields(line)}
    return Agent(id=AgentId(dice.new_id(at)), office_id=office_id, **values)


def _partner(dice: Dice, line: PartnerLine, at: datetime, now: datetime) -> Partner:
    values = {
        each.name: getattr(line, each.name) for each in fields(line) if each.name != "demarches"
    }
    checked_on = (now - CHECKED - timedelta(days=dice.number(0, 90))).date()
    return Partner(id=PartnerId(dice.new_id(at)), checked_on=checked_on, **values)
