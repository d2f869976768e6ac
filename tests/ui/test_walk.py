"""The walker finds what is wrong, and nothing in the gallery of controls."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.theme.focus_ring import FocusFollower
from mairie_quartier.ui.widgets.texts import column, scrolled
from tests.ui.gallery import gallery_frame
from tests.ui.walk import Trouble, walk, walk_in_every_look


def _window(qtbot: QtBot, *parts: QWidget) -> QWidget:
    window = QWidget()
    window.setObjectName("screen")
    layout = column(window, space=16, margin=16)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch(1)
    return _shown(qtbot, window)


def _shown(qtbot: QtBot, window: QWidget) -> QWidget:
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def _good_line() -> QLineEdit:
    line = QLineEdit("Traoré")
    line.setAccessibleName("Nom")
    return line


def _unnamed() -> QWidget:
    return QLineEdit()


def _trap() -> QWidget:
    trap = QPlainTextEdit()
    trap.setAccessibleName("Note")
    return trap


def _faint() -> QWidget:
    label = QLabel("presque invisible")
    label.setStyleSheet("color: #B8C0C2")
    return label


def _cut() -> QWidget:
    button = QPushButton("Enregistrer l’orientation")
    button.setFixedWidth(60)
    return button


def _cut_label() -> QWidget:
    label = QLabel("Une phrase longue qui demande plusieurs lignes " * 3)
    label.setWordWrap(True)
    label.setFixedSize(120, 20)
    return label


def _wide_page() -> QWidget:
    page = QWidget()
    page.setMinimumWidth(4000)
    return scrolled(page, name="wide")


@pytest.mark.parametrize(
    ("make", "trouble"),
    [
        (_unnamed, Trouble.UNNAMED),
        (_trap, Trouble.UNREACHABLE),
        (_faint, Trouble.FAINT),
        (_cut, Trouble.CUT),
        (_cut_label, Trouble.CUT),
        (_wide_page, Trouble.SIDEWAYS),
    ],
)
def test_each_trouble_is_found(qtbot: QtBot, make: Callable[[], QWidget], trouble: Trouble) -> None:
    window = _window(qtbot, _good_line(), make(), _good_line())

    assert {problem.trouble for problem in walk(window)} == {trouble}


def test_control_out_of_the_window_is_found(qtbot: QtBot) -> None:
    window = _window(qtbot, _good_line())
    stray = QPushButton("Perdu", window)
    stray.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    stray.adjustSize()
    stray.move(1320, 20)
    stray.show()

    assert Trouble.OUTSIDE in {problem.trouble for problem in walk(window)}


def test_missing_ring_is_found(qtbot: QtBot, themed: QApplication) -> None:
    window = _window(qtbot, _good_line(), _good_line())
    follower = themed.findChild(FocusFollower)
    assert follower is not None
    themed.focusChanged.disconnect(follower.follow)

    troubles = {problem.trouble for problem in walk(window)}
    themed.focusChanged.connect(follower.follow)

    assert troubles == {Trouble.RINGLESS}


def test_good_window_has_no_problem(qtbot: QtBot) -> None:
    assert walk(_window(qtbot, QLabel("Nom"), _good_line(), QPushButton("Imprimer"))) == []


def test_gallery_is_sound_in_every_look(
    qtbot: QtBot, appearance: QApplication, tr: Translator
) -> None:
    frame = gallery_frame(tr)
    frame.show_screen("Accueil")
    _shown(qtbot, frame)

    assert walk_in_every_look(appearance, frame) == []
