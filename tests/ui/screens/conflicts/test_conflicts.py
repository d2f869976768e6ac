"""The list of values to be settled, by keyboard, over a real store."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.operations import WHOLE
from mairie_quartier.domain.people import NamelessPerson, Person
from mairie_quartier.services import conflicts, people, visits
from mairie_quartier.services.settings import city_settings
from mairie_quartier.ui.screens.conflicts import ConflictsScreen
from mairie_quartier.ui.screens.conflicts.call import DisputesCall
from mairie_quartier.ui.theme.tokens import Appearance, Scheme
from mairie_quartier.ui.widgets.confirm import ConfirmDialog
from mairie_quartier.ui.workplace import Workplace
from tests.builders import Desk, new_person
from tests.ui.screens.conflicts.disputed import ARABIC, dispute
from tests.ui.screens.workplaces import Place, make_place, plain
from tests.ui.walk import walk_in_every_look

LOOKS = (Appearance(), Appearance(Scheme.DARK, 200))


@dataclass
class Disputed:
    """A person of whom two desks wrote different things, and the screen that shows it."""

    place: Place
    person: Person
    screen: ConflictsScreen

    def now(self) -> Person:
        return people.reread_person(self.place.desk.context, self.person.id).person

    def press(self, keys: str) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keySequence(focused, keys)

    def settle_dialog(self, *, agree: bool) -> str:
        dialog = self.screen.findChild(ConfirmDialog)
        assert dialog is not None
        words = plain(dialog.accessibleDescription())
        (dialog.agree if agree else dialog.stay).click()
        return words


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = make_place(tmp_path)
    yield made
    made.desk.close()


def someone(desk: Desk) -> Person:
    found = replace(
        new_person(desk.context),
        phone="0556000001",
        birth=PartialDate(1987, 4, 12),
        other_script_name=ARABIC,
    )
    people.add_person(desk.context, found)
    return found


def show(place: Place, qtbot: QtBot, work: Workplace | None = None) -> ConflictsScreen:
    screen = ConflictsScreen(work or place.work)
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.open()
    screen.first_focus()
    return screen


@pytest.fixture
def disputed(place: Place, qtbot: QtBot) -> Disputed:
    person = someone(place.desk)
    dispute(place.desk, person.id, "phone", "0556000001", "0755000002")
    dispute(place.desk, person.id, "birth", "1987-04-12", "1978-04-12")
    dispute(place.desk, person.id, "note", "", "sourde")
    return Disputed(place, person, show(place, qtbot))


def test_the_list_says_whose_which_field_and_both_values(disputed: Disputed) -> None:
    screen = disputed.screen
    rows = screen.rows.lines()
    assert [plain(row.title) for row in rows] == ["Aminata Traoré"] * 3
    assert [row.detail for row in rows] == ["Téléphone", "Naissance", "Note"]
    assert "12 avril 1987 ou 12 avril 1978" in " ".join(plain(rows[1].caption).split())
    assert plain(screen.count.text()) == "3 valeurs à départager"
    assert plain(screen.panel.kept.value.text()) == "0556000001"
    origin = plain(screen.panel.other.origin.text())
    assert origin == "Awa D. · Guichet 2 · 2 mars 2026 à 12 h 30"


def test_each_value_has_its_key_and_the_next_line_comes_up(disputed: Disputed) -> None:
    disputed.press("2")
    assert disputed.now().phone == "0755000002"
    assert ("saved", "Téléphone : choix enregistré.") in [
        (name, plain(str(words))) for name, words in disputed.place.calls
    ]
    assert disputed.screen.rows.hasFocus()
    assert plain(disputed.screen.panel.title.text()) == "Naissance"
    disputed.press("1")
    assert disputed.now().birth == PartialDate(1987, 4, 12)
    assert [row.detail for row in disputed.screen.rows.lines()] == ["Note"]


def test_a_choice_is_undone_as_everything_else(disputed: Disputed) -> None:
    disputed.press("2")
    visits.undo_last(disputed.place.desk.context)
    disputed.screen.refresh(frozenset({"person", "conflict"}))
    assert disputed.now().phone == "0556000001"
    assert len(disputed.screen.rows.lines()) == 3


def test_enter_goes_to_the_values_and_escape_comes_back(disputed: Disputed) -> None:
    disputed.press("Return")
    assert disputed.screen.panel.kept.button.hasFocus()
    disputed.press("Escape")
    assert disputed.screen.rows.hasFocus()


def test_a_third_value_is_written_and_checked_as_its_field(disputed: Disputed) -> None:
    screen = disputed.screen
    disputed.press("Down")
    disputed.press("3")
    entry = screen.panel.third.line
    assert entry.hasFocus()
    assert entry.text() == "12/04/1987"
    entry.setText("31/02/1987")
    disputed.press("Return")
    assert screen.panel.third.fields[entry].error.text()
    assert disputed.now().birth == PartialDate(1987, 4, 12)
    entry.setText("4/12/1987")
    disputed.press("Return")
    assert disputed.now().birth == PartialDate(1987, 12, 4)
    assert screen.rows.hasFocus()


def test_a_third_note_begins_with_both(disputed: Disputed) -> None:
    for keys in ("Down", "Down", "3"):
        disputed.press(keys)
    note = disputed.screen.panel.third.note
    assert note.toPlainText() == "sourde"
    note.setPlainText("sourde, lit sur les lèvres")
    disputed.press("Ctrl+S")
    assert disputed.now().note == "sourde, lit sur les lèvres"


def test_what_is_being_written_stays_when_others_change_things(disputed: Disputed) -> None:
    screen, desk = disputed.screen, disputed.place.desk
    disputed.press("3")
    entry = screen.panel.third.line
    entry.setText("06 99")
    entry.setCursorPosition(2)
    other = someone(desk)
    dispute(desk, other.id, "town", "", "Lyon")
    people.change_person(desk.context, disputed.person.id, lambda now: replace(now, town="Nice"))
    screen.refresh(frozenset({"person", "conflict"}))
    assert (entry.text(), entry.cursorPosition(), entry.hasFocus()) == ("06 99", 2, True)
    assert len(screen.rows.lines()) == 4


def test_what_the_record_refuses_is_told_and_nothing_is_written(place: Place, qtbot: QtBot) -> None:
    person = replace(new_person(place.desk.context), family_name="Traoré", first_names="")
    people.add_person(place.desk.context, person)
    dispute(place.desk, person.id, "family_name", "Traoré", "Diallo")
    found = Disputed(place, person, show(place, qtbot))
    found.press("3")
    found.screen.panel.third.line.setText("")
    found.press("Return")
    (error,) = [said for name, said in place.calls if name == "failed"]
    assert isinstance(error, NamelessPerson)
    assert conflicts.count_open(place.desk.context) == 1
    assert not found.screen.panel.third.isHidden()


def test_several_are_settled_at_once_but_never_a_deletion(disputed: Disputed) -> None:
    gone = new_person(disputed.place.desk.context, "Bensaïd")
    dispute(disputed.place.desk, gone.id, WHOLE, None, {"family_name": "Bensaïd"})
    screen = disputed.screen
    screen.refresh(frozenset({"conflict"}))
    screen.take_all.click()
    words = disputed.settle_dialog(agree=False)
    assert "1 ligne reste" in words
    assert disputed.now().phone == "0556000001"
    screen.take_all.click()
    disputed.settle_dialog(agree=True)
    assert (disputed.now().phone, disputed.now().note) == ("0755000002", "sourde")
    (left,) = screen.rows.lines()
    assert left.mark is not None
    assert screen.take_all.isHidden()


def test_a_deletion_is_accepted_or_the_record_put_back(place: Place, qtbot: QtBot) -> None:
    person = someone(place.desk)
    with place.desk.unit() as unit:
        whole = dict(unit.sync.plain("person", person.id) or {})
        unit.people.remove(person)
        unit.commit()
    dispute(place.desk, person.id, WHOLE, None, {**whole, "town": "Lyon"})
    found = Disputed(place, person, show(place, qtbot))
    assert found.screen.panel.third_button.isHidden()
    assert plain(found.screen.panel.kept.value.text()) == "Supprimée"
    found.press("2")
    assert found.now().town == "Lyon"
    assert found.screen.empty.isVisible()


def test_who_may_not_choose_is_told_who_can(place: Place, qtbot: QtBot) -> None:
    person = someone(place.desk)
    dispute(place.desk, person.id, "phone", "0556000001", "0755000002")
    screen = show(place, qtbot, place.as_roles(Role.DPO))
    assert plain(screen.panel.other.value.text()) == "0755000002"
    assert "Agent d’accueil" in screen.panel.refusal.text.text()
    assert not screen.panel.kept.button.isVisible()
    QTest.keySequence(screen.rows, "2")
    assert conflicts.count_open(place.desk.context) == 1


def test_a_setting_is_settled_without_promising_an_undo(place: Place, qtbot: QtBot) -> None:
    with place.desk.unit() as unit:
        setting = unit.settings.matching()[0]
        before = city_settings(unit)
    dispute(place.desk, setting.id, "value", setting.value, setting.value + " ", word="setting")
    QTest.keySequence(show(place, qtbot).rows, "1")
    assert [name for name, _ in place.calls if name in ("saved", "done")] == ["done"]
    with place.desk.unit() as unit:
        assert city_settings(unit) == before


def test_somebody_else_s_choice_is_told_and_the_list_follows(disputed: Disputed) -> None:
    key = conflicts.list_open(disputed.place.desk.context)[0].id
    conflicts.choose_kept(disputed.place.desk.context, key)
    disputed.press("2")
    assert any(name == "failed" for name, _ in disputed.place.calls)
    assert disputed.now().phone == "0556000001"
    assert len(disputed.screen.rows.lines()) == 2


def test_more_than_a_page_is_reached(place: Place, qtbot: QtBot) -> None:
    person = someone(place.desk)
    for town in range(conflicts.PAGE + 3):
        dispute(place.desk, person.id, "town", "", f"ville {town}")
    screen = show(place, qtbot)
    assert len(screen.rows.lines()) == conflicts.PAGE
    screen.rows.choose(conflicts.PAGE - 1)
    qtbot.waitUntil(lambda: len(screen.rows.lines()) == conflicts.PAGE + 3)
    assert screen.rows.current() == conflicts.PAGE - 1
    assert "53" in screen.count.text()


def test_nothing_to_settle_is_said(place: Place, qtbot: QtBot) -> None:
    screen = show(place, qtbot)
    assert screen.empty.isVisible()
    assert screen.back.hasFocus()
    call = DisputesCall(place.work)
    qtbot.addWidget(call)
    call.look()
    assert call.isHidden()


def test_a_call_counts_and_leads_there(disputed: Disputed, qtbot: QtBot) -> None:
    call = DisputesCall(disputed.place.work)
    qtbot.addWidget(call)
    call.look()
    assert not call.isHidden()
    assert plain(call.count.text()) == "3 valeurs à départager"
    call.button.click()
    assert ("open_conflicts", ()) in disputed.place.calls


def test_the_screen_can_be_walked_in_every_look(
    disputed: Disputed, appearance: QApplication
) -> None:
    dispute(disputed.place.desk, disputed.person.id, "other_script_name", ARABIC, "آمنة")
    disputed.screen.refresh(frozenset({"conflict"}))
    disputed.screen.rows.choose(3)
    assert walk_in_every_look(appearance, disputed.screen, LOOKS) == []
    QTest.keyClick(disputed.screen.rows, Qt.Key.Key_3)
    disputed.screen.both.read()
    assert walk_in_every_look(appearance, disputed.screen, LOOKS[:1]) == []
