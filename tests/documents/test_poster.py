"""The poster of the languages: one page, every language, the same bytes each time."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from mairie_quartier.documents.fonts import FontShelf
from mairie_quartier.documents.poster import draw_poster
from mairie_quartier.domain.language_card import PosterSheet, card_tongues
from mairie_quartier.i18n import Translator
from mairie_quartier.paths import resources, translations

A3_OVER_A4 = 297 / 210


@pytest.fixture(scope="module")
def shelf() -> FontShelf:
    return FontShelf(resources() / "fonts")


@pytest.fixture(scope="module")
def french() -> Translator:
    return Translator("fr", folder=translations())


def read(shelf: FontShelf, tr: Translator, sheet: PosterSheet) -> PdfReader:
    return PdfReader(BytesIO(draw_poster(shelf, tr, sheet)[0]))


def test_poster_names_every_language_with_the_number_of_the_card(
    shelf: FontShelf, french: Translator
) -> None:
    pages = read(shelf, french, PosterSheet.A4).pages
    text = " ".join(pages[0].extract_text().split())

    assert len(pages) == 1
    for each in card_tongues():
        assert f"{each.typed_number} · {each.french}" in text
    assert "Je ne sais pas lire" in text


def test_every_script_is_drawn_and_read_in_the_order_of_speech(
    shelf: FontShelf, french: Translator
) -> None:
    data, warnings = draw_poster(shelf, french, PosterSheet.A4)
    text = " ".join(PdfReader(BytesIO(data)).pages[0].extract_text().split())

    assert warnings == ()
    for each in card_tongues():
        assert each.own in text
        assert " ".join(each.question.split()) in text


def test_a3_is_the_same_page_enlarged(shelf: FontShelf, french: Translator) -> None:
    small = read(shelf, french, PosterSheet.A4).pages[0]
    large = read(shelf, french, PosterSheet.A3).pages[0]

    assert float(large.mediabox.width / small.mediabox.width) == pytest.approx(
        A3_OVER_A4, abs=0.001
    )
    assert large.extract_text().split() == small.extract_text().split()


def test_same_poster_gives_the_same_bytes(shelf: FontShelf, french: Translator) -> None:
    first, _ = draw_poster(shelf, french, PosterSheet.A4)

    assert draw_poster(shelf, french, PosterSheet.A4)[0] == first
