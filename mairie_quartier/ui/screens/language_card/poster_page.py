"""The poster of the languages, seen before it is printed: for the wall of the reception.

QtPdf and QtPrintSupport are imported when the first poster is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from mairie_quartier.domain.language_card import PosterSheet
from mairie_quartier.services.ports import PressedPaper
from mairie_quartier.ui.screens.language_card.presenter import PosterPresenter
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.segments import SegmentedChoice
from mairie_quartier.ui.widgets.texts import Label, column, fill, row
from mairie_quartier.ui.workplace import Workplace

if TYPE_CHECKING:
    from mairie_quartier.ui.screens.requests.printing import DeskPrinter
    from mairie_quartier.ui.widgets.pdf import PdfView

FILE_NAME = "langues.pdf"


class PosterPage(QWidget):
    """The poster, to print or save.

    ``printer`` and ``ask_path`` stand for the system: a test gives its own.

    Signals (main thread):
        left(): back to the card.
    """

    left = Signal()

    def __init__(
        self,
        work: Workplace,
        *,
        printer: DeskPrinter | None = None,
        ask_path: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__()
        self._ = work.tr.gettext
        self.printer = printer
        self.ask_path = ask_path or self._ask_system
        self._paper: PressedPaper | None = None
        self._page: PdfView | None = None
        self._presenter = PosterPresenter(work, self._show_poster)
        self.setObjectName("posterPage")
        self._build()

    def open(self) -> None:
        """Draw the poster, ready to print."""
        self.said.say("")
        self._presenter.draw()
        self.print_button.setFocus()

    def print_poster(self) -> None:
        """Print on the usual printer."""
        from mairie_quartier.ui.screens.requests.printing import DeskPrinter
        from mairie_quartier.ui.widgets.pdf import PrinterRefused

        if self._paper is None:
            return
        printer = self.printer or DeskPrinter()
        try:
            printer.print_poster(self._paper.data, printer.default(), self._presenter.sheet)
        except PrinterRefused:
            words = self._("L’imprimante ne répond pas. Vous pouvez enregistrer le PDF.")
            self.said.say(words, Tone.WARNING)
            return
        self.said.say(self._("Affiche envoyée à l’imprimante."), Tone.SUCCESS)

    def save_poster(self) -> None:
        """Save the poster, for a larger sheet or another printer."""
        chosen = self.ask_path(FILE_NAME) if self._paper is not None else ""
        if not chosen or self._paper is None:
            return
        try:
            self._presenter.save(self._paper, Path(chosen))
        except OSError:
            words = self._("Ce dossier refuse le fichier. Choisissez-en un autre.")
            self.said.say(words, Tone.WARNING)
            return
        self.said.say(self._("PDF enregistré\u00a0: {path}").format(path=chosen), Tone.SUCCESS)

    def _show_poster(self, paper: PressedPaper) -> None:
        from mairie_quartier.ui.widgets.pdf import PdfView

        self._paper = paper
        if self._page is None:
            self._page = PdfView(self._("Aperçu de l’affiche"), self)
            self._page.setObjectName("posterPreview")
            self._page.setMinimumSize(240, 240)
            self._body.insertWidget(0, self._page, 1)
        self._page.show_pdf(paper.data)

    def _build(self) -> None:
        title = Label(self._("Affiche des langues"), TextRole.TITLE)
        title.setWordWrap(True)
        hint = Label(
            self._(
                "À afficher à l’accueil, en A4 ou en A3\u00a0: la personne montre sa langue, vous "
                "tapez son numéro sur la carte (F6)."
            )
        )
        self.print_button = Button(
            self._("Imprimer"), ButtonKind.PRIMARY, icon_name="printer", keys="Ctrl+P"
        )
        self.print_button.setObjectName("posterPrint")
        self.print_button.clicked.connect(self.print_poster)
        save = Button(self._("Enregistrer le PDF"), icon_name="download", keys="Ctrl+S")
        save.setObjectName("posterSave")
        save.clicked.connect(self.save_poster)
        back = Button(self._("Retour à la carte"), icon_name="arrow-left", keys=self._("Échap"))
        back.setObjectName("posterBack")
        back.clicked.connect(self.left)
        self.sheets = SegmentedChoice(
            "posterSheet", self._("Feuille"), [(each, each.value) for each in PosterSheet]
        )
        self.sheets.changed.connect(self._draw_on)
        self.said = Banner("posterSaid")
        side = QWidget()
        parts = [title, hint, self.sheets, self.print_button, save, back, self.said, None]
        fill(column(side, space=Space.M), parts)
        self._body = row(self, space=Space.L, margin=Space.L)
        self._body.addWidget(side, 0)

    def _draw_on(self) -> None:
        self._presenter.draw_on(self.sheets.value())

    def _ask_system(self, name: str) -> str:
        places = QStandardPaths.StandardLocation
        folder = QStandardPaths.writableLocation(places.DocumentsLocation)
        title, kind = self._("Enregistrer le PDF"), self._("Document PDF (*.pdf)")
        chosen, _filter = QFileDialog.getSaveFileName(self, title, str(Path(folder) / name), kind)
        return chosen
