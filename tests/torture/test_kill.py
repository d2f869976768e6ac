"""``kill -9`` at a random moment of intake: nothing acknowledged is lost, no number twice."""

import random
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from mairie_quartier.domain.papers import IssuedReceipt
from mairie_quartier.services import drafts, visits
from mairie_quartier.store.audit_trail import verify_chain
from mairie_quartier.store.integrity import Depth, check_store
from tests.builders import Desk, fresh_desk, intake, open_desk
from tests.torture.scale import rounds

ROOT = Path(__file__).resolve().parents[2]
SEED = 20260302


@dataclass(slots=True)
class Witness:
    """All that the desk said before it died, over every life it had."""

    acknowledged: dict[str, list[str]] = field(default_factory=dict)

    def hear(self, lines: list[str]) -> None:
        for line in lines:
            visit, *numbers = line.split()
            self.acknowledged[visit] = numbers

    @property
    def numbers(self) -> list[str]:
        return [number for numbers in self.acknowledged.values() for number in numbers]


def start(folder: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tests.torture.desk_process", str(folder), *more],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def live_and_die(folder: Path, chance: random.Random) -> list[str]:
    """Let a desk work for a random while, kill it, give what it had acknowledged.

    It is counted in visits first, so that a busy PC works as much as an idle one, then in
    milliseconds, so that death comes at any moment of the next.  One in eight dies as it opens.
    """
    process = start(folder)
    assert process.stdout is not None
    heard: list[str] = []
    if chance.random() > 1 / 8:
        heard += [process.stdout.readline() for _ in range(1 + chance.randrange(4))]
        lifetime_s = chance.expovariate(1 / 0.03)
    else:
        lifetime_s = chance.uniform(0.3, 1.2)
    with suppress(subprocess.TimeoutExpired):
        process.wait(lifetime_s)
    process.send_signal(signal.SIGKILL)
    # By the same reader: it may hold the beginning of a line that ``communicate`` would miss.
    rest = process.stdout.read()
    _, error = process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL, error
    lines = ("".join(heard) + rest).splitlines(keepends=True)
    return [line.strip() for line in lines if line.endswith("\n") and line != "ready\n"]


def look(desk: Desk, witness: Witness) -> None:
    """Check the promise against the store."""
    with desk.unit() as unit:
        kept = {str(visit.id): visit for visit in unit.visits.matching()}
        papers = unit.receipts.matching()
    by_visit: dict[str, set[str]] = {}
    for paper in papers:
        by_visit.setdefault(str(paper.visit_id), set()).add(paper.number)
    for visit, numbers in witness.acknowledged.items():
        assert visit in kept
        assert by_visit[visit] == set(numbers)
    assert len({paper.number for paper in papers}) == len(papers)
    with desk.door.engine.connect() as connection:
        assert verify_chain(connection).whole
    assert check_store(desk.door.engine, Depth.FULL).sound


@rounds(short=15, long=200)
def test_killed_at_any_moment_of_intake(tmp_path: Path, rounds: int) -> None:
    folder = tmp_path / "desk"
    fresh_desk(folder).close()
    chance, witness = random.Random(SEED), Witness()
    for life in range(rounds):
        said = live_and_die(folder, chance)
        witness.hear(said)
        desk = open_desk(folder)
        if life % 10 == 0 or life == rounds - 1:
            look(desk, witness)
        desk.close()
    assert len(witness.acknowledged) > rounds / 4, "the desks died before they worked"
    assert len(set(witness.numbers)) == len(witness.numbers)


@rounds(short=3, long=30)
def test_a_draft_left_before_the_kill_is_found_again(tmp_path: Path, rounds: int) -> None:
    folder = tmp_path / "desk"
    fresh_desk(folder).close()
    chance = random.Random(SEED)
    for _ in range(rounds):
        live_and_die(folder, chance)
        desk = open_desk(folder)
        for line in drafts.list_drafts(desk.context):
            form = drafts.resume_draft(desk.context, line.id)
            if form.needs:
                visits.register_visit(desk.context, form)
            else:
                drafts.drop_draft(desk.context, line.id)
        assert drafts.list_drafts(desk.context) == ()
        desk.close()


def test_work_goes_on_after_a_kill_without_a_number_twice(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    fresh_desk(folder).close()
    said = live_and_die(folder, random.Random(SEED + 1))
    desk = open_desk(folder)
    known = {paper.number for paper in _papers(desk)}
    fresh = [
        paper.number
        for _ in range(20)
        for paper in visits.register_visit(desk.context, intake(desk.context)).receipts
    ]
    desk.close()
    assert not known & set(fresh)
    assert {number for line in said for number in line.split()[1:]} <= known


def _papers(desk: Desk) -> tuple[IssuedReceipt, ...]:
    with desk.unit() as unit:
        return unit.receipts.matching()
