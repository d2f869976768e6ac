"""What comes from the centre, as SQLite takes it: JSON in, bound values out.

Faster than going through the domain, and it refuses nothing that the centre has accepted: a word
that only a later version knows is kept as it came.  Fields of no column are left out and counted,
so that an updated program knows that it must fetch them.  It must write nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from types import NoneType
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


Taken = tuple[type | None, Bind]
"""How the values of a column are taken: those of one type as they are, others converted."""


@dataclass(frozen=True, slots=True)
class WireTable:
    """One word's statements, for rows that come from the centre with their revision."""

    word: str
    names: tuple[str, ...]
    insert: str
    _binds: Mapping[str, Taken]
    _defaults: Mapping[str, Value]
    _pick: Callable[[Mapping[str, Value]], Values]

    def bound(self, fields: Fields) -> dict[str, Value]:
        """Give the values of the known fields, ready to be bound.

        Raises:
            MalformedMessage: a value is none that the column could hold.
        """
        binds = _in_order(self.word, tuple(fields))
        if len(binds) < len(fields):
            fields = {name: value for name, value in fields.items() if name in self._binds}
        try:
            values = [
                value if value is None or type(value) is kind else bind(value)
                for value, (kind, bind) in zip(fields.values(), binds, strict=True)
            ]
        except (ValueError, TypeError, AttributeError) as error:
            raise MalformedMessage(f"{self.word}.{self._refused(fields)}") from error
        return dict(zip(fields, values, strict=True))

    def taken(self, names: tuple[str, ...]) -> tuple[Taken, ...]:
        """Give how the values of these columns are taken, unknown ones left out."""
        return tuple(self._binds[name] for name in names if name in self._binds)

    def _refused(self, fields: Fields) -> str:
        """Give the first field whose value the column could not hold."""
        for name, value in fields.items():
            try:
                if value is not None:
                    self._binds[name][1](value)
            except (ValueError, TypeError, AttributeError):
                return name
        return ""

    def row(self, record_id: bytes, bound: Mapping[str, Value], rev: int) -> Values:
        """Give the values of the insert; what an older desk did not write has its default."""
        return (record_id, *self._pick({**self._defaults, **bound}), rev)

    def knows(self, names: tuple[str, ...]) -> bool:
        """Tell whether every one of these fields has a column."""
        return self._binds.keys() >= set(names)

    def rows(
        self, names: tuple[str, ...], whole: Sequence[tuple[bytes, Fields, int]]
    ) -> Iterable[Values]:
        """Give the values of the insert of rows that have these fields; each column read at once.

        Raises:
            MalformedMessage: a value is none that the column could hold.
        """
        ids, fields, revs = zip(*whole, strict=True)
        came = dict(zip(names, zip(*[each.values() for each in fields], strict=True), strict=True))
        columns = [
            self._column(name, came[name]) if name in came else repeat(self._defaults[name])
            for name in self.names
        ]
        return zip(ids, *columns, revs, strict=False)

    def _column(self, name: str, values: Sequence[JsonValue]) -> Sequence[Value]:
        kind, bind = self._binds[name]
        if kind is not None and {kind, NoneType}.issuperset(map(type, values)):
            return values
        try:
            return [None if value is None else bind(value) for value in values]
        except (ValueError, TypeError, AttributeError) as error:
            raise MalformedMessage(f"{self.word}.{name}") from error

    def update(self, names: tuple[str, ...]) -> str:
        """Give the update of these columns and of the revision, by ``id``."""
        changes = "".join(f'"{name}" = ?, ' for name in names)
        return f'UPDATE "{self.word}" SET {changes}rev = ? WHERE id = ?'


@lru_cache(maxsize=32)
def wire_table(word: str) -> WireTable | None:
    """Give the word's statements; nothing for a word of a later version."""
    table = TABLES.get(word)
    return None if table is None else _built(table)


@lru_cache(maxsize=512)
def _in_order(word: str, names: tuple[str, ...]) -> tuple[Taken, ...]:
    """Give how each of these columns is taken; whole rows of a word come in one order."""
    table = wire_table(word)
    return () if table is None else table.taken(names)


def _built(table: Table) -> WireTable:
    columns = [column for column in table.columns if column.name not in ("id", "rev")]
    names = tuple(column.name for column in columns)
    listed = ", ".join(f'"{name}"' for name in ("id", *names, "rev"))
    marks = ", ".join("?" for _ in range(len(names) + 2))
    return WireTable(
        word=table.name,
        names=names,
        insert=f'INSERT INTO "{table.name}" ({listed}) VALUES ({marks})',
        _binds={column.name: _taken(column) for column in columns},
        _defaults={column.name: _default(column) for column in columns},
        _pick=itemgetter(*names),
    )


def _default(column: Column[Any]) -> Value:
    if column.nullable:
        return None
    return 0 if isinstance(column.type, Boolean | Integer | Instant) else ""


def _taken(column: Column[Any]) -> Taken:
    kind = column.type
    if isinstance(kind, Id):
        return None, id_bytes
    if isinstance(kind, Instant):
        return None, _microseconds
    if isinstance(kind, ChoiceSet | Words):
        return None, _array
    if isinstance(kind, Boolean):
        return None, int
    return (int, _whole) if isinstance(kind, Integer) else (str, _text)


@lru_cache(maxsize=256)
def id_bytes(text: str) -> bytes:
    """Give the 16 bytes of an identifier written with hyphens: an office's comes with each row."""
    found = bytes.fromhex(text.replace("-", ""))
    if len(found) != UUID_BYTES:
        raise ValueError(text)
    return found


UUID_BYTES = len(UUID(int=0).bytes)


@lru_cache(maxsize=256)
def _microseconds(text: str) -> int:
    return (datetime.fromisoformat(text) - EPOCH) // MICROSECOND


def _array(value: JsonValue) -> str:
    if not isinstance(value, list):
        raise TypeError(type(value))
    return compact_json(value) if value else "[]"


def _whole(value: JsonValue) -> int:
    if not isinstance(value, int):
        raise TypeError(type(value))
    return int(value)


def _text(value: JsonValue) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value))
    return value
