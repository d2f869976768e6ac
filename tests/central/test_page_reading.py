"""A page costs what it gives, however much the tables hold and whatever PostgreSQL knows of them.

The tables here were never analysed, as after a first push or a restore: the planner takes them for
small, and would read and sort everything for each page.
"""

import pytest

from mairie_quartier.central import pulling
from mairie_quartier.domain.protocol_pull import (
    Place,
    PullAnswer,
    PullRequest,
    SnapshotAnswer,
    SnapshotRequest,
)
from tests.central.city import City, TestDesk

ROWS = 6_000
PAGE = 100
FILL = """
INSERT INTO person (id, {columns})
SELECT (lpad(to_hex(1700000000000 + n), 12, '0') || '7000800000000000' || '0000')::uuid, {values}
FROM generate_series(1, %s) AS n, (SELECT * FROM person LIMIT 1) AS p
"""
LOG = """
INSERT INTO change (scope, seq, word, record_id, kind, rev, fields, op, actor, hlc, desk_id)
SELECT scope, seq + n, word, record_id, kind, rev, fields, gen_random_uuid(), actor, hlc, desk_id
FROM generate_series(1, %s) AS n, (SELECT * FROM change WHERE word = 'person' LIMIT 1) AS c
"""
TOUCHED = """
SELECT coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)
FROM pg_stat_xact_user_tables WHERE relname = %s
"""


@pytest.fixture(scope="module")
def desk(city: City) -> TestDesk:
    """Give a desk whose office has many people."""
    found = city.office().desk()
    found.push(found.person())
    for table in ("person", "change"):
        city.owner_does(f"ALTER TABLE {table} SET (autovacuum_enabled = off)")
    names = [
        str(row[0])
        for row in city.owner_rows(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_name = 'person' AND table_schema = 'public' AND column_name <> 'id'"
        )
    ]
    listed = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(f'p."{name}"' for name in names)
    city.owner_does(FILL.format(columns=listed, values=values), ROWS)
    city.owner_does(LOG, ROWS)
    city.owner_does("UPDATE scope SET seq = seq + %s WHERE scope = %s", ROWS, found.office.id)
    return found


def touched(city: City, table: str) -> int:
    """Count the rows of a table that this transaction read so far."""
    found = city.database.execute(TOUCHED, (table,)).fetchone()
    return int(found[0]) if found else 0


def test_a_page_of_rows_reads_no_more_than_it_gives(city: City, desk: TestDesk) -> None:
    request = SnapshotRequest(city.epoch, desk.office.scope, Place("person", None), PAGE)
    with city.database.transaction():
        page = SnapshotAnswer.decode(pulling.snapshot(city.database, desk.token, request))
        assert len(page.rows) == PAGE
        assert PAGE <= touched(city, "person") < 2 * PAGE


def test_a_page_of_the_log_reads_no_more_than_it_gives(city: City, desk: TestDesk) -> None:
    request = PullRequest(city.epoch, {desk.office.scope: 10}, PAGE)
    with city.database.transaction():
        page = PullAnswer.decode(pulling.pull(city.database, desk.token, request))
        assert len(page.changes) == PAGE
        assert PAGE <= touched(city, "change") < 2 * PAGE
