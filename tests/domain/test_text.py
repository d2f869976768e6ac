"""Typed text: what is invisible goes, what was written stays."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mairie_quartier.domain.text import TooLong, clean_line, clean_text

ROOM = 100_000


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Aminata   Traoré ", "Aminata Traoré"),
        ("Traore\u0301", "Traoré"),
        ("a\tb", "a b"),
        ("deux\r\nlignes", "deux lignes"),
        ("deux\u2028lignes", "deux lignes"),
        ("deux\u0085lignes", "deux lignes"),
        ("\ufeffEntête", "Entête"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("abc\u202edef\u202c", "abcdef"),
        ("\u2066abc\u2069", "abc"),
        ("zéro\u200blargeur", "zérolargeur"),
        ("mou\u00adton", "mouton"),
        ("12\u00a0h\u202f30", "12 h 30"),
        ("fa\u200cux", "faux"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ක්\u200dරි", "ක්\u200dරි"),
        ("می\u200c", "می"),
        ("N’Diaye d'Or", "N’Diaye d'Or"),
        ("\ud800x", "x"),
        ("\u3164", ""),
        ("Աննա ანა አና আনা அனா 安娜 אנה", "Աննա ანა አና আনা அனா 安娜 אנה"),
        ("", ""),
    ],
)
def test_line_is_cleaned(typed: str, kept: str) -> None:
    assert clean_line(typed, ROOM) == unicodedata.normalize("NFC", kept)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("un\r\ndeux\rtrois", "un\ndeux\ntrois"),
        ("  un  \n\n\n\n  deux\t\tmots ", "un\n\ndeux mots"),
        ("\n\n", ""),
        ("un\u2029deux", "un\ndeux"),
    ],
)
def test_lines_are_kept_in_a_text(typed: str, kept: str) -> None:
    assert clean_text(typed, ROOM) == kept


@pytest.mark.parametrize("clean", [clean_line, clean_text])
def test_too_long_is_refused_not_cut(clean: Callable[[str, int], str]) -> None:
    assert clean("é" * 10, 10) == "é" * 10
    with pytest.raises(TooLong) as caught:
        clean("é" * 11, 10)
    assert (caught.value.limit, caught.value.length) == (10, 11)


def test_limit_counts_what_is_kept() -> None:
    assert clean_line("   abc\u200b   ", 3) == "abc"


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    line, lines = clean_line(text, ROOM), clean_text(text, ROOM)
    assert clean_line(line, ROOM) == line
    assert clean_text(lines, ROOM) == lines


@given(st.text())
def test_nothing_deceptive_is_left(text: str) -> None:
    for kept in (clean_line(text, ROOM), clean_text(text, ROOM)):
        controls = {c for c in kept if unicodedata.category(c) in ("Cc", "Cf", "Cs")}
        assert controls <= {"\n", "\u200c", "\u200d"}
        assert unicodedata.is_normalized("NFC", kept)
        kept.encode("utf-8")
