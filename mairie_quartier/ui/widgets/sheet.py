"""The cheat sheet of shortcuts (F1): those of this screen, then those of everywhere."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QScrollArea, QWidget
from shiboken6 import isValid

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.shortcuts import Shortcut
from mairie_quartier.ui.theme.focus_ring import OWN_RING
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.flow import FlowGrid
from mairie_quartier.ui.widgets.texts import Label, column, fill, scrolled

LETTERS_PER_GROUP = 40
_SCROLLING = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ShortcutSheet(QFrame):
    """A card over the window; F1 or Escape closes it, and gives the focus back."""

    def __init__(self, tr: Translator, over: QWidget) -> None:
        super().__init__(over)
        self._tr = tr
        self._ = tr.gettext
        self._over = over
        self._focus: QWidget | None = None
        self.setObjectName("shortcutSheet")
        self.setProperty("popup", "true")
        self.setProperty(OWN_RING, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self._("Raccourcis clavier"))
        self._layout = column(self, space=Space.M, margin=Space.XL)
        title = Label(self._("Raccourcis clavier"), TextRole.TITLE)
        self._layout.addWidget(title)
        self._content: QScrollArea | None = None
        hint = Label(self._("Échap ferme cette aide."), TextRole.CAPTION)
        self._layout.addWidget(hint)
        over.installEventFilter(self)
        self.hide()

    def show_over(self, own: Sequence[Shortcut], common: Sequence[Shortcut]) -> None:
        """Show the sheet, or close it."""
        if self.isVisible():
            self._close()
            return
        self._focus = QApplication.focusWidget()
        if self._content is not None:
            self._content.setParent(None)
            self._content.deleteLater()
        self._content = self._build(own, common)
        self._layout.insertWidget(1, self._content, 1)
        self._say(own, common)
        self.show()
        self._place()
        self.raise_()
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on F1 or Escape, scroll by the arrows, swallow everything else."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_F1, Qt.Key.Key_Escape):
            self._close()
        elif key in _SCROLLING and self._content is not None:
            bar = self._content.verticalScrollBar()
            bar.setValue(bar.value() + _SCROLLING[key] * self.fontMetrics().lineSpacing() * 3)
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close when the agent goes on elsewhere."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.hide()

    def _close(self) -> None:
        focus, self._focus = self._focus, None
        self.hide()
        if focus is not None and isValid(focus):
            focus.setFocus()

    def _place(self) -> None:
        """Stand in the middle, within the window, whatever the text size."""
        room = self._over.size() - QSize(2 * int(Space.XL), 2 * int(Space.XL))
        letter = self.fontMetrics().averageCharWidth()
        width = min(room.width(), 2 * LETTERS_PER_GROUP * letter + 4 * int(Space.XL))
        self.resize(width, room.height())
        self._layout.activate()
        page = self._content.widget() if self._content is not None else None
        if page is not None and self._content is not None:
            spare = self._content.viewport().height() - page.minimumSizeHint().height()
            self.resize(width, room.height() - max(0, spare))
        self.move(self._over.rect().center() - self.rect().center())

    def _build(self, own: Sequence[Shortcut], common: Sequence[Shortcut]) -> QScrollArea:
        groups = [self._group(self._("Sur cet écran"), own)] if own else []
        groups.append(self._group(self._("Partout"), common))
        page = QWidget()
        fill(column(page), [FlowGrid(groups, letters=LETTERS_PER_GROUP, most=2), None])
        return scrolled(page, name="shortcutList")

    def _group(self, title: str, keys: Sequence[Shortcut]) -> QWidget:
        group = QWidget()
        grid = QGridLayout(group)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(int(Space.L))
        grid.setVerticalSpacing(int(Space.S))
        grid.setColumnStretch(1, 1)
        grid.addWidget(Label(title, TextRole.SECTION), 0, 0, 1, 2)
        top = Qt.AlignmentFlag.AlignTop
        for place, each in enumerate(keys, start=1):
            shown = Label(each.shown_keys(self._tr), TextRole.STRONG)
            grid.addWidget(shown, place, 0, top)
            grid.addWidget(Label(each.label), place, 1, top)
        grid.setRowStretch(len(keys) + 1, 1)
        return group

    def _say(self, own: Sequence[Shortcut], common: Sequence[Shortcut]) -> None:
        lines = [f"{each.shown_keys(self._tr)} : {each.label}" for each in (*own, *common)]
        self.setAccessibleDescription("\n".join(lines))
