"""A store kept from a revision, with data and a full outbox, opens and is whole."""

from datetime import time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from mairie_quartier import paths
from mairie_quartier.domain.appointments import Appointment, appointment_of
from mairie_quartier.services import people, requests
from mairie_quartier.services.appointments import fix_appointment
from mairie_quartier.services.desk import operations_waiting
from mairie_quartier.services.listings import Page
from mairie_quartier.store.audit_trail import verify_chain
from mairie_quartier.store.engine import run_outside
from mairie_quartier.store.keys import StoreKey
from mairie_quartier.store.migrate import current_revision, known_revision
from tests.builders import LOGIN, PASSWORD, FakeClock, open_desk, open_door
from tests.migrations.kept_stores import kept_revisions, take_out

RECORDED = {"0001": 47, "0002": 37, "0003": 34, "0005": 31, "0006": 31, "0007": 31}
"""How many operations each kept store has in its outbox, none of them sent."""


@pytest.mark.parametrize("revision", kept_revisions())
def test_a_kept_store_is_backed_up_first_and_loses_nothing(revision: str, tmp_path: Path) -> None:
    clock = FakeClock()
    door = open_door(take_out(revision, tmp_path), clock)
    seen: list[str | None] = []

    def look(engine: Engine, _key: StoreKey) -> None:
        with engine.connect() as connection:
            seen.append(current_revision(connection))

    door.before_migration = look
    door.enter(LOGIN, PASSWORD)
    known = known_revision(paths.migrations("desk"))
    assert seen == ([revision] if revision < known else [])
    with door.engine.connect() as connection:
        assert current_revision(connection) == known
        assert verify_chain(connection).whole
        recorded = connection.execute(text("SELECT count(*) FROM outbox")).scalar()
    assert recorded == RECORDED[revision]
    assert run_outside(door.engine, "PRAGMA foreign_key_check") == ()
    assert run_outside(door.engine, "PRAGMA integrity_check") == (("ok",),)
    door.leave()


@pytest.mark.parametrize("revision", kept_revisions())
def test_work_goes_on_in_a_kept_store(revision: str, tmp_path: Path) -> None:
    desk = open_desk(take_out(revision, tmp_path))
    names = {line.family_name for line in people.list_people(desk.context, Page())}
    assert {"Traoré", "N’Guyễn"} <= names
    assert operations_waiting(desk.context) == RECORDED[revision]
    desk.close()


@pytest.mark.parametrize("revision", kept_revisions())
def test_a_request_of_before_takes_what_came_later(revision: str, tmp_path: Path) -> None:
    desk = open_desk(take_out(revision, tmp_path))
    known = requests.list_open_requests(desk.context, Page())[0]
    planned = Appointment(desk.clock.today() + timedelta(days=3), time(9), "CCAS")
    fix_appointment(desk.context, known.id, planned)
    found = requests.reread_request(desk.context, known.id).request
    assert appointment_of(found) == planned
    assert (found.asked_on, found.abusive_because) == (None, "")
    desk.close()
