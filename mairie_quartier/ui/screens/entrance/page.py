"""The calm page of the entrance: one card in the middle, a few words below, perhaps a band.

Widths are counted in letters, so that a larger text gets a larger card.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from mairie_quartier.ui.theme.icons import IconRole, dress
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.texts import Label, column, fill, row, scrolled

if TYPE_CHECKING:
    from mairie_quartier.i18n import Translator

CARD_LETTERS = 56
WIDE_LETTERS = 92
_SHARE = 1000


class Lettered(QWidget):
    """A column as wide as so many letters at most, whatever the text size."""

    def __init__(self, letters: int) -> None:
        super().__init__()
        self._letters = letters
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def _measure(self) -> None:
        self.setMaximumWidth(self._letters * self.fontMetrics().averageCharWidth())


class Content(QWidget):
    """What scrolls; as tall as its words need at the width there is, and no taller."""

    def minimumSizeHint(self) -> QSize:
        """Leave the height to the width: layouts guess it for the narrowest."""
        return QSize(super().minimumSizeHint().width(), 0)


class EntrancePage(QWidget):
    """A page with its title; ``body`` is the card's layout, ``foot`` what stands below it."""

    bears_name: ClassVar[bool] = True
    """Whether the program's name stands above the card."""

    def __init__(self, tr: Translator, title: str, *, letters: int = CARD_LETTERS) -> None:
        super().__init__()
        self._first: QWidget | None = None
        self._letters = letters
        self.setObjectName("screen")
        self.title = Label(title, TextRole.TITLE)
        self.title.setWordWrap(True)
        self.lead = Label("", TextRole.QUIET)
        self.lead.hide()
        self.card = QFrame()
        self.card.setProperty("card", "true")
        self.body = column(self.card, space=Space.L)
        self.body.setContentsMargins(*[int(Space.XXL)] * 4)
        fill(self.body, [self.title, self.lead])
        self.foot = column(space=Space.S)
        middle = Lettered(letters)
        inside = column(middle, space=Space.XL)
        above = [self._brand(tr)] if self.bears_name else []
        fill(inside, [None, *above, self.card, self.foot, None])
        content = Content()
        _centre(row(content, margin=Space.XL), middle)
        self.area: QScrollArea = scrolled(content, name="entranceArea")
        self._outer = column(self, space=Space.NONE)
        self._outer.addWidget(self.area, 1)

    def put_band(self, *parts: QWidget | None) -> None:
        """Keep buttons in sight below the page, however long it is; ``None`` is a stretch."""
        band = QFrame()
        band.setProperty("band", "bottom")
        middle = Lettered(self._letters)
        fill(row(middle, space=Space.M), list(parts))
        line = row(band)
        line.setContentsMargins(int(Space.XL), int(Space.M), int(Space.XL), int(Space.M))
        _centre(line, middle)
        self._outer.addWidget(band)

    def say_lead(self, words: str) -> None:
        """Say a sentence under the title."""
        self.lead.setText(words)
        self.lead.setVisible(bool(words))

    def start_at(self, first: QWidget) -> None:
        """Put the focus here whenever the page is shown."""
        self._first = first

    def first_focus(self) -> None:
        """Put the focus where the page begins."""
        if self._first is not None:
            self._first.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the first field."""
        super().showEvent(event)
        self.first_focus()

    def keep_in_view(self, widget: QWidget) -> None:
        """Scroll to what matters now."""
        self.area.ensureWidgetVisible(widget, int(Space.XL), int(Space.XXL))

    @staticmethod
    def _brand(tr: Translator) -> QWidget:
        part = QWidget()
        mark = Label("")
        dress(mark, "building-2", IconRole.ACCENT, size=36)
        name = Label(tr.gettext("Mairie de quartier"), TextRole.DISPLAY)
        line = row(part, space=Space.M)
        fill(line, [None, mark, name, None])
        return part


def _centre(line: QHBoxLayout, middle: QWidget) -> None:
    fill(line, [None, middle, None])
    line.setStretch(1, _SHARE)


def actions(*parts: QWidget | None) -> QWidget:
    """Lay the buttons of a page out in one line; ``None`` is a stretch."""
    part = QWidget()
    fill(row(part, space=Space.M), list(parts))
    return part
