"""The everyday screens in every scheme and text size: named, reached by Tab, legible, not cut."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.intake import InterpretingForm
from mairie_quartier.domain.interpreting import Urgency
from mairie_quartier.domain.people import Contact
from mairie_quartier.services.drafts import keep_draft
from mairie_quartier.ui.frame import MainFrame, ScreenEntry
from mairie_quartier.ui.screens.desk import DeskScreen
from mairie_quartier.ui.screens.directory import DirectoryScreen
from mairie_quartier.ui.screens.find import FindPalette
from mairie_quartier.ui.screens.interpreting import InterpretingScreen
from mairie_quartier.ui.screens.referrals import ReferralsScreen
from mairie_quartier.ui.theme.tokens import Appearance, Scheme
from tests.builders import intake, need, person_form
from tests.ui.screens.workplaces import Place, make_place
from tests.ui.walk import walk_in_every_look

LOOKS = [
    Appearance(Scheme.DARK, 100),
    Appearance(Scheme.CONTRAST, 150),
    Appearance(Scheme.LIGHT, 200),
]
SCREENS = [DeskScreen, ReferralsScreen, InterpretingScreen, DirectoryScreen]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = make_place(tmp_path / "pc")
    made.refer()
    careful = replace(person_form("Diallo", "Fatou"), contact=Contact.CAREFUL)
    made.register(need(missing=1), person=careful)
    made.desk.clock.advance(timedelta(days=20))
    asked = InterpretingForm("hye", urgency=Urgency.NOW)
    made.register(need(), need(), person=person_form(), interpreting=asked)
    keep_draft(made.desk.context, intake(made.desk.context, need()))
    yield made
    made.desk.close()


def framed(qtbot: QtBot, place: Place, screen: Callable[[], QWidget]) -> MainFrame:
    frame = MainFrame(place.work.tr, [ScreenEntry("one", "Accueil", "house", screen)])
    qtbot.addWidget(frame)
    frame.resize(1366, 768)
    frame.show()
    frame.show_screen("one")
    frame.activateWindow()
    QApplication.processEvents()
    return frame


@pytest.mark.parametrize("screen", SCREENS)
def test_screen_is_fit_for_every_eye_and_key(
    qtbot: QtBot,
    appearance: QApplication,
    place: Place,
    screen: Callable[[object], QWidget],
) -> None:
    frame = framed(qtbot, place, lambda: screen(place.work))
    assert walk_in_every_look(appearance, frame, LOOKS) == []


@pytest.mark.parametrize("typed", ["traoré", "zzzzz"])
def test_palette_is_fit_for_every_eye_and_key(
    qtbot: QtBot, appearance: QApplication, place: Place, typed: str
) -> None:
    frame = framed(qtbot, place, QWidget)
    palette = FindPalette(place.work)
    palette.open_over(frame)
    palette.field.setText(typed)
    assert walk_in_every_look(appearance, frame, LOOKS[1:]) == []


def test_partner_form_is_fit_for_every_eye_and_key(
    qtbot: QtBot, appearance: QApplication, place: Place
) -> None:
    screen = DirectoryScreen(place.work)
    frame = framed(qtbot, place, lambda: screen)
    screen.new.click()
    assert walk_in_every_look(appearance, frame, LOOKS[1:]) == []
