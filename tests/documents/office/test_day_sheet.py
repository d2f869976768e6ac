"""The day sheet: what is known, and room to go on by hand."""

from dataclasses import replace

import pytest

from mairie_quartier.documents.office.day_sheet import BLANK_VISITS
from mairie_quartier.documents.office.press import OfficePress
from tests.documents.office.drawing import office_press, read
from tests.domain.office_facts import day_sheet


@pytest.fixture(scope="module")
def press() -> OfficePress:
    return office_press()


def test_sheet_tells_what_is_due_and_who_came(press: OfficePress) -> None:
    text = read(press.draw(day_sheet())).text

    for said in (
        "Lundi 2 mars 2026",
        "Interprète à trouver : dari",
        "Ne pas appeler",
        "Traoré Aminata 1",
        "Domiciliation",
        "10 h 42",
        "Détruisez-la",
    ):
        assert said in text


def test_appointments_come_first_with_hour_and_place(press: OfficePress) -> None:
    text = read(press.draw(day_sheet())).text

    assert text.index("Rendez-vous du jour") < text.index("À faire aujourd’hui")
    for said in ("9 h 30", "Ndiaye Fatou", "06 39 98 00 05", "14 h 30", "Promofemmes, Mme Costa"):
        assert said in text


def test_a_day_without_appointments_has_no_heading_for_them(press: OfficePress) -> None:
    quiet = replace(day_sheet(), appointments=())

    assert "Rendez-vous du jour" not in read(press.draw(quiet)).text


def test_blank_visits_have_the_fields_of_intake_and_are_never_cut(press: OfficePress) -> None:
    drawn = read(press.draw(day_sheet()))

    assert drawn.text.count("Nom, prénoms") == BLANK_VISITS
    for page in drawn.pages:
        fields = ("Heure", "Nom, prénoms", "Besoin ", "Pièces reçues", "Note")
        counts = [page.count(field) for field in fields[1:2] + fields[3:]]
        assert len(set(counts)) == 1


def test_a_busy_day_goes_on_over_pages(press: OfficePress) -> None:
    drawn = read(press.draw(day_sheet(visits=60)))

    assert len(drawn.pages) > 3
    assert "Traoré Aminata 59" in drawn.text
