"""The outbox, once synchronisation reads it: what waits, what the centre decided, what it refused.

Operations are recorded by ``journal`` and never changed but for their verdict.  Decided ones are
kept: a centre restored from a backup asks for them again (SYNC.md).  It must send nothing.
"""

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from mairie_quartier.domain.operations import Answer, OpKind, RejectCode, Verdict
from mairie_quartier.domain.synchronising import RefusedOperation
from mairie_quartier.store.columns import EPOCH, MICROSECOND
from mairie_quartier.store.statements import Statements, Values
from mairie_quartier.store.sync_state import ACKED
from mairie_quartier.store.wire import unpacked

HLC_BITS: Final = 16
_DECIDE = "UPDATE outbox SET verdict = ?, code = ?, decided_at = ? WHERE dseq = ?"
WAITS: Final = (
    "decided_at IS NULL AND dseq >"
    f" coalesce((SELECT CAST(value AS INTEGER) FROM local_state WHERE name = '{ACKED}'), 0)"
)
"""What waits to be sent.  Of a batch taken just as it was sent, the last bears the date of all."""
_REOPEN = "UPDATE outbox SET verdict = NULL, code = NULL, decided_at = NULL WHERE dseq > ?"
_COUNT = (
    "SELECT max(0, coalesce((SELECT max(dseq) FROM outbox), 0) - max(?,"
    " coalesce((SELECT min(dseq) FROM outbox), 1) - 1))"
)
_LAST = "SELECT max(coalesce((SELECT max(dseq) FROM outbox), 0), ?)"
_REFUSED = (
    "SELECT dseq, op, word, record_id, kind, code, actor, hlc, decided_at, fields, replaced"
    " FROM outbox WHERE verdict = 'quarantined'"
)
_FREE: Final = "verdict IS NOT 'quarantined'"
_OLDEST = (
    f"SELECT dseq, decided_at FROM outbox WHERE decided_at IS NOT NULL AND {_FREE}"
    " ORDER BY dseq LIMIT 1"
)
_PRUNE = (
    "DELETE FROM outbox WHERE dseq IN"
    f" (SELECT dseq FROM outbox WHERE dseq <= ? AND {_FREE} ORDER BY dseq LIMIT ?)"
)


class Outbox:
    """The operations of this PC, within one transaction."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    def decide(self, decided: Iterable[tuple[int, Answer]], at: datetime) -> None:
        """Write the verdicts down."""
        stamp = (at - EPOCH) // MICROSECOND
        rows = [
            (answer.verdict.value, answer.code.value if answer.code else None, stamp, dseq)
            for dseq, answer in decided
        ]
        self._sql.run_many(_DECIDE, rows)

    def take_all(self, last: int, at: datetime) -> None:
        """Write down that the centre took everything that waited, up to this ``dseq``."""
        stamp = (at - EPOCH) // MICROSECOND
        self._sql.run(_DECIDE, (Verdict.APPLIED.value, None, stamp, last))

    def reopen(self, after: int) -> None:
        """Have everything after this ``dseq`` sent again."""
        self._sql.run(_REOPEN, (after,))

    def count(self, acked: int) -> int:
        """Count what waits; ``dseq`` has no gaps, so nothing is read."""
        return int(str(self._sql.rows(_COUNT, (acked,))[0][0]))

    def last(self, acked: int) -> int:
        """Give the highest ``dseq`` this store knows of; what was pruned counts too."""
        return int(str(self._sql.rows(_LAST, (acked,))[0][0]))

    def refused_count(self) -> int:
        """Count the operations in quarantine."""
        query = "SELECT count(*) FROM outbox WHERE verdict = 'quarantined'"
        return int(str(self._sql.rows(query)[0][0]))

    def refused(self, *, after: int, limit: int) -> tuple[RefusedOperation, ...]:
        """Give operations in quarantine, latest first, before this ``dseq`` (0: the latest)."""
        before = f"{_REFUSED} AND (? = 0 OR dseq < ?) ORDER BY dseq DESC LIMIT ?"
        return tuple(_refused(row) for row in self._sql.rows(before, (after, after, limit)))

    def refused_at(self, dseq: int) -> RefusedOperation | None:
        """Give one operation in quarantine, or nothing."""
        found = self._sql.rows(f"{_REFUSED} AND dseq = ?", (dseq,))
        return _refused(found[0]) if found else None

    def refused_of(self, record_id: UUID) -> tuple[RefusedOperation, ...]:
        """Give what was refused of one record, in the order of its writing."""
        query = f"{_REFUSED} AND record_id = ? ORDER BY dseq"
        return tuple(_refused(row) for row in self._sql.rows(query, (record_id.bytes,)))

    def waiting_among(self, record_ids: Collection[UUID]) -> int:
        """Count the waiting operations that concern these records."""
        return self._count_among(record_ids, WAITS)

    def refused_among(self, record_ids: Collection[UUID]) -> int:
        """Count the operations in quarantine that concern these records."""
        return self._count_among(record_ids, "verdict = 'quarantined'")

    def _count_among(self, record_ids: Collection[UUID], such: str) -> int:
        keys = {key.bytes for key in record_ids}
        rows = self._sql.rows(f"SELECT record_id FROM outbox WHERE {such}")
        return sum(key in keys for (key,) in rows)

    def settle(self, dseq: int, verdict: str) -> None:
        """Take an operation out of quarantine: it was sent again, or given up."""
        self._sql.run("UPDATE outbox SET verdict = ? WHERE dseq = ?", (verdict, dseq))

    def prune(self, acked: int, before: datetime, *, most: int) -> None:
        """Let decided operations go that are older, a batch at a time; the last one always stays.

        What is in quarantine stays too: it is nowhere else.
        """
        last = self.last(0) - 1
        stamp = (before - EPOCH) // MICROSECOND
        for dseq, decided_at in self._sql.rows(_OLDEST):
            if int(str(decided_at)) < stamp:
                self._sql.run(_PRUNE, (min(acked, last, int(str(dseq))), most))


RESUBMITTED: Final = "resubmitted"
GIVEN_UP: Final = "given_up"


def _refused(row: Values) -> RefusedOperation:
    dseq, op, word, record_id, kind, code, actor, hlc, decided_at, fields, replaced = row
    known = {each.value: each for each in RejectCode}
    values = fields if kind != OpKind.DELETE else replaced
    return RefusedOperation(
        dseq=int(str(dseq)),
        op=_id(op),
        word=str(word),
        record_id=_id(record_id),
        kind=OpKind(str(kind)),
        code=known.get(str(code)),
        actor=_id(actor) if actor is not None else None,
        recorded_at=EPOCH + (int(str(hlc)) >> HLC_BITS) * 1000 * MICROSECOND,
        decided_at=EPOCH + int(str(decided_at)) * MICROSECOND,
        fields=json.loads(unpacked(str(values))),
    )


def _id(value: object) -> UUID:
    if not isinstance(value, bytes):
        raise TypeError(type(value))
    return UUID(bytes=value)
