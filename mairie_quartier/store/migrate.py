"""Bring a store to the schema of this program, or refuse one that is newer.

Revisions are files ``NNNN_name.py`` in ``db/desk/versions``; the newest one's number is what the
program knows.  Alembic is imported only when there is something to do: it costs 0.2 s.
"""

import re
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from mairie_quartier.services.faults import StoreTooNew

REVISION_FILE = re.compile(r"(\d{4})_\w+\.py")


def known_revision(folder: Path) -> str:
    """Give the newest revision of the program, for example ``0003``."""
    names = (REVISION_FILE.fullmatch(path.name) for path in (folder / "versions").iterdir())
    return max(match.group(1) for match in names if match)


def current_revision(connection: Connection) -> str | None:
    """Give the revision of a store, or nothing when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


def migrate(engine: Engine, folder: Path, *, before: Callable[[], None]) -> bool:
    """Migrate if needed; tell whether anything was done.

    ``before`` is called first when a store that has data will change: it makes the backup.

    Raises:
        StoreTooNew: the store knows a revision that this program does not.
    """
    known = known_revision(folder)
    with engine.connect() as connection:
        found = current_revision(connection)
    if found == known:
        return False
    if found is not None:
        if found > known:
            raise StoreTooNew(found, known)
        before()
    _upgrade(engine, folder)
    return True


def _upgrade(engine: Engine, folder: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(folder))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
