"""The neutral sheet that hides everything at once (F12): someone looks over the shoulder."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.theme.tokens import TextRole
from mairie_quartier.ui.widgets.texts import Label, column, fill


class CoverSheet(QWidget):
    """Covers its window with a page that says nothing of anybody."""

    def __init__(self, tr: Translator, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._focus: QWidget | None = None
        self.setObjectName("cover")
        self.setAutoFillBackground(True)
        self.setAccessibleName(tr.gettext("Écran masqué"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        title = Label(tr.gettext("Mairie de quartier"), TextRole.DISPLAY)
        hint = Label(tr.gettext("Appuyez sur F12 pour revenir."), TextRole.QUIET)
        for label in (title, hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        fill(column(self), [None, title, hint, None])
        self.hide()

    def lower_over(self) -> None:
        """Cover the window, or uncover it."""
        if self.isVisible():
            self._lift()
            return
        self._focus = QApplication.focusWidget()
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Uncover on F12 or Escape; swallow everything else."""
        if event.key() in (Qt.Key.Key_F12, Qt.Key.Key_Escape):
            self._lift()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Swallow clicks: the page below must not react."""
        event.accept()

    def _lift(self) -> None:
        self.hide()
        if self._focus is not None:
            self._focus.setFocus()
