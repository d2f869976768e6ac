"""The palette that finds anything (Ctrl+K). Passive: its presenter asks and opens.

It lies over the window; Escape goes back from a sheet to the rows, then closes.
"""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QStackedWidget, QWidget

from mairie_quartier.ui.screens.find.presenter import FindPresenter
from mairie_quartier.ui.screens.find.sheet import SheetPage
from mairie_quartier.ui.screens.find.sheet_words import Sheet
from mairie_quartier.ui.shortcuts import Shortcut, bind
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.empty import EmptyState
from mairie_quartier.ui.widgets.fields import announce
from mairie_quartier.ui.widgets.line import Line, LineKind
from mairie_quartier.ui.widgets.line_list import LineList
from mairie_quartier.ui.widgets.texts import Label, column, fill
from mairie_quartier.ui.workplace import Workplace

_WIDEST_LETTERS = 84
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindPalette(QFrame):
    """One field, rows below it, and the sheet of a démarche."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._ = work.tr.gettext
        self._n = work.tr.ngettext
        self._over: QWidget | None = None
        self._focus: QWidget | None = None
        self.setObjectName("findPalette")
        self.setProperty("popup", "true")
        self.setAccessibleName(self._("Rechercher"))
        self._build()
        self._presenter = FindPresenter(work, self)
        self._connect()
        self.sheet.visit.setVisible(self._presenter.may_start_visit)
        self._presenter.start()
        self.hide()

    def open_over(self, over: QWidget, text: str = "") -> None:
        """Show the palette over a window, ready to type; a second time closes it."""
        if self.isVisible() and not text:
            self.close_palette()
            return
        self._follow(over)
        self._focus = QApplication.focusWidget()
        self._place()
        self.pages.setCurrentWidget(self.results)
        self.field.clear()
        self._presenter.start()
        self.show()
        self.raise_()
        self.field.setFocus()
        self.field.setText(text)

    def shortcuts(self) -> list[Shortcut]:
        """List the palette's keys."""
        return [
            Shortcut("Down", self._("Ligne suivante")),
            Shortcut("Return", self._("Ouvrir")),
            Shortcut("Ctrl+Return", self._("Nouveau passage avec la démarche affichée")),
            Shortcut("Esc", self._("Revenir aux résultats, fermer")),
        ]

    def first_focus(self) -> None:
        """Start in the field."""
        self.field.setFocus()

    def refresh(self, changed: frozenset[str]) -> None:
        """Answer again when records changed under the words typed."""
        if self.isVisible() and changed & {"*", "person", "request", "receipt", "visit"}:
            self._presenter.type_words(self.field.text())

    def show_hits(self, lines: tuple[Line, ...], sentence: str) -> None:
        """Show rows, or a sentence where there is none."""
        self.rows.put(lines, choose=0 if lines else -1)
        self.rows.setVisible(bool(lines))
        self.empty.say(sentence)
        self.empty.setVisible(not lines)
        count = sum(line.kind is LineKind.CHOICE for line in lines)
        found = self._n("{count} résultat", "{count} résultats", count).format(count=count)
        announce(self.field, found if lines else sentence)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a démarche."""
        self.pages.setCurrentWidget(self.sheet)
        self.sheet.show_sheet(sheet)
        self.sheet.first_focus()

    def close_palette(self) -> None:
        """Hide, and give the focus back to where it was."""
        self.hide()
        if self._focus is not None and self._focus.isVisible():
            self._focus.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move among the rows from the field; follow the window's size."""
        if watched is self._over and event.type() is QEvent.Type.Resize:
            self._place()
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() is not QEvent.Type.KeyPress:
                return False
            return self._field_key(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Escape; swallow the rest: the page below must not react."""
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        event.accept()

    def _field_key(self, event: QKeyEvent) -> bool:
        if event.key() in _STEPS:
            self.rows.step(_STEPS[Qt.Key(event.key())])
            return True
        if event.key() in _ENTER and not event.isAutoRepeat():
            self._presenter.enter(self.field.text(), self.rows.current())
            return True
        return False

    def _back(self) -> None:
        if self.pages.currentWidget() is self.sheet:
            self.pages.setCurrentWidget(self.results)
            self.field.setFocus()
        else:
            self.close_palette()

    def _follow(self, over: QWidget) -> None:
        if self._over is not over:
            if self._over is not None:
                self._over.removeEventFilter(self)
            self._over = over
            over.installEventFilter(self)
            self.setParent(over)

    def _place(self) -> None:
        if self._over is None:
            return
        area = self._over.rect()
        letters = self.fontMetrics().averageCharWidth() * _WIDEST_LETTERS
        width = min(letters, area.width() - 2 * Space.XL)
        height = min(round(area.height() * 0.8), area.height() - 2 * Space.XL)
        top = min(round(area.height() * 0.08), area.height() - height)
        self.setGeometry(QRect((area.width() - width) // 2, top, width, height))

    def _build(self) -> None:
        self.field = QLineEdit()
        self.field.setObjectName("findField")
        self.field.setAccessibleName(
            self._("Rechercher une personne, un numéro de papier ou une démarche")
        )
        self.field.setPlaceholderText(self._("Nom, numéro de papier, démarche…"))
        self.field.setClearButtonEnabled(False)
        self.field.installEventFilter(self)
        self.rows = LineList("findRows", self._("Résultats"))
        self.empty = EmptyState("", icon_name="search")
        keys = Label(
            self._("↑ ↓ pour choisir · Entrée pour ouvrir · Échap pour fermer"), TextRole.CAPTION
        )
        self.results = QWidget()
        layout = column(self.results, space=Space.S)
        fill(layout, [self.field, self.rows, self.empty, keys])
        layout.setStretch(1, 1)
        layout.setStretch(2, 1)
        self.sheet = SheetPage(self._)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.results)
        self.pages.addWidget(self.sheet)
        column(self, margin=Space.L).addWidget(self.pages)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._presenter.type_words)
        self.rows.opened.connect(self._presenter.open)
        self.sheet.visit.clicked.connect(self._presenter.start_visit)
        self.sheet.back.clicked.connect(self._back)
        bind(self.sheet, "Ctrl+Return", self._presenter.start_visit)
