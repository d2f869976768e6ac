"""What is typed is kept, refused with its reason, or had back: real widgets and store."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mairie_quartier.services import drafts
from mairie_quartier.services.faults import StoreFull
from mairie_quartier.services.visits import undo_last
from mairie_quartier.ui.delivery import Delivery
from mairie_quartier.ui.screens.intake import IntakeScreen
from mairie_quartier.ui.theme import Appearance, Scheme, apply_theme
from tests.ui.screens.intake.at_work import AtWork, at_work, known_person
from tests.ui.screens.intake.hands import Agent, control, line, shown_texts

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.mark.parametrize(
    "name",
    [
        "d’Almeida e Sá",
        "O'Brien",
        "Đặng",
        "Müller-Łukasz",
        "محمد علي",
        "Ґалаґан Їжак",
        "გელა",
        "መሐመድ",
        "王小明",
    ],
)
def test_a_name_of_any_culture_is_kept_as_typed(agent: Agent, scene: AtWork, name: str) -> None:
    agent.presses(KEY.Key_F3)
    for field_name in ("family_name", "other_script_name"):
        line(agent, field_name).setFocus()
        agent.types(name)
    agent.adds("rsa", "1")
    agent.presses(KEY.Key_S, hold=CONTROL)
    with scene.desk.unit() as unit:
        (person,) = unit.people.matching()
    assert (person.family_name, person.other_script_name) == (name, name)


def test_a_social_security_number_raises_a_warning_anywhere(agent: Agent) -> None:
    agent.adds("rsa", "1")
    control(agent, "needNote").setFocus()
    agent.types("n° 2 87 04 33 063 123")
    assert "ne doit pas être noté ici" in shown_texts(agent.screen)
    line(agent, "person").setFocus()
    agent.types("2870433063123")
    assert shown_texts(agent.screen).count("ne doit pas être noté ici") == 2


def test_ten_thousand_pasted_characters_are_refused_whole(agent: Agent) -> None:
    clipboard = QApplication.clipboard()
    agent.types("Traoré")
    clipboard.setText("x" * 10_000)
    agent.presses(KEY.Key_V, hold=CONTROL)
    assert line(agent, "person").text() == "Traoré"
    assert "10\u202f006 caractères" in shown_texts(agent.screen)
    agent.adds("rsa", "1")
    control(agent, "needNote").setFocus()
    agent.presses(KEY.Key_V, hold=CONTROL)
    assert agent.state.form.needs[0].note == ""
    assert "10\u202f000 caractères" in shown_texts(agent.screen)


def test_each_field_left_is_on_disk(agent: Agent, scene: AtWork) -> None:
    agent.types("Traoré Aminata")
    agent.presses(KEY.Key_Tab)
    (kept,) = drafts.list_drafts(scene.desk.context)
    assert kept.title == "Aminata Traoré"
    assert "Brouillon enregistré" in shown_texts(agent.screen)


def test_a_draft_survives_the_end_of_the_program(agent: Agent, scene: AtWork, qtbot: QtBot) -> None:
    agent.types("Traoré Aminata")
    agent.presses(KEY.Key_Return)
    agent.adds("rsa", "3")
    control(agent, "needNote").setFocus()
    agent.types("revient jeudi")
    agent.presses(KEY.Key_Tab)
    (kept,) = drafts.list_drafts(scene.desk.context)
    scene.desk.reopen()
    again = IntakeScreen(scene.work)
    qtbot.addWidget(again)
    again.resume(kept.id)
    form = again._presenter.state.form
    assert form.needs[0].note == "revient jeudi"
    entry = again.findChild(QLineEdit, "person")
    assert isinstance(entry, QLineEdit)
    assert entry.text() == "Traoré Aminata"


def test_leaving_the_screen_keeps_what_is_being_typed(agent: Agent, scene: AtWork) -> None:
    agent.types("Traoré")
    agent.screen.keep()
    assert len(drafts.list_drafts(scene.desk.context)) == 1
    assert line(agent, "person").text() == "Traoré"


def test_undo_works_within_a_field(agent: Agent) -> None:
    agent.types("Traoré")
    agent.presses(KEY.Key_Z, hold=CONTROL)
    assert line(agent, "person").text() == ""


def test_a_thrown_away_visit_comes_back_by_control_z(agent: Agent, scene: AtWork) -> None:
    agent.types("Traoré")
    agent.presses(KEY.Key_Return, KEY.Key_Return)
    button = control(agent, "discard")
    button.setFocus()
    agent.presses(KEY.Key_Return)
    assert line(agent, "person").text() == ""
    agent.presses(KEY.Key_Z, hold=CONTROL)
    assert line(agent, "person").text() == "Traoré"


def test_an_undone_visit_comes_back_on_the_screen(agent: Agent, scene: AtWork) -> None:
    agent.types("Traoré Aminata")
    agent.adds("rsa", "3")
    agent.presses(KEY.Key_S, hold=CONTROL)
    undo_last(scene.desk.context)
    agent.screen.restore_last()
    QApplication.processEvents()
    assert line(agent, "person").text() == "Traoré Aminata"
    assert "Revenu de solidarité active" in shown_texts(agent.screen)
    agent.presses(KEY.Key_S, hold=CONTROL)
    assert agent.state.result is not None


def test_a_full_disk_is_said_and_the_words_stay(
    agent: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreFull(Path("desk.db"))

    agent.types("Traoré")
    agent.adds("rsa", "3")
    for where in ("sheet.keep_draft", "presenter.register_visit"):
        monkeypatch.setattr(f"mairie_quartier.ui.screens.intake.{where}", full)
    agent.presses(KEY.Key_S, hold=CONTROL)
    assert "Le disque est plein" in shown_texts(agent.screen)
    assert line(agent, "person").text() == "Traoré"
    monkeypatch.undo()
    agent.presses(KEY.Key_S, hold=CONTROL)
    assert agent.state.result is not None


def test_forty_needs_stay_usable(agent: Agent) -> None:
    codes = [each.code for each in agent.scene.desk.context.catalogue().all()][:40]
    for code in codes:
        agent.screen._presenter.needs.add(code)
        agent.types("1")
        agent.presses(KEY.Key_Return)
    agent.presses(KEY.Key_S, hold=CONTROL)
    assert agent.state.result is not None
    assert len(agent.state.form.needs) == 40


def test_the_side_panel_stands_beside_the_form_and_below_it_in_large_text(
    agent: Agent, appearance: QApplication
) -> None:
    side = control(agent, "sidePanel")
    assert side.mapTo(agent.screen, side.rect().topLeft()).x() > agent.screen.width() // 2
    apply_theme(appearance, Appearance(Scheme.LIGHT, 200))
    appearance.processEvents()
    assert side.mapTo(agent.screen, side.rect().topLeft()).x() < agent.screen.width() // 4


def test_every_control_has_a_name_for_assistive_technology(agent: Agent) -> None:
    agent.presses(KEY.Key_F4)
    agent.screen._open_details()
    agent.adds("cours", "5")
    nameless = [
        (type(each).__name__, each.objectName())
        for each in agent.screen.findChildren(QWidget)
        if isinstance(each, QLineEdit | QPushButton | QComboBox)
        and each.isVisible()
        and not each.accessibleName()
    ]
    assert nameless == []


def test_the_sheet_of_keys_is_in_french_and_whole(agent: Agent) -> None:
    keys = {shortcut.keys for shortcut in agent.screen.shortcuts()}
    assert {"Ctrl+Return", "Ctrl+S", "Ctrl+P", "F3", "F4"} <= keys
    assert all(shortcut.label for shortcut in agent.screen.shortcuts())


def test_everything_works_with_the_store_on_its_own_thread(tmp_path: Path, qtbot: QtBot) -> None:
    lane = Delivery("intake")
    scene = at_work(tmp_path / "desk", lane=lane)
    person = known_person(scene.desk)
    screen = IntakeScreen(scene.work)
    qtbot.addWidget(screen)
    screen.resize(1180, 680)
    screen.show()
    qtbot.waitExposed(screen)
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    agent = Agent(screen, scene)
    agent.starts()
    agent.types("traore")
    qtbot.waitUntil(lambda: agent.state.suggestions != ())
    agent.presses(KEY.Key_Return, hold=CONTROL)
    qtbot.waitUntil(lambda: agent.state.file is not None)
    agent.types("rsa")
    agent.presses(KEY.Key_Return, KEY.Key_3, KEY.Key_Return)
    agent.presses(KEY.Key_P, hold=CONTROL)
    agent.presses(KEY.Key_P, hold=CONTROL)
    qtbot.waitUntil(lambda: agent.state.result is not None)
    qtbot.waitUntil(lambda: lane.waiting == 0)
    assert agent.state.result is not None
    assert agent.state.result.person_id == person.id
    assert drafts.list_drafts(scene.desk.context) == ()
    with scene.desk.unit() as unit:
        assert len(unit.visits.matching()) == 1
    assert lane.close()
    scene.desk.close()
