"""Every trap of the synchronisation that is the centre's, one or more tests named after each."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import psycopg
import pytest

from mairie_quartier.central import enrolling, pulling, pushing
from mairie_quartier.central.batch import AHEAD_MS
from mairie_quartier.central.speaker import RetiredDesk, RevokedDesk, UnknownToken
from mairie_quartier.central.steward import maintaining
from mairie_quartier.domain.identifiers import new_id
from mairie_quartier.domain.operations import (
    CITY,
    NOBODY,
    Answer,
    ChangeKind,
    Operation,
    RejectCode,
    Scope,
    Verdict,
)
from mairie_quartier.domain.protocol import PushRequest
from mairie_quartier.domain.protocol_items import Unreadable
from mairie_quartier.domain.protocol_pull import (
    ChecksRequest,
    PullAnswer,
    PullRequest,
    SnapshotAnswer,
    SnapshotRequest,
)
from tests.central.city import City, TestDesk, TestOffice, person_fields


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
            other.execute("SELECT pg_terminate_backend(%s)", (pid,))
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


def receipt(desk: TestDesk, number: str) -> Operation:
    return desk.put(
        "receipt",
        {
            "office_id": str(desk.office.id),
            "number": number,
            "kind": "deposit",
            "visit_id": str(new_id()),
            "person_id": None,
            "agent_id": str(desk.office.agent),
            "issued_at": "2026-11-22T09:00:00+00:00",
            "content": "{}",
        },
    )


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


# --- rights revoked while offline


def test_rights_revoked_while_offline(city: City, office: TestOffice) -> None:
    desk = office.desk("Guichet retiré")
    before = desk.person()
    desk.push(before)
    offline = desk.person()
    with maintaining(city.owner) as steward:
        steward.revoke_desk(str(desk.id))
    (answer,) = desk.push(offline)
    assert (answer.verdict, answer.code) == (Verdict.QUARANTINED, RejectCode.DESK_REVOKED)
    assert desk.push(offline) == (answer,)
    hello = pulling.hello(city.database, desk.token)
    assert (hello.revoked, hello.scopes, hello.acked_dseq) == (True, (), desk.dseq)
    request = PullRequest(city.epoch, {CITY: 0, office.scope: 0})
    told = PullAnswer.decode(pulling.pull(city.database, desk.token, request))
    assert told.changes == ()
    assert set(told.dropped) == {CITY, office.scope}
    with pytest.raises(RevokedDesk):
        pulling.snapshot(city.database, desk.token, SnapshotRequest(city.epoch, office.scope))
    with pytest.raises(RevokedDesk):
        enrolling.renew(city.database, desk.token)


def test_rights_revoked_an_agent_who_left_is_quarantined(city: City, office: TestOffice) -> None:
    boss, desk = office.agent, office.desk()
    leaver = city.agent(office, "reception")
    leave = desk.patch(
        "agent", leaver, {"active": False}, {"active": True}, actor=boss, scope=CITY, base=1
    )
    after = desk.put("person", person_fields(office.scope), actor=leaver)
    answers = desk.push(leave, after)
    assert answers[0].verdict is Verdict.APPLIED
    assert answers[1].code is RejectCode.FORBIDDEN


def test_rights_another_office_s_scope_is_dropped(city: City, desk: TestDesk) -> None:
    other = city.office()
    fields = person_fields(other.scope)
    (answer,) = desk.push(desk.put("person", fields, scope=other.scope))
    assert answer.code is RejectCode.SCOPE_DROPPED
    (answer,) = desk.push(desk.put("person", fields))
    assert answer.code is RejectCode.FORBIDDEN
    assert not [change for change in other.desk().pull() if change.word == "person"]


def test_rights_an_actor_nobody_knows(desk: TestDesk) -> None:
    answers = desk.push(
        desk.put("person", person_fields(desk.office.scope), actor=new_id()),
        desk.put("person", person_fields(desk.office.scope), actor=None),
    )
    assert [answer.code for answer in answers] == [RejectCode.UNKNOWN_ACTOR] * 2


def test_rights_append_only_words_are_never_edited(desk: TestDesk) -> None:
    issued = receipt(desk, "BAC-B8-26-00001-X")
    desk.push(issued)
    edit = desk.patch("receipt", issued.record_id, {"content": "x"}, {"content": "{}"}, base=1)
    away = desk.delete("receipt", issued.record_id, dict(issued.fields), base=1)
    edited, deleted = desk.push(edit, away)
    assert (edited.code, edited.fields) == (RejectCode.APPEND_ONLY, {"content": "{}"})
    assert (deleted.code, deleted.gone) == (RejectCode.APPEND_ONLY, False)
    assert deleted.fields == issued.fields


# --- pooler in transaction mode


def test_pooler_two_offices_interleaved_on_one_connection(city: City) -> None:
    one, other = city.office().desk(), city.office().desk()
    mine: dict[Scope, set[UUID]] = {one.office.scope: set(), other.office.scope: set()}
    for _ in range(3):
        for desk in (one, other):
            sent = desk.person()
            desk.push(sent)
            mine[desk.office.scope].add(sent.record_id)
            desk.pull()
        # Between two requests the connection speaks for nobody.
        assert city.database.execute("SELECT count(*) FROM person").fetchone() == (0,)
        assert city.database.execute("SELECT my_desk(), my_office()").fetchone() == (None, None)
    for desk in (one, other):
        seen = {change.record_id for change in desk.pulled if change.word == "person"}
        assert seen == mine[desk.office.scope]


# --- a cloned or restored desk


def test_cloned_desk_is_noticed_and_takes_another_identity(city: City, office: TestOffice) -> None:
    desk = office.desk()
    desk.push(desk.person())
    clone = replace(desk, dseq=desk.dseq)
    desk.push(desk.person())
    unsent = clone.person()
    with pytest.raises(pushing.ClonedDesk):
        clone.push(unsent)
    renewed = enrolling.renew(city.database, clone.token)
    again = replace(clone, token=renewed.token, id=renewed.desk)
    assert again.push(unsent)[0].verdict is Verdict.APPLIED
    with pytest.raises(RetiredDesk):
        desk.push(desk.person())
    ((old,), (new,)) = city.owner_rows(
        "SELECT series FROM desk WHERE office_id = %s ORDER BY enrolled_at", office.id
    )
    assert old != new == renewed.series


def test_cloned_desk_sends_what_the_other_sent_already(city: City, office: TestOffice) -> None:
    desk = office.desk()
    sent = desk.person()
    (first,) = desk.push(sent)
    renewed = enrolling.renew(city.database, desk.token)
    again = replace(desk, token=renewed.token, id=renewed.desk)
    assert again.push(sent) == (first,)
    assert len([change for change in again.pull() if change.word == "person"]) == 1


# --- the epoch


def test_epoch_of_another_history_is_refused(city: City, desk: TestDesk) -> None:
    desk.push(desk.person())
    with pytest.raises(pushing.OtherEpoch) as told:
        desk.push(desk.person(), epoch=new_id())
    assert (told.value.epoch, told.value.acked_dseq) == (city.epoch, 1)
    with pytest.raises(pushing.OtherEpoch):
        pulling.pull(city.database, desk.token, PullRequest(new_id(), {CITY: 0}))
    with pytest.raises(pushing.OtherEpoch):
        pulling.snapshot(city.database, desk.token, SnapshotRequest(new_id(), CITY))


# --- the merge, as the database keeps it


def test_deletion_against_an_edit_is_a_conflict_for_a_person(office: TestOffice) -> None:
    one, other = office.desk("Guichet 1"), office.desk("Guichet 2")
    sent = one.person()
    one.push(sent)
    one.push(one.delete("person", sent.record_id, dict(sent.fields), base=1))
    late = other.patch("person", sent.record_id, {"town": "Lyon"}, {"town": ""}, base=1)
    (answer,) = other.push(late)
    assert (answer.verdict, answer.gone) == (Verdict.CONFLICT, True)
    (conflict,) = [change for change in one.pull() if change.word == "conflict"]
    assert conflict.fields["kept"] == "null"
    assert conflict.fields["other"] == '{"town":"Lyon"}'
    assert conflict.fields["other_place"] == "Guichet 2"
    kinds = [change.kind for change in one.pulled if change.record_id == sent.record_id]
    assert kinds == [ChangeKind.PUT, ChangeKind.DELETE]


def test_an_agent_undoes_a_removal(office: TestOffice) -> None:
    desk = office.desk()
    sent = desk.person()
    removed = desk.delete("person", sent.record_id, dict(sent.fields), base=1)
    back = desk.put("person", sent.fields, record_id=sent.record_id)
    answers = desk.push(sent, removed, back)
    assert [answer.verdict for answer in answers] == [Verdict.APPLIED] * 3
    assert answers[-1].rev == 3
    edit = desk.patch("person", sent.record_id, {"town": "Lyon"}, {"town": ""}, base=3)
    assert desk.push(edit) == (Answer(edit.op, Verdict.APPLIED, 4),)


def test_a_chain_of_edits_on_a_value_that_lost_is_one_conflict(
    city: City, office: TestOffice
) -> None:
    one, other = office.desk("Guichet 1"), office.desk("Guichet 2")
    sent = one.person()
    one.push(sent)
    other.push(other.patch("person", sent.record_id, {"town": "Nice"}, {"town": ""}, base=1))
    chain = [
        one.patch("person", sent.record_id, {"town": "Lyon"}, {"town": ""}, base=1),
        one.patch("person", sent.record_id, {"town": "Metz"}, {"town": "Lyon"}, base=1),
    ]
    answers = one.push(*chain)
    assert [answer.verdict for answer in answers] == [Verdict.CONFLICT] * 2
    third = one.patch("person", sent.record_id, {"town": "Brest"}, {"town": "Metz"}, base=1)
    one.push(third)
    query = "SELECT kept, other, kept_place, other_place FROM conflict WHERE record_id = %s"
    assert city.owner_rows(query, sent.record_id) == [
        ('"Nice"', '"Brest"', "Guichet 2", "Guichet 1")
    ]


def test_a_person_chooses_and_the_conflict_is_closed(city: City, office: TestOffice) -> None:
    one, other = office.desk(), office.desk()
    sent = one.person()
    one.push(sent)
    other.push(other.patch("person", sent.record_id, {"town": "Nice"}, {"town": ""}, base=1))
    one.push(one.patch("person", sent.record_id, {"town": "Lyon"}, {"town": ""}, base=1))
    (conflict,) = [change for change in one.pull() if change.word == "conflict"]
    txn = new_id()
    answers = one.push(
        one.patch("person", sent.record_id, {"town": "Lyon"}, {"town": "Nice"}, base=2, txn=txn),
        one.patch(
            "conflict",
            conflict.record_id,
            {"state": "closed", "chosen": '"Lyon"'},
            {"state": "open", "chosen": None},
            base=1,
            txn=txn,
        ),
    )
    assert [answer.verdict for answer in answers] == [Verdict.APPLIED] * 2
    query = "SELECT state, chosen FROM conflict WHERE record_id = %s"
    assert city.owner_rows(query, sent.record_id) == [("closed", '"Lyon"')]


def test_a_conflict_is_opened_by_the_centre_only(desk: TestDesk) -> None:
    forged = desk.put("conflict", {"office_id": str(desk.office.id)})
    (answer,) = desk.push(forged)
    assert answer.verdict is Verdict.QUARANTINED


# --- handing over


def test_a_file_handed_over_leaves_one_office_and_arrives_in_the_other(city: City) -> None:
    here, there = city.office(), city.office()
    one, witness, receiver = here.desk(), here.desk(), there.desk()
    sent = one.person()
    move = one.patch(
        "person",
        sent.record_id,
        {"office_id": str(there.id), "note": "déménagé"},
        {"office_id": str(here.id), "note": ""},
    )
    late = one.patch("person", sent.record_id, {"town": "Lyon"}, {"town": ""})
    answers = one.push(sent, move, late)
    assert [answer.code for answer in answers] == [None, None, RejectCode.SCOPE_DROPPED]
    kinds = [change.kind for change in witness.pull() if change.record_id == sent.record_id]
    assert kinds == [ChangeKind.PUT, ChangeKind.DROP]
    (arrived,) = [change for change in receiver.pull() if change.record_id == sent.record_id]
    assert arrived.kind is ChangeKind.PUT
    assert arrived.fields == {**sent.fields, "office_id": str(there.id), "note": "déménagé"}
    (edit,) = receiver.push(
        receiver.patch("person", sent.record_id, {"town": "Lille"}, {"town": ""}, base=2)
    )
    assert edit.verdict is Verdict.APPLIED
    for desk, count in ((witness, 0), (receiver, 1)):
        scope = desk.office.scope
        told = pulling.checks(city.database, desk.token, ChecksRequest((scope,)))
        people = told.tallies[scope].get("person")
        assert (people.count if people else 0) == count
    back = receiver.patch(
        "person", sent.record_id, {"office_id": str(here.id)}, {"office_id": str(there.id)}, base=3
    )
    assert receiver.push(back)[0].verdict is Verdict.APPLIED
    last = [change for change in witness.pull() if change.record_id == sent.record_id][-1]
    assert (last.kind, last.fields["town"]) == (ChangeKind.PUT, "Lille")
    assert (
        one.push(one.patch("person", sent.record_id, {"email": "a"}, {"email": ""}, base=4))[
            0
        ].verdict
        is Verdict.APPLIED
    )


def test_a_file_is_handed_over_to_an_office_that_exists_only(desk: TestDesk) -> None:
    sent = desk.person()
    move = desk.patch(
        "person",
        sent.record_id,
        {"office_id": str(new_id())},
        {"office_id": str(desk.office.id)},
    )
    answers = desk.push(sent, move)
    assert [answer.code for answer in answers] == [None, RejectCode.BAD_VALUE]


def test_a_file_is_handed_over_by_who_may(city: City, desk: TestDesk) -> None:
    there = city.office()
    clerk = city.agent(desk.office, "reception")
    sent = desk.person()
    move = desk.patch(
        "person",
        sent.record_id,
        {"office_id": str(there.id)},
        {"office_id": str(desk.office.id)},
        actor=clerk,
    )
    answers = desk.push(sent, move)
    assert [answer.code for answer in answers] == [None, RejectCode.FORBIDDEN]


# --- tokens


def test_a_token_that_was_never_given(city: City) -> None:
    with pytest.raises(UnknownToken):
        pulling.hello(city.database, "guessed")


def test_the_answer_to_what_has_no_identifier(desk: TestDesk) -> None:
    (answer,) = desk.push(unreadable(desk))
    assert (answer.op, answer.code) == (NOBODY, RejectCode.MALFORMED)
