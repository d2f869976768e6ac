"""Office papers from the screens that lead to them to the printer, and what is remembered."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mairie_quartier.bootstrap import OFFICE_ZONE
from mairie_quartier.documents.desk_press import DeskPress
from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.intake import InterpretingForm
from mairie_quartier.domain.interpreting import InterpretingState
from mairie_quartier.domain.office_papers import (
    DaySheetWanted,
    OrderWanted,
    PaperWanted,
    ReferralWanted,
    VisitFormsWanted,
)
from mairie_quartier.domain.papers import PageSize
from mairie_quartier.ui.frame import MainFrame, ScreenEntry
from mairie_quartier.ui.screens.desk import DeskScreen
from mairie_quartier.ui.screens.interpreting import InterpretingScreen
from mairie_quartier.ui.screens.office_papers import OfficePaperPreview
from mairie_quartier.ui.screens.referrals import ReferralsScreen
from mairie_quartier.ui.screens.requests.printing import DeskPrinter
from mairie_quartier.ui.theme.tokens import Appearance, Scheme
from mairie_quartier.ui.widgets.pdf import PrinterRefused
from tests.builders import need, person_form
from tests.ui.screens.workplaces import Place, make_place
from tests.ui.walk import walk_in_every_look

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

    def print_paper(self, data: bytes, name: str, size: object = PageSize.A4) -> None:
        if self.refuses:
            raise PrinterRefused(name)
        self.printed.append(data)


@pytest.fixture(scope="module")
def press() -> DeskPress:
    return DeskPress(OFFICE_ZONE)


@pytest.fixture
def place(tmp_path: Path, press: DeskPress) -> Iterator[Place]:
    made = make_place(tmp_path / "pc")
    made.work = replace(made.work, press=press)
    made.refer()
    made.register(need(), person=person_form(), interpreting=InterpretingForm("hye"))
    yield made
    made.desk.close()


def shown(qtbot: QtBot, screen: object) -> None:
    assert isinstance(
        screen, ReferralsScreen | InterpretingScreen | DeskScreen | OfficePaperPreview
    )
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    screen.activateWindow()
    QApplication.processEvents()
    screen.first_focus()


def wanted_of(place: Place) -> PaperWanted:
    """Give what the navigator was last asked to show."""
    name, wanted = place.calls[-1]
    assert name == "preview_office_paper"
    assert isinstance(wanted, ReferralWanted | OrderWanted | DaySheetWanted)
    return wanted


def referral_of(place: Place) -> ReferralWanted:
    with place.desk.context.open() as unit:
        return ReferralWanted(unit.referrals.matching()[0].id)


def preview(
    qtbot: QtBot, place: Place, wanted: PaperWanted, printer: ListeningPrinter
) -> OfficePaperPreview:
    screen = OfficePaperPreview(place.work, printer=printer)
    screen.open(wanted)
    shown(qtbot, screen)
    return screen


def test_one_key_shows_the_form_of_the_chosen_referral(qtbot: QtBot, place: Place) -> None:
    screen = ReferralsScreen(place.work)
    shown(qtbot, screen)

    QTest.keyClick(screen.rows, Qt.Key.Key_P, CONTROL)

    assert wanted_of(place) == referral_of(place)


def test_one_key_shows_the_day_sheet(qtbot: QtBot, place: Place) -> None:
    screen = DeskScreen(place.work)
    shown(qtbot, screen)

    QTest.keyClick(screen.day_sheet, Qt.Key.Key_P, CONTROL)

    assert wanted_of(place) == DaySheetWanted()


def test_counters_alone_have_no_day_sheet(qtbot: QtBot, place: Place) -> None:
    screen = DeskScreen(place.as_roles(Role.ANALYST))
    shown(qtbot, screen)

    QTest.keyClick(screen, Qt.Key.Key_P, CONTROL)

    assert not screen.day_sheet.isVisible()
    assert place.calls == []


def test_order_takes_the_booking_as_typed(qtbot: QtBot, place: Place) -> None:
    screen = InterpretingScreen(place.work)
    shown(qtbot, screen)
    entries = screen.panel.order.entries
    entries["provider"].setFocus()
    QTest.keyClicks(entries["provider"], "MANA")
    QTest.keyClicks(entries["day"], "9/3")
    QTest.keyClicks(entries["time"], "14h30")
    QTest.keyClicks(entries["length"], "1h30")

    QTest.keyClick(entries["length"], Qt.Key.Key_Return)

    wanted = wanted_of(place)
    assert isinstance(wanted, OrderWanted)
    booking = wanted.booking
    assert booking is not None
    assert (booking.provider, booking.minutes) == ("MANA", 90)
    assert f"{booking.on} {booking.at}" == "2026-03-09 14:30:00"


def test_order_says_which_field_is_not_understood(qtbot: QtBot, place: Place) -> None:
    screen = InterpretingScreen(place.work)
    shown(qtbot, screen)
    entries = screen.panel.order.entries
    QTest.keyClicks(entries["day"], "hier")

    QTest.keyClick(screen.rows, Qt.Key.Key_P, CONTROL)

    assert place.calls == []
    assert entries["day"].property("wrong") == "true"
    assert entries["day"].hasFocus()


def test_another_need_begins_with_an_empty_order(qtbot: QtBot, place: Place) -> None:
    place.register(need(), interpreting=InterpretingForm("prs"))
    screen = InterpretingScreen(place.work)
    shown(qtbot, screen)
    screen.panel.order.entries["provider"].setText("MANA")

    QTest.keyClick(screen.rows, Qt.Key.Key_Down)

    assert screen.panel.order.entries["provider"].text() == ""


def test_form_and_copy_go_to_the_printer_together(qtbot: QtBot, place: Place) -> None:
    printer, wanted = ListeningPrinter(), referral_of(place)
    screen = preview(qtbot, place, wanted, printer)

    QTest.keyClick(screen.print_button, Qt.Key.Key_P, CONTROL)

    assert len(printer.printed) == 2
    assert "Fiche d’orientation" in screen.page.text_of(0)
    with place.desk.context.open() as unit:
        assert unit.listings.was_noted(AuditAct.PRINTED, wanted.referral_id)


def test_every_referral_of_a_visit_comes_with_its_copy(qtbot: QtBot, place: Place) -> None:
    printer, wanted = ListeningPrinter(), referral_of(place)
    with place.desk.context.open() as unit:
        request = unit.requests.get(unit.referrals.get(wanted.referral_id).request_id)
    screen = preview(qtbot, place, VisitFormsWanted(request.visit_id), printer)

    QTest.keyClick(screen.print_button, Qt.Key.Key_P, CONTROL)

    assert len(printer.printed) == 2
    with place.desk.context.open() as unit:
        assert unit.listings.was_noted(AuditAct.PRINTED, wanted.referral_id)


def test_second_line_shows_the_copy(qtbot: QtBot, place: Place) -> None:
    screen = preview(qtbot, place, referral_of(place), ListeningPrinter())

    screen.lines.setFocus()
    QTest.keyClick(screen.lines, Qt.Key.Key_Down)

    assert "Votre orientation" in screen.page.text_of(0)


def test_refused_printer_is_told_and_nothing_is_noted(qtbot: QtBot, place: Place) -> None:
    wanted = referral_of(place)
    screen = preview(qtbot, place, wanted, ListeningPrinter(refuses=True))

    QTest.keyClick(screen.print_button, Qt.Key.Key_P, CONTROL)

    assert "imprimante" in screen.said.text.text()
    with place.desk.context.open() as unit:
        assert not unit.listings.was_noted(AuditAct.PRINTED, wanted.referral_id)


def test_printed_order_makes_the_need_requested(qtbot: QtBot, place: Place) -> None:
    with place.desk.context.open() as unit:
        need_id = unit.interpreting.matching(language="hye")[0].id
    screen = preview(qtbot, place, OrderWanted(need_id), ListeningPrinter())

    QTest.keyClick(screen.print_button, Qt.Key.Key_P, CONTROL)

    with place.desk.context.open() as unit:
        assert unit.interpreting.get(need_id).state is InterpretingState.REQUESTED
    assert place.calls[-1][0] == "spread"


def test_saved_file_is_named_by_the_number_alone(
    qtbot: QtBot, place: Place, tmp_path: Path
) -> None:
    asked: list[str] = []

    def answer(name: str) -> str:
        asked.append(name)
        return str(tmp_path / name)

    screen = OfficePaperPreview(place.work, printer=ListeningPrinter(), ask_path=answer)
    screen.open(referral_of(place))
    shown(qtbot, screen)

    QTest.keyClick(screen.save_button, Qt.Key.Key_S, CONTROL)

    (name,) = asked
    assert name.startswith("F-")
    assert "Traor" not in name
    assert (tmp_path / name).read_bytes().startswith(b"%PDF")


def test_preview_is_legible_and_reached_by_keyboard(
    qtbot: QtBot, place: Place, appearance: QApplication
) -> None:
    def made() -> OfficePaperPreview:
        screen = OfficePaperPreview(place.work, printer=ListeningPrinter())
        screen.open(referral_of(place))
        return screen

    frame = MainFrame(place.work.tr, [ScreenEntry("one", "Papiers", "house", made)])
    qtbot.addWidget(frame)
    frame.resize(1366, 768)
    frame.show()
    frame.show_screen("one")
    frame.activateWindow()
    QApplication.processEvents()

    assert walk_in_every_look(appearance, frame, [Appearance(Scheme.LIGHT, 200)]) == []
