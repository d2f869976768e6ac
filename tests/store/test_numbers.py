"""A number is given once: after a rollback, a restart, a clock gone mad, a restored store."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mairie_quartier.domain.numbers import parse
from mairie_quartier.services import sessions, visits
from mairie_quartier.store.number_ledger import BLOCK, LEDGER_NAME
from tests.builders import (
    LOGIN,
    PASSWORD,
    Desk,
    FakeClock,
    entrance_by,
    fresh_desk,
    intake,
    open_desk,
    open_door,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = fresh_desk(tmp_path / "desk")
    yield desk
    desk.close()


def issue(desk: Desk, times: int = 1) -> list[str]:
    return [
        visits.register_visit(desk.context, intake(desk.context)).receipts[0].number
        for _ in range(times)
    ]


def sequences(numbers: list[str]) -> list[int]:
    return [parse(number).sequence for number in numbers]


def test_numbers_follow_each_other_over_several_blocks(desk: Desk) -> None:
    assert sequences(issue(desk, BLOCK + 3)) == list(range(1, BLOCK + 4))


def test_a_number_of_a_transaction_that_failed_is_skipped(desk: Desk) -> None:
    with desk.unit() as unit:
        lost = str(unit.numbers.take(desk.context.office, 2026))
    assert lost not in issue(desk, 3)


def test_the_series_is_kept_when_its_first_transaction_fails(desk: Desk) -> None:
    with desk.unit() as unit:
        lost = unit.numbers.take(desk.context.office, 2026)
    (number,) = issue(desk)
    with desk.unit() as unit:
        again = unit.numbers.take(desk.context.office, 2026)
    assert again.series == parse(number).series
    assert str(lost) != number


def test_closing_leaves_no_gap(desk: Desk) -> None:
    first = issue(desk, 3)
    desk.reopen()
    assert sequences(first + issue(desk)) == [1, 2, 3, 4]


def test_a_new_year_begins_again_at_one(desk: Desk) -> None:
    issue(desk, 2)
    desk.clock.at = datetime(2027, 1, 2, 9, tzinfo=UTC)
    (number,) = issue(desk)
    assert (parse(number).year, parse(number).sequence) == (2027, 1)


def test_the_year_is_that_of_the_office_on_new_years_night(desk: Desk) -> None:
    desk.clock.at = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert parse(issue(desk)[0]).year == 2027


@pytest.mark.parametrize(
    "shift",
    [timedelta(hours=-1), timedelta(days=-366), timedelta(days=-366 * 56), timedelta(days=45000)],
)
def test_numbers_stay_unique_whatever_the_clock(desk: Desk, shift: timedelta) -> None:
    numbers = issue(desk, 3)
    desk.clock.advance(shift)
    numbers += issue(desk, 3)
    desk.reopen()
    numbers += issue(desk, 3)
    desk.clock.advance(-shift)
    numbers += issue(desk, 3)
    assert len(set(numbers)) == 12


def copy_of(desk: Desk, folder: Path) -> Path:
    desk.close()
    shutil.copytree(desk.folder, folder)
    return folder


def test_an_older_store_put_back_on_the_same_pc_gives_no_number_twice(
    desk: Desk, tmp_path: Path
) -> None:
    before = issue(desk, 2)
    old = copy_of(desk, tmp_path / "old")
    desk.reopen()
    lost = issue(desk, 5)
    desk.close()
    shutil.copy(old / "desk.db", desk.folder / "desk.db")
    desk.reopen()
    assert not {*before, *lost} & set(issue(desk, 5))


def test_an_older_store_without_its_ledger_opens_a_new_series(desk: Desk, tmp_path: Path) -> None:
    before = issue(desk, 2)
    folder = copy_of(desk, tmp_path / "copy")
    (folder / LEDGER_NAME).unlink()
    restored = open_desk(folder)
    after = issue(restored)
    restored.close()
    desk.reopen()
    assert parse(after[0]).series != parse(before[0]).series


def test_a_folder_copied_to_another_pc_opens_a_new_series(desk: Desk, tmp_path: Path) -> None:
    before = issue(desk, 2)
    folder = copy_of(desk, tmp_path / "copy")
    clock = FakeClock()
    door = open_door(folder, clock, machine="pc-2")
    context = sessions.log_in(entrance_by(door, clock), LOGIN, PASSWORD)
    (number,) = [paper.number for paper in visits.register_visit(context, intake(context)).receipts]
    door.leave()
    desk.reopen()
    assert parse(number).series != parse(before[0]).series
    assert not {number} & set(issue(desk, 3))
