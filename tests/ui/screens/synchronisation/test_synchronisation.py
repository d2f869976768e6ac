"""The screen of the synchronisation, over a real store and a centre in memory."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.operations import JsonValue, OpKind, RejectCode
from mairie_quartier.domain.synchronising import (
    Link,
    RefusedOperation,
    SyncOutcome,
    SyncPhase,
    SyncStatus,
)
from mairie_quartier.services.synchronisation import PAGE, RefusedLine
from mairie_quartier.ui.screens.synchronisation.refused_words import RefusedWords
from mairie_quartier.ui.screens.synchronisation.view import SynchronisationScreen
from mairie_quartier.ui.screens.synchronisation.words import SyncWords
from mairie_quartier.ui.sync_news import SyncNews
from mairie_quartier.ui.widgets.confirm import ConfirmDialog
from tests.builders import need, new_person
from tests.sync.desks import Cable, LinkedDesk, join, scopes_of
from tests.sync.memory_centre import MemoryCentre
from tests.sync.work import add, edit
from tests.ui.screens.conflicts.disputed import dispute
from tests.ui.screens.synchronisation.desk_links import EngineAtHand
from tests.ui.screens.workplaces import Place, make_place, plain
from tests.ui.walk import walk

AT = datetime(2026, 3, 9, 9, 42, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = make_place(tmp_path)
    yield made
    made.desk.close()


@pytest.fixture
def linked(place: Place) -> LinkedDesk:
    centre = MemoryCentre()
    known = centre.add_desk(scopes_of(place.desk))
    return join(centre, place.desk, Link("https://centre.example.org", known.id, known.token))


def open_screen(place: Place, engine: EngineAtHand, qtbot: QtBot) -> SynchronisationScreen:
    screen = SynchronisationScreen(place.work, engine, SyncNews(engine))
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    return screen


def test_a_desk_alone_says_so_and_what_to_do(place: Place, qtbot: QtBot) -> None:
    screen = open_screen(place, EngineAtHand(), qtbot)

    assert screen.link_card.alone.isVisible()
    assert "code" in screen.link_card.alone.hint.text()
    assert not screen.ask.isVisible()
    assert screen.state.text() == "Hors ligne"


def test_a_sync_asked_for_sends_what_waits_and_is_listed(
    place: Place, linked: LinkedDesk, qtbot: QtBot
) -> None:
    place.register(need())
    engine = EngineAtHand(linked)
    news = SyncNews(engine)
    screen = SynchronisationScreen(place.work, engine, news)
    qtbot.addWidget(screen)
    assert "en attente" in screen.waiting.text()
    assert screen.waiting.text() != "Aucune opération en attente"

    screen.ask.click()

    assert screen.waiting.text() == "Aucune opération en attente"
    assert screen.state.text().startswith("À jour à")
    [line] = screen.syncs.lines()
    assert line.title == "Terminée"
    assert "envoyée" in line.detail


def test_a_sync_without_network_is_listed_and_what_waits_stays(
    place: Place, linked: LinkedDesk, qtbot: QtBot
) -> None:
    place.register(need())
    cable = linked.cable
    assert isinstance(cable, Cable)
    cable.plan = ["request"] * 9
    linked.sync()
    screen = open_screen(place, EngineAtHand(linked), qtbot)

    assert screen.syncs.lines()[0].title == "Le service de la ville n’a pas répondu"
    assert screen.waiting.text() != "Aucune opération en attente"


def test_what_was_put_aside_is_taken_up_and_sent(
    place: Place, linked: LinkedDesk, qtbot: QtBot
) -> None:
    centre = linked.cable.centre
    assert isinstance(centre, MemoryCentre)
    centre.refuses = {add(linked).id}
    linked.sync()
    screen = open_screen(place, EngineAtHand(linked), qtbot)
    [line] = screen.quarantine.list.lines()
    assert line.title.startswith("Personne")
    assert "Awa D." in plain(line.caption)

    screen.quarantine.again.click()

    assert screen.quarantine.list.lines() == ()
    assert not screen.quarantine.again.isVisible()
    assert screen.waiting.text() != "Aucune opération en attente"
    assert any(name == "done" for name, _ in place.calls)


def test_a_sync_under_way_is_counted(place: Place) -> None:
    words = SyncWords(place.work.tr, place.work.labels)
    status = SyncStatus(SyncPhase.SYNCING, done=3, total=12)

    assert plain(words.state(status)) == "Synchronisation en cours : 3 sur 12"
    assert plain(words.bar(SyncStatus(), 14)) == "Hors ligne · 14 opérations en attente"
    revoked = plain(words.bar(SyncStatus(SyncPhase.REVOKED), 1))
    assert revoked == "L’accès de ce poste a été retiré · 1 opération en attente"


@pytest.mark.parametrize("code", [*RejectCode, None])
def test_whatever_was_refused_has_its_reason(place: Place, code: RejectCode | None) -> None:
    words = RefusedWords(place.work.tr, place.work.labels)
    operation = RefusedOperation(
        dseq=1,
        op=UUID(int=1),
        word="partner",
        record_id=UUID(int=2),
        kind=OpKind.PATCH,
        code=code,
        actor=None,
        recorded_at=AT,
        decided_at=AT,
        fields={"name": "Promofemmes"},
    )

    line = words.refused(RefusedLine(operation, "Awa D."))

    assert "Promofemmes" in line.title
    assert line.detail.endswith(".")
    assert "9 mars 2026" in plain(line.caption)
    assert line.mark is not None
    assert line.mark.text == "Modification"


def test_every_outcome_has_its_words(place: Place, linked: LinkedDesk) -> None:
    linked.sync()
    with place.desk.unit() as unit:
        [record] = unit.sync.last_syncs(1)
    words = SyncWords(place.work.tr, place.work.labels)

    said = {words.sync(replace(record, outcome=each)).title for each in SyncOutcome}

    assert len(said) == len(SyncOutcome)


def test_the_screen_can_be_walked(
    place: Place, linked: LinkedDesk, qtbot: QtBot, appearance: QApplication
) -> None:
    linked.sync()
    screen = open_screen(place, EngineAtHand(linked), qtbot)
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)

    assert walk(screen) == []


def test_what_is_given_up_is_confirmed_with_what_will_be_lost(
    place: Place, linked: LinkedDesk, qtbot: QtBot
) -> None:
    centre = linked.cable.centre
    assert isinstance(centre, MemoryCentre)
    person = add(linked)
    linked.sync()
    centre.refuses = {person.id}
    edit(linked, person.id, phone="0611223344", note="appelée")
    linked.sync()
    screen = open_screen(place, EngineAtHand(linked), qtbot)
    [line] = screen.quarantine.list.lines()
    assert "Traoré" in plain(line.title)

    screen.quarantine.drop.click()
    dialog = screen.findChild(ConfirmDialog)
    assert dialog is not None
    words = plain(dialog.accessibleDescription())
    dialog.stay.click()
    assert len(screen.quarantine.list.lines()) == 1
    screen.quarantine.drop.click()
    dialogs = screen.findChildren(ConfirmDialog)
    dialogs[-1].agree.click()

    assert "Téléphone : 0611223344" in words
    assert "Note : appelée" in words
    assert screen.quarantine.isHidden()
    assert ("done", "Opération abandonnée.") in place.calls


def test_every_page_of_what_was_put_aside_is_reached(
    place: Place, linked: LinkedDesk, qtbot: QtBot
) -> None:
    centre = linked.cable.centre
    assert isinstance(centre, MemoryCentre)
    with place.desk.unit() as unit:
        found = [new_person(place.desk.context, f"Nom {count}") for count in range(PAGE + 2)]
        for each in found:
            unit.people.add(each)
        unit.commit()
    centre.refuses = {each.id for each in found}
    linked.sync()
    part = open_screen(place, EngineAtHand(linked), qtbot).quarantine
    assert (len(part.list.lines()), part.more.isHidden()) == (PAGE, False)

    part.more.click()
    assert (len(part.list.lines()), part.more.isHidden()) == (PAGE + 2, True)
    part.list.choose(PAGE + 1)
    part.again.click()

    assert len(part.list.lines()) == PAGE + 1


@pytest.mark.parametrize("kind", [*OpKind])
def test_giving_up_says_what_becomes_of_each_kind(place: Place, kind: OpKind) -> None:
    words = RefusedWords(place.work.tr, place.work.labels)
    fields: dict[str, JsonValue] = {"family_name": "Traoré", "birth": "1987-04-12", "town": ""}
    operation = RefusedOperation(
        dseq=1, op=UUID(int=1), word="person", record_id=UUID(int=2), kind=kind,
        code=None, actor=None, recorded_at=AT, decided_at=AT, fields=fields,
    )  # fmt: skip

    said = plain(words.giving_up(RefusedLine(operation, "", "Aminata Traoré")).consequence)

    assert ("Naissance : 12 avril 1987" in said) is (kind is not OpKind.DELETE)
    assert ("Ville" in said) is (kind is OpKind.PATCH)


def test_disputed_values_are_counted_and_one_press_away(
    place: Place, linked: LinkedDesk, qtbot: QtBot
) -> None:
    person = add(linked)
    dispute(place.desk, person.id, "phone", "", "0611223344")
    screen = open_screen(place, EngineAtHand(linked), qtbot)

    assert plain(screen.disputes.count.text()) == "1 valeur à départager"
    screen.disputes.button.click()

    assert ("open_conflicts", ()) in place.calls
