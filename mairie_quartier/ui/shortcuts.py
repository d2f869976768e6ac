"""Shortcuts as data: what the key does, in the user's words, for the cheat sheet (F1).

Declared once per screen; binding to Qt happens here so that the sheet cannot lie.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtGui import QKeySequence, QShortcut

from mairie_quartier.ui.enumerations import WITHIN_CHILDREN

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from mairie_quartier.i18n import Translator


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One key and what it does: ``Shortcut("Ctrl+P", "Imprimer")``."""

    keys: str
    label: str

    def shown_keys(self, tr: Translator) -> str:
        """Give the keys as this language's keyboards name them: ``Ctrl + Entrée``."""
        _ = tr.gettext
        words = {
            "Return": _("Entrée"),
            "Esc": _("Échap"),
            "Del": _("Suppr"),
            "Shift": _("Maj"),
            "Space": _("Espace"),
            "Tab": _("Tab"),
            "Left": "←",
            "Right": "→",
            "Up": "↑",
            "Down": "↓",
        }
        return "\u00a0+\u00a0".join(words.get(part, part) for part in self.keys.split("+"))


@runtime_checkable
class HasShortcuts(Protocol):
    """A screen that declares its shortcuts."""

    def shortcuts(self) -> list[Shortcut]:
        """List them in the order to show."""


def bind(owner: QWidget, keys: str, act: Callable[[], None]) -> QShortcut:
    """Call ``act`` on these keys while the focus is inside ``owner``."""
    shortcut = QShortcut(QKeySequence(keys), owner)
    shortcut.setProperty("context", WITHIN_CHILDREN)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(act)
    return shortcut
