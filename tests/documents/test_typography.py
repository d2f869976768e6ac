"""Text on paper: what is cleaned, which face writes it, where lines break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mairie_quartier import paths
from mairie_quartier.documents.fonts import REPLACEMENT, FontShelf, Weight
from mairie_quartier.documents.typography import PaperFault, PaperWarning, Style, Typesetter

STYLE = Style(10, 14)
SHELF = FontShelf(paths.resources() / "fonts")


def faces(text: str) -> list[str]:
    (line,) = Typesetter(SHELF).lines(text, STYLE, 1000)
    return [run.face.name for run in line.runs]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200), st.integers(30, 300))
def test_any_text_is_set_within_the_width(text: str, width: int) -> None:
    lines = Typesetter(SHELF).lines(text, STYLE, width)
    assert lines
    assert all(line.width <= width + 0.01 for line in lines)


@given(st.text(alphabet="abc éÉœ’-—Жяễ", max_size=300), st.integers(30, 300))
def test_breaking_lines_loses_no_letter(text: str, width: int) -> None:
    lines = Typesetter(SHELF).lines(text, STYLE, width)
    kept = "".join(line.text for line in lines)
    assert kept.replace(" ", "") == text.replace(" ", "")


def test_no_line_is_broken_at_a_hard_space() -> None:
    lines = Typesetter(SHELF).lines("le 1er\u00a0mars\u00a02026", STYLE, 66)
    assert [line.text for line in lines] == ["le", "1er\u00a0mars\u00a02026"]


def test_a_word_is_written_by_one_face() -> None:
    assert faces("Nguyễn") == ["NotoSans-Regular"]
    assert faces("Élodie") == ["AtkinsonHyperlegibleNext-Regular"]


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("Шевченко", "NotoSans-Regular"),
        ("Ελένη", "NotoSans-Regular"),
        ("გიორგი", "NotoSansGeorgian-Regular"),
        ("አበበ", "NotoSansEthiopic-Regular"),
        ("Արամ", "NotoSansArmenian-Regular"),
    ],
)
def test_each_script_has_its_face(text: str, face: str) -> None:
    setter = Typesetter(SHELF)
    (line,) = setter.lines(text, STYLE, 1000)
    assert [run.face.name for run in line.runs] == [face]
    assert setter.warnings == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("👍", PaperFault.LETTER_REPLACED),
        ("👨‍👩‍👧", PaperFault.LETTER_REPLACED),
    ],
)
def test_what_cannot_be_drawn_right_is_told_once(text: str, fault: PaperFault) -> None:
    setter = Typesetter(SHELF)
    setter.lines(f"{text} {text}", STYLE, 1000)
    assert setter.warnings == [PaperWarning(fault, text)]


def test_a_letter_no_face_has_becomes_a_visible_sign() -> None:
    (line,) = Typesetter(SHELF).lines("Li 👍", STYLE, 1000)
    assert line.text == f"Li {REPLACEMENT}"


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\x00", "\x1b", "\u2066", "\ufeff"])
def test_invisible_characters_are_taken_out_and_told(hidden: str) -> None:
    setter = Typesetter(SHELF)
    (line,) = setter.lines(f"Ami{hidden}nata", STYLE, 1000)
    assert line.text == "Aminata"
    assert setter.warnings == [PaperWarning(PaperFault.INVISIBLE_REMOVED, "Aminata")]


def test_accents_typed_apart_are_composed() -> None:
    (line,) = Typesetter(SHELF).lines("Ame\u0301lie", STYLE, 1000)
    assert line.text == "Amélie"


def test_bold_is_wider_than_regular() -> None:
    regular = SHELF.main(Weight.REGULAR).width("Récépissé", 10)
    assert SHELF.main(Weight.BOLD).width("Récépissé", 10) > regular


def test_a_language_whose_letters_the_main_face_lacks_keeps_to_one_face() -> None:
    setter = Typesetter(SHELF, language="ln")
    texts = ["Mokɔlɔ ya libosó na mboka", "Bordeaux", "ndáko"]
    lines = [line for text in texts for line in setter.lines(text, STYLE, 500)]
    assert {run.face.name for line in lines for run in line.runs} == {"NotoSans-Regular"}
