"""The eight groups of the recovery key, typed or pasted with any blanks and hyphens."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.screens.entrance.presenter_recovery import GROUP_CHARS
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.flow import FlowGrid
from mairie_quartier.ui.widgets.texts import Label, column, fill, repolish, row

GROUPS = 8
GROUP_LETTERS = 10


class GroupEdit(QLineEdit):
    """One group.

    Signals (main thread):
        emptied_again(): Backspace in an empty group.
    """

    emptied_again = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back a group on Backspace when there is nothing to erase."""
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied_again.emit()
        super().keyPressEvent(event)


class KeyField(QWidget):
    """The key in eight boxes; what does not fit in one flows into the next.

    Signals (main thread):
        confirmed(): Enter in any group.
    """

    confirmed = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        _ = tr.gettext
        self.groups = tuple(GroupEdit() for _place in range(GROUPS))
        for place, edit in enumerate(self.groups):
            edit.setObjectName(f"group{place + 1}")
            edit.setAccessibleName(
                _("Groupe {group} sur {count} de la clé").format(group=place + 1, count=GROUPS)
            )
            edit.textEdited.connect(partial(self._spread, place))
            edit.emptied_again.connect(partial(self._step_back, place))
            edit.returnPressed.connect(self.confirmed)
        self.setFocusProxy(self.groups[0])
        boxes = [_numbered(place + 1, edit) for place, edit in enumerate(self.groups)]
        column(self).addWidget(FlowGrid(boxes, letters=GROUP_LETTERS, most=4))

    def typed(self) -> tuple[str, ...]:
        """Give the groups as typed."""
        return tuple(edit.text() for edit in self.groups)

    def mark(self, group: int) -> None:
        """Point at a wrong group, counted from 1; 0 takes the mark away."""
        for place, edit in enumerate(self.groups, start=1):
            edit.setProperty("wrong", "true" if place == group else "false")
            repolish(edit)
        if group:
            self.groups[group - 1].setFocus()
            self.groups[group - 1].selectAll()

    def _spread(self, place: int, text: str) -> None:
        letters = "".join(char for char in text.upper() if char.isalnum())
        edit = self.groups[place]
        kept, rest = letters[:GROUP_CHARS], letters[GROUP_CHARS:]
        if kept != text:
            at = edit.cursorPosition()
            edit.setText(kept)
            edit.setCursorPosition(GROUP_CHARS if rest else at)
        full = len(kept) == GROUP_CHARS and edit.cursorPosition() == GROUP_CHARS
        if full and place + 1 < GROUPS:
            self.groups[place + 1].setFocus()
            if rest:
                self.groups[place + 1].setText(rest)
                self._spread(place + 1, rest)

    def _step_back(self, place: int) -> None:
        if place:
            self.groups[place - 1].setFocus()


def _numbered(number: int, edit: QLineEdit) -> QWidget:
    part = QWidget()
    mark = Label(str(number), TextRole.CAPTION)
    mark.setFixedWidth(mark.fontMetrics().averageCharWidth() * 2)
    line = row(part, space=Space.XS)
    fill(line, [mark, edit])
    line.setStretch(1, 1)
    return part
