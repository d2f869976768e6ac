"""Puts taken by columns are decided and written exactly as if judged one by one."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mairie_quartier.central import plain_push, pushing
from mairie_quartier.central.plain_puts import read_plain
from mairie_quartier.central.speaker import Database, enter
from mairie_quartier.domain.identifiers import new_id
from mairie_quartier.domain.json_reading import MalformedMessage
from mairie_quartier.domain.operations import JsonValue, RejectCode
from mairie_quartier.domain.protocol import MAX_OPS, PushAnswer, PushRequest
from mairie_quartier.domain.protocol_items import operation_items
from mairie_quartier.errors import UserMistake
from tests.central.city import City, TestDesk, receipt

LOOSE = settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
TABLES = {
    "person": "id",
    "receipt": "id",
    "conflict": "id",
    "change": "scope, seq",
    "op": "op",
    "quarantine": "id",
    "tombstone": "record_id",
    "tally": "scope, word",
    "scope": "scope",
}
Items = list[JsonValue]
Outcome = tuple[object, ...]

texts = st.text(max_size=8) | st.sampled_from(
    ['"', "\\", "\\u0000", "\0", "\x1e", "\x1d", "\x7f", "\n\t\r\b\f", "é\u2028😀", "{}", "NULL"]
)
odd_values = (
    texts
    | st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False)
    | st.lists(texts | st.integers(0, 1), max_size=2)
    | st.dictionaries(texts, st.integers(0, 1), max_size=1)
    | st.sampled_from(["2026-11-22T09:00:00Z", "2026-11-22T09:00:00.000000+00:00", "2026-02-30"])
)


class Known:
    """What the centre holds before the push, to be met again."""

    def __init__(self, city: City) -> None:
        office = city.office()
        self.desk, self.other = office.desk("Guichet 1"), office.desk("Guichet 2")
        self.nobody, self.analyst = new_id(), city.agent(office, "analyst")
        self.elsewhere = city.office().desk()
        self.there, self.gone = self.other.person(), self.other.person()
        self.replayed = self.desk.person()
        self.other.push(self.there, self.gone)
        self.other.push(self.other.delete("person", self.gone.record_id, self.gone.fields))
        self.elsewhere.push(self.elsewhere.person())
        self.desk.push(self.replayed)
        self.numbers = count(1)


@pytest.fixture(scope="module")
def known(city: City) -> Known:
    return Known(city)


def plain(known: Known, text: str) -> Items:
    return items_of(known.desk.person(note=text))


def items_of(operation: object) -> Items:
    found: Items = json.loads(json.dumps(operation_items(operation)))  # type: ignore[arg-type]
    return found


def paper(known: Known, _text: str) -> Items:
    return items_of(receipt(known.desk, f"AAB-01-26-{next(known.numbers):06}-K"))


def changed(known: Known, text: str, *, place: int, value: JsonValue) -> Items:
    items = plain(known, text)
    items[place] = value
    return items


def with_field(known: Known, text: str, *, name: str, value: JsonValue) -> Items:
    items = plain(known, text)
    fields = items[8]
    assert isinstance(fields, dict)
    fields[name] = value
    return items


def without_field(known: Known, text: str, *, name: str) -> Items:
    items = plain(known, text)
    fields = items[8]
    assert isinstance(fields, dict)
    del fields[name]
    return items


def edit(known: Known, text: str) -> Items:
    there = known.there
    old: JsonValue = there.fields["note"]
    return items_of(
        known.desk.patch("person", there.record_id, {"note": text}, {"note": old}, base=1)
    )


def of_record(known: Known, text: str, *, which: str) -> Items:
    return changed(known, text, place=5, value=str(getattr(known, which).record_id))


def by_actor(known: Known, text: str, *, which: str) -> Items:
    return changed(known, text, place=10, value=str(getattr(known, which)))


def replay(known: Known, _text: str) -> Items:
    return items_of(known.replayed)


Maker = Callable[[Known, str], Items]
names = st.sampled_from(["note", "office_id", "birth", "access_needs", "created_at", "language"])
odd: st.SearchStrategy[Maker] = st.one_of(
    st.sampled_from([edit, replay, paper, plain]),
    st.builds(partial, st.just(of_record), which=st.sampled_from(["there", "gone"])),
    st.builds(partial, st.just(by_actor), which=st.sampled_from(["nobody", "analyst"])),
    st.builds(partial, st.just(changed), place=st.integers(0, 11), value=odd_values),
    st.just(partial(changed, place=11, value=-1)),
    st.builds(partial, st.just(with_field), name=names | texts, value=odd_values),
    st.builds(partial, st.just(without_field), name=names),
)
usual: st.SearchStrategy[Maker] = st.sampled_from([plain, plain, plain, paper])
batches = st.lists(st.tuples(usual | usual | odd, texts), min_size=1, max_size=5)


@LOOSE
@given(batch=batches, twice=st.booleans(), ascii_only=st.booleans(), spaced=st.booleans())
def test_both_ways_give_the_same_answers_and_the_same_database(
    city: City, known: Known, batch: list[tuple[Maker, str]], *, twice: bool, ascii_only: bool,
    spaced: bool,
) -> None:  # fmt: skip
    ops: list[JsonValue] = [list(make(known, text)) for make, text in batch]
    if twice:
        ops.append(ops[0])
    message = written(city, ops, ascii_only=ascii_only, spaced=spaced)
    assert outcome(city, known.desk, message, by_columns) == outcome(
        city, known.desk, message, one_by_one
    )


def test_what_a_desk_records_is_taken_by_columns(city: City, known: Known) -> None:
    ops: list[JsonValue] = [list(plain(known, 'Été "\\\n')), list(paper(known, ""))]
    ops += [list(plain(known, str(n))) for n in range(3)]
    assert outcome(city, known.desk, written(city, ops), by_columns_only) == outcome(
        city, known.desk, written(city, ops), one_by_one
    )


def test_one_record_alone_is_taken_by_columns(city: City, known: Known) -> None:
    message = written(city, [list(plain(known, ""))])
    assert outcome(city, known.desk, message, by_columns_only) == outcome(
        city, known.desk, message, one_by_one
    )


def test_a_clock_that_runs_ahead_is_brought_back(city: City, known: Known) -> None:
    ahead = 2**62
    message = written(city, [list(changed(known, "", place=11, value=ahead))])
    with undone(city.database):
        by_columns_only(city.database, known.desk, message)
        enter(city.database, known.desk.token)
        found = city.database.execute("SELECT max(hlc) FROM change").fetchone()
    assert found is not None
    assert 0 < found[0] < ahead


@pytest.mark.parametrize("make", [edit, replay, partial(of_record, which="gone")])
def test_what_is_out_of_the_ordinary_leaves_no_trace(city: City, known: Known, make: Maker) -> None:
    message = written(city, [list(plain(known, "")), list(make(known, "x"))])
    puts = read_plain(message)
    with undone(city.database):
        before = contents(city.database, known.desk)
        assert puts is None or plain_push.take(city.database, known.desk.token, puts) is None
        assert contents(city.database, known.desk) == before


def test_a_known_record_or_number_is_left_to_judging(city: City, known: Known) -> None:
    twice = receipt(known.desk, "AAB-01-26-999999-K")
    known.desk.push(twice)
    for message in (
        written(city, [list(of_record(known, "", which="there"))]),
        written(city, [items_of(receipt(known.desk, "AAB-01-26-999999-K"))]),
    ):
        puts = read_plain(message)
        assert puts is not None
        assert plain_push.take(city.database, known.desk.token, puts) is None
        assert city.database.info.transaction_status == psycopg.pq.TransactionStatus.IDLE


def test_another_office_or_a_stranger_is_left_to_judging(city: City, known: Known) -> None:
    puts = read_plain(written(city, [list(plain(known, ""))]))
    assert puts is not None
    assert plain_push.take(city.database, known.elsewhere.token, puts) is None
    assert plain_push.take(city.database, "nobody’s token", puts) is None


def test_a_dismissed_agent_is_left_to_judging(city: City, known: Known) -> None:
    agent = city.agent(known.desk.office, "reception")
    message = written(city, [list(changed(known, "", place=10, value=str(agent)))])
    puts = read_plain(message)
    assert puts is not None
    city.owner_does("UPDATE agent SET active = false WHERE id = %s", agent)
    assert plain_push.take(city.database, known.desk.token, puts) is None
    (answer,) = one_by_one(city.database, known.desk, message).answers
    assert answer.code is RejectCode.FORBIDDEN


def test_more_than_a_push_may_hold_is_left_to_judging(city: City, known: Known) -> None:
    ops: list[JsonValue] = [list(plain(known, "")) for _ in range(MAX_OPS + 1)]
    assert read_plain(written(city, ops[:-1])) is not None
    assert read_plain(written(city, ops)) is None


def written(
    city: City, ops: list[JsonValue], *, ascii_only: bool = False, spaced: bool = False
) -> bytes:
    envelope = {"epoch": str(city.epoch), "protocol": 1, "schema": 1, "ops": ops}
    text = json.dumps(
        envelope, ensure_ascii=ascii_only, separators=(", ", ": ") if spaced else (",", ":")
    )
    return text.encode("utf-8", "surrogatepass")


def one_by_one(database: Database, desk: TestDesk, message: bytes) -> PushAnswer:
    return pushing.push(database, desk.token, PushRequest.decode(message)).answer


def by_columns_only(database: Database, desk: TestDesk, message: bytes) -> PushAnswer:
    puts = read_plain(message)
    assert puts is not None
    taken = plain_push.take(database, desk.token, puts)
    assert taken is not None
    return PushAnswer.decode(taken.message)


def by_columns(database: Database, desk: TestDesk, message: bytes) -> PushAnswer:
    puts = read_plain(message)
    taken = plain_push.take(database, desk.token, puts) if puts else None
    return PushAnswer.decode(taken.message) if taken else one_by_one(database, desk, message)


def outcome(
    city: City,
    desk: TestDesk,
    message: bytes,
    push: Callable[[Database, TestDesk, bytes], PushAnswer],
) -> Outcome:
    """Give what the desk hears and what is in the database then; nothing is kept of it."""
    with undone(city.database):
        try:
            answer = push(city.database, desk, message)
        except (MalformedMessage, UserMistake) as fault:
            return (type(fault), fault.args)
        return (answer.acked_dseq, answer.answers, contents(city.database, desk))


def contents(database: Database, desk: TestDesk) -> dict[str, list[tuple[object, ...]]]:
    """Give all that the desk's office can see, but for when it was written."""
    with undone(database):
        enter(database, desk.token)
        found = {
            table: database.execute(
                f"SELECT (to_jsonb(t) - 'at' - 'fields')::text FROM {table} t ORDER BY {order}"
            ).fetchall()
            for table, order in TABLES.items()
        }
        found["fields"] = database.execute(
            "SELECT fields::text FROM change ORDER BY scope, seq"
        ).fetchall()
        found["acked"] = database.execute("SELECT id, acked_dseq FROM desk ORDER BY id").fetchall()
        return found


@contextmanager
def undone(database: Database) -> Iterator[None]:
    """Give a transaction of which nothing is kept."""
    with database.transaction() as transaction:
        yield
        raise psycopg.Rollback(transaction)
