"""An anonymous visit gets its person afterwards, from the request's page."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.agents import Role
from mairie_quartier.ui.screens.requests import RequestScreen
from tests.builders import need, person_form
from tests.ui.screens.workplaces import Place, make_place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return make_place(tmp_path)


def test_new_file_is_opened_from_what_is_typed(place: Place, qtbot: QtBot) -> None:
    visit = place.register(need())
    screen = RequestScreen(place.work)
    qtbot.addWidget(screen)
    screen.open(visit.requests[0].id)
    assert not screen.naming.isHidden()

    screen.naming.entry.setText("Nguyễn Thị Ánh 12/5/1987")
    screen.naming.entry.textEdited.emit(screen.naming.entry.text())
    screen.naming.choices.opened.emit(len(screen.naming.choices.lines()) - 1)

    with place.desk.context.open() as unit:
        kept = unit.visits.get(visit.visit.id)
        assert kept.person_id is not None
        person = unit.people.get(kept.person_id)
        assert unit.requests.get(visit.requests[0].id).person_id == person.id
    assert "Nguyễn" in f"{person.family_name} {person.first_names}"
    assert person.birth is not None
    assert ("saved", "Le passage porte maintenant un nom") in place.calls


def test_known_person_is_masked_until_chosen(place: Place, qtbot: QtBot) -> None:
    known = place.register(need(), person=person_form()).person
    visit = place.register(need())
    assert known is not None
    screen = RequestScreen(place.work)
    qtbot.addWidget(screen)
    screen.open(visit.requests[0].id)

    screen.naming.entry.textEdited.emit(f"{known.family_name} {known.first_names}")
    first = screen.naming.choices.lines()[0]
    assert known.family_name not in first.title
    screen.naming.choices.opened.emit(0)

    with place.desk.context.open() as unit:
        assert unit.visits.get(visit.visit.id).person_id == known.id


def test_named_visit_and_reader_are_not_offered_it(place: Place, qtbot: QtBot) -> None:
    named = place.register(need(), person=person_form())
    anonymous = place.register(need())
    screen = RequestScreen(place.work)
    reader = RequestScreen(place.as_roles(Role.DPO))
    for each in (screen, reader):
        qtbot.addWidget(each)

    screen.open(named.requests[0].id)
    reader.open(anonymous.requests[0].id)

    assert screen.naming.isHidden()
    assert reader.naming.isHidden()
