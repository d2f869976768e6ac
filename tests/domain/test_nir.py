"""Social-security numbers in free text are noticed, look-alikes are not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mairie_quartier.domain.nir import looks_like_nir
from mairie_quartier.domain.numbers import ReceiptNumber


def with_key(body: str) -> str:
    """Build a synthetic number: key = 97 - body mod 97, 2A as 19 and 2B as 18."""
    digits = int(body.replace("2A", "19").replace("2B", "18"))
    return f"{body}{97 - digits % 97:02}"


MADE_UP = with_key("1870533063123")
CORSICAN = with_key("287052A004123")
OTHER_CORSICAN = with_key("187052B004123")


def grouped(number: str, gap: str = " ") -> str:
    cuts = (0, 1, 3, 5, 7, 10, 13, 15)
    return gap.join(number[a:b] for a, b in pairwise(cuts) if number[a:b])


@pytest.mark.parametrize(
    "number",
    [
        MADE_UP,
        CORSICAN,
        OTHER_CORSICAN,
        CORSICAN.lower(),
        grouped(MADE_UP),
        grouped(MADE_UP, "."),
        grouped(MADE_UP, "-"),
        grouped(MADE_UP, "\u00a0"),
        grouped(MADE_UP, "\u202f"),
        grouped(CORSICAN),
        " ".join(MADE_UP),
        f"{MADE_UP[:13]} {MADE_UP[13:]}",
        MADE_UP[:13],
        grouped(MADE_UP[:13]),
        grouped(CORSICAN[:13]),
        with_key("1872033063123"),
        "".join(chr(0x0660 + int(digit)) for digit in MADE_UP),
    ],
)
@pytest.mark.parametrize("sentence", ["{}", "n° sécu : {}.", "née en 1987, {} (carte vitale)"])
def test_social_security_number_is_noticed(number: str, sentence: str) -> None:
    text = sentence.format(number)
    (span,) = looks_like_nir(text)
    assert text[span.start : span.end] == number


def test_two_numbers_are_both_noticed() -> None:
    assert len(looks_like_nir(f"{grouped(MADE_UP)} et {grouped(CORSICAN)}")) == 2


def test_number_beside_a_telephone_is_noticed() -> None:
    assert looks_like_nir(f"{grouped(MADE_UP)} 06 12 34 56 78")
    assert looks_like_nir(f"06 12 34 56 78 {grouped(MADE_UP)}")
    assert looks_like_nir(f"{grouped(MADE_UP[:13])} 06 12 34 56 78")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "06 12 34 56 78",
        "+33 6 12 34 56 78",
        "0033612345678",
        "+225 07 01 02 03 04",
        "+2250701020304",
        "+221 77 123 45 67",
        "01 23 45 67 89 / 06 12 34 56 78",
        "06 12 34 56 78 06 12 34 56 78",
        "FR76 3000 6000 0112 3456 7890 189",
        "FR7630006000011234567890189",
        "fr76 1870 5330 6312 3456 7890 189",
        "DE89 3704 0044 0532 0130 00",
        str(ReceiptNumber("BAC", "A7", 2026, 42)),
        "22/11/2026 10:42",
        "2026-11-22 10:42:00",
        "12 05 1987 et 13 06 1988",
        "SIRET 213 300 635 00017",
        "21330063500017",
        "numéro unique 0331234567890123",
        "18705330631234567",
        "9 87 05 33 063 123",
        "1 87 15 33 063 123",
        "carte 4970 1012 3456 7890",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert looks_like_nir(text) == ()


@pytest.mark.parametrize("number", [MADE_UP, grouped(MADE_UP), grouped(CORSICAN)])
def test_wrong_key_is_left_alone(number: str) -> None:
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert looks_like_nir(wrong) == ()


@given(st.dates(), st.dates())
def test_dates_are_left_alone(one: object, other: object) -> None:
    assert looks_like_nir(f"{one} {other}") == ()


@given(st.from_regex(r"0[1-9]( [0-9]{2}){4}", fullmatch=True))
def test_telephones_are_left_alone(phone: str) -> None:
    assert looks_like_nir(phone) == ()
    assert looks_like_nir(phone.replace(" ", "")) == ()


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    spans = looks_like_nir(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
