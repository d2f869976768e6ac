"""A matrix of raw SQL by the service's and the analyst's roles: what must not pass, does not."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import errors

from mairie_quartier.central.speaker import Database, enter
from mairie_quartier.central.tables import WORDS, metadata
from mairie_quartier.domain.operations import Verdict
from tests.central.city import City, TestDesk

GUARDED = tuple(table for table in metadata.tables if table not in ("meta", "enrolment"))


@pytest.fixture(scope="module")
def desk(city: City) -> TestDesk:
    """A desk of an office that holds a person, a deletion, and something in quarantine."""
    desk = city.office().desk()
    gone, kept = desk.person(), desk.person(family_name="Secret")
    removed = desk.delete("person", gone.record_id, dict(gone.fields), base=1)
    poison = desk.person(birth="never")
    answers = desk.push(gone, kept, removed, poison)
    assert [answer.verdict for answer in answers][-1] is Verdict.QUARANTINED
    return desk


@pytest.fixture(scope="module")
def stranger(city: City) -> TestDesk:
    """A desk of another office."""
    return city.office().desk()


@pytest.fixture
def service(city: City) -> Iterator[Database]:
    with psycopg.connect(city.service_url) as connection:
        yield connection
        connection.rollback()


def rows(database: Database, table: str) -> int:
    columns = "id" if table == "desk" else "*"
    cursor = database.execute(f'SELECT {columns} FROM "{table}"')
    return len(cursor.fetchall())


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("table", GUARDED)
def test_without_a_token_the_service_sees_no_row(service: Database, table: str) -> None:
    assert rows(service, table) == 0


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("table", ["person", "change", "op", "tombstone", "quarantine", "tally"])
def test_a_desk_sees_its_own_office_only(
    service: Database, desk: TestDesk, stranger: TestDesk, table: str
) -> None:
    enter(service, stranger.token)
    shared = service.execute("SELECT count(*) FROM change WHERE word IN ('office', 'agent')")
    known = {"change": (shared.fetchone() or (0,))[0], "tally": 2}
    assert rows(service, table) == known.get(table, 0)
    enter(service, desk.token)
    assert rows(service, table) > known.get(table, 0)


ATTEMPTS = {
    "set a role": "SET ROLE mairie_owner",
    "set the session's user": "SET SESSION AUTHORIZATION mairie_owner",
    "turn off row security for a query": "SET row_security = off; SELECT * FROM person",
    "turn it off for the table": "ALTER TABLE person DISABLE ROW LEVEL SECURITY",
    "no longer force it": "ALTER TABLE person NO FORCE ROW LEVEL SECURITY",
    "write a policy": "CREATE POLICY mine ON person USING (true)",
    "drop the policy": "DROP POLICY desk ON person",
    "own the table": "ALTER TABLE person OWNER TO mairie_service",
    "grant oneself": "GRANT SELECT ON enrolment TO mairie_service",
    "read tokens": "SELECT token_hash FROM desk",
    "read codes": "SELECT * FROM enrolment",
    "make a desk": "INSERT INTO desk (id, office_id, name, token_hash, series)"
    " VALUES (gen_random_uuid(), gen_random_uuid(), 'x', '\\x00', 'AA')",
    "change a desk's office": "UPDATE desk SET office_id = gen_random_uuid()",
    "give a desk back its rights": "UPDATE desk SET revoked_at = NULL",
    "change the epoch": "UPDATE meta SET value = 'x'",
    "rewrite the log": "UPDATE change SET fields = '{}'",
    "shorten the log": "DELETE FROM change",
    "forget an operation": "DELETE FROM op",
    "empty the quarantine": "DELETE FROM quarantine",
    "truncate": "TRUNCATE person",
    "drop": "DROP TABLE person",
    "make a table": "CREATE TABLE mine (a int)",
    "make a function": "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "make a view": "CREATE VIEW v AS SELECT * FROM person",
    "draw a series": "SELECT free_series(gen_random_uuid())",
    "read reports": "SELECT * FROM reporting.requests_by_outcome",
    "replace a function": "CREATE OR REPLACE FUNCTION my_office() RETURNS uuid"
    " LANGUAGE sql AS 'SELECT NULL::uuid'",
    "read the server's files": "SELECT pg_read_file('PG_VERSION')",
    "write to the server's disk": "COPY person TO '/tmp/person.csv'",
    "run a program": "COPY person FROM PROGRAM 'true'",
    "maintain without being the owner": "SET LOCAL mairie.maintenance = 'on'; DELETE FROM change",
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_service_may_not(service: Database, stranger: TestDesk, attempt: str) -> None:
    enter(service, stranger.token)
    with pytest.raises((errors.InsufficientPrivilege, errors.InvalidParameterValue)):
        service.execute(ATTEMPTS[attempt].encode())


CROSSING = {
    "insert": "INSERT INTO member (id, household_id, office_id, kinship)"
    " VALUES (gen_random_uuid(), gen_random_uuid(), %s, 'child')",
    "log": "INSERT INTO change (scope, seq, word, record_id, kind, rev, fields, hlc)"
    " VALUES (%s, 999, 'person', gen_random_uuid(), 'put', 1, '{}', 0)",
    "bury": "INSERT INTO tombstone (word, record_id, scope, rev)"
    " VALUES ('person', gen_random_uuid(), %s, 1)",
    "hand over what is not there": "SELECT hand_over('person', gen_random_uuid(), %s, '{}')",
    "hand over a shared word": "SELECT hand_over('agent', gen_random_uuid(), %s, '{}')",
    "move to an office with a past": "SELECT move_desk(%s)",
}


@pytest.mark.parametrize("attempt", CROSSING)
def test_nothing_is_written_in_another_office(
    service: Database, desk: TestDesk, stranger: TestDesk, attempt: str
) -> None:
    enter(service, stranger.token)
    with pytest.raises(errors.InsufficientPrivilege):
        service.execute(CROSSING[attempt].encode(), (desk.office.id,))


def test_updates_and_deletions_do_not_reach_another_office(
    service: Database, desk: TestDesk, stranger: TestDesk
) -> None:
    del desk
    enter(service, stranger.token)
    assert service.execute("UPDATE person SET note = 'x'").rowcount == 0
    assert service.execute("DELETE FROM person").rowcount == 0
    assert service.execute("UPDATE desk SET acked_dseq = 7").rowcount == 1


@pytest.mark.parametrize(
    "setting", ["", "00", "zz", "' OR true --", "00000000-0000-0000-0000-000000000000"]
)
def test_a_made_up_token_in_the_setting_opens_nothing(
    service: Database, desk: TestDesk, setting: str
) -> None:
    del desk
    service.execute("SELECT set_config('mairie.token', %s, false)", (setting,))
    try:
        assert rows(service, "person") == 0
    except errors.InvalidParameterValue:
        service.rollback()


def test_a_token_lasts_one_transaction(service: Database, desk: TestDesk) -> None:
    enter(service, desk.token)
    assert rows(service, "person") == 1
    service.commit()
    assert rows(service, "person") == 0


def test_the_owner_sees_rows_only_in_declared_maintenance(city: City, desk: TestDesk) -> None:
    del desk
    with psycopg.connect(city.owner_url) as owner:
        assert owner.execute("SELECT count(*) FROM person").fetchone() == (0,)
    assert city.owner_rows("SELECT count(*) > 0 FROM person") == [(True,)]


@pytest.mark.parametrize("table", [*WORDS, "change", "op", "desk", "quarantine", "tombstone"])
def test_the_analyst_reads_no_table(city: City, table: str) -> None:
    with (
        psycopg.connect(city.analyst_url) as analyst,
        pytest.raises(errors.InsufficientPrivilege),
    ):
        analyst.execute(f'SELECT * FROM public."{table}"'.encode())


@pytest.mark.parametrize(
    "attempt",
    [
        "SET ROLE mairie_owner",
        "SELECT public.my_office()",
        "SELECT * FROM public.enter('\\x00')",
        "CREATE TABLE reporting.mine (a int)",
        "CREATE TEMP TABLE mine AS SELECT 1",
        "ALTER VIEW reporting.visits_by_channel SET (security_invoker = false)",
    ],
)
def test_the_analyst_may_not(city: City, attempt: str) -> None:
    with (
        psycopg.connect(city.analyst_url) as analyst,
        pytest.raises(errors.InsufficientPrivilege),
    ):
        analyst.execute(attempt.encode())


def test_every_view_runs_with_the_rights_of_who_asks(city: City) -> None:
    found = city.owner_rows(
        "SELECT c.relname, c.reloptions FROM pg_class c"
        " WHERE c.relkind = 'v' AND c.relnamespace = 'reporting'::regnamespace"
    )
    assert len(found) == 4
    assert all(options == ["security_invoker=true"] for _name, options in found)
