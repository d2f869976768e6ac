"""Handing a file over from its page, by keyboard, on a real store linked to a centre in memory."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.identifiers import OfficeId, new_id
from mairie_quartier.domain.operations import DeskId
from mairie_quartier.domain.people import Kinship, Person
from mairie_quartier.domain.synchronising import Link
from mairie_quartier.services import handover, people
from mairie_quartier.services.handover import Order
from mairie_quartier.ui.frame import MainFrame, ScreenEntry
from mairie_quartier.ui.screens.people import PersonScreen
from mairie_quartier.ui.theme.tokens import Appearance, Scheme
from mairie_quartier.ui.widgets.confirm import ConfirmDialog
from mairie_quartier.ui.widgets.texts import Label
from tests.builders import new_person
from tests.sync.desks import Cable, LinkedDesk
from tests.sync.memory_centre import MemoryCentre
from tests.ui.screens.people.person_at_work import come, kept, press, show, type_over
from tests.ui.screens.people.stage import Stage, set_stage
from tests.ui.screens.workplaces import plain
from tests.ui.walk import walk_in_every_look

LOOKS = [Appearance(Scheme.CONTRAST, 200)]
OTHER = OfficeId(new_id())
NAME = "Mairie de quartier de Caudéran"
WHY = "A déménagé rue des Essais"


def link(stage: Stage) -> None:
    linked = LinkedDesk(stage.desk, Cable(MemoryCentre()))
    linked.store.enrol(Link("https://c.example.org", DeskId(new_id()), "secret"), None, None)


def plan_other_office(stage: Stage) -> None:
    with stage.desk.unit() as unit:
        own = unit.offices.get(stage.desk.context.office.id)
        unit.offices.add(replace(own, id=OTHER, code="CAU", name=NAME))
        unit.commit()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = set_stage(tmp_path / "desk")
    link(stage)
    plan_other_office(stage)
    yield stage
    stage.desk.close()


def give_a_mate(stage: Stage, person: Person) -> Person:
    mate = new_person(stage.desk.context, first_names="Moussa")
    people.add_person(stage.desk.context, mate)
    people.link_people(stage.desk.context, person.id, mate.id, Kinship.PARTNER)
    return mate


def aim(stage: Stage, qtbot: QtBot, person: Person) -> PersonScreen:
    """Open the tab by its key and choose the other office by keyboard."""
    screen = show(stage, qtbot, person)
    press(screen, Qt.Key.Key_T)
    page = screen.handover_page
    assert QApplication.focusWidget() is page.office
    QTest.keyClick(page.office, Qt.Key.Key_Down)
    return screen


def shown_facts(screen: PersonScreen) -> dict[str, str]:
    told = [plain(each.accessibleName()) for each in screen.handover_page.facts.findChildren(Label)]
    pairs = (each.partition(" : ") for each in told if " : " in each)
    return {name: value for name, _colon, value in pairs}


def question(screen: PersonScreen) -> ConfirmDialog:
    dialog = screen.findChild(ConfirmDialog)
    assert dialog is not None
    return dialog


def test_what_goes_is_shown_before_anything_is_done(stage: Stage, qtbot: QtBot) -> None:
    screen = aim(stage, qtbot, come(stage))

    facts = shown_facts(screen)

    assert facts["Fiche"] == "Aminata Traoré"
    assert facts["Passages"] == "1"
    assert facts["Demandes"] == "2, dont 2 en cours"
    assert "Interprètes" not in facts
    undecided = plain(screen.handover_page.undecided.text.text())
    assert "opérations pas encore envoyées partiront d’abord" in undecided


def test_a_file_is_handed_over_by_keyboard(stage: Stage, qtbot: QtBot) -> None:
    person = come(stage)
    screen = aim(stage, qtbot, person)
    page = screen.handover_page
    type_over(page.reason, WHY)
    QTest.keyClick(page.reason, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.give
    QTest.keyClick(page.give, Qt.Key.Key_Space)
    dialog = question(screen)

    QTest.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)

    file = kept(stage, person)
    (told,) = handover.past_handovers(stage.desk.context, file)
    assert (file.office_id, told.handover.reason) == (OTHER, WHY)
    assert plain(stage.navigator.said[-1]).startswith(f"Dossier confié à « {NAME} ».")
    assert screen.tabs.currentWidget() is screen.follow_up
    banner = plain(screen.follow_up.handover.text.text())
    assert "il quittera ce poste à la prochaine synchronisation" in banner
    assert screen.identity.read_only.text.text()
    assert not screen.tabs.isTabEnabled(screen.tabs.indexOf(screen.merge_page))


def test_it_is_confirmed_first_and_says_it_is_not_undone(stage: Stage, qtbot: QtBot) -> None:
    person = come(stage)
    screen = aim(stage, qtbot, person)
    type_over(screen.handover_page.reason, WHY)
    screen.handover_page.give.click()
    dialog = question(screen)

    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    told = plain(dialog.accessibleDescription())
    assert "ce poste ne verra plus ce dossier" in told
    assert "ne s’annule pas d’ici" in told
    assert "vous le confier à nouveau" in told
    assert "inscrits au journal" in told
    assert kept(stage, person).office_id == stage.desk.context.office.id


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("  ", "Dites pourquoi le dossier est confié."),
        ("Sécu 1 87 04 33 063 042 09", "numéro de sécurité sociale"),
    ],
)
def test_a_reason_that_will_not_do_is_said_beside_it(
    stage: Stage, qtbot: QtBot, reason: str, said: str
) -> None:
    screen = aim(stage, qtbot, come(stage))
    type_over(screen.handover_page.reason, reason)

    screen.handover_page.give.click()

    assert said in plain(screen.handover_page.reason_field.error.text())
    assert screen.findChild(ConfirmDialog) is None
    assert QApplication.focusWidget() is screen.handover_page.reason


def test_an_office_is_asked(stage: Stage, qtbot: QtBot) -> None:
    screen = show(stage, qtbot, come(stage))
    press(screen, Qt.Key.Key_T)

    screen.handover_page.give.click()

    assert screen.handover_page.office_field.error.text() == "Choisissez la mairie de quartier."


def test_who_stays_in_the_household_is_said_and_may_go_too(stage: Stage, qtbot: QtBot) -> None:
    person = come(stage)
    mate = give_a_mate(stage, person)
    screen = aim(stage, qtbot, person)
    page = screen.handover_page
    assert "Restent suivis ici, dans le même foyer : Moussa" in plain(page.undecided.text.text())

    QTest.keyClick(page.extent.buttons[0], Qt.Key.Key_Right)
    assert "Restent suivis ici" not in plain(page.undecided.text.text())
    type_over(page.reason, WHY)
    page.give.click()
    question(screen).agree.click()

    assert kept(stage, mate).office_id == OTHER
    assert plain(stage.navigator.said[-1]).startswith("2 dossiers confiés")


def test_the_receiving_office_reads_who_gave_the_file_and_why(stage: Stage, qtbot: QtBot) -> None:
    person = come(stage)
    handover.hand_over(stage.desk.context, Order(person.id, OTHER), WHY)
    arrived = kept(stage, person)
    own = stage.desk.context.office.id
    with stage.desk.unit() as unit:  # as the other office's PC has it
        unit.people.save(replace(arrived, office_id=own))
        unit.commit()

    screen = show(stage, qtbot, person)

    told = plain(screen.follow_up.handover.text.text())
    assert told.startswith("Dossier confié par Awa D., «")
    assert told.endswith(f"Raison : {WHY}")
    (line,) = screen.handover_page.past.lines()
    assert (line.detail, NAME in line.title) == (f"\u2068{WHY}\u2069", True)


def test_a_file_that_left_this_pc_says_so(stage: Stage, qtbot: QtBot) -> None:
    person = new_person(stage.desk.context)
    people.add_person(stage.desk.context, person)
    screen = show(stage, qtbot, person)
    with stage.desk.unit() as unit:
        unit.people.remove(unit.people.get(person.id))
        unit.commit()

    screen.refresh(frozenset({"person"}))

    assert stage.navigator.errors == []
    assert screen.gone.isVisible()
    assert screen.tabs.isHidden()
    assert screen.summary.name.text() == ""


def test_a_pc_that_stands_alone_says_what_to_do(tmp_path: Path, qtbot: QtBot) -> None:
    stage = set_stage(tmp_path / "alone")
    screen = show(stage, qtbot, come(stage))

    press(screen, Qt.Key.Key_T)

    said = plain(screen.handover_page.no_way.accessibleName())
    assert said.startswith("Ce poste n’est pas raccordé à la ville.")
    assert "Un administrateur peut le raccorder" in said
    assert stage.navigator.errors == []


def test_a_city_of_one_office_says_what_to_do(tmp_path: Path, qtbot: QtBot) -> None:
    stage = set_stage(tmp_path / "only")
    link(stage)
    screen = show(stage, qtbot, come(stage))

    press(screen, Qt.Key.Key_T)

    assert "aucune autre mairie de quartier" in plain(screen.handover_page.no_way.accessibleName())


def test_reception_agents_are_told_whose_matter_it_is(tmp_path: Path, qtbot: QtBot) -> None:
    stage = set_stage(tmp_path / "reception", Role.RECEPTION)
    screen = show(stage, qtbot, come(stage))
    place = screen.tabs.indexOf(screen.handover_page)

    press(screen, Qt.Key.Key_T)

    assert not screen.tabs.isTabEnabled(place)
    assert screen.tabs.tabToolTip(place) == "Réservé aux référents et aux responsables."
    assert screen.tabs.currentWidget() is screen.follow_up


def test_it_is_fit_for_every_eye_and_key(
    stage: Stage, qtbot: QtBot, appearance: QApplication
) -> None:
    person = come(stage)
    give_a_mate(stage, person)
    screen = PersonScreen(stage.work)
    frame = MainFrame(stage.work.tr, [ScreenEntry("one", "Accueil", "house", QWidget)])
    qtbot.addWidget(frame)
    frame.resize(1366, 768)
    frame.show()
    screen.open(person.id)
    frame.show_screen("person", screen=screen)
    frame.activateWindow()
    QTest.qWaitForWindowActive(frame)
    press(screen, Qt.Key.Key_T)
    screen.handover_page.office.choose(OTHER)
    assert walk_in_every_look(appearance, frame, LOOKS) == []
