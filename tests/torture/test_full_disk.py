"""A full disk: the desk says so, loses nothing, and goes on when there is room."""

import subprocess
from pathlib import Path

import pytest

from mairie_quartier.services import drafts, sessions, visits
from mairie_quartier.services.faults import StoreFull
from tests.builders import LOGIN, PASSWORD, fresh_desk, intake, open_desk
from tests.torture.disk import fill
from tests.torture.scale import rounds
from tests.torture.test_kill import Witness, look, start

ROOM = 256 * 1024


def read_until_full(process: subprocess.Popen[str]) -> list[str]:
    assert process.stdout is not None
    lines: list[str] = []
    while (line := process.stdout.readline()) and line != "full\n":
        lines.append(line.strip())
    assert line == "full\n", process.communicate()[1]
    return lines


def work_on(process: subprocess.Popen[str], visits_more: int) -> list[str]:
    """Make room, let the desk work, kill it."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("there is room\n")
    process.stdin.flush()
    lines = [process.stdout.readline().strip() for _ in range(visits_more)]
    process.kill()
    process.communicate(timeout=60)
    assert "full" not in lines
    return lines


@rounds(short=2, long=25)
def test_no_file_may_grow(tmp_path: Path, rounds: int) -> None:
    folder, witness = tmp_path / "desk", Witness()
    fresh_desk(folder).close()
    for lap in range(rounds):
        size = (folder / "desk.db").stat().st_size
        process = start(folder, str(size + ROOM + lap * 4096))
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        before = read_until_full(process)
        after = work_on(process, 5)
        witness.hear([*before, *after])
        assert before, "the disk was full from the start"
        desk = open_desk(folder)
        look(desk, witness)
        desk.close()
    assert len(set(witness.numbers)) == len(witness.numbers)


def test_a_disk_that_is_full_and_then_is_not(small_disk: Path) -> None:
    desk = fresh_desk(small_disk / "desk")
    first = visits.register_visit(desk.context, intake(desk.context))
    ballast = small_disk / "ballast"
    fill(ballast)
    issued = [paper.number for paper in first.receipts]
    form = intake(desk.context)
    with pytest.raises(StoreFull):
        for _ in range(2_000):  # what is left of the write-ahead log may still hold some
            registered = visits.register_visit(desk.context, form)
            issued += [paper.number for paper in registered.receipts]
            form = intake(desk.context)
    with pytest.raises(StoreFull):
        drafts.keep_draft(desk.context, intake(desk.context))
        visits.register_visit(desk.context, form)
    ballast.unlink()
    again = visits.register_visit(desk.context, form)
    issued += [paper.number for paper in again.receipts]
    assert len(set(issued)) == len(issued)
    desk.reopen()
    with desk.unit() as unit:
        assert unit.visits.find(first.visit.id) == first.visit
        assert unit.visits.find(form.visit_id) == again.visit
        assert {paper.number for paper in unit.receipts.matching()} == set(issued)
    desk.close()


def test_a_full_disk_does_not_keep_the_desk_from_locking(small_disk: Path) -> None:
    desk = fresh_desk(small_disk / "desk")
    # Numbers were reserved, which locking gives back: that cannot be written down either.
    before = visits.register_visit(desk.context, intake(desk.context)).receipts
    form = intake(desk.context)
    drafts.keep_draft(desk.context, form)
    fill(small_disk / "ballast")
    sessions.lock(desk.entrance, desk.context)
    (small_disk / "ballast").unlink()
    desk.context = sessions.log_in(desk.entrance, LOGIN, PASSWORD)
    assert drafts.resume_draft(desk.context, form.draft_id) == form
    after = visits.register_visit(desk.context, form).receipts
    assert before
    assert not {paper.number for paper in before} & {paper.number for paper in after}
    desk.close()
