"""The epoch of the central database: which history it tells.  A restore begins another."""

from uuid import UUID

from mairie_quartier.central.speaker import Database
from mairie_quartier.domain.identifiers import new_id

EPOCH = "epoch"
CITY_NAME = "city"

_READ = "SELECT value FROM meta WHERE name = %s"
_WRITE = (
    "INSERT INTO meta (name, value) VALUES (%s, %s)"
    " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)


def read_epoch(database: Database) -> UUID:
    """Give the present epoch."""
    return UUID(read_meta(database, EPOCH))


def read_meta(database: Database, name: str) -> str:
    """Give a line about the database; empty if it was never written."""
    row = database.execute(_READ, (name,)).fetchone()
    return str(row[0]) if row else ""


def write_meta(database: Database, name: str, value: str) -> None:
    """Write a line about the database; the owner's right only."""
    database.execute(_WRITE, (name, value))


def begin_epoch(database: Database) -> UUID:
    """Begin another history: every desk sends again what this database may have lost."""
    epoch = new_id()
    write_meta(database, EPOCH, str(epoch))
    return epoch
