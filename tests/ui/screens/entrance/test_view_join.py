"""An empty PC joins the city by keyboard, offscreen, with a centre in memory and a real store."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import sentinel

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.agents import Role
from mairie_quartier.services import sessions
from mairie_quartier.services.context import Context
from mairie_quartier.services.door_state import DoorState
from mairie_quartier.services.faults import StoreFull
from mairie_quartier.ui.linking.answers import LinkAnswer
from mairie_quartier.ui.screens.entrance import SetupAssistant
from mairie_quartier.ui.screens.entrance.presenter_join import JoinStep, Who
from mairie_quartier.ui.screens.entrance.view_join import JoinAssistant
from tests.sync.conftest import linked
from tests.sync.desks import Cable, LinkedDesk
from tests.sync.empty_pcs import CODE, URL, EmptyPc, invite
from tests.sync.memory_centre import MemoryCentre
from tests.ui.screens.entrance.test_view import LOOKS, focused, shown
from tests.ui.screens.entrance.way import NEW_PASSWORD, way_to
from tests.ui.screens.workplaces import plain
from tests.ui.walk import walk_in_every_look

RETURN = Qt.Key.Key_Return


@dataclass
class Joining:
    """An empty PC at its first start, before the page where one joins."""

    pc: EmptyPc
    centre: MemoryCentre
    office: LinkedDesk
    assistant: SetupAssistant
    page: JoinAssistant
    entered: list[Context]

    def fill_centre(self, code: str = CODE) -> None:
        form = self.page.centre.form
        for edit, text in ((form.address, URL), (form.code, code), (form.desk_name, "Guichet 2")):
            edit.setFocus()
            QTest.keySequence(edit, "Ctrl+A")
            QTest.keyClicks(edit, text)
        QTest.keyClick(focused(), RETURN)

    def fill_who(self, name: str = "Zo", password: str = NEW_PASSWORD) -> None:
        who = self.page.who
        who.agent.setFocus()
        QTest.keyClicks(who.agent, name)
        for edit in (who.password, who.again):
            edit.setFocus()
            QTest.keySequence(edit, "Ctrl+A")
            QTest.keyClicks(edit, password)
        QTest.keyClick(focused(), RETURN)

    def note_key(self) -> None:
        key = self.page.key_page
        assert key is not None
        key.ticked.setFocus()
        QTest.keyClick(key.ticked, Qt.Key.Key_Space)
        key.group.setFocus()
        QTest.keyClicks(key.group, key.check.groups[key.check.asked - 1])
        QTest.keyClick(key.group, RETURN)

    def is_at(self, step: JoinStep) -> bool:
        return self.page.presenter.step is step

    @property
    def failure(self) -> str:
        page = self.page.centre if self.is_at(JoinStep.CENTRE) else self.page.who
        return plain(page.banner.text.text())


@pytest.fixture
def joining(qtbot: QtBot, tmp_path: Path) -> Iterator[Joining]:
    centre = MemoryCentre()
    office = linked(centre, tmp_path / "office")
    invite(centre, office)
    pc = EmptyPc(tmp_path / "pc", Cable(centre))
    way = way_to(pc.entrance._replace(synchroniser=pc.lane))
    entered: list[Context] = []
    assistant = SetupAssistant(way.entrance, sentinel.keeper, way.lane, way.tr, way.wording)
    assistant.entered.connect(entered.append)
    shown(qtbot, assistant)
    for _ in range(2):
        QTest.keyClick(focused(), Qt.Key.Key_Down)
    QTest.keyClick(focused(), RETURN)
    page = assistant.pages.currentWidget()
    assert isinstance(page, JoinAssistant)
    yield Joining(pc, centre, office, assistant, page, entered)
    pc.door.leave()
    office.desk.close()


def test_an_empty_pc_joins_by_keyboard_and_its_agent_is_at_work(joining: Joining) -> None:
    assert focused() is joining.page.centre.form.address
    joining.fill_centre()
    assert joining.is_at(JoinStep.WHO)
    assert focused() is joining.page.who.agent
    assert "Bacalan" in joining.page.who.lead.text()
    joining.fill_who()
    assert joining.is_at(JoinStep.KEY)
    assert joining.entered == []
    joining.note_key()
    (context,) = joining.entered
    assert (context.agent.login, context.agent.roles) == ("zoe", frozenset({Role.RECEPTION}))
    assert context.office == joining.office.desk.context.office
    joining.pc.door.leave()
    sessions.log_in(joining.pc.entrance, "zoe", NEW_PASSWORD)


def test_the_address_is_checked_before_the_code_is_given(joining: Joining) -> None:
    joining.pc.cable.plan = ["request"]
    joining.centre.calls.clear()
    joining.fill_centre()
    assert joining.centre.calls == []
    assert "coupée" in joining.failure
    joining.fill_centre()
    assert joining.centre.calls[:2] == ["/v1/hello", "/v1/enrol"]
    assert joining.is_at(JoinStep.WHO)


def test_a_code_that_is_refused_is_pointed_at_and_another_can_be_typed(joining: Joining) -> None:
    joining.fill_centre("faux")
    error = joining.page.centre.form.fields[LinkAnswer.ENROL_CODE].error
    assert "demandez-en un nouveau" in plain(error.text())
    assert focused() is joining.page.centre.form.code
    joining.fill_centre()
    assert joining.is_at(JoinStep.WHO)


def test_going_back_asks_for_no_other_code(joining: Joining) -> None:
    joining.fill_centre()
    QTest.keyClick(focused(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert joining.is_at(JoinStep.CENTRE)
    QTest.keyClick(focused(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert joining.assistant.pages.currentWidget() is joining.assistant.welcome
    joining.assistant.welcome.join.click()
    joining.centre.calls.clear()
    QTest.keyClick(focused(), RETURN)
    assert joining.is_at(JoinStep.WHO)
    assert joining.centre.calls == []


@pytest.mark.parametrize(
    ("name", "password", "answer"),
    [("", NEW_PASSWORD, Who.AGENT), ("Zo", "faible", Who.PASSWORD)],
)
def test_nobody_and_a_weak_password_are_pointed_at(
    joining: Joining, name: str, password: str, answer: Who
) -> None:
    joining.fill_centre()
    joining.fill_who(name, password)
    assert joining.is_at(JoinStep.WHO)
    assert joining.page.who.fields[answer].error.text()
    assert joining.pc.door.state is DoorState.NO_STORE


def test_a_disk_that_fails_can_be_tried_again_without_another_code(
    joining: Joining, monkeypatch: pytest.MonkeyPatch
) -> None:
    joining.fill_centre()

    def fail(*_args: object) -> None:
        raise StoreFull(joining.pc.folder)

    with monkeypatch.context() as patched:
        patched.setattr(joining.pc.lane, "take_place", fail)
        joining.fill_who()
    assert joining.is_at(JoinStep.WHO)
    assert "sans autre code" in joining.failure
    joining.page.who.next_button.click()
    assert joining.is_at(JoinStep.KEY)


def test_an_office_without_agents_is_asked_again_without_another_code(joining: Joining) -> None:
    agents = {key: row for key, row in joining.centre.board.rows.items() if key[0] == "agent"}
    for key in agents:
        del joining.centre.board.rows[key]
    joining.fill_centre()
    assert joining.is_at(JoinStep.CENTRE)
    assert "aucun agent" in joining.failure
    joining.centre.board.rows.update(agents)
    joining.centre.calls.clear()
    joining.page.centre.next_button.click()
    assert joining.is_at(JoinStep.WHO)
    assert "/v1/enrol" not in joining.centre.calls


def test_the_name_of_who_is_chosen_weakens_the_password(joining: Joining) -> None:
    joining.fill_centre()
    who = joining.page.who
    who.password.setText("Martin-Lampe-2026!")
    assert "nom" not in joining.page.presenter.grade(who.typed()).advice
    who.agent.choose("zoe")
    assert "nom" in joining.page.presenter.grade(who.typed()).advice


def test_the_pages_suit_every_eye_and_keyboard(joining: Joining, appearance: QApplication) -> None:
    assert walk_in_every_look(appearance, joining.assistant, LOOKS) == []
    joining.fill_centre()
    joining.page.show_warning("L’horloge de ce poste avance de 3 jours.")
    assert walk_in_every_look(appearance, joining.assistant, LOOKS) == []
    joining.fill_who()
    assert walk_in_every_look(appearance, joining.assistant, LOOKS[1:]) == []


def test_the_choices_suit_every_eye_with_the_city_among_them(
    joining: Joining, appearance: QApplication
) -> None:
    joining.page.left.emit()
    assert walk_in_every_look(appearance, joining.assistant, LOOKS[1:]) == []
