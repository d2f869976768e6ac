"""Dress the application: fonts, Qt palette, style sheet, icons, focus ring.

The style sheet is ``resources/styles/desk.qss``; its ``$names`` are filled from the tokens.
"""

from pathlib import Path
from string import Template

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from mairie_quartier.paths import resources
from mairie_quartier.ui.theme.focus_ring import follow_focus
from mairie_quartier.ui.theme.fonts import interface_font, load_fonts
from mairie_quartier.ui.theme.icons import qt_palette, redress, shown_scheme
from mairie_quartier.ui.theme.palettes import PALETTES
from mairie_quartier.ui.theme.tokens import TEXT_SIZES, Appearance, Radius, Space


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


def apply_theme(app: QApplication, appearance: Appearance) -> None:
    """Show the whole application in this appearance; can be called again at any time."""
    load_fonts(resources() / "fonts" / "interface")
    load_fonts(resources() / "fonts" / "scripts")
    app.setProperty("deskScheme", appearance.scheme.value)
    app.setProperty("deskTextPercent", appearance.text_percent)
    app.setStyle("Fusion")
    app.setPalette(qt_palette(appearance.scheme))
    app.setFont(interface_font(appearance))
    template = (_styles() / "desk.qss").read_text(encoding="utf-8")
    app.setStyleSheet(style_sheet(appearance, template))
    for widget in app.allWidgets():
        if isinstance(widget, QAbstractButton | QLabel):
            redress(widget)
    follow_focus(app)


def shown_appearance(app: QApplication) -> Appearance:
    """Tell the appearance that was applied last."""
    return Appearance(shown_scheme(), int(app.property("deskTextPercent") or 100))
