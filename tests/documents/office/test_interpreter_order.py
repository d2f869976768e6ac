"""Orders to interpreting providers: enough to book, nothing of who it is for."""

from dataclasses import replace

import pytest

from mairie_quartier.documents.office.press import OfficePress
from mairie_quartier.domain.interpreting import Way
from tests.documents.office.drawing import office_press, read
from tests.domain.office_facts import open_order, order


@pytest.fixture(scope="module")
def press() -> OfficePress:
    return office_press()


def test_order_holds_on_one_page_with_all_that_books(press: OfficePress) -> None:
    (page,) = read(press.draw(order())).pages

    for said in (
        "Dari",
        "pachto du Nord",
        "Sur place",
        "Une femme",
        "lundi 9 mars 2026",
        "14 h 30",
        "45 minutes",
        "12 place des Exemples",
        "05 00 00 00 12",
        "Convention 2026-014",
        "A. T.",
        "Confidentialité",
        "Impartialité",
        "Fidélité",
        "Un enfant n’interprète jamais",
        order().reference,
    ):
        assert said in page


def test_open_order_leaves_lines_to_write_the_booking_on(press: OfficePress) -> None:
    (page,) = read(press.draw(open_order())).pages

    assert "Durée prévue" in page
    assert "lundi" not in page.split("L’interprète")[0].split("Le demandeur")[0]


@pytest.mark.parametrize(
    ("minutes", "said", "unsaid"),
    [
        (60, "", "une pause est prévue"),
        (90, "une pause est prévue", "deux interprètes"),
        (150, "deux interprètes", "trois"),
    ],
)
def test_long_signing_asks_for_breaks_then_for_a_second_interpreter(
    press: OfficePress, minutes: int, said: str, unsaid: str
) -> None:
    text = read(press.draw(order(Way.SIGN_LANGUAGE, minutes))).text

    assert said in text
    assert unsaid not in text


def test_anonymous_order_has_no_initials(press: OfficePress) -> None:
    assert "sans nom" in read(press.draw(replace(order(), initials=""))).text
