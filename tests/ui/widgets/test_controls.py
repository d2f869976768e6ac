"""Small controls: what they say, what their keys do."""

from collections.abc import Callable, Iterator
from enum import Enum

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from mairie_quartier.ui.theme.tokens import Tone
from mairie_quartier.ui.widgets.badges import Badge, Banner
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.cards import StatTile
from mairie_quartier.ui.widgets.confirm import Question, confirm
from mairie_quartier.ui.widgets.date_field import DateField, Reading
from mairie_quartier.ui.widgets.entries import Choice, NoteEdit
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import FlowGrid, Pair
from mairie_quartier.ui.widgets.segments import SegmentedChoice
from mairie_quartier.ui.widgets.texts import column


class Channel(Enum):
    """How a visit came, for these tests."""

    DESK = "desk"
    PHONE = "phone"
    MAIL = "mail"


Show = Callable[..., QWidget]
CHANNELS = [(Channel.DESK, "Guichet"), (Channel.PHONE, "Téléphone"), (Channel.MAIL, "Courrier")]


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Show]:
    """Show parts in an active window, which lives as long as the test."""
    kept: list[QWidget] = []

    def show(*parts: QWidget) -> QWidget:
        window = QWidget()
        kept.append(window)
        layout = column(window, space=8, margin=16)
        for part in parts:
            layout.addWidget(part)
        qtbot.addWidget(window)
        window.resize(800, 400)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield show
    kept.clear()


def _spoken(widget: QWidget, what: QAccessible.Text) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.text(what)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_button_is_pressed_by_enter_and_space(qtbot: QtBot, shown: Show, key: Qt.Key) -> None:
    button = Button("Imprimer", ButtonKind.PRIMARY, icon_name="printer", keys="Ctrl+P")
    shown(button)

    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_button_shows_its_key_but_is_named_by_its_verb(qtbot: QtBot) -> None:
    button = Button("Imprimer", keys="Ctrl+P")
    qtbot.addWidget(button)

    assert "Ctrl+P" in button.text()
    assert _spoken(button, QAccessible.Text.Name) == "Imprimer"


def test_field_names_its_control_and_says_its_hint(qtbot: QtBot) -> None:
    line = QLineEdit()
    field = Field("Nom", line, "Tel que la personne l’écrit.")
    qtbot.addWidget(field)

    assert _spoken(line, QAccessible.Text.Name) == "Nom"
    assert _spoken(line, QAccessible.Text.Description) == "Tel que la personne l’écrit."


def test_field_shows_an_error_and_takes_it_back(shown: Show) -> None:
    line = QLineEdit()
    field = Field("Nom", line, "Un indice.")
    shown(field)

    field.set_error("Ce nom est trop long. Il est gardé.")
    assert field.error.isVisible()
    assert line.property("wrong") == "true"
    assert _spoken(line, QAccessible.Text.Description) == "Ce nom est trop long. Il est gardé."
    field.clear_error()
    assert not field.error.isVisible()
    assert line.property("wrong") == "false"
    assert _spoken(line, QAccessible.Text.Description) == "Un indice."


def test_arrows_choose_the_segment_beside_and_go_round(qtbot: QtBot, shown: Show) -> None:
    choice = SegmentedChoice("channel", "Canal", CHANNELS)
    shown(choice)
    choice.setFocus()

    seen = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        with qtbot.waitSignal(choice.changed):
            QTest.keyClick(choice.window().focusWidget(), key)
        seen.append(choice.value())

    assert seen == [Channel.PHONE, Channel.MAIL, Channel.DESK, Channel.MAIL]


def test_segments_are_one_stop_of_tab(shown: Show) -> None:
    choice, after = SegmentedChoice("channel", "Canal", CHANNELS), QLineEdit()
    window = shown(choice, after)
    choice.choose(Channel.PHONE)
    choice.setFocus()

    assert window.focusWidget() is choice.buttons[1]
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_choosing_a_segment_by_program_tells_nobody(qtbot: QtBot) -> None:
    choice = SegmentedChoice("channel", "Canal", CHANNELS)
    qtbot.addWidget(choice)

    with qtbot.assertNotEmitted(choice.changed):
        choice.choose(Channel.MAIL)

    assert [button.isChecked() for button in choice.buttons] == [False, False, True]


def _read(text: str) -> Reading:
    if text == "12/3/87":
        return Reading("12 mars 1987")
    return Reading(problem="Cette date n’existe pas. Elle est gardée telle quelle.")


def test_date_is_understood_while_typed_and_refused_only_once_left(
    qtbot: QtBot, shown: Show
) -> None:
    field = DateField("Naissance", _read, name="birth", hint="Même incomplète.")
    after = QLineEdit()
    shown(field, after)
    field.setFocus()

    QTest.keyClicks(field.line, "12/3/8")
    assert field.error.text() == ""
    QTest.keyClicks(field.line, "7")
    assert field.hint.text() == "12 mars 1987"
    field.put("31/2/87")
    with qtbot.waitSignal(field.left):
        after.setFocus()
    assert field.error.text().startswith("Cette date n’existe pas")
    field.setFocus()
    field.put("")
    after.setFocus()
    assert (field.error.text(), field.hint.text()) == ("", "Même incomplète.")


def test_note_lets_tab_go_on_and_tells_when_left(qtbot: QtBot, shown: Show) -> None:
    note, after = NoteEdit(), QLineEdit()
    shown(note, after)
    note.setFocus()

    with qtbot.waitSignal(note.left):
        QTest.keyClick(note, Qt.Key.Key_Tab)

    assert after.hasFocus()


def test_choice_gives_values_and_ignores_unknown_ones(qtbot: QtBot) -> None:
    choice = Choice(CHANNELS)
    qtbot.addWidget(choice)

    choice.choose(Channel.MAIL)
    choice.choose("fax")

    assert choice.value() is Channel.MAIL


@pytest.mark.parametrize("tone", Tone)
def test_badge_says_its_state_with_a_word_and_a_shape(qtbot: QtBot, tone: Tone) -> None:
    badge = Badge("transmis", tone)
    qtbot.addWidget(badge)

    assert badge.accessibleName() == "transmis"
    assert not badge.findChildren(type(badge.text))[0].pixmap().isNull()


def test_banner_is_there_only_while_it_has_something_to_say(shown: Show) -> None:
    banner = Banner("clock")
    shown(banner)

    banner.say("L’horloge a reculé.")
    assert banner.isVisible()
    banner.say("")
    assert not banner.isVisible()


def test_tile_says_its_number_and_leads_somewhere(qtbot: QtBot, shown: Show) -> None:
    tile = StatTile("à relancer", "bell")
    shown(tile)
    tile.count("3")

    assert tile.accessibleName() == "à relancer : 3"
    with qtbot.waitSignal(tile.clicked):
        QTest.keyClick(tile, Qt.Key.Key_Return)


@pytest.mark.parametrize(("width", "lefts"), [(1200, 3), (300, 1)])
def test_columns_turn_with_the_room(qtbot: QtBot, width: int, lefts: int) -> None:
    parts = [QLineEdit() for _ in range(3)]
    grid = FlowGrid(parts, letters=30)
    qtbot.addWidget(grid)
    grid.resize(1200, 300)
    grid.show()

    grid.resize(width, 300)
    qtbot.waitUntil(lambda: len({part.x() for part in parts}) == lefts)


def test_pair_may_become_as_narrow_as_its_wider_part(qtbot: QtBot) -> None:
    first, second = QWidget(), QWidget()
    first.setMinimumSize(200, 10)
    second.setMinimumSize(150, 10)
    pair = Pair(first, second, letters=10, stretch=(2, 1))
    qtbot.addWidget(pair)

    assert pair.minimumSizeHint().width() == 200


QUESTION = Question("Détruire ?", "Rien ne pourra être retrouvé.", "Détruire", "Garder")


def test_safe_answer_has_the_focus_and_nothing_is_done_without_a_word(
    qtbot: QtBot, shown: Show
) -> None:
    agreed: list[bool] = []
    window = shown(QLineEdit())
    dialog = confirm(window, QUESTION, lambda: agreed.append(True))
    qtbot.waitUntil(dialog.isVisible)

    assert dialog.focusWidget() is dialog.stay
    QTest.keyClick(dialog.stay, Qt.Key.Key_Return)
    assert agreed == []


def test_agreeing_does_what_was_asked(shown: Show) -> None:
    agreed: list[bool] = []
    window = shown(QLineEdit())
    dialog = confirm(window, QUESTION, lambda: agreed.append(True))

    dialog.agree.click()

    assert agreed == [True]
