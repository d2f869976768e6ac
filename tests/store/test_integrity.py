"""A store that was not closed properly, or no longer reads, is noticed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from mairie_quartier.store.engine import close_engine, create_store, open_engine
from mairie_quartier.store.integrity import ClosingMark, Depth, LastEnd, check_store
from mairie_quartier.store.keys import StoreKey
from mairie_quartier.store.pages import PAGE_BYTES

KEY = StoreKey(bytes(range(32)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    engine = create_store(path, KEY)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT)")
        connection.exec_driver_sql("CREATE INDEX person_name ON person (name)")
        connection.exec_driver_sql("CREATE TABLE visit (person_id REFERENCES person (id))")
        for n in range(500):
            connection.exec_driver_sql("INSERT INTO person (name) VALUES (?)", (f"{n}" * 100,))
    yield engine
    engine.dispose()


@pytest.mark.parametrize("depth", Depth)
def test_a_sound_store_is_found_sound(engine: Engine, depth: Depth) -> None:
    report = check_store(engine, depth)
    assert report.sound
    assert report.depth is depth


@pytest.mark.parametrize("depth", Depth)
def test_a_flipped_byte_is_found(engine: Engine, path: Path, depth: Depth) -> None:
    close_engine(engine)
    content = bytearray(path.read_bytes())
    content[-3 * PAGE_BYTES + 50] ^= 1
    path.write_bytes(content)
    engine = open_engine(path, KEY)
    report = check_store(engine, depth)
    engine.dispose()
    assert not report.sound
    assert report.problems


def test_an_orphan_is_found_by_the_full_check_only(engine: Engine) -> None:
    with engine.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("INSERT INTO visit VALUES (9404)")
        connection.commit()
        cursor.execute("PRAGMA foreign_keys = ON")
    assert check_store(engine, Depth.QUICK).sound
    full = check_store(engine, Depth.FULL)
    assert (full.orphans, full.problems, full.sound) == (1, (), False)


def test_a_store_closed_properly_is_known_once(engine: Engine, path: Path) -> None:
    close_engine(engine)
    mark = ClosingMark(path)
    mark.leave()
    assert mark.consume() is LastEnd.CLEAN
    assert mark.consume() is LastEnd.CRASHED


def test_a_store_never_closed_counts_as_crashed(engine: Engine, path: Path) -> None:
    assert ClosingMark(path).consume() is LastEnd.CRASHED


def test_a_store_left_with_work_in_its_log_counts_as_crashed(engine: Engine, path: Path) -> None:
    ClosingMark(path).leave()
    assert ClosingMark(path).consume() is LastEnd.CRASHED


def test_a_store_put_in_place_by_other_means_is_checked_first(engine: Engine, path: Path) -> None:
    close_engine(engine)
    ClosingMark(path).leave()
    path.write_bytes(path.read_bytes())
    assert ClosingMark(path).consume() is LastEnd.CRASHED
