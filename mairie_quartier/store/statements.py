"""Prepared SQL on the driver's own cursor, for what is run at every keystroke and every save.

Building and compiling a statement by SQLAlchemy costs ten times what SQLite needs to run it; a
visit writes some forty rows.  The texts are derived from the same table definitions, the values
pass through the same column types, and the transaction stays SQLAlchemy's.
It must decide nothing of its own, and never begin or end a transaction that is not the engine's.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlcipher3
from sqlalchemy import Column, Connection, Table
from sqlalchemy.dialects.sqlite.pysqlcipher import SQLiteDialect_pysqlcipher
from sqlalchemy.types import TypeDecorator

from mairie_quartier.services.faults import UnknownStoredValue
from mairie_quartier.store.causes import fault_of
from mairie_quartier.store.columns import Choice, Day, Id
from mairie_quartier.store.wire import PackedColumn, packed_columns

Value = object
Values = tuple[Value, ...]
Row = dict[str, object]
Convert = Callable[[Any], Any]  # the driver's values and the column's have no common type

DIALECT = SQLiteDialect_pysqlcipher()


class Statements:
    """Runs SQL text in the transaction of one connection, beginning it when needed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._cursor: Any = connection.connection.cursor()  # the driver has no type

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Values]:
        """Run a query and give all its rows."""
        self._begin()
        try:
            found: list[Values] = self._cursor.execute(sql, values).fetchall()
        except sqlcipher3.Error as error:
            raise self._named(error) from error
        return found

    def run(self, sql: str, values: Sequence[Value] = ()) -> None:
        """Run one statement."""
        self._begin()
        try:
            self._cursor.execute(sql, values)
        except sqlcipher3.Error as error:
            raise self._named(error) from error

    def run_many(self, sql: str, rows: Iterable[Values]) -> None:
        """Run the statement once for each row."""
        self._begin()
        try:
            self._cursor.executemany(sql, rows)
        except sqlcipher3.Error as error:
            raise self._named(error) from error

    def _begin(self) -> None:
        if not self._connection.in_transaction():
            self._connection.begin()

    def _named(self, error: sqlcipher3.Error) -> BaseException:
        """Give our fault for the driver's error, or the error itself when the bug is ours."""
        path = Path(self._connection.engine.url.database or "")
        return fault_of(error, path) or error


@dataclass(frozen=True, slots=True)
class TableText:
    """The statements of one table and how its values are written and read.

    ``names`` are its columns in their order, ``id`` the first, without ``rev``; ``office`` is the
    place of the office among them, ``packed`` how those after ``id`` are packed for the outbox.
    """

    table: str
    names: tuple[str, ...]
    insert: str
    select: str
    office: int | None
    packed: tuple[PackedColumn, ...]
    _bind: Mapping[str, Convert | None]
    _read: Mapping[str, Convert | None]
    _binds: tuple[Convert | None, ...]

    def bind(self, name: str, value: Value) -> Value:
        """Give one column's value as the driver takes it."""
        convert = self._bind[name]
        return value if convert is None else convert(value)

    def bound(self, values: Values) -> Values:
        """Give the values of a whole row, in the order of ``names``, as an insert takes them."""
        return tuple(
            [
                value if convert is None else convert(value)
                for value, convert in zip(values, self._binds, strict=True)
            ]
        )

    def row(self, values: Values) -> Row:
        """Give a selected row back, with its ``rev``."""
        row = self.named(self.names, values[:-1])
        row["rev"] = values[-1]
        return row

    def named(self, names: Sequence[str], values: Values) -> Row:
        """Give the values of these columns as the domain knows them."""
        read = self._read
        return {
            name: value if (convert := read[name]) is None else convert(value)
            for name, value in zip(names, values, strict=True)
        }

    def update(self, names: Iterable[str]) -> str:
        """Give the update of these columns by ``id``, the last value."""
        changes = ", ".join(f'"{name}" = ?' for name in names)
        return f'UPDATE "{self.table}" SET {changes} WHERE id = ?'

    def where(self, equal: Mapping[str, object]) -> tuple[str, Values]:
        """Give the query of the rows whose columns equal these, in order of creation."""
        values = tuple([self.bind(name, value) for name, value in equal.items()])
        named = tuple([(name, value is None) for name, value in equal.items()])
        return f"{self.select}{_tests(named)} ORDER BY id", values


@lru_cache(maxsize=256)
def _tests(named: tuple[tuple[str, bool], ...]) -> str:
    # With ``=`` SQLite also takes indexes that leave out what is absent.
    tests = " AND ".join(f'"{name}" {"IS" if absent else "="} ?' for name, absent in named)
    return f" WHERE {tests}" if tests else ""


@lru_cache(maxsize=64)
def text_of(table: Table) -> TableText:
    """Give the statements of a synced table; ``rev`` is left to its default."""
    columns = [column for column in table.columns if column.name != "rev"]
    # SQLAlchemy's names are a kind of text that the driver and JSON's writer do not know.
    names = tuple(str.__str__(column.name) for column in columns)
    listed = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" for _ in names)
    binds = {name: _binder(column) for name, column in zip(names, columns, strict=True)}
    return TableText(
        table=str.__str__(table.name),
        names=names,
        insert=f'INSERT INTO "{table.name}" ({listed}) VALUES ({marks})',
        select=f'SELECT {listed}, rev FROM "{table.name}"',
        office=names.index("office_id") if "office_id" in names else None,
        packed=packed_columns(names[1:]),
        _bind=binds,
        _read={name: _reader(column) for name, column in zip(names, columns, strict=True)},
        _binds=tuple(binds.values()),
    )


class _Members(dict[Any, Any]):
    """The words of an enumeration; another word was stored by a later version."""

    def __init__(self, kind: type[StrEnum], pairs: Iterable[tuple[object, object]]) -> None:
        super().__init__(pairs)
        self[None] = None
        self._kind = kind

    def __missing__(self, key: object) -> object:
        raise UnknownStoredValue(self._kind.__name__, repr(key))


def _binder(column: Column[Any]) -> Convert | None:
    """Skip what SQLAlchemy wraps around our own column types."""
    kind = column.type
    if isinstance(kind, Id):
        return _bytes  # by far the most frequent
    if isinstance(kind, Choice):
        return _Members(kind.kind, ((each, each.value) for each in kind.kind)).__getitem__
    if isinstance(kind, TypeDecorator):
        bind = partial(kind.process_bind_param, dialect=DIALECT)
        # A transaction writes the same few days again and again.  Instants must not be kept so:
        # the two that one hour of October names alike are equal.
        return lru_cache(maxsize=256)(bind) if isinstance(kind, Day) else bind
    return kind.dialect_impl(DIALECT).bind_processor(DIALECT)


def _reader(column: Column[Any]) -> Convert | None:
    kind = column.type
    if isinstance(kind, Id):
        return _uuid
    if isinstance(kind, Choice):
        return _Members(kind.kind, ((each.value, each) for each in kind.kind)).__getitem__
    if isinstance(kind, TypeDecorator):
        # What is read is immutable, and the same few days and sets come back all the time.
        return lru_cache(maxsize=4_096)(partial(kind.process_result_value, dialect=DIALECT))
    return kind.dialect_impl(DIALECT).result_processor(DIALECT, None)


def _uuid(value: bytes | None) -> UUID | None:
    return None if value is None else UUID(bytes=value)


def _bytes(value: UUID | None) -> bytes | None:
    return None if value is None else value.int.to_bytes(16)  # as ``bytes`` does, in one call
