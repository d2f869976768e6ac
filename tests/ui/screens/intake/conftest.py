"""A visit being recorded, on a real encrypted store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.people import Person
from mairie_quartier.ui.screens.intake import IntakeScreen
from mairie_quartier.ui.screens.intake.presenter import IntakePresenter
from tests.ui.screens.intake.at_work import AtWork, NotingView, at_work, known_person
from tests.ui.screens.intake.hands import Agent

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[AtWork]:
    scene = at_work(tmp_path / "desk")
    yield scene
    scene.desk.close()


@pytest.fixture
def known(scene: AtWork) -> Person:
    return known_person(scene.desk)


@pytest.fixture
def agent(scene: AtWork, qtbot: QtBot) -> Agent:
    screen = IntakeScreen(scene.work)
    qtbot.addWidget(screen)
    screen.resize(1180, 680)
    screen.show()
    qtbot.waitExposed(screen)
    screen.activateWindow()
    agent = Agent(screen, scene)
    agent.starts()
    agent.strokes = 0
    return agent


@pytest.fixture
def view() -> NotingView:
    return NotingView()


@pytest.fixture
def presenter(scene: AtWork, view: NotingView) -> IntakePresenter:
    presenter = IntakePresenter(scene.work, view)
    presenter.start()
    return presenter
