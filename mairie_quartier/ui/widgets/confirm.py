"""The one modal dialog: confirm what cannot be undone. The safe answer has the focus."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QWidget

from mairie_quartier.ui.theme.icons import IconRole, dress
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.texts import Label, column, fill, row


@dataclass(frozen=True, slots=True)
class Question:
    """What is about to happen, what it means, and the words of both answers."""

    title: str
    consequence: str
    agree: str
    stay: str


class ConfirmDialog(QDialog):
    """Asks one question; Escape is the safe answer."""

    def __init__(self, question: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("confirm")
        self.setWindowTitle(question.title)
        self.setAccessibleName(question.title)
        self.setAccessibleDescription(question.consequence)
        self.setMinimumWidth(440)
        mark = Label("")
        dress(mark, "triangle-alert", IconRole.WARNING, size=24)
        title = Label(question.title, TextRole.SECTION)
        title.setWordWrap(True)
        head = row(space=Space.M)
        fill(head, [mark, title])
        head.setStretch(1, 1)
        self.stay = Button(question.stay, ButtonKind.SECONDARY)
        self.agree = Button(question.agree, ButtonKind.DANGER)
        self.stay.setAutoDefault(False)
        self.agree.setAutoDefault(False)
        self.stay.clicked.connect(self.reject)
        self.agree.clicked.connect(self.accept)
        answers = row(space=Space.M)
        fill(answers, [None, self.stay, self.agree])
        fill(
            column(self, space=Space.L, margin=Space.XL),
            [head, Label(question.consequence), answers],
        )
        self.stay.setFocus()


def confirm(parent: QWidget, question: Question, agreed: Callable[[], None]) -> ConfirmDialog:
    """Ask without blocking; call ``agreed`` only on the agent's word."""
    dialog = ConfirmDialog(question, parent)
    dialog.accepted.connect(agreed)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
