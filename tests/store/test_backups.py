"""A backup made while the desk works can be trusted, and restoring destroys nothing."""

import os
import random
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from mairie_quartier.domain.identifiers import AgentId
from mairie_quartier.services.faults import (
    BackupDamaged,
    StoreDamaged,
    StoreInUse,
    StoreMissing,
    WrongPassword,
)
from mairie_quartier.store.backup_bundle import list_backups, read_manifest, verify_bundle
from mairie_quartier.store.backup_rotation import Keep, to_let_go
from mairie_quartier.store.backups import About, Source, back_up, restore, rotate
from mairie_quartier.store.engine import close_engine, create_store, for_reading, open_engine
from mairie_quartier.store.file_lock import StoreLock
from mairie_quartier.store.keys import StoreKey
from mairie_quartier.store.vault import Vault
from mairie_quartier.store.vault_file import Costs
from tests.store.processes import run

KEY = StoreKey(bytes(range(32)))
CHEAP = Costs(memory_kib=16, passes=1, threads=1)
NOW = datetime(2026, 3, 2, 9, 30, 0, 250, tzinfo=UTC)
NAME = "Aïssatou Ouédraogo"


@pytest.fixture
def source(tmp_path: Path) -> Source:
    desk = tmp_path / "desk"
    desk.mkdir()
    return Source(desk / "store.db", desk / "vault.json", KEY)


@pytest.fixture
def vault(source: Source) -> Vault:
    vault = Vault(source.vault, costs=CHEAP)
    vault.create(KEY, login="zoe", agent_id=AgentId(UUID(int=1)), password="ancien")
    return vault


@pytest.fixture
def engine(source: Source, vault: Vault) -> Iterator[Engine]:
    engine = create_store(source.store, KEY)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT)")
    add(engine, 300)
    yield engine
    engine.dispose()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def add(engine: Engine, number: int) -> None:
    with engine.begin() as connection:
        for _ in range(number):
            connection.exec_driver_sql("INSERT INTO person (name) VALUES (?)", (NAME + "x" * 400,))


def people(path: Path) -> int:
    engine = open_engine(path, KEY)
    with for_reading(engine).connect() as connection:
        found = connection.exec_driver_sql("SELECT count(*) FROM person").scalar_one()
    close_engine(engine)
    return int(found)


def about(at: datetime = NOW) -> About:
    return About(at, "store-1", "0003")


def put_back(bundle: Path, source: Source) -> Path | None:
    return restore(bundle, store=source.store, vault=source.vault, now=NOW).kept_aside


def test_a_backup_says_what_it_holds(engine: Engine, source: Source, folder: Path) -> None:
    path = back_up(source, folder, about())
    manifest = verify_bundle(path)
    assert (manifest.created_at, manifest.store_id, manifest.revision) == (NOW, "store-1", "0003")
    assert manifest.rows == {"person": 300}
    assert [file.name for file in folder.iterdir()] == ["mairie-20260302T093000000250Z.mqbackup"]


def test_a_backup_shows_no_name(engine: Engine, source: Source, folder: Path) -> None:
    content = back_up(source, folder, about()).read_bytes()
    for word in ("Ouédraogo".encode(), b"SQLite format", b"CREATE TABLE"):
        assert word not in content


def test_work_goes_on_during_a_backup(engine: Engine, source: Source, folder: Path) -> None:
    add(engine, 12_000)
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        add(engine, 1)

    path = back_up(source, folder, about(), progress)
    assert verify_bundle(path).rows == {"person": 12_300}
    assert len(told) > 1
    assert told[-1][0] == told[-1][1]


def test_a_restored_store_opens_with_the_passwords_of_that_time(
    engine: Engine, source: Source, vault: Vault, folder: Path
) -> None:
    path = back_up(source, folder, about())
    vault.change_password("zoe", old="ancien", new="nouveau")
    add(engine, 5)
    close_engine(engine)
    kept_aside = put_back(path, source)
    assert vault.open("zoe", "ancien").key == KEY
    with pytest.raises(WrongPassword):
        vault.open("zoe", "nouveau")
    assert people(source.store) == 300
    assert kept_aside is not None
    assert people(kept_aside / source.store.name) == 305


def test_what_a_crash_left_in_the_log_is_kept_aside_too(
    engine: Engine, source: Source, folder: Path
) -> None:
    path = back_up(source, folder, about())
    add(engine, 5)
    kept_aside = put_back(path, source)
    engine.dispose()
    assert kept_aside is not None
    assert people(kept_aside / source.store.name) == 305


def test_a_backup_restores_on_another_pc(
    engine: Engine, source: Source, folder: Path, tmp_path: Path
) -> None:
    path = back_up(source, folder, about())
    elsewhere = Source(tmp_path / "new" / "store.db", tmp_path / "new" / "vault.json", KEY)
    assert put_back(path, elsewhere) is None
    assert people(elsewhere.store) == 300


def test_no_flipped_byte_or_cut_restores(engine: Engine, source: Source, folder: Path) -> None:
    path = back_up(source, folder, about())
    close_engine(engine)
    sound = path.read_bytes()
    before = source.store.read_bytes()
    chance = random.Random(5)
    places = [
        *(chance.randrange(len(sound)) for _ in range(60)),
        *range(len(sound) - 90, len(sound)),
    ]
    refused = 0
    for at in places:
        path.write_bytes(sound[:at] + bytes([sound[at] ^ 0xFF]) + sound[at + 1 :])
        try:
            manifest = verify_bundle(path)
        except BackupDamaged:
            refused += 1
            with pytest.raises(BackupDamaged):
                put_back(path, source)
        else:  # a byte of the archive that carries nothing, such as a file's date
            assert manifest.rows == {"person": 300}
    path.write_bytes(sound[:-100])
    with pytest.raises(BackupDamaged):
        put_back(path, source)
    assert refused >= 60
    assert source.store.read_bytes() == before


def test_a_bundle_without_its_vault_is_damaged(
    engine: Engine, source: Source, folder: Path, tmp_path: Path
) -> None:
    path = back_up(source, folder, about())
    poor = tmp_path / "poor.mqbackup"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(poor, "w") as part:
        for name in ("manifest.json", "store.db"):
            part.writestr(name, whole.read(name))
    with pytest.raises(BackupDamaged):
        verify_bundle(poor)


def test_a_store_in_use_is_not_replaced(engine: Engine, source: Source, folder: Path) -> None:
    path = back_up(source, folder, about())
    with StoreLock(source.store), pytest.raises(StoreInUse):
        put_back(path, source)


def test_a_damaged_store_is_not_backed_up_over_sound_ones(
    engine: Engine, source: Source, folder: Path
) -> None:
    kept = back_up(source, folder, about())
    close_engine(engine)
    with source.store.open("r+b") as file:
        file.seek(source.store.stat().st_size - 6_000)
        file.write(bytes(100))
    with pytest.raises((StoreDamaged, BackupDamaged)):
        back_up(source, folder, about(NOW + timedelta(days=1)))
    assert list(folder.iterdir()) == [kept]


def test_a_missing_store_is_not_created_by_a_backup(source: Source, folder: Path) -> None:
    with pytest.raises(StoreMissing):
        back_up(source, folder, about())
    assert not source.store.exists()


def test_an_interrupted_backup_leaves_nothing(engine: Engine, source: Source, folder: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        back_up(source, folder, about(), stop)
    assert list(folder.iterdir()) == []


LIMITED = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from mairie_quartier.services.faults import StoreFull
from mairie_quartier.store.backups import About, Source, back_up
from mairie_quartier.store.keys import StoreKey
desk, folder, limit = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
source = Source(desk / "store.db", desk / "vault.json", StoreKey(bytes(range(32))))
try:
    back_up(source, folder, About(datetime.now(UTC), "store-1", "0003"))
except StoreFull as full:
    print("full", full.path.parent == folder)
"""


@pytest.mark.skipif(os.name != "posix", reason="a file-size limit exists on POSIX only")
@pytest.mark.parametrize("short_by", [100_000, 200])
def test_a_full_disk_spares_the_older_backups(
    engine: Engine, source: Source, folder: Path, short_by: int
) -> None:
    kept = back_up(source, folder, about())
    close_engine(engine)
    limit = source.store.stat().st_size + 200 - short_by
    assert run(LIMITED, str(source.store.parent), str(folder), str(limit)) == "full True\n"
    assert list(folder.iterdir()) == [kept]
    assert verify_bundle(kept).rows == {"person": 300}


def test_rotation_removes_only_finished_backups_it_need_not_keep(
    engine: Engine, source: Source, folder: Path
) -> None:
    paths = [back_up(source, folder, about(NOW + timedelta(days=n))) for n in range(3)]
    other = folder / "à garder.txt"
    other.write_text("x")
    gone = rotate(folder, Keep(days=1, weeks=1))
    assert {backup.path for backup in gone} == set(paths[:2])
    assert set(folder.iterdir()) == {paths[2], other}
    assert [backup.path for backup in list_backups(folder)] == [paths[2]]
    assert read_manifest(paths[2]).created_at == NOW + timedelta(days=2)


def test_days_then_weeks_are_kept() -> None:
    instants = [NOW - timedelta(hours=12 * n) for n in range(60)]
    kept = sorted(set(instants) - to_let_go(instants, Keep(days=3, weeks=2)), reverse=True)
    assert [(at.month, at.day, at.hour) for at in kept] == [
        (3, 2, 9),
        (3, 1, 21),
        (2, 28, 21),
    ]


def test_a_long_closure_removes_nothing() -> None:
    instants = [NOW - timedelta(days=400), NOW - timedelta(days=300)]
    assert to_let_go(instants, Keep()) == frozenset()


@given(
    st.lists(st.datetimes(timezones=st.just(UTC)), max_size=40),
    st.integers(0, 9),
    st.integers(0, 9),
)
def test_the_newest_is_always_kept_and_letting_go_is_settled_at_once(
    instants: list[datetime], days: int, weeks: int
) -> None:
    keep = Keep(days, weeks)
    kept = frozenset(instants) - to_let_go(instants, keep)
    assert not instants or max(instants) in kept
    assert to_let_go(kept, keep) == frozenset()
    assert len(kept) <= max(1, days + weeks)
