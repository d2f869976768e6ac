"""Papers before they go out: original, duplicate, voided; printed, saved, on both sheets."""

from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mairie_quartier.bootstrap import DeskPress
from mairie_quartier.domain.identifiers import ReceiptId
from mairie_quartier.domain.papers import PageSize, PaperOrder, VoidReason
from mairie_quartier.domain.receipt_content import ReceiptContent
from mairie_quartier.services import receipts, visits
from mairie_quartier.services.ports import Flaw, FlawedWord, PressedPaper
from mairie_quartier.ui.screens.requests.paper_view import PaperPreview
from mairie_quartier.ui.screens.requests.printing import DeskPrinter
from mairie_quartier.ui.widgets.pdf import PrinterRefused, print_pdf
from tests.builders import intake, need, person_form
from tests.ui.screens.people.stage import Stage, set_stage

CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass(slots=True)
class ListeningPrinter(DeskPrinter):
    """A printer that keeps what it is sent, or refuses it."""

    refuses: bool = False
    printed: list[bytes] = field(default_factory=list)

    def names(self) -> list[str]:
        return ["Accueil"]

    def default(self) -> str:
        return "Accueil"

    def print_paper(self, data: bytes, name: str, size: PageSize) -> None:
        if self.refuses:
            raise PrinterRefused(name)
        self.printed.append(data)


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return set_stage(tmp_path / "desk")


def papers(stage: Stage) -> tuple[ReceiptId, ...]:
    form = intake(stage.desk.context, need(), person=person_form("الحسيني", "محمد"))
    registered = visits.register_visit(stage.desk.context, form)
    return tuple(receipt.id for receipt in registered.receipts)


def show(
    stage: Stage,
    qtbot: QtBot,
    ids: tuple[ReceiptId, ...],
    printer: ListeningPrinter,
    path: str = "",
) -> PaperPreview:
    screen = PaperPreview(stage.work, printer=printer, ask_path=lambda _name: path)
    qtbot.addWidget(screen)
    screen.resize(1170, 640)
    screen.open(ids)
    screen.show()
    screen.activateWindow()
    QTest.qWaitForWindowActive(screen)
    screen.first_focus()
    return screen


def words(data: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def test_first_print_is_the_original_and_the_next_a_duplicate(stage: Stage, qtbot: QtBot) -> None:
    printer = ListeningPrinter()
    screen = show(stage, qtbot, papers(stage), printer)
    first = screen.copy.accessibleName()

    QTest.keyClick(screen.print_button, Qt.Key.Key_P, CONTROL)
    QTest.keyClick(screen.print_button, Qt.Key.Key_P, CONTROL)

    assert first == "Original"
    assert screen.copy.accessibleName() == "Duplicata"
    assert ["DUPLICATA" in words(data) for data in printer.printed] == [False, True]


def test_voided_paper_says_so(stage: Stage, qtbot: QtBot) -> None:
    ids = papers(stage)
    receipts.void_receipt(stage.desk.context, ids[0], VoidReason.MISTAKE)
    printer = ListeningPrinter()
    screen = show(stage, qtbot, ids, printer)

    QTest.keyClick(screen.print_button, Qt.Key.Key_P, CONTROL)

    assert screen.copy.accessibleName() == "Annulé"
    assert "ANNULÉ" in words(printer.printed[0])


def test_printer_that_refuses_keeps_the_original(stage: Stage, qtbot: QtBot) -> None:
    screen = show(stage, qtbot, papers(stage), ListeningPrinter(refuses=True))

    QTest.keyClick(screen.print_button, Qt.Key.Key_P, CONTROL)

    assert "imprimante" in screen.said.text.text()
    assert screen.copy.accessibleName() == "Original"


def test_pdf_is_saved_under_its_number(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "papier.pdf"
    screen = show(stage, qtbot, papers(stage), ListeningPrinter(), str(path))

    QTest.keyClick(screen.print_button, Qt.Key.Key_S, CONTROL)

    assert path.read_bytes().startswith(b"%PDF")
    assert str(path) in screen.said.text.text()
    assert screen.copy.accessibleName() == "Duplicata"


def test_folder_that_refuses_is_said(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "absent" / "papier.pdf"
    screen = show(stage, qtbot, papers(stage), ListeningPrinter(), str(path))

    QTest.keyClick(screen.print_button, Qt.Key.Key_S, CONTROL)

    assert "dossier" in screen.said.text.text()
    assert screen.copy.accessibleName() == "Original"


def test_smaller_sheet_is_drawn_anew(stage: Stage, qtbot: QtBot) -> None:
    printer = ListeningPrinter()
    screen = show(stage, qtbot, papers(stage), printer)

    QTest.keyClick(screen.sheets[PageSize.A5], Qt.Key.Key_Space)
    QTest.keyClick(screen.print_button, Qt.Key.Key_P, CONTROL)

    width = PdfReader(BytesIO(printer.printed[0])).pages[0].mediabox.width
    assert round(float(width)) == 420


def test_missing_characters_are_told_before_the_paper_is_handed_over(
    stage: Stage, qtbot: QtBot
) -> None:
    class ShortOfGlyphs(DeskPress):
        def receipt(self, content: ReceiptContent, order: PaperOrder) -> PressedPaper:
            flaws = (FlawedWord(Flaw.LETTER_REPLACED, "𖠀"),)
            return replace(super().receipt(content, order), flaws=flaws)

    short = Stage(stage.desk, replace(stage.work, press=ShortOfGlyphs()), stage.navigator)
    screen = show(short, qtbot, papers(stage), ListeningPrinter())

    assert "𖠀" in screen.glyphs.text.text()


def test_pages_reach_the_printer_whole(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    printer = ListeningPrinter()
    screen = show(stage, qtbot, papers(stage), printer)
    QTest.keyClick(screen.print_button, Qt.Key.Key_P, CONTROL)
    target = QPrinter(QPrinter.PrinterMode.HighResolution)
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(tmp_path / "sorti.pdf"))

    print_pdf(printer.printed[0], target)

    pages = len(PdfReader(BytesIO(printer.printed[0])).pages)
    assert len(PdfReader(tmp_path / "sorti.pdf").pages) == pages
