"""Labels by role, rules, and layouts with the theme's spacing. No wording of their own."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mairie_quartier.ui.enumerations import NO_FOCUS, PLAIN_TEXT
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone

Boxed = TypeVar("Boxed", bound=QBoxLayout)


class Label(QLabel):
    """A text with a role; wraps, and its words can be selected when asked."""

    def __init__(
        self,
        text: str = "",
        role: TextRole = TextRole.BODY,
        parent: QWidget | None = None,
        *,
        tone: Tone = Tone.NEUTRAL,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("role", role.value)
        if tone is not Tone.NEUTRAL:
            self.setProperty("tone", tone.value)
        self.setProperty("textFormat", PLAIN_TEXT)
        self.setWordWrap(role in (TextRole.BODY, TextRole.QUIET, TextRole.CAPTION))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_tone(self, tone: Tone) -> None:
        """Colour the text by what it means (the words must say it too)."""
        self.setProperty("tone", tone.value)
        repolish(self)


class Rule(QFrame):
    """A thin horizontal line between two parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rule", "true")


def repolish(widget: QWidget) -> None:
    """Make the style sheet see a changed property."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def column(
    parent: QWidget | None = None, *, space: int = Space.S, margin: int = Space.NONE
) -> QVBoxLayout:
    """Lay things out from top to bottom."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    return _spaced(layout, space, margin)


def row(
    parent: QWidget | None = None, *, space: int = Space.S, margin: int = Space.NONE
) -> QHBoxLayout:
    """Lay things out in reading direction."""
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    return _spaced(layout, space, margin)


def fill(layout: QBoxLayout, parts: Sequence[QWidget | QLayout | None]) -> None:
    """Add widgets and layouts in order; ``None`` is a stretch."""
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)


def scrolled(content: QWidget, *, name: str) -> QScrollArea:
    """Let a tall content scroll vertically, without a frame."""
    content.setObjectName("scrolled")
    area = QScrollArea()
    area.setObjectName(name)
    area.setWidgetResizable(True)
    area.setProperty("focusPolicy", NO_FOCUS)
    area.setWidget(content)
    content.setAutoFillBackground(False)
    return area


def _spaced(layout: Boxed, space: int, margin: int) -> Boxed:
    layout.setSpacing(int(space))
    layout.setContentsMargins(int(margin), int(margin), int(margin), int(margin))
    return layout
