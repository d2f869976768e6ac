"""The languages of the papers: whom each serves, and how it is written."""

import unicodedata

import pytest

from mairie_quartier.domain.languages import LANGUAGES
from mairie_quartier.domain.paper_languages import (
    PAPER_LANGUAGES,
    PaperLanguage,
    Script,
    paper_language,
)

LETTERS = {
    Script.LATIN: "LATIN",
    Script.ARABIC: "ARABIC",
    Script.CYRILLIC: "CYRILLIC",
    Script.ETHIOPIC: "ETHIOPIC",
    Script.GEORGIAN: "GEORGIAN",
    Script.ARMENIAN: "ARMENIAN",
    Script.BENGALI: "BENGALI",
    Script.TAMIL: "TAMIL",
    Script.HAN: "CJK",
}


def test_there_are_enough_languages_and_scripts() -> None:
    assert len(PAPER_LANGUAGES) >= 27
    assert {each.script for each in PAPER_LANGUAGES} == set(Script) == set(LETTERS)


def test_each_code_of_exchange_leads_to_one_language() -> None:
    served = [code for each in PAPER_LANGUAGES for code in each.codes]

    assert len(served) == len(set(served))
    assert set(served) <= {each.code for each in LANGUAGES}
    assert all(paper_language(code) is each for each in PAPER_LANGUAGES for code in each.codes)


@pytest.mark.parametrize(
    ("code", "catalogue"),
    [("apc", "ar"), ("prs", "fa_AF"), ("pes", "fa"), ("pbt", "ps"), ("aln", "sq"), ("kmr", "ku")],
)
def test_variety_is_served_by_its_language(code: str, catalogue: str) -> None:
    language = paper_language(code)

    assert language is not None
    assert language.catalogue == catalogue


@pytest.mark.parametrize("code", ["fra", "ckb", "pnb", "bam", "fsl", "", "xxx"])
def test_language_without_papers_is_not_given_a_neighbour(code: str) -> None:
    assert paper_language(code) is None


@pytest.mark.parametrize("each", PAPER_LANGUAGES, ids=lambda each: each.catalogue)
def test_name_and_question_are_in_the_language_s_letters(each: PaperLanguage) -> None:
    letters = [letter for letter in each.own + each.question if letter.isalpha()]

    assert each.question
    assert all(unicodedata.name(letter).startswith(LETTERS[each.script]) for letter in letters)
    assert unicodedata.is_normalized("NFC", each.own + each.question)
    assert each.right_to_left == (unicodedata.bidirectional(each.own[0]) == "AL")
