"""Fields of free text: refuse what is too long, warn of what looks like a social-security number.

The person may ask to read what is written here (DOMAIN.md 2): the hint says so.  Nothing is
blocked but a text that does not fit.
"""

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from mairie_quartier.domain.nir import looks_like_nir
from mairie_quartier.i18n import Translator
from mairie_quartier.ui.widgets.entries import NoteEdit
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.line_entry import LengthCheck

LONGEST_NOTE = 2000


class LimitedNote(NoteEdit):
    """Several lines; a paste that does not fit is refused whole.

    Signals (main thread):
        refused(int): a text of so many characters was not taken.
    """

    refused = Signal(int)

    def __init__(self, limit: int = LONGEST_NOTE) -> None:
        super().__init__()
        self.limit = limit
        self.setMinimumHeight(0)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 2 + 24)
        self.left.connect(lambda: self.document().setModified(False))

    def show_text(self, text: str) -> None:
        """Show a text unless it is shown already, or another is being typed."""
        typing = self.hasFocus() and self.document().isModified()
        if text != self.toPlainText() and not typing:
            self.setPlainText(text)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the screen when there is nothing to undo here."""
        idle = not self.document().isUndoAvailable()
        if idle and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo):
            event.ignore()
            return False
        return super().event(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take plain text that fits."""
        wanted = self._length_with(source.text())
        if wanted > self.limit:
            self.refused.emit(wanted)
            return
        self.insertPlainText(source.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Refuse a letter too many; leave Ctrl+Enter to the screen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers():
            event.ignore()
            return
        if event.text().isprintable() and event.text() and self._length_with("x") > self.limit:
            self.refused.emit(self._length_with("x"))
            return
        super().keyPressEvent(event)

    def _length_with(self, text: str) -> int:
        selected = len(self.textCursor().selectedText())
        return len(self.toPlainText()) - selected + len(text)


class GuardedField(Field):
    """A labelled text that minds its length and what looks like a social-security number."""

    def __init__(
        self, tr: Translator, label: str, control: QLineEdit | LimitedNote, hint: str = ""
    ) -> None:
        super().__init__(label, control, hint)
        self._tr = tr
        self._own_error = ""
        check = control.validator() if isinstance(control, QLineEdit) else control
        self._limit = 0
        if isinstance(check, LengthCheck | LimitedNote):
            self._limit = check.limit
            check.refused.connect(self._refuse)
        control.textChanged.connect(self._look)

    def set_error(self, message: str) -> None:
        """Show a mistake of the caller's; a number is said after it is mended."""
        self._own_error = message
        super().set_error(message or self._nir())

    def _look(self, *_text: str) -> None:
        wanted = self._own_error or self._nir()
        if wanted != self.error.text():
            super().set_error(wanted)

    def _nir(self) -> str:
        control = self.control
        text = control.text() if isinstance(control, QLineEdit) else self._note_text()
        if not looks_like_nir(text):
            return ""
        return self._tr.gettext(
            "Ce texte ressemble à un numéro de sécurité sociale\u00a0: il ne doit pas être "
            "noté ici."
        )

    def _note_text(self) -> str:
        return self.control.toPlainText() if isinstance(self.control, LimitedNote) else ""

    def _refuse(self, length: int) -> None:
        message = self._tr.gettext(
            "Texte trop long\u00a0: {length} caractères, {limit} au plus. Il n’a pas été ajouté."
        )
        number = self._tr.number
        super().set_error(message.format(length=number(length), limit=number(self._limit)))
