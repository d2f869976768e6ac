"""A store of an earlier revision is brought to the present one, after a backup; a newer one not."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from mairie_quartier import paths
from mairie_quartier.services import sessions, visits
from mairie_quartier.services.faults import StoreTooNew
from mairie_quartier.services.ports import DoorState
from mairie_quartier.store.door import StoreDoor
from mairie_quartier.store.keys import StoreKey
from mairie_quartier.store.migrate import current_revision, known_revision
from tests.builders import (
    CHEAP,
    LOGIN,
    MACHINE,
    PASSWORD,
    FakeClock,
    entrance_by,
    fresh_desk,
    intake,
    need,
    person_form,
)

NEXT = '''"""A later revision.

Revision ID: 9999
Revises: {known}
"""

from alembic import op

revision = "9999"
down_revision = "{known}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE TABLE later (id INTEGER PRIMARY KEY)")
    op.execute("{more}")
'''


def later_program(tmp_path: Path, more: str = "SELECT 1") -> Path:
    """Give the migrations of a later version of the program."""
    folder = tmp_path / "later"
    shutil.copytree(paths.migrations("desk"), folder)
    known = known_revision(folder)
    (folder / "versions" / "9999_later.py").write_text(NEXT.format(known=known, more=more))
    return folder


def door_of(folder: Path, migrations: Path) -> StoreDoor:
    return StoreDoor(folder, migrations=migrations, clock=FakeClock(), machine=MACHINE, costs=CHEAP)


def revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return current_revision(connection)


def test_a_store_of_an_earlier_revision_is_backed_up_then_migrated(tmp_path: Path) -> None:
    desk = fresh_desk(tmp_path / "desk")
    visits.register_visit(desk.context, intake(desk.context, need(), person=person_form()))
    desk.close()
    door = door_of(desk.folder, later_program(tmp_path))
    seen: list[str | None] = []
    door.before_migration = lambda engine, key: seen.append(revision(engine))
    door.enter(LOGIN, PASSWORD)
    assert seen == [known_revision(paths.migrations("desk"))]
    assert revision(door.engine) == "9999"
    with door.unit(None) as unit:
        assert [person.family_name for person in unit.people.matching()] == ["Traoré"]
    door.leave()


def test_a_store_up_to_date_is_neither_backed_up_nor_migrated(tmp_path: Path) -> None:
    desk = fresh_desk(tmp_path)
    desk.close()
    seen: list[StoreKey] = []
    desk.door.before_migration = lambda _engine, key: seen.append(key)
    desk.reopen()
    assert not seen
    desk.close()


def test_a_store_of_a_later_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    desk = fresh_desk(tmp_path / "desk")
    desk.close()
    later = door_of(desk.folder, later_program(tmp_path))
    later.enter(LOGIN, PASSWORD)
    later.leave()
    before = (desk.folder / "desk.db").read_bytes()
    with pytest.raises(StoreTooNew) as refused:
        sessions.log_in(desk.entrance, LOGIN, PASSWORD)
    assert (refused.value.found, refused.value.known) == (
        "9999",
        known_revision(paths.migrations("desk")),
    )
    assert (desk.folder / "desk.db").read_bytes() == before
    assert desk.door.state is DoorState.CLOSED
    later.enter(LOGIN, PASSWORD)  # nothing keeps the store locked
    later.leave()


def test_a_migration_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    desk = fresh_desk(tmp_path / "desk")
    desk.close()
    door = door_of(desk.folder, later_program(tmp_path, more="INSERT INTO nowhere VALUES (1)"))
    with pytest.raises(Exception, match="nowhere"):
        door.enter(LOGIN, PASSWORD)
    desk.reopen()
    with desk.door.engine.connect() as connection:
        tables = connection.execute(text("SELECT name FROM sqlite_schema")).scalars().all()
    assert "later" not in tables
    desk.close()


def test_a_backup_that_fails_stops_the_migration(tmp_path: Path) -> None:
    desk = fresh_desk(tmp_path / "desk")
    desk.close()
    door = door_of(desk.folder, later_program(tmp_path))

    def full(_engine: Engine, _key: StoreKey) -> None:
        raise OSError(28, "No space left on device")

    door.before_migration = full
    with pytest.raises(OSError, match="No space"):
        door.enter(LOGIN, PASSWORD)
    desk.reopen()
    assert revision(desk.door.engine) == known_revision(paths.migrations("desk"))
    desk.close()


def test_the_way_in_is_tried_again_after_a_refused_migration(tmp_path: Path) -> None:
    desk = fresh_desk(tmp_path / "desk")
    desk.close()
    entrance = entrance_by(desk.door, desk.clock)
    context = sessions.log_in(entrance, LOGIN, PASSWORD)
    assert context.agent.login == LOGIN
    desk.close()
