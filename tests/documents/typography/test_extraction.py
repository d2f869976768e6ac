"""Text taken out of a file: every language in the order it is read, letter for letter."""

import re
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from mairie_quartier import paths
from mairie_quartier.documents.fonts import FontShelf, Weight
from mairie_quartier.documents.ink import Description, Ink
from mairie_quartier.documents.sheet import GEOMETRIES, Words
from mairie_quartier.documents.typography import Style, Typesetter
from mairie_quartier.domain.papers import PageSize
from tests.documents.typography.samples import Sample, read_samples

PAGE = GEOMETRIES[PageSize.A4]
STYLE = Style(11, 17)
WIDTHS = (PAGE.text_width, 180.0)
# What steers, and the joiner that one of the programs leaves out.
STEERING = re.compile("[\u200c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Where a line of Chinese ends, no space is meant.
BESIDE_HAN = re.compile("(?<=[\u3000-\u9fff\uff00-\uffef]) | (?=[\u3000-\u9fff\uff00-\uffef])")
PRESENTATION_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")


@pytest.fixture(scope="module")
def shelf() -> FontShelf:
    return FontShelf(paths.resources() / "fonts")


def plain(text: str) -> str:
    return BESIDE_HAN.sub("", " ".join(STEERING.sub("", text).split()))


def draw(shelf: FontShelf, width: float) -> bytes:
    """Draw each sample, its name and its paragraph, on a page of its own."""
    ink = Ink(PAGE, Description("", "", "", "fr"), face=shelf.main(Weight.REGULAR).name)
    for sample in read_samples():
        setter = Typesetter(shelf, language=sample.tag, rtl=sample.right_to_left)
        y = PAGE.height - PAGE.top
        for text in (sample.name, sample.text):
            for line in setter.lines(text, STYLE, width):
                x = width - line.width if sample.right_to_left else 0.0
                ink.words([(Words(line, STYLE.size, x, 0.0), y)])
                y -= STYLE.leading
        ink.turn()
    return ink.finish()


@pytest.fixture(scope="module", params=WIDTHS)
def file(shelf: FontShelf, request: pytest.FixtureRequest) -> bytes:
    return draw(shelf, request.param)


@pytest.fixture(scope="module")
def by_pypdf(file: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(file)).pages]


@pytest.fixture(scope="module")
def by_poppler(file: bytes, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    path: Path = tmp_path_factory.mktemp("extraction") / "samples.pdf"
    path.write_bytes(file)
    done = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True)
    return done.stdout.decode("utf-8").split("\f")


@pytest.mark.parametrize(("rank", "sample"), [*enumerate(read_samples())], ids=str)
def test_the_text_is_taken_out_as_it_was_given(
    by_pypdf: list[str], by_poppler: list[str], rank: int, sample: Sample
) -> None:
    given = plain(f"{sample.name} {sample.text}")
    assert plain(by_pypdf[rank]) == given
    assert plain(by_poppler[rank]) == given


def test_a_mark_before_a_hard_space_stays_with_its_word(shelf: FontShelf) -> None:
    sentence = "۲ ماه (CRPA، مادهٔ\u00a0L231-4)."
    (line,) = Typesetter(shelf, language="fa-AF", rtl=True).lines(sentence, STYLE, 400)
    ink = Ink(PAGE, Description("", "", "", "fa-AF"), face=shelf.main(Weight.REGULAR).name)
    ink.words([(Words(line, STYLE.size, 0.0, 0.0), 700.0)])
    ink.turn()
    assert plain(PdfReader(BytesIO(ink.finish())).pages[0].extract_text()) == plain(sentence)


def test_no_letter_is_given_by_its_presentation_form(
    by_pypdf: list[str], by_poppler: list[str]
) -> None:
    assert not any(PRESENTATION_FORMS.search(text) for text in by_pypdf + by_poppler)


def test_the_same_paragraphs_give_the_same_file(shelf: FontShelf, file: bytes) -> None:
    width = next(each for each in WIDTHS if draw(shelf, each) == file)
    assert draw(FontShelf(paths.resources() / "fonts"), width) == file


def test_a_name_of_another_direction_keeps_its_place(shelf: FontShelf) -> None:
    sentences = ["Bonjour محمد علي (né le 3 mars).", "Reçu de רחל לוי, 12 rue du Lac."]
    ink = Ink(PAGE, Description("", "", "", "fr"), face=shelf.main(Weight.REGULAR).name)
    for rank, sentence in enumerate(sentences):
        (line,) = Typesetter(shelf).lines(sentence, STYLE, PAGE.text_width)
        ink.words([(Words(line, STYLE.size, 0.0, 0.0), 700.0 - rank * STYLE.leading)])
    ink.turn()
    text = PdfReader(BytesIO(ink.finish())).pages[0].extract_text()
    # A program sees a gap where the direction changes, and may take it for a space.
    assert plain(text).replace(" ,", ",") == " ".join(sentences)
