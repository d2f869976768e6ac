"""Papers before they go out: seen whole, printed, saved. Nothing modal but the system's own.

QtPdf and QtPrintSupport are imported when the first paper is shown, not when the desk starts.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from mairie_quartier.domain.identifiers import ReceiptId
from mairie_quartier.domain.papers import CopyKind, Discretion
from mairie_quartier.ui.screens.requests.paper_flaws import flaw_sentence
from mairie_quartier.ui.screens.requests.paper_looks import PaperLooks
from mairie_quartier.ui.screens.requests.paper_names import PaperNames
from mairie_quartier.ui.screens.requests.paper_reminder import ReminderCard, TypedReminder
from mairie_quartier.ui.screens.requests.presenter_paper import (
    DrawnPaper,
    PaperPresenter,
    ShownPapers,
)
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
        self._names = PaperNames(work.tr, work.labels)
        self._drawn: Sequence[DrawnPaper] = ()
        self._discretion = Discretion.OPEN
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
        self._fit_side()

    def _fit_side(self) -> None:
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
            Shortcut("Ctrl+Shift+P", self._("Imprimer seulement le papier affiché")),
            Shortcut("Ctrl+S", self._("Enregistrer le PDF")),
            Shortcut("Alt+L", self._("Choisir la deuxième langue")),
            Shortcut("Alt+D", self._("Passer à la version discrète, ou en revenir")),
            Shortcut("Esc", self._("Revenir")),
        ]

    def show_drawing(self) -> None:
        """Say that the papers are being drawn."""
        for button in (self.print_button, self.print_one, self.save_button):
            button.setEnabled(False)

    def show_papers(self, shown: ShownPapers) -> None:
        """Show these papers instead; the one that was looked at stays in sight."""
        same = [each.number for each in self._drawn] == [each.number for each in shown.drawn]
        place = max(self.lines.current(), 0) if same else 0
        self._drawn, self._discretion = shown.drawn, shown.look.discretion
        focused = self.print_button.isVisible() and not self._looking_elsewhere()
        several = len(shown.drawn) > 1
        for button in (self.print_button, self.save_button, self.print_one):
            button.setEnabled(bool(shown.drawn))
        self.print_one.setVisible(several)
        self.looks.show_look(shown)
        self.reminder.show_awaited(shown.found.appointments, self._work.context.clock.today())
        self.lines.put([self._line(each) for each in shown.drawn], choose=place)
        self._list_card.setVisible(several)
        self._show_current(place)
        self.glyphs.say(flaw_sentence(self._work.tr, shown.drawn), Tone.WARNING)
        self._fit_side()
        if focused:
            self.first_focus()

    def shown_data(self) -> bytes:
        """Give the PDF in sight; empty before the first."""
        place = max(self.lines.current(), 0)
        return self._drawn[place].pressed.data if place < len(self._drawn) else b""

    def _looking_elsewhere(self) -> bool:
        """Tell whether the agent is choosing or typing, and must not be called away."""
        at = self.focusWidget()
        return at is not None and (self.looks.isAncestorOf(at) or self.reminder.isAncestorOf(at))

    def _show_current(self, place: int) -> None:
        if not 0 <= place < len(self._drawn):
            return
        each = self._drawn[place]
        self.page.show_pdf(each.pressed.data)
        kind, number = self._names.kind(each), self._names.number(each)
        self.title.setText(kind)
        pages = self._n("{count} page", "{count} pages", each.pressed.pages)
        self.number.setText(f"{number} · {pages.format(count=each.pressed.pages)}")
        self.copy.say(self._names.copy_word(each), self._tone(each))
        self.copy_words.setText(self._names.copy_sentence(each, self._discretion))
        self.page.setAccessibleDescription(f"{kind} {number}. {self.page.text_of(0)}")

    def _line(self, each: DrawnPaper) -> Line:
        mark = Mark(self._names.copy_word(each), self._tone(each)) if each.copy else None
        return Line(title=self._names.kind(each), detail=self._names.number(each), mark=mark)

    def _tone(self, each: DrawnPaper) -> Tone:
        return TONES[each.state] if each.copy is not None else Tone.NEUTRAL

    def _print_all(self) -> None:
        self._print(self._drawn)

    def _print_current(self) -> None:
        place = max(self.lines.current(), 0)
        self._print(self._drawn[place : place + 1])

    def _print(self, drawn: Sequence[DrawnPaper]) -> None:
        if not drawn or not self.print_button.isEnabled():
            return
        name = str(self.printers.value() or "")
        try:
            for each in drawn:
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
        count = len(drawn)
        words = self._n(
            "{count} papier envoyé à l’imprimante.",
            "{count} papiers envoyés à l’imprimante.",
            count,
        )
        self.said.say(words.format(count=count), Tone.SUCCESS)
        self._presenter.went_out(drawn)

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
        fill(
            column(side, space=Space.M),
            [self._list_part(), self._paper_card(), self._reminder(), None],
        )
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
        self.print_button.clicked.connect(self._print_all)
        self.print_one = Button(
            self._("Imprimer celui-ci"), icon_name="printer", keys=self._("Ctrl+Maj+P")
        )
        self.print_one.setObjectName("paperPrintOne")
        self.print_one.clicked.connect(self._print_current)
        self.print_one.hide()
        self.save_button = Button(self._("Enregistrer le PDF"), icon_name="download", keys="Ctrl+S")
        self.save_button.setObjectName("paperSave")
        self.save_button.clicked.connect(self._save)
        head = row(space=Space.S)
        fill(head, [back, None, self.copy])
        top = QWidget()
        column(top).addLayout(head)
        card = QFrame()
        card.setProperty("card", "true")
        looks = self._looks()
        parts = [top, self.title, self.number, self.copy_words, self.looks.careful, self.glyphs]
        parts += [self.print_button, self.said, looks, self._printers()]
        parts += [self.print_one, self.save_button]
        fill(column(card, space=Space.S, margin=Space.M), parts)
        return card

    def _looks(self) -> QWidget:
        self.looks = PaperLooks(self._work.tr, self._names, size=self._presenter.size)
        self.looks.sheet_chosen.connect(self._presenter.draw_on)
        self.looks.language_chosen.connect(self._presenter.choose_language)
        self.looks.discretion_chosen.connect(self._presenter.choose_discretion)
        return self.looks

    def _reminder(self) -> QWidget:
        self.reminder = ReminderCard(self._work.tr)
        self.reminder.wanted.connect(self._remind)
        self.reminder.hide()
        return self.reminder

    def _remind(self, typed: TypedReminder) -> None:
        self._presenter.remind(typed.place, typed.appointment)

    def _turn_discretion(self) -> None:
        discreet = self.looks.discretion.value() is Discretion.DISCREET
        wanted = Discretion.OPEN if discreet else Discretion.DISCREET
        self._presenter.choose_discretion(wanted)

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
        bind(self, "Ctrl+P", self._print_all)
        bind(self, "Ctrl+Shift+P", self._print_current)
        bind(self, "Alt+L", self.looks.language.setFocus)
        bind(self, "Alt+D", self._turn_discretion)
        bind(self, "Ctrl+S", self._save)
        bind(self, "Esc", self._work.navigator.go_back)
