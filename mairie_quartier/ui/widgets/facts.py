"""Facts in two columns: what it is, what it says. Words wrap; empty facts are left out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.texts import Label

Fact = tuple[str, str]


class Facts(QWidget):
    """A short table of facts, heard as "name : value"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(int(Space.L))
        self._grid.setVerticalSpacing(int(Space.XS))
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Replace every fact."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        told = [(name, value) for name, value in facts if value]
        for place, (name, value) in enumerate(told):
            words = Label(name, TextRole.QUIET)
            words.setWordWrap(False)
            said = Label(value)
            said.setAccessibleName(f"{name} : {value}")
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(words, place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(said, place, 1)
