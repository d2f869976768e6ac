"""Damaged logs, flipped bytes and a full disk under a desk that synchronises, on SQLCipher.

Whatever the disk did, what the centre acknowledged comes back, and both sides end alike.
"""

import shutil
from pathlib import Path
from random import Random

import pytest

from mairie_quartier.domain.operations import CITY
from mairie_quartier.domain.synchronising import Link
from mairie_quartier.services.faults import StoreDamaged, StoreFull
from tests.builders import FakeClock, fresh_desk, open_desk
from tests.sync.desks import LinkedDesk, join, scopes_of
from tests.sync.memory_centre import MemoryCentre
from tests.sync.offices import held
from tests.sync.work import add
from tests.torture.disk import fill
from tests.torture.scale import rounds

SEED = 20261122


def linked(folder: Path, centre: MemoryCentre) -> LinkedDesk:
    desk = fresh_desk(folder)
    known = centre.add_desk(scopes_of(desk))
    return join(centre, desk, Link("https://centre.example.org", known.id, known.token))


def alike(*desks: LinkedDesk) -> bool:
    scopes = (CITY, desks[0].scope)
    return all(held(desk, scope) == held(desks[0], scope) for desk in desks for scope in scopes)


def settle(*desks: LinkedDesk) -> None:
    for _ in range(3):
        for desk in desks:
            report = desk.sync()
            assert report.fault is None, report


def switch_off(desk: LinkedDesk, folder: Path) -> None:
    """Take the files as they lie, as a power cut would, then end the process."""
    shutil.copytree(desk.desk.folder, folder)
    desk.desk.close()


def torn(log: Path, chance: Random) -> None:
    """Cut the write-ahead log anywhere, or flip bytes in it."""
    data = bytearray(log.read_bytes())
    if chance.random() < 0.5:
        log.write_bytes(data[: chance.randrange(len(data))])
        return
    for _ in range(3):
        data[chance.randrange(len(data))] ^= 0xFF
    log.write_bytes(data)


@rounds(short=2, long=60)
def test_a_damaged_write_ahead_log_costs_nothing_acknowledged(tmp_path: Path, rounds: int) -> None:
    for lap in range(rounds):
        chance, centre = Random(SEED + lap), MemoryCentre(Random(lap))
        base = tmp_path / str(lap)
        here, there = linked(base / "here", centre), linked(base / "there", centre)
        settle(here, there)
        here.desk.reopen()  # closing brings the log in: being enrolled is safe in the store
        sent = [add(here, f"Traoré{n}").id for n in range(chance.randrange(1, 12))]
        settle(here)
        folder = base / "after"
        switch_off(here, folder)
        log = folder / "desk.db-wal"
        assert log.stat().st_size
        torn(log, chance)
        here.desk = open_desk(folder, clock=FakeClock())
        add(here, "Après")
        settle(here, there)
        assert alike(here, there)
        assert {("person", key) for key in sent} <= held(here, here.scope).keys()
        here.desk.close()
        there.desk.close()
        shutil.rmtree(base)


def test_flipped_bytes_in_the_store_are_said_and_a_fresh_pc_gets_all_back(tmp_path: Path) -> None:
    centre = MemoryCentre(Random(SEED))
    here = linked(tmp_path / "here", centre)
    sent = [add(here, f"Traoré{n}").id for n in range(8)]
    settle(here)
    folder = here.desk.folder
    here.desk.close()
    data = bytearray((folder / "desk.db").read_bytes())
    for place in range(8192, len(data), 4096):  # one byte of every page but the first
        data[place + 99] ^= 0xFF
    (folder / "desk.db").write_bytes(data)
    with pytest.raises(StoreDamaged):
        open_desk(folder)
    there = linked(tmp_path / "there", centre)
    settle(there)
    assert {("person", key) for key in sent} <= held(there, there.scope).keys()
    there.desk.close()


def test_a_full_disk_stops_a_sync_and_room_lets_it_go_on(small_disk: Path, tmp_path: Path) -> None:
    centre = MemoryCentre(Random(SEED))
    here, there = linked(small_disk / "here", centre), linked(tmp_path / "there", centre)
    settle(here, there)
    mine = add(here, "Benali").id
    for n in range(60):
        add(there, f"Traoré{n}")
    settle(there)
    fill(small_disk / "ballast")
    with pytest.raises(StoreFull):
        while True:  # what is left of the write-ahead log may still hold some
            here.sync()
            add(here, "Roy")
    (small_disk / "ballast").unlink()
    settle(here, there, here)
    assert alike(here, there)
    assert ("person", mine) in held(there, there.scope)
    here.desk.close()
    there.desk.close()
