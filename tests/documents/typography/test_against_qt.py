"""Every language as Qt sets it: the same glyphs, in the same order, at the same places."""

from collections.abc import Iterator

import pytest
import uharfbuzz as hb
from pytestqt.qtbot import QtBot

from mairie_quartier import paths
from mairie_quartier.documents.fonts import FontShelf, Weight
from mairie_quartier.documents.typography import Line, Style, Typesetter
from mairie_quartier.ui.singletons import hold_singletons
from tests.documents.typography.qt_rendering import SIZE, Placed, glyphs_of_qt, our_glyphs
from tests.documents.typography.samples import Sample, read_samples

# In pixels at 200 to the em, over a line of some 13,000: kerning with a space is not ours.
ASIDE = 0.06 * SIZE


@pytest.fixture(scope="module")
def shelf() -> FontShelf:
    return FontShelf(paths.resources() / "fonts")


@pytest.fixture(autouse=True)
def _singletons(qtbot: QtBot) -> Iterator[None]:
    hold_singletons()
    yield


def set_whole(shelf: FontShelf, sample: Sample, weight: Weight) -> tuple[Typesetter, Line]:
    setter = Typesetter(shelf, language=sample.tag, rtl=sample.right_to_left)
    (line,) = setter.lines(sample.text, Style(SIZE, SIZE, weight), 1e7)
    assert setter.warnings == []
    return setter, line


def compare(ours: list[Placed], theirs: list[Placed]) -> None:
    """Compare numbers, then places from the first glyph on: a margin is not of our line."""
    assert numbers(ours) == numbers(theirs)
    for one, other in zip(ours, theirs, strict=True):
        assert abs((one.x - ours[0].x) - (other.x - theirs[0].x)) < ASIDE
        assert abs(one.y - other.y) < 1


def numbers(glyphs: list[Placed]) -> list[int]:
    return [each.number for each in glyphs]


@pytest.mark.parametrize("weight", Weight)
@pytest.mark.parametrize("sample", read_samples(), ids=str)
def test_a_paragraph_has_the_glyphs_of_qt(shelf: FontShelf, sample: Sample, weight: Weight) -> None:
    setter, line = set_whole(shelf, sample, weight)

    (theirs,) = glyphs_of_qt(setter, sample.text, [line])

    compare(our_glyphs(line), theirs)


@pytest.mark.parametrize("width", [3500, 5200, 7100])
@pytest.mark.parametrize("sample", read_samples(), ids=str)
def test_each_line_of_a_broken_paragraph_has_the_glyphs_of_qt(
    shelf: FontShelf, sample: Sample, width: int
) -> None:
    setter = Typesetter(shelf, language=sample.tag, rtl=sample.right_to_left)
    lines = setter.lines(sample.text, Style(SIZE, SIZE), width)

    assert len(lines) > 1
    for line, theirs in zip(lines, glyphs_of_qt(setter, sample.text, lines), strict=True):
        compare(our_glyphs(line), theirs)


@pytest.mark.parametrize("code", ["arb", "ben", "tam", "hin", "prs"])
def test_text_without_shaping_is_told_from_qt(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    shaped = hb.shape

    def unshaped(font: hb.Font, buffer: hb.Buffer) -> None:
        buffer.script = "Zyyy"
        shaped(font, buffer, dict.fromkeys(("ccmp", "rlig", "calt", "liga", "mark", "kern"), False))

    monkeypatch.setattr("mairie_quartier.documents.shaping.hb.shape", unshaped)
    sample = next(each for each in read_samples() if each.code == code)
    setter, line = set_whole(FontShelf(paths.resources() / "fonts"), sample, Weight.REGULAR)

    assert numbers(our_glyphs(line)) != numbers(glyphs_of_qt(setter, sample.text, [line])[0])


@pytest.mark.parametrize("code", ["arb", "prs", "urd", "heb"])
def test_text_in_the_order_of_reading_is_told_from_qt(
    monkeypatch: pytest.MonkeyPatch, shelf: FontShelf, code: str
) -> None:
    monkeypatch.setattr(
        "mairie_quartier.documents.typography.direction.reorder",
        lambda levels: list(range(len(levels))),
    )
    sample = next(each for each in read_samples() if each.code == code)
    setter, line = set_whole(shelf, sample, Weight.REGULAR)

    assert numbers(our_glyphs(line)) != numbers(glyphs_of_qt(setter, sample.text, [line])[0])
