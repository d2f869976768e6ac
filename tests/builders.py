"""What tests arrange: a desk on a real encrypted store, forms as an agent fills them, a clock.

Everything is synthetic. A desk is set up once for each process and copied, key slots and all,
because the set-up costs more than most tests. Must not assert anything.
"""

import atexit
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from mairie_quartier import paths
from mairie_quartier.domain.agents import Agent, Role
from mairie_quartier.domain.catalogue import Catalogue, Demarche, DemarcheCode
from mairie_quartier.domain.catalogue_source import parse_files
from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.identifiers import (
    AgentId,
    PartnerId,
    PersonId,
    RequestId,
    new_id,
)
from mairie_quartier.domain.intake import IntakeForm, NeedForm, PersonForm, PieceForm
from mairie_quartier.domain.people import Person
from mairie_quartier.domain.referrals import Partner
from mairie_quartier.domain.requests import Outcome, PieceState
from mairie_quartier.services import drafts, sessions
from mairie_quartier.services.catalogue import CatalogueShelf
from mairie_quartier.services.context import Context
from mairie_quartier.services.sessions import Entrance, SetUpForm
from mairie_quartier.services.settings import CitySettings
from mairie_quartier.store.door import StoreDoor
from mairie_quartier.store.unit import StoreUnit
from mairie_quartier.store.vault_file import Costs

CHEAP = Costs(memory_kib=8, passes=1, threads=1)
"""Costs of a guess that no real vault may have: a test logs in at once."""

LOGIN = "awa"
PASSWORD = "Correct-Horse-12"
MACHINE = "pc-1"
ZONE = ZoneInfo("Europe/Paris")
MORNING = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

COMMUNE_DECIDES = DemarcheCode("attestation-accueil")
OTHER_BODY_DECIDES = DemarcheCode("aah")

CITY = CitySettings(
    city="Bordeaux",
    letterhead=("Ville de Bordeaux", "Direction des quartiers"),
    website="www.example.org",
    data_notice="Vos données servent à suivre votre demande.",
    dpo_contact="dpo@example.org",
    appeal_routes=("Tribunal administratif, 9 rue Tastet, 33000 Bordeaux",),
)
OFFICE = SetUpForm(
    city=CITY,
    office_code="BAC",
    office_name="Mairie de quartier de Bacalan",
    office_address="1 rue de l’Exemple, 33300 Bordeaux",
    office_phone="05 56 00 00 00",
    office_email="bacalan@example.org",
    first_name="Awa",
    last_name="Diop",
    quality="agente d’accueil",
    login=LOGIN,
    password=PASSWORD,
)


@dataclass(slots=True)
class FakeClock:
    """A clock that stands still until it is moved (``services.ports.Clock``)."""

    at: datetime = MORNING

    def now(self) -> datetime:
        return self.at

    def local(self) -> datetime:
        return self.at.astimezone(ZONE)

    def today(self) -> date:
        return self.local().date()

    def advance(self, by: timedelta) -> None:
        self.at += by


@dataclass(slots=True)
class Desk:
    """A PC at work: its folder, its clock, its store, its way in, and who is logged in."""

    folder: Path
    clock: FakeClock
    door: StoreDoor
    entrance: Entrance
    context: Context
    recovery_code: str

    def unit(self) -> StoreUnit:
        """Give a unit of work of the store itself, with what the port does not show."""
        return self.door.unit(self.context.agent.id)

    def close(self) -> None:
        self.door.leave()

    def reopen(self) -> None:
        """Leave, and log in again as the next morning would."""
        self.close()
        self.context = sessions.log_in(self.entrance, LOGIN, PASSWORD)
        self.context = self.as_roles(*Role)

    def as_roles(self, *roles: Role) -> Context:
        """Give the session of the same agent with these roles alone."""
        return replace(self.context, agent=replace(self.context.agent, roles=frozenset(roles)))


@lru_cache(maxsize=1)
def shipped_catalogue() -> Catalogue:
    """The catalogue of the program."""
    folder = paths.resources() / "catalogue"
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.toml")}
    return parse_files(texts)


def open_door(folder: Path, clock: FakeClock, *, machine: str = MACHINE) -> StoreDoor:
    """Give the way into the store of a folder; closed until somebody logs in."""
    migrations = paths.migrations("desk")
    return StoreDoor(folder, migrations=migrations, clock=clock, machine=machine, costs=CHEAP)


def entrance_by(door: StoreDoor, clock: FakeClock) -> Entrance:
    """Give what logging in needs."""
    return Entrance(door, clock, CatalogueShelf(shipped_catalogue))


def fresh_desk(folder: Path, *, clock: FakeClock | None = None) -> Desk:
    """Set a PC up in a folder and log its first agent in, who has every role."""
    template, code = _template()
    shutil.copytree(template, folder, dirs_exist_ok=True)
    return open_desk(folder, clock=clock, recovery_code=code)


def open_desk(folder: Path, *, clock: FakeClock | None = None, recovery_code: str = "") -> Desk:
    """Log the first agent in, with every role, on a PC that is set up already."""
    clock = clock or FakeClock()
    door = open_door(folder, clock)
    entrance = entrance_by(door, clock)
    context = sessions.log_in(entrance, LOGIN, PASSWORD)
    desk = Desk(folder, clock, door, entrance, context, recovery_code)
    desk.context = desk.as_roles(*Role)
    return desk


@lru_cache(maxsize=1)
def _template() -> tuple[Path, str]:
    folder = Path(tempfile.mkdtemp(prefix="desk-template-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    clock = FakeClock()
    door = open_door(folder, clock)
    _, code = sessions.set_up(entrance_by(door, clock), OFFICE)
    door.leave()
    return folder, code


def need(
    demarche: DemarcheCode = OTHER_BODY_DECIDES,
    outcome: Outcome | None = Outcome.DEPOSITED,
    *,
    missing: int = 0,
    note: str = "",
) -> NeedForm:
    """Give a need with all its pieces received, but the first ``missing`` required ones."""
    entry = shipped_catalogue().get(demarche)
    lacking = {spec.code for spec in entry.required_pieces[:missing]}
    return NeedForm(
        id=RequestId(new_id()),
        demarche=demarche,
        outcome=outcome,
        note=note,
        pieces=tuple(
            PieceForm(
                spec.code,
                spec.label,
                PieceState.MISSING if spec.code in lacking else PieceState.RECEIVED,
            )
            for spec in entry.pieces
        ),
    )


def person_form(family_name: str = "Traoré", first_names: str = "Aminata") -> PersonForm:
    """Give a person as typed."""
    return PersonForm(
        family_name=family_name,
        first_names=first_names,
        birth=PartialDate(1987, 4, 12),
        phone="06 00 00 12 34",
        language="bam",
    )


def form_of(person: Person) -> PersonForm:
    """Give the form of a person whose file the agent confirmed."""
    names = [
        name for name in PersonForm.__dataclass_fields__ if name in Person.__dataclass_fields__
    ]
    return PersonForm(person_id=person.id, **{name: getattr(person, name) for name in names})


def intake(
    context: Context, *needs: NeedForm, person: PersonForm | None = None, note: str = ""
) -> IntakeForm:
    """Give a form ready to be registered; anonymous without a person."""
    form = drafts.start_visit(context)
    return replace(form, person=person, needs=needs or (need(),), note=note)


def new_person(
    context: Context, family_name: str = "Traoré", first_names: str = "Aminata"
) -> Person:
    """Give a person's file that is not kept yet."""
    return Person(
        id=PersonId(new_id()),
        office_id=context.office.id,
        created_at=context.clock.now(),
        last_contact_on=context.clock.today(),
        family_name=family_name,
        first_names=first_names,
    )


def new_agent(context: Context, login: str = "luc", roles: Iterable[Role] = ()) -> Agent:
    """Give an agent who is not kept yet; of the reception unless told."""
    return Agent(
        id=AgentId(new_id()),
        office_id=context.office.id,
        login=login,
        first_name="Luc",
        last_name="Martin",
        quality="agent d’accueil",
        roles=frozenset(roles) or frozenset({Role.RECEPTION}),
    )


def new_partner(name: str = "Restos du quartier") -> Partner:
    """Give a partner who is not kept yet."""
    return Partner(id=PartnerId(new_id()), name=name, kind="aide alimentaire")


def demarches() -> tuple[Demarche, ...]:
    """Every démarche of the shipped catalogue, in its order."""
    return shipped_catalogue().all()
