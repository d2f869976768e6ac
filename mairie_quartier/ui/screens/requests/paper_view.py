"""Papers before they go out: seen whole, printed, saved. Nothing modal but the system's own.

QtPdf and QtPrintSupport are imported when the first paper is shown, not when the desk starts.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QRadioButton, QWidget

from mairie_quartier.domain.identifiers import ReceiptId
from mairie_quartier.domain.papers import CopyKind, PageSize
from mairie_quartier.domain.receipt_content import PaperKind
from mairie_quartier.ui.screens.requests.paper_flaws import flaw_sentence
from mairie_quartier.ui.screens.requests.presenter_paper import DrawnPaper, PaperPresenter
from mairie_quartier.ui.screens.requests.printing import DeskPrinter
from mairie_quartier.ui.shortcuts import Shortcut, bind
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Badge, Banner
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.cards import Card
from mairie_quartier.ui.widgets.entries import Choice
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import Page, Pair
from mairie_quartier.ui.widgets.line import Line, Mark
from mairie_quartier.ui.widgets.line_list import Height, LineList
from mairie_quartier.ui.widgets.pdf import PdfView, PrinterRefused
from mairie_quartier.ui.widgets.texts import Label, column, fill, row, scrolled
from mairie_quartier.ui.workplace import Workplace

SIDE_LETTERS = 34
SCROLL_BAR_PX = 20
TONES = {
    CopyKind.ORIGINAL: Tone.SUCCESS,
    CopyKind.DUPLICATE: Tone.INFO,
    CopyKind.VOIDED: Tone.DANGER,
}


class PaperPreview(QWidget):
    """One or several papers, as the printer would give them now.

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
        self._drawn: Sequence[DrawnPaper] = ()
        self._printer = printer or DeskPrinter()
        self._ask_path = ask_path or self._ask_system
        self.setObjectName("screen")
        self._presenter = PaperPresenter(work, self)
        self._build()
        self._bind_keys()

    def open(
        self, receipt_ids: tuple[ReceiptId, ...], wanted: CopyKind = CopyKind.ORIGINAL
    ) -> None:
        """Draw papers; ``DUPLICATE`` asks for no original even on the day of issue."""
        self.said.say("")
        self._presenter.open(receipt_ids, wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the side the width its words need, and the paper the rest."""
        super().resizeEvent(event)
        wanted = max(self._side.minimumSizeHint().width(), SIDE_LETTERS * self._letter())
        self._side_area.setMinimumWidth(min(wanted + SCROLL_BAR_PX, self.width() * 3 // 5))

    def _letter(self) -> int:
        return self.fontMetrics().averageCharWidth()

    def refresh(self, changed: frozenset[str]) -> None:
        """Draw again when a paper was voided."""
        if changed & {"receipt", "voiding"}:
            self._presenter.draw()

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

    def show_papers(self, drawn: Sequence[DrawnPaper]) -> None:
        """Show these papers instead."""
        self._drawn = drawn
        focused = self.print_button.isVisible()
        self.print_button.setEnabled(bool(drawn))
        self.save_button.setEnabled(bool(drawn))
        self.lines.put([self._line(each) for each in drawn], choose=0)
        self._list_card.setVisible(len(drawn) > 1)
        self._show_current(0)
        text = flaw_sentence(self._work.tr, drawn)
        self.glyphs.say(text, Tone.WARNING)
        if focused:
            self.first_focus()

    def _show_current(self, place: int) -> None:
        if not 0 <= place < len(self._drawn):
            return
        each = self._drawn[place]
        self.page.show_pdf(each.pressed.data)
        kind = self._kind(each)
        self.title.setText(kind)
        number = self._("n° {number}").format(number=each.copy.receipt.number)
        pages = self._n("{count} page", "{count} pages", each.pressed.pages)
        self.number.setText(f"{number} · {pages.format(count=each.pressed.pages)}")
        self.copy.say(self._copy_word(each.copy.copy), TONES[each.copy.copy])
        self.copy_words.setText(self._copy_sentence(each.copy.copy))
        self.page.setAccessibleDescription(f"{kind} {number}. {self.page.text_of(0)}")

    def _line(self, each: DrawnPaper) -> Line:
        kind = each.copy.copy
        return Line(
            title=self._kind(each),
            detail=self._("n° {number}").format(number=each.copy.receipt.number),
            mark=Mark(self._copy_word(kind), TONES[kind]),
        )

    def _kind(self, each: DrawnPaper) -> str:
        return self._work.labels.paper(PaperKind(each.copy.content.kind))

    def _copy_word(self, kind: CopyKind) -> str:
        return {
            CopyKind.ORIGINAL: self._("Original"),
            CopyKind.DUPLICATE: self._("Duplicata"),
            CopyKind.VOIDED: self._("Annulé"),
        }[kind]

    def _copy_sentence(self, kind: CopyKind) -> str:
        return {
            CopyKind.ORIGINAL: self._(
                "Première impression. La suivante portera «\u00a0DUPLICATA\u00a0»."
            ),
            CopyKind.DUPLICATE: self._(
                "Déjà émis\u00a0: cette copie porte la mention «\u00a0DUPLICATA\u00a0»."
            ),
            CopyKind.VOIDED: self._(
                "Ce papier ne vaut plus\u00a0: il porte la mention «\u00a0ANNULÉ\u00a0»."
            ),
        }[kind]

    def _print(self) -> None:
        if not self._drawn or not self.print_button.isEnabled():
            return
        name = str(self.printers.value() or "")
        try:
            for each in self._drawn:
                self._printer.print_paper(each.pressed.data, name, self._presenter.size)
        except PrinterRefused:
            self.said.say(
                self._(
                    "L’imprimante ne répond pas. Le papier est gardé\u00a0: vérifiez "
                    "l’imprimante, ou"
                    " enregistrez le PDF."
                ),
                Tone.WARNING,
            )
            return
        count = len(self._drawn)
        words = self._n(
            "{count} papier envoyé à l’imprimante.",
            "{count} papiers envoyés à l’imprimante.",
            count,
        )
        self.said.say(words.format(count=count), Tone.SUCCESS)
        self._presenter.went_out(self._drawn)

    def _save(self) -> None:
        place = max(self.lines.current(), 0)
        if place >= len(self._drawn) or not self.save_button.isEnabled():
            return
        each = self._drawn[place]
        chosen = self._ask_path(each.file_name)
        if not chosen:
            return
        try:
            self._presenter.save(each, Path(chosen))
        except OSError:
            self.said.say(
                self._(
                    "Ce dossier refuse le fichier. Le papier est gardé\u00a0: "
                    "choisissez-en un autre."
                ),
                Tone.WARNING,
            )
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
        self.page.setObjectName("paperPage")
        self.page.setMinimumSize(320, 320)
        self._side = Page()
        side = self._side
        fill(column(side, space=Space.M), [self._paper_card(), self._list_part(), None])
        layout = column(self, space=Space.M, margin=Space.L)
        self._side_area = scrolled(side, name="paperSide")
        layout.addWidget(Pair(self.page, self._side_area, letters=50, stretch=(1, 0)), 1)

    def _paper_card(self) -> QWidget:
        back = Button(self._("Retour"), ButtonKind.QUIET, icon_name="arrow-left")
        back.clicked.connect(self._work.navigator.go_back)
        self.title = Label("", TextRole.SECTION)
        self.title.setWordWrap(True)
        self.number = Label("", TextRole.QUIET)
        self.copy = Badge()
        self.copy_words = Label("", TextRole.CAPTION)
        self.said, self.glyphs = Banner("paperSaid"), Banner("paperGlyphs")
        self.print_button = Button(
            self._("Imprimer"), ButtonKind.PRIMARY, icon_name="printer", keys="Ctrl+P"
        )
        self.print_button.setObjectName("paperPrint")
        self.print_button.clicked.connect(self._print)
        self.save_button = Button(self._("Enregistrer le PDF"), icon_name="download", keys="Ctrl+S")
        self.save_button.setObjectName("paperSave")
        self.save_button.clicked.connect(self._save)
        head = row(space=Space.S)
        fill(head, [back, None, self.copy])
        top = QWidget()
        column(top).addLayout(head)
        card = QFrame()
        card.setProperty("card", "true")
        parts = [top, self.title, self.number, self.copy_words, self.glyphs, self._sheets()]
        parts += [self._printers(), self.print_button, self.save_button, self.said]
        fill(column(card, space=Space.S, margin=Space.M), parts)
        return card

    def _sheets(self) -> QWidget:
        box = QWidget()
        line = row(box, space=Space.L)
        line.addWidget(Label(self._("Feuille"), TextRole.STRONG))
        self.sheets: dict[PageSize, QRadioButton] = {}
        for size in PageSize:
            button = QRadioButton(size.value)
            button.setObjectName(f"sheet_{size.value}")
            button.setAccessibleName(self._("Feuille {size}").format(size=size.value))
            button.setChecked(size is self._presenter.size)
            button.clicked.connect(partial(self._draw_on, size))
            self.sheets[size] = button
            line.addWidget(button)
        line.addStretch(1)
        return box

    def _draw_on(self, size: PageSize, _checked: bool = False) -> None:
        self._presenter.draw_on(size)

    def _printers(self) -> QWidget:
        names = self._printer.names()
        options: list[tuple[object, str]] = [(name, name) for name in names]
        if not options:
            options = [("", self._("Aucune imprimante installée"))]
        self.printers = Choice(options)
        self.printers.setObjectName("paperPrinters")
        self.printers.choose(self._printer.default())
        self.printers.setEnabled(bool(names))
        return Field(self._("Imprimante"), self.printers)

    def _list_part(self) -> QWidget:
        self.lines = LineList("paperList", self._("Papiers"), height=Height.ROWS)
        self.lines.chosen.connect(self._show_current)
        self._list_card = Card(self._("Papiers"))
        self._list_card.body.addWidget(self.lines)
        return self._list_card

    def _bind_keys(self) -> None:
        bind(self, "Ctrl+P", self._print)
        bind(self, "Ctrl+S", self._save)
        bind(self, "Esc", self._work.navigator.go_back)
