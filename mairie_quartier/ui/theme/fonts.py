"""Load the interface's fonts from ``resources/fonts``; never depend on the PC's.

Atkinson Hyperlegible Next for Latin; Noto Sans (all under OFL) glyph by glyph for what it
lacks: Vietnamese, African Latin, Greek, Cyrillic, and the other scripts.
"""

from pathlib import Path

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from mairie_quartier.errors import EnvironmentFault
from mairie_quartier.ui.theme.tokens import TEXT_SIZES, Appearance, TextRole

INTERFACE_FAMILY = "Atkinson Hyperlegible Next"
FALLBACK_FAMILIES = [
    "Noto Sans",
    "Noto Naskh Arabic",
    "Noto Sans Armenian",
    "Noto Sans Bengali",
    "Noto Sans Devanagari",
    "Noto Sans Ethiopic",
    "Noto Sans Georgian",
    "Noto Sans Gujarati",
    "Noto Sans Gurmukhi",
    "Noto Sans Hebrew",
    "Noto Sans Kannada",
    "Noto Sans Khmer",
    "Noto Sans Lao",
    "Noto Sans Malayalam",
    "Noto Sans Myanmar",
    "Noto Sans NKo",
    "Noto Sans Oriya",
    "Noto Sans Adlam",
    "Noto Sans Sinhala",
    "Noto Sans Syriac",
    "Noto Sans Tamil",
    "Noto Sans Telugu",
    "Noto Sans Thaana",
    "Noto Sans Thai",
    "Noto Sans Tifinagh",
    "Noto Sans CJK SC",
]


class FontUnreadable(EnvironmentFault):
    """A font that ships with the program cannot be loaded."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


def load_fonts(folder: Path) -> None:
    """Load every TrueType file of a folder, once per application."""
    app = QApplication.instance()
    marker = f"fonts:{folder}"
    if app is None or app.property(marker):
        return
    # Qt complains of each family before the one that has the script: that order is ours.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    for path in sorted(folder.glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FontUnreadable(path)
    app.setProperty(marker, True)


def interface_font(appearance: Appearance, role: TextRole = TextRole.BODY) -> QFont:
    """Give the font of a role at the chosen text size, with its fallbacks."""
    font = QFont([INTERFACE_FAMILY, *FALLBACK_FAMILIES])
    font.setPixelSize(appearance.scaled(TEXT_SIZES[role]))
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font
