"""The press of the desk: opened once, got ready from another thread, dressed at any moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from mairie_quartier.bootstrap import OFFICE_ZONE
from mairie_quartier.documents.desk_press import DeskPress
from mairie_quartier.documents.fonts import FontShelf
from mairie_quartier.domain.papers import PaperOrder
from tests.domain.paper_facts import acknowledgement

DARI = PaperOrder(language="prs")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Write down the font files that are opened."""
    names: list[str] = []
    opening = FontShelf._open

    def noted(shelf: FontShelf, place: str) -> object:
        names.append(place.rpartition("/")[2])
        return opening(shelf, place)

    monkeypatch.setattr(FontShelf, "_open", noted)
    return names


def test_a_press_got_ready_draws_the_same_paper() -> None:
    content = acknowledgement()
    ready, cold = DeskPress(OFFICE_ZONE), DeskPress(OFFICE_ZONE)
    ready.get_ready()
    ready.get_ready("prs")

    assert ready.receipt(content, DARI).data == cold.receipt(content, DARI).data


def test_the_faces_of_the_visit_are_opened_before_its_paper(opened: list[str]) -> None:
    press = DeskPress(OFFICE_ZONE)

    press.get_ready("prs")

    assert {"NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold"} <= set(opened)


def test_no_other_face_is_opened_for_nothing(opened: list[str]) -> None:
    DeskPress(OFFICE_ZONE).get_ready()

    assert not [name for name in opened if name.startswith("NotoNaskh")]


@pytest.mark.parametrize("language", ["zzz", "fra", ""])
def test_a_language_without_papers_is_no_trouble(language: str) -> None:
    press = DeskPress(OFFICE_ZONE)
    press.get_ready(language)

    assert press.receipt(acknowledgement(), PaperOrder(language=language)).translation is None


@pytest.mark.parametrize("at_work", [True, False])
def test_a_press_stamps_whether_it_is_open_or_not(*, at_work: bool) -> None:
    content, press = acknowledgement(), DeskPress(OFFICE_ZONE)
    plain = DeskPress(OFFICE_ZONE).receipt(content, DARI)
    if at_work:
        press.get_ready()

    press.stamp("SANS VALEUR")

    assert press.receipt(content, DARI).data != plain.data


def test_many_threads_open_one_press(opened: list[str]) -> None:
    press = DeskPress(OFFICE_ZONE)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(press.get_ready, [None] * 8))

    assert opened.count("AtkinsonHyperlegibleNext-Regular") == 1
