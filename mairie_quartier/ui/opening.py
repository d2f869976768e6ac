"""Open the program: the first window is drawn with what it shows, the rest comes right after.

What is typed in between waits in Qt's queue and is lost no more than any other key.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from mairie_quartier.config import Settings, Theme
from mairie_quartier.ui.application import Program, ProgramParts
from mairie_quartier.ui.singletons import hold_singletons
from mairie_quartier.ui.theme.apply import (
    STYLE,
    apply_theme,
    born_styled,
    complete_theme,
    lay_ground,
    put_style_sheet,
)
from mairie_quartier.ui.theme.tokens import Appearance, Scheme

if TYPE_CHECKING:
    from collections.abc import Callable

    from mairie_quartier.i18n import Translator

EXIT_AT = "MAIRIE_QUARTIER_EXIT_AT"
"""``login``: say so on standard output once the login window is drawn, then end (bench)."""
_MIDDLE_GREY = 128


def appearance(settings: Settings, *, dark: bool) -> Appearance:
    """Give the colours and text size of the settings; *system* follows the PC, ``dark`` or not."""
    chosen = {Theme.DARK: Scheme.DARK, Theme.CONTRAST: Scheme.CONTRAST, Theme.LIGHT: Scheme.LIGHT}
    scheme = chosen.get(settings.theme, Scheme.DARK if dark else Scheme.LIGHT)
    return Appearance(scheme, settings.text_scale_percent)


def prepare(app: QApplication, settings: Settings, tr: Translator) -> None:
    """Name and dress the application."""
    _name(app, tr)
    apply_theme(app, appearance(settings, dark=_pc_is_dark()))


def run(settings: Settings, tr: Translator, build_parts: Callable[[], ProgramParts]) -> int:
    """Open the window and run until it is closed; give the exit status."""
    gc.disable()  # for the start; then the collector of the main thread takes over
    hold_singletons()
    app = QApplication([sys.argv[0], "-style", STYLE])
    born_styled(app)
    _name(app, tr)
    first = appearance(settings, dark=_palette_is_dark(app))
    lay_ground(app, first)
    program = Program(build_parts(), tr)
    app.aboutToQuit.connect(program.close)
    program.open_first_page()
    put_style_sheet(app, first)
    program.window.show()
    app.processEvents()
    if os.environ.get(EXIT_AT) == "login":
        sys.stdout.write("login\n")
        sys.stdout.flush()
        QTimer.singleShot(0, app.quit)
    _complete(app, settings, first)
    return app.exec()


def _complete(app: QApplication, settings: Settings, first: Appearance) -> None:
    """Load what the first window was drawn without."""
    from mairie_quartier.ui.collector import MainThreadCollector

    look = appearance(settings, dark=_pc_is_dark())
    if look != first:
        apply_theme(app, look)
    complete_theme(app)
    collector = MainThreadCollector(app)
    app.aboutToQuit.connect(collector.stop)


def _name(app: QApplication, tr: Translator) -> None:
    app.setApplicationName("mairie-quartier")
    app.setApplicationDisplayName(tr.gettext("Mairie de quartier"))


def _palette_is_dark(app: QApplication) -> bool:
    """Guess the PC's scheme by its palette: asking for the scheme itself builds ``Qt`` first."""
    return app.palette().color(QPalette.ColorRole.Window).lightness() < _MIDDLE_GREY


def _pc_is_dark() -> bool:
    from PySide6.QtCore import Qt

    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
