"""The cheat sheet of shortcuts (F1): those of this screen, then those of everywhere."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.shortcuts import Shortcut
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.texts import Label, column


class ShortcutSheet(QFrame):
    """A card over the window; F1 or Escape closes it."""

    def __init__(self, tr: Translator, over: QWidget) -> None:
        super().__init__(over)
        self._ = tr.gettext
        self._over = over
        self.setObjectName("shortcutSheet")
        self.setProperty("popup", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self._("Raccourcis clavier"))
        self._layout = column(self, space=Space.M, margin=Space.XL)
        self._content: QWidget | None = None
        self.hide()

    def show_over(self, own: Sequence[Shortcut], common: Sequence[Shortcut]) -> None:
        """Show the sheet, or close it."""
        if self.isVisible():
            self.hide()
            return
        if self._content is not None:
            self._content.deleteLater()
        self._content = self._build(own, common)
        self._layout.addWidget(self._content)
        self.adjustSize()
        self.move(self._over.rect().center() - self.rect().center())
        self.show()
        self.raise_()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on F1 or Escape."""
        if event.key() in (Qt.Key.Key_F1, Qt.Key.Key_Escape):
            self.hide()
        event.accept()

    def _build(self, own: Sequence[Shortcut], common: Sequence[Shortcut]) -> QWidget:
        content = QWidget()
        grid = QGridLayout(content)
        grid.setHorizontalSpacing(int(Space.XL))
        grid.setVerticalSpacing(int(Space.S))
        groups = [(self._("Sur cet écran"), own)] if own else []
        for side, (title, keys) in enumerate([*groups, (self._("Partout"), common)]):
            left = side * 2
            grid.addWidget(Label(title, TextRole.SECTION), 0, left, 1, 2)
            for place, each in enumerate(keys, start=1):
                grid.addWidget(Label(each.shown_keys, TextRole.STRONG), place, left)
                words = Label(each.label)
                words.setWordWrap(False)
                grid.addWidget(words, place, left + 1)
        return content
