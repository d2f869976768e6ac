"""Linking a PC that stands alone, by keyboard, over a real store and a centre in memory."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.protocol import ProblemCode
from mairie_quartier.domain.protocol_enrolment import OfficeCard
from mairie_quartier.domain.synchronising import SyncPhase, SyncStatus
from mairie_quartier.services.sync_faults import (
    Distrust,
    Hindrance,
    RefusedByCentre,
    Unreachable,
    UnreadableAnswer,
    Untrusted,
)
from mairie_quartier.sync.centre import Got, Sent
from mairie_quartier.sync.schedule import SyncSchedule
from mairie_quartier.ui.linking.answers import LinkAnswer, LinkTyped, missing
from mairie_quartier.ui.linking.words import LinkWords
from mairie_quartier.ui.screens.synchronisation.view import SynchronisationScreen
from mairie_quartier.ui.screens.synchronisation.words import SyncWords
from mairie_quartier.ui.sync_news import SyncNews
from mairie_quartier.ui.theme.tokens import Appearance, Scheme
from mairie_quartier.ui.workplace import Workplace
from tests.builders import need
from tests.sync.certificates import new_authority
from tests.sync.desks import Cable
from tests.sync.memory_centre import MemoryCentre
from tests.sync.test_schedule import lane_of
from tests.ui.screens.synchronisation.desk_links import EngineAtHand
from tests.ui.screens.workplaces import Place, make_place, plain
from tests.ui.walk import walk_in_every_look

CODE = "K7TM-2Q4X"
LOOKS = (Appearance(), Appearance(Scheme.DARK, 200))
HOST = "centre.example.org"


@dataclass
class Reached:
    """A PC that stands alone, its screen, the centre it can reach, and the wire to it."""

    place: Place
    screen: SynchronisationScreen
    centre: MemoryCentre
    cable: Cable
    lane: SyncSchedule
    news: SyncNews

    def type_in(self, answer: LinkAnswer, text: str) -> None:
        field = self.screen.link_card.form.fields[answer]
        field.control.setFocus()
        QTest.keySequence(field.control, "Ctrl+A")
        QTest.keyClicks(field.control, text)

    def fill_in(self, address: str = HOST, code: str = CODE) -> None:
        self.type_in(LinkAnswer.ADDRESS, address)
        self.type_in(LinkAnswer.ENROL_CODE, code)
        self.type_in(LinkAnswer.DESK_NAME, "Guichet 1")
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Return)

    def error(self, answer: LinkAnswer) -> str:
        return plain(self.screen.link_card.form.fields[answer].error.text())


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = make_place(tmp_path)
    yield made
    made.desk.close()


def open_screen(place: Place, qtbot: QtBot, work: Workplace | None = None) -> Reached:
    centre = MemoryCentre()
    office = place.desk.context.office
    centre.codes[CODE] = OfficeCard(office.id, office.code, office.name)
    cable = Cable(centre)
    lane = lane_of(place.desk, cable)
    news = SyncNews(lane)
    screen = SynchronisationScreen(work or place.work, lane, news)
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.first_focus()
    return Reached(place, screen, centre, cable, lane, news)


@pytest.fixture
def reached(place: Place, qtbot: QtBot) -> Reached:
    found = open_screen(place, qtbot)
    focused = QApplication.focusWidget()
    assert focused is found.screen.link_card.open_button
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is found.screen.link_card.form.address
    return found


def test_an_alone_pc_is_linked_by_keyboard_and_sends_its_past(
    place: Place, reached: Reached
) -> None:
    place.register(need())
    reached.fill_in()
    assert ("done", "Ce poste est relié à Bordeaux.") in place.calls
    assert not reached.screen.link_card.isVisible()
    assert reached.screen.ask.isVisible()
    assert reached.lane.sync_here().sent > 0


def test_the_code_is_given_only_to_what_proved_to_be_a_centre(reached: Reached) -> None:
    reached.fill_in(code="faux")
    assert reached.centre.calls == ["/v1/hello", "/v1/enrol"]
    assert "déjà servi" in reached.error(LinkAnswer.ENROL_CODE)
    assert QApplication.focusWidget() is reached.screen.link_card.form.code


def test_nothing_typed_is_lost_by_a_failure_and_it_can_be_tried_again(reached: Reached) -> None:
    reached.cable.plan = ["request"]
    before = reached.centre.calls.copy()
    reached.fill_in()
    assert reached.centre.calls == before
    card = reached.screen.link_card
    assert "s’est coupée" in plain(card.banner.text.text())
    assert card.form.typed() == LinkTyped(HOST, CODE, "Guichet 1")
    assert card.link_button.isEnabled()
    card.link_button.click()
    assert not card.isVisible()


def test_a_reply_lost_while_the_code_was_given_says_that_it_may_have_served(
    reached: Reached,
) -> None:
    reached.cable.plan = ["ok", "reply"]
    reached.fill_in()
    assert "demandez-en un autre" in plain(reached.screen.link_card.banner.text.text())


def test_what_is_missing_is_pointed_at_before_the_network_is_asked(reached: Reached) -> None:
    reached.fill_in(address=" ")
    assert QApplication.focusWidget() is reached.screen.link_card.form.address
    assert "adresse" in reached.error(LinkAnswer.ADDRESS)
    reached.fill_in(address="http://centre.example.org")
    assert "https" in reached.error(LinkAnswer.ADDRESS)
    assert reached.centre.calls == []


def test_a_wrong_clock_is_told_once_the_pc_is_linked(place: Place, reached: Reached) -> None:
    centre, clock = reached.centre, place.desk.clock

    class Dated:
        def carry(self, sent: Sent) -> Got:
            return replace(centre.carry(sent), date=clock.now() + timedelta(days=4))

        def close(self) -> None:
            """Nothing is open."""

    reached.cable.centre = Dated()
    reached.fill_in()
    (told,) = [str(words) for name, words in place.calls if name == "done"]
    assert "retarde de 4 jours" in plain(told)


def test_the_file_of_an_authority_is_named_and_can_be_taken_back(
    reached: Reached, tmp_path: Path
) -> None:
    form = reached.screen.link_card.form
    (tmp_path / "ville.pem").write_text(new_authority().pem)
    form.take_authority(tmp_path / "ville.pem")
    assert "ville.pem" in form.fields[LinkAnswer.AUTHORITY].hint.text()
    assert "BEGIN" in form.typed().read().ca
    form.clear_button.click()
    assert form.typed().authority is None
    (tmp_path / "photo.pem").write_bytes(b"\x89PNG")
    form.take_authority(tmp_path / "photo.pem")
    reached.fill_in()
    assert "certificat" in reached.error(LinkAnswer.AUTHORITY)


def test_escape_puts_the_form_away_and_keeps_it(reached: Reached) -> None:
    card = reached.screen.link_card
    reached.type_in(LinkAnswer.ADDRESS, HOST)
    QTest.keyClick(card.form.address, Qt.Key.Key_Escape)
    assert not card.formed.isVisible()
    assert QApplication.focusWidget() is card.open_button
    QTest.keySequence(reached.screen, "Ctrl+E")
    assert card.form.address.text() == HOST


def test_who_may_not_link_is_not_offered_to(place: Place, qtbot: QtBot) -> None:
    found = open_screen(place, qtbot, place.as_roles(Role.RECEPTION))
    assert not found.screen.link_card.open_button.isVisible()
    QTest.keySequence(found.screen, "Ctrl+E")
    assert not found.screen.link_card.formed.isVisible()


@pytest.mark.parametrize("why", [*Hindrance, *Distrust])
@pytest.mark.parametrize("authority", [None, Path("ville.pem")])
def test_everything_that_can_be_wrong_has_a_sentence_that_says_what_to_do(
    place: Place, why: Hindrance | Distrust, authority: Path | None
) -> None:
    words = LinkWords(place.work.tr, place.work.wording)
    error = Unreachable("x", why) if isinstance(why, Hindrance) else Untrusted("x", why)
    hitch = words.hitch(error, LinkTyped(HOST, CODE, "PC", authority), place.desk.clock.now())
    assert "{" not in hitch.text
    assert hitch.text.count(".") >= 2
    assert (hitch.answer is LinkAnswer.AUTHORITY) == (why is Distrust.AUTHORITY)


@pytest.mark.parametrize("code", list(ProblemCode))
def test_every_refusal_has_its_sentence(place: Place, code: ProblemCode) -> None:
    words = LinkWords(place.work.tr, place.work.wording)
    typed = LinkTyped(HOST, CODE, "PC")
    assert words.hitch(RefusedByCentre(code), typed, place.desk.clock.now()).text
    assert (
        "service de la ville"
        in words.hitch(UnreadableAnswer("x"), typed, place.desk.clock.now()).text
    )


@pytest.mark.parametrize(
    ("ahead", "told"),
    [
        (None, ""),
        (timedelta(minutes=-4), ""),
        (timedelta(minutes=12), "avance de 12 minutes"),
        (timedelta(hours=-5), "retarde de 5 heures"),
        (timedelta(days=3653), "avance de 3 653 jours"),
    ],
)
def test_a_clock_is_said_wrong_by_how_much(
    place: Place, ahead: timedelta | None, told: str
) -> None:
    words = plain(LinkWords(place.work.tr, place.work.wording).clock(ahead))
    assert told in words
    assert bool(words) == bool(told)


def test_an_address_needs_no_beginning_and_all_is_asked_for(place: Place) -> None:
    assert LinkTyped(" ville.example/a ").url == "https://ville.example/a"
    assert LinkTyped("https://[x").host == "https://[x"
    assert set(missing(place.work.tr, LinkTyped())) == set(LinkAnswer) - {LinkAnswer.AUTHORITY}
    assert CODE not in repr(LinkTyped(HOST, CODE))


def test_the_form_suits_every_eye_and_keyboard(reached: Reached, appearance: QApplication) -> None:
    reached.fill_in(code="faux")
    assert walk_in_every_look(appearance, reached.screen) == []


def test_a_first_sync_is_shown_interrupted_and_taken_up_again(
    place: Place, reached: Reached, qtbot: QtBot, appearance: QApplication
) -> None:
    reached.fill_in()
    engine = EngineAtHand()
    news = SyncNews(engine)
    screen = SynchronisationScreen(place.work, engine, news)
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    part = screen.receiving
    engine.tell(SyncStatus(SyncPhase.SYNCING, done=30, total=120, first_sync=True))
    assert "25 %" in plain(screen.state.text())
    assert "L’accueil continue" in part.bar.words.text()
    assert (part.bar.bar.value(), part.bar.bar.maximum()) == (30, 120)
    assert walk_in_every_look(appearance, screen, LOOKS) == []
    screen.first_focus()
    assert QApplication.focusWidget() is part.interrupt_button
    QTest.keySequence(part.interrupt_button, "Ctrl+I")
    assert engine.asked == ["interrupt"]
    assert "Interruption" in part.bar.words.text()
    engine.tell(SyncStatus(SyncPhase.PAUSED, done=30, total=120, first_sync=True))
    assert "interrompue à 25 %" in plain(screen.state.text())
    assert QApplication.focusWidget() is part.resume_button
    QTest.keySequence(part.resume_button, "Ctrl+I")
    assert engine.asked == ["interrupt", "ask"]
    engine.tell(SyncStatus(SyncPhase.UP_TO_DATE))
    assert not part.isVisible()
    assert QApplication.focusWidget() is screen.ask


@pytest.mark.parametrize("phase", list(SyncPhase))
def test_every_phase_of_a_first_sync_has_its_words(place: Place, phase: SyncPhase) -> None:
    words = SyncWords(place.work.tr, place.work.labels)
    for status in (
        SyncStatus(phase, done=7, first_sync=True),
        SyncStatus(phase, done=999, total=1000, first_sync=True),
        SyncStatus(phase),
    ):
        assert words.bar(status, 2)
        assert words.state(status)
        receiving = words.receiving.of(status)
        shown = (SyncPhase.SYNCING, SyncPhase.PAUSED, SyncPhase.OFFLINE)
        assert (receiving is not None) == (status.first_sync and phase in shown)
        assert "100" not in words.bar(status, 2)
