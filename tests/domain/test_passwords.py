"""Passwords: the CNIL's three ways, and what spoils them."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mairie_quartier.domain.passwords import Lack, Level, grade_password, prepare_password

AGENT = ("adiop", "Awa", "Diop-N'Diaye")


@pytest.mark.parametrize(
    "password",
    [
        "Kx7!fz2?Qmw9",
        "Tr3s-Gr1s_Ch@t",
        "kTz4mQw8Rb2nXc",
        "cheval brique lampe fleuve orage citron velours",
        "Cheval-brique-lampe-fleuve-orage-citron-velours",
        "le chat gris dort sous notre vieux toit",
        "Été2Neige!Vif",
        "مفتاح٧Kz!نهر٣",
    ],
)
def test_password_following_the_rule_is_accepted(password: str) -> None:
    strength = grade_password(password, AGENT)
    assert strength.is_accepted, strength
    assert strength.score >= 60
    assert strength.level in (Level.SUFFICIENT, Level.STRONG)


@pytest.mark.parametrize(
    ("password", "lacks"),
    [
        ("", {Lack.CHARACTERS, Lack.LOWER, Lack.UPPER, Lack.DIGIT, Lack.SPECIAL}),
        ("Kx7!fz2?Qmw", {Lack.CHARACTERS}),
        ("kTz4mQw8Rb2nX", {Lack.CHARACTERS}),
        ("kxqfzmwbrtnhvgdp", {Lack.UPPER, Lack.DIGIT, Lack.SPECIAL}),
        ("kxqfzmwbrt48913", {Lack.UPPER, Lack.SPECIAL}),
        ("cheval brique lampe fleuve orage citron", {Lack.UPPER, Lack.DIGIT}),
        ("le le le le le le le", {Lack.UPPER, Lack.DIGIT, Lack.REPEATED, Lack.COMMON}),
    ],
)
def test_what_lacks_is_told(password: str, lacks: set[Lack]) -> None:
    strength = grade_password(password)
    assert set(strength.lacks) == lacks
    assert strength.score < 60


@pytest.mark.parametrize(
    ("password", "flaw"),
    [
        ("Adiop-Kx7!fz2?", Lack.CONTAINS_NAME),
        ("Kx7!fz2?-ndiaye", Lack.CONTAINS_NAME),
        ("xx9!AWA-Kz7?fm", Lack.CONTAINS_NAME),
        ("Kx7!aaaaaaaafz", Lack.REPEATED),
        ("Kx7!Kx7!Kx7!", Lack.REPEATED),
        ("Ab1!bA1!aB1!Ba", Lack.REPEATED),
        ("Azertyuiop1!", Lack.SEQUENCE),
        ("Kz!123456789", Lack.SEQUENCE),
        ("Kz!987654321", Lack.SEQUENCE),
        ("Motdepasse2026!", Lack.COMMON),
        ("M0td3p@sse2026", Lack.COMMON),
        ("Bonjour!2026", Lack.COMMON),
        ("MairieBordeaux33!", Lack.COMMON),
        ("Kx7!" * 100, Lack.TOO_LONG),
    ],
)
def test_what_spoils_is_told(password: str, flaw: Lack) -> None:
    strength = grade_password(password, AGENT)
    assert flaw in strength.lacks
    assert not strength.is_accepted
    assert strength.level in (Level.REFUSED, Level.WEAK)


def test_two_letter_names_do_not_forbid_half_the_words() -> None:
    assert grade_password("Kx7!fz2?Qmlew9", ("Le", "Le Thi")).is_accepted


def test_wanted_length_follows_the_classes() -> None:
    assert grade_password("aA1!").wanted_length == 12
    assert grade_password("aA1").wanted_length == 14


def test_longer_is_stronger() -> None:
    source = "kTz4mQw8Rb2nXcV7pLd5"
    scores = [grade_password(source[:length]).score for length in range(len(source) + 1)]
    assert scores == sorted(scores)
    assert grade_password(source).level is Level.STRONG
    assert grade_password(source[:5]).level is Level.REFUSED


def test_same_password_from_two_keyboards_is_one() -> None:
    assert prepare_password("e\u0301te\u0301\u00a0!") == prepare_password("été !")


random_passwords = st.lists(
    st.sampled_from(string.ascii_letters + string.digits + "!?#@+=%"), min_size=0, max_size=40
).map("".join)


@given(random_passwords)
def test_accepted_always_means_one_of_the_three_ways(password: str) -> None:
    strength = grade_password(password)
    kinds = (str.islower, str.isupper, str.isdigit, lambda char: not char.isalnum())
    classes = sum(any(map(kind, password)) for kind in kinds)
    if strength.is_accepted:
        words = password.replace("!", " ").replace("?", " ").split()
        assert (
            (len(password) >= 12 and classes == 4)
            or (len(password) >= 14 and classes >= 3)
            or len(words) >= 7
        )
    assert (strength.score >= 60) == strength.is_accepted


@given(st.text(), st.lists(st.text()))
def test_any_text_is_graded(password: str, names: list[str]) -> None:
    assert 0 <= grade_password(password, names).score <= 100
