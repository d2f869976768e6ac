"""The network comes back: the system says so, and the desk syncs at once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from unittest.mock import sentinel

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mairie_quartier.config import Settings
from mairie_quartier.domain.synchronising import SyncOutcome, SyncPhase, SyncStatus
from mairie_quartier.i18n import Translator
from mairie_quartier.services.entrance import Entrance
from mairie_quartier.services.ports import Keeper, Press
from mairie_quartier.services.registers import ReadRegister
from mairie_quartier.ui.application import Program
from mairie_quartier.ui.network_watch import REACHES, NetworkWatch, listen_to_system
from tests.ui.screens.synchronisation.desk_links import EngineAtHand

NO_NETWORK = SyncStatus(SyncPhase.OFFLINE, outcome=SyncOutcome.OFFLINE)


@dataclass
class FakeSystem:
    """A system that says how far the PC reaches."""

    listeners: list[Callable[[str], None]] = field(default_factory=list)

    def listen(self, told: Callable[[str], None]) -> bool:
        self.listeners.append(told)
        return True

    def say(self, *reaches: str) -> None:
        for reach in reaches:
            for told in self.listeners:
                told(reach)


def watch_of(system: FakeSystem) -> tuple[NetworkWatch, list[bool]]:
    watch, heard = NetworkWatch(system.listen), list[bool]()
    watch.returned.connect(lambda: heard.append(True))
    return watch, heard


@pytest.mark.parametrize(
    ("reaches", "times"),
    [
        (("Disconnected", "Online"), 1),
        (("Disconnected", "Local", "Site"), 2),
        (("Online", "Disconnected"), 0),
        (("Online",), 0),
        (("Online", "Online"), 0),
        (("Disconnected", "Online", "Disconnected", "Online"), 2),
        (("Online", "a word of a later version"), 0),
    ],
)
def test_only_reaching_further_than_before_is_a_return(
    qapp: QApplication, reaches: tuple[str, ...], times: int
) -> None:
    system = FakeSystem()
    watch, heard = watch_of(system)
    watch.hear_sync(NO_NETWORK)
    system.say(*reaches)
    assert len(heard) == times


@pytest.mark.parametrize(
    "status",
    [
        SyncStatus(),
        SyncStatus(SyncPhase.OFFLINE),
        SyncStatus(SyncPhase.UP_TO_DATE, outcome=SyncOutcome.DONE),
    ],
)
def test_the_system_is_not_asked_while_the_network_is_not_missed(
    qapp: QApplication, status: SyncStatus
) -> None:
    system = FakeSystem()
    watch, _ = watch_of(system)
    watch.hear_sync(status)
    assert system.listeners == []


def test_the_system_is_asked_once(qapp: QApplication) -> None:
    system = FakeSystem()
    watch, _ = watch_of(system)
    for _ in range(3):
        watch.hear_sync(NO_NETWORK)
    assert len(system.listeners) == 1


def test_this_systems_word_is_one_we_know_if_it_says_any(qapp: QApplication) -> None:
    told: list[str] = []
    if listen_to_system(told.append):
        assert set(told) <= set(REACHES)
        assert told
    else:
        assert told == []


@dataclass
class FakeParts:
    """What a program is made of, as far as its window asks before anybody enters."""

    synchroniser: EngineAtHand
    settings: Settings = sentinel.settings
    entrance: Entrance = sentinel.entrance
    keeper: Keeper = sentinel.keeper
    press: Press = sentinel.press
    read_register: ReadRegister = sentinel.read_register


def test_the_program_has_the_desk_sync_at_once(qtbot: QtBot, tr: Translator) -> None:
    engine = EngineAtHand()
    program = Program(FakeParts(engine), tr)
    qtbot.addWidget(program.window)
    for reach in ("Disconnected", "Online"):
        program.network.hear_system(reach)
    assert engine.asked == ["network_returned"]
    program.background.close()
    program.lane.close()
