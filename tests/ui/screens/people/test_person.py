"""A person's file, by keyboard, on a real store: reading and editing."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.people import (
    AccessNeed,
    Contact,
    Literacy,
)
from mairie_quartier.services import people
from mairie_quartier.services.listings import Page
from mairie_quartier.ui.screens.people.presenter_person import TextField
from mairie_quartier.ui.theme.apply import apply_theme
from mairie_quartier.ui.theme.tokens import Appearance, Scheme
from tests.builders import new_person
from tests.ui.screens.people.person_at_work import come, kept, press, show, type_over
from tests.ui.screens.people.stage import Stage, set_stage


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return set_stage(tmp_path / "desk")


def test_one_line_tells_who_this_is_and_how_to_speak(stage: Stage, qtbot: QtBot) -> None:
    person = come(stage)
    people.change_person(
        stage.desk.context,
        person.id,
        lambda now: replace(
            now,
            literacy=Literacy.NO,
            contact=Contact.CAREFUL,
            contact_note="appeler le matin",
            access_needs=frozenset({AccessNeed.LARGE_PRINT}),
        ),
    )

    screen = show(stage, qtbot, person)

    assert screen.summary.name.text() == "\u2068Aminata\u2069 \u2068Traoré\u2069"
    line = screen.summary.speech.text()
    assert "38 ans" in line
    assert "Parle bambara" in line
    assert "Ne lit pas" in line
    assert screen.summary.careful.isVisible()
    assert screen.summary.careful.accessibleName() == "Contact prudent"
    assert "appeler le matin" in screen.follow_up.reach.rule.text()
    assert "Gros caractères" in screen.follow_up.reach.needs.text()


def test_open_matters_come_first_and_enter_opens_one(stage: Stage, qtbot: QtBot) -> None:
    screen = show(stage, qtbot, come(stage))

    titles = {line.title for line in screen.follow_up.matters.lines()}
    QTest.keyClick(screen.follow_up.matters, Qt.Key.Key_Return)

    assert titles == {"Allocation aux adultes handicapés (AAH)", "Attestation d’accueil"}
    assert len(stage.navigator.opened) == 1


def test_timeline_opens_a_paper(stage: Stage, qtbot: QtBot) -> None:
    screen = show(stage, qtbot, come(stage))
    past = screen.follow_up.past
    place = next(i for i, line in enumerate(past.lines()) if line.detail.startswith("n° "))

    past.setFocus()
    past.choose(place)
    QTest.keyClick(past, Qt.Key.Key_Return)

    (opened,) = stage.navigator.opened
    assert isinstance(opened, tuple)
    assert len(opened) == 1


def test_last_papers_are_one_key_away(stage: Stage, qtbot: QtBot) -> None:
    screen = show(stage, qtbot, come(stage))

    press(screen, Qt.Key.Key_P)

    (papers,) = stage.navigator.opened
    assert isinstance(papers, tuple)
    assert len(papers) == 2


def test_field_is_saved_when_it_is_left_and_can_be_undone(stage: Stage, qtbot: QtBot) -> None:
    person = come(stage)
    screen = show(stage, qtbot, person)
    press(screen, Qt.Key.Key_E)
    entry = screen.identity.entries[TextField.USED_NAME]

    type_over(entry, "Coulibaly")
    QTest.keyClick(entry, Qt.Key.Key_Tab)
    saved = kept(stage, person).used_name
    stage.undo()

    assert (saved, kept(stage, person).used_name) == ("Coulibaly", "")
    assert stage.navigator.said == ["Fiche enregistrée."]


def test_ctrl_s_saves_the_field_without_leaving_it(stage: Stage, qtbot: QtBot) -> None:
    person = come(stage)
    screen = show(stage, qtbot, person)
    press(screen, Qt.Key.Key_E)
    entry = screen.identity.entries[TextField.PHONE]

    type_over(entry, "07 00 00 99 99")
    QTest.keyClick(entry, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert kept(stage, person).phone == "07 00 00 99 99"
    assert entry.hasFocus()


@pytest.mark.parametrize(
    ("typed", "birth"),
    [
        ("1987", PartialDate(1987)),
        ("05/1987", PartialDate(1987, 5)),
        ("3 mai 87", PartialDate(1987, 5, 3)),
    ],
)
def test_partial_births_are_kept(
    stage: Stage, qtbot: QtBot, typed: str, birth: PartialDate
) -> None:
    person = come(stage)
    screen = show(stage, qtbot, person)
    press(screen, Qt.Key.Key_E)
    entry = screen.identity.entries[TextField.BIRTH]

    type_over(entry, typed)
    QTest.keyClick(entry, Qt.Key.Key_Return)

    assert kept(stage, person).birth == birth


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        (TextField.BIRTH, "31/02/1987", "calendrier"),
        (TextField.BIRTH, "12/4/2999", "futur"),
        (TextField.BIRTH, "bientôt", "comprise"),
        (TextField.NOTE, "Sécu 1 87 04 33 063 042 09", "sécurité sociale"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_field(
    stage: Stage, qtbot: QtBot, field: TextField, typed: str, words: str
) -> None:
    person = come(stage)
    before = kept(stage, person)
    screen = show(stage, qtbot, person)
    press(screen, Qt.Key.Key_E)
    entry = screen.identity.entries[field]

    type_over(entry, typed)
    QTest.keyClick(entry, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    said = screen.identity.fields[field].error.text()
    QTest.keyClick(entry, Qt.Key.Key_Escape)

    assert words in said
    assert kept(stage, person) == before
    assert screen.identity.fields[field].error.text() == ""


def test_file_without_any_name_is_refused(stage: Stage, qtbot: QtBot) -> None:
    person = new_person(stage.desk.context, "Traoré", "")
    people.add_person(stage.desk.context, person)
    screen = show(stage, qtbot, person)
    press(screen, Qt.Key.Key_E)
    entry = screen.identity.entries[TextField.FAMILY_NAME]

    type_over(entry, "")
    QTest.keyClick(entry, Qt.Key.Key_Tab)

    assert "nom" in screen.identity.fields[TextField.FAMILY_NAME].error.text()
    assert kept(stage, person).family_name == "Traoré"


def test_what_is_being_typed_survives_a_refresh(stage: Stage, qtbot: QtBot) -> None:
    person = come(stage)
    screen = show(stage, qtbot, person)
    press(screen, Qt.Key.Key_E)
    entry = screen.identity.entries[TextField.FAMILY_NAME]

    type_over(entry, "Traor")
    people.change_person(stage.desk.context, person.id, lambda now: replace(now, town="Lormont"))
    screen.refresh(frozenset({"person"}))

    assert entry.property("text") == "Traor"
    assert screen.identity.entries[TextField.TOWN].property("text") == "Lormont"


def test_ticking_a_need_saves_it(stage: Stage, qtbot: QtBot) -> None:
    person = come(stage)
    screen = show(stage, qtbot, person)
    press(screen, Qt.Key.Key_E)
    box = screen.identity.needs[AccessNeed.READ_ALOUD]

    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)

    assert kept(stage, person).access_needs == frozenset({AccessNeed.READ_ALOUD})


def test_reception_may_not_merge_and_is_told_why(tmp_path: Path, qtbot: QtBot) -> None:
    stage = set_stage(tmp_path / "desk", Role.RECEPTION)
    screen = show(stage, qtbot, come(stage))
    place = screen.tabs.indexOf(screen.merge_page)

    press(screen, Qt.Key.Key_R)

    assert screen.tabs.currentWidget() is screen.follow_up
    assert not screen.tabs.isTabEnabled(place)
    assert "référents" in screen.tabs.tabToolTip(place)
    assert screen.tabs.indexOf(screen.openings) < 0


def test_dpo_reads_openings_and_changes_nothing(tmp_path: Path, qtbot: QtBot) -> None:
    stage = set_stage(tmp_path / "desk", Role.DPO)
    screen = show(stage, qtbot, come(stage))

    assert not screen.identity.entries[TextField.PHONE].isEnabled()
    assert screen.identity.read_only.text.text()
    assert "a ouvert la fiche" in [line.detail for line in screen.openings.lines.lines()]


def test_refreshing_is_not_an_opening(stage: Stage, qtbot: QtBot) -> None:
    person = come(stage)
    screen = show(stage, qtbot, person)

    screen.refresh(frozenset({"person"}))
    screen.refresh(frozenset({"visit"}))

    openings = people.who_opened(stage.desk.context, person.id, Page())
    assert [line.act for line in openings].count("opened") == 1


@pytest.mark.parametrize(
    ("family_name", "first_names"),
    [
        ("الحسيني", "محمد"),
        ("ბერიძე", "ნინო"),
        ("Ẹ̀dó", "Ọmọ́táyọ̀"),
        ("王", "小明"),
        ("de la Vega y Ruiz", "María del Carmen"),
        ("N’Diaye", ""),
    ],
)
def test_names_of_every_script_stay_as_given(
    stage: Stage, qtbot: QtBot, family_name: str, first_names: str
) -> None:
    screen = show(stage, qtbot, come(stage, family_name, first_names))

    shown = screen.summary.name.text().replace("\u2068", "").replace("\u2069", "")
    assert shown == f"{first_names} {family_name}".strip()


def test_huge_text_hides_nothing_from_the_keyboard(
    stage: Stage, qtbot: QtBot, appearance: QApplication
) -> None:
    apply_theme(appearance, Appearance(Scheme.LIGHT, 200))
    screen = show(stage, qtbot, come(stage, "Ranaivoarisoa Andriamanantsoa", "Marie-Françoise"))

    assert screen.minimumSizeHint().width() <= 1050
    assert screen.follow_up.matters.hasFocus()
    assert screen.follow_up.matters.visibleRegion().boundingRect().height() > 0


def test_every_control_has_a_name(stage: Stage, qtbot: QtBot) -> None:
    screen = show(stage, qtbot, come(stage))

    nameless = [
        child.objectName() or type(child).__name__
        for child in screen.findChildren(QWidget)
        if child.window() is screen
        and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not child.accessibleName()
        and not child.objectName().startswith("qt_")
    ]

    assert nameless == []
