"""What inventions are made of: names, streets, partners and agents, read from TOML files."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mairie_quartier.domain.agents import Role
from mairie_quartier.services.settings import CitySettings


@dataclass(frozen=True, slots=True)
class Name:
    """A name in Latin letters, and in its own script or empty."""

    latin: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Culture:
    """How people of one culture are named and what they speak; shares in per cent."""

    weight: int
    languages: Mapping[str, float]
    family: tuple[Name, ...]
    women: tuple[Name, ...]
    men: tuple[Name, ...]
    families: int
    single: int
    other_script: int
    used: int
    family_first: bool


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """One of the eight town halls."""

    code: str
    name: str
    address: str
    phone: str
    email: str
    hours: str
    postcode: str


@dataclass(frozen=True, slots=True)
class AgentLine:
    """One agent of the demonstration."""

    login: str
    first_name: str
    last_name: str
    quality: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """One partner; ``demarches`` are those people are sent here for."""

    name: str
    kind: str
    phone: str
    email: str
    address: str
    hours: str
    languages: tuple[str, ...]
    thematiques: tuple[str, ...]
    note: str
    demarches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """Everything the inventions draw from; ``desk`` is the code of the PC's own office."""

    city: CitySettings
    town: str
    desk: str
    offices: tuple[OfficeLine, ...]
    agents: tuple[AgentLine, ...]
    password: str
    partners: tuple[PartnerLine, ...]
    cultures: tuple[Culture, ...]
    streets: tuple[str, ...]
    domiciled_at: tuple[str, ...]
    outreach: tuple[str, ...]
    demarches: Mapping[str, float]
    texts: Mapping[str, tuple[str, ...]]


def read_material(resources: Path) -> Material:
    """Read the shipped files; ``resources`` is the folder of them all."""
    folder = resources / "demonstration"
    city, agents = _table(folder / "city.toml"), _table(folder / "agents.toml")
    visits = _table(folder / "visits.toml")
    return Material(
        city=_city(city["letterhead"], city["dpo_contact"]),
        town=city["town"],
        desk=city["desk"],
        offices=tuple(OfficeLine(**line) for line in city["office"]),
        agents=tuple(_agent(line) for line in agents["agent"]),
        password=agents["password"],
        partners=tuple(
            PartnerLine(**{name: _frozen(value) for name, value in line.items()})
            for line in _table(folder / "partners.toml")["partner"]
        ),
        cultures=tuple(_culture(line) for line in _table(folder / "names.toml")["culture"]),
        streets=tuple(city["streets"]["names"]),
        domiciled_at=tuple(city["streets"]["domiciled_at"]),
        outreach=tuple(city["streets"]["outreach"]),
        demarches=visits["demarches"],
        texts={name: tuple(lines) for name, lines in visits["texts"].items()},
    )


def _table(path: Path) -> dict[str, Any]:  # TOML has no static type
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _city(head: dict[str, Any], dpo_contact: str) -> CitySettings:
    return CitySettings(
        city=head["name"],
        letterhead=tuple(head["lines"]),
        website=head["website"],
        data_notice=" ".join(head["data_notice"]),
        dpo_contact=dpo_contact,
        appeal_routes=tuple(head["appeal_routes"]),
    )


def _agent(line: dict[str, Any]) -> AgentLine:
    return AgentLine(**{**line, "roles": frozenset(Role(role) for role in line["roles"])})


def _culture(line: dict[str, Any]) -> Culture:
    return Culture(
        weight=line["weight"],
        languages=line["languages"],
        family=_names(line["family"]),
        women=_names(line["women"]),
        men=_names(line["men"]),
        families=line.get("families", 1),
        single=line.get("single", 0),
        other_script=line.get("other_script", 0),
        used=line.get("used", 4),
        family_first=line.get("family_first", False),
    )


def _names(texts: list[str]) -> tuple[Name, ...]:
    return tuple(Name(*text.split("|")) for text in texts)


def _frozen(value: Any) -> Any:  # of the type the TOML has
    return tuple(value) if isinstance(value, list) else value
