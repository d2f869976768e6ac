"""Take a push of new records in two round trips to PostgreSQL; leave any other to ``pushing``.

Nothing is decided here that ``judging`` would decide otherwise: what is locked, looked at and
written is the same, only by columns.  Where anything is out of the ordinary (a record or an
operation known already, a deletion remembered, a right refused), the transaction is given up and
the whole push is judged operation by operation.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import md5
from typing import Final
from uuid import UUID

import psycopg
from psycopg.rows import TupleRow

from mairie_quartier.central import rights, word_sql
from mairie_quartier.central.batch import clamped
from mairie_quartier.central.epochs import EPOCH
from mairie_quartier.central.judging import roles_of
from mairie_quartier.central.plain_puts import PlainPuts, WordRows
from mairie_quartier.central.pushing import ACKNOWLEDGE, REFUSALS
from mairie_quartier.central.reading import array_of_texts
from mairie_quartier.central.speaker import Database, hashed
from mairie_quartier.central.writing import COUNT, HEADS
from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.operations import OpKind, Verdict
from mairie_quartier.domain.protocol_pull import MODULUS

Cursor = psycopg.Cursor[TupleRow]

REV: Final = 1
SPLIT: Final = word_sql.SPLIT
ENTER: Final = "SELECT id, office_id, revoked FROM enter(%s)"
LOCK_DESK: Final = "SELECT acked_dseq FROM desk WHERE id = (SELECT my_desk()) FOR UPDATE"
LOCK_SCOPE: Final = "SELECT seq FROM scope WHERE scope = (SELECT my_office()) FOR UPDATE"
LOOK: Final = """
SELECT (SELECT value FROM meta WHERE name = %s), ARRAY(
  SELECT t.record_id::text
  FROM unnest(%s::text[], %s::uuid[], %s::uuid[]) AS r(word, lowest, highest)
  JOIN tombstone t ON t.word = r.word AND t.record_id BETWEEN r.lowest AND r.highest LIMIT %s)
"""
GRAVES: Final = 200
"""So many deletions remembered among the new identifiers, and no more, are looked at."""
OPERATIONS: Final = f"""
INSERT INTO op (op, desk_id, office_id, dseq, digest, verdict, rev)
SELECT r.op::uuid, %s, %s, r.dseq::bigint, substr(d.digests, 16 * r.n::integer - 15, 16), %s, 1
FROM (SELECT %b::bytea AS digests) AS d,
  unnest({SPLIT}, {SPLIT}) WITH ORDINALITY AS r(op, dseq, n)
"""
CHANGES: Final = f"""
INSERT INTO change (scope, seq, word, record_id, kind, rev, fields, op, actor, hlc, desk_id, at)
SELECT %s, %s + r.n, r.word, r.record_id::uuid, %s, 1, r.fields::json, r.op::uuid,
  r.actor::uuid, r.hlc::bigint, %s, %s
FROM unnest({", ".join([SPLIT] * 6)})
  WITH ORDINALITY AS r(word, record_id, fields, op, actor, hlc, n)
"""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a push stands on: the desk, and where its scope is, locked."""

    desk: UUID
    office: UUID
    acked: int
    seq: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A push that was taken: the answer, as it is sent."""

    message: bytes
    count: int


def take(database: Database, token: str, puts: PlainPuts) -> Taken | None:
    """Take the push, durably; nothing was done if there is nothing to give."""
    now = datetime.now(UTC)
    try:
        with database.pipeline(), database.transaction() as transaction:
            ground = _look(database, token, puts)
            if ground is None:
                raise psycopg.Rollback(transaction)
            _write(database, puts, ground, now)
    except REFUSALS:
        return None
    return _answer(puts, now) if ground else None


def _look(database: Database, token: str, puts: PlainPuts) -> Ground | None:
    """Lock and look; nothing if the push is out of the ordinary."""
    entered = database.execute(ENTER, (hashed(token),))
    desk_lock = database.execute(LOCK_DESK)
    scope_lock = database.execute(LOCK_SCOPE)
    looked = database.execute(LOOK, (EPOCH, *_ranges(puts.rows), GRAVES))
    actors = array_of_texts(set(puts.columns.actor))
    agents = database.execute(word_sql.select_current("agent"), (actors,))
    desk, acked, head = entered.fetchone(), desk_lock.fetchone(), scope_lock.fetchone()
    if desk is None or acked is None or head is None or desk[2]:
        return None
    epoch, graves = looked.fetchone() or ("", [])
    if str(desk[1]) != puts.scope or epoch != puts.epoch:
        return None
    if len(graves) == GRAVES or not set(puts.columns.record_id).isdisjoint(graves):
        return None
    # All that this desk had decided has a lower place: no other operation can be at these.
    if puts.columns.dseq[0] <= acked[0] or not _may(puts, _roles(agents)):
        return None
    return Ground(desk[0], desk[1], acked[0], head[0])


def _ranges(rows: Iterable[WordRows]) -> tuple[list[str], list[str], list[str]]:
    """Give each word, its lowest and its highest identifier."""
    found = [(each.word, min(each.ids), max(each.ids)) for each in rows]
    return [word for word, _, _ in found], [low for _, low, _ in found], [up for _, _, up in found]


def _roles(agents: Cursor) -> Mapping[str, frozenset[Role]]:
    return {str(key): roles_of(json.loads(text)) for key, _, text, _ in agents.fetchall()}


def _may(puts: PlainPuts, roles: Mapping[str, frozenset[Role]]) -> bool:
    return all(
        actor in roles and rights.allowed(word, OpKind.PUT, roles[actor])
        for word, actor in set(zip(puts.columns.word, puts.columns.actor, strict=True))
    )


def _write(database: Database, puts: PlainPuts, ground: Ground, now: datetime) -> None:
    """Write all; whether it was taken shows at the end of the pipeline.

    PostgreSQL begins with the rows, while Python still prepares the rest.
    """
    columns, who = puts.columns, (ground.desk, ground.office)
    for rows in puts.rows:
        sql, values = _insert(rows)
        database.execute(sql, values)
    ops, dseqs, applied = word_sql.joined(columns.op), columns.dseq, Verdict.APPLIED.value
    told = (applied, puts.digests(), ops, word_sql.joined(dseqs))
    database.execute(OPERATIONS, (*who, *told))
    hlcs = columns.hlc
    if min(hlcs) < 0 or max(hlcs) != clamped(max(hlcs), now):
        hlcs = tuple(clamped(hlc, now) for hlc in hlcs)
    texts = map(word_sql.joined, (columns.word, columns.record_id, puts.fields))
    parts = (*texts, ops, word_sql.joined(columns.actor), word_sql.joined(hlcs))
    start = (ground.office, ground.seq, OpKind.PUT.value, ground.desk, now)
    database.execute(CHANGES, (*start, *parts))
    for rows in sorted(puts.rows, key=lambda each: each.word):
        added = len(rows.ids)
        tally = (added, added * REV, sum(map(_row_digest, rows.ids)) % MODULUS)
        database.execute(COUNT, (ground.office, rows.word, *tally))
    database.execute(HEADS, (ground.seq + len(columns.op), ground.office))
    database.execute(ACKNOWLEDGE, (columns.dseq[-1], ground.desk))


def _insert(rows: WordRows) -> tuple[str, list[object]]:
    """Give the statement that inserts the rows; a column of one value is sent once."""
    size = len(rows.ids)
    same = tuple(name for name, column in rows.columns.items() if column.count(column[0]) == size)
    apart = tuple(name for name in rows.columns if name not in same)
    values: list[object] = [word_sql.plain(rows.columns[name][0]) for name in same]
    values.append(word_sql.joined(rows.ids))
    values.extend(word_sql.joined(rows.columns[name]) for name in apart)
    return word_sql.insert_columns(rows.word, same, apart), values


def _row_digest(record_id: str) -> int:
    """Give what ``protocol_pull.row_digest`` gives for a first revision."""
    found = md5(f"{record_id}:{REV}".encode(), usedforsecurity=False).digest()
    return int.from_bytes(found[:8]) >> 4


def _answer(puts: PlainPuts, now: datetime) -> Taken:
    """Write the answer: ``PushAnswer`` of nothing but ``APPLIED``."""
    end = f'","{Verdict.APPLIED.value}",{REV},null,null,false]'
    answers = ",".join([f'["{op}{end}' for op in puts.columns.op])
    head = f'{{"acked_dseq":{puts.columns.dseq[-1]},"time":"{now.isoformat()}"'
    return Taken(f'{head},"answers":[{answers}]}}'.encode(), len(puts.columns.op))
