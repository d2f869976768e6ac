"""The intake screen as an agent uses it: real widgets, real keys, a real encrypted store."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.people import Person
from mairie_quartier.domain.requests import Outcome, PieceState
from mairie_quartier.services import drafts
from mairie_quartier.services.faults import StoreFull
from mairie_quartier.services.visits import undo_last
from mairie_quartier.ui.delivery import Delivery
from mairie_quartier.ui.screens.intake import IntakeScreen
from mairie_quartier.ui.screens.intake.state import IntakeState, Spot
from mairie_quartier.ui.theme import Appearance, Scheme, apply_theme
from tests.ui.screens.intake.at_work import AtWork, at_work, known_partner, known_person

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


@dataclass(slots=True)
class Agent:
    """One hand on the keyboard: what is typed, and how many keys besides, modifiers included."""

    screen: IntakeScreen
    scene: AtWork
    strokes: int = 0

    def types(self, text: str) -> None:
        """Type into whatever has the focus; characters do not count as strokes."""
        for char in text:
            press = QKeyEvent(QKeyEvent.Type.KeyPress, _key_of(char), PLAIN, char)
            QApplication.sendEvent(self.focused, press)
        QApplication.processEvents()

    def presses(self, *keys: Qt.Key, hold: Qt.KeyboardModifier = PLAIN) -> None:
        """Press keys one after another."""
        for key in keys:
            QTest.keyClick(self.focused, key, hold)
            self.strokes += 1 if hold is PLAIN else 2
            QApplication.processEvents()

    def starts(self) -> None:
        """F2, as the frame answers it."""
        self.screen.start()
        self.screen.first_focus()
        self.strokes += 1

    @property
    def focused(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    @property
    def state(self) -> IntakeState:
        return self.screen._presenter.state

    def adds(self, words: str, outcome: str) -> None:
        """Add a need and its outcome."""
        self.screen.focus_on(Spot.NEED)
        self.types(words)
        self.presses(KEY.Key_Return)
        self.types(outcome)


def _key_of(char: str) -> int:
    """Give the code of a key; letters of other scripts have none, as with an input method."""
    return ord(char.upper()) if char.isascii() else 0


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


def control(agent: Agent, name: str) -> QWidget:
    found = [each for each in agent.screen.findChildren(QWidget, name) if each.isVisible()]
    assert found, name
    return found[0]


def line(agent: Agent, name: str) -> QLineEdit:
    found = control(agent, name)
    assert isinstance(found, QLineEdit)
    return found


def shown_texts(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def test_known_person_one_need_and_receipt_takes_at_most_25_keystrokes(
    agent: Agent, scene: AtWork, known: Person
) -> None:
    agent.starts()
    agent.types("traore am")
    agent.presses(KEY.Key_Return, hold=CONTROL)
    agent.types("rsa")
    agent.presses(KEY.Key_Return, KEY.Key_3, KEY.Key_Return)
    agent.presses(KEY.Key_P, hold=CONTROL)
    assert agent.state.result is not None
    assert agent.state.result.person_id == known.id
    assert scene.navigator.previews == [agent.state.result.receipt_ids]
    assert agent.strokes == 8


def test_anonymous_visit_with_one_need_takes_at_most_10_keystrokes(agent: Agent) -> None:
    agent.starts()
    agent.presses(KEY.Key_Return)
    agent.types("rsa")
    agent.presses(KEY.Key_Return, KEY.Key_1, KEY.Key_Return, KEY.Key_Return, KEY.Key_Return)
    assert agent.state.result is not None
    assert agent.state.form.anonymous
    assert agent.strokes == 7


def test_new_person_with_three_needs_is_registered_by_enter_alone(agent: Agent) -> None:
    agent.types("Nguyễn Thị Hồng 1990")
    agent.presses(KEY.Key_Return)
    agent.types("viet")
    agent.presses(KEY.Key_Return)
    for words, outcome in (("rsa", "3"), ("logement", "4"), ("carte grise", "a")):
        agent.types(words)
        agent.presses(KEY.Key_Return)
        agent.types(outcome)
        agent.presses(KEY.Key_Return)
    agent.presses(KEY.Key_Return, KEY.Key_Return)
    assert agent.state.result is not None
    form = agent.state.form
    assert [need.outcome for need in form.needs] == [
        Outcome.DEPOSITED,
        Outcome.TRANSMITTED,
        Outcome.HELPED,
    ]
    assert form.language == "vie"
    assert form.person is not None
    assert (form.person.family_name, form.person.first_names) == ("Nguyễn", "Thị Hồng")


def test_enter_never_confirms_somebody_not_chosen(agent: Agent, known: Person) -> None:
    agent.types("traore")
    agent.presses(KEY.Key_Return)
    assert agent.state.file is None
    assert agent.state.form.person is not None
    assert agent.state.form.person.person_id is None


def test_an_arrow_then_enter_confirms_the_person_chosen(agent: Agent, known: Person) -> None:
    agent.types("traore")
    agent.presses(KEY.Key_Down, KEY.Key_Return)
    assert agent.state.file is not None
    assert "Aminata" in shown_texts(agent.screen)


def test_escape_closes_the_matches_and_keeps_the_text(agent: Agent, known: Person) -> None:
    agent.types("traore")
    agent.presses(KEY.Key_Escape)
    assert line(agent, "person").text() == "traore"
    agent.presses(KEY.Key_Return, hold=CONTROL)
    assert agent.state.file is None


def test_tab_follows_the_conversation(agent: Agent, qtbot: QtBot) -> None:
    agent.adds("logement social", "3")
    qtbot.waitUntil(lambda: agent.focused.objectName() == "outcome3")
    QApplication.processEvents()
    seen = []
    for _ in range(9):
        seen.append(agent.focused.objectName())
        agent.presses(KEY.Key_Tab)
    assert seen[0] == "outcome3"
    assert seen[1].startswith("piece_")
    assert seen[5:] == ["allReceived", "needNote", "removeNeed", "need"]


def test_pieces_are_said_by_one_key_each(agent: Agent) -> None:
    agent.adds("aah", "3")
    QApplication.processEvents()
    agent.presses(KEY.Key_Tab, KEY.Key_R, KEY.Key_Return, KEY.Key_M, KEY.Key_Return, KEY.Key_I)
    states = [piece.state for piece in agent.state.form.needs[0].pieces]
    assert states == [PieceState.RECEIVED, PieceState.MISSING, PieceState.NOT_NEEDED]
    assert line(agent, "piecesDue").text() == "16/03/2026"
    assert "exigible" in shown_texts(agent.screen)


def test_one_key_says_everything_was_received(agent: Agent) -> None:
    agent.adds("rsa", "3")
    QApplication.processEvents()
    agent.presses(KEY.Key_Tab, KEY.Key_T)
    pieces = agent.state.form.needs[0].pieces
    assert len(pieces) == 6
    assert {piece.state for piece in pieces} == {PieceState.RECEIVED}


def test_first_letters_choose_the_outcome_and_repeat_goes_to_the_next(agent: Agent) -> None:
    agent.adds("rsa", "d")
    first = agent.state.form.needs[0].outcome
    agent.types("d")
    second = agent.state.form.needs[0].outcome
    assert (first, second) == (Outcome.DEPOSITED, Outcome.TRANSMITTED)


def test_the_digits_of_an_azerty_keyboard_need_no_shift(agent: Agent) -> None:
    agent.adds("rsa", "é")
    assert agent.state.form.needs[0].outcome is Outcome.HELPED


def test_not_helped_asks_why_before_going_on(agent: Agent) -> None:
    agent.adds("rsa", "7")
    agent.presses(KEY.Key_Return)
    agent.types("2")
    agent.presses(KEY.Key_Return)
    assert agent.focused.objectName() == "need"
    agent.presses(KEY.Key_S, hold=CONTROL)
    assert agent.state.result is not None


def test_a_referral_is_recorded_inline(agent: Agent, scene: AtWork) -> None:
    partner = known_partner(scene.desk)
    agent.starts()
    agent.adds("cours", "5")
    agent.presses(KEY.Key_Return)
    agent.types("promo")
    agent.presses(KEY.Key_Return)
    agent.types("apprendre à lire")
    agent.presses(KEY.Key_Return)
    agent.types("2")
    agent.presses(KEY.Key_Return)
    assert agent.focused.objectName() == "need"
    agent.presses(KEY.Key_S, hold=CONTROL)
    with scene.desk.unit() as unit:
        (referral,) = unit.referrals.matching()
    assert (referral.partner_id, referral.reason) == (partner.id, "apprendre à lire")
    assert referral.agreement_on is not None


def test_an_interpreting_need_is_recorded_inline(agent: Agent, scene: AtWork) -> None:
    agent.types("Traoré")
    agent.presses(KEY.Key_F4)
    agent.types("bam")
    agent.presses(KEY.Key_Return)
    assert agent.focused.objectName() == "way"
    agent.adds("rsa", "1")
    agent.presses(KEY.Key_S, hold=CONTROL)
    with scene.desk.unit() as unit:
        (asked,) = unit.interpreting.matching()
    assert asked.language == "bam"


def test_choosing_a_minor_is_refused_with_the_sentence(agent: Agent) -> None:
    agent.presses(KEY.Key_F4)
    kind = control(agent, "interpreterKind")
    assert isinstance(kind, QComboBox)
    kind.setFocus()
    agent.presses(KEY.Key_End)
    assert "Un enfant ne peut pas" in shown_texts(agent.screen)
    assert agent.state.form.interpreting is not None
    assert kind.currentIndex() == 0


def test_outreach_asks_for_the_place(agent: Agent, scene: AtWork) -> None:
    channel = control(agent, "channel")
    assert isinstance(channel, QComboBox)
    channel.setFocus()
    agent.types("al")
    line(agent, "place").setFocus()
    agent.types("Maraude des quais")
    agent.adds("rsa", "1")
    agent.presses(KEY.Key_S, hold=CONTROL)
    with scene.desk.unit() as unit:
        (visit,) = unit.visits.matching()
    assert visit.place == "Maraude des quais"


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
