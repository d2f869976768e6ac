"""The tables, what the migrations make of them, and what the analyst sees."""

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Table, create_engine

from mairie_quartier.central.tables import CITY_SCOPE, WORDS, metadata, scope_key, scope_of
from mairie_quartier.central.word_sql import recount
from mairie_quartier.domain.operations import CITY
from mairie_quartier.domain.protocol_pull import row_digest
from mairie_quartier.store import schema
from tests.central.city import City, person_fields


def test_the_migrations_make_the_tables_of_the_program(city: City) -> None:
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(city.owner_url))
    with engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        found = compare_metadata(context, metadata)
    engine.dispose()
    named = [each for each in found if "alembic_version" not in str(each)]
    assert named == []


def test_every_table_is_shut_but_the_revision(city: City) -> None:
    found = city.owner_rows(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace ="
        " 'public'::regnamespace AND NOT (relrowsecurity AND relforcerowsecurity)"
    )
    assert found == [("alembic_version",)]


def test_the_service_owns_nothing(city: City) -> None:
    assert (
        city.owner_rows(
            "SELECT c.relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner"
            " WHERE r.rolname IN ('mairie_service', 'mairie_analyst')"
        )
        == []
    )


@pytest.mark.parametrize("table", schema.SYNCED, ids=lambda table: str(table.name))
def test_a_word_has_the_desk_s_fields(table: Table) -> None:
    assert [column.name for column in WORDS[table.name].columns] == [
        *(column.name for column in table.columns),
        "extra",
    ]
    assert not WORDS[table.name].foreign_keys


def test_scopes_are_named_and_read_back() -> None:
    assert scope_key(CITY) == CITY_SCOPE
    assert scope_of(CITY_SCOPE) == CITY


def test_an_instant_comes_out_as_desks_write_it(city: City) -> None:
    for given in ("2026-11-22T09:00:00+00:00", "2026-11-22T09:00:00.000100+00:00"):
        row = city.owner.execute("SELECT wire_instant(%s::timestamptz)", (given,)).fetchone()
        assert row == (given,)


def test_postgresql_counts_the_digest_of_a_row_as_the_program_does(city: City) -> None:
    desk = city.office().desk()
    sent = desk.person()
    desk.push(sent)
    counted = city.owner_rows(recount("person").replace("%", "%%"))
    assert (desk.office.id, 1, 1, row_digest(sent.record_id, 1)) in counted


def visit(month: int, channel: str, office: str, agent: str) -> dict[str, object]:
    return {
        "office_id": office,
        "agent_id": agent,
        "opened_at": f"2026-{month:02}-03T09:00:00+00:00",
        "opened_on": f"2026-{month:02}-03",
        "channel": channel,
        "person_id": None,
        "language": None,
        "place": "",
        "note": "",
        "clock_doubtful": False,
    }


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        pytest.param(
            {"desk": 12, "telephone": 15}, {"desk": 12, "telephone": 15}, id="eleven and more"
        ),
        pytest.param({"desk": 10}, {"desk": None}, id="under eleven: empty"),
        pytest.param(
            {"desk": 3, "telephone": 12, "letter": 20},
            {"desk": None, "telephone": None, "letter": 20},
            id="one hidden alone: the next smallest too, or a total would tell it",
        ),
        pytest.param(
            {"desk": 6, "telephone": 7, "letter": 20},
            {"desk": None, "telephone": None, "letter": 20},
            id="the hidden ones add up to eleven",
        ),
    ],
)
def test_the_analyst_sees_no_count_under_eleven(
    city: City, counts: dict[str, int], shown: dict[str, int | None]
) -> None:
    office = city.office()
    desk = office.desk()
    desk.push(
        *(
            desk.put("visit", visit(3, channel, str(office.id), str(office.agent)))  # type: ignore[arg-type]  # plain values
            for channel, count in counts.items()
            for _ in range(count)
        )
    )
    with psycopg.connect(city.analyst_url) as analyst:
        query = "SELECT category, count FROM reporting.visits_by_channel WHERE office = %s"
        found: dict[str, int | None] = dict(analyst.execute(query, (office.card.code,)).fetchall())
    assert found == shown


def test_a_report_names_nobody(city: City) -> None:
    office = city.office()
    desk = office.desk()
    desk.push(desk.put("person", person_fields(office.scope)))
    with psycopg.connect(city.analyst_url) as analyst:
        for view in (
            "requests_by_demarche",
            "requests_by_outcome",
            "visits_by_channel",
            "visits_by_language",
        ):
            cursor = analyst.execute(f"SELECT * FROM reporting.{view}".encode())
            columns = [column.name for column in cursor.description or ()]
            assert columns == ["office", "month", "category", "count"]
