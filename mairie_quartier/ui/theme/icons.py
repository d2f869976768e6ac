"""Icons: line drawings of ``resources/icons`` (Lucide, ISC), in the colours of the theme.

An icon never stands alone: a word or an accessible name goes with it. SVG files rather than
an icon font: nothing to import at start, and they stay sharp at every size.
"""

from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from mairie_quartier.paths import resources
from mairie_quartier.ui.theme.palettes import PALETTES
from mairie_quartier.ui.theme.tokens import Scheme

ICON_SIZE = 20
_SHARPNESS = 2.0
_WORD_GAP = 6
_PROPERTY = "deskIcon"


class IconRole(Enum):
    """The colour an icon takes: the name of a palette colour."""

    TEXT = "text"
    QUIET = "quiet"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    ON_SOFT = "on_soft"
    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"
    ON_DANGER_FILL = "on_danger_fill"


@lru_cache(maxsize=256)
def _drawing(name: str) -> bytes:
    return (resources() / "icons" / f"{name}.svg").read_bytes()


def shown_scheme() -> Scheme:
    """Tell which scheme the application shows now."""
    app = QApplication.instance()
    kept = app.property("deskScheme") if app is not None else None
    return Scheme(kept) if kept else Scheme.LIGHT


def icon_pixmap(name: str, role: IconRole = IconRole.TEXT, *, size: int = ICON_SIZE) -> QPixmap:
    """Draw an icon in a colour of the shown scheme, ``size`` in logical pixels."""
    colour = PALETTES[shown_scheme()].colours()[role.value]
    drawing = _drawing(name).replace(b"currentColor", colour.encode())
    side = round(size * _SHARPNESS)
    pixmap = QPixmap(side, side)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(_SHARPNESS)
    return pixmap


def icon(name: str, role: IconRole = IconRole.TEXT, *, size: int = ICON_SIZE) -> QIcon:
    """Give a shipped icon; ``dress`` is better for widgets, it follows the theme."""
    return QIcon(icon_pixmap(name, role, size=size))


def dress(
    widget: QAbstractButton | QLabel,
    name: str,
    role: IconRole = IconRole.TEXT,
    *,
    size: int = ICON_SIZE,
) -> None:
    """Put an icon on a button or label, and redraw it whenever the theme changes."""
    widget.setProperty(_PROPERTY, [name, role.value, size])
    redress(widget)


def redress(widget: QAbstractButton | QLabel) -> None:
    """Draw the widget's icon again, in the colours and text size of the moment."""
    kept = widget.property(_PROPERTY)
    if not kept:
        return
    app = QApplication.instance()
    percent = int(app.property("deskTextPercent") or 100) if app is not None else 100
    side = round(kept[2] * percent / 100)
    pixmap = icon_pixmap(kept[0], IconRole(kept[1]), size=side)
    if isinstance(widget, QLabel):
        widget.setPixmap(pixmap)
        return
    gap = round(_WORD_GAP * percent / 100) if widget.text() else 0
    left = 0 if not widget.isRightToLeft() else gap
    shown = QIcon(_with_gap(pixmap, gap, left))
    if widget.property("kind") == "nav":
        chosen = _with_gap(icon_pixmap(kept[0], IconRole.ON_SOFT, size=side), gap, left)
        shown.addPixmap(chosen, QIcon.Mode.Normal, QIcon.State.On)
    widget.setIcon(shown)
    widget.setIconSize(QSize(side + gap, side))


def _with_gap(pixmap: QPixmap, gap: int, left: int) -> QPixmap:
    """Give the icon room on the side of the words, ``left`` before it; Qt's own gap is tight."""
    size = pixmap.deviceIndependentSize()
    wide = QPixmap(round((size.width() + gap) * _SHARPNESS), round(size.height() * _SHARPNESS))
    wide.setDevicePixelRatio(_SHARPNESS)
    wide.fill(QColor(0, 0, 0, 0))
    painter = QPainter(wide)
    painter.drawPixmap(left, 0, pixmap)
    painter.end()
    return wide


def qt_palette(scheme: Scheme) -> QPalette:
    """Give Qt's palette for a scheme, for what the style sheet does not reach."""
    colours = {name: QColor(value) for name, value in PALETTES[scheme].colours().items()}
    role = QPalette.ColorRole
    palette = QPalette()
    for target, name in {
        role.Window: "window",
        role.WindowText: "text",
        role.Base: "sunken",
        role.AlternateBase: "hover",
        role.Text: "text",
        role.PlaceholderText: "quiet",
        role.Button: "surface",
        role.ButtonText: "text",
        role.ToolTipBase: "surface",
        role.ToolTipText: "text",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Link: "link",
        role.LinkVisited: "link",
        role.Accent: "accent",
        role.Light: "hover",
        role.Midlight: "line",
        role.Mid: "edge",
        role.Dark: "edge",
        role.Shadow: "line",
        role.BrightText: "text",
    }.items():
        palette.setColor(target, colours[name])
    disabled = QPalette.ColorGroup.Disabled
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(disabled, target, colours["quiet"])
    return palette
