"""Office papers before they go out. Passive; nothing modal but the system's own.

QtPdf and QtPrintSupport come with it: import it when the first paper is wanted.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from mairie_quartier.domain.office_papers import PaperWanted
from mairie_quartier.domain.papers import PageSize
from mairie_quartier.ui.screens.office_papers.presenter import OfficePaperPresenter, OfficeSheet
from mairie_quartier.ui.screens.requests.paper_flaws import flaw_sentence
from mairie_quartier.ui.screens.requests.printing import DeskPrinter
from mairie_quartier.ui.shortcuts import Shortcut, bind
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.cards import Card
from mairie_quartier.ui.widgets.entries import Choice
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import Page, Pair
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.widgets.line_list import Height, LineList
from mairie_quartier.ui.widgets.pdf import PdfView, PrinterRefused
from mairie_quartier.ui.widgets.texts import Label, column, fill, row, scrolled
from mairie_quartier.ui.workplace import Workplace

SIDE_LETTERS = 34
SCROLL_BAR_PX = 20


class OfficePaperPreview(QWidget):
    """One or two papers, as the printer would give them now.

    ``printer`` and ``ask_path`` stand for the system: a test gives its own.
    """

    def __init__(
        self,
        work: Workplace,
        *,
        printer: DeskPrinter | None = None,
        ask_path: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__()
        self._work = work
        self._ = work.tr.gettext
        self._n = work.tr.ngettext
        self._sheets: Sequence[OfficeSheet] = ()
        self._printer = printer or DeskPrinter()
        self._ask_path = ask_path or self._ask_system
        self.setObjectName("screen")
        self.setAccessibleName(self._("Aperçu du papier"))
        self._presenter = OfficePaperPresenter(work, self)
        self._build()
        bind(self, "Ctrl+P", self._print)
        bind(self, "Ctrl+S", self._save)
        bind(self, "Esc", work.navigator.go_back)

    def open(self, wanted: PaperWanted) -> None:
        """Draw a paper as it stands now."""
        self.said.say("")
        self._presenter.open(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the side the width its words need, and the paper the rest."""
        super().resizeEvent(event)
        letters = SIDE_LETTERS * self.fontMetrics().averageCharWidth()
        wanted = max(self._side.minimumSizeHint().width(), letters) + SCROLL_BAR_PX
        self._side_area.setMinimumWidth(min(wanted, self.width() * 3 // 5))

    def first_focus(self) -> None:
        """Start with printing."""
        self.print_button.setFocus()

    def shortcuts(self) -> list[Shortcut]:
        """List the keys of this screen."""
        return [
            Shortcut("Ctrl+P", self._("Imprimer")),
            Shortcut("Ctrl+S", self._("Enregistrer le PDF")),
            Shortcut("Esc", self._("Revenir")),
        ]

    def show_drawing(self) -> None:
        """Say that the papers are being drawn."""
        self.print_button.setEnabled(False)
        self.save_button.setEnabled(False)

    def show_sheets(self, sheets: Sequence[OfficeSheet]) -> None:
        """Show these papers instead."""
        self._sheets = sheets
        self.print_button.setEnabled(bool(sheets))
        self.save_button.setEnabled(bool(sheets))
        self.lines.put([Line(title=each.title, detail=each.detail) for each in sheets], choose=0)
        self._list_card.setVisible(len(sheets) > 1)
        self.flaws.say(flaw_sentence(self._work.tr, sheets), Tone.WARNING)
        self._show_current(0)
        if self.isVisible():
            self.first_focus()

    def _show_current(self, place: int) -> None:
        if not 0 <= place < len(self._sheets):
            return
        sheet = self._sheets[place]
        self.page.show_pdf(sheet.pressed.data)
        self.title.setText(sheet.title)
        pages = self._n("{count} page", "{count} pages", sheet.pressed.pages)
        said = (sheet.detail, pages.format(count=sheet.pressed.pages))
        self.detail.setText(" · ".join(part for part in said if part))
        self.page.setAccessibleDescription(f"{sheet.title}. {self.page.text_of(0)}")

    def _print(self) -> None:
        if not self._sheets or not self.print_button.isEnabled():
            return
        name = str(self.printers.value() or "")
        try:
            for each in self._sheets:
                self._printer.print_paper(each.pressed.data, name, PageSize.A4)
        except PrinterRefused:
            self._say_refused()
            return
        count = len(self._sheets)
        words = self._n(
            "{count} papier envoyé à l’imprimante.",
            "{count} papiers envoyés à l’imprimante.",
            count,
        )
        self.said.say(words.format(count=count), Tone.SUCCESS)
        self._presenter.went_out()

    def _say_refused(self) -> None:
        words = self._(
            "L’imprimante ne répond pas. Rien n’est perdu\u00a0: vérifiez l’imprimante, ou"
            " enregistrez le PDF."
        )
        self.said.say(words, Tone.WARNING)

    def _save(self) -> None:
        place = max(self.lines.current(), 0)
        if place >= len(self._sheets) or not self.save_button.isEnabled():
            return
        chosen = self._ask_path(self._sheets[place].file_name)
        if not chosen:
            return
        try:
            self._presenter.save(self._sheets[place], Path(chosen))
        except OSError:
            words = self._("Ce dossier refuse le fichier\u00a0: choisissez-en un autre.")
            self.said.say(words, Tone.WARNING)
            return
        self.said.say(self._("PDF enregistré\u00a0: {path}").format(path=chosen), Tone.SUCCESS)

    def _ask_system(self, name: str) -> str:
        places = QStandardPaths.StandardLocation
        folder = QStandardPaths.writableLocation(places.DocumentsLocation)
        title, kind = self._("Enregistrer le PDF"), self._("Document PDF (*.pdf)")
        chosen, _filter = QFileDialog.getSaveFileName(self, title, str(Path(folder) / name), kind)
        return chosen

    def _build(self) -> None:
        self.page = PdfView(self._("Aperçu du papier"), self)
        self.page.setObjectName("officePaperPage")
        self.page.setMinimumSize(320, 320)
        self._side = side = Page()
        fill(column(side, space=Space.M), [self._paper_card(), self._list_part(), None])
        layout = column(self, space=Space.M, margin=Space.L)
        self._side_area = scrolled(side, name="officePaperSide")
        layout.addWidget(Pair(self.page, self._side_area, letters=50, stretch=(1, 0)), 1)

    def _paper_card(self) -> QWidget:
        back = Button(self._("Retour"), ButtonKind.QUIET, icon_name="arrow-left")
        back.clicked.connect(self._work.navigator.go_back)
        self.title = Label("", TextRole.SECTION)
        self.title.setWordWrap(True)
        self.detail = Label("", TextRole.QUIET)
        self.detail.setWordWrap(True)
        self.said, self.flaws = Banner("officePaperSaid"), Banner("officePaperFlaws")
        self._buttons()
        head = row(space=Space.S)
        fill(head, [back, None])
        top = QWidget()
        column(top).addLayout(head)
        card = QFrame()
        card.setProperty("card", "true")
        parts = [top, self.title, self.detail, self.flaws, self._printers()]
        parts += [self.print_button, self.save_button, self.said]
        fill(column(card, space=Space.S, margin=Space.M), parts)
        return card

    def _buttons(self) -> None:
        self.print_button = Button(
            self._("Imprimer"), ButtonKind.PRIMARY, icon_name="printer", keys="Ctrl+P"
        )
        self.print_button.setObjectName("officePaperPrint")
        self.print_button.clicked.connect(self._print)
        self.save_button = Button(self._("Enregistrer le PDF"), icon_name="download", keys="Ctrl+S")
        self.save_button.setObjectName("officePaperSave")
        self.save_button.clicked.connect(self._save)

    def _printers(self) -> QWidget:
        names = self._printer.names()
        options: list[tuple[object, str]] = [(name, name) for name in names]
        if not options:
            options = [("", self._("Aucune imprimante installée"))]
        self.printers = Choice(options)
        self.printers.setObjectName("officePaperPrinters")
        self.printers.choose(self._printer.default())
        self.printers.setEnabled(bool(names))
        return Field(self._("Imprimante"), self.printers)

    def _list_part(self) -> QWidget:
        self.lines = LineList("officePaperList", self._("Papiers"), height=Height.ROWS)
        self.lines.chosen.connect(self._show_current)
        self._list_card = Card(self._("Papiers"))
        self._list_card.body.addWidget(self.lines)
        return self._list_card
