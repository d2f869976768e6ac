"""What another desk did arrives while somebody types: text, cursor and focus stay, nothing is lost.

"Another desk" writes straight to the store, then the screens are told, as after a pull.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.people import Housing, Person
from mairie_quartier.domain.referrals import Partner, ReferralState
from mairie_quartier.domain.requests import Request
from mairie_quartier.services import directory, people, referrals, requests
from mairie_quartier.services.listings import Page
from mairie_quartier.ui.screens.directory import DirectoryScreen
from mairie_quartier.ui.screens.directory.words import FormField
from mairie_quartier.ui.screens.intake import IntakeScreen
from mairie_quartier.ui.screens.people import PersonScreen
from mairie_quartier.ui.screens.people.presenter_person import TextField
from mairie_quartier.ui.screens.referrals import ReferralsScreen
from mairie_quartier.ui.screens.requests import RequestScreen
from mairie_quartier.ui.widgets.fields import Field
from tests.builders import person_form
from tests.ui.screens.intake.at_work import at_work, known_person
from tests.ui.screens.intake.hands import Agent
from tests.ui.screens.people.person_at_work import come, show, type_over
from tests.ui.screens.people.stage import Stage, set_stage
from tests.ui.screens.workplaces import Place, make_place, plain

PAGE = Page()
EVERYTHING = frozenset(
    {"visit", "request", "piece", "receipt", "person", "member", "referral", "partner", "conflict"}
)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = set_stage(tmp_path / "desk")
    yield made
    made.desk.close()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = make_place(tmp_path / "pc")
    yield made
    made.desk.close()


def on_screen(qtbot: QtBot, screen: QWidget) -> None:
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)


def typed(entry: QLineEdit | QPlainTextEdit) -> tuple[str, int, bool]:
    """Give the text, the place of the cursor, and whether the focus is there."""
    if isinstance(entry, QLineEdit):
        return entry.text(), entry.cursorPosition(), entry.hasFocus()
    return entry.toPlainText(), entry.textCursor().position(), entry.hasFocus()


def types(entry: QWidget, text: str) -> None:
    for char in text:  # QTest types ASCII only
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, char)
        QApplication.sendEvent(entry, event)


def told(field: QWidget) -> str:
    """Give what is said below a field of what another desk wrote."""
    found = field.findChild(QWidget, "dispute")
    if found is None or found.isHidden() or not isinstance(field, Field):
        return ""
    return plain(field.control.accessibleDescription())


# --- the person's form


def form(stage: Stage, qtbot: QtBot) -> tuple[Person, PersonScreen, QLineEdit]:
    person = come(stage)
    screen = show(stage, qtbot, person)
    QTest.keyClick(screen, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    entry = screen.identity.entries[TextField.PHONE]
    assert isinstance(entry, QLineEdit)
    return person, screen, entry


def person_now(stage: Stage, person: Person) -> Person:
    return people.reread_person(stage.desk.context, person.id).person


def elsewhere(stage: Stage, person: Person, **fields: str) -> None:
    """Have another desk change a person."""
    people.change_person(
        stage.desk.context,
        person.id,
        lambda now: replace(now, **fields),  # type: ignore[arg-type]  # texts only
    )
    stage.navigator.spread(EVERYTHING)


def test_person_other_fields_follow_and_the_typed_one_stays(stage: Stage, qtbot: QtBot) -> None:
    person, screen, entry = form(stage, qtbot)
    type_over(entry, "07 00")
    entry.setCursorPosition(2)
    elsewhere(stage, person, town="Bègles", note="sourde")

    assert typed(entry) == ("07 00", 2, True)
    assert told(screen.identity.fields[TextField.PHONE]) == ""
    town = screen.identity.entries[TextField.TOWN]
    assert isinstance(town, QLineEdit)
    assert town.text() == "Bègles"
    QTest.keyClick(entry, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    now = person_now(stage, person)
    assert (now.phone, now.town, now.note) == ("07 00", "Bègles", "sourde")


def test_person_same_field_is_told_then_replaced_knowingly(stage: Stage, qtbot: QtBot) -> None:
    person, screen, entry = form(stage, qtbot)
    type_over(entry, "07 00")
    elsewhere(stage, person, phone="06 99")

    assert typed(entry) == ("07 00", 5, True)
    assert "06 99" in told(screen.identity.fields[TextField.PHONE])
    QTest.keyClick(entry, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert person_now(stage, person).phone == "07 00"
    assert told(screen.identity.fields[TextField.PHONE]) == ""


def test_person_escape_takes_what_the_other_desk_wrote(stage: Stage, qtbot: QtBot) -> None:
    person, screen, entry = form(stage, qtbot)
    type_over(entry, "07 00")
    elsewhere(stage, person, phone="06 99")
    QTest.keyClick(entry, Qt.Key.Key_Escape)
    assert entry.text() == "06 99"
    assert told(screen.identity.fields[TextField.PHONE]) == ""
    assert person_now(stage, person).phone == "06 99"


def test_person_a_choice_being_made_stays(stage: Stage, qtbot: QtBot) -> None:
    person, screen, _entry = form(stage, qtbot)
    housing = screen.identity.housing
    housing.setFocus()
    housing.choose(Housing.NO_STABLE_HOME)
    elsewhere(stage, person, town="Bègles")
    assert housing.value() is Housing.NO_STABLE_HOME
    screen.identity.entries[TextField.PHONE].setFocus()
    now = person_now(stage, person)
    assert (now.housing, now.town) == (Housing.NO_STABLE_HOME, "Bègles")


# --- the request's note


def note(stage: Stage, qtbot: QtBot) -> tuple[Request, RequestScreen]:
    person = come(stage)
    with stage.desk.unit() as unit:
        request = unit.requests.matching(person_id=person.id)[0]
    screen = RequestScreen(stage.work)
    on_screen(qtbot, screen)
    stage.navigator.screens.append(screen)
    screen.open(request.id)
    screen.note.setFocus()
    types(screen.note, "rappeler")
    return request, screen


def test_request_another_s_piece_arrives_and_the_note_stays(stage: Stage, qtbot: QtBot) -> None:
    request, screen = note(stage, qtbot)
    requests.close_request(stage.desk.context, request.id)
    stage.navigator.spread(EVERYTHING)

    assert typed(screen.note) == ("rappeler", 8, True)
    assert screen.status.text.text() == "Terminée"
    QTest.keyClick(screen.note, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    now = requests.reread_request(stage.desk.context, request.id).request
    assert (now.note, now.closed_on) == ("rappeler", stage.desk.clock.today())


def test_request_the_same_note_is_told(stage: Stage, qtbot: QtBot) -> None:
    request, screen = note(stage, qtbot)
    requests.change_note(stage.desk.context, request.id, "vue hier")
    stage.navigator.spread(EVERYTHING)

    assert typed(screen.note) == ("rappeler", 8, True)
    assert "vue hier" in told(screen._note_field)
    QTest.keyClick(screen.note, Qt.Key.Key_Escape)
    assert screen.note.toPlainText() == "vue hier"


# --- the answer of a partner


def answering(place: Place, qtbot: QtBot) -> ReferralsScreen:
    place.refer(person_form("Diallo", "Fatou"))
    screen = ReferralsScreen(place.work)
    on_screen(qtbot, screen)
    screen.first_focus()
    QTest.keyClick(screen.rows, Qt.Key.Key_V)
    types(screen.panel.note, "mardi 14 h")
    screen.panel.note.setCursorPosition(3)
    return screen


def test_referral_others_arrive_and_the_answer_stays_with_its_own(
    place: Place, qtbot: QtBot
) -> None:
    screen = answering(place, qtbot)
    (mine,) = referrals.list_referrals(place.desk.context, PAGE)
    with place.desk.unit() as unit:  # another desk's, which comes before in the list
        known = unit.referrals.get(mine.id)
    place.refer(person_form("Traoré", "Aminata"))
    other = next(
        each for each in referrals.list_referrals(place.desk.context, PAGE) if each.id != mine.id
    )
    with place.desk.unit() as unit:
        moved = unit.referrals.get(other.id)
        unit.referrals.save(replace(moved, due_on=known.due_on.replace(day=1)))
        unit.commit()
    screen.refresh(EVERYTHING)

    assert len(screen.rows.lines()) == 2
    assert typed(screen.panel.note) == ("mardi 14 h", 3, True)
    QTest.keyClick(screen.panel.note, Qt.Key.Key_Return)
    with place.desk.unit() as unit:
        kept, left = unit.referrals.get(mine.id), unit.referrals.get(other.id)
    assert (kept.state, kept.answer) == (ReferralState.APPOINTMENT, "mardi 14 h")
    assert left.state is ReferralState.SENT


def test_referral_another_answer_is_told(place: Place, qtbot: QtBot) -> None:
    screen = answering(place, qtbot)
    (mine,) = referrals.list_referrals(place.desk.context, PAGE)
    referrals.record_answer(place.desk.context, mine.id, ReferralState.RECEIVED, "")
    screen.refresh(EVERYTHING)
    assert typed(screen.panel.note) == ("mardi 14 h", 3, True)
    assert "Reçue par le partenaire" in plain(screen.panel.meanwhile.text.text())


def test_referral_closed_elsewhere_keeps_the_note_and_refuses_it(
    place: Place, qtbot: QtBot
) -> None:
    screen = answering(place, qtbot)
    (mine,) = referrals.list_referrals(place.desk.context, PAGE)
    referrals.record_answer(place.desk.context, mine.id, ReferralState.DONE, "venue")
    screen.refresh(EVERYTHING)
    assert typed(screen.panel.note) == ("mardi 14 h", 3, True)
    assert "terminer" in screen.panel.meanwhile.text.text()
    QTest.keyClick(screen.panel.note, Qt.Key.Key_Return)
    assert screen.panel.note.text() == "mardi 14 h"
    with place.desk.unit() as unit:
        assert unit.referrals.get(mine.id).answer == "venue"


# --- the directory


def partner_form(place: Place, qtbot: QtBot) -> tuple[Partner, DirectoryScreen, QLineEdit]:
    partner = place.keep_partner()
    screen = DirectoryScreen(place.work)
    on_screen(qtbot, screen)
    screen.first_focus()
    QTest.keyClick(screen, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    entry = screen.form.fields[FormField.PHONE].control
    assert isinstance(entry, QLineEdit)
    type_over(entry, "05 00")
    entry.setCursorPosition(1)
    return partner, screen, entry


def partner_now(place: Place, partner: Partner) -> Partner:
    (now,) = [each for each in directory.list_partners(place.desk.context) if each.id == partner.id]
    return now


def save(screen: DirectoryScreen) -> None:
    focused = QApplication.focusWidget() or screen
    QTest.keyClick(focused, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_directory_other_fields_are_not_overwritten(place: Place, qtbot: QtBot) -> None:
    partner, screen, entry = partner_form(place, qtbot)
    directory.save_partner(place.desk.context, replace(partner, email="a@example.org"))
    screen.refresh(EVERYTHING)
    assert typed(entry) == ("05 00", 1, True)
    save(screen)
    now = partner_now(place, partner)
    assert (now.phone, now.email) == ("05 00", "a@example.org")


def test_directory_the_same_field_is_told_and_saved_again_knowingly(
    place: Place, qtbot: QtBot
) -> None:
    partner, screen, entry = partner_form(place, qtbot)
    directory.save_partner(place.desk.context, replace(partner, phone="05 99"))
    screen.refresh(EVERYTHING)
    save(screen)
    assert partner_now(place, partner).phone == "05 99"
    assert "05 99" in plain(screen.form.fields[FormField.PHONE].error.text())
    assert entry.text() == "05 00"
    save(screen)
    assert partner_now(place, partner).phone == "05 00"


# --- the visit


def test_visit_typing_stays_and_the_file_s_other_fields_are_not_overwritten(
    tmp_path: Path, qtbot: QtBot
) -> None:
    scene = at_work(tmp_path / "desk")
    known = known_person(scene.desk)
    screen = IntakeScreen(scene.work)
    on_screen(qtbot, screen)
    agent = Agent(screen, scene)
    agent.starts()
    agent.types("traore am")
    agent.presses(Qt.Key.Key_Return, hold=Qt.KeyboardModifier.ControlModifier)
    agent.types("rs")
    focused = agent.focused
    people.change_person(
        scene.desk.context, known.id, lambda now: replace(now, town="Bègles", note="sourde")
    )
    screen.refresh(EVERYTHING)
    QApplication.processEvents()
    assert agent.focused is focused
    assert isinstance(focused, QLineEdit)
    assert focused.text() == "rs"
    agent.types("a")
    agent.presses(Qt.Key.Key_Return, Qt.Key.Key_3, Qt.Key.Key_Return)
    agent.presses(Qt.Key.Key_P, hold=Qt.KeyboardModifier.ControlModifier)
    assert agent.state.result is not None
    now = people.reread_person(scene.desk.context, known.id).person
    assert (now.town, now.note) == ("Bègles", "sourde")
    scene.desk.close()
