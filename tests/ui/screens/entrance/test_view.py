"""The login and lock pages by keyboard, offscreen."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from mairie_quartier.services.agents import add_agent
from mairie_quartier.services.context import Context
from mairie_quartier.services.sessions import lock, log_in
from mairie_quartier.ui.screens.entrance import LockPage, LoginPage
from mairie_quartier.ui.screens.entrance.view_recovery import RecoveryPage
from mairie_quartier.ui.screens.entrance.view_restore import RestorePage
from mairie_quartier.ui.theme.tokens import Appearance, Scheme
from mairie_quartier.ui.widgets.confirm import ConfirmDialog
from tests.builders import LOGIN, PASSWORD, Desk, fresh_desk, new_agent
from tests.ui.screens.entrance.way import NEW_PASSWORD, closed_desk, keeper_of, way_to
from tests.ui.walk import walk_in_every_look

LOOKS = (Appearance(), Appearance(Scheme.DARK, 200))
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return closed_desk(tmp_path)


def shown(qtbot: QtBot, page: QWidget) -> None:
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    page.activateWindow()
    qtbot.waitExposed(page)
    QApplication.processEvents()


def focused() -> QWidget:
    """The control that has the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def login_page(qtbot: QtBot, desk: Desk) -> tuple[LoginPage, list[Context]]:
    way = way_to(desk.entrance)
    entered: list[Context] = []
    page = LoginPage(way.entrance, way.lane, way.tr, way.wording, keeper_of(desk))
    page.entered.connect(entered.append)
    shown(qtbot, page)
    return page, entered


def type_keys(qtbot: QtBot, *texts: str) -> None:
    """Type each text and Enter into whatever has the focus."""
    for text in texts:
        QTest.keyClicks(focused(), text)
        QTest.keyClick(focused(), Qt.Key.Key_Return)


def test_login_password_and_enter_let_in(qtbot: QtBot, desk: Desk) -> None:
    page, entered = login_page(qtbot, desk)
    assert QApplication.focusWidget() is page.form.login
    type_keys(qtbot, LOGIN, PASSWORD)
    assert [context.agent.login for context in entered] == [LOGIN]
    assert page.form.login.text() == page.form.password.text() == ""


def test_wrong_password_is_emptied_and_asked_again(qtbot: QtBot, desk: Desk) -> None:
    page, entered = login_page(qtbot, desk)
    type_keys(qtbot, LOGIN, "faux")
    assert page.form.bar.banner.isVisible()
    assert page.form.login.text() == LOGIN
    assert page.form.password.text() == ""
    assert QApplication.focusWidget() is page.form.password
    type_keys(qtbot, PASSWORD)
    assert entered


def test_wait_counts_down_on_screen(qtbot: QtBot, desk: Desk) -> None:
    page, _entered = login_page(qtbot, desk)
    type_keys(qtbot, LOGIN, "faux", "faux", "faux", "faux")
    assert page.form.bar.clock.isActive()
    assert not page.form.enter_button.isEnabled()
    page.form.bar.clock.timeout.emit()
    assert "1 seconde." in page.form.bar.banner.text.text()
    page.form.bar.clock.timeout.emit()
    assert page.form.enter_button.isEnabled()
    assert not page.form.bar.clock.isActive()


def test_password_shows_and_hides_by_a_key(qtbot: QtBot, desk: Desk) -> None:
    page, _entered = login_page(qtbot, desk)
    page.form.password.setFocus()
    QTest.keyClick(page.form.password, Qt.Key.Key_V, ALT)
    assert page.form.password.echoMode() is QLineEdit.EchoMode.Normal
    QTest.keyClick(page.form.password, Qt.Key.Key_V, ALT)
    assert page.form.password.echoMode() is QLineEdit.EchoMode.Password


def test_caps_lock_is_seen_by_the_letters(qtbot: QtBot, desk: Desk) -> None:
    page, _entered = login_page(qtbot, desk)
    field = page.form.password_field
    QTest.keyClicks(field.edit, "A", Qt.KeyboardModifier.NoModifier)
    assert field.caps.isVisible()
    QTest.keyClicks(field.edit, "a")
    assert field.caps.isHidden()
    QTest.keyClicks(field.edit, "A", Qt.KeyboardModifier.ShiftModifier)
    assert field.caps.isHidden()


def test_damaged_store_leads_to_a_backup_and_back_in(qtbot: QtBot, tmp_path: Path) -> None:
    desk = fresh_desk(tmp_path)
    keeper_of(desk).back_up()
    desk.close()
    desk.door.path.write_bytes(b"SQLite format 3\x00" + bytes(8000))
    page, entered = login_page(qtbot, desk)
    type_keys(qtbot, LOGIN, PASSWORD)
    assert page.form.restore_button.isVisible()
    QTest.keyClick(page.form.password, Qt.Key.Key_R, ALT)
    backups = page.pages.currentWidget()
    assert isinstance(backups, RestorePage)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    question = page.findChild(ConfirmDialog)
    assert question is not None
    question.agree.click()
    qtbot.waitUntil(page.isActiveWindow)
    assert page.pages.currentWidget() is page.form
    assert "en place" in page.form.bar.banner.text.text()
    page.form.password.clear()
    page.form.password.setFocus()
    type_keys(qtbot, PASSWORD)
    assert entered


def test_printed_key_typed_group_after_group_gives_a_new_password(qtbot: QtBot, desk: Desk) -> None:
    page, entered = login_page(qtbot, desk)
    QTest.keyClick(page.form.login, Qt.Key.Key_P, ALT)
    recovery = page.pages.currentWidget()
    assert isinstance(recovery, RecoveryPage)
    for letter in desk.recovery_code.replace("-", "").lower():
        QTest.keyClicks(focused(), letter)
    assert "-".join(recovery.key.typed()) == desk.recovery_code
    QTest.keyClicks(recovery.login, LOGIN)
    QTest.keyClicks(recovery.password_field.edit, NEW_PASSWORD)
    QTest.keyClicks(recovery.again_field.edit, NEW_PASSWORD)
    QTest.keyClick(recovery.again_field.edit, Qt.Key.Key_Return)
    assert entered
    desk.close()
    assert log_in(desk.entrance, LOGIN, NEW_PASSWORD)


def test_key_may_be_pasted_whole(qtbot: QtBot, desk: Desk) -> None:
    page, _entered = login_page(qtbot, desk)
    page.form.key_wanted.emit()
    recovery = page.pages.currentWidget()
    assert isinstance(recovery, RecoveryPage)
    QApplication.clipboard().setText(desk.recovery_code)
    recovery.key.groups[0].paste()
    assert "-".join(recovery.key.typed()) == desk.recovery_code


def test_wrong_group_takes_the_focus(qtbot: QtBot, desk: Desk) -> None:
    page, _entered = login_page(qtbot, desk)
    page.form.key_wanted.emit()
    recovery = page.pages.currentWidget()
    assert isinstance(recovery, RecoveryPage)
    for place, group in enumerate(desk.recovery_code.split("-")):
        recovery.key.groups[place].setText(group if place != 4 else group[:3])
    recovery.login.setText(LOGIN)
    recovery.password_field.edit.setText(NEW_PASSWORD)
    recovery.again_field.edit.setText(NEW_PASSWORD)
    recovery.recover()
    assert recovery.key.groups[4].property("wrong") == "true"
    assert QApplication.focusWidget() is recovery.key.groups[4]


def test_escape_leaves_the_lost_password(qtbot: QtBot, desk: Desk) -> None:
    page, _entered = login_page(qtbot, desk)
    page.form.login.setText(LOGIN)
    page.form.key_wanted.emit()
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert page.pages.currentWidget() is page.form
    assert page.form.login.text() == LOGIN


def lock_page(qtbot: QtBot, folder: Path) -> tuple[LockPage, list[Context], list[Context]]:
    desk = fresh_desk(folder)
    way_in: list[Context] = []
    others: list[Context] = []
    add_agent(desk.context, desk.door, new_agent(desk.context, "luc"), NEW_PASSWORD)
    lock(desk.entrance, desk.context)
    way = way_to(desk.entrance)
    page = LockPage(way.entrance, way.lane, way.tr, way.wording, desk.context.agent)
    page.unlocked.connect(way_in.append)
    page.other_agent.connect(others.append)
    shown(qtbot, page)
    return page, way_in, others


def test_same_agent_unlocks(qtbot: QtBot, tmp_path: Path) -> None:
    _page, unlocked, others = lock_page(qtbot, tmp_path)
    type_keys(qtbot, PASSWORD)
    assert [context.agent.login for context in unlocked] == [LOGIN]
    assert others == []


def test_another_agent_comes_in(qtbot: QtBot, tmp_path: Path) -> None:
    page, unlocked, others = lock_page(qtbot, tmp_path)
    QTest.keyClick(focused(), Qt.Key.Key_A, ALT)
    assert QApplication.focusWidget() is page.login
    type_keys(qtbot, "luc", NEW_PASSWORD)
    assert [context.agent.login for context in others] == ["luc"]
    assert unlocked == []


def test_same_agent_by_login_finds_the_screens_again(qtbot: QtBot, tmp_path: Path) -> None:
    page, unlocked, others = lock_page(qtbot, tmp_path)
    QTest.keyClick(focused(), Qt.Key.Key_A, ALT)
    type_keys(qtbot, LOGIN, PASSWORD)
    assert page.login.text() == LOGIN
    assert len(unlocked) == 1
    assert others == []


def test_entrance_suits_every_eye_and_keyboard(
    qtbot: QtBot, tmp_path: Path, appearance: QApplication
) -> None:
    desk = closed_desk(tmp_path)
    page, _entered = login_page(qtbot, desk)
    assert walk_in_every_look(appearance, page, LOOKS) == []
    page.form.key_wanted.emit()
    assert walk_in_every_look(appearance, page, LOOKS) == []
