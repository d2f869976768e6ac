"""The list of people, by keyboard, on a real store."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.people import Contact, Person
from mairie_quartier.services import people
from mairie_quartier.ui.screens.people.view import PeopleScreen
from tests.builders import new_person
from tests.ui.screens.people.stage import Stage, set_stage

NAMES = (
    ("Traoré", "Aminata"),
    ("N’Diaye", "Fatou"),
    ("al-Ḥusaynī", "ʿAlī"),
    ("Nguyễn", "Thị Ánh"),
    ("Şimşek", "İlknur"),
    ("ბერიძე", "ნინო"),
    ("الحسيني", "محمد"),
    ("Ẹ̀dó", "Ọmọ́táyọ̀"),
    ("王", "小明"),
    ("Кравченко", "Олена"),
)


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return set_stage(tmp_path / "desk")


@pytest.fixture
def screen(stage: Stage, qtbot: QtBot) -> PeopleScreen:
    shown = PeopleScreen(stage.work)
    qtbot.addWidget(shown)
    shown.resize(1170, 640)
    shown.show()
    return shown


def add(stage: Stage, family_name: str, first_names: str) -> Person:
    person = new_person(stage.desk.context, family_name, first_names)
    people.add_person(stage.desk.context, person)
    return person


def cells(screen: PeopleScreen, column: int) -> list[str]:
    model = screen.table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_empty_list_says_what_to_do(screen: PeopleScreen) -> None:
    screen.first_focus()

    empty = screen._empty
    assert empty.isVisible()
    assert "F2" in empty.hint.text()


def test_latest_contacts_come_first(stage: Stage, screen: PeopleScreen) -> None:
    old = add(stage, "Ancienne", "Zoé")
    new = add(stage, "Récente", "Ana")
    people.change_person(
        stage.desk.context, old.id, lambda now: replace(now, last_contact_on=old.last_contact_on)
    )
    screen.first_focus()

    assert cells(screen, 1) == [f"\u2068{new.first_names}\u2069", f"\u2068{old.first_names}\u2069"]


def test_typing_finds_and_enter_opens(stage: Stage, screen: PeopleScreen) -> None:
    wanted = add(stage, "Traoré", "Aminata")
    add(stage, "Martin", "Luc")
    screen.first_focus()

    QTest.keyClicks(screen.search, "traor")
    QTest.keyClick(screen.search, Qt.Key.Key_Return)

    assert stage.navigator.opened == [wanted.id]
    assert "1 fiche trouvée" in screen.state.text()


def test_arrow_goes_into_the_list_and_enter_opens(stage: Stage, screen: PeopleScreen) -> None:
    first = add(stage, "Diallo", "Mariam")
    add(stage, "Diallo", "Oumar")
    screen.first_focus()

    QTest.keyClicks(screen.search, "diallo")
    QTest.keyClick(screen.search, Qt.Key.Key_Down)
    QTest.keyClick(screen.table, Qt.Key.Key_Return)

    assert stage.navigator.opened == [first.id]


def test_nobody_found_says_how_to_go_on(stage: Stage, screen: PeopleScreen) -> None:
    add(stage, "Traoré", "Aminata")
    screen.first_focus()

    QTest.keyClicks(screen.search, "zzzz")

    assert screen._empty.isVisible()
    assert "F2" in screen._empty.hint.text()


def test_careful_contact_is_said_by_a_word_and_a_shape(stage: Stage, screen: PeopleScreen) -> None:
    person = add(stage, "Lopes", "Ana")
    people.change_person(
        stage.desk.context, person.id, lambda now: replace(now, contact=Contact.CAREFUL)
    )
    screen.first_focus()

    index = screen.table.model().index(0, 5)
    assert index.data() == "Contact prudent"
    assert index.data(Qt.ItemDataRole.DecorationRole) is not None


@pytest.mark.parametrize(("family_name", "first_names"), NAMES)
def test_names_of_every_script_stay_as_given(
    stage: Stage, screen: PeopleScreen, family_name: str, first_names: str
) -> None:
    add(stage, family_name, first_names)
    screen.first_focus()

    assert cells(screen, 0) == [f"\u2068{family_name}\u2069"]
    assert cells(screen, 1) == [f"\u2068{first_names}\u2069"]


def test_partial_birth_is_shown_as_far_as_it_is_known(stage: Stage, screen: PeopleScreen) -> None:
    person = add(stage, "Lopes", "Ana")
    people.change_person(
        stage.desk.context, person.id, lambda now: replace(now, birth=PartialDate(1987, 4))
    )
    screen.first_focus()

    assert cells(screen, 2) == ["04/1987"]


def test_list_loads_page_by_page(stage: Stage, screen: PeopleScreen) -> None:
    for number in range(60):
        add(stage, f"Nom{number}", "Ana")
    screen.first_focus()
    model = screen.table.model()
    first = model.rowCount()

    screen.table.scrollToBottom()
    if model.canFetchMore(model.index(-1, -1)):
        model.fetchMore(model.index(-1, -1))

    assert (first, model.rowCount()) == (50, 60)
    assert not model.canFetchMore(model.index(-1, -1))


def test_model_keeps_qts_rules(
    stage: Stage, screen: PeopleScreen, qtmodeltester: ModelTester
) -> None:
    add(stage, "Traoré", "Aminata")
    screen.first_focus()

    # The tester is not typed.
    qtmodeltester.check(screen.table.model())  # type: ignore[no-untyped-call]


def test_list_refreshes_only_when_people_changed(stage: Stage, screen: PeopleScreen) -> None:
    screen.first_focus()
    add(stage, "Traoré", "Aminata")

    screen.refresh(frozenset({"partner"}))
    unchanged = screen.table.model().rowCount()
    screen.refresh(frozenset({"person"}))

    assert (unchanged, screen.table.model().rowCount()) == (0, 1)
