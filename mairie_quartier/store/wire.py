"""Values as JSON, for the outbox and the wire: the same text on every desk.

Identifiers and dates are ISO text, instants ISO text in UTC, sets sorted arrays.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
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
    return _ENCODER.encode(fields) if fields else "{}"


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


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain)


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
