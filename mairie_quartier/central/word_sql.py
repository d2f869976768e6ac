"""The SQL of each word, derived from the tables once: whole rows in and out as JSON.

PostgreSQL reads and writes the JSON itself, in one statement for many rows: no value passes
through Python one by one.  Instants come out exactly as the desks write them.
"""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from sqlalchemy import Column, Table
from sqlalchemy.dialects import postgresql

from mairie_quartier.central.tables import WORDS
from mairie_quartier.central.words import OWN_COLUMNS
from mairie_quartier.domain.operations import JsonValue
from mairie_quartier.store.columns import Instant

SEPARATOR: Final = "\x1e"
NULL: Final = "\x1d"
SPLIT: Final = "string_to_array(%s, E'\\x1e', E'\\x1d')"
"""An array of texts from one text, by two characters that no text of a column may hold."""

_DIALECT: Final = postgresql.dialect()  # type: ignore[no-untyped-call]  # theirs is untyped


def select_current(word: str) -> str:
    """Give: identifier, revision, row as JSON, unknown fields; for an array of identifiers."""
    return f"{_rows(WORDS[word])} WHERE t.id = ANY(%s::uuid[])"


def select_open_conflicts() -> str:
    """Give the same for the open conflicts of a record."""
    return f"{_rows(WORDS['conflict'])} WHERE t.record_id = %s AND t.state = 'open'"


def select_active_agents() -> str:
    """Give the same for the active agents of an office."""
    return f"{_rows(WORDS['agent'])} WHERE t.office_id = %s AND t.active ORDER BY t.id LIMIT 500"


def insert(word: str) -> str:
    """Insert rows from a JSON array of objects."""
    names = [column.name for column in WORDS[word].columns]
    return (
        f"INSERT INTO {_name(word)} ({_list(names)})"
        f" SELECT {_list(names)} FROM {_recordset(word, names)}"
    )


@lru_cache(maxsize=256)
def insert_columns(word: str, same: tuple[str, ...], apart: tuple[str, ...]) -> str:
    """Insert first revisions from joined columns.

    Takes the one value of each column ``same``, then the identifiers, then the columns ``apart``.
    """
    types = {name: WORDS[word].c[name].type.compile(dialect=_DIALECT) for name in (*same, *apart)}
    values = [f"%s::{types[name]}" for name in same]
    values.append("r.id::uuid")
    values.extend(f"r.{_name(name)}::{types[name]}" for name in apart)
    return (
        f"INSERT INTO {_name(word)} ({_list([*same, 'id', *apart])}, rev)"
        f" SELECT {', '.join(values)}, 1"
        f" FROM unnest({', '.join([SPLIT] * (1 + len(apart)))}) AS r({_list(['id', *apart])})"
    )


def joined(values: Sequence[JsonValue]) -> str:
    """Give a column as one text (``SPLIT`` takes it apart)."""
    kinds = set(map(type, values))
    if kinds == {int}:
        return SEPARATOR.join(map(str, values))
    if kinds != {str}:
        values = [NULL if each is None else plain(each) for each in values]
    return SEPARATOR.join(map(str, values))


def plain(value: JsonValue) -> str | None:
    """Give one value as PostgreSQL reads it."""
    return value if value is None or isinstance(value, str) else _text(value)


def _text(value: JsonValue) -> str:
    return str(value) if isinstance(value, int) else json.dumps(value)


def update(word: str, names: Iterable[str]) -> str:
    """Update these columns, and the revision, from a JSON array of objects."""
    chosen = sorted({*names, "rev"})
    sets = ", ".join(f"{_name(name)} = r.{_name(name)}" for name in chosen)
    return (
        f"UPDATE {_name(word)} AS t SET {sets}"
        f" FROM {_recordset(word, ['id', *chosen])} WHERE t.id = r.id"
    )


def delete(word: str) -> str:
    """Delete the rows of an array of identifiers."""
    return f"DELETE FROM {_name(word)} WHERE id = ANY(%s)"


def snapshot(word: str) -> str:
    """Give a page of a scope's rows as JSON arrays in one text, how many, and the last.

    Takes ``office`` (null for the city), ``after`` and ``limit``.
    """
    table = WORDS[word]
    where = "t.id > %(after)s"
    if "office_id" in table.c and word != "agent":
        where += " AND t.office_id IS NOT DISTINCT FROM %(office)s"
    row = "CASE WHEN extra IS NULL THEN row_text ELSE (row_text::jsonb || extra)::text END"
    return f"""SELECT string_agg('["{word}","' || id || '",' || rev || ',' || {row} || ']', ','
          ORDER BY id), count(*), (array_agg(id ORDER BY id DESC))[1]
        FROM ({_rows(table)} WHERE {where} ORDER BY t.id LIMIT %(limit)s)
          AS page (id, rev, row_text, extra)"""


def recount(word: str) -> str:
    """Count a word's rows again: scope, count, sum of revisions, digest (see ``row_digest``)."""
    table = WORDS[word]
    city = "'00000000-0000-0000-0000-000000000000'::uuid"
    has_office = "office_id" in table.c and word != "agent"
    scope = f"coalesce(office_id, {city})" if has_office else city
    digest = "('x' || substr(md5(id::text || ':' || rev), 1, 15))::bit(60)::bigint"
    return (
        f"SELECT {scope}, count(*), sum(rev)::bigint, (sum({digest}) % (1::bigint << 60))::bigint"
        f" FROM {_name(word)} GROUP BY 1"
    )


def _rows(table: Table) -> str:
    columns = [column for column in table.columns if column.name not in OWN_COLUMNS]
    inner = ", ".join(_out(column) for column in columns)
    return (
        "SELECT t.id, t.rev, row_to_json(w)::text, t.extra"
        f" FROM {_name(table.name)} AS t CROSS JOIN LATERAL (SELECT {inner}) AS w"
    )


def _out(column: Column[object]) -> str:
    name = _name(column.name)
    return f"wire_instant(t.{name}) AS {name}" if isinstance(column.type, Instant) else f"t.{name}"


def _recordset(word: str, names: list[str]) -> str:
    columns = WORDS[word].c
    typed = ", ".join(f"{_name(n)} {columns[n].type.compile(dialect=_DIALECT)}" for n in names)
    return f"json_to_recordset(%s::json) AS r({typed})"


def _list(names: Iterable[str]) -> str:
    return ", ".join(map(_name, names))


def _name(name: str) -> str:
    return f'"{name}"'
