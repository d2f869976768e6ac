"""The quiet bar that says what was saved, with its undo, and what went wrong."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.theme.icons import IconRole, dress
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.fields import announce
from mairie_quartier.ui.widgets.texts import Label, fill, row

SHOWN_MS = 20_000


class NoticeBar(QFrame):
    """One line at the bottom of the screen.

    Signals (main thread):
        undo_wanted(): the agent pressed *Annuler*.
    """

    undo_wanted = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._ = tr.gettext
        self.setObjectName("noticeBar")
        self.setProperty("notice", "true")
        self._mark = Label("")
        self.text = Label("", TextRole.BODY)
        self.text.setObjectName("noticeText")
        self.undo = Button(self._("Annuler"), ButtonKind.QUIET, icon_name="undo-2", keys="Ctrl+Z")
        self.close_button = Button(self._("Fermer"), ButtonKind.QUIET, icon_name="x")
        self.undo.clicked.connect(self.undo_wanted)
        self.close_button.clicked.connect(self.hide)
        line = row(self, space=Space.S, margin=Space.S)
        fill(line, [self._mark, self.text, self.undo, self.close_button])
        line.setStretch(1, 1)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(SHOWN_MS)
        self._patience.timeout.connect(self.hide)
        self.hide()

    def say_saved(self, text: str) -> None:
        """Say what was saved, and offer to undo it for a while."""
        self._say(text, "circle-check", IconRole.SUCCESS)
        self.undo.show()
        self._patience.start()

    def say_done(self, text: str) -> None:
        """Say what was done, with nothing to undo."""
        self._say(text, "circle-check", IconRole.SUCCESS)
        self.undo.hide()
        self._patience.start()

    def say_failed(self, text: str) -> None:
        """Say what went wrong; it stays until it is closed or replaced."""
        self._say(text, "triangle-alert", IconRole.DANGER)
        self.undo.hide()
        self._patience.stop()

    def _say(self, text: str, icon_name: str, role: IconRole) -> None:
        dress(self._mark, icon_name, role)
        self.text.setText(text)
        self.show()
        announce(self.text, text)
