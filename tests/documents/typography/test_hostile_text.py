"""Any text at all is set: whole, within its width, as text, and what was left out is told."""

import unicodedata
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from mairie_quartier import paths
from mairie_quartier.documents.fonts import REPLACEMENT, FontShelf, Weight
from mairie_quartier.documents.ink import Description, Ink
from mairie_quartier.documents.sheet import GEOMETRIES, Words
from mairie_quartier.documents.typography import PaperFault, PaperWarning, Style, Typesetter
from mairie_quartier.domain.papers import PageSize
from tests.documents.typography.samples import read_samples

STYLE = Style(10, 14)
SHELF = FontShelf(paths.resources() / "fonts")
WORDS = [word for sample in read_samples() for word in sample.text.split()]
MIXED = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.text(
            alphabet="سلاملله\u200c\u200d\u202eabc é12/-(ِّ\u0301\u2067\u2069한字。《", max_size=12
        ),
        st.sampled_from(
            ["<b>", "&amp;", "👨‍👩‍👧", "\u202e", "\u2066", "\x00", "\n", "क्ष", "\u0e01\u0e33"]
        ),
    ),
    max_size=12,
).map(" ".join)
FEW = settings(max_examples=60, derandomize=True, deadline=None)


def printable(text: str) -> str:
    """Give the letters, digits and signs that a paper must show."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(each for each in composed if unicodedata.category(each)[0] in "LNPS")


@FEW
@given(MIXED, st.integers(40, 300), st.booleans())
def test_no_letter_is_lost_nor_read_as_markup(text: str, width: int, right: bool) -> None:
    setter = Typesetter(SHELF, rtl=right)
    lines = setter.lines(text, STYLE, width)
    shown = "".join(line.text for line in lines)
    told = any(warning.fault is PaperFault.LETTER_REPLACED for warning in setter.warnings)
    if told:
        assert REPLACEMENT in shown
    else:
        assert printable(shown) == printable(text)


@FEW
@given(MIXED, st.integers(40, 300), st.booleans())
def test_no_line_is_wider_than_its_column(text: str, width: int, right: bool) -> None:
    for line in Typesetter(SHELF, rtl=right).lines(text, STYLE, width):
        assert line.width <= width + 0.01
        assert sum(run.width for run in line.runs) == pytest.approx(line.width)


@FEW
@given(MIXED, st.booleans())
def test_runs_stand_beside_each_other_without_overlap(text: str, right: bool) -> None:
    for line in Typesetter(SHELF, rtl=right).lines(text, STYLE, 200):
        end = 0.0
        for run in sorted(line.runs, key=lambda run: run.x):
            assert run.x == pytest.approx(end, abs=0.01)
            end = run.x + run.width


@FEW
@given(st.lists(MIXED, max_size=3))
def test_any_text_is_drawn(texts: list[str]) -> None:
    page = GEOMETRIES[PageSize.A4]
    ink = Ink(page, Description("", "", "", "fr"), face=SHELF.main(Weight.REGULAR).name)
    for text in texts:
        for line in Typesetter(SHELF).lines(text, STYLE, 200):
            ink.words([(Words(line, STYLE.size, 0.0, 0.0), 400.0)])
    ink.turn()
    assert len(PdfReader(BytesIO(ink.finish())).pages) == 1


@pytest.mark.parametrize(
    "attack",
    [
        "Jean \u202egnp.exe",
        "\u202dabc\u202c",
        "\u202bAli\u202c",
        "Ali\u2069",
        "\u2067Ali",
        "a\ufeffb\u206ac",
    ],
)
def test_a_name_cannot_turn_the_paper_round(attack: str) -> None:
    setter = Typesetter(SHELF)
    (line,) = setter.lines(f"Reçu de {attack} le 3 mars", STYLE, 1000)
    assert line.text.endswith(" le 3 mars")
    assert all(run.level == 0 for run in line.runs)
    assert [warning.fault for warning in setter.warnings] == [PaperFault.INVISIBLE_REMOVED]


def test_a_whole_isolate_is_no_attack() -> None:
    setter = Typesetter(SHELF)
    (line,) = setter.lines("Reçu de \u2068Aminata\u2069 le 3 mars", STYLE, 1000)
    assert line.text == "Reçu de Aminata le 3 mars"
    assert setter.warnings == []


@pytest.mark.parametrize("letter", ["a", "س", "字", "ক", "ก", "ა"])
def test_a_name_of_300_letters_is_printed_whole(letter: str) -> None:
    lines = Typesetter(SHELF).lines(letter * 300, STYLE, 120)
    assert "".join(line.text for line in lines) == letter * 300
    assert all(line.width <= 120 for line in lines)


@pytest.mark.parametrize("base", ["e", "ب"])
def test_a_pile_of_marks_stays_on_its_letter(base: str) -> None:
    mark = "\u0301" if base == "e" else "\u064e"
    lines = Typesetter(SHELF).lines(base + mark * 100, STYLE, 60)
    assert len(lines) == 1
    assert unicodedata.normalize("NFD", lines[0].text) == base + mark * 100


@pytest.mark.parametrize("emoji", ["👍", "👨‍👩‍👧‍👦", "🇫🇷", "❤‍🔥", "👋🏾"])
def test_an_emoji_is_one_visible_sign_and_told_once(emoji: str) -> None:
    setter = Typesetter(SHELF)
    (line,) = setter.lines(f"Merci {emoji} !", STYLE, 1000)
    assert line.text == f"Merci {REPLACEMENT} !"
    assert setter.warnings == [PaperWarning(PaperFault.LETTER_REPLACED, emoji)]


def test_joiners_reach_the_shaper() -> None:
    def drawn(text: str) -> list[int]:
        (line,) = Typesetter(SHELF, rtl=True).lines(text, STYLE, 1000)
        return [glyph.number for run in line.runs for glyph in run.glyphs]

    assert drawn("می\u200cخواهم") != drawn("میخواهم")
    assert drawn("ক\u09cd\u200dষ") != drawn("ক\u09cdষ")
