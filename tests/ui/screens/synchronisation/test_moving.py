"""Telling a linked PC where the city's service went, by keyboard, over a real store."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.synchronising import Link, SyncOutcome, SyncPhase
from mairie_quartier.services.sync_faults import DeskRevoked, Distrust, OtherCentre, Untrusted
from mairie_quartier.sync.centre import Got, Sent, Wire
from mairie_quartier.sync.schedule import SyncSchedule
from mairie_quartier.sync.timetable import Timetable
from mairie_quartier.ui.linking.answers import LinkAnswer, LinkTyped
from mairie_quartier.ui.linking.words import LinkWords
from mairie_quartier.ui.screens.synchronisation.view import SynchronisationScreen
from mairie_quartier.ui.sync_news import SyncNews
from mairie_quartier.ui.workplace import Workplace
from tests.sync.certificates import new_authority
from tests.sync.desks import Cable, LinkedDesk, join, scopes_of
from tests.sync.empty_pcs import AT_ONCE
from tests.sync.memory_centre import MemoryCentre
from tests.sync.test_schedule import lane_of
from tests.ui.screens.workplaces import HeldLane, Place, make_place, plain
from tests.ui.walk import walk_in_every_look

OLD = "https://ancien.example.org"
NEW = "https://accueil.example.org"
FORMER, RENEWED = (new_authority(name).pem for name in ("Ville, 2020", "Ville, 2030"))


@dataclass
class Proof:
    """A wire that reaches the centre if it was made with the authority that vouches for it."""

    centre: Wire
    ca: str
    needed: str

    def carry(self, sent: Sent) -> Got:
        if self.ca != self.needed:
            raise Untrusted(sent.path, Distrust.AUTHORITY)
        return self.centre.carry(sent)

    def close(self) -> None:
        """Nothing is open."""


@dataclass
class City:
    """The centres at their addresses, and the authority that vouches for all of them."""

    centres: dict[str, Wire] = field(default_factory=dict)
    authority: str = RENEWED

    def wire(self, url: str, ca: str) -> Wire:
        return Proof(self.centres[url], ca, self.authority)


@dataclass
class Moving:
    """A linked PC, its screen, the city it is to find again."""

    place: Place
    desk: LinkedDesk
    city: City
    screen: SynchronisationScreen
    lane: SyncSchedule
    news: SyncNews

    @property
    def link(self) -> Link:
        found = self.desk.store.standing().link
        assert found is not None
        return found

    def open(self) -> None:
        QTest.keySequence(self.screen, "Ctrl+E")

    def type_address(self, text: str) -> None:
        edit = self.screen.move_card.form.address
        assert QApplication.focusWidget() is edit
        QTest.keySequence(edit, "Ctrl+A")
        QTest.keyClicks(edit, text)
        QTest.keyClick(edit, Qt.Key.Key_Return)

    def give_authority(self, folder: Path, pem: str = RENEWED) -> None:
        (folder / "ville.pem").write_text(pem)
        self.screen.move_card.form.take_authority(folder / "ville.pem")

    def error(self, answer: LinkAnswer) -> str:
        return plain(self.screen.move_card.form.fields[answer].error.text())

    def said(self) -> str:
        return plain(self.screen.move_card.banner.text.text())


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = make_place(tmp_path)
    yield made
    made.desk.close()


def open_screen(
    place: Place, qtbot: QtBot, work: Workplace | None = None, ca: str = FORMER
) -> Moving:
    centre = MemoryCentre()
    known = centre.add_desk(scopes_of(place.desk))
    desk = join(centre, place.desk, Link(OLD, known.id, known.token, ca))
    city = City({OLD: centre, NEW: centre, "https://autre.example.org": MemoryCentre(Random(9))})
    lane = SyncSchedule(
        desk.store, city.wire, clock=place.desk.clock, timetable=Timetable(AT_ONCE, Random(1))
    )
    news = SyncNews(lane)
    screen = shown(SynchronisationScreen(work or place.work, lane, news), qtbot)
    return Moving(place, desk, city, screen, lane, news)


def shown(screen: SynchronisationScreen, qtbot: QtBot) -> SynchronisationScreen:
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.refresh(frozenset())  # as rows that arrive after the screen is shown
    return screen


@pytest.fixture
def moving(place: Place, qtbot: QtBot) -> Moving:
    return open_screen(place, qtbot)


def test_a_renewed_authority_is_given_by_keyboard_and_the_pc_syncs_again(
    moving: Moving, tmp_path: Path
) -> None:
    moving.open()
    card = moving.screen.move_card
    assert card.form.address.text() == OLD
    assert "est gardé" in card.form.fields[LinkAnswer.AUTHORITY].hint.text()
    moving.give_authority(tmp_path)
    moving.type_address("accueil.example.org")
    assert any(name == "done" and "enregistrés" in str(words) for name, words in moving.place.calls)
    assert (moving.link.url, moving.link.ca) == (NEW, RENEWED)
    assert not card.formed.isVisible()
    assert QApplication.focusWidget() is card.open_button
    moving.lane.sync_here()
    moving.open()
    assert card.form.address.text() == NEW


def test_a_check_that_fails_says_that_nothing_changed_and_keeps_what_was_typed(
    moving: Moving, tmp_path: Path
) -> None:
    before = moving.link
    moving.open()
    moving.type_address(NEW)
    assert "certificat actuel ne garantit pas" in moving.error(LinkAnswer.AUTHORITY)
    assert "n’ont pas changé" in moving.said()
    moving.screen.refresh(frozenset())
    form = moving.screen.move_card.form
    assert form.address.text() == NEW
    moving.give_authority(tmp_path)
    assert moving.error(LinkAnswer.AUTHORITY) == ""
    form.address.setFocus()
    moving.type_address("autre.example.org")
    assert "ne connaît pas ce poste" in moving.error(LinkAnswer.ADDRESS)
    assert "n’ont pas changé" in moving.said()
    assert moving.link == before
    assert moving.screen.move_card.keep_button.isEnabled()


def test_an_address_is_asked_for_before_the_network(moving: Moving) -> None:
    moving.open()
    moving.type_address(" ")
    assert "adresse" in moving.error(LinkAnswer.ADDRESS)
    assert moving.said() == ""
    moving.type_address("http://accueil.example.org")
    assert "https" in moving.error(LinkAnswer.ADDRESS)
    assert moving.link.url == OLD


def test_the_certificate_in_use_is_kept_replaced_or_left(moving: Moving, tmp_path: Path) -> None:
    moving.open()
    form = moving.screen.move_card.form
    hint = form.fields[LinkAnswer.AUTHORITY].hint
    assert form.typed().kept == FORMER
    QTest.keyClick(form.clear_button, Qt.Key.Key_Return)
    assert (form.typed().kept, form.typed().read().ca) == ("", "")
    assert "ne servira plus" in hint.text()
    QTest.keyClick(form.clear_button, Qt.Key.Key_Return)
    assert form.typed().read().ca == FORMER
    moving.give_authority(tmp_path)
    assert "ville.pem" in hint.text()
    assert form.typed().read().ca == RENEWED
    form.clear_button.click()
    assert form.typed().read().ca == FORMER


def test_a_pc_without_an_authority_of_its_own_has_none_to_leave(place: Place, qtbot: QtBot) -> None:
    moving = open_screen(place, qtbot, ca="")
    moving.open()
    form = moving.screen.move_card.form
    assert not form.clear_button.isVisible()
    assert "Seulement si" in form.fields[LinkAnswer.AUTHORITY].hint.text()


def test_escape_puts_the_form_away_and_forgets_what_was_typed(moving: Moving) -> None:
    moving.open()
    card = moving.screen.move_card
    QTest.keyClicks(card.form.address, "x")
    QTest.keyClick(card.form.address, Qt.Key.Key_Escape)
    assert not card.formed.isVisible()
    assert QApplication.focusWidget() is card.open_button
    moving.open()
    assert card.form.address.text() == OLD


def test_a_check_that_fails_after_escape_is_not_passed_over(place: Place, qtbot: QtBot) -> None:
    held = HeldLane()
    moving = open_screen(place, qtbot, replace(place.work, background=held))
    card = moving.screen.move_card
    moving.open()
    moving.type_address(NEW)
    assert card.work.isVisible()
    assert not card.keep_button.isEnabled()
    QTest.keyClick(card.form.address, Qt.Key.Key_Escape)
    assert not card.formed.isVisible()
    held.let_go()
    assert card.formed.isVisible()
    assert "n’ont pas changé" in moving.said()
    assert card.form.address.text() == NEW


def test_who_may_not_link_is_offered_nothing(place: Place, qtbot: QtBot) -> None:
    moving = open_screen(place, qtbot, place.as_roles(Role.RECEPTION))
    _distrusted(moving, qtbot)
    moving.open()
    assert not moving.screen.move_card.isVisible()
    assert not moving.screen.advice.isVisible()


def test_a_service_that_did_not_prove_who_it_is_points_to_the_form(
    moving: Moving, qtbot: QtBot
) -> None:
    assert not moving.screen.advice.isVisible()
    _distrusted(moving, qtbot)
    assert moving.screen.advice.isVisible()
    words = plain(moving.screen.advice.text.text())
    assert plain(moving.screen.move_card.open_button.accessibleName()) in words


def _distrusted(moving: Moving, qtbot: QtBot) -> None:
    """Let a sync meet the certificate of an authority that this PC was not given."""
    moving.lane.start()
    qtbot.waitUntil(lambda: moving.lane.status.phase is SyncPhase.TROUBLE)
    moving.lane.close()
    assert moving.lane.status.outcome is SyncOutcome.UNTRUSTED
    qtbot.waitUntil(lambda: bool(moving.screen.syncs.lines()))


def test_a_pc_that_stands_alone_has_no_address_to_change(place: Place, qtbot: QtBot) -> None:
    lane = lane_of(place.desk, Cable(MemoryCentre()))
    news = SyncNews(lane)
    screen = shown(SynchronisationScreen(place.work, lane, news), qtbot)
    assert not screen.move_card.isVisible()
    QTest.keySequence(screen, "Ctrl+E")
    assert screen.link_card.formed.isVisible()


@pytest.mark.parametrize("error", [OtherCentre(), DeskRevoked()])
def test_every_refusal_of_a_move_has_its_sentence(place: Place, error: Exception) -> None:
    words = LinkWords(place.work.tr, place.work.wording)
    hitch = words.hitch(error, LinkTyped(NEW), place.desk.clock.now())
    assert "poste" in hitch.text
    assert "imprévue" not in hitch.text


def test_the_form_suits_every_eye_and_keyboard(
    moving: Moving, qtbot: QtBot, appearance: QApplication
) -> None:
    _distrusted(moving, qtbot)
    moving.open()
    moving.type_address(NEW)
    assert walk_in_every_look(appearance, moving.screen) == []
