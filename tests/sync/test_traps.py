"""The traps of SYNC.md's table that a desk can fall into, each by its name."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from mairie_quartier.domain.operations import Scope
from mairie_quartier.domain.synchronising import Link, SyncOutcome
from mairie_quartier.services import people
from mairie_quartier.services.desk import operations_waiting
from mairie_quartier.services.listings import Page
from mairie_quartier.services.sync_faults import SyncStopped
from mairie_quartier.store.sync_store import SyncStore
from mairie_quartier.sync.run import Unwatched
from tests.builders import open_desk
from tests.migrations.kept_stores import kept_revisions, take_out
from tests.sync.desks import LinkedDesk, join, scopes_of
from tests.sync.memory_centre import MemoryCentre
from tests.sync.offices import held
from tests.sync.work import add, edit, person_at, same


class StopAfter(Unwatched):
    """Ends a sync after so many steps."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def stopping(self) -> bool:
        self._left -= 1
        return self._left < 0


def link_of(desk: LinkedDesk) -> Link:
    link = desk.store.standing().link
    assert link is not None
    return link


@pytest.mark.parametrize("place", range(4))
def test_poison_operation_is_quarantined_at_every_position(
    here: LinkedDesk, there: LinkedDesk, centre: MemoryCentre, place: int
) -> None:
    added = [add(here, name) for name in ("Un", "Deux", "Trois", "Quatre")]
    centre.refuses = {added[place].id}
    report = here.sync()
    there.sync()
    assert report.totals.quarantined == 1
    assert operations_waiting(here.desk.context) == 0
    assert person_at(here, added[place].id) == added[place]  # it stays where it was typed
    assert [person_at(there, each.id) is None for each in added].index(True) == place


@pytest.mark.parametrize("days", [-3650, 3650])
def test_clock_wrong_by_ten_years_changes_no_outcome(
    here: LinkedDesk, there: LinkedDesk, days: int
) -> None:
    key = add(here).id
    here.sync()
    there.sync()
    here.desk.clock.advance(timedelta(days=days))
    edit(here, key, phone="0600000001")
    here.sync()
    edit(there, key, note="sourde")
    there.sync()
    here.sync()
    assert same(here, there)


def test_replay_after_a_year_gets_the_stored_answer(
    here: LinkedDesk, there: LinkedDesk, centre: MemoryCentre
) -> None:
    key = add(here).id
    here.cable.plan = ["ok", "reply"]
    here.sync()
    here.desk.clock.advance(timedelta(days=366))
    here.sync()
    there.sync()
    assert same(here, there)
    assert person_at(there, key) is not None
    assert not centre.conflicts()


@pytest.mark.parametrize("steps", [1, 3, 4, 6])
def test_cursor_and_rows_advance_together_wherever_it_is_killed(
    here: LinkedDesk, there: LinkedDesk, steps: int
) -> None:
    there.sync()
    for name in ("Un", "Deux", "Trois", "Quatre", "Cinq"):
        add(here, name)
    here.sync()
    report = there.engine(StopAfter(steps)).run_once()
    assert report.outcome in (SyncOutcome.STOPPED, SyncOutcome.DONE)
    there.crash()
    there.sync()
    assert same(here, there)


def test_large_first_sync_resumes_by_page(here: LinkedDesk, there: LinkedDesk) -> None:
    for number in range(12):
        add(here, f"Personne{number}")
    here.sync()
    stopped = 0
    for steps in range(2, 9):
        stopped += isinstance(there.engine(StopAfter(steps)).run_once().fault, SyncStopped)
        add(here, f"Pendant{steps}")
        here.sync()
        there.crash()
    assert stopped > 1
    add(there, "Travail")  # intake works meanwhile
    there.sync()
    here.sync()
    there.sync()
    assert same(here, there)
    assert len(people.list_people(there.desk.context, Page(size=50))) == 20


def test_rights_revoked_while_offline_leave_the_work_in_quarantine(
    here: LinkedDesk, centre: MemoryCentre
) -> None:
    here.sync()
    person = add(here)
    centre.board.desks[link_of(here).desk].revoked = True
    report = here.sync()
    assert report.outcome is SyncOutcome.REVOKED
    assert report.totals.quarantined == 1
    assert person_at(here, person.id) == person


def test_a_dropped_scope_leaves_the_desk_and_its_waiting_work_does_not(
    here: LinkedDesk, centre: MemoryCentre
) -> None:
    gone = add(here, "Parti").id
    here.sync()
    kept = add(here, "Jamais envoyé").id
    known = centre.board.desks[link_of(here).desk]
    known.scopes = (Scope("city"),)
    here.sync()
    assert person_at(here, gone) is None
    assert person_at(here, kept) is not None
    assert here.store.standing().refused == 1


def test_torn_write_ahead_log_takes_a_new_identity(
    here: LinkedDesk, there: LinkedDesk, centre: MemoryCentre
) -> None:
    key = add(here).id
    here.sync()
    first = link_of(here).desk
    with here.desk.door.engine.connect() as connection:  # as if the last pages were never written
        connection.execute(text("DELETE FROM outbox WHERE dseq = (SELECT max(dseq) FROM outbox)"))
        connection.execute(text("DELETE FROM person WHERE id = :id"), {"id": key.bytes})
        connection.execute(text("DELETE FROM person_ref"))
        connection.execute(text("UPDATE local_state SET value = '1' WHERE name = 'sync.acked'"))
        connection.commit()
    here.sync()
    assert link_of(here).desk != first
    assert person_at(here, key) is not None
    there.sync()
    here.sync()
    assert same(here, there)


def test_schema_drift_keeps_unknown_fields_for_a_later_program(
    here: LinkedDesk, there: LinkedDesk, centre: MemoryCentre
) -> None:
    key = add(here).id
    here.sync()
    row = centre.board.rows["person", key]
    centre.board.rows["person", key] = replace(row, fields={**row.fields, "pronouns": "iel"})
    there.sync()
    later = SyncStore(there.desk.door, clock=there.desk.clock, revision="9999")
    assert there.store.standing().cursors
    assert later.forget_unknown()
    assert not there.store.standing().cursors


def test_counts_that_differ_are_repaired_and_reported(
    here: LinkedDesk, there: LinkedDesk, centre: MemoryCentre
) -> None:
    key = add(here).id
    here.sync()
    there.sync()
    with there.desk.door.engine.connect() as connection:
        connection.execute(text("UPDATE person SET rev = 7, phone = 'x'"))
        connection.commit()
    report = there.sync()
    assert report.repaired == (there.scope,)
    assert same(here, there)
    assert person_at(there, key) is not None


def test_centre_restored_from_a_backup_gets_again_what_it_lost(
    here: LinkedDesk, there: LinkedDesk, centre: MemoryCentre
) -> None:
    here.sync()
    there.sync()
    board = centre.backup()
    key = add(here).id
    here.sync()
    there.sync()
    centre.restore(board)
    there.sync()
    assert person_at(there, key) is not None  # never taken away meanwhile
    here.sync()
    there.sync()
    assert same(here, there)


@pytest.mark.parametrize("revision", kept_revisions())
def test_a_store_of_every_released_revision_sends_its_outbox(
    revision: str, centre: MemoryCentre, tmp_path: Path
) -> None:
    desk = open_desk(take_out(revision, tmp_path))
    known = centre.add_desk(scopes_of(desk))
    linked = join(centre, desk, Link("https://centre.example.org", known.id, known.token))
    waiting = operations_waiting(desk.context)
    report = linked.sync()
    assert report.totals.sent == waiting > 0
    assert (report.totals.conflicts, report.totals.quarantined) == (0, 0)
    for scope in known.scopes:
        central = {
            key: row.rev
            for key, row in centre.board.rows.items()
            if centre.scope_of(key[0], row.fields) == scope
        }
        assert {key: rev for key, (rev, _) in held(linked, scope).items()} == central
    desk.close()


def test_a_number_is_drawn_in_the_series_that_the_centre_gave(
    here: LinkedDesk, centre: MemoryCentre
) -> None:
    link = link_of(here)
    here.store.renew(link.desk, link.token, "Z7")
    with here.desk.unit() as unit:
        number = unit.numbers.take(here.desk.context.office, 2026)
        unit.commit()
    assert number.series == "Z7"
