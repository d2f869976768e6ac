"""What comes from the centre, as SQLite takes it: JSON in, bound values out.

Faster than going through the domain, and it refuses nothing that the centre has accepted: a word
that only a later version knows is kept as it came.  Fields of no column are left out and counted,
so that an updated program knows that it must fetch them.  It must write nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Integer, Table

from mairie_quartier.domain.json_reading import MalformedMessage
from mairie_quartier.domain.operations import Fields, JsonValue
from mairie_quartier.store import schema
from mairie_quartier.store.columns import (
    EPOCH,
    MICROSECOND,
    ChoiceSet,
    Id,
    Instant,
    Words,
    compact_json,
)
from mairie_quartier.store.statements import Value, Values

Bind = Callable[[Any], Value]  # JSON values have no common type

TABLES = {table.name: table for table in schema.SYNCED}
UNIQUE = {
    "office": "code",
    "agent": "login",
    "receipt": "number",
    "catalogue_entry": "code",
    "setting": "name",
}
"""The words with a value that no other record may have."""
OFFICE_BOUND = frozenset(
    table.name for table in schema.SYNCED if "office_id" in table.c and table is not schema.agent
)


@dataclass(frozen=True, slots=True)
class WireTable:
    """One word's statements, for rows that come from the centre with their revision."""

    word: str
    names: tuple[str, ...]
    insert: str
    _binds: Mapping[str, Bind | None]
    _defaults: Mapping[str, Value]

    def bound(self, fields: Fields) -> dict[str, Value]:
        """Give the values of the known fields, ready to be bound.

        Raises:
            MalformedMessage: a value is none that the column could hold.
        """
        found: dict[str, Value] = {}
        for name, value in fields.items():
            if name not in self._binds:
                continue
            bind = self._binds[name]
            try:
                found[name] = value if value is None or bind is None else bind(value)
            except (ValueError, TypeError, AttributeError) as error:
                raise MalformedMessage(f"{self.word}.{name}") from error
        return found

    def knows(self, fields: Fields) -> bool:
        """Tell whether every field has a column."""
        return all(name in self._binds for name in fields)

    def row(self, record_id: bytes, bound: Mapping[str, Value], rev: int) -> Values:
        """Give the values of the insert; what an older desk did not write has its default."""
        defaults = self._defaults
        values = [bound[name] if name in bound else defaults[name] for name in self.names]
        return (record_id, *values, rev)

    def update(self, names: tuple[str, ...]) -> str:
        """Give the update of these columns and of the revision, by ``id``."""
        changes = "".join(f'"{name}" = ?, ' for name in names)
        return f'UPDATE "{self.word}" SET {changes}rev = ? WHERE id = ?'


@lru_cache(maxsize=32)
def wire_table(word: str) -> WireTable | None:
    """Give the word's statements; nothing for a word of a later version."""
    table = TABLES.get(word)
    return None if table is None else _built(table)


def _built(table: Table) -> WireTable:
    columns = [column for column in table.columns if column.name not in ("id", "rev")]
    names = tuple(column.name for column in columns)
    listed = ", ".join(f'"{name}"' for name in ("id", *names, "rev"))
    marks = ", ".join("?" for _ in range(len(names) + 2))
    return WireTable(
        word=table.name,
        names=names,
        insert=f'INSERT INTO "{table.name}" ({listed}) VALUES ({marks})',
        _binds={column.name: _binder(column) for column in columns},
        _defaults={column.name: _default(column) for column in columns},
    )


def _default(column: Column[Any]) -> Value:
    if column.nullable:
        return None
    return 0 if isinstance(column.type, Boolean | Integer | Instant) else ""


def _binder(column: Column[Any]) -> Bind | None:
    kind = column.type
    if isinstance(kind, Id):
        return id_bytes
    if isinstance(kind, Instant):
        return _microseconds
    if isinstance(kind, ChoiceSet | Words):
        return _array
    if isinstance(kind, Boolean):
        return int
    return None if isinstance(kind, Integer) else _text


def id_bytes(text: str) -> bytes:
    """Give the 16 bytes of an identifier written with hyphens."""
    found = bytes.fromhex(text.replace("-", ""))
    if len(found) != UUID_BYTES:
        raise ValueError(text)
    return found


UUID_BYTES = len(UUID(int=0).bytes)


def _microseconds(text: str) -> int:
    return (datetime.fromisoformat(text) - EPOCH) // MICROSECOND


def _array(value: JsonValue) -> str:
    if not isinstance(value, list):
        raise TypeError(type(value))
    return compact_json(value)


def _text(value: JsonValue) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value))
    return value
