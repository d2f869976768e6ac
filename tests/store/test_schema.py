"""The tables of the program and those of the migrations are the same; what is frozen stays so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import IntegrityError

from mairie_quartier.domain.papers import VoidReason
from mairie_quartier.services import receipts, visits
from mairie_quartier.store import schema
from tests.builders import Desk, fresh_desk, intake, need, person_form

SEARCH = frozenset(
    {"person_ref", "person_index"}
    | {f"person_index_{part}" for part in ("data", "idx", "content", "docsize", "config")}
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = fresh_desk(tmp_path)
    registered = visits.register_visit(
        desk.context, intake(desk.context, need(), person=person_form())
    )
    receipts.void_receipt(desk.context, registered.receipts[0].id, VoidReason.MISTAKE)
    yield desk
    desk.close()


def _ours(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    return not (kind == "table" and name in SEARCH)


def test_the_migrations_give_exactly_the_tables_of_the_program(desk: Desk) -> None:
    with desk.door.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": _ours, "compare_type": True}
        )
        assert compare_metadata(context, schema.metadata) == []


def test_columns_defaults_and_conditions_of_indexes_are_the_same_too(desk: Desk) -> None:
    """``compare_metadata`` sees neither the conditions of indexes nor empty defaults."""
    program = create_engine("sqlite://")
    schema.metadata.create_all(program)
    with program.connect() as wanted, desk.door.engine.connect() as found:
        for table in schema.metadata.tables:
            assert _shape(found, table) == _shape(wanted, table)
    program.dispose()


def _shape(connection: Connection, table: str) -> dict[str, object]:
    """Everything SQLite knows of a table, in an order that does not depend on its history."""
    asked = {
        "columns": f"PRAGMA table_xinfo({table})",
        "keys": f'SELECT "from", "table", "to" FROM pragma_foreign_key_list("{table}")',
        "unique": f"SELECT name, \"unique\", partial FROM pragma_index_list('{table}')",
        "indexes": f"SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = '{table}'",
    }
    return {
        name: sorted(map(str, connection.execute(text(query)))) for name, query in asked.items()
    }


def test_every_table_is_either_sent_or_stays_here() -> None:
    assert {*schema.SYNCED, *schema.LOCAL} == set(schema.metadata.tables.values())
    assert all("rev" in table.columns for table in schema.SYNCED)


@pytest.mark.parametrize("table", [table.name for table in schema.APPEND_ONLY])
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_what_is_append_only_refuses(desk: Desk, table: str, verb: str) -> None:
    statement = f"UPDATE {table} SET {_last_column(table)} = 1" if verb == "UPDATE" else ""
    with desk.door.engine.connect() as connection, pytest.raises(IntegrityError) as refused:
        connection.execute(text(statement or f"DELETE FROM {table}"))
    assert isinstance(refused.value.orig, sqlcipher3.IntegrityError)
    assert "append-only" in str(refused.value.orig)


def test_the_revision_given_by_the_central_service_may_be_written_on_a_paper(desk: Desk) -> None:
    with desk.door.engine.connect() as connection:
        connection.execute(text("UPDATE receipt SET rev = 7"))
        connection.commit()
    assert _column(desk, "SELECT rev FROM receipt") == [7]


def test_no_column_may_hold_what_the_law_forbids() -> None:
    forbidden = ("nir", "securite", "nationality", "religion", "birth_country", "diagnosis")
    named = [column.name for table in schema.SYNCED for column in table.columns]
    assert not [name for name in named if any(word in name for word in forbidden)]


def _last_column(table: str) -> str:
    columns = schema.metadata.tables[table].columns
    return [column.name for column in columns if column.name != "rev"][-1]


def _column(desk: Desk, query: str) -> list[object]:
    with desk.door.engine.connect() as connection:
        return _scalars(connection, query)


def _scalars(connection: Connection, query: str) -> list[object]:
    return list(connection.execute(text(query)).scalars())
