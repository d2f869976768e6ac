"""Buttons with a kind, an icon that follows the theme, and their key shown beside the word."""

from enum import Enum

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from mairie_quartier.ui.theme.icons import IconRole, dress, redress


class ButtonKind(Enum):
    """How much a button asks to be pressed: one PRIMARY at most per screen."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    DANGER = "danger"
    ROW = "row"


_ICON_ROLES = {
    ButtonKind.PRIMARY: IconRole.ON_ACCENT,
    ButtonKind.SECONDARY: IconRole.TEXT,
    ButtonKind.QUIET: IconRole.ACCENT,
    ButtonKind.DANGER: IconRole.ON_DANGER_FILL,
    ButtonKind.ROW: IconRole.QUIET,
}


class Button(QPushButton):
    """A push button; Enter presses it too, not only Space.

    ``keys`` shows a shortcut ("F2") after the words; binding it is the screen's affair.
    """

    def __init__(
        self,
        text: str,
        kind: ButtonKind = ButtonKind.SECONDARY,
        *,
        icon_name: str = "",
        keys: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"{text}   {keys}" if keys else text, parent)
        self.setProperty("kind", kind.value)
        self.setAccessibleName(text)
        if keys:
            self.setAccessibleDescription(keys)
        if icon_name:
            dress(self, icon_name, _ICON_ROLES[kind])

    def setText(self, text: str) -> None:
        """Say other words; the icon keeps its distance from them."""
        super().setText(text)
        redress(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter as on Space."""
        from PySide6.QtCore import Qt  # see ``enumerations``

        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)
