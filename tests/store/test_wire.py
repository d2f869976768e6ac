"""What goes to the outbox comes back the same, whatever the type of its column."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.identifiers import new_id
from mairie_quartier.domain.people import AccessNeed, Contact
from mairie_quartier.domain.requests import Channel
from mairie_quartier.store import schema
from mairie_quartier.store.wire import dump, load, pack, unpacked


def test_every_type_comes_back_the_same() -> None:
    fields: dict[str, object] = {
        "id": new_id(),
        "created_at": datetime(2026, 3, 2, 9, 30, 0, 123456, tzinfo=UTC),
        "last_contact_on": date(2026, 3, 2),
        "family_name": "Đặng « é » \u202e",
        "birth": PartialDate(1987, 4),
        "contact": Contact.CAREFUL,
        "access_needs": frozenset({AccessNeed.SEATED, AccessNeed.QUIET_PLACE}),
        "household_id": None,
    }
    assert load(schema.person, dump(fields)) == fields


def test_other_tables_types_come_back_too() -> None:
    visit: dict[str, object] = {"channel": Channel.LETTER, "clock_doubtful": True}
    assert load(schema.visit, dump(visit)) == visit
    partner: dict[str, object] = {"languages": ("bam", "fra"), "checked_on": date(2026, 1, 1)}
    assert load(schema.partner, dump(partner)) == partner


@given(st.text(), st.text())
def test_any_text_comes_back_the_same(name: str, note: str) -> None:
    fields = {"family_name": name, "note": note}
    assert load(schema.person, dump(fields)) == fields


COLUMNS = sorted({column.name for table in schema.SYNCED for column in table.columns})
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(), st.sampled_from(Channel),
    st.floats(allow_nan=False), st.lists(st.text(), max_size=2),
)  # fmt: skip


@given(st.dictionaries(st.text() | st.sampled_from(COLUMNS), VALUES))
def test_what_was_packed_comes_back_to_the_byte(fields: dict[str, object]) -> None:
    assert unpacked(pack(fields)) == dump(fields)


def test_a_packed_row_takes_half_the_room_and_loads_like_its_text() -> None:
    fields = {column.name: "" for column in schema.person.columns} | {"family_name": "Traoré"}
    assert len(pack(fields)) < len(dump(fields)) / 2
    assert load(schema.person, pack({"phone": "06", "note": ""})) == {"phone": "06", "note": ""}


def test_names_keep_the_places_that_stores_hold() -> None:
    """What a store holds must be read by every later program: never move a name."""
    assert pack({"office_id": 1, "note": "", "birth": None}) == "\x01!1\x026\x03("
    assert pack({"checked_on": 1, "unheard_of": "", "access_needs": ()}) == (
        '\x01~1\x05"unheard_of":""\x043'
    )


@given(st.dictionaries(st.text(), VALUES))
def test_text_is_the_librarys_own_json(fields: dict[str, object]) -> None:
    assert dump(fields) == json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def test_equal_sets_are_equal_texts() -> None:
    needs = [AccessNeed.SEATED, AccessNeed.READ_ALOUD, AccessNeed.PLAIN_WORDS]
    texts = {dump({"access_needs": frozenset(order)}) for order in (needs, needs[::-1])}
    assert len(texts) == 1


def test_a_field_this_program_does_not_know_is_left_out() -> None:
    text = json.dumps({"family_name": "Traoré", "from_a_later_version": 1})
    assert load(schema.person, text) == {"family_name": "Traoré"}


def test_what_no_column_holds_is_our_mistake() -> None:
    with pytest.raises(TypeError):
        dump({"family_name": object()})
