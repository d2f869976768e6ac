"""The conversation by keyboard: real widgets, real keys, a real encrypted store."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.office_papers import VisitFormsWanted
from mairie_quartier.domain.people import Person
from mairie_quartier.domain.requests import Outcome, PieceState
from tests.ui.screens.intake.at_work import AtWork, known_partner
from tests.ui.screens.intake.hands import Agent, control, line, shown_texts

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


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

    agent.presses(KEY.Key_O, hold=CONTROL)
    (wanted,) = scene.navigator.office_papers
    assert wanted == VisitFormsWanted(agent.state.form.visit_id)


def test_a_visit_without_referral_offers_no_form(agent: Agent, scene: AtWork) -> None:
    agent.adds("rsa", "1")
    agent.presses(KEY.Key_S, hold=CONTROL)
    agent.presses(KEY.Key_O, hold=CONTROL)
    assert scene.navigator.office_papers == []
    assert not agent.screen.result.forms.isVisible()


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
