"""The centre's traps of synchronisation, each with its tests; more in test_traps_rights."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import psycopg
import pytest

from mairie_quartier.central import pulling, pushing
from mairie_quartier.central.batch import AHEAD_MS
from mairie_quartier.domain.operations import (
    Operation,
    RejectCode,
    Verdict,
)
from mairie_quartier.domain.protocol import PushRequest
from mairie_quartier.domain.protocol_items import Unreadable
from mairie_quartier.domain.protocol_pull import (
    ChecksRequest,
    SnapshotAnswer,
    SnapshotRequest,
)
from tests.central.city import City, TestDesk, TestOffice, person_fields, receipt


@pytest.fixture
def office(city: City) -> TestOffice:
    return city.office()


@pytest.fixture
def desk(office: TestOffice) -> TestDesk:
    return office.desk()


# --- a cursor that skips rows committed late


def test_gapless_cursor_with_many_writers(city: City, office: TestOffice) -> None:
    writers, batches, size = 6, 5, 4
    desks = [office.desk(f"Guichet {n}") for n in range(writers)]
    reader = office.desk("Lecteur")
    epoch = city.epoch
    pushes = [
        PushRequest(epoch, 1, 1, tuple(desk.person() for _ in range(size)))
        for desk in desks
        for _ in range(batches)
    ]
    sent = {
        operation.record_id
        for push in pushes
        for operation in push.ops
        if isinstance(operation, Operation)
    }

    def write(desk: TestDesk, mine: list[PushRequest]) -> None:
        with psycopg.connect(city.service_url, autocommit=True) as database:
            for request in mine:
                pushing.push(database, desk.token, request)

    with ThreadPoolExecutor(writers) as pool:
        work = [
            pool.submit(write, desk, pushes[n * batches : (n + 1) * batches])
            for n, desk in enumerate(desks)
        ]
        # Reading while they write: whatever is seen must never be missing something before it.
        while not all(each.done() for each in work):
            reader.pull(limit=7)
        for each in work:
            each.result()
    reader.pull()
    got = [change for change in reader.pulled if change.scope == office.scope]
    assert [change.seq for change in got] == list(range(1, len(sent) + 1))
    assert {change.record_id for change in got} == sent


# --- a batch cut in the middle


class Cut(Exception):
    """The connection was cut."""


@pytest.mark.parametrize("moment", ["before the commit", "after the commit, before the reply"])
def test_batch_cut(city: City, desk: TestDesk, moment: str) -> None:
    first, second = desk.person(), desk.person()
    request = PushRequest(city.epoch, 1, 1, (first, second))
    with psycopg.connect(city.service_url, autocommit=True) as database:
        if moment == "before the commit":
            with pytest.raises(Cut), database.transaction():
                pushing.push(database, desk.token, request)
                raise Cut
        else:
            pushing.push(database, desk.token, request)
    answers = desk.push(first, second)
    assert [answer.verdict for answer in answers] == [Verdict.APPLIED, Verdict.APPLIED]
    assert [answer.rev for answer in answers] == [1, 1]
    seen = [change.record_id for change in desk.pull() if change.word == "person"]
    assert seen == [first.record_id, second.record_id]


def test_batch_cut_by_the_end_of_the_database_connection(city: City, desk: TestDesk) -> None:
    operation = desk.person()
    database = psycopg.connect(city.service_url, autocommit=True)
    with pytest.raises(psycopg.OperationalError), database.transaction():
        pushing.push(database, desk.token, PushRequest(city.epoch, 1, 1, (operation,)))
        pid = database.info.backend_pid
        city.owner_rows("SELECT 1")
        with psycopg.connect(city.service_url, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s, 20000)", (pid,))
        database.execute("SELECT 1")
    database.close()
    assert desk.pull() == [change for change in desk.pulled if change.word != "person"]
    assert desk.push(operation)[0].verdict is Verdict.APPLIED


# --- a poison operation

NUMBER = "{}-A7-26-00042-K"


def unreadable(desk: TestDesk) -> Unreadable:
    return Unreadable({"not": "an operation"}, "ops[0]", None, None)


def nul(desk: TestDesk) -> Operation:
    return desk.person(note="a\0b")


def surrogate(desk: TestDesk) -> Operation:
    return desk.person(note="\ud800")


def impossible_day(desk: TestDesk) -> Operation:
    return desk.person(last_contact_on="2026-02-30")


def number_taken(desk: TestDesk) -> Operation:
    return receipt(desk, number=NUMBER.format(desk.office.card.code))


def unknown_word(desk: TestDesk) -> Operation:
    return desk.put("weather", {"sky": "grey"}, scope=desk.office.scope)


def too_large(desk: TestDesk) -> Operation:
    return desk.person(note="x" * 600_000)


POISONS: list[tuple[Callable[[TestDesk], Operation | Unreadable], RejectCode]] = [
    (unreadable, RejectCode.MALFORMED),
    (nul, RejectCode.BAD_VALUE),
    (surrogate, RejectCode.BAD_VALUE),
    (impossible_day, RejectCode.BAD_VALUE),
    (number_taken, RejectCode.NUMBER_TAKEN),
    (unknown_word, RejectCode.UNKNOWN_WORD),
    (too_large, RejectCode.TOO_LARGE),
]


@pytest.mark.parametrize("place", range(5))
@pytest.mark.parametrize(("poison", "code"), POISONS)
def test_poison_operation_at_every_position(
    office: TestOffice,
    poison: Callable[[TestDesk], Operation | Unreadable],
    code: RejectCode,
    place: int,
) -> None:
    desk = office.desk()
    if poison is number_taken:
        desk.push(number_taken(desk))
    items: list[Operation | Unreadable] = []
    for n in range(5):
        items.append(poison(desk) if n == place else desk.person())
    answers = desk.push(*items)
    verdicts = [answer.verdict for answer in answers]
    assert verdicts.pop(place) is Verdict.QUARANTINED
    assert set(verdicts) == {Verdict.APPLIED}
    assert answers[place].code is code
    # Again, as after a lost reply: the same answers, and nothing twice.
    assert desk.push(*items) == answers
    kept = office.city.owner_rows("SELECT code, raw FROM quarantine WHERE desk_id = %s", desk.id)
    assert [row[0] for row in kept] == [code.value]
    people = [change for change in desk.pull() if change.word == "person"]
    assert len(people) == 4


def test_poison_operation_is_kept_whole(city: City, desk: TestDesk) -> None:
    operation = desk.person(note="a\0b", last_contact_on="someday")
    desk.push(operation)
    ((raw,),) = city.owner_rows("SELECT raw FROM quarantine WHERE op = %s", operation.op)
    assert "\\u0000" in str(raw)
    assert "someday" in str(raw)


# --- a wrong clock


TEN_YEARS_MS = 10 * 365 * 86_400_000


@pytest.mark.parametrize("offset_ms", [TEN_YEARS_MS, -TEN_YEARS_MS, -(2**46)])
def test_clock_wrong_by_years_changes_no_order(office: TestOffice, offset_ms: int) -> None:
    one, other = office.desk(), office.desk()
    sent = one.person()
    one.push(sent)
    now = int(datetime.now(UTC).timestamp() * 1000)
    late = other.patch(
        "person",
        sent.record_id,
        {"town": "Lyon"},
        {"town": ""},
        hlc=(now + offset_ms) << 16,
    )
    other.push(late)
    last = [change for change in one.pull() if change.word == "person"][-1]
    assert last.fields == {"town": "Lyon"}
    assert 0 <= last.hlc >> 16 <= now + AHEAD_MS + 60_000


# --- deduplication that expires


def test_replay_after_a_year_gets_the_stored_answer(city: City, office: TestOffice) -> None:
    one, other = office.desk(), office.desk()
    sent = one.person()
    one.push(sent)
    other.push(other.patch("person", sent.record_id, {"town": "Nice"}, {"town": ""}, base=1))
    lost = one.patch("person", sent.record_id, {"town": "Lyon"}, {"town": ""}, base=1)
    first = one.push(lost)
    city.owner_does("UPDATE change SET at = at - interval '400 days'")
    city.owner_does("UPDATE desk SET seen_at = seen_at - interval '400 days'")
    for _ in range(2):
        assert one.push(lost) == first
    assert first[0].verdict is Verdict.CONFLICT
    assert first[0].fields == {"town": "Nice"}
    assert len(city.owner_rows("SELECT 1 FROM conflict WHERE record_id = %s", sent.record_id)) == 1


def test_the_same_operation_with_another_content_is_refused(desk: TestDesk) -> None:
    sent = desk.person()
    desk.push(sent)
    forged = replace(sent, fields={**sent.fields, "family_name": "Autre"})
    (answer,) = desk.push(forged)
    assert (answer.verdict, answer.code) == (Verdict.QUARANTINED, RejectCode.OP_REUSED)
    assert [change.fields["family_name"] for change in desk.pull() if change.word == "person"] == [
        "Traoré"
    ]


# --- schema drift


def test_schema_drift_unknown_fields_are_kept(city: City, office: TestOffice) -> None:
    newer, older = office.desk(), office.desk()
    sent = newer.person(pronoun="iel", notes=[{"a": 1}])
    assert newer.push(sent)[0].verdict is Verdict.APPLIED
    (change,) = [change for change in older.pull() if change.word == "person"]
    assert change.fields["pronoun"] == "iel"
    edited = newer.patch("person", sent.record_id, {"pronoun": "elle"}, {"pronoun": "iel"}, base=1)
    assert newer.push(edited)[0].verdict is Verdict.APPLIED
    clash = older.patch("person", sent.record_id, {"pronoun": "il"}, {"pronoun": "iel"}, base=1)
    assert older.push(clash)[0].fields == {"pronoun": "elle"}
    request = SnapshotRequest(city.epoch, office.scope)
    page = pulling.snapshot(city.database, older.token, request)
    assert '"pronoun": "elle"' in page.decode()
    assert '"notes": [{"a": 1}]' in page.decode()


def test_schema_drift_an_absent_field_is_not_null(office: TestOffice) -> None:
    older = office.desk()
    fields = person_fields(office.scope)
    del fields["contact_note"], fields["second_language"]
    sent = older.put("person", fields)
    assert older.push(sent)[0].verdict is Verdict.APPLIED
    (change,) = [change for change in older.pull() if change.word == "person"]
    assert change.fields["contact_note"] == ""
    assert change.fields["second_language"] is None


def test_schema_drift_a_field_that_cannot_lack_is_told(desk: TestDesk) -> None:
    fields = person_fields(desk.office.scope)
    del fields["created_at"]
    (answer,) = desk.push(desk.put("person", fields))
    assert (answer.verdict, answer.code) == (Verdict.QUARANTINED, RejectCode.BAD_VALUE)


# --- a large first sync


def test_large_first_sync_by_pages_while_others_write(city: City, office: TestOffice) -> None:
    writer, reader = office.desk(), office.desk()
    writer.push(*(writer.person() for _ in range(7)))
    request: SnapshotRequest | None = SnapshotRequest(city.epoch, office.scope, limit=2)
    heads = pulling.hello(city.database, reader.token).heads
    rows: dict[UUID, int] = {}
    while request is not None:
        page = SnapshotAnswer.decode(pulling.snapshot(city.database, reader.token, request))
        assert len(page.rows) <= 2
        rows |= {row.record_id: row.rev for row in page.rows}
        writer.push(writer.person())
        request = replace(request, place=page.next) if page.next else None
    reader.cursors = dict(heads)
    for change in reader.pull():
        if change.word == "person":
            rows[change.record_id] = change.rev
    told = pulling.checks(city.database, reader.token, ChecksRequest((office.scope,)))
    assert told.tallies[office.scope]["person"].count == len(rows)
