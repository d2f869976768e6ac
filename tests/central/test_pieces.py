"""The service's small parts, each alone: bodies, limits, clocks, values, settings."""

import json
import stat
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mairie_quartier.central.batch import AHEAD_MS, clamped, is_storable
from mairie_quartier.central.limits import MOST_KEPT, RateLimit
from mairie_quartier.central.rights import ACTS, allowed, may_hand_over
from mairie_quartier.central.settings import (
    BadCentralSetting,
    CentralSettings,
    CentralSettingsMissing,
    CentralSettingsUnreadable,
    read_settings,
    write_settings,
)
from mairie_quartier.central.speaker import new_code, new_token, plain_code
from mairie_quartier.central.words import RULES, BadValue
from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.json_reading import MAX_DEPTH
from mairie_quartier.domain.operations import JsonValue, OpKind, Scope
from mairie_quartier.store import wire
from mairie_quartier.store.schema import metadata
from tests.central.city import person_fields

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
OFFICE = Scope(str(UUID(int=1)))


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_empties_then_fills_again() -> None:
    clock = Clock()
    limit = RateLimit(rate=2, burst=3, clock=clock)
    assert [limit.wait_s("a") for _ in range(4)] == [0, 0, 0, 0.5]
    clock.now += 0.5
    assert limit.wait_s("a") == 0
    clock.now += 100
    assert [limit.wait_s("a") > 0 for _ in range(4)] == [False, False, False, True]


def test_one_who_asks_too_often_does_not_hold_back_another() -> None:
    limit = RateLimit(rate=1, burst=1, clock=Clock())
    assert limit.wait_s("a") == 0
    assert limit.wait_s("a") > 0
    assert limit.wait_s("b") == 0


def test_buckets_are_not_kept_for_ever() -> None:
    limit = RateLimit(rate=1, burst=1, clock=Clock())
    for key in range(MOST_KEPT + 5):
        limit.wait_s(key)
    assert limit.wait_s(0) == 0  # forgotten, so full again


@pytest.mark.parametrize("hlc", [-(2**63), -1, 0, 2**62, 2**63 - 1])
def test_a_clock_is_brought_back(hlc: int) -> None:
    latest = (int(NOW.timestamp() * 1000) + AHEAD_MS) << 16
    assert 0 <= clamped(hlc, NOW) <= latest


def test_a_right_clock_is_left_alone() -> None:
    hlc = int(NOW.timestamp() * 1000) << 16 | 7
    assert clamped(hlc, NOW) == hlc


@pytest.mark.parametrize(
    ("value", "storable"),
    [("é", True), ("\0", False), ("\ud800", False), ("\\u0000", True), ("\\\\u0000", True)],
)
def test_what_postgresql_cannot_hold_is_told(value: str, storable: bool) -> None:
    text = json.dumps({"a": [value]}, ensure_ascii=False)
    assert is_storable(text) is storable


@settings(max_examples=60, derandomize=True)
@given(st.text(max_size=12))
def test_any_text_is_storable_unless_it_holds_nul_or_half_a_character(text: str) -> None:
    whole = "\0" not in text and not any("\ud800" <= char <= "\udfff" for char in text)
    assert is_storable(json.dumps(text, ensure_ascii=False)) is whole


def test_a_whole_row_of_the_desk_passes_unchanged() -> None:
    fields = person_fields(OFFICE)
    assert RULES["person"].read_whole(fields) is fields


def test_what_the_desk_writes_is_in_its_one_form() -> None:
    table = metadata.tables["person"]
    fields = person_fields(OFFICE)
    again = json.loads(wire.dump(wire.load(table, json.dumps(fields))))
    assert RULES["person"].read(again) == fields


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ({"created_at": "2026-11-22T10:00:00+02:00"}, {"created_at": "2026-11-22T08:00:00+00:00"}),
        ({"created_at": "2026-11-22T08:00:00Z"}, {"created_at": "2026-11-22T08:00:00+00:00"}),
        (
            {"created_at": "2026-11-22T08:00:00.000000+00:00"},
            {"created_at": "2026-11-22T08:00:00+00:00"},
        ),
        ({"access_needs": ["seated", "seated"]}, {"access_needs": ["seated"]}),
        ({"office_id": str(OFFICE).upper()}, {"office_id": str(OFFICE)}),
    ],
)
def test_a_value_is_brought_to_its_one_form(
    given: dict[str, JsonValue], clean: dict[str, JsonValue]
) -> None:
    assert RULES["person"].read(given) == clean


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("created_at", "2026-11-22T10:00:00"),
        ("created_at", "9999-12-31T23:59:59-14:00"),
        ("last_contact_on", "2026-02-30"),
        ("last_contact_on", "20260228"),
        ("birth", "never"),
        ("birth", "1990-13"),
        ("language", "abcd"),
        ("housing", "castle"),
        ("access_needs", ["wings"]),
        ("access_needs", "seated"),
        ("note", 3),
        ("note", None),
        ("office_id", "7"),
        ("office_id", None),
        ("id", "x"),
        ("rev", 3),
        ("extra", {}),
        ("x" * 65, 1),
    ],
)
def test_a_value_that_cannot_be_is_told_by_its_field(name: str, value: JsonValue) -> None:
    with pytest.raises(BadValue) as told:
        RULES["person"].read({name: value})
    assert told.value.field == name[:64]


def test_an_unknown_field_nested_too_deep_is_told() -> None:
    deep: JsonValue = 1
    for _ in range(MAX_DEPTH):
        deep = [deep]
    assert RULES["person"].read({"later": deep}) == {"later": deep}
    with pytest.raises(BadValue):
        RULES["person"].read({"later": [deep]})


def test_every_word_has_its_rights() -> None:
    assert {*ACTS, "merge"} == set(RULES)
    assert not allowed("weather", OpKind.PUT, frozenset(Role))


@pytest.mark.parametrize(
    ("word", "kind", "role", "may"),
    [
        ("person", OpKind.PUT, Role.RECEPTION, True),
        ("person", OpKind.PUT, Role.ANALYST, False),
        ("person", OpKind.PATCH, Role.DPO, False),
        ("merge", OpKind.PUT, Role.RECEPTION, False),
        ("merge", OpKind.PUT, Role.REFERENT, True),
        ("agent", OpKind.PUT, Role.MANAGER, False),
        ("agent", OpKind.PUT, Role.ADMINISTRATOR, True),
        ("catalogue_entry", OpKind.PATCH, Role.MANAGER, True),
        ("partner", OpKind.DELETE, Role.RECEPTION, False),
        ("receipt", OpKind.PUT, Role.ADMINISTRATOR, False),
        ("visit", OpKind.PUT, Role.ADMINISTRATOR, True),
    ],
)
def test_rights_follow_the_table_of_the_desk(
    word: str, kind: OpKind, role: Role, may: bool
) -> None:
    assert allowed(word, kind, frozenset({role})) is may


def test_files_are_handed_over_by_those_who_answer_for_them() -> None:
    assert {role for role in Role if may_hand_over(frozenset({role}))} == {
        Role.REFERENT,
        Role.MANAGER,
    }


def test_codes_are_read_as_they_are_told() -> None:
    code = new_code()
    spoken = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert plain_code(spoken) == plain_code(code)
    assert len(plain_code(code)) == 12
    assert len({new_token() for _ in range(20)}) == 20


WHOLE = CentralSettings("postgresql://o", "postgresql://s", "/var/backups", city="Évry")


def test_settings_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "etc" / "central.toml"
    write_settings(path, WHOLE)
    assert read_settings(path) == WHOLE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("port = 70000", "port"),
        ('port = "8443"', "port"),
        ("workers = 0", "workers"),
        ("colour = 1", "colour"),
        ('certificate = "a.pem"', "key"),
        ('key = "a.pem"', "certificate"),
        ("tls = true", "tls"),
    ],
)
def test_a_setting_that_does_not_fit_is_named(tmp_path: Path, line: str, name: str) -> None:
    path = tmp_path / "central.toml"
    needed = 'owner_url = "o"\nservice_url = "s"\nbackups = "b"\n'
    path.write_text(needed + line, encoding="utf-8")
    with pytest.raises(BadCentralSetting) as told:
        read_settings(path)
    assert told.value.name == name


def test_settings_that_are_not_there_or_do_not_read(tmp_path: Path) -> None:
    path = tmp_path / "central.toml"
    with pytest.raises(CentralSettingsMissing):
        read_settings(path)
    path.write_bytes(b"owner_url = \xff")
    with pytest.raises(CentralSettingsUnreadable):
        read_settings(path)
    path.write_text('owner_url = "o"', encoding="utf-8")
    with pytest.raises(BadCentralSetting):
        read_settings(path)
