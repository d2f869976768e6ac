"""For every journey: the theme, Qt warnings as failures, a PC with the demonstration."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.journeys.pc import Pc, at_work, settings_of
from tests.ui.conftest import appearance, quiet_qt, themed

__all__ = ["appearance", "quiet_qt", "themed"]


@pytest.fixture
def closed_pc(appearance: QApplication, tmp_path: Path) -> Iterator[Pc]:
    """A PC of the demonstration at its login page; no window but the program's ever appears."""
    pc = Pc(appearance, settings_of(at_work(tmp_path / "desk")))
    yield pc
    pc.end()
    assert pc.strays.seen == []


@pytest.fixture
def pc(closed_pc: Pc) -> Pc:
    """The same, with the demonstration's agent at the desk."""
    closed_pc.log_in()
    return closed_pc
