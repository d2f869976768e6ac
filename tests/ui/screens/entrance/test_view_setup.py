"""The first-run assistant by keyboard, offscreen."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from mairie_quartier.services import demonstration
from mairie_quartier.services.context import Context
from mairie_quartier.services.ports import Keeper
from mairie_quartier.ui.delivery import Delivery
from mairie_quartier.ui.screens.entrance import LoginPage, SetupAssistant
from mairie_quartier.ui.screens.entrance.answers import Answer
from mairie_quartier.ui.screens.entrance.view_restore import RestorePage
from tests.builders import fresh_desk
from tests.ui.screens.entrance.test_view import LOOKS, focused, shown
from tests.ui.screens.entrance.way import NEW_PASSWORD, empty_entrance, keeper_of, way_to
from tests.ui.walk import walk_in_every_look

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[Keeper]:
    """The keeper of a PC that has two backups to give."""
    desk = fresh_desk(tmp_path / "old")
    found = keeper_of(desk)
    found.back_up()
    desk.close()
    yield found


def assistant(qtbot: QtBot, folder: Path, keeper: Keeper) -> tuple[SetupAssistant, list[Context]]:
    way = way_to(empty_entrance(folder))
    entered: list[Context] = []
    page = SetupAssistant(way.entrance, keeper, way.lane, way.tr, way.wording)
    page.entered.connect(entered.append)
    shown(qtbot, page)
    return page, entered


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(focused(), key)


def type_in(qtbot: QtBot, page: SetupAssistant, name: str, text: str) -> None:
    shown_page = page.pages.currentWidget()
    assert shown_page is not None
    edit = shown_page.findChild(QLineEdit, name)
    assert edit is not None
    edit.setFocus()
    QTest.keyClicks(edit, text)


def set_up(qtbot: QtBot, page: SetupAssistant) -> None:
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Return)
    type_in(qtbot, page, "city", "Bordeaux")
    press(qtbot, Qt.Key.Key_Return)
    type_in(qtbot, page, "office_name", "Mairie de quartier de Bacalan")
    press(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    type_in(qtbot, page, "first_name", "Awa")
    type_in(qtbot, page, "last_name", "Diop")
    press(qtbot, Qt.Key.Key_Tab)
    type_in(qtbot, page, "password", NEW_PASSWORD)
    type_in(qtbot, page, "again", NEW_PASSWORD)
    press(qtbot, Qt.Key.Key_Return)


def test_pc_is_set_up_by_keyboard(qtbot: QtBot, tmp_path: Path, keeper: Keeper) -> None:
    page, entered = assistant(qtbot, tmp_path / "new", keeper)
    set_up(qtbot, page)
    key = page.key_page
    assert key is not None
    check = key.check
    key.ticked.setFocus()
    press(qtbot, Qt.Key.Key_Space, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is key.group
    QTest.keyClicks(key.group, check.groups[check.asked - 1])
    press(qtbot, Qt.Key.Key_Return)
    assert [context.agent.login for context in entered] == ["awa.diop"]
    assert entered[0].office.code == "BAC"
    way_out(page)


def test_key_without_the_tick_goes_nowhere(qtbot: QtBot, tmp_path: Path, keeper: Keeper) -> None:
    page, entered = assistant(qtbot, tmp_path / "new", keeper)
    set_up(qtbot, page)
    key = page.key_page
    assert key is not None
    key.go_on()
    assert key.banner.isVisible()
    assert QApplication.focusWidget() is key.ticked
    assert entered == []
    way_out(page)


def test_key_saved_as_pdf_holds_every_group(qtbot: QtBot, tmp_path: Path, keeper: Keeper) -> None:
    page, _entered = assistant(qtbot, tmp_path / "new", keeper)
    set_up(qtbot, page)
    key = page.key_page
    assert key is not None
    key.save_to(str(tmp_path / "cle.pdf"))
    paper = PdfReader(tmp_path / "cle.pdf")
    text = paper.pages[0].extract_text()
    assert len(paper.pages) == 1
    assert all(group in text for group in key.check.groups)
    way_out(page)


def test_key_that_cannot_be_saved_is_said(qtbot: QtBot, tmp_path: Path, keeper: Keeper) -> None:
    page, _entered = assistant(qtbot, tmp_path / "new", keeper)
    set_up(qtbot, page)
    key = page.key_page
    assert key is not None
    key.save_to(str(tmp_path / "nowhere" / "cle.pdf"))
    assert "autre endroit" in key.banner.text.text()
    way_out(page)


def test_values_stay_when_going_back(qtbot: QtBot, tmp_path: Path, keeper: Keeper) -> None:
    page, _entered = assistant(qtbot, tmp_path / "new", keeper)
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Return)
    type_in(qtbot, page, "city", "Bordeaux")
    press(qtbot, Qt.Key.Key_Return)
    type_in(qtbot, page, "office_name", "Cauderan")
    QTest.keyClick(focused(), Qt.Key.Key_Left, ALT)
    assert page.city.typed()[Answer.CITY] == "Bordeaux"
    press(qtbot, Qt.Key.Key_Return)
    assert page.office.typed()[Answer.OFFICE_NAME] == "Cauderan"


def test_missing_answer_is_pointed_at(qtbot: QtBot, tmp_path: Path, keeper: Keeper) -> None:
    page, _entered = assistant(qtbot, tmp_path / "new", keeper)
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Return)
    field = page.city.fields[Answer.CITY]
    assert field.error.isVisible()
    assert QApplication.focusWidget() is field.control


def test_backup_leads_to_the_login(qtbot: QtBot, tmp_path: Path, keeper: Keeper) -> None:
    page, _entered = assistant(qtbot, tmp_path / "new", keeper)
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    backups = page.pages.currentWidget()
    assert isinstance(backups, RestorePage)
    backups.presenter.restore(keeper.backups()[0].path)
    login = page.pages.currentWidget()
    assert isinstance(login, LoginPage)
    assert "en place" in login.form.bar.banner.text.text()


def test_demonstration_moves_the_bar_from_another_thread(
    qtbot: QtBot, tmp_path: Path, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = demonstration.Scale(people=5, requests=5)
    found = partial(demonstration.found_demonstration, scale=small)
    monkeypatch.setattr(demonstration, "found_demonstration", found)
    way, lane = way_to(empty_entrance(tmp_path / "new")), Delivery()
    page = SetupAssistant(way.entrance, keeper, lane, way.tr, way.wording)
    shown(qtbot, page)
    with qtbot.waitSignal(page.entered, timeout=30_000):
        press(qtbot, Qt.Key.Key_Return)
    assert page.welcome.work.bar.maximum() >= 1
    assert "Pour y revenir" in page.welcome.return_words.text()
    lane.close()
    way.entrance.door.leave()


def way_out(page: SetupAssistant) -> None:
    page.way.entrance.door.leave()


def test_assistant_suits_every_eye_and_keyboard(
    qtbot: QtBot, tmp_path: Path, keeper: Keeper, appearance: QApplication
) -> None:
    page, _entered = assistant(qtbot, tmp_path / "new", keeper)
    for each in (page.welcome, page.city, page.office, page.agent):
        page.pages.setCurrentWidget(each)
        assert walk_in_every_look(appearance, page, LOOKS) == []
