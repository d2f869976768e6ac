"""The measures and words of the theme: spacing, type, radii, tones. Qt-free.

Lengths are device-independent pixels at 100 % text size. Colours are in ``palettes``.
"""

from dataclasses import dataclass
from enum import Enum, IntEnum

SMALLEST_TEXT_PERCENT = 100
LARGEST_TEXT_PERCENT = 200


class Scheme(Enum):
    """Which palette is shown."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Appearance:
    """What the agent chose for the eyes: palette, and text size in percent (100 to 200)."""

    scheme: Scheme = Scheme.LIGHT
    text_percent: int = 100

    def scaled(self, length: float) -> int:
        """Scale a length with the text size, in whole pixels."""
        wanted = min(max(self.text_percent, SMALLEST_TEXT_PERCENT), LARGEST_TEXT_PERCENT)
        return round(length * wanted / 100)


class Space(IntEnum):
    """The spacing scale, for layouts."""

    NONE = 0
    XXS = 2
    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24
    XXL = 32


class Radius(IntEnum):
    """The roundness of corners."""

    S = 4
    M = 6
    L = 10


class TextRole(Enum):
    """What a text is for; the value is its ``role`` property in the style sheet."""

    DISPLAY = "display"
    TITLE = "title"
    SECTION = "section"
    BODY = "body"
    STRONG = "strong"
    QUIET = "quiet"
    CAPTION = "caption"


TEXT_SIZES: dict[TextRole, int] = {
    TextRole.DISPLAY: 32,
    TextRole.TITLE: 24,
    TextRole.SECTION: 18,
    TextRole.BODY: 16,
    TextRole.STRONG: 16,
    TextRole.QUIET: 16,
    TextRole.CAPTION: 14,
}


class Tone(Enum):
    """What a state means; always shown with a word and a shape besides its colour."""

    NEUTRAL = "neutral"
    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"
