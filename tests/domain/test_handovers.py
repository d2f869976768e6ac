"""A file keeps who handed it over and why, and reads it back whatever another PC wrote."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mairie_quartier.domain.handovers import Handover, add_handover, read_handovers
from mairie_quartier.domain.identifiers import AgentId, OfficeId, new_id

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def a_handover(reason: str = "A déménagé.") -> Handover:
    return Handover(OfficeId(new_id()), OfficeId(new_id()), AgentId(new_id()), NOON, reason)


def test_a_file_never_handed_over_keeps_nothing() -> None:
    assert read_handovers("") == ()


def test_handovers_are_kept_in_their_order() -> None:
    first, second = a_handover(), a_handover("Est revenue.")
    assert read_handovers(add_handover(add_handover("", first), second)) == (first, second)


@pytest.mark.parametrize("text", ["{", "null", "3", '"a"', "[3]", '[{"at":"x"}]', '[{"from":1}]'])
def test_what_another_program_wrote_is_left_out(text: str) -> None:
    assert read_handovers(text) == ()


@given(st.text())
def test_any_reason_is_read_back(reason: str) -> None:
    told = a_handover(reason[:500])
    assert read_handovers(add_handover("", told)) == (told,)
