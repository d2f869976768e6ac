"""The directory: words find partners, hours are told, those allowed keep it up to date."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.referrals import Partner
from mairie_quartier.services.directory import list_partners, save_partner
from mairie_quartier.services.visits import undo_last
from mairie_quartier.ui.screens.directory import DirectoryScreen
from mairie_quartier.ui.screens.directory.words import FormField
from mairie_quartier.ui.theme.tokens import Tone
from mairie_quartier.ui.widgets.confirm import ConfirmDialog
from tests.builders import new_partner
from tests.ui.screens.workplaces import Place, make_place, plain

HOURS = "Mo-Fr 09:00-12:30,13:30-17:00; Sa 09:00-12:00"
THEME = "logement-hebergement--louer-un-logement"


def keep(place: Place, name: str, **fields: object) -> Partner:
    partner = replace(new_partner(name), **fields)  # type: ignore[arg-type]  # fields vary
    save_partner(place.desk.context, partner)
    return partner


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = make_place(tmp_path / "pc")
    keep(made, "Promofemmes", kind="Association", languages=("bam", "ary"), phone="05 36 49 10 01")
    keep(made, "Agence du logement", kind="Service public", hours=HOURS, thematiques=(THEME,))
    yield made
    made.desk.close()


def shown(qtbot: QtBot, place: Place, *roles: Role) -> DirectoryScreen:
    screen = DirectoryScreen(place.as_roles(*roles) if roles else place.work)
    qtbot.addWidget(screen)
    screen.resize(1166, 640)
    screen.show()
    screen.activateWindow()
    QApplication.processEvents()
    screen.first_focus()
    return screen


def titles(screen: DirectoryScreen) -> list[str]:
    return [line.title for line in screen.rows.lines()]


def fill(screen: DirectoryScreen, field: FormField, text: str) -> None:
    control = screen.form.fields[field].control
    assert isinstance(control, QLineEdit)
    control.setText(text)


def test_themes_are_written_in_words_and_kept_as_codes(qtbot: QtBot, place: Place) -> None:
    keep(place, "Zeste", thematiques=(THEME, "un-theme-de-demain"))
    screen = shown(qtbot, place)
    screen.field.setText("zeste")
    QTest.keyClick(screen, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    themes = screen.form.fields[FormField.THEMES].control
    assert isinstance(themes, QLineEdit)
    themes.setText(f"{themes.text()}; permis preparer")
    screen.form.save.click()

    (kept,) = list_partners(place.desk.context, "zeste")
    assert kept.thematiques[:2] == (THEME, "un-theme-de-demain")
    assert len(kept.thematiques) == 3


@pytest.mark.parametrize("words", ["xyzzy", "logement"])
def test_a_theme_nobody_can_tell_is_asked_again(qtbot: QtBot, place: Place, words: str) -> None:
    screen = shown(qtbot, place)
    QTest.keyClick(screen, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    fill(screen, FormField.THEMES, words)
    screen.form.save.click()

    assert words in screen.form.fields[FormField.THEMES].error.text()


def test_a_withdrawn_partner_is_offered_no_more_and_can_come_back(
    qtbot: QtBot, place: Place
) -> None:
    screen = shown(qtbot, place)
    QTest.keyClick(screen.panel.withdraw, Qt.Key.Key_Return)
    question = screen.findChild(ConfirmDialog)
    assert question is not None
    question.agree.click()

    assert titles(screen) == ["Promofemmes"]
    assert ("saved", "Annuaire\u00a0: Agence du logement retiré") in place.calls
    undo_last(place.desk.context)
    screen.refresh(frozenset({"partner"}))
    assert titles(screen) == ["Agence du logement", "Promofemmes"]


def test_who_only_reads_the_directory_withdraws_nobody(qtbot: QtBot, place: Place) -> None:
    screen = shown(qtbot, place, Role.RECEPTION)
    assert not screen.panel.withdraw.isVisible()


@pytest.mark.parametrize("words", ["promo", "bambara", "darija", "association"])
def test_partner_is_found_by_name_language_or_kind(qtbot: QtBot, place: Place, words: str) -> None:
    screen = shown(qtbot, place)
    QTest.keyClicks(screen.field, words)
    assert titles(screen) == ["Promofemmes"]


def test_partner_is_found_by_theme(qtbot: QtBot, place: Place) -> None:
    screen = shown(qtbot, place)
    screen.field.setText("hébergement")
    assert titles(screen) == ["Agence du logement"]


def test_open_now_is_told_with_hours_written_out(qtbot: QtBot, place: Place) -> None:
    screen = shown(qtbot, place)
    mark = screen.rows.lines()[0].mark
    assert mark is not None
    assert mark.text == "Ouvert jusqu’à 12\u00a0h\u00a030"
    assert plain(screen.panel.hours.text()).splitlines() == [
        "du lundi au vendredi : 9 h – 12 h 30 et 13 h 30 – 17 h",
        "samedi : 9 h – 12 h",
    ]


def test_hours_beyond_the_everyday_are_shown_as_noted(qtbot: QtBot, place: Place) -> None:
    keep(place, "Bus santé", hours="sur rendez-vous")
    screen = shown(qtbot, place)
    QTest.keyClicks(screen.field, "bus")
    assert screen.panel.hours.text() == "sur rendez-vous"
    assert screen.rows.lines()[0].mark is None


def test_coordinates_never_checked_are_told(qtbot: QtBot, place: Place) -> None:
    screen = shown(qtbot, place)
    assert screen.panel.checked.text.text() == "Coordonnées jamais vérifiées"
    assert screen.panel.checked.property("tone") == Tone.WARNING.value


def test_arrow_from_the_field_shows_the_next_partner(qtbot: QtBot, place: Place) -> None:
    screen = shown(qtbot, place)
    QTest.keyClick(screen.field, Qt.Key.Key_Down)
    assert screen.field.hasFocus()
    assert screen.panel.name.text() == "Promofemmes"
    assert screen.panel.phone.text() == "05 36 49 10 01"


def test_partner_is_added_by_keyboard_and_becomes_current(qtbot: QtBot, place: Place) -> None:
    screen = shown(qtbot, place)
    QTest.keyClick(screen.field, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    fill(screen, FormField.NAME, "Épicerie solidaire")
    fill(screen, FormField.LANGUAGES, "français, arabe marocain")
    screen.form.checked.setChecked(True)
    name = screen.form.fields[FormField.NAME].control
    QTest.keyClick(name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    added = list_partners(place.desk.context, "épicerie")[0]
    assert added.languages == ("fra", "ary")
    assert added.checked_on == place.desk.clock.today()
    assert screen.panel.name.text() == "Épicerie solidaire"
    said = [plain(str(words)) for name, words in place.calls if name == "saved"]
    assert said == ["Annuaire : Épicerie solidaire enregistré"]


def test_what_was_looked_for_in_vain_names_the_new_partner(qtbot: QtBot, place: Place) -> None:
    screen = shown(qtbot, place)
    QTest.keyClicks(screen.field, "Zutique")
    assert screen.empty.isVisible()
    screen.new.click()
    name = screen.form.fields[FormField.NAME].control
    assert isinstance(name, QLineEdit)
    assert name.text() == "Zutique"


def test_change_keeps_what_the_form_does_not_show(qtbot: QtBot, place: Place) -> None:
    screen = shown(qtbot, place)
    QTest.keyClick(screen.field, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    fill(screen, FormField.PHONE, "05 36 49 10 99")
    screen.form.save.click()
    changed = list_partners(place.desk.context, "agence")[0]
    assert (changed.phone, changed.thematiques) == ("05 36 49 10 99", (THEME,))
    assert changed.checked_on is None


def test_form_without_name_says_what_to_put_right(qtbot: QtBot, place: Place) -> None:
    screen = shown(qtbot, place)
    screen.new.click()
    screen.form.save.click()
    assert screen.form.fields[FormField.NAME].error.text() == "Donnez un nom à ce lieu."
    assert screen.form.fields[FormField.NAME].control.hasFocus()
    assert len(list_partners(place.desk.context)) == 2


def test_unknown_language_is_told(qtbot: QtBot, place: Place) -> None:
    screen = shown(qtbot, place)
    screen.new.click()
    fill(screen, FormField.NAME, "Épicerie")
    fill(screen, FormField.LANGUAGES, "klingon")
    screen.form.save.click()
    assert "klingon" in screen.form.fields[FormField.LANGUAGES].error.text()


def test_hours_are_read_while_they_are_typed(qtbot: QtBot, place: Place) -> None:
    screen = shown(qtbot, place)
    screen.new.click()
    fill(screen, FormField.HOURS, "Mo 09:00-12:00")
    hint = screen.form.fields[FormField.HOURS].hint.text()
    assert plain(hint) == "lundi : 9 h – 12 h"


def test_escape_leaves_the_form_unsaved(qtbot: QtBot, place: Place) -> None:
    screen = shown(qtbot, place)
    screen.new.click()
    QTest.keyClick(screen.form.fields[FormField.NAME].control, Qt.Key.Key_Escape)
    assert not screen.form.isVisible()
    assert screen.field.hasFocus()


def test_reception_reads_and_does_not_edit(qtbot: QtBot, place: Place) -> None:
    screen = shown(qtbot, place, Role.RECEPTION)
    assert not screen.new.isVisible()
    QTest.keyClick(screen.field, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert not screen.form.isVisible()
    assert "Ctrl+N" not in [shortcut.keys for shortcut in screen.shortcuts()]
