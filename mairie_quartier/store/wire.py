"""Values as JSON, for the outbox and the wire: the same text on every desk.

Identifiers and dates are ISO text, instants ISO text in UTC, sets sorted arrays.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from json.encoder import encode_basestring as quoted
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, Table

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.store.columns import Choice, ChoiceSet, Day, Id, Instant, Partial, Words

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]


def dump(fields: Mapping[str, object]) -> str:
    """Give the fields as one compact JSON object.

    Raises:
        TypeError: a value is of a type no column holds.
    """
    # By hand, value by value: preparing the library's encoder costs more than a row's fields.
    parts = [
        f"{_key(name)}{_WRITTEN.get(type(value), _written)(value)}"
        for name, value in fields.items()
    ]
    return f"{{{','.join(parts)}}}"


@lru_cache(maxsize=1_024)
def _key(name: str) -> str:
    return f"{quoted(name)}:"


@lru_cache(maxsize=1_024)
def _identifier(value: UUID) -> str:
    """Write an identifier; those of the office, the visit and the person come again and again."""
    return f'"{value}"'


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


def _written(value: object) -> str:
    """Write a value that is none of the types of ``_WRITTEN``; a word is written as its text."""
    return quoted(value) if isinstance(value, str) else _ENCODER.encode(value)


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain)
_WRITTEN: Final[Mapping[type, Callable[[Any], str]]] = {  # each takes its own type only
    str: quoted,
    int: int.__repr__,
    bool: lambda value: "true" if value else "false",
    type(None): lambda _: "null",
    UUID: _identifier,
    date: lambda value: f'"{value.isoformat()}"',
    datetime: lambda value: f'"{value.isoformat()}"',
}


def load(table: Table, text: str) -> dict[str, object]:
    """Give back the fields of a table from their JSON; unknown fields are left out."""
    found: dict[str, Plain] = json.loads(text)
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
