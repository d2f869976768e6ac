"""Who discovers the program knows it, takes none of its papers for valid, and can set the PC up."""

import errno
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from mairie_quartier.domain.papers import PaperOrder
from mairie_quartier.services.demonstration import demonstration_login
from mairie_quartier.services.ports import DoorState
from mairie_quartier.store import door
from mairie_quartier.ui.widgets.confirm import ConfirmDialog
from tests.domain.paper_facts import acknowledgement
from tests.journeys.pc import Pc, demonstration, settings_of

STAMP = "SANS VALEUR"


@pytest.fixture
def guest(appearance: QApplication, tmp_path: Path) -> Iterator[Pc]:
    """A PC of demonstration at its login page."""
    pc = Pc(appearance, settings_of(demonstration(tmp_path / "desk")))
    yield pc
    pc.end()
    assert set(pc.strays.seen) <= {"ConfirmDialog confirm"}


def asked(pc: Pc) -> ConfirmDialog:
    """Have the status bar ask whether the demonstration may go."""
    pc.tab_to("demonstration")
    pc.press("Space")
    found = QApplication.activeModalWidget()
    assert isinstance(found, ConfirmDialog)
    return found


def printed(pc: Pc) -> str:
    """Draw a paper as the session's press does."""
    pc.typist.settle()
    data = pc.program.parts.press.receipt(acknowledgement(), PaperOrder()).data
    return PdfReader(BytesIO(data)).pages[0].extract_text()


def test_the_login_page_says_how_to_come_back(guest: Pc) -> None:
    login, password = demonstration_login()
    assert f"Identifiant\u00a0: {login}. Mot de passe\u00a0: {password}" in guest.words


def test_it_is_said_on_every_screen_and_every_paper(guest: Pc) -> None:
    guest.log_in()
    assert guest.shown(QPushButton, "demonstration")
    assert STAMP in printed(guest)
    guest.press("F9")
    assert "Ce poste contient une démonstration." in guest.words
    assert not guest.shown(QPushButton, "openLink")


def test_a_pc_at_work_says_nothing_of_it(pc: Pc) -> None:
    assert not pc.shown(QPushButton, "demonstration")
    assert STAMP not in printed(pc)


def test_closed_it_gives_way_to_the_set_up(guest: Pc) -> None:
    guest.log_in()
    dialog = asked(guest)
    dialog.agree.setFocus()
    guest.press("Space")
    guest.typist.settle()
    assert guest.shown(QWidget, "setUp")
    assert guest.program.session is None
    assert guest.program.parts.entrance.door.state is DoorState.NO_STORE
    guest.restart()
    assert guest.shown(QWidget, "setUp")


def test_a_disk_that_refuses_is_said_and_the_session_goes_on(
    guest: Pc, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "no room", str(path))

    guest.log_in()
    dialog = asked(guest)
    monkeypatch.setattr(door, "replace_file", full)
    dialog.agree.setFocus()
    guest.press("Space")
    guest.typist.settle()
    monkeypatch.undo()

    assert "disque" in guest.words
    assert guest.is_open
    assert guest.shown(QPushButton, "demonstration")
    with guest.context.open() as unit:
        assert unit.people.matching()


def test_the_safe_answer_keeps_it(guest: Pc) -> None:
    guest.log_in()
    asked(guest)
    guest.press("Escape")
    assert guest.is_open
    with guest.context.open() as unit:
        assert unit.people.matching()
