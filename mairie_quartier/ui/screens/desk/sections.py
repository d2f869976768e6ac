"""Parts of the first screen: a card with a list, and the offer to put a draft back."""

from PySide6.QtWidgets import QWidget

from mairie_quartier.ui.screens.desk.board import More
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.cards import Card
from mairie_quartier.ui.widgets.empty import EmptyState
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.widgets.line_list import Height, LineList
from mairie_quartier.ui.widgets.texts import Label, fill, row


class ListCard(Card):
    """A card whose list is as tall as its rows; the page scrolls."""

    def __init__(self, name: str, title: str, *, more: str = "") -> None:
        super().__init__(title)
        self.setObjectName(f"{name}Card")
        self.list = LineList(name, title, height=Height.ROWS)
        self.more = Button(more, ButtonKind.QUIET, icon_name="chevron-down")
        self.more.setObjectName(f"{name}More")
        self.more.hide()
        self._empty: EmptyState | None = None
        fill(self.body, [self.list, self.more])

    def say_empty(self, text: str, hint: str = "", *, icon_name: str) -> None:
        """Set what an empty list says."""
        self._empty = EmptyState(text, hint, icon_name=icon_name)
        # In the layout first: shown without a parent, it would be a window for an instant.
        self.body.insertWidget(0, self._empty)
        self._empty.setVisible(bool(text))

    def show_lines(self, lines: tuple[Line, ...], more: More = More.NONE) -> None:
        """Show rows, or say that there is none."""
        focused = self.list.hasFocus() or self.more.hasFocus()
        self.list.put(lines)
        self.list.setVisible(bool(lines))
        self.more.setVisible(more is More.YES)
        if self._empty is not None:
            self._empty.setVisible(not lines and bool(self._empty.text.text()))
        if focused and lines:
            self.list.setFocus()

    def take_focus(self) -> None:
        """Go to the list, when there is something in it."""
        if self.list.lines():
            self.list.setFocus()


class Back(QWidget):
    """One line: what was dropped, and a button to put it back."""

    def __init__(self, button: str, sentence: str) -> None:
        super().__init__()
        self._sentence = sentence
        self.waiting = False
        self.text = Label("", TextRole.QUIET)
        self.button = Button(button, ButtonKind.QUIET, icon_name="undo-2")
        self.button.setObjectName("putBack")
        line = row(self, space=Space.S)
        line.setContentsMargins(int(Space.M), 0, int(Space.S), 0)
        fill(line, [self.text, self.button])
        line.setStretch(0, 1)
        self.hide()

    def offer(self, title: str) -> None:
        """Offer to put this draft back; an empty title takes the offer away."""
        self.waiting = bool(title)
        self.text.setText(self._sentence.format(title=title))
        self.setVisible(self.waiting)
