"""The colours of the three schemes, and how contrast is computed. Qt-free.

Contrast: WCAG 2.2, relative luminance. Every pair in :func:`text_pairs` reaches 4.5, every
pair in :func:`shape_pairs` reaches 3; tests compute them all. The accent is a deep teal:
neither the blue nor the red that the State reserves for itself.
"""

from typing import NamedTuple

from mairie_quartier.ui.theme.tokens import Scheme

Hex = str


class Palette(NamedTuple):
    """Every colour of one scheme, by what it is for."""

    window: Hex
    surface: Hex
    sunken: Hex
    hover: Hex
    line: Hex
    edge: Hex
    text: Hex
    quiet: Hex
    accent: Hex
    accent_hover: Hex
    accent_pressed: Hex
    on_accent: Hex
    link: Hex
    soft: Hex
    on_soft: Hex
    focus: Hex
    info: Hex
    info_soft: Hex
    success: Hex
    success_soft: Hex
    warning: Hex
    warning_soft: Hex
    danger: Hex
    danger_soft: Hex
    danger_fill: Hex
    on_danger_fill: Hex

    def colours(self) -> dict[str, Hex]:
        """Give the colours by name, as the style sheet substitutes them."""
        return self._asdict()


LIGHT = Palette(
    window="#F3F5F5",
    surface="#FFFFFF",
    sunken="#FFFFFF",
    hover="#E9EEEE",
    line="#DCE3E4",
    edge="#7C898D",
    text="#17252A",
    quiet="#4C5D63",
    accent="#0B6470",
    accent_hover="#09535D",
    accent_pressed="#07434B",
    on_accent="#FFFFFF",
    link="#0B6470",
    soft="#DDEFF1",
    on_soft="#073F47",
    focus="#2456D6",
    info="#1F5A8F",
    info_soft="#E6F0F9",
    success="#1B6B3F",
    success_soft="#E3F4E9",
    warning="#7F4F00",
    warning_soft="#FDF1D8",
    danger="#A8211B",
    danger_soft="#FCE9E7",
    danger_fill="#A8211B",
    on_danger_fill="#FFFFFF",
)

DARK = Palette(
    window="#12181B",
    surface="#1B2327",
    sunken="#151C20",
    hover="#283237",
    line="#313D43",
    edge="#7F9098",
    text="#EAF0F1",
    quiet="#AEBCC2",
    accent="#6CCBD5",
    accent_hover="#8ADAE2",
    accent_pressed="#A5E5EB",
    on_accent="#06282D",
    link="#6CCBD5",
    soft="#17414A",
    on_soft="#D5F3F6",
    focus="#9DBEFF",
    info="#9CCBF5",
    info_soft="#1A3045",
    success="#8ADBAA",
    success_soft="#173525",
    warning="#F5C96B",
    warning_soft="#3A2E12",
    danger="#FFAAA2",
    danger_soft="#452220",
    danger_fill="#FFAAA2",
    on_danger_fill="#3B0A07",
)

CONTRAST = Palette(
    window="#000000",
    surface="#000000",
    sunken="#000000",
    hover="#2B2B2B",
    line="#FFFFFF",
    edge="#FFFFFF",
    text="#FFFFFF",
    quiet="#FFFFFF",
    accent="#FFE14D",
    accent_hover="#FFFFFF",
    accent_pressed="#FFFFFF",
    on_accent="#000000",
    link="#FFE14D",
    soft="#FFE14D",
    on_soft="#000000",
    focus="#3DF5FF",
    info="#9CD8FF",
    info_soft="#000000",
    success="#7CFFA6",
    success_soft="#000000",
    warning="#FFE14D",
    warning_soft="#000000",
    danger="#FFB3AB",
    danger_soft="#000000",
    danger_fill="#FFB3AB",
    on_danger_fill="#000000",
)

PALETTES: dict[Scheme, Palette] = {
    Scheme.LIGHT: LIGHT,
    Scheme.DARK: DARK,
    Scheme.CONTRAST: CONTRAST,
}


def luminance(colour: Hex) -> float:
    """Give the relative luminance of ``#RRGGBB``, 0 to 1 (WCAG 2.2)."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: Hex, second: Hex) -> float:
    """Give the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def text_pairs(palette: Palette) -> list[tuple[str, str]]:
    """List (text, background) pairs, by name, that the style sheet puts together."""
    pairs = [
        (ink, ground)
        for ink in ("text", "quiet", "link")
        for ground in ("window", "surface", "sunken", "hover")
    ]
    pairs += [("on_accent", fill) for fill in ("accent", "accent_hover", "accent_pressed")]
    pairs += [("on_soft", "soft"), ("on_danger_fill", "danger_fill")]
    for tone in ("info", "success", "warning", "danger"):
        pairs += [(tone, f"{tone}_soft"), (tone, "surface"), (tone, "window")]
        pairs += [("text", f"{tone}_soft"), ("quiet", f"{tone}_soft"), ("link", f"{tone}_soft")]
    known = palette.colours()
    return [pair for pair in pairs if pair[0] in known and pair[1] in known]


def shape_pairs() -> list[tuple[str, str]]:
    """List (shape, background) pairs that must stand out: edges of controls, focus rings.

    Rings lie outside their control, on the ground around it.
    """
    grounds = ("window", "surface", "sunken")
    pairs = [(shape, ground) for shape in ("edge", "focus", "accent") for ground in grounds]
    return [*pairs, ("focus", "hover")]
