"""Write a decided batch: a few statements for any number of operations.

Rows go to PostgreSQL as JSON texts, change log and operations by columns; it reads both itself.
Either everything here is written or the caller's savepoint is given up.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Final
from uuid import UUID, uuid5

from mairie_quartier.central import word_sql
from mairie_quartier.central.batch import (
    Batch,
    Decided,
    Grave,
    Holding,
    Line,
    Refused,
    raw_text,
)
from mairie_quartier.central.speaker import Database
from mairie_quartier.central.tables import CITY_SCOPE, WORDS
from mairie_quartier.central.word_sql import SPLIT, joined
from mairie_quartier.central.words import RULES
from mairie_quartier.domain.field_merge import Row
from mairie_quartier.domain.operations import Fields, JsonValue, Operation
from mairie_quartier.domain.protocol_items import dump_text
from mairie_quartier.domain.protocol_pull import MODULUS, row_digest

CHANGES: Final = f"""
INSERT INTO change (scope, seq, word, record_id, kind, rev, fields, op, actor, hlc, desk_id, at)
SELECT scope::uuid, seq::bigint, word, record_id::uuid, kind, rev::integer, fields::json, op::uuid,
  actor::uuid, hlc::bigint, %s, %s
FROM unnest({", ".join([SPLIT] * 10)})
  AS r(scope, seq, word, record_id, kind, rev, fields, op, actor, hlc)
"""
OPERATIONS: Final = f"""
INSERT INTO op (op, desk_id, office_id, dseq, digest, verdict, rev, code, fields, gone)
SELECT op::uuid, %s, %s, dseq::bigint, decode(digest, 'hex'), verdict, rev::integer, code,
  fields::json, gone::boolean
FROM unnest({", ".join([SPLIT] * 8)}) AS r(op, dseq, digest, verdict, rev, code, fields, gone)
"""
QUARANTINE: Final = """
INSERT INTO quarantine (id, op, dseq, desk_id, office_id, word, record_id, raw, code, detail)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO NOTHING
"""
BURY: Final = """
INSERT INTO tombstone (word, record_id, scope, rev, fields, desk_id, dseq)
VALUES (%s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (word, record_id, scope) DO UPDATE SET rev = excluded.rev,
  fields = excluded.fields, desk_id = excluded.desk_id, dseq = excluded.dseq, at = now()
"""
UNBURY: Final = "DELETE FROM tombstone WHERE word = %s AND record_id = %s"
COUNT: Final = """
INSERT INTO tally AS t (scope, word, count, sum_rev, digest) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (scope, word) DO UPDATE SET count = t.count + excluded.count,
  sum_rev = t.sum_rev + excluded.sum_rev,
  digest = (t.digest + excluded.digest) %% (1::bigint << 60)
"""
HEADS: Final = "UPDATE scope SET seq = %s WHERE scope = %s"
HAND_OVER: Final = "SELECT hand_over(%s, %s, %s, %s::json)"


def write(database: Database, batch: Batch, heads_before: dict[UUID, int]) -> None:
    """Write all that was decided."""
    _write_rows(database, batch)
    if batch.lines:
        columns = zip(*map(_line_values, batch.lines), strict=True)
        database.execute(CHANGES, (batch.desk.id, batch.now, *map(joined, columns)))
    if batch.decided:
        columns = zip(*map(_decided_values, batch.decided), strict=True)
        who = (batch.desk.id, batch.desk.office)
        database.execute(OPERATIONS, (*who, *map(joined, columns)))
    for refused in batch.refused:
        database.execute(QUARANTINE, _refused_values(batch, refused))
    _write_graves(database, batch)
    _write_tallies(database, batch)
    for line in batch.arrivals:
        _hand_over(database, line)
    for scope, seq in batch.heads.items():
        if seq != heads_before[scope]:
            database.execute(HEADS, (seq, scope))


def _write_rows(database: Database, batch: Batch) -> None:
    inserted: dict[str, list[str]] = {}
    updated: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    deleted: dict[str, list[UUID]] = {}
    for (word, key), holding in batch.holdings.items():
        row = holding.row
        if row is None:
            if holding.stored is not None:
                deleted.setdefault(word, []).append(key)
        elif holding.stored is None:
            inserted.setdefault(word, []).append(_new_text(batch, word, key, holding, row))
        elif holding.touched:
            names, text = _touched(word, key, holding, row)
            updated.setdefault((word, names), []).append(text)
    for word, keys in deleted.items():
        database.execute(word_sql.delete(word), (keys,))
    for word in WORDS:
        if word in inserted:
            database.execute(word_sql.insert(word), (_array(inserted[word]),))
    for (word, names), texts in sorted(updated.items()):
        database.execute(word_sql.update(word, names), (_array(texts),))


def _new_text(batch: Batch, word: str, key: UUID, holding: Holding, row: Row) -> str:
    """Give the text of a new row; one handed over at once is written here first, then leaves."""
    if holding.moved_to is None:
        return _row_text(word, key, row, row.fields, holding.text)
    here = {**row.fields, "office_id": str(batch.desk.office)}
    return _row_text(word, key, row, here)


def _touched(word: str, key: UUID, holding: Holding, row: Row) -> tuple[tuple[str, ...], str]:
    """Give the columns to update and the text of the row; the office changes by handing over."""
    known = RULES[word].checks
    names = {name for name in holding.touched if name in known}
    if holding.moved_to is not None:
        names.discard("office_id")
    fields = {name: row.fields[name] for name in names}
    if not holding.touched <= known.keys():
        names = names | {"extra"}
        fields |= {name: value for name, value in row.fields.items() if name not in known}
    return tuple(sorted(names)), _row_text(word, key, row, fields)


def _row_text(word: str, key: UUID, row: Row, fields: Fields, text: str = "") -> str:
    """Give a row as JSON; fields that the service does not know go together into ``extra``.

    ``text`` is the JSON of the fields, if there is one already.
    """
    known = RULES[word].checks
    if not fields.keys() <= known.keys():
        extra = {name: value for name, value in fields.items() if name not in known}
        fields = {name: value for name, value in fields.items() if name in known}
        text = dump_text({**fields, "extra": extra})
    text = text or dump_text(fields)
    comma = "," if len(text) > 2 else ""
    return f'{{"id":"{key.int:032x}","rev":{row.rev}{comma}{text[1:]}'


def _line_values(line: Line) -> tuple[JsonValue, ...]:
    note = line.note
    # Identifiers as 32 digits: PostgreSQL reads them, and Python writes them twice as fast.
    return (
        *(line.scope.hex, line.seq, note.word, note.record_id.hex, note.kind.value, note.rev),
        *(note.fields, line.op.hex, line.actor.hex if line.actor else None, line.hlc),
    )


def _decided_values(decided: Decided) -> tuple[JsonValue, ...]:
    answer = decided.answer
    fields = None if answer.fields is None else dump_text(answer.fields)
    code = answer.code.value if answer.code else None
    return (
        *(answer.op.hex, decided.operation.dseq, decided.digest.hex(), answer.verdict.value),
        *(answer.rev, code, fields, answer.gone),
    )


def _refused_values(batch: Batch, refused: Refused) -> tuple[object, ...]:
    item, desk = refused.item, batch.desk
    raw = raw_text(item)
    # The same refusal again, of an operation that could not be stored, is the same line.
    key = uuid5(desk.id, sha256(raw.encode()).hexdigest())
    record_id = item.record_id if isinstance(item, Operation) else None
    word = item.word if isinstance(item, Operation) else ""
    who = (key, item.op, item.dseq, desk.id, desk.office)
    return (*who, word, record_id, raw, refused.code.value, refused.detail)


def _write_graves(database: Database, batch: Batch) -> None:
    for key in batch.revived:
        if key not in batch.graves:
            database.execute(UNBURY, key)
    for grave in batch.graves.values():
        database.execute(BURY, _grave_values(grave, batch.desk.id))


def _grave_values(grave: Grave, desk: UUID) -> tuple[object, ...]:
    return (
        *(grave.word, grave.record_id, grave.scope, grave.rev, grave.fields),
        *(desk, grave.dseq),
    )


def _write_tallies(database: Database, batch: Batch) -> None:
    """Count, by scope and word, what the batch added and took away."""
    totals: dict[tuple[UUID, str], tuple[int, int, int]] = {}
    for (word, key), holding in batch.holdings.items():
        now = None if holding.moved_to is not None else holding.row
        if now is holding.stored:
            continue
        office = _scope_of(batch, word, holding)
        count, revs, digest = totals.get((office, word), (0, 0, 0))
        for row, sign in ((holding.stored, -1), (now, 1)):
            if row is not None:
                count, revs = count + sign, revs + sign * row.rev
                digest = (digest + sign * row_digest(key, row.rev)) % MODULUS
        totals[office, word] = (count, revs, digest)
    for (scope, word), total in sorted(totals.items()):
        database.execute(COUNT, (scope, word, *total))


def _scope_of(batch: Batch, word: str, holding: Holding) -> UUID:
    row = holding.stored or holding.row
    shared = RULES[word].is_shared or (row is not None and row.fields.get("office_id") is None)
    return CITY_SCOPE if shared else batch.desk.office


def _hand_over(database: Database, line: Line) -> None:
    note = line.note
    told = {
        "seq": line.seq,
        "rev": note.rev,
        "fields": json.loads(note.fields),
        "op": str(line.op),
        "actor": str(line.actor) if line.actor else None,
        "hlc": line.hlc,
        "digest": row_digest(note.record_id, note.rev),
    }
    database.execute(HAND_OVER, (note.word, note.record_id, line.scope, dump_text(told)))


def _array(texts: Iterable[str]) -> str:
    return f"[{','.join(texts)}]"
