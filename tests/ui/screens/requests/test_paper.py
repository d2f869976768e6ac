"""Papers before they go out: original, duplicate, voided; printed, saved, on both sheets."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import time
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mairie_quartier.bootstrap import OFFICE_ZONE
from mairie_quartier.documents.desk_press import DeskPress
from mairie_quartier.domain.identifiers import ReceiptId
from mairie_quartier.domain.intake import IntakeForm
from mairie_quartier.domain.papers import PageSize, PaperOrder, VoidReason
from mairie_quartier.domain.people import Contact
from mairie_quartier.domain.receipt_content import ReceiptContent
from mairie_quartier.domain.requests import Outcome
from mairie_quartier.services import receipts, visits
from mairie_quartier.services.ports import Flaw, FlawedWord, PressedPaper
from mairie_quartier.ui.screens.requests.paper_view import PaperPreview
from mairie_quartier.ui.screens.requests.printing import DeskPrinter
from mairie_quartier.ui.typed_hour import UnreadableHour, read_hour
from mairie_quartier.ui.widgets.pdf import PrinterRefused, print_pdf
from tests.builders import COMMUNE_DECIDES, intake, need, person_form
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

    QTest.keyClick(screen.looks.sheets[PageSize.A5], Qt.Key.Key_Space)
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

    short = Stage(
        stage.desk, replace(stage.work, press=ShortOfGlyphs(OFFICE_ZONE)), stage.navigator
    )
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


def registered_papers(stage: Stage, form: IntakeForm) -> tuple[ReceiptId, ...]:
    registered = visits.register_visit(stage.desk.context, form)
    return tuple(receipt.id for receipt in registered.receipts)


def titles(screen: PaperPreview) -> list[str]:
    return [line.title for line in screen.lines.lines()]


def test_list_of_missing_documents_is_printed_with_the_receipt(stage: Stage, qtbot: QtBot) -> None:
    form = intake(stage.desk.context, need(COMMUNE_DECIDES, missing=1), person=person_form())
    printer = ListeningPrinter()
    screen = show(stage, qtbot, registered_papers(stage, form), printer)

    QTest.keyClick(screen.print_button, Qt.Key.Key_P, CONTROL)

    assert titles(screen)[-1] == "Liste des pièces à apporter"
    assert "Documents à apporter" in words(printer.printed[-1])


def test_only_the_paper_in_sight_is_printed_on_demand(stage: Stage, qtbot: QtBot) -> None:
    form = intake(stage.desk.context, need(COMMUNE_DECIDES, missing=1), person=person_form())
    printer = ListeningPrinter()
    screen = show(stage, qtbot, registered_papers(stage, form), printer)
    screen.lines.choose(1)

    QTest.keyClick(screen.print_button, Qt.Key.Key_P, CONTROL | Qt.KeyboardModifier.ShiftModifier)

    assert len(printer.printed) == 1
    assert "Documents à apporter" in words(printer.printed[0])


def test_papers_come_in_the_language_of_exchange(stage: Stage, qtbot: QtBot) -> None:
    form = replace(intake(stage.desk.context, person=person_form()), language="spa")
    screen = show(stage, qtbot, registered_papers(stage, form), ListeningPrinter())

    assert screen.looks.language.value() == "spa"
    assert "traducteur" in screen.looks.trust.text()


@pytest.fixture
def unhurried(qapp: QApplication) -> Iterator[None]:
    """Take letters for one word however slowly a busy machine types them."""
    usual = qapp.keyboardInputInterval()
    qapp.setKeyboardInputInterval(600_000)
    yield
    qapp.setKeyboardInputInterval(usual)


@pytest.mark.usefixtures("unhurried")
def test_second_language_is_chosen_by_keyboard_and_remembered(stage: Stage, qtbot: QtBot) -> None:
    ids, printer = papers(stage), ListeningPrinter()
    screen = show(stage, qtbot, ids, printer)
    alone = len(PdfReader(BytesIO(screen.shown_data())).pages)

    QTest.keyClick(screen, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(screen.looks.language, "espagnol")
    screen.open(ids)

    assert screen.looks.language.value() == "spa"
    assert len(PdfReader(BytesIO(screen.shown_data())).pages) > alone


def test_language_without_papers_is_said(stage: Stage, qtbot: QtBot) -> None:
    screen = show(stage, qtbot, papers(stage), ListeningPrinter())

    assert screen.looks.language.value() is None
    assert "bambara" in screen.looks.trust.text()


def test_careful_contact_gets_the_discreet_version(stage: Stage, qtbot: QtBot) -> None:
    careful = replace(person_form(), contact=Contact.CAREFUL)
    ids = registered_papers(stage, intake(stage.desk.context, need(), person=careful))
    screen = show(stage, qtbot, ids, ListeningPrinter())
    discreet, said = words(screen.shown_data()), screen.looks.careful.text.text()

    QTest.keyClick(screen, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)

    assert "Traoré" not in discreet
    assert "discrète" in said
    assert "Traoré" in words(screen.shown_data())
    assert "danger" in screen.looks.careful.text.text()


def test_discreet_version_leaves_the_original_to_come(stage: Stage, qtbot: QtBot) -> None:
    screen = show(stage, qtbot, papers(stage), ListeningPrinter())
    QTest.keyClick(screen, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(screen.print_button, Qt.Key.Key_P, CONTROL)

    QTest.keyClick(screen, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)

    assert screen.copy.accessibleName() == "Original"


def test_reminder_is_added_once_its_day_and_hour_are_clear(stage: Stage, qtbot: QtBot) -> None:
    form = intake(stage.desk.context, need(outcome=Outcome.APPOINTMENT), person=person_form())
    screen = show(stage, qtbot, registered_papers(stage, form), ListeningPrinter())
    reminder = screen.reminder.fields
    QTest.keyClicks(reminder.day, "12/3")
    QTest.keyClicks(reminder.hour, "25 h")
    QTest.keyClick(reminder.hour, Qt.Key.Key_Return)
    refused = titles(screen)

    reminder.hour.setText("14h30")
    QTest.keyClick(reminder.hour, Qt.Key.Key_Return)

    assert "Rappel de rendez-vous" not in refused
    assert "Rappel de rendez-vous" in titles(screen)


@pytest.mark.parametrize(
    ("typed", "hour"),
    [("14h30", time(14, 30)), ("9 h", time(9)), ("08:05", time(8, 5)), ("", None)],
)
def test_hours_are_read_as_they_are_typed(typed: str, hour: time | None) -> None:
    assert read_hour(typed) == hour


@pytest.mark.parametrize("typed", ["25 h", "14 h 75", "midi", "-3"])
def test_what_is_no_hour_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableHour):
        read_hour(typed)
