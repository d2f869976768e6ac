"""A receipt number is never given twice, whatever happened to the PC."""

import os
from pathlib import Path

import pytest

from mairie_quartier.domain.numbers import SERIES_ALPHABET
from mairie_quartier.services.faults import StoreFull
from mairie_quartier.store.number_ledger import (
    BLOCK,
    NoSeriesLeft,
    NumberLedger,
    SeriesNotOurs,
    draw_series,
)
from tests.store.processes import kill_amid

EVERY_SERIES = frozenset(a + b for a in SERIES_ALPHABET for b in SERIES_ALPHABET)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "numbers.json"


def opened(path: Path) -> tuple[NumberLedger, str]:
    ledger = NumberLedger(path, machine="pc-1")
    return ledger, ledger.series_to_use(None, ())


def test_blocks_follow_each_other_by_series_and_year(path: Path) -> None:
    ledger, series = opened(path)
    blocks = [ledger.reserve(series, year) for year in (2026, 2026, 2027)]
    assert blocks == [range(1, BLOCK + 1), range(BLOCK + 1, 2 * BLOCK + 1), range(1, BLOCK + 1)]


def test_a_reserved_block_is_never_given_again_after_a_restart(path: Path) -> None:
    ledger, series = opened(path)
    first = ledger.reserve(series, 2026)
    again = NumberLedger(path, machine="pc-1").reserve(series, 2026)
    assert again[0] == first[-1] + 1


def test_the_ledger_wins_over_an_older_store_restored_on_the_same_pc(path: Path) -> None:
    ledger, series = opened(path)
    ledger.reserve(series, 2026, at_least=500)
    restored = NumberLedger(path, machine="pc-1")
    assert restored.series_to_use(series, {series}) == series
    assert restored.reserve(series, 2026, at_least=3)[0] == 500 + BLOCK


def test_a_store_that_went_further_wins_over_the_ledger(path: Path) -> None:
    ledger, series = opened(path)
    ledger.reserve(series, 2026)
    assert ledger.reserve(series, 2026, at_least=900)[0] == 900


def damage(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"2026": 16', b'"2026": 10'))


def tear(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


@pytest.mark.parametrize("loss", [Path.unlink, damage, tear])
def test_a_lost_ledger_opens_a_new_series(path: Path, loss: object) -> None:
    ledger = NumberLedger(path, machine="pc-1")
    series = ledger.series_to_use(None, EVERY_SERIES - {"A7"})
    ledger.reserve(series, 2026)
    assert callable(loss)
    loss(path)
    ledger = NumberLedger(path, machine="pc-1")
    with pytest.raises(SeriesNotOurs):
        ledger.reserve(series, 2026, at_least=11)
    assert ledger.series_to_use(series, EVERY_SERIES - {"A7", "B8"}) == "B8"


def test_a_ledger_copied_to_another_pc_vouches_for_nothing(path: Path) -> None:
    _, series = opened(path)
    assert NumberLedger(path, machine="pc-1").vouches_for(series)
    assert not NumberLedger(path, machine="pc-2").vouches_for(series)


def test_a_drawn_series_is_none_of_the_known_ones() -> None:
    assert draw_series(EVERY_SERIES - {"7Z"}) == "7Z"
    with pytest.raises(NoSeriesLeft):
        draw_series(EVERY_SERIES)


def test_what_was_not_used_at_closing_leaves_no_gap(path: Path) -> None:
    ledger, series = opened(path)
    block = ledger.reserve(series, 2026)
    ledger.give_back(series, 2026, block[3:])
    assert NumberLedger(path, machine="pc-1").reserve(series, 2026)[0] == 4


def test_an_older_block_is_not_taken_back(path: Path) -> None:
    ledger, series = opened(path)
    old, new = ledger.reserve(series, 2026), ledger.reserve(series, 2026)
    ledger.give_back(series, 2026, old[3:])
    assert ledger.reserve(series, 2026)[0] == new[-1] + 1


def test_no_number_is_reserved_when_it_cannot_be_written_down(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, series = opened(path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("mairie_quartier.store.number_ledger.replace_file", full)
        with pytest.raises(StoreFull):
            ledger.reserve(series, 2026)
    assert ledger.reserve(series, 2026)[0] == 1


def test_a_block_is_on_the_disk_before_it_is_given(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, series = opened(path)
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    ledger.reserve(series, 2026)
    assert len(synced) == 2


TAKE = """
import sys
from pathlib import Path
from mairie_quartier.store.number_ledger import NumberLedger
ledger = NumberLedger(Path(sys.argv[1]), machine="pc-1")
while True:
    for number in ledger.reserve(sys.argv[2], 2026):
        print(number, flush=True)
"""


def test_killed_at_any_moment_it_never_gives_a_number_twice(path: Path) -> None:
    _, series = opened(path)
    given = [n for seed in range(5) for n in kill_amid(TAKE, str(path), series, seed=seed)]
    assert len(given) > 5
    assert len(given) == len(set(given))
