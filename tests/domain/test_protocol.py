"""Messages are read as they were written; whatever else comes is refused or kept."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mairie_quartier.domain.json_reading import MalformedMessage, depth_of, parse
from mairie_quartier.domain.operations import (
    Answer,
    ChangeKind,
    DeskId,
    JsonValue,
    Operation,
    OpKind,
    RejectCode,
    Scope,
    Verdict,
)
from mairie_quartier.domain.protocol import (
    MAX_OPS,
    HelloAnswer,
    Problem,
    ProblemCode,
    PushAnswer,
    PushRequest,
)
from mairie_quartier.domain.protocol_enrolment import Enrolled, EnrolRequest, OfficeCard
from mairie_quartier.domain.protocol_items import Unreadable
from mairie_quartier.domain.protocol_pull import (
    ChecksAnswer,
    ChecksRequest,
    Place,
    PullAnswer,
    PullRequest,
    SnapshotAnswer,
    SnapshotRequest,
    Tally,
    row_digest,
)
from mairie_quartier.domain.quick_reading import Change, SnapshotRow

KEY = UUID("0199aa00-0000-7000-8000-000000000007")
OFFICE = Scope(str(UUID(int=1)))
CITY = Scope("city")
AT = datetime(2026, 11, 22, 10, 30, 0, 123, tzinfo=UTC)
CARD = OfficeCard(KEY, "BAC", "Mairie de quartier du Bac")
OPERATION = Operation(
    op=KEY,
    dseq=1,
    txn=KEY,
    scope=OFFICE,
    word="person",
    record_id=KEY,
    kind=OpKind.PATCH,
    base=3,
    fields={"family_name": "Nguyễn", "roles": ["a"], "birth": None},
    replaced={"family_name": "", "roles": [], "birth": "1990"},
    actor=None,
    hlc=2**57,
)
CHANGE = Change(
    OFFICE, 4, "person", KEY, ChangeKind.PUT, 1, {"note": "«é»"}, KEY, 5, DeskId(KEY), AT
)
HELLO = HelloAnswer(
    KEY, (1, 2), (1, 1), AT, DeskId(KEY), 12, {CITY: 3, OFFICE: 0}, (CITY, OFFICE), False
)


@pytest.mark.parametrize(
    ("message", "decode"),
    [
        (HELLO, HelloAnswer.decode),
        (Problem(ProblemCode.EPOCH, "x", KEY, 4), Problem.decode),
        (Problem(ProblemCode.TOKEN), Problem.decode),
        (PushRequest(KEY, 1, 1, (OPERATION,)), PushRequest.decode),
        (
            PushAnswer(
                9,
                AT,
                (
                    Answer(KEY, Verdict.CONFLICT, 3, None, {"a": 1}),
                    Answer(KEY, Verdict.QUARANTINED, 0, RejectCode.FORBIDDEN, None, True),
                ),
            ),
            PushAnswer.decode,
        ),
        (PullRequest(KEY, {CITY: 0, OFFICE: 7}, 10), PullRequest.decode),
        (PullAnswer((CHANGE, CHANGE), {CITY: 9}, (OFFICE,), True), PullAnswer.decode),
        (PullAnswer((), {}, (), False), PullAnswer.decode),
        (SnapshotRequest(KEY, CITY), SnapshotRequest.decode),
        (SnapshotRequest(KEY, CITY, Place("person", KEY), 5), SnapshotRequest.decode),
        (SnapshotRequest(KEY, CITY, Place("person", None), 5), SnapshotRequest.decode),
        (
            SnapshotAnswer((SnapshotRow("office", KEY, 2, {"n": 1}),), Place("visit", KEY), 4),
            SnapshotAnswer.decode,
        ),
        (SnapshotAnswer((), None, 4), SnapshotAnswer.decode),
        (ChecksRequest((CITY,)), ChecksRequest.decode),
        (ChecksAnswer({CITY: {"office": Tally(1, 2, 3)}, OFFICE: {}}), ChecksAnswer.decode),
        (EnrolRequest("ABC", "Guichet 1"), EnrolRequest.decode),
        (EnrolRequest("ABC", "Guichet 1", CARD), EnrolRequest.decode),
        (Enrolled(DeskId(KEY), "t", KEY, CARD, "Ville"), Enrolled.decode),
    ],
)
def test_a_message_is_read_as_it_was_written(
    message: PushRequest, decode: Callable[[bytes], object]
) -> None:
    assert decode(message.encode()) == message


def pushed(*items: JsonValue) -> bytes:
    head = {"epoch": str(KEY), "protocol": 1, "schema": 1, "later": {"unknown": 1}}
    return json.dumps({**head, "ops": list(items)}).encode()


def items(**changed: JsonValue) -> list[JsonValue]:
    known: list[JsonValue] = json.loads(PushRequest(KEY, 1, 1, (OPERATION,)).encode())["ops"][0]
    names = [
        "op",
        "dseq",
        "txn",
        "scope",
        "word",
        "id",
        "kind",
        "base",
        "fields",
        "replaced",
        "actor",
        "hlc",
    ]
    return [changed.get(name, value) for name, value in zip(names, known, strict=True)]


BAD_ITEMS: list[tuple[str, JsonValue]] = [
    ("op", "7"),
    ("op", "{0199aa00-0000-7000-8000-000000000007}"),
    ("op", None),
    ("dseq", 0),
    ("dseq", 1.0),
    ("dseq", True),
    ("dseq", 10**30),
    ("txn", []),
    ("scope", 4),
    ("scope", "x" * 500),
    ("scope", "\ud800"),
    ("word", "a\0b"),
    ("id", {}),
    ("kind", "drop"),
    ("kind", []),
    ("base", -1),
    ("base", 2**31),
    ("fields", None),
    ("fields", []),
    ("replaced", "x"),
    ("actor", ""),
    ("hlc", 2**63),
    ("hlc", "1"),
]


@pytest.mark.parametrize(("name", "value"), BAD_ITEMS)
def test_an_operation_that_cannot_be_read_is_kept_and_the_rest_go_on(
    name: str, value: JsonValue
) -> None:
    bad, good = items(**{name: value}), items(dseq=2)
    first, second = PushRequest.decode(pushed(bad, good)).ops
    assert isinstance(first, Unreadable)
    assert first.path == f"ops[0].{name}"
    assert first.raw == bad
    assert isinstance(second, Operation)
    assert first.op == (None if name == "op" else KEY)
    assert first.dseq == (None if name == "dseq" else 1)


@pytest.mark.parametrize("item", [None, 3, "x", [], {}, [[]], items()[:11], [*items(), 1]])
def test_an_operation_of_another_shape_is_kept(item: JsonValue) -> None:
    (only,) = PushRequest.decode(pushed(item)).ops
    assert isinstance(only, Unreadable)
    assert only.raw == item


def test_operations_out_of_order_are_refused() -> None:
    with pytest.raises(MalformedMessage):
        PushRequest.decode(pushed(items(dseq=2), items(dseq=2)))


def test_too_many_operations_are_refused() -> None:
    with pytest.raises(MalformedMessage):
        PushRequest.decode(pushed(*([None] * (MAX_OPS + 1))))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[]",
        b"null",
        b"{",
        b'{"a":NaN}',
        b'{"a":1e999}',
        b'{"a":' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        "{}".encode("utf-16"),
    ],
)
def test_what_is_no_message_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedMessage):
        PushRequest.decode(data)


@pytest.mark.parametrize("name", ["epoch", "protocol", "schema", "ops"])
def test_an_envelope_without_one_of_its_fields_is_refused(name: str) -> None:
    whole = json.loads(pushed())
    del whole[name]
    with pytest.raises(MalformedMessage) as told:
        PushRequest.decode(json.dumps(whole).encode())
    assert told.value.path == name


def test_a_refusal_never_repeats_the_value() -> None:
    whole = {**json.loads(pushed()), "epoch": "Dupont, née en 1951"}
    with pytest.raises(MalformedMessage) as told:
        PushRequest.decode(json.dumps(whole).encode())
    assert "Dupont" not in str(told.value.args)


def test_an_answer_with_a_code_of_a_later_version_is_still_an_answer() -> None:
    data = PushAnswer(1, AT, (Answer(KEY, Verdict.QUARANTINED, 0, RejectCode.TAKEN),)).encode()
    (answer,) = PushAnswer.decode(data.replace(b'"taken"', b'"from_the_future"')).answers
    assert answer.verdict is Verdict.QUARANTINED
    assert answer.code is RejectCode.MALFORMED


def test_changes_written_as_text_are_read_as_changes() -> None:
    whole = PullAnswer((CHANGE,), {CITY: 9}, (), False)
    text = json.dumps(json.loads(whole.encode())["changes"][0])
    assert PullAnswer.decode(PullAnswer.written([text], heads={CITY: 9})) == whole


def test_the_digest_of_a_row_is_what_postgresql_computes() -> None:
    # SELECT ('x' || substr(md5('0199aa00-0000-7000-8000-000000000007:3'), 1, 15))::bit(60)::bigint
    assert row_digest(KEY, 3) == 1064684787619186992
    assert row_digest(KEY, 3) != row_digest(KEY, 4)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=12,
)


@settings(max_examples=50, derandomize=True)
@given(json_values)
def test_whatever_stands_for_a_message_it_is_read_or_refused(value: JsonValue) -> None:
    data = json.dumps(value).encode()
    for decode in (PushRequest.decode, PullRequest.decode, SnapshotRequest.decode):
        with pytest.raises(MalformedMessage):
            decode(data)


@settings(max_examples=50, derandomize=True)
@given(st.lists(json_values, max_size=14))
def test_whatever_stands_for_an_operation_it_is_kept(found: list[JsonValue]) -> None:
    finite = json.loads(json.dumps(found).replace("NaN", "0").replace("Infinity", "1"))
    (only,) = PushRequest.decode(pushed(finite)).ops
    assert isinstance(only, Unreadable)


@settings(max_examples=50, derandomize=True)
@given(json_values)
def test_depth_counts_containers(value: JsonValue) -> None:
    def slow(each: JsonValue) -> int:
        if isinstance(each, dict):
            return 1 + max(map(slow, each.values()), default=0)
        return 1 + max(map(slow, each), default=0) if isinstance(each, list) else 0

    assert depth_of(value) == slow(value)


def test_parse_gives_the_value() -> None:
    assert parse('{"é":[1,2.5,null,true]}'.encode()) == {"é": [1, 2.5, None, True]}


def all_applied(*answers: JsonValue) -> bytes:
    head = {"acked_dseq": 9, "time": AT.isoformat()}
    return json.dumps({**head, "answers": list(answers)}).encode()


def test_revisions_are_read_when_everything_was_applied() -> None:
    ops = [str(KEY), str(UUID(int=2))]
    sent = PushAnswer(
        9,
        AT,
        tuple(Answer(UUID(op), Verdict.APPLIED, rev) for op, rev in zip(ops, (1, 4), strict=True)),
    )
    assert PushAnswer.decode_revisions(sent.encode(), ops) == [1, 4]


@pytest.mark.parametrize(
    "answer",
    [
        [str(KEY), "merged", 1, None, None, False],
        [str(KEY), "applied", 1, "taken", None, False],
        [str(KEY), "applied", 1, None, {}, False],
        [str(KEY), "applied", 1, None, None, True],
        [str(KEY), "applied", 1, None, None, 0],
        [str(KEY), "applied", True, None, None, False],
        [str(KEY), "applied", -1, None, None, False],
        [str(KEY), "applied", 2**63, None, None, False],
        [str(UUID(int=2)), "applied", 1, None, None, False],
        [str(KEY), "applied", 1, None, None],
        None,
    ],
)
def test_any_other_answer_is_left_to_be_read_whole(answer: JsonValue) -> None:
    assert PushAnswer.decode_revisions(all_applied(answer), [str(KEY)]) is None


def test_as_many_revisions_are_read_as_were_asked_for() -> None:
    good: JsonValue = [str(KEY), "applied", 1, None, None, False]
    assert PushAnswer.decode_revisions(all_applied(good), [str(KEY)]) == [1]
    assert PushAnswer.decode_revisions(all_applied(good, good), [str(KEY)]) is None
    assert PushAnswer.decode_revisions(all_applied(), [str(KEY)]) is None
