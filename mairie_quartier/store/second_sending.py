"""Record again what the centre refused only because the record had not reached it yet.

A centre restored from a backup may get an edit before the record itself, which another PC sends.
Once the record is back by the log, the edit is written down anew, by the same agent, and decided
like any other: three ways, against the value it replaced.  It must send nothing.
"""

import json
from datetime import datetime
from typing import Final
from uuid import UUID

from mairie_quartier.domain.identifiers import AgentId, new_id, new_key
from mairie_quartier.domain.operations import RejectCode, Verdict
from mairie_quartier.store.columns import EPOCH, MICROSECOND
from mairie_quartier.store.local_state import LocalState
from mairie_quartier.store.outbox import HLC_BITS, RESUBMITTED, Outbox
from mairie_quartier.store.row_writer import Key, RowWriter
from mairie_quartier.store.statements import Statements, Values
from mairie_quartier.store.undo import undo_mark
from mairie_quartier.store.wire import unpacked

_LATE: Final = (
    "SELECT dseq, word, record_id, fields, actor FROM outbox"
    f" WHERE verdict = '{Verdict.QUARANTINED.value}' AND code = '{RejectCode.MISSING.value}'"
    " AND kind = 'patch' ORDER BY dseq"
)
_AGAIN: Final = (
    "INSERT INTO outbox (op, txn, scope, word, record_id, kind, base, fields, replaced, actor, hlc)"
    " SELECT ?, ?, scope, word, record_id, kind, base, fields, replaced, actor,"
    " max(?, (SELECT hlc + 1 FROM outbox ORDER BY dseq DESC LIMIT 1)) FROM outbox WHERE dseq = ?"
)


class SecondSending:
    """Takes up refused edits whose record is there now, within one transaction."""

    def __init__(self, sql: Statements, writer: RowWriter) -> None:
        self._sql = sql
        self._writer = writer

    def take_up(self, now: datetime) -> int:
        """Record them again, their values on top of the central ones; give how many."""
        late = self._ready()
        keys = {_key(row) for row in late}
        fates = self._writer.fates(keys)
        waiting = self._writer.waiting({key for _, key in keys})
        for row in late:
            fate, fields = fates[_key(row)], json.loads(unpacked(str(row[3])))
            self._writer.patch(str(row[1]), fate, fields, fate.rev)
        self._writer.write(fates, waiting)
        tick = ((now - EPOCH) // MICROSECOND // 1000) << HLC_BITS
        txn = new_id()
        for dseq, _, _, _, actor in late:
            self._sql.run(_AGAIN, (new_key(), txn.bytes, tick, dseq))
            Outbox(self._sql).settle(int(str(dseq)), RESUBMITTED)
            if isinstance(actor, bytes):  # what is sent again is no action to undo
                mark = undo_mark(AgentId(UUID(bytes=actor)))
                LocalState(self._sql).put(mark, str(txn))
        return len(late)

    def _ready(self) -> list[Values]:
        """Give the refused edits of records that the centre has told of since."""
        rows = self._sql.rows(_LATE)
        fates = self._writer.fates({_key(row) for row in rows})
        there = {key for key, fate in fates.items() if fate.alive and fate.rev > 0}
        return [row for row in rows if _key(row) in there]


def is_waiting(sql: Statements) -> bool:
    """Tell whether anything was refused for that reason."""
    return bool(sql.rows(f"{_LATE} LIMIT 1"))


def _key(row: Values) -> Key:
    word, key = row[1], row[2]
    if not isinstance(key, bytes):
        raise TypeError(type(key))
    return str(word), key
