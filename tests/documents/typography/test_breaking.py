"""Where lines end, in scripts with spaces and without."""

import pytest
import regex

from mairie_quartier import paths
from mairie_quartier.documents.fonts import FontShelf
from mairie_quartier.documents.typography import Style, Typesetter
from tests.documents.typography.samples import read_samples

STYLE = Style(10, 14)
SHELF = FontShelf(paths.resources() / "fonts")
NEVER_FIRST = "，。、；：？！）》”’」』】〉…%％"
NEVER_LAST = "（《“‘「『【〈￥"


def broken(text: str, width: float, *, rtl: bool = False) -> list[str]:
    return [line.text for line in Typesetter(SHELF, rtl=rtl).lines(text, STYLE, width)]


@pytest.mark.parametrize("code", ["arb", "ckb", "rus", "hin"])
def test_a_telephone_number_is_not_parted_in_any_script(code: str) -> None:
    sample = next(each for each in read_samples() if each.code == code)
    for width in range(150, 400, 25):
        lines = broken(sample.text, width, rtl=sample.right_to_left)
        assert any("05 56 10 20 30" in line for line in lines)


@pytest.mark.parametrize("width", range(62, 200, 7))
def test_chinese_breaks_between_characters_but_not_before_a_closing_sign(width: int) -> None:
    text = "请带来“身份证”（原件），并在2026年3月12日之前、上午10点到《市政厅》。谢谢！"
    lines = broken(text, width)
    assert "".join(lines) == text
    assert len(lines) > 1
    assert not any(line[0] in NEVER_FIRST for line in lines[1:])
    assert not any(line[-1] in NEVER_LAST for line in lines[:-1])


def test_chinese_fills_its_lines() -> None:
    lines = Typesetter(SHELF).lines("这是一个没有空格的很长的句子" * 5, STYLE, 100)
    assert all(line.width > 85 for line in lines[:-1])


@pytest.mark.parametrize("code", ["arb", "prs", "rus", "amh", "ben", "tam", "kat", "vie"])
def test_words_are_not_parted(code: str) -> None:
    sample = next(each for each in read_samples() if each.code == code)
    lines = broken(sample.text, 150, rtl=sample.right_to_left)
    assert len(lines) > 2
    assert " ".join(lines) == sample.text


@pytest.mark.parametrize(
    "whole",
    [
        "05 56 10 20 30",
        "12\u00a0mars\u00a02026",
        "05\u00a056\u00a010",
        "Jean-Pierre",
        "BAC2-26-000042-K",
    ],
)
def test_what_belongs_together_stays_together(whole: str) -> None:
    for width in range(110, 160, 10):
        assert any(whole in line for line in broken(f"le mot et {whole} puis la suite", width))


@pytest.mark.parametrize(
    "name", ["สมชายใจดีมีสุขภาพแข็งแรง", "ສົມພອນແກ້ວມະນີວົງ", "សុខសុវណ្ណារិទ្ធ", "အောင်ဆန်းစုကြည်"]
)
def test_a_name_without_spaces_is_cut_between_letters_a_reader_sees(name: str) -> None:
    lines = broken(name, 40)
    assert "".join(lines) == name
    clusters = regex.findall(r"\X", name)
    assert [cluster for line in lines for cluster in regex.findall(r"\X", line)] == clusters
