"""The words of a password's grade."""

import pytest

from mairie_quartier.domain.passwords import Lack, Level, grade_password
from mairie_quartier.ui.screens.entrance.password_words import TONES, PasswordWords
from tests.ui.screens.entrance.way import translator


@pytest.fixture
def words() -> PasswordWords:
    return PasswordWords(translator())


def test_every_level_and_lack_has_its_words(words: PasswordWords) -> None:
    assert all(words.level(each) for each in Level)
    assert len({words.lack(each) for each in Lack}) == len(Lack)
    assert set(TONES) == set(Level)


def test_nothing_typed_shows_the_rule(words: PasswordWords) -> None:
    assert words.grade(grade_password(""), "").advice == words.rule


def test_advice_counts_what_is_missing(words: PasswordWords) -> None:
    grade = words.grade(grade_password("Lampe-2026"), "Lampe-2026")
    assert grade.advice == "Ajoutez 2 caractères."


def test_advice_names_missing_kinds(words: PasswordWords) -> None:
    typed = "lampeverteoubleue"
    assert words.advice(grade_password(typed), typed) == (
        "Ajoutez une majuscule, un chiffre, un signe (?\u00a0! - …)."
    )


def test_name_inside_is_pointed_at(words: PasswordWords) -> None:
    typed = "Diop-Lampe-2026"
    assert "votre nom" in words.advice(grade_password(typed, ("Diop",)), typed)


def test_accepted_password_needs_no_advice(words: PasswordWords) -> None:
    typed = "Lampe-Verte-2026"
    assert words.grade(grade_password(typed), typed).advice == ""
