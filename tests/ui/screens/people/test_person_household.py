"""Household, merge and undo of a person's file, by keyboard, on a real store."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.people import (
    Kinship,
)
from mairie_quartier.services import people
from tests.ui.screens.people.person_at_work import come, kept, press, show
from tests.ui.screens.people.stage import Stage, set_stage


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return set_stage(tmp_path / "desk")


def test_member_is_added_then_removed_by_keyboard(stage: Stage, qtbot: QtBot) -> None:
    person = come(stage)
    screen = show(stage, qtbot, person)
    press(screen, Qt.Key.Key_M)
    page = screen.household

    QTest.keyClicks(page.first, "Moussa")
    QTest.keyClicks(page.birth, "2015")
    QTest.keyClick(page.birth, Qt.Key.Key_Return)
    added = [line.title for line in page.members.lines()]
    page.members.setFocus()
    QTest.keyClick(page.members, Qt.Key.Key_Delete)

    assert added == ["\u2068Moussa\u2069"]
    assert page.members.lines() == ()
    assert page.first.text() == ""


def test_nameless_member_is_refused(stage: Stage, qtbot: QtBot) -> None:
    screen = show(stage, qtbot, come(stage))
    press(screen, Qt.Key.Key_M)

    QTest.keyClick(screen.household.first, Qt.Key.Key_Return)

    assert screen.household.members.lines() == ()
    assert screen.household._family_field.error.text()


def test_file_is_linked_and_each_sees_the_other(stage: Stage, qtbot: QtBot) -> None:
    person, other = come(stage), come(stage, "Martin", "Luc")
    screen = show(stage, qtbot, person)
    press(screen, Qt.Key.Key_M)
    page = screen.household
    page.kinship.choose(Kinship.PARTNER)

    QTest.keyClicks(page.link_search, "martin")
    QTest.keyClick(page.link_search, Qt.Key.Key_Return)
    QTest.keyClick(page.links, Qt.Key.Key_Return)

    (line,) = page.members.lines()
    assert "Conjoint" in line.detail
    (mate,) = people.reread_person(stage.desk.context, other.id).companions
    assert mate.id == person.id


def test_two_files_are_merged_and_split_by_keyboard(stage: Stage, qtbot: QtBot) -> None:
    person, double = come(stage), come(stage, "Traore", "Aminata")
    screen = show(stage, qtbot, person)
    press(screen, Qt.Key.Key_R)
    page = screen.merge_page

    suggested = [line.title for line in page.candidates.lines()]
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    QTest.keyClick(page.candidates, Qt.Key.Key_Return)
    moving = page.moving.text()
    QTest.keyClick(page.merge, Qt.Key.Key_Return)
    merged = kept(stage, double).id

    assert suggested == ["\u2068Aminata T.\u2069"], "masked until the agent looks closer"
    assert "1 passage, 2 demandes" in moving
    assert merged == person.id

    screen.open(person.id)
    press(screen, Qt.Key.Key_R)
    QTest.keyClick(page.split, Qt.Key.Key_Return)

    assert kept(stage, double).id == double.id
    assert page.past.lines() == ()
    assert stage.navigator.errors == []


def test_other_file_can_be_kept_instead(stage: Stage, qtbot: QtBot) -> None:
    person, double = come(stage), come(stage, "Traore", "Aminata")
    screen = show(stage, qtbot, person)
    press(screen, Qt.Key.Key_R)
    page = screen.merge_page

    page.candidates.setFocus()
    QTest.keyClick(page.candidates, Qt.Key.Key_Return)
    QTest.keyClick(page.swap, Qt.Key.Key_Return)
    QTest.keyClick(page.merge, Qt.Key.Key_Return)

    assert kept(stage, person).id == double.id
    assert stage.navigator.opened == [double.id]
