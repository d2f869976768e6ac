"""References of slips and orders: short, checked, found again from the record's identifier."""

from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mairie_quartier.domain.numbers import InvalidNumber, parse_scanned
from mairie_quartier.domain.references import (
    InvalidReference,
    ReferenceKind,
    parse_reference,
    reference_of,
)

KEY = UUID("019caa10-5a00-7000-8000-0000000abcde")
KEYS = st.builds(
    lambda ms, low: UUID(int=ms << 80 | 7 << 76 | 2 << 62 | low),
    st.integers(1_600_000_000_000, 4_000_000_000_000),
    st.integers(0, 2**62 - 1),
)


@given(KEYS, st.sampled_from(ReferenceKind))
def test_reference_names_its_record_and_lies_between_its_bounds(
    key: UUID, kind: ReferenceKind
) -> None:
    read = parse_reference(str(reference_of(kind, key)))

    assert read.kind is kind
    assert read.names(key)
    assert read.earliest <= key <= read.latest


@given(KEYS, st.sampled_from(ReferenceKind))
def test_reference_is_never_taken_for_a_receipt_number(key: UUID, kind: ReferenceKind) -> None:
    with pytest.raises(InvalidNumber):
        parse_scanned(str(reference_of(kind, key)))


@given(KEYS, st.integers(2, 12), st.sampled_from("23456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_mistyped_character_is_noticed(key: UUID, place: int, typed: str) -> None:
    text = str(reference_of(ReferenceKind.REFERRAL, key))
    changed = text[:place] + typed + text[place + 1 :]
    assume(changed != text and text[place] != "-")
    # A check that looks like another sign is read as either: see ``numbers``.
    assume(text[-1] not in "O0I1")

    with pytest.raises(InvalidReference):
        parse_reference(changed)


def test_reference_is_read_in_any_case_without_hyphens_and_with_lookalikes() -> None:
    text = str(reference_of(ReferenceKind.REFERRAL, UUID(int=KEY.int & ~(2**18 - 1))))
    assert "0" in text[2:13]

    for typed in (text.lower(), text.replace("-", ""), f" {text.replace('-', ' ')} "):
        assert str(parse_reference(typed)) == text
    assert str(parse_reference(text[:2] + text[2:13].replace("0", "O") + text[13:])) == text


def test_a_scanner_on_an_azerty_keyboard_is_understood() -> None:
    text = str(reference_of(ReferenceKind.INTERPRETING, KEY))
    us, azerty = "1234567890-aqzwm", "&é\"'(-è_çà)qawz,"
    heard = "".join(azerty[us.index(char)] if char in us else char for char in text.lower())

    assert str(parse_reference(heard)) == text


@pytest.mark.parametrize("text", ["", "F", "bonjour", "F-AAAAA-AAAAA-0", "x" * 500])
def test_what_is_no_reference_is_refused(text: str) -> None:
    with pytest.raises(InvalidReference):
        parse_reference(text)


def test_two_records_of_the_same_second_have_two_references() -> None:
    keys = [UUID(int=KEY.int + step) for step in range(50)]

    assert len({str(reference_of(ReferenceKind.REFERRAL, key)) for key in keys}) == 50
