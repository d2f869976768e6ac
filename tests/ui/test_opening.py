"""The login window is drawn with what it shows; the rest comes after, and no key is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mairie_quartier.config import InterfaceLanguage, Settings, Theme
from mairie_quartier.ui.opening import appearance
from mairie_quartier.ui.theme.tokens import Scheme

ROOT = Path(__file__).resolve().parents[2]
LATER = ("babel", "platform", "sqlalchemy", "sqlcipher3", "reportlab", "uuid_utils")
"""What the login window can do without, and what costs the most."""
DRIVEN = """
import json, sys
import mairie_quartier.bootstrap as bootstrap
from mairie_quartier.ui.plain_imports import load_qt
load_qt()
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
import PySide6.QtCore
from mairie_quartier.ui import opening
seen = {}
complete = opening._complete
def look_first(app, settings, first):
    seen["focus"] = app.focusWidget().objectName()
    seen["loaded"] = sorted(set(sys.argv[1:]) & set(sys.modules))
    seen["namespace"] = "Qt" in vars(PySide6.QtCore)
    from PySide6.QtCore import Qt
    for letter in "claire":
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.postEvent(app.focusWidget(), event)
    complete(app, settings, first)
    QTimer.singleShot(0, tell)
def tell():
    field = QApplication.focusWidget()
    seen["typed"] = field.text()
    seen["ring"] = field.window().findChild(object, "focusRing") is not None
    print(json.dumps(seen))
    QApplication.quit()
opening._complete = look_first
sys.exit(bootstrap.start([]))
"""


def start(folder: Path, code: list[str], *words: str, exit_at: str = "") -> str:
    (folder / "desk.db").write_bytes(b"a store")
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "MAIRIE_QUARTIER_DATA": str(folder),
        "MAIRIE_QUARTIER_EXIT_AT": exit_at,
    }
    done = subprocess.run(
        [sys.executable, *code, *words], cwd=ROOT, env=environment, check=False,
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_first_window_waits_for_nothing_it_does_not_show(tmp_path: Path) -> None:
    seen = json.loads(start(tmp_path, ["-c", DRIVEN], *LATER))

    assert (seen["focus"], seen["loaded"], seen["namespace"]) == ("login", [], False)
    # What was typed before the rest came is there, and the ring is where the keyboard is.
    assert (seen["typed"], seen["ring"]) == ("claire", True)


def test_program_says_when_its_first_window_is_there_and_ends(tmp_path: Path) -> None:
    assert start(tmp_path, ["-m", "mairie_quartier"], exit_at="login") == "login\n"


@pytest.mark.parametrize(
    ("theme", "dark", "scheme"),
    [
        (Theme.SYSTEM, True, Scheme.DARK),
        (Theme.SYSTEM, False, Scheme.LIGHT),
        (Theme.LIGHT, True, Scheme.LIGHT),
        (Theme.DARK, False, Scheme.DARK),
        (Theme.CONTRAST, True, Scheme.CONTRAST),
    ],
)
def test_colours_are_those_of_the_settings_or_of_the_pc(
    theme: Theme, dark: bool, scheme: Scheme, tmp_path: Path
) -> None:
    settings = Settings(tmp_path, tmp_path, InterfaceLanguage.FRENCH, theme, 150)

    look = appearance(settings, dark=dark)

    assert (look.scheme, look.text_percent) == (scheme, 150)
