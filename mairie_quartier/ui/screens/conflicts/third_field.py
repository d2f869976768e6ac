"""The entry of a third value: a line, a note or a choice, as the field is.  Passive."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.screens.conflicts.kinds import LONGEST_NOTE, FieldWords, Kind
from mairie_quartier.ui.shortcuts import bind
from mairie_quartier.ui.theme.tokens import Space
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.entries import Choice
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import FlowGrid
from mairie_quartier.ui.widgets.guarded import GuardedField, LimitedNote
from mairie_quartier.ui.widgets.line_entry import LineEntry
from mairie_quartier.ui.widgets.texts import column, fill

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LINES = 6


class ThirdField(QWidget):
    """One of three entries is shown.

    Signals (main thread):
        kept(str): the agent wants this value: a text, or the word of a choice.
        left(): the agent gives it up.
    """

    kept = Signal(str)
    left = Signal()

    def __init__(self, tr: Translator, hint: Callable[[FieldWords], str]) -> None:
        super().__init__()
        self._ = tr.gettext
        self._hint = hint
        self.line = LineEntry()
        self.line.setObjectName("thirdLine")
        self.note = LimitedNote(LONGEST_NOTE)
        self.note.setObjectName("thirdNote")
        self.note.setFixedHeight(self.note.fontMetrics().lineSpacing() * _LINES + 24)
        self.choice = Choice([("", "")])
        self.choice.setObjectName("thirdChoice")
        label = self._("Une autre valeur")
        self.fields: dict[QWidget, Field] = {
            self.line: GuardedField(tr, label, self.line),
            self.note: GuardedField(
                tr, label, self.note, self._("La personne peut demander à lire cette note.")
            ),
            self.choice: Field(label, self.choice),
        }
        self._shown: QWidget = self.line
        self.save = Button(
            self._("Enregistrer"), ButtonKind.PRIMARY, icon_name="check", keys="Ctrl+S"
        )
        self.save.setObjectName("keepThird")
        give_up = Button(self._("Retour"), ButtonKind.QUIET, keys=self._("Échap"))
        give_up.setObjectName("leaveThird")
        self.save.clicked.connect(self.keep)
        give_up.clicked.connect(self.left)
        bind(self, "Ctrl+S", self.keep)
        acts = FlowGrid([self.save, give_up], letters=18, most=2)
        fill(column(self, space=Space.S), [*self.fields.values(), acts])

    def begin(self, field: FieldWords, typed: str) -> None:
        """Show the entry of a field, with the value to begin from."""
        self._shown = self._entry(field)
        for entry, part in self.fields.items():
            part.setVisible(entry is self._shown)
            part.clear_error()
        if self._shown is self.choice:
            self.choice.offer(field.options)
            self.choice.choose(typed)
        elif self._shown is self.note:
            self.note.setPlainText(typed)
        else:
            self.line.setText(typed)
            self.fields[self.line].set_hint(self._hint(field))
        self.setFocusProxy(self._shown)

    def set_error(self, message: str) -> None:
        """Say what is wrong."""
        self.fields[self._shown].set_error(message)

    def text(self) -> str:
        """Give what is written or chosen."""
        if self._shown is self.choice:
            return str(self.choice.value())
        return self.note.toPlainText() if self._shown is self.note else self.line.text()

    def keep(self) -> None:
        """Offer what is written, if it is in sight."""
        if not self.isHidden():
            self.kept.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep a line on Enter."""
        if event.key() in _ENTER and self.line.hasFocus() and not event.isAutoRepeat():
            self.keep()
            return
        super().keyPressEvent(event)

    def _entry(self, field: FieldWords) -> QWidget:
        if field.options:
            return self.choice
        return self.note if field.kind is Kind.NOTE else self.line
