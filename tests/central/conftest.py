"""A central database per module, copied from one that was migrated once per session."""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
import psycopg
import pytest

from mairie_quartier import paths
from mairie_quartier.central import founding
from mairie_quartier.central.app import build_app
from mairie_quartier.central.journal_lines import JsonLines
from mairie_quartier.central.pool import ConnectionPool
from mairie_quartier.central.speaker import Database
from tests.central.city import City
from tests.central.web import settings_of, spoken_to

PASSWORDS = founding.Passwords("owner-test", "service-test", "analyst-test")


@dataclass(frozen=True)
class Template:
    """The migrated database that others are copied from."""

    admin_url: str
    name: str

    def url(self, role: str, password: str, name: str) -> str:
        port = urlsplit(self.admin_url).port
        return f"postgresql://{role}:{password}@127.0.0.1:{port}/{name}"


@pytest.fixture(scope="session")
def template(postgres_url: str) -> Template:
    made = Template(postgres_url, "template_central")
    with psycopg.connect(postgres_url, autocommit=True) as admin:
        founding.make_database(admin, made.name, PASSWORDS)
    with psycopg.connect(postgres_url.replace("/postgres", f"/{made.name}")) as there:
        founding.give_schema(there)
    owner = made.url(founding.OWNER, PASSWORDS.owner, made.name)
    founding.migrate(owner, paths.migrations("central"))
    with psycopg.connect(owner) as database:
        founding.begin(database, "Ville d’essai")
    return made


@pytest.fixture(scope="module")
def city(template: Template, request: pytest.FixtureRequest) -> Iterator[City]:
    """A fresh central database for one module of tests, with the service's connection."""
    name = "central_" + request.module.__name__.rsplit(".", 1)[-1]
    with psycopg.connect(template.admin_url, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template.name}" OWNER mairie_owner')
        # Rights on a database are not copied with it.
        founding.shut_database(admin, name)
    owner = template.url(founding.OWNER, PASSWORDS.owner, name)
    service = template.url(founding.SERVICE, PASSWORDS.service, name)
    analyst = template.url(founding.ANALYST, PASSWORDS.analyst, name)
    with _connected(service) as database, _connected(owner) as maintenance:
        yield City(owner, service, analyst, database, maintenance)


def _connected(url: str) -> Database:
    return psycopg.connect(url, autocommit=True)


@pytest.fixture(scope="module")
def log() -> tuple[logging.Logger, io.StringIO]:
    stream = io.StringIO()
    logger = logging.getLogger("tests.central.app")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logger.handlers[:] = [handler]
    logger.propagate = False
    logger.setLevel(logging.INFO)
    return logger, stream


@pytest.fixture(scope="module")
def client(city: City, log: tuple[logging.Logger, io.StringIO]) -> Iterator[httpx.Client]:
    given = settings_of(city)
    pool = ConnectionPool(given.service_url, given.connections)
    with spoken_to(build_app(given, pool, log[0])) as client:
        yield client
    pool.close()
