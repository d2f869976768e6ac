"""The encrypted store with real files, real processes and real damage."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError, OperationalError

from mairie_quartier.services.faults import (
    StoreBusy,
    StoreDamaged,
    StoreExists,
    StoreFull,
    StoreInUse,
    StoreMissing,
    StoreReadOnly,
    WrongKey,
)
from mairie_quartier.store import pages
from mairie_quartier.store.causes import fault_of
from mairie_quartier.store.engine import (
    close_engine,
    create_store,
    for_reading,
    open_engine,
    run_outside,
    translated_errors,
)
from mairie_quartier.store.file_lock import StoreLock
from mairie_quartier.store.keys import StoreKey
from tests.store.processes import kill_amid, run, start

KEY = StoreKey(bytes(range(32)))
NAME = "Aïssatou Bénédicte Ouédraogo"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "guichet é.db"


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    engine = create_store(path, KEY)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT)")
        connection.exec_driver_sql(
            "CREATE TABLE visit (person_id INTEGER NOT NULL REFERENCES person (id))"
        )
    yield engine
    engine.dispose()


def add(engine: Engine, *names: str) -> None:
    with engine.begin() as connection:
        for name in names:
            connection.exec_driver_sql("INSERT INTO person (name) VALUES (?)", (name,))


def count(engine: Engine) -> int:
    with for_reading(engine).connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM person")).scalar_one())


def setting(engine: Engine, name: str) -> object:
    return run_outside(engine, f"PRAGMA {name}")[0][0]


def damage(path: Path, at: int, length: int = 1) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        flipped = bytes(byte ^ 0xFF for byte in file.read(length))
        file.seek(at)
        file.write(flipped)


def test_commits_reach_the_disk_and_links_are_enforced(engine: Engine) -> None:
    settings = {name: setting(engine, name) for name in ("journal_mode", "synchronous")}
    assert settings == {"journal_mode": "wal", "synchronous": 2}
    assert (setting(engine, "foreign_keys"), setting(engine, "temp_store")) == (1, 2)
    with engine.connect() as connection, pytest.raises(IntegrityError), translated_errors():
        connection.exec_driver_sql("INSERT INTO visit VALUES (404)")


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("value", [None, b"0123456789abcdef"])
def test_the_driver_binds_what_most_columns_hold_without_a_search(value: bytes | None) -> None:
    assert sqlcipher3.adapt(value, sqlcipher3.PrepareProtocol) is value


def test_nothing_is_readable_in_any_file(engine: Engine, path: Path) -> None:
    add(engine, *(f"{NAME} {n}" for n in range(3_000)))
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT * FROM person ORDER BY name DESC").all()
        connection.exec_driver_sql("CREATE TABLE sorted AS SELECT * FROM person ORDER BY random()")
        found = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    assert {f"{path.name}-wal", f"{path.name}-shm", path.name} <= set(found)
    for name, content in found.items():
        for word in (b"Ouedraogo", "Ouédraogo".encode(), b"A\xc3\xafssatou", b"person", b"CREATE"):
            assert word not in content, name
        assert not content.startswith(b"SQLite"), name


def test_the_key_shows_in_no_text(engine: Engine) -> None:
    shown = repr(KEY) + repr(engine) + str(engine.url)
    assert KEY.raw.hex() not in shown


def test_a_wrong_key_opens_nothing(engine: Engine, path: Path) -> None:
    close_engine(engine)
    with pytest.raises(WrongKey):
        open_engine(path, StoreKey.draw())
    with closing(sqlite3.connect(path)) as plain, pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM person")


def test_a_missing_store_is_not_created(path: Path) -> None:
    with pytest.raises(StoreMissing):
        open_engine(path, KEY)
    assert not path.exists()


def test_an_existing_store_is_not_created_again(engine: Engine, path: Path) -> None:
    add(engine, NAME)
    with pytest.raises(StoreExists):
        create_store(path, KEY)
    assert count(engine) == 1


@pytest.mark.parametrize("content", [b"", b"short", b"SQLite format 3\0" + bytes(8192)])
def test_a_file_that_is_no_encrypted_store_is_damaged(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreDamaged):
        open_engine(path, KEY)


def test_a_damaged_first_page_is_not_taken_for_a_wrong_key(engine: Engine, path: Path) -> None:
    close_engine(engine)
    damage(path, 200)
    with pytest.raises(StoreDamaged):
        open_engine(path, KEY)


def test_the_seals_prove_the_key_page_by_page(engine: Engine, path: Path) -> None:
    close_engine(engine)
    damage(path, 200)
    assert pages.answers_to(path, KEY)
    assert not pages.answers_to(path, StoreKey.draw())


def test_a_flipped_byte_further_on_is_found_when_read(engine: Engine, path: Path) -> None:
    add(engine, *(f"{NAME} {n}" for n in range(2_000)))
    close_engine(engine)
    damage(path, path.stat().st_size - 2 * pages.PAGE_BYTES + 100)
    engine = open_engine(path, KEY)
    with pytest.raises(StoreDamaged), engine.connect() as connection:
        connection.exec_driver_sql("SELECT sum(length(name)) FROM person").all()
    engine.dispose()


def test_a_torn_log_gives_whole_transactions_up_to_the_tear(engine: Engine, path: Path) -> None:
    log = path.with_name(f"{path.name}-wal")
    for n in range(20):
        add(engine, *(f"{NAME} {n}" for _ in range(50)))
    copy = path.with_name("copy.db")
    copy.write_bytes(path.read_bytes())
    copy.with_name("copy.db-wal").write_bytes(log.read_bytes()[: log.stat().st_size * 2 // 3])
    torn = open_engine(copy, KEY)
    kept = count(torn)
    torn.dispose()
    assert 0 < kept < 1_000
    assert kept % 50 == 0


def test_a_failed_transaction_undoes_its_tables_too(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE later (id INTEGER)")
        connection.exec_driver_sql("ALTER TABLE person ADD COLUMN born TEXT")
        raise ZeroDivisionError
    with engine.connect() as connection:
        sql = connection.execute(text("SELECT group_concat(sql) FROM sqlite_schema")).scalar_one()
    assert "later" not in sql
    assert "born" not in sql


def test_a_savepoint_undoes_its_own_part_only(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO person (name) VALUES ('a')")
        with connection.begin_nested() as part:
            connection.exec_driver_sql("INSERT INTO person (name) VALUES ('b')")
            part.rollback()
    assert count(engine) == 1


def test_a_second_writer_waits_at_its_beginning_and_readers_do_not(engine: Engine) -> None:
    with engine.connect() as writer:
        writer.exec_driver_sql("INSERT INTO person (name) VALUES ('a')")
        assert count(engine) == 0
        with pytest.raises(StoreBusy), engine.connect() as second:
            second.connection.cursor().execute("PRAGMA busy_timeout = 1")
            second.exec_driver_sql("SELECT 1")
        writer.commit()
    assert count(engine) == 1


def test_a_full_store_says_so_and_goes_on_when_there_is_room(engine: Engine) -> None:
    add(engine, NAME)
    with engine.connect() as connection:
        size = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {size}")
        with pytest.raises(StoreFull):
            connection.exec_driver_sql(
                "INSERT INTO person (name) VALUES (?)", ("x" * 10 * pages.PAGE_BYTES,)
            )
        connection.rollback()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {size + 1_000}")
        connection.rollback()
    add(engine, "x" * 10 * pages.PAGE_BYTES)
    assert count(engine) == 2


FILL = """
import resource, signal, sys
from pathlib import Path
from mairie_quartier.services.faults import StoreFull
from mairie_quartier.store.engine import close_engine, open_engine
from mairie_quartier.store.keys import StoreKey
path = Path(sys.argv[1])
engine = open_engine(path, StoreKey(bytes(range(32))))
def add():
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO person (name) VALUES (?)", ("x" * 20_000,))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
kept = 0
try:
    while kept < 1_000:
        add()
        kept += 1
except StoreFull:
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    add()
    print(kept + 1)
close_engine(engine)
"""


@pytest.mark.skipif(os.name != "posix", reason="a file-size limit exists on POSIX only")
def test_a_refused_write_loses_nothing_saved_before(engine: Engine, path: Path) -> None:
    engine.dispose()
    kept = int(run(FILL, str(path)))
    engine = open_engine(path, KEY)
    assert kept > 2
    assert count(engine) == kept
    close_engine(engine)


def test_a_full_disk_is_known_by_its_system_error() -> None:
    with pytest.raises(StoreFull), translated_errors(Path("a")):
        raise OSError(28, "No space left on device")
    with pytest.raises(StoreReadOnly), translated_errors(Path("a")):
        raise OSError(30, "Read-only file system")


def test_an_error_of_ours_is_not_disguised_as_a_fault(engine: Engine) -> None:
    with (
        pytest.raises(OperationalError, match="no such table"),
        translated_errors(),
        engine.connect() as connection,
    ):
        connection.exec_driver_sql("SELECT * FROM nowhere")
    assert fault_of(ValueError(), Path()) is None


def test_a_store_that_refuses_writing_says_so(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
        with pytest.raises(StoreReadOnly):
            connection.exec_driver_sql("INSERT INTO person (name) VALUES ('a')")
        connection.exec_driver_sql("PRAGMA query_only = OFF")


COMMITS = """
import sys
from pathlib import Path
from mairie_quartier.store.engine import open_engine
from mairie_quartier.store.keys import StoreKey
engine = open_engine(Path(sys.argv[1]), StoreKey(bytes(range(32))))
while True:
    with engine.begin() as connection:
        row = connection.exec_driver_sql("INSERT INTO person (name) VALUES ('x') RETURNING id")
        n = row.scalar_one()
        connection.exec_driver_sql("INSERT INTO visit VALUES (?)", (n,))
    print(n, flush=True)
"""


def test_killed_at_any_moment_it_keeps_what_it_acknowledged(engine: Engine, path: Path) -> None:
    engine.dispose()
    acknowledged = 0
    for seed in range(4):
        acknowledged = int(kill_amid(COMMITS, str(path), seed=seed)[-1])
    engine = open_engine(path, KEY)
    with engine.connect() as connection:
        people, visits = connection.exec_driver_sql(
            "SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM visit)"
        ).one()
    close_engine(engine)
    assert people == visits
    assert people >= acknowledged > 0


LOCK = """
import sys
from pathlib import Path
from mairie_quartier.store.file_lock import StoreLock
with StoreLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_one_program_at_a_time_even_after_a_crash(path: Path) -> None:
    other = start(LOCK, str(path))
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    with pytest.raises(StoreInUse):
        StoreLock(path).take()
    other.kill()
    other.communicate(timeout=60)
    with StoreLock(path), pytest.raises(StoreInUse):
        StoreLock(path).take()
    with StoreLock(path):
        pass


def test_closing_without_room_loses_nothing(
    engine: Engine, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(engine, NAME)

    def full(_engine: Engine) -> None:
        raise StoreFull(path)

    with monkeypatch.context() as patch:
        patch.setattr("mairie_quartier.store.engine._empty_log", full)
        close_engine(engine)
    reopened = open_engine(path, KEY)
    assert count(reopened) == 1
    close_engine(reopened)


def test_a_store_that_cannot_be_created_leaves_none(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_engine: Engine) -> None:
        raise StoreFull(path)

    with monkeypatch.context() as patch:
        patch.setattr("mairie_quartier.store.engine._empty_log", full)
        with pytest.raises(StoreFull):
            create_store(path, KEY)
    assert not path.exists()
    create_store(path, KEY).dispose()
    assert path.stat().st_size >= pages.PAGE_BYTES
