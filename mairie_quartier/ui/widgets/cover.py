"""The neutral sheet that hides everything at once (F12): someone looks over the shoulder.

While it lies there nothing below reacts, whatever key is pressed, and no other window of the
program stays in sight.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.theme.focus_ring import OWN_RING
from mairie_quartier.ui.theme.icons import IconRole, dress
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.texts import Label, column, fill

_LIFTING = (Qt.Key.Key_F12, Qt.Key.Key_Escape)


class CoverSheet(QWidget):
    """Covers its window with a page that says nothing of anybody."""

    def __init__(self, tr: Translator, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._focus: QWidget | None = None
        self._put_away: list[QWidget] = []
        self.setObjectName("cover")
        self.setProperty(OWN_RING, True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        self.setAccessibleName(tr.gettext("Écran masqué"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        mark = Label("")
        dress(mark, "building-2", IconRole.QUIET, size=40)
        title = Label(tr.gettext("Mairie de quartier"), TextRole.DISPLAY)
        hint = Label(tr.gettext("Appuyez sur F12 pour revenir."), TextRole.QUIET)
        for label in (mark, title, hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        fill(column(self, space=Space.M), [None, mark, title, hint, None])
        over.installEventFilter(self)
        self.hide()

    def lower_over(self) -> None:
        """Cover the window, or uncover it."""
        if self.isVisible():
            self._lift()
            return
        self._focus = QApplication.focusWidget()
        self._put_other_windows_away()
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keep every key from the shortcuts of the page below."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Keep the focus: Tab must not go below."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Uncover on F12 or Escape; swallow everything else."""
        if event.key() in _LIFTING and not event.isAutoRepeat():
            self._lift()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Swallow clicks: the page below must not react."""
        event.accept()

    def _put_other_windows_away(self) -> None:
        own = self.window()
        self._put_away = [
            each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not own
        ]
        for each in self._put_away:
            each.hide()

    def _lift(self) -> None:
        self.hide()
        for each in self._put_away:
            if isValid(each):
                each.show()
        self._put_away = []
        focus, self._focus = self._focus, None
        if focus is not None and isValid(focus):
            focus.setFocus()
