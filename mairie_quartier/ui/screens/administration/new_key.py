"""The window of a new recovery key: it closes once the key was noted."""

from PySide6.QtWidgets import QDialog, QWidget

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.screens.entrance.presenter_key import KeyCheck
from mairie_quartier.ui.screens.entrance.view_key import RenewedKeyPage
from mairie_quartier.ui.theme.tokens import Space
from mairie_quartier.ui.widgets.texts import column

WIDE_SHARE, TALL_SHARE = 0.9, 0.95


class NewKeyDialog(QDialog):
    """Shows the key; Escape leaves it open, since the key is never shown again."""

    def __init__(self, check: KeyCheck, tr: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("newKey")
        self.setWindowTitle(tr.gettext("Nouvelle clé de secours"))
        self.setAccessibleName(self.windowTitle())
        self.page = RenewedKeyPage(check, tr)
        self.page.noted.connect(self._noted)
        column(self, space=Space.NONE).addWidget(self.page)
        window = parent.window().size()
        self.resize(round(window.width() * WIDE_SHARE), round(window.height() * TALL_SHARE))

    def reject(self) -> None:
        """Stay until the key was noted."""
        self.page.go_on()

    def _noted(self, typed: str) -> None:
        words = self.page.check.problem(typed)
        self.page.show_failure(words)
        if not words:
            self.accept()
