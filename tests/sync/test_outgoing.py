"""What waits goes out as it is stored; what was taken as it was sent is marked, and no more."""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from mairie_quartier.domain.identifiers import new_id
from mairie_quartier.domain.operations import Answer, Operation, OpKind, Verdict
from mairie_quartier.domain.protocol import PROTOCOL, SCHEMA, PushRequest, push_message
from mairie_quartier.store.outbox import WAITS
from mairie_quartier.store.outgoing import Outgoing
from tests.builders import open_desk
from tests.sync.desks import LinkedDesk
from tests.sync.work import WORDS, add, edit, remove, rows

PLENTY = 10**9


@pytest.fixture
def busy(here: LinkedDesk) -> LinkedDesk:
    """A desk with puts, patches and deletions that wait, some of one record."""
    first, second = add(here, "D’Été « \\ »"), add(here, "Nguyễn")
    edit(here, first.id, note="ligne\nligne\t\x07")
    edit(here, first.id, phone="1")
    remove(here, second.id)
    add(here)
    return here


def waiting(desk: LinkedDesk, *, most: int = 100, most_bytes: int = PLENTY) -> Outgoing:
    return desk.store.outgoing(0, most=most, most_bytes=most_bytes)


def test_the_joined_push_says_what_the_operations_say(busy: LinkedDesk) -> None:
    batch, epoch = waiting(busy), new_id()
    request = PushRequest.decode(push_message(epoch, batch.texts))
    assert request == PushRequest(epoch, PROTOCOL, SCHEMA, batch.operations())
    assert list(batch.ops) == [str(operation.op) for operation in batch.operations()]
    assert {operation.kind for operation in batch.operations()} == set(OpKind)


def test_a_batch_holds_what_it_may_and_at_least_one(busy: LinkedDesk) -> None:
    whole = waiting(busy)
    two = len(whole.texts[0]) + len(whole.texts[1]) + 2
    assert len(waiting(busy, most=3)) == 3
    assert len(waiting(busy, most_bytes=two)) == 2
    assert len(waiting(busy, most_bytes=two - 1)) == 1
    assert len(waiting(busy, most_bytes=1)) == 1
    assert whole.last - whole.first == len(whole) - 1


@pytest.mark.parametrize("catching_up", [False, True])
def test_revisions_alone_do_what_answers_do(
    busy: LinkedDesk, tmp_path: Path, *, catching_up: bool
) -> None:
    if catching_up:
        behind_a_snapshot(busy)
    with twin(busy, tmp_path / "twin") as other:
        batch = waiting(busy)
        revisions = revisions_of(batch.operations())
        answers = [
            Answer(UUID(op), Verdict.APPLIED, rev)
            for op, rev in zip(batch.ops, revisions, strict=True)
        ]
        before = contents(busy)
        other.store.take_answers(waiting(other), answers)
        busy.store.take_revisions(batch, revisions)
        assert contents(busy) == contents(other)
        assert contents(busy) != before
    assert busy.store.standing().waiting == 0
    assert not waiting(busy)


def revisions_of(operations: tuple[Operation, ...]) -> list[int]:
    """Give the revisions that the centre would."""
    counted: Counter[UUID] = Counter()
    found: list[int] = []
    for operation in operations:
        counted[operation.record_id] += 1
        found.append(counted[operation.record_id])
    return found


def behind_a_snapshot(desk: LinkedDesk) -> None:
    """Have a snapshot of every scope be ahead of the log that was read."""
    scopes = {operation.scope for operation in waiting(desk).operations()}
    with desk.desk.door.engine.begin() as connection:
        for scope in scopes:
            connection.exec_driver_sql("INSERT INTO sync_cursor VALUES (?, 1, 9)", (scope,))
        connection.exec_driver_sql("UPDATE person SET rev = 1 WHERE phone = '1'")


@contextmanager
def twin(desk: LinkedDesk, folder: Path) -> Iterator[LinkedDesk]:
    """Give a copy of a PC as it is now."""
    shutil.copytree(desk.desk.folder, folder)
    other = LinkedDesk(open_desk(folder, clock=desk.desk.clock), desk.cable)
    try:
        yield other
    finally:
        other.desk.close()


def contents(desk: LinkedDesk) -> list[list[tuple[object, ...]]]:
    """Give the rows, what waits still, and what the store knows of their being sent."""
    with desk.desk.door.engine.connect() as connection:
        sent = connection.exec_driver_sql(f"SELECT * FROM outbox WHERE {WAITS}").all()
        marks = connection.exec_driver_sql(
            "SELECT * FROM local_state WHERE name LIKE 'sync.%' ORDER BY name"
        ).all()
    known = [[tuple(row) for row in found] for found in (sent, marks)]
    return [*known, *(rows(desk, word) for word in WORDS)]
