"""What waits, what was decided, and what may go of the operations this PC recorded."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from mairie_quartier.domain.identifiers import new_id
from mairie_quartier.domain.operations import Answer, RejectCode, Verdict
from mairie_quartier.services import visits
from mairie_quartier.store.outbox import WAITS, Outbox
from mairie_quartier.store.statements import Statements
from mairie_quartier.store.sync_state import SyncState
from tests.builders import MORNING, Desk, fresh_desk, intake, need, person_form

YEAR = timedelta(days=365)
REFUSED = Answer(new_id(), Verdict.QUARANTINED, 0, RejectCode.FORBIDDEN)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = fresh_desk(tmp_path)
    visits.register_visit(desk.context, intake(desk.context, need(), person=person_form()))
    yield desk
    desk.close()


@contextmanager
def opened(desk: Desk) -> Iterator[tuple[Outbox, Statements]]:
    with desk.door.engine.connect() as connection:
        sql = Statements(connection)
        yield Outbox(sql), sql


def numbers(sql: Statements) -> list[object]:
    return [dseq for (dseq,) in sql.rows("SELECT dseq FROM outbox ORDER BY dseq")]


def take_up_to(outbox: Outbox, sql: Statements, last: int) -> None:
    outbox.take_all(last, MORNING)
    SyncState(sql).take_acked(last)


def test_what_the_centre_took_waits_no_more_though_only_the_last_is_marked(desk: Desk) -> None:
    with opened(desk) as (outbox, sql):
        keys = [new_id(), desk.context.office.id]
        before = outbox.waiting_among(keys)
        last = outbox.last(0)
        assert (before, outbox.count(0)) == (1, last)
        take_up_to(outbox, sql, last)
        assert outbox.waiting_among(keys) == 0
        assert outbox.count(last) == 0
        marked = sql.rows("SELECT dseq, verdict FROM outbox WHERE decided_at IS NOT NULL")
        assert marked == [(last, Verdict.APPLIED.value)]


def test_what_is_sent_again_waits_again(desk: Desk) -> None:
    with opened(desk) as (outbox, sql):
        last = outbox.last(0)
        take_up_to(outbox, sql, last)
        outbox.reopen(1)
        SyncState(sql).take_acked(1)
        assert len(sql.rows(f"SELECT 1 FROM outbox WHERE {WAITS}")) == outbox.count(1) == last - 1


def test_a_batch_goes_whole_once_its_last_is_old_but_never_the_last_of_all(desk: Desk) -> None:
    with opened(desk) as (outbox, sql):
        every = numbers(sql)
        last = outbox.last(0)
        take_up_to(outbox, sql, last)
        outbox.prune(last, MORNING, most=1_000)
        assert numbers(sql) == every
        outbox.prune(last, MORNING + YEAR, most=3)
        assert numbers(sql) == every[3:]
        outbox.prune(last, MORNING + YEAR, most=1_000)
        assert numbers(sql) == [last]


def test_what_waits_or_was_refused_never_goes(desk: Desk) -> None:
    with opened(desk) as (outbox, sql):
        every = numbers(sql)
        outbox.decide([(2, REFUSED)], MORNING)
        take_up_to(outbox, sql, 4)
        outbox.prune(4, MORNING + YEAR, most=1_000)
        assert numbers(sql) == [2, *every[4:]]
        assert outbox.refused_count() == 1
