"""A demonstration says that it is one, joins no city, and goes when the PC is set up for real."""

from pathlib import Path
from typing import cast

import pytest

from mairie_quartier.domain.synchronising import EnrolForm
from mairie_quartier.services import sessions
from mairie_quartier.services.demonstration import (
    Scale,
    demonstration_login,
    found_demonstration,
    give_up_demonstration,
)
from mairie_quartier.services.door_state import DoorState, demonstration_mark, state_of
from mairie_quartier.services.sync_faults import InventedData
from mairie_quartier.services.sync_ports import Synchroniser
from mairie_quartier.services.synchronisation import link_desk
from mairie_quartier.store.door import DoorClosed, NotADemonstration, StoreDoor
from mairie_quartier.store.keeping import StoreKeeper
from mairie_quartier.store.number_ledger import LEDGER_NAME
from tests.builders import LOGIN, OFFICE, PASSWORD, Desk, FakeClock, entrance_by, open_door

TINY = Scale(people=5, requests=10)
FORM = EnrolForm("https://ville.example", "K7TM-2Q4X", "Guichet")


@pytest.fixture
def door(tmp_path: Path) -> StoreDoor:
    """The door of a PC with a small demonstration, closed."""
    door = open_door(tmp_path / "demonstration", FakeClock())
    found_demonstration(entrance_by(door, FakeClock()), scale=TINY)
    door.leave()
    return door


class Untouched:
    """A synchronisation that nothing may be asked of."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(name)


def test_it_is_said_at_the_door_and_within_every_day(door: StoreDoor) -> None:
    assert door.demonstration
    context = sessions.log_in(entrance_by(door, FakeClock()), *demonstration_login())
    assert context.demonstration
    door.leave()


def test_a_pc_at_work_is_none(desk: Desk) -> None:
    assert not desk.door.demonstration
    desk.door.leave()
    assert not sessions.log_in(entrance_by(desk.door, desk.clock), LOGIN, PASSWORD).demonstration


def test_invented_data_never_reach_the_city(door: StoreDoor) -> None:
    context = sessions.log_in(entrance_by(door, FakeClock()), *demonstration_login())
    with pytest.raises(InventedData):
        link_desk(context, cast(Synchroniser, Untouched()), FORM)
    with context.open() as unit:
        assert not unit.sync.is_linked()
    door.leave()


def test_closed_it_leaves_a_pc_to_set_up_and_no_number_to_use_twice(door: StoreDoor) -> None:
    clock = FakeClock()
    entrance = entrance_by(door, clock)
    sessions.log_in(entrance, *demonstration_login())

    give_up_demonstration(entrance)

    assert door.state is DoorState.NO_STORE
    left = {path.name for path in door.folder.iterdir() if path.is_file()}
    assert {LEDGER_NAME} <= left <= {LEDGER_NAME, "desk.db.lock", "vault.attempts"}
    context, _ = sessions.set_up(entrance, OFFICE)
    assert not context.demonstration
    assert not door.demonstration
    with context.open() as unit:
        assert unit.people.matching() == ()
    door.leave()


def test_real_data_are_never_taken_for_invented_ones(desk: Desk) -> None:
    demonstration_mark(desk.door.path).touch()

    with pytest.raises(NotADemonstration):
        desk.door.give_up_demonstration()

    assert desk.door.state is DoorState.OPEN
    desk.door.leave()
    with pytest.raises(DoorClosed):
        desk.door.give_up_demonstration()
    sessions.log_in(entrance_by(desk.door, desk.clock), LOGIN, PASSWORD)


def test_stopped_while_it_goes_the_rest_goes_at_the_next_start(
    door: StoreDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    entrance = entrance_by(door, FakeClock())
    sessions.log_in(entrance, *demonstration_login())
    with monkeypatch.context() as stopped:
        stopped.setattr(StoreDoor, "_remove", lambda _door: None)
        give_up_demonstration(entrance)

    assert door.path.exists()
    assert state_of(door.path) is DoorState.NO_STORE
    sessions.set_up(entrance, OFFICE)
    assert not door.demonstration
    door.leave()


def test_a_backup_of_real_data_in_its_place_is_no_demonstration(
    door: StoreDoor, desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    bundle = StoreKeeper(desk.door, folder, keep_days=3, clock=desk.clock).back_up()

    StoreKeeper(door, folder, keep_days=3, clock=desk.clock).restore(bundle.path)

    assert not door.demonstration
    assert not sessions.log_in(entrance_by(door, desk.clock), LOGIN, PASSWORD).demonstration
    door.leave()


def test_its_own_backup_still_says_so(door: StoreDoor, tmp_path: Path) -> None:
    clock, folder = FakeClock(), tmp_path / "backups"
    entrance = entrance_by(door, clock)
    sessions.log_in(entrance, *demonstration_login())
    keeper = StoreKeeper(door, folder, keep_days=3, clock=clock)
    bundle = keeper.back_up()

    keeper.restore(bundle.path)

    assert sessions.log_in(entrance, *demonstration_login()).demonstration
    door.leave()
