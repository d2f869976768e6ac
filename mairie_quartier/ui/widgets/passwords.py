"""A field for a password: show or hide, Caps Lock seen, and how strong a new one is.

Must not grade nor keep a password: words and grade come from outside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QProgressBar, QVBoxLayout, QWidget

from mairie_quartier.domain.password_length import LONGEST
from mairie_quartier.ui.shortcuts import bind
from mairie_quartier.ui.theme.icons import IconRole, dress
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Badge
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.fields import Field, announce
from mairie_quartier.ui.widgets.texts import Label, column, fill, repolish, row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from mairie_quartier.i18n import Translator
    from mairie_quartier.ui.widgets.grade import Grade

SHOW_KEYS = "Alt+V"


class SecretEdit(QLineEdit):
    """A line whose letters are hidden; it sees Caps Lock by the letters that come.

    Signals (main thread):
        caps_seen(bool): a letter came with Caps Lock on, or off.
    """

    caps_seen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(LONGEST)
        self.show_letters(shown=False)

    def show_letters(self, *, shown: bool) -> None:
        """Show what is typed, or dots."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, and compare the letter with the Shift key."""
        from PySide6.QtCore import Qt  # see ``enumerations``

        letter = event.text()
        if letter.isalpha() and letter.upper() != letter.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_seen.emit(letter.isupper() is not shifted)
        super().keyPressEvent(event)


class PasswordField(Field):
    """A labelled password with its *Voir* button (Alt+V inside the field)."""

    def __init__(self, label: str, tr: Translator, hint: str = "") -> None:
        self._ = tr.gettext
        self.edit = SecretEdit()
        super().__init__(label, self.edit, hint)
        self.reveal = Button("", ButtonKind.QUIET)
        self.reveal.setCheckable(True)
        self.reveal.setProperty("dense", "true")
        self.reveal.toggled.connect(self._show)
        bind(self, SHOW_KEYS, self.reveal.toggle)
        self.edit.caps_seen.connect(self._say_caps)
        self._put_reveal()
        self._put_caps()
        self._show(False)

    def text(self) -> str:
        """Give what was typed."""
        return self.edit.text()

    def empty(self) -> None:
        """Forget what was typed, and hide the letters of the next try."""
        self.edit.clear()
        self.reveal.setChecked(False)

    def _show(self, shown: bool) -> None:
        self.edit.show_letters(shown=shown)
        words = self._("Masquer") if shown else self._("Voir")
        self.reveal.setText(f"{words}   {SHOW_KEYS}")
        self.reveal.setAccessibleName(f"{words} – {self.label.text()}")
        dress(self.reveal, "eye-off" if shown else "eye", IconRole.ACCENT, size=16)

    def _say_caps(self, on: bool) -> None:
        if on and self.caps.isHidden():
            dress(self._caps_mark, "triangle-alert", IconRole.WARNING, size=16)
            announce(self.edit, self.caps_words.text())
        self.caps.setVisible(on)

    def _put_reveal(self) -> None:
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.removeWidget(self.label)
            top = row(space=Space.S)
            fill(top, [self.label, None, self.reveal])
            layout.insertLayout(0, top)
            layout.setSpacing(0)
            layout.insertSpacing(2, int(Space.XS))

    def _put_caps(self) -> None:
        self.caps = QWidget(self)
        words = self._("La touche Verr. Maj est activée.")
        self.caps_words = Label(words, TextRole.CAPTION, tone=Tone.WARNING)
        self._caps_mark = Label("")
        line = row(self.caps, space=Space.XS)
        fill(line, [self._caps_mark, self.caps_words])
        line.setStretch(1, 1)
        self.caps.hide()
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.caps)


class StrengthMeter(QWidget):
    """A bar, a word and an advice; nothing by colour alone."""

    def __init__(self, name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(accessible_name)
        self.badge = Badge("")
        self.advice = Label("", TextRole.CAPTION)
        line = row(space=Space.M)
        fill(line, [self.bar, self.badge])
        line.setStretch(0, 1)
        fill(column(self, space=Space.XS), [line, self.advice])

    def show_grade(self, grade: Grade) -> None:
        """Show another grade."""
        self.bar.setValue(grade.score)
        self.bar.setProperty("tone", grade.tone.value)
        self.bar.setAccessibleDescription(" ".join((grade.word, grade.advice)))
        repolish(self.bar)
        self.badge.say(grade.word, grade.tone)
        self.badge.setVisible(bool(grade.word))
        self.advice.setText(grade.advice)
