"""Rows that come together are read by columns, as each would be alone."""

from itertools import product
from uuid import UUID

import pytest
from sqlalchemy import Boolean, Column, Integer

from mairie_quartier.domain.json_reading import MalformedMessage
from mairie_quartier.domain.operations import JsonValue
from mairie_quartier.store.columns import ChoiceSet, Id, Instant, Words
from mairie_quartier.store.wire_rows import TABLES, WireTable, wire_table

KEY = UUID(int=7).bytes


def values_of(column: Column[object], rank: int) -> JsonValue:
    """Give a value as the centre sends it; none in every third row."""
    kind = column.type
    if column.nullable and rank % 3 == 2:
        return None
    if isinstance(kind, Id):
        return str(UUID(int=rank))
    if isinstance(kind, Instant):
        return f"2026-11-{rank + 1:02}T09:00:00+00:00"
    if isinstance(kind, ChoiceSet | Words):
        return ["a"] * rank
    if isinstance(kind, Boolean):
        return rank % 2 == 0
    return rank if isinstance(kind, Integer) else f"é{rank}"


def of_word(word: str) -> tuple[WireTable, list[dict[str, JsonValue]]]:
    table = wire_table(word)
    assert table is not None
    columns = [TABLES[word].c[name] for name in table.names]
    return table, [{each.name: values_of(each, rank) for each in columns} for rank in range(4)]


@pytest.mark.parametrize("word", sorted(TABLES))
def test_rows_read_together_are_what_each_is_alone(word: str) -> None:
    table, rows = of_word(word)
    # All fields, as an older desk wrote them (one less), and in another order.
    for left_out, backwards in product((None, table.names[-1]), (False, True)):
        names = [name for name in table.names if name != left_out]
        names = names[::-1] if backwards else names
        fields = [{name: row[name] for name in names} for row in rows]
        together = table.rows(tuple(names), [(KEY, each, rev) for rev, each in enumerate(fields)])
        alone = [table.row(KEY, table.bound(each), rev) for rev, each in enumerate(fields)]
        assert list(together) == alone


def test_a_field_of_no_column_is_left_out_and_told() -> None:
    table, rows = of_word("person")
    names = (*table.names, "of_a_later_version")
    fields = [{**row, "of_a_later_version": 1} for row in rows]
    assert not table.knows(names)
    assert table.knows(table.names)
    together = table.rows(names, [(KEY, each, 1) for each in fields])
    assert list(together) == [table.row(KEY, table.bound(each), 1) for each in rows]


@pytest.mark.parametrize(
    ("word", "name", "value"),
    [
        ("person", "family_name", 4),
        ("person", "family_name", ["a"]),
        ("person", "office_id", "none"),
        ("person", "office_id", 5),
        ("person", "created_at", "hier"),
        ("request", "asked_on", 20261123),
    ],
)
def test_a_value_that_no_column_could_hold_is_refused(
    word: str, name: str, value: JsonValue
) -> None:
    table, rows = of_word(word)
    spoilt = [*rows, {**rows[0], name: value}]
    with pytest.raises(MalformedMessage) as refused:
        list(table.rows(table.names, [(KEY, each, 1) for each in spoilt]))
    assert refused.value.path == f"{word}.{name}"
