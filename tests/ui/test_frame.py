"""The frame: screens made late, history, keys of everywhere, the cover, the sheet, notices."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.frame import MainFrame, ScreenEntry
from mairie_quartier.ui.shortcuts import Shortcut
from mairie_quartier.ui.theme.apply import apply_theme
from mairie_quartier.ui.theme.tokens import Appearance, Scheme
from mairie_quartier.ui.widgets.texts import column
from tests.ui.walk import walk_in_every_look


class Page(QWidget):
    """A screen of these tests: one line, and what it was told."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("screen")
        self.line = QLineEdit()
        self.line.setAccessibleName(title)
        layout = column(self, margin=24)
        layout.addWidget(self.line)
        layout.addStretch(1)
        self.told: list[frozenset[str]] = []

    def refresh(self, changed: frozenset[str]) -> None:
        self.told.append(changed)

    def first_focus(self) -> None:
        self.line.setFocus()

    def shortcuts(self) -> list[Shortcut]:
        return [Shortcut("Ctrl+Return", "Dire que c’est la même personne")]


class Made:
    """A frame with three screens, and those made so far."""

    def __init__(self, tr: Translator) -> None:
        self.pages: dict[str, Page] = {}
        self.frame = MainFrame(
            tr,
            [
                ScreenEntry("desk", "Accueil", "house", lambda: self._make("Accueil")),
                ScreenEntry("people", "Personnes", "users", lambda: self._make("Personnes")),
                ScreenEntry("referrals", "Orientations", "send", lambda: self._make("Orient.")),
            ],
        )
        self.frame.set_identity("Bacalan · poste 2 · Awa D. (agent)")
        self.frame.set_link("Hors ligne · 14 opérations en attente", "cloud-off")

    def _make(self, title: str) -> Page:
        page = self.pages[title] = Page(title)
        return page


@pytest.fixture
def made(qtbot: QtBot, tr: Translator) -> Made:
    made = Made(tr)
    qtbot.addWidget(made.frame)
    made.frame.show_screen("desk")
    made.frame.resize(1366, 768)
    made.frame.show()
    made.frame.activateWindow()
    qtbot.waitUntil(made.frame.isActiveWindow)
    made.pages["Accueil"].line.setFocus()
    return made


def _press(made: Made, key: Qt.Key, *, ctrl: bool = False, alt: bool = False) -> None:
    modifier = Qt.KeyboardModifier.NoModifier
    if ctrl:
        modifier = Qt.KeyboardModifier.ControlModifier
    if alt:
        modifier = Qt.KeyboardModifier.AltModifier
    QTest.keyClick(QApplication.focusWidget() or made.frame, key, modifier)


def test_screens_are_made_when_first_shown(made: Made) -> None:
    assert list(made.pages) == ["Accueil"]

    _press(made, Qt.Key.Key_2, ctrl=True)
    first = made.frame.current_screen()
    _press(made, Qt.Key.Key_1, ctrl=True)
    _press(made, Qt.Key.Key_2, ctrl=True)

    assert list(made.pages) == ["Accueil", "Personnes"]
    assert made.frame.current_screen() is first


def test_shown_screen_takes_the_focus(made: Made) -> None:
    _press(made, Qt.Key.Key_3, ctrl=True)

    assert made.pages["Orient."].line.hasFocus()


def test_back_goes_through_the_screens_seen(made: Made) -> None:
    for key in (Qt.Key.Key_2, Qt.Key.Key_3):
        _press(made, key, ctrl=True)

    seen = []
    for _ in range(3):
        _press(made, Qt.Key.Key_Left, alt=True)
        seen.append(made.frame.current_screen())

    assert seen == [made.pages["Personnes"], made.pages["Accueil"], made.pages["Accueil"]]


def test_every_screen_made_hears_what_changed(made: Made) -> None:
    _press(made, Qt.Key.Key_2, ctrl=True)

    made.frame.refresh(frozenset({"visit"}))

    assert [page.told for page in made.pages.values()] == [[frozenset({"visit"})]] * 2


@pytest.mark.parametrize(
    ("key", "ctrl", "signal"),
    [
        (Qt.Key.Key_F2, False, "visit_wanted"),
        (Qt.Key.Key_K, True, "search_wanted"),
        (Qt.Key.Key_L, True, "lock_wanted"),
        (Qt.Key.Key_Z, True, "undo_wanted"),
    ],
)
def test_keys_of_everywhere(made: Made, qtbot: QtBot, key: Qt.Key, ctrl: bool, signal: str) -> None:
    with qtbot.waitSignal(getattr(made.frame, signal)):
        _press(made, key, ctrl=ctrl)


def test_undo_in_a_field_stays_in_the_field(made: Made, qtbot: QtBot) -> None:
    line = made.pages["Accueil"].line
    QTest.keyClicks(line, "Traore")

    with qtbot.assertNotEmitted(made.frame.undo_wanted):
        _press(made, Qt.Key.Key_Z, ctrl=True)

    assert line.text() == ""


def test_cover_hides_everything_and_no_key_goes_through(made: Made, qtbot: QtBot) -> None:
    dialog = QLabel("Aminata Traoré")
    qtbot.addWidget(dialog)
    dialog.show()
    line = made.pages["Accueil"].line
    line.setFocus()
    made.frame.activateWindow()
    qtbot.waitUntil(made.frame.isActiveWindow)
    _press(made, Qt.Key.Key_F12)

    assert made.frame.cover.geometry() == made.frame.rect()
    assert not dialog.isVisible()
    with qtbot.assertNotEmitted(made.frame.visit_wanted):
        _press(made, Qt.Key.Key_F2)
    _press(made, Qt.Key.Key_Tab)
    _press(made, Qt.Key.Key_A)
    assert made.frame.cover.hasFocus()
    assert line.text() == ""


def test_cover_stays_as_large_as_the_window(made: Made) -> None:
    made.frame.cover.lower_over()

    made.frame.resize(1500, 900)

    assert made.frame.cover.geometry() == made.frame.rect()


@pytest.mark.parametrize("key", [Qt.Key.Key_F12, Qt.Key.Key_Escape])
def test_cover_lifts_and_gives_everything_back(made: Made, qtbot: QtBot, key: Qt.Key) -> None:
    dialog = QLabel("Aminata Traoré")
    qtbot.addWidget(dialog)
    dialog.show()
    made.pages["Accueil"].line.setFocus()
    made.frame.cover.lower_over()

    QTest.keyClick(made.frame.cover, key)

    assert not made.frame.cover.isVisible()
    assert dialog.isVisible()
    assert made.frame.focusWidget() is made.pages["Accueil"].line


def test_sheet_shows_the_keys_of_this_screen_and_closes(made: Made) -> None:
    _press(made, Qt.Key.Key_F1)
    words = [label.text() for label in made.frame.sheet.findChildren(QLabel)]

    assert "Dire que c’est la même personne" in words
    assert "Ctrl\u00a0+\u00a0Entrée" in words
    assert "Verrouiller le poste" in words
    _press(made, Qt.Key.Key_Escape)
    assert not made.frame.sheet.isVisible()
    assert made.pages["Accueil"].line.hasFocus()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_sheet_stays_inside_the_window(made: Made, appearance: QApplication, percent: int) -> None:
    apply_theme(appearance, Appearance(text_percent=percent))

    _press(made, Qt.Key.Key_F1)

    assert made.frame.rect().contains(made.frame.sheet.geometry())


def test_saved_notice_offers_to_undo(made: Made, qtbot: QtBot) -> None:
    made.frame.notice.say_saved("Orientation enregistrée.")

    assert made.frame.notice.isVisible()
    with qtbot.waitSignal(made.frame.undo_wanted):
        made.frame.notice.undo.click()


def test_failure_notice_offers_nothing_to_undo_and_stays(made: Made) -> None:
    made.frame.notice.say_saved("Orientation enregistrée.")
    made.frame.notice.say_failed("L’imprimante ne répond pas. Le papier est gardé.")

    assert not made.frame.notice.undo.isVisible()
    assert made.frame.notice.isVisible()


def test_frame_is_sound_in_every_look(made: Made, appearance: QApplication) -> None:
    made.frame.notice.say_saved("Orientation enregistrée.")

    assert walk_in_every_look(appearance, made.frame) == []


def test_a_first_reception_is_measured_in_the_status_bar(
    made: Made, appearance: QApplication
) -> None:
    frame = made.frame
    frame.set_link("Réception des dossiers : 25 %", "refresh-cw")
    frame.set_progress(30, 120)
    bar = frame.findChild(QProgressBar, "linkProgress")
    assert bar is not None
    assert (bar.isVisible(), bar.value(), bar.maximum()) == (True, 30, 120)
    assert walk_in_every_look(appearance, frame, (Appearance(Scheme.DARK, 200),)) == []
    frame.set_progress(0, 0)
    assert not bar.isVisible()
