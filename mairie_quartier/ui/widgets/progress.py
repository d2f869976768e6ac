"""Work that lasts, as a thin bar under its words. Knows nothing of the work."""

from PySide6.QtWidgets import QProgressBar, QWidget

from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.fields import announce
from mairie_quartier.ui.widgets.texts import Label, column, fill


class WorkBar(QWidget):
    """Words and a bar; hidden while there is no work."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.words = Label("", TextRole.CAPTION)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        fill(column(self, space=Space.XS), [self.bar, self.words])
        self.hide()

    def keep_room(self) -> None:
        """Be a bar without words that keeps its room while hidden: for work of a second."""
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.words.hide()

    def begin(self, words: str) -> None:
        """Say that work began, of unknown length."""
        self.words.setText(words)
        self.bar.setAccessibleName(words)
        self.bar.setRange(0, 0)
        self.show()
        announce(self.words, words)

    def advance(self, done: int, total: int) -> None:
        """Show how much is done."""
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)

    def end(self) -> None:
        """Hide the bar: the work is over."""
        self.hide()
        self.bar.setRange(0, 1)
