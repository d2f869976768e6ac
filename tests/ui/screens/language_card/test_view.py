"""The card on a real window: touches, keys, the poster, and what goes on beneath."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mairie_quartier.bootstrap import OFFICE_ZONE
from mairie_quartier.documents.desk_press import DeskPress
from mairie_quartier.domain.language_card import PosterSheet, card_tongues
from mairie_quartier.ui.screens.language_card import CardAnswer, LanguageCard, TurnedCard
from mairie_quartier.ui.screens.requests.printing import DeskPrinter
from mairie_quartier.ui.shortcuts import bind
from mairie_quartier.ui.theme.tokens import Appearance, Scheme
from mairie_quartier.ui.widgets.pdf import PrinterRefused
from tests.ui.screens.workplaces import Place, make_place
from tests.ui.walk import ALL_LOOKS, walk_in_every_look

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
EVERYDAY = (Appearance(), Appearance(Scheme.DARK, 150), Appearance(Scheme.CONTRAST, 200))


@dataclass(slots=True)
class Counter:
    """A window with a secret on it, and the card above."""

    window: QWidget
    secret: QLineEdit
    card: LanguageCard
    answers: list[CardAnswer | None] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    def presses(self, *keys: Qt.Key, hold: Qt.KeyboardModifier | None = None) -> None:
        for key in keys:
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClick(focused, key, hold or Qt.KeyboardModifier.NoModifier)

    @property
    def focused(self) -> str:
        focused = QApplication.focusWidget()
        return focused.objectName() if focused is not None else ""

    def tile(self, code: str) -> QPushButton:
        found = self.card.findChild(QPushButton, f"tongue_{code}")
        assert isinstance(found, QPushButton)
        return found


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A desk for all: the card reads and writes nothing."""
    place = make_place(tmp_path_factory.mktemp("desk") / "desk")
    place.work = replace(place.work, press=DeskPress(OFFICE_ZONE))
    yield place
    place.desk.close()


@pytest.fixture
def counter(place: Place, qtbot: QtBot) -> Iterator[Counter]:
    window = QWidget()
    window.resize(1366, 768)
    secret = QLineEdit("Aminata", window)
    secret.setAccessibleName("Personne")
    secret.move(300, 300)
    card = LanguageCard(place.work, window)
    counter = Counter(window, secret, card)
    card.closed.connect(counter.answers.append)
    for keys in ("F12", "Ctrl+L", "F2", "Ctrl+K", "Ctrl+P"):
        bind(window, keys, lambda keys=keys: counter.heard.append(keys))  # type: ignore[misc] # one a key
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    secret.setFocus()
    yield counter
    window.close()
    window.deleteLater()
    # A window that lingers would be dressed again by each later look.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_no_word_of_the_card_lies_outside_it(place: Place) -> None:
    def strays() -> set[QWidget]:
        return {each for each in QApplication.topLevelWidgets() if isinstance(each, QLabel)}

    before, window = strays(), QWidget()
    card = LanguageCard(place.work, window)

    assert strays() <= before
    assert card.findChildren(QLabel)
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_every_language_of_the_list_can_be_touched(counter: Counter) -> None:
    for each in card_tongues():
        counter.card.open_card()
        counter.tile(each.code).click()

    assert counter.answers == [CardAnswer(each.code) for each in card_tongues()]


def test_card_covers_the_window_whatever_its_size(counter: Counter) -> None:
    counter.card.open_card()
    counter.window.resize(1000, 650)

    assert counter.card.geometry() == counter.window.rect()
    assert counter.window.childAt(counter.secret.geometry().center()) is not counter.secret
    image = counter.window.grab().toImage()
    counter.secret.setText("Fatou")
    assert counter.window.grab().toImage() == image


def test_one_key_after_the_letters_chooses_and_gives_the_focus_back(counter: Counter) -> None:
    counter.card.open_card()
    counter.presses(KEY.Key_U, KEY.Key_K, KEY.Key_R, KEY.Key_Return)

    assert counter.answers == [CardAnswer("ukr")]
    assert counter.focused == counter.secret.objectName()
    assert not counter.card.isVisible()


def test_arrows_go_to_the_neighbours_and_round_the_end(counter: Counter) -> None:
    counter.card.open_card("eng")
    QApplication.processEvents()
    places = []
    for key in (KEY.Key_Left, KEY.Key_Left, KEY.Key_Right, KEY.Key_Down, KEY.Key_Up, KEY.Key_Up):
        counter.presses(key)
        places.append(counter.focused)

    below = places[3]
    assert places == ["tongue_fra", "tongue_fsl", "tongue_fra", below, "tongue_fra", "tongue_fra"]
    fra, other = counter.tile("fra"), counter.card.findChild(QPushButton, below)
    assert other is not None
    assert (other.x(), other.y() > fra.y()) == (fra.x(), True)


def test_only_the_keys_that_hide_and_lock_go_through(counter: Counter) -> None:
    counter.card.open_card()
    counter.presses(KEY.Key_F12, KEY.Key_F2)
    counter.presses(KEY.Key_L, KEY.Key_K, hold=CONTROL)

    assert counter.heard == ["F12", "Ctrl+L"]
    assert counter.card.isVisible()


def test_who_cannot_read_shows_it_by_the_keyboard_too(counter: Counter) -> None:
    counter.card.open_card("som")
    while counter.focused != "cannotRead":
        counter.presses(KEY.Key_Tab)
    counter.presses(KEY.Key_Space)
    assert counter.card.reading.isChecked()
    counter.presses(KEY.Key_Escape)

    assert counter.answers == [CardAnswer(None, cannot_read=True)]
    counter.card.open_card()
    assert not counter.card.reading.isChecked()
    counter.presses(KEY.Key_Escape)
    assert counter.answers[1:] == [None]


def test_card_goes_away_with_its_window(counter: Counter) -> None:
    counter.card.open_card()
    counter.window.hide()
    counter.window.show()

    assert counter.answers == [None]
    assert not counter.card.isVisible()


def test_window_is_whole_screen_while_the_card_is_turned(
    counter: Counter, place: Place, qtbot: QtBot
) -> None:
    answers: list[CardAnswer] = []
    turned = TurnedCard(place.work, counter.window, answers.append)

    turned.turn("tir")
    assert counter.window.isFullScreen()
    assert counter.focused == "tongue_tir"
    counter.presses(KEY.Key_Return)

    assert not counter.window.isFullScreen()
    assert answers == [CardAnswer("tir")]
    turned.turn(None)
    counter.presses(KEY.Key_Escape)
    assert answers == [CardAnswer("tir")]


def test_each_language_is_named_for_who_cannot_see(counter: Counter) -> None:
    dari = counter.tile("prs")

    assert dari.accessibleName() == "16 dari, دری"
    assert dari.accessibleDescription().endswith("؟")


def test_card_is_sound_in_every_everyday_look(counter: Counter, appearance: QApplication) -> None:
    counter.secret.hide()
    counter.card.open_card("ben")

    assert walk_in_every_look(appearance, counter.window, EVERYDAY) == []


@pytest.mark.torture
def test_card_is_sound_in_every_look(counter: Counter, appearance: QApplication) -> None:
    counter.secret.hide()
    counter.card.open_card("ben")

    assert walk_in_every_look(appearance, counter.window, ALL_LOOKS) == []


class ListeningPrinter(DeskPrinter):
    """A printer that keeps what it is sent, or refuses it."""

    def __init__(self) -> None:
        self.refuses = False
        self.sheets: list[PosterSheet] = []

    def default(self) -> str:
        return "Accueil"

    def print_poster(self, data: bytes, name: str, sheet: PosterSheet) -> None:
        if self.refuses:
            raise PrinterRefused(name)
        assert data.startswith(b"%PDF")
        self.sheets.append(sheet)


def test_poster_is_seen_printed_and_left(counter: Counter) -> None:
    printer = counter.card.poster.printer = ListeningPrinter()
    counter.card.open_card()
    counter.presses(KEY.Key_P, hold=CONTROL)
    assert counter.focused == "posterPrint"
    counter.presses(KEY.Key_P, hold=CONTROL)
    counter.card.poster.sheets.buttons[1].click()
    counter.card.poster.print_button.click()
    printer.refuses = True
    counter.card.poster.print_button.click()
    said = counter.card.poster.said.accessibleName()
    counter.card.poster.print_button.setFocus()
    counter.presses(KEY.Key_Escape)

    assert printer.sheets == [PosterSheet.A4, PosterSheet.A3]
    assert "imprimante" in said
    assert counter.focused.startswith("tongue_")
    assert counter.card.isVisible()


def test_poster_page_is_sound(counter: Counter, appearance: QApplication) -> None:
    counter.secret.hide()
    counter.card.open_card()
    counter.card.show_poster()

    assert walk_in_every_look(appearance, counter.window, EVERYDAY) == []


def test_poster_is_saved_where_asked_or_says_why_not(counter: Counter, tmp_path: Path) -> None:
    chosen = iter([str(tmp_path / "affiche.pdf"), "", str(tmp_path / "nulle part" / "a.pdf")])
    counter.card.poster.ask_path = lambda _name: next(chosen)
    counter.card.open_card()
    counter.card.show_poster()

    for _ in range(3):
        counter.card.poster.save_poster()

    assert (tmp_path / "affiche.pdf").read_bytes().startswith(b"%PDF")
    assert "refuse" in counter.card.poster.said.accessibleName()
