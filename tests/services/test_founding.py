"""A store is founded whole or not at all, even if the PC stops in the middle."""

import signal
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from mairie_quartier.domain.identifiers import AgentId, new_id
from mairie_quartier.services import sessions
from mairie_quartier.services.door_state import DoorState, founding_mark, state_of
from mairie_quartier.services.faults import StoreMissing
from mairie_quartier.store.door import DoorClosed
from mairie_quartier.store.keeping import StoreKeeper
from tests.builders import LOGIN, OFFICE, PASSWORD, Desk, FakeClock, entrance_by, open_door

ROOT = Path(__file__).resolve().parents[2]
KILLED_WHILE_FILLING = """
import os, signal, sys
from pathlib import Path
from mairie_quartier.services.demonstration import Scale, found_demonstration
from tests.builders import FakeClock, entrance_by, open_door
clock = FakeClock()
door = open_door(Path(sys.argv[1]), clock)
def die(done, total):
    if done > total // 2:
        os.kill(os.getpid(), signal.SIGKILL)
found_demonstration(entrance_by(door, clock), die, Scale(people=40, requests=800))
"""


def stopped_while_founding(folder: Path) -> Path:
    """Give a folder as a PC leaves it that stops right after the founding."""
    door = open_door(folder / "before", FakeClock())
    door.found(AgentId(new_id()), LOGIN, PASSWORD)
    copytree(folder / "before", folder / "after")
    door.abandon()
    return folder / "after"


def test_a_store_never_kept_is_none_and_is_founded_again(tmp_path: Path) -> None:
    folder, clock = stopped_while_founding(tmp_path), FakeClock()
    door = open_door(folder, clock)
    assert door.state is DoorState.NO_STORE
    with pytest.raises(StoreMissing):
        sessions.log_in(entrance_by(door, clock), LOGIN, PASSWORD)

    context, _ = sessions.set_up(entrance_by(door, clock), OFFICE)

    door.leave()
    assert state_of(folder / "desk.db") is DoorState.CLOSED
    assert sessions.log_in(entrance_by(door, clock), LOGIN, PASSWORD).agent == context.agent
    door.leave()


def test_a_set_up_that_ended_leaves_no_mark(desk: Desk) -> None:
    assert not founding_mark(desk.folder / "desk.db").exists()
    assert state_of(desk.folder / "desk.db") is DoorState.CLOSED


def test_a_store_at_work_can_be_neither_kept_again_nor_abandoned(desk: Desk) -> None:
    for act in (desk.door.keep, desk.door.abandon):
        with pytest.raises(DoorClosed):
            act()


def test_a_backup_takes_the_place_of_a_founding_never_kept(tmp_path: Path, desk: Desk) -> None:
    backups = tmp_path / "backups"
    bundle = StoreKeeper(desk.door, backups, keep_days=3, clock=desk.clock).back_up()
    folder = stopped_while_founding(tmp_path / "other")
    door = open_door(folder, desk.clock)

    StoreKeeper(door, backups, keep_days=3, clock=desk.clock).restore(bundle.path)

    assert door.state is DoorState.CLOSED
    sessions.log_in(entrance_by(door, desk.clock), LOGIN, PASSWORD)
    door.leave()


def test_a_demonstration_killed_half_way_can_be_begun_again(tmp_path: Path) -> None:
    folder, clock = tmp_path / "desk", FakeClock()
    died = subprocess.run(
        [sys.executable, "-c", KILLED_WHILE_FILLING, str(folder)],
        cwd=ROOT, check=False, capture_output=True, timeout=120,
    )  # fmt: skip
    assert died.returncode == -signal.SIGKILL, died.stderr
    door = open_door(folder, clock)
    assert door.state is DoorState.NO_STORE

    sessions.set_up(entrance_by(door, clock), OFFICE)

    with door.unit(None) as unit:
        assert unit.visits.matching() == ()
    door.leave()
