"""Values as JSON, for the outbox and the wire: the same text on every desk.

Identifiers and dates are ISO text, instants ISO text in UTC, sets sorted arrays.  The outbox keeps
these objects packed: a name is two characters, an empty value none.  JSON text holds no control
character, so that each begins with one, and what was packed comes back byte for byte.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from json.encoder import encode_basestring as quoted
from typing import Any, Final, NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import Column, Table

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.store.columns import Choice, ChoiceSet, Day, Id, Instant, Partial, Words

_QUICKLY: Final = msgspec.json.Encoder().encode
Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]


def dump(fields: Mapping[str, object]) -> str:
    """Give the fields as one compact JSON object.

    Raises:
        TypeError: a value is of a type no column holds.
    """
    # By hand, value by value: preparing the library's encoder costs more than a row's fields.
    parts = [f"{_key(name)}{_WRITTEN[type(value)](value)}" for name, value in fields.items()]
    return f"{{{','.join(parts)}}}"


@lru_cache(maxsize=1_024)
def _key(name: str) -> str:
    return f"{quoted(name)}:"


def _identifier(value: UUID) -> str:
    return _QUICKLY(value).decode()


@lru_cache(maxsize=256)
def _day(value: date) -> str:
    """Write a day: those of one transaction are the same few."""
    return f'"{value.isoformat()}"'


def _plain(value: object) -> Plain:
    """Give what JSON does not know by itself as something it knows."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, PartialDate):
        return value.iso()
    if isinstance(value, frozenset):
        return list[Plain](sorted(str(item) for item in value))
    raise TypeError(type(value))


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain)


class _Writers(dict[type, Callable[[Any], str]]):
    """What writes a value of each type; a word of an enumeration is written as its text."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        writer = quoted if issubclass(kind, str) else _ENCODER.encode
        self[kind] = writer
        return writer


_WRITTEN: Final = _Writers(
    {  # each takes its own type only
        str: quoted,
        int: int.__repr__,
        bool: lambda value: "true" if value else "false",
        type(None): lambda _: "null",
        UUID: _identifier,
        date: _day,
        datetime: lambda value: f'"{value.isoformat()}"',
    }
)


class PackedColumn(NamedTuple):
    """How a column begins in what is packed, and how its empty values are written whole."""

    name: str
    opening: str
    none: str
    blank: str


def pack(fields: Mapping[str, object]) -> str:
    """Give what ``dump`` gives, in about half of its room.

    Raises:
        TypeError: a value is of a type no column holds.
    """
    return pack_values([_COLUMNS[name] for name in fields], fields.values()) if fields else "{}"


def packed_columns(names: Iterable[str]) -> tuple[PackedColumn, ...]:
    """Prepare the columns of a table for ``pack_values``."""
    return tuple([_COLUMNS[name] for name in names])


def pack_values(columns: Iterable[PackedColumn], values: Iterable[object]) -> str:
    """Pack the values of these columns, of which there are as many.

    Raises:
        TypeError: a value is of a type no column holds.
    """
    return "".join(
        [
            f"{opening}{_WRITTEN[type(value)](value)}"
            if value
            else none
            if value is None
            else blank
            if value == ""
            else _short(name, _WRITTEN[type(value)](value))
            for (name, opening, none, blank), value in zip(columns, values, strict=True)
        ]
    )


def unpacked(stored: str) -> str:
    """Give the JSON text of what the outbox keeps; earlier revisions kept the text itself."""
    if stored.startswith("{"):
        return stored
    parts = _TOKEN.split(stored)
    parts[1::2] = map(_TOKENS.__getitem__, parts[1::2])
    return f"{{{''.join(parts)[1:]}}}"


_FILLED, _UNNAMED = "\x01", "\x05"
_EMPTY: Final = {'""': "\x02", "null": "\x03", "[]": "\x04"}
_TOKEN: Final = re.compile("([\x01-\x04].|\x05)")
# Each name's place is what stores hold: names are never moved nor removed; there is no room
# for more, and what is not here is written out.
_NAMES: Final = (
    "office_id", "created_at", "last_contact_on", "family_name", "used_name", "first_names",
    "other_script_name", "birth", "phone", "email", "housing", "address", "postcode", "town",
    "domiciled_at", "language", "second_language", "literacy", "access_needs", "contact",
    "contact_note", "note", "household_id", "merged_into", "handovers", "visit_id", "person_id",
    "demarche", "label", "outcome", "status", "received_on", "reason", "pieces_due_on",
    "decision_due_on", "closed_on", "asked_on", "appointment_on", "appointment_minute",
    "appointment_place", "abusive_because", "agent_id", "opened_at", "opened_on", "channel",
    "place", "clock_doubtful", "request_id", "code", "state", "number", "kind", "issued_at",
    "content", "partner_id", "sent_at", "due_on", "agreement", "agreement_on", "agreement_scope",
    "delivery", "answer", "closed_at", "way", "urgency", "interpreter", "preferred_sex",
    "relative_reason", "provider", "minutes", "cost_cents", "unmet_reason", "understanding",
    "kinship", "name", "hours", "active", "login", "first_name", "last_name", "quality", "roles",
    "printed_name", "kept_id", "absorbed_id", "merged_at", "moved", "replaced", "undone_at",
    "voided_at", "replaced_by", "languages", "thematiques", "checked_on",
)  # fmt: skip
_CODES: Final = {name: chr(place) for place, name in enumerate(_NAMES, ord("!"))}
_TOKENS: Final = {
    _UNNAMED: ",",
    **{f"{_FILLED}{code}": f',"{name}":' for name, code in _CODES.items()},
    **{
        f"{mark}{code}": f',"{name}":{empty}'
        for empty, mark in _EMPTY.items()
        for name, code in _CODES.items()
    },
}


def _short(name: str, written: str) -> str:
    """Pack a value that is empty, or false, or nought."""
    mark, code = _EMPTY.get(written), _CODES.get(name)
    return f"{_opening(name)}{written}" if mark is None or code is None else f"{mark}{code}"


def _opening(name: str) -> str:
    """Give what is written before a value; a name without a code is written out."""
    return f"{_FILLED}{_CODES[name]}" if name in _CODES else f"{_UNNAMED}{_key(name)}"


class _Columns(dict[str, PackedColumn]):
    def __missing__(self, name: str) -> PackedColumn:
        none, blank = _short(name, "null"), _short(name, '""')
        self[name] = PackedColumn(name, _opening(name), none, blank)
        return self[name]


_COLUMNS: Final = _Columns()


def load(table: Table, text: str) -> dict[str, object]:
    """Give back the fields of a table from their JSON, packed or not; unknown ones are left out."""
    found: dict[str, Plain] = json.loads(unpacked(text))
    return {name: _value(table.c[name], value) for name, value in found.items() if name in table.c}


def _value(column: Column[object], value: Plain) -> object:
    if value is None:
        return None
    kind = column.type
    text = str(value)
    if isinstance(kind, Id):
        return UUID(text)
    if isinstance(kind, Instant):
        return datetime.fromisoformat(text)
    if isinstance(kind, Day):
        return date.fromisoformat(text)
    if isinstance(kind, Partial):
        return PartialDate.from_iso(text)
    if isinstance(kind, Choice):
        return kind.kind(text)
    if isinstance(kind, ChoiceSet) and isinstance(value, list):
        return frozenset(kind.kind(str(item)) for item in value)
    if isinstance(kind, Words) and isinstance(value, list):
        return tuple(str(item) for item in value)
    return value
