"""Read, in a few queries, all that deciding a batch needs.

The caller holds the locks of the scopes already: nothing read here can change before it commits.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from mairie_quartier.central import word_sql
from mairie_quartier.central.batch import Batch, Holding, Stored
from mairie_quartier.central.disputing import conflict_of_fields, moment
from mairie_quartier.central.judging import roles_of
from mairie_quartier.central.speaker import Database, DeskCard
from mairie_quartier.central.words import RULES
from mairie_quartier.domain.conflicts import Conflict, ConflictState, Ours
from mairie_quartier.domain.field_merge import Row, Tombstone
from mairie_quartier.domain.identifiers import AgentId
from mairie_quartier.domain.operations import (
    WHOLE,
    Answer,
    JsonValue,
    Operation,
    RejectCode,
    Verdict,
)
from mairie_quartier.domain.protocol_items import Unreadable

Items = Sequence[Operation | Unreadable]

KNOWN = """
SELECT op, desk_id, dseq, digest, verdict, rev, code, fields, gone FROM op
WHERE op = ANY(%s::uuid[])
"""
AT_PLACES = f"{KNOWN} OR (desk_id = %s AND dseq = ANY(%s::bigint[]))"
GRAVES = (
    "SELECT word, record_id, rev, fields, desk_id FROM tombstone"
    " WHERE word = ANY(%s) AND record_id = ANY(%s::uuid[])"
)
WRITERS = """
SELECT c.fields, c.actor, c.hlc, coalesce(d.name, '') FROM change c
LEFT JOIN desk d ON d.id = c.desk_id
WHERE c.record_id = %s AND c.word = %s ORDER BY c.at DESC, c.seq DESC LIMIT 50
"""


def read_known(
    database: Database, desk: DeskCard, items: Items, *, acked: int | None = None
) -> dict[UUID, Stored]:
    """Give the operations decided before, by identifier; those at the same places included.

    ``acked`` is the desk's highest place, if it is known: there is nothing above.
    """
    ops = array_of(item.op for item in items if item.op is not None)
    told = [item.dseq for item in items if item.dseq is not None]
    places = [dseq for dseq in told if acked is None or dseq <= acked]
    values = (ops, desk.id, array_of(places)) if places else (ops,)
    found: dict[UUID, Stored] = {}
    for op, desk_id, dseq, digest, *answer in database.execute(
        AT_PLACES if places else KNOWN, values
    ):
        verdict, rev, code, fields, gone = answer
        why = RejectCode(code) if code else None
        answered = Answer(op, Verdict(verdict), rev, why, fields, gone)
        found[op] = Stored(desk_id, dseq, bytes(digest), answered)
    return found


def fill(database: Database, batch: Batch, items: Items) -> None:
    """Read every record the operations touch, what was deleted of them, and the actors."""
    operations = [item for item in items if isinstance(item, Operation)]
    wanted: dict[str, set[UUID]] = {}
    for operation in operations:
        if operation.op not in batch.known and operation.word in RULES:
            wanted.setdefault(operation.word, set()).add(operation.record_id)
    for word, keys in wanted.items():
        for key, row in read_rows(database, word_sql.select_current(word), (array_of(keys),)):
            batch.holdings[word, key] = Holding(stored=row, row=row)
    _read_graves(database, batch, wanted)
    actors = {operation.actor for operation in operations if operation.actor}
    for key, row in read_rows(database, word_sql.select_current("agent"), (array_of(actors),)):
        batch.actors[key] = roles_of(row.fields)


def array_of(keys: Iterable[UUID | int]) -> str:
    """Give keys as PostgreSQL's text of an array: far quicker than one by one."""
    texts = (f"{key.int:032x}" if isinstance(key, UUID) else str(key) for key in keys)
    return f"{{{','.join(texts)}}}"


def array_of_texts(keys: Iterable[str]) -> str:
    """Give identifiers in their usual form as PostgreSQL's text of an array."""
    return f"{{{','.join(keys)}}}"


def read_rows(
    database: Database, sql: str, values: tuple[object, ...]
) -> Iterable[tuple[UUID, Row]]:
    """Give records with their fields, those kept for newer desks included."""
    for key, rev, text, extra in database.execute(sql, values):
        fields: dict[str, JsonValue] = json.loads(text)
        yield key, Row(rev, {**fields, **extra} if extra else fields)


def _read_graves(database: Database, batch: Batch, wanted: Mapping[str, set[UUID]]) -> None:
    keys = array_of(set[UUID]().union(*wanted.values()))
    for word, key, rev, fields, desk_id in database.execute(GRAVES, (list(wanted), keys)):
        holding = batch.holding(word, key)
        if fields is None:
            holding.left_before = True
        else:
            here = desk_id == batch.desk.id
            holding.tombstone = Tombstone(rev, fields, deleted_here=here)


class DatabaseHistory:
    """Looks up what clashing values need."""

    def __init__(self, database: Database, now: datetime) -> None:
        self._database = database
        self._now = now
        self.batch: Batch | None = None

    def open_conflicts(self, record_id: UUID) -> list[Conflict]:
        """Give the open conflicts of a record; the batch then holds their rows too."""
        found: list[Conflict] = []
        sql = word_sql.select_open_conflicts()
        for key, row in read_rows(self._database, sql, (record_id,)):
            held = Holding(stored=row, row=row)
            if self.batch is not None:
                held = self.batch.holdings.setdefault(("conflict", key), held)
            if held.row is not None:
                found.append(conflict_of_fields(key, held.row.fields))
        return [conflict for conflict in found if conflict.state is ConflictState.OPEN]

    def last_writer(self, word: str, record_id: UUID, field: str) -> Ours:
        """Tell who wrote a field's current value; nobody if that is not known any more."""
        for fields, actor, hlc, place in self._database.execute(WRITERS, (record_id, word)):
            if field == WHOLE or field in fields:
                by = AgentId(actor) if actor else None
                return Ours(by, moment(hlc, self._now), place)
        return Ours()
