"""Dress the application: fonts, Qt palette, style sheet, icons, focus ring.

The style sheet is ``resources/styles/desk.qss``; its ``$names`` are filled from the tokens.
The first window is dressed step by step: ``lay_ground`` before it is built, ``put_style_sheet``
before it is drawn (sooner, each control would be styled at each step of the building), and
``complete_theme`` after, with the fonts of other scripts and the ring of the focus.
"""

from pathlib import Path
from string import Template

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from mairie_quartier.paths import resources
from mairie_quartier.ui.theme.fonts import interface_font, load_fonts
from mairie_quartier.ui.theme.icons import qt_palette, redress, shown_scheme
from mairie_quartier.ui.theme.palettes import PALETTES
from mairie_quartier.ui.theme.tokens import TEXT_SIZES, Appearance, Radius, Space

STYLE = "Fusion"
_STYLED = "deskStyled"


def style_sheet(appearance: Appearance, template: str) -> str:
    """Fill the template's names: colours, ``text_*``, ``space_*``, ``radius_*``, ``icons``."""
    names: dict[str, str] = dict(PALETTES[appearance.scheme].colours())
    for role, size in TEXT_SIZES.items():
        names[f"text_{role.value}"] = f"{appearance.scaled(size)}px"
    for space in Space:
        names[f"space_{space.name.lower()}"] = f"{appearance.scaled(space)}px"
    for radius in Radius:
        names[f"radius_{radius.name.lower()}"] = f"{radius}px"
    names["tick"] = f"{appearance.scaled(20)}px"
    names["tick_half"] = f"{appearance.scaled(20) // 2}px"
    names["arrow"] = f"{appearance.scaled(16)}px"
    names["styles"] = _styles().as_posix()
    names["scheme"] = appearance.scheme.value
    return Template(template).substitute(names)


def _styles() -> Path:
    return resources() / "styles"


def born_styled(app: QApplication) -> None:
    """Take note that the application was started with ``-style Fusion``."""
    app.setProperty(_STYLED, True)


def lay_ground(app: QApplication, appearance: Appearance) -> None:
    """Give the application its colours and letters."""
    load_fonts(resources() / "fonts" / "interface")
    app.setProperty("deskScheme", appearance.scheme.value)
    app.setProperty("deskTextPercent", appearance.text_percent)
    if not app.property(_STYLED):
        app.setStyle(STYLE)
    app.setPalette(qt_palette(appearance.scheme))
    app.setFont(interface_font(appearance))


def put_style_sheet(app: QApplication, appearance: Appearance) -> None:
    """Style every control there is, and those to come."""
    template = (_styles() / "desk.qss").read_text(encoding="utf-8")
    app.setStyleSheet(style_sheet(appearance, template))


def apply_theme(app: QApplication, appearance: Appearance) -> None:
    """Show the whole application in this appearance; can be called again at any time."""
    lay_ground(app, appearance)
    put_style_sheet(app, appearance)
    complete_theme(app)
    for widget in app.allWidgets():
        if isinstance(widget, QAbstractButton | QLabel):
            redress(widget)


def complete_theme(app: QApplication) -> None:
    """Add what the first window was drawn without; a second call changes nothing."""
    from mairie_quartier.ui.theme.focus_ring import follow_focus

    load_fonts(resources() / "fonts" / "scripts")
    follow_focus(app)


def shown_appearance(app: QApplication) -> Appearance:
    """Tell the appearance that was applied last."""
    return Appearance(shown_scheme(), int(app.property("deskTextPercent") or 100))
