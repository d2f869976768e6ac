"""The order of reading: levels, what is kept apart, and the order on a line."""

import pytest

from mairie_quartier.documents.typography.direction import (
    begins_right,
    embedding_levels,
    isolated,
    reorder,
)


@pytest.mark.parametrize(
    ("text", "right", "levels"),
    [
        ("abc", False, [0, 0, 0]),
        ("سلام", True, [1, 1, 1, 1]),
        ("س ab 12", True, [1, 1, 2, 2, 2, 2, 2]),
        ("س ١٢", True, [1, 1, 2, 2]),
        ("a (س) b", False, [0, 0, 0, 1, 0, 0, 0]),
        ("س\u2066a\u2069", True, [1, 1, 2, 1]),
        ("𞤀a", True, [1, 2]),
    ],
)
def test_each_letter_has_its_level(text: str, right: bool, levels: list[int]) -> None:
    assert embedding_levels(text, begins_right=right) == levels


def test_the_written_form_of_the_levels_cannot_be_forged() -> None:
    forged = 'س", levels: [ Level( 9, ), ], paragraphs: ['
    assert max(embedding_levels(forged, begins_right=True)) == 2


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("تلفن +33 5 56 10 20 30 است", "تلفن ⟨+33 5 56 10 20 30⟩ است"),
        ("تاریخ 12/03/2026، ساعت 10:42", "تاریخ ⟨12/03/2026⟩، ساعت ⟨10:42⟩"),
        ("آقای Jean-Pierre Élan (Bordeaux) آمد", "آقای ⟨Jean-Pierre Élan⟩ (⟨Bordeaux⟩) آمد"),
        ("شماره BAC2-26-000042-K", "شماره ⟨BAC2-26-000042-K⟩"),
        ("نشانی accueil@ville.example است", "نشانی ⟨accueil@ville.example⟩ است"),
        ("در 3 mars 2026 بود", "در ⟨3 mars 2026⟩ بود"),
        ("مادهٔ\u00a0L231-4", "مادهٔ\u00a0⟨L231-4⟩"),
        ("۱۲/۳/۲۰۲۶", "⟨۱۲/۳/۲۰۲۶⟩"),
        ("3, 4 و 5", "⟨3⟩, ⟨4⟩ و ⟨5⟩"),
    ],
)
def test_what_is_read_from_the_left_is_kept_apart(text: str, apart: str) -> None:
    shown = isolated(text, begins_right=True)
    assert shown.replace("\u2066", "⟨").replace("\u2069", "⟩") == apart


def test_a_name_read_from_the_right_is_kept_apart_in_french() -> None:
    shown = isolated("Reçu de محمد علي, 12 rue", begins_right=False)
    assert shown == "Reçu de \u2067محمد علي\u2069, 12 rue"


@pytest.mark.parametrize(
    ("text", "paper_right", "right"),
    [
        ("Jean-Pierre", True, False),
        ("05 56 10 20 30", True, False),
        ("آقای Jean", True, True),
        ("آقای Jean", False, False),
        ("محمد علي.", False, True),
    ],
)
def test_a_paragraph_begins_where_its_letters_say(
    text: str, paper_right: bool, right: bool
) -> None:
    assert begins_right(text, paper_right=paper_right) is right


@pytest.mark.parametrize(
    ("levels", "order"),
    [
        ([], []),
        ([0, 0], [0, 1]),
        ([1, 1, 1], [2, 1, 0]),
        ([1, 2, 2, 1], [3, 1, 2, 0]),
        ([0, 1, 2, 1, 0], [0, 3, 2, 1, 4]),
        ([1, 2, 3, 3, 2, 1], [5, 1, 3, 2, 4, 0]),
    ],
)
def test_runs_are_put_in_the_order_of_sight(levels: list[int], order: list[int]) -> None:
    assert reorder(levels) == order
