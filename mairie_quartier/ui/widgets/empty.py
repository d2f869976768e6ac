"""What a part of the screen says when it has nothing to show: never a blank."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mairie_quartier.ui.theme.icons import IconRole, dress
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.texts import Label, column, fill


class EmptyState(QWidget):
    """A quiet drawing, what is (not) there, and what to do."""

    def __init__(
        self, text: str, hint: str = "", *, icon_name: str = "inbox", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        mark = Label("")
        dress(mark, icon_name, IconRole.QUIET, size=28)
        self.text = Label(text, TextRole.STRONG)
        self.text.setWordWrap(True)
        self.hint = Label(hint, TextRole.QUIET)
        for label in (mark, self.text, self.hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = column(self, space=Space.S, margin=Space.L)
        fill(layout, [None, mark, self.text, self.hint, None])
        self.say(text, hint)

    def say(self, text: str, hint: str = "") -> None:
        """Say something else."""
        self.text.setText(text)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.setAccessibleName(" ".join(part for part in (text, hint) if part))
