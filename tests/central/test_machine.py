"""The state machine and every scripted history, against the service on PostgreSQL.

The same rules and invariants as on the centre in memory, so that the two cannot drift apart.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings

from mairie_quartier.central import founding
from mairie_quartier.central.settings import CentralSettings
from tests.central.conftest import PASSWORDS, Template
from tests.central.real_city import RealCity
from tests.sync.encounters import run
from tests.sync.machine import CALM, STORM, play
from tests.sync.scenarios import SCENARIOS
from tests.sync.world import World, seeded_identifiers

NAME = "central_machine"
SHORT = settings(CALM, max_examples=2, stateful_step_count=10)
LONG = settings(STORM, max_examples=60)


Maker = Callable[[], RealCity]


@contextmanager
def cities(template: Template, folder: Path) -> Iterator[Maker]:
    """Make a service on a fresh database, in the place of the one before."""
    name = f"{NAME}_{folder.name}"
    with ExitStack() as running:

        def made() -> RealCity:
            running.close()
            with psycopg.connect(template.admin_url, autocommit=True) as admin:
                admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
                admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template.name}"')
                admin.execute(f'ALTER DATABASE "{name}" OWNER TO {founding.OWNER}')
                founding.shut_database(admin, name)
            found = RealCity(settings_for(template, name), folder)
            running.callback(found.end)
            return found

        yield made


@pytest.fixture
def new_city(template: Template, tmp_path: Path) -> Iterator[Maker]:
    with cities(template, tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def world(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One city for the histories that leave everybody at work."""
    folder = tmp_path_factory.mktemp("shared")
    with cities(template, folder) as made, seeded_identifiers(1):
        world = World(folder, made())
        yield world
        world.close()


def settings_for(template: Template, name: str) -> CentralSettings:
    return CentralSettings(
        owner_url=template.url(founding.OWNER, PASSWORDS.owner, name),
        service_url=template.url(founding.SERVICE, PASSWORDS.service, name),
        backups="",
        connections=2,
        rate=100_000,
        burst=100_000,
        enrolments_per_hour=100_000,
    )


DECIDED = (
    "one_field_edited_twice_keeps_both_values",
    "edit_of_a_deleted_record_never_revives_it",
    "deletion_of_an_edited_record_takes_nothing_away",
    "a_choice_closes_the_conflict_on_both_sides",
    "handed_over_leaves_one_office_and_reaches_the_other",
    "a_lost_answer_is_given_again",
    "an_edit_that_arrives_before_its_record_is_taken_up",
    "a_value_taken_gives_way",
)
"""What the service decides; the rest is the desk's half, and runs here in the long profile."""


@pytest.mark.parametrize("name", DECIDED)
def test_a_trap_costs_nothing(name: str, world: World) -> None:
    run(SCENARIOS[name], world)


@pytest.mark.torture
@pytest.mark.parametrize("name", SCENARIOS)
def test_every_trap_costs_nothing(name: str, tmp_path: Path, new_city: Maker) -> None:
    with seeded_identifiers(1):
        world = World(tmp_path, new_city())
        run(SCENARIOS[name], world)
        world.close()


def test_nothing_acknowledged_is_lost_doubled_or_silently_overwritten(
    new_city: Maker,
) -> None:
    play(lambda _: new_city(), SHORT)


@pytest.mark.torture
def test_nothing_is_lost_in_a_long_night(new_city: Maker) -> None:
    play(lambda _: new_city(), LONG)
