"""The languages of the card: each one once, in a lasting order, found by any of its names."""

import pytest

from mairie_quartier.domain.language_card import card_tongues, find_tongue, search_tongues
from mairie_quartier.domain.languages import LANGUAGES
from mairie_quartier.domain.paper_languages import PAPER_LANGUAGES, paper_language


def test_each_language_of_the_field_has_one_place() -> None:
    codes = [each.code for each in card_tongues()]
    served = {each.code for each in PAPER_LANGUAGES}
    # "Peul" and "swahili" without precision lead to their languages on the card.
    others = {each.code for each in LANGUAGES if paper_language(each.code) is None}

    assert len(codes) == len(set(codes))
    assert set(codes) == (served | others) - {"ful", "swa"}


def test_numbers_follow_each_other_and_are_typed_with_two_digits() -> None:
    assert [each.number for each in card_tongues()] == list(range(1, len(card_tongues()) + 1))
    assert {len(each.typed_number) for each in card_tongues()} == {2}
    assert card_tongues()[0].typed_number == "01"


def test_languages_with_papers_come_first_french_before_all() -> None:
    written = [each.on_paper for each in card_tongues()]

    assert card_tongues()[0].code == "fra"
    assert written == sorted(written, reverse=True)
    assert sum(written) == len(PAPER_LANGUAGES) + 1
    assert card_tongues()[-1].code == "fsl"


@pytest.mark.parametrize(
    ("code", "shown"), [("apc", "ara"), ("pbu", "pus"), ("prs", "prs"), ("bam", "bam")]
)
def test_variety_is_found_at_its_language(code: str, shown: str) -> None:
    found = find_tongue(code)

    assert found is not None
    assert found.code == shown


@pytest.mark.parametrize("code", [None, "", "zzz"])
def test_unknown_language_has_no_place(code: str | None) -> None:
    assert find_tongue(code) is None


@pytest.mark.parametrize(
    ("typed", "first"),
    [("d", "prs"), ("ALB", "sqi"), ("créole", "hat"), ("creole", "hat"), ("sorani", "ckb"),
     ("العر", "ara"), ("deut", ""), ("", "")],
)  # fmt: skip
def test_language_is_found_by_the_beginning_of_a_name(typed: str, first: str) -> None:
    assert next((each.code for each in search_tongues(typed)), "") == first
