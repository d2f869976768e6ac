"""The page that shows a démarche's sheet."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from mairie_quartier.ui.screens.find.sheet_words import Sheet
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.line_list import LineList
from mairie_quartier.ui.widgets.texts import Label, column, fill, row


class SheetPage(QWidget):
    """Title, plain words, rows, and the way to a new visit."""

    def __init__(self, gettext: Callable[[str], str]) -> None:
        super().__init__()
        self._ = gettext
        self.setObjectName("demarcheSheet")
        self.title = Label("", TextRole.TITLE)
        self.title.setWordWrap(True)
        self.plain = Label("", TextRole.QUIET)
        self.rows = LineList("sheetRows", self._("Fiche de la démarche"))
        self.visit = Button(
            self._("Nouveau passage avec cette démarche"), ButtonKind.PRIMARY, icon_name="plus"
        )
        self.visit.setObjectName("visitWithDemarche")
        self.back = Button(self._("Retour aux résultats"), ButtonKind.QUIET, icon_name="arrow-left")
        self.back.setObjectName("backToResults")
        layout = column(self, space=Space.S)
        buttons = row(space=Space.S)
        fill(buttons, [self.back, None, self.visit])
        fill(layout, [self.title, self.plain, self.rows, buttons])
        layout.setStretch(2, 1)
        self.setTabOrder(self.visit, self.rows)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a démarche, from its beginning."""
        self.title.setText(sheet.title)
        self.plain.setText(sheet.plain)
        self.rows.put(sheet.lines, choose=-1)
        self.rows.setAccessibleDescription(sheet.title)
        self.rows.scrollToTop()

    def first_focus(self) -> None:
        """Be ready to start a visit, else to read."""
        (self.rows if self.visit.isHidden() else self.visit).setFocus()
