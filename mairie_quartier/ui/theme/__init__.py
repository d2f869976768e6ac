"""The look of the desk: tokens, palettes, type, icons. Knows nothing of screens."""

from mairie_quartier.ui.theme.apply import apply_theme, shown_appearance
from mairie_quartier.ui.theme.icons import IconRole, dress, icon
from mairie_quartier.ui.theme.tokens import Appearance, Scheme, Space, TextRole, Tone

__all__ = [
    "Appearance",
    "IconRole",
    "Scheme",
    "Space",
    "TextRole",
    "Tone",
    "apply_theme",
    "dress",
    "icon",
    "shown_appearance",
]
