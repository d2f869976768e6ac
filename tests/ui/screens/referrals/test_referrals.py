"""Open referrals: order, lateness, one key and a note per answer, by keyboard."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.permissions import NotAllowed
from mairie_quartier.domain.referrals import ReferralState
from mairie_quartier.services.visits import undo_last
from mairie_quartier.ui.screens.referrals import ReferralsScreen
from mairie_quartier.ui.screens.referrals.presenter import ReferralsPresenter
from mairie_quartier.ui.screens.referrals.rows import Detail
from mairie_quartier.ui.theme.tokens import Tone
from mairie_quartier.ui.widgets.line import Line
from tests.builders import person_form
from tests.ui.screens.workplaces import Place, make_place, plain


@dataclass(slots=True)
class NotingView:
    """Remembers what it was shown."""

    rows: tuple[Line, ...] = ()
    details: list[Detail | None] = field(default_factory=list)
    kept: int = 0

    answering: bool = False
    meanwhile: str = ""

    def show_rows(self, rows: tuple[Line, ...], chosen: int) -> None:
        self.rows = rows

    def show_meanwhile(self, words: str) -> None:
        self.meanwhile = words

    def show_detail(self, detail: Detail | None) -> None:
        self.details.append(detail)

    def answer_kept(self) -> None:
        self.kept += 1


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = make_place(tmp_path / "pc")
    yield made
    made.desk.close()


def listed(place: Place) -> tuple[ReferralsPresenter, NotingView]:
    view = NotingView()
    presenter = ReferralsPresenter(place.work, view)
    presenter.refresh()
    presenter.choose(0)
    return presenter, view


def shown(qtbot: QtBot, place: Place) -> ReferralsScreen:
    screen = ReferralsScreen(place.work)
    qtbot.addWidget(screen)
    screen.resize(1166, 640)
    screen.show()
    screen.activateWindow()
    QApplication.processEvents()
    screen.first_focus()
    return screen


def test_longest_wait_comes_first_and_says_so(place: Place) -> None:
    place.refer(person_form("Diallo", "Fatou"))
    place.desk.clock.advance(timedelta(days=15))
    place.refer(person_form("Traoré", "Aminata"))
    _, view = listed(place)
    assert [plain(row.title) for row in view.rows] == ["Fatou Diallo", "Aminata Traoré"]
    late, waiting = (row.mark for row in view.rows)
    assert late is not None and waiting is not None
    assert (late.text, late.tone) == ("En retard de 1 jour", Tone.DANGER)
    assert (waiting.text, waiting.tone) == ("Dans 14 jours", Tone.NEUTRAL)


def test_partner_can_be_telephoned(place: Place) -> None:
    place.refer()
    _, view = listed(place)
    detail = view.details[-1]
    assert detail is not None
    assert (detail.partner, detail.phone) == ("Promofemmes", "05 36 49 10 01")
    assert dict(detail.facts)["Envoyée le"] == "2 mars 2026"


def test_closed_referral_leaves_the_list_and_undo_brings_it_back(place: Place) -> None:
    place.refer()
    presenter, view = listed(place)
    presenter.record(ReferralState.DONE, "")
    assert view.rows == ()
    assert [plain(str(said)) for name, said in place.calls if name == "saved"] == [
        "Orientation de Aminata Traoré : Aboutie"
    ]
    presenter.refresh(undo_last(place.desk.context))
    assert len(view.rows) == 1


def test_appointment_keeps_the_referral_open_with_its_note(place: Place) -> None:
    place.refer()
    presenter, view = listed(place)
    presenter.record(ReferralState.APPOINTMENT, "  mardi   14 h ")
    assert view.rows[0].caption == "Rendez-vous donné"
    with place.desk.context.open() as unit:
        assert [each.answer for each in unit.referrals.matching()] == ["mardi 14 h"]


def test_more_than_a_page_loads_once_each(place: Place) -> None:
    for _ in range(33):
        place.refer()
    presenter, view = listed(place)
    assert len(view.rows) == 30
    presenter.more()
    assert len(view.rows) == 33
    presenter.more()
    assert len(view.rows) == 33


def test_role_without_referrals_is_told(place: Place) -> None:
    ReferralsPresenter(place.as_roles(Role.ANALYST), NotingView()).refresh()
    assert isinstance(place.calls[-1][1], NotAllowed)


def test_key_then_note_then_enter_record_the_answer(qtbot: QtBot, place: Place) -> None:
    place.refer()
    screen = shown(qtbot, place)
    QTest.keyClick(screen.rows, Qt.Key.Key_V)
    assert screen.panel.note.hasFocus()
    QTest.keyClicks(screen.panel.note, "mardi 14 h")
    QTest.keyClick(screen.panel.note, Qt.Key.Key_Return)
    assert screen.rows.hasFocus()
    with place.desk.context.open() as unit:
        kept = unit.referrals.matching()[0]
    assert (kept.state, kept.answer) == (ReferralState.APPOINTMENT, "mardi 14 h")


def test_escape_in_the_note_records_nothing(qtbot: QtBot, place: Place) -> None:
    place.refer()
    screen = shown(qtbot, place)
    QTest.keyClick(screen.rows, Qt.Key.Key_F)
    QTest.keyClick(screen.panel.note, Qt.Key.Key_Escape)
    assert screen.rows.hasFocus()
    assert screen.rows.lines()[0].caption == "En attente de réponse"


def test_enter_goes_to_the_answers_and_o_to_the_request(qtbot: QtBot, place: Place) -> None:
    saved = place.refer()
    screen = shown(qtbot, place)
    QTest.keyClick(screen.rows, Qt.Key.Key_O)
    assert place.calls == [("open_request", saved.requests[0].id)]
    QTest.keyClick(screen.rows, Qt.Key.Key_Return)
    assert screen.panel.buttons[ReferralState.RECEIVED].hasFocus()


def test_narrow_screen_shows_one_at_a_time(qtbot: QtBot, place: Place) -> None:
    place.refer()
    screen = shown(qtbot, place)
    screen.resize(560, 640)
    QApplication.processEvents()
    assert screen.rows.isVisible() and not screen.panel.isVisible()
    QTest.keyClick(screen.rows, Qt.Key.Key_Return)
    assert screen.panel.isVisible() and not screen.rows.isVisible()
    QTest.keyClick(screen.panel.buttons[ReferralState.RECEIVED], Qt.Key.Key_Escape)
    assert screen.rows.isVisible() and screen.rows.hasFocus()


def test_nothing_to_follow_says_where_referrals_come_from(qtbot: QtBot, place: Place) -> None:
    screen = shown(qtbot, place)
    assert screen.empty.isVisible()
    assert "F2" in screen.empty.hint.text()
