"""A labelled field: label, control, hint, error said aloud. Knows no rule of the domain."""

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from mairie_quartier.ui.theme.icons import IconRole, dress
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.texts import Label, column, fill, repolish, row


def announce(widget: QWidget, message: str) -> None:
    """Have a screen reader say the message now, without moving the focus."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, message))


class _Dispute(QWidget):
    """A shape and a sentence below a control."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dispute")
        self.text = Label("", TextRole.CAPTION, self, tone=Tone.WARNING)
        mark = Label("", TextRole.CAPTION, self)
        dress(mark, "split", IconRole.WARNING, size=16)
        line = row(self, space=Space.XS)
        fill(line, [mark, self.text])
        line.setStretch(1, 1)

    def say(self, message: str) -> None:
        """Show a sentence; an empty one hides all."""
        self.text.setText(message)
        self.setVisible(bool(message))


class Field(QWidget):
    """A label above its control, a hint below, and an error when there is one.

    The label is the control's buddy and its accessible name; hint and error are its
    accessible description, so that they are heard when the control takes the focus.
    """

    def __init__(
        self, label: str, control: QWidget, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.control = control
        self._hint_text = hint
        self._dispute: _Dispute | None = None
        self.label = Label(label, TextRole.STRONG, self)
        self.label.setBuddy(control)
        self.hint = Label(hint, TextRole.CAPTION, self)
        self.hint.setVisible(bool(hint))
        if not control.accessibleName():
            control.setAccessibleName(label.replace("&", ""))
        control.setAccessibleDescription(hint)
        self.setFocusProxy(control)
        self._build_error()
        self._lay_out()

    def set_error(self, message: str) -> None:
        """Show and announce what is wrong; an empty message clears it."""
        if message:
            dress(self._error_mark, "circle-alert", IconRole.DANGER, size=16)
        self.error.setText(message)
        self._error_line.setVisible(bool(message))
        self.control.setProperty("wrong", "true" if message else "false")
        repolish(self.control)
        self._describe()
        if message:
            announce(self.control, message)

    def clear_error(self) -> None:
        """Take the error away."""
        self.set_error("")

    def set_hint(self, hint: str) -> None:
        """Change the hint below the control."""
        self._hint_text = hint
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self._describe()

    def set_dispute(self, message: str) -> None:
        """Say below the control which other value was given; an empty message clears it."""
        if self._dispute is None:
            if not message:
                return
            self._dispute = _Dispute(self)
            layout = self.layout()
            if isinstance(layout, QBoxLayout):
                layout.insertWidget(layout.indexOf(self.hint), self._dispute)
        self._dispute.say(message)
        self._describe()

    def _describe(self) -> None:
        dispute = self._dispute.text.text() if self._dispute is not None else ""
        parts = (self.error.text() or self._hint_text, dispute)
        self.control.setAccessibleDescription(" ".join(part for part in parts if part))

    def _build_error(self) -> None:
        self._error_line = QWidget(self)
        line = QHBoxLayout(self._error_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.XS)
        self._error_mark = Label("", TextRole.CAPTION, self._error_line)
        self.error = Label("", TextRole.CAPTION, self._error_line, tone=Tone.DANGER)
        line.addWidget(self._error_mark)
        line.addWidget(self.error, 1)
        self._error_line.hide()

    def _lay_out(self) -> None:
        layout = column(self, space=Space.XS)
        for part in (self.label, self.control, self.hint, self._error_line):
            layout.addWidget(part)
        # Room to spare goes below, not between a label and its control.
        layout.addStretch(0)
