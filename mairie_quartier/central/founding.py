"""Make the central database: roles, the database itself, its tables, its first epoch.

Needs, once, a connection that may create roles and databases.  Three roles: the owner of the
tables, the service that owns nothing, the analyst who sees counts only.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql
from sqlalchemy import create_engine

from mairie_quartier.central.epochs import CITY_NAME, begin_epoch, write_meta
from mairie_quartier.central.speaker import Database
from mairie_quartier.central.steward import MAINTAIN
from mairie_quartier.central.tables import CITY_SCOPE
from mairie_quartier.errors import EnvironmentFault, UserMistake

OWNER: Final = "mairie_owner"
SERVICE: Final = "mairie_service"
ANALYST: Final = "mairie_analyst"
OLDEST_SERVER: Final = 140000
REVISION_FILE: Final = re.compile(r"(\d{4})_\w+\.py")


class DatabaseTooOld(EnvironmentFault):
    """PostgreSQL is older than what the rights need; ``version`` is the server's number."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


class DatabaseTooNew(UserMistake):
    """The database was migrated by a later version of the program."""

    def __init__(self, found: str, known: str) -> None:
        super().__init__(found, known)
        self.found = found
        self.known = known


class AlreadyFounded(UserMistake):
    """There is a central database of this name already."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Passwords:
    """One for each role."""

    owner: str
    service: str
    analyst: str


def make_roles(admin: Database, passwords: Passwords) -> None:
    """Make the three roles, or give them these passwords."""
    for role, password in (
        (OWNER, passwords.owner),
        (SERVICE, passwords.service),
        (ANALYST, passwords.analyst),
    ):
        known = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone()
        verb = "ALTER" if known else "CREATE"
        rights = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION"
        statement = sql.SQL(f"{verb} ROLE {{}} {rights} PASSWORD {{}}")
        admin.execute(statement.format(sql.Identifier(role), sql.Literal(password)))


def make_database(admin: Database, name: str, passwords: Passwords) -> None:
    """Make roles and the empty database, which only they may reach.

    Raises:
        DatabaseTooOld, AlreadyFounded: nothing was made.
    """
    if admin.info.server_version < OLDEST_SERVER:
        raise DatabaseTooOld(admin.info.server_version)
    if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
        raise AlreadyFounded(name)
    make_roles(admin, passwords)
    database, owner = sql.Identifier(name), sql.Identifier(OWNER)
    # A role that may make databases needs membership to give one away.
    admin.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(owner))
    make = "CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0"
    admin.execute(sql.SQL(make).format(database, owner))
    shut_database(admin, name)


def shut_database(admin: Database, name: str) -> None:
    """Let only the three roles connect."""
    database = sql.Identifier(name)
    admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    roles = sql.SQL(", ").join(map(sql.Identifier, (OWNER, SERVICE, ANALYST)))
    admin.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, roles))


def give_schema(admin_there: Database) -> None:
    """Let the owner make its tables in the new database, and nobody else."""
    owner = sql.Identifier(OWNER)
    admin_there.execute(sql.SQL("ALTER SCHEMA public OWNER TO {}").format(owner))


def migrate(owner_url: str, folder: Path) -> bool:
    """Bring the tables to those of this program; tell whether anything was done.

    Raises:
        DatabaseTooNew: nothing was touched.
    """
    from alembic import command
    from alembic.config import Config

    known = known_revision(folder)
    with psycopg.connect(owner_url) as database:
        found = current_revision(database)
    if found == known:
        return False
    if found is not None and found > known:
        raise DatabaseTooNew(found, known)
    config = Config()
    config.set_main_option("script_location", str(folder))
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(owner_url))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
    engine.dispose()
    return True


def begin(database: Database, city: str) -> None:
    """Write what an empty database starts from: the city's scope, its name, the first epoch."""
    with database.transaction():
        database.execute(MAINTAIN)
        add = "INSERT INTO scope (scope) VALUES (%s) ON CONFLICT DO NOTHING"
        database.execute(add, (CITY_SCOPE,))
        write_meta(database, CITY_NAME, city)
        begin_epoch(database)


def known_revision(folder: Path) -> str:
    """Give the newest revision of the program, for example ``0003``."""
    names = (REVISION_FILE.fullmatch(path.name) for path in (folder / "versions").iterdir())
    return max(match.group(1) for match in names if match)


def current_revision(database: Database) -> str | None:
    """Give the revision of the database, or nothing when it is empty."""
    table = database.execute("SELECT to_regclass('public.alembic_version')").fetchone()
    if table is None or table[0] is None:
        return None
    row = database.execute("SELECT version_num FROM public.alembic_version").fetchone()
    return str(row[0]) if row else None
