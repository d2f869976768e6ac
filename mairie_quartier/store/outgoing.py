"""What waits, as it goes on the wire: the stored texts, joined and never parsed.

A batch is what was read of the outbox; operations are made of it only where an answer asks for
more than a mark.  It must send nothing and write nothing.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple
from uuid import UUID

from mairie_quartier.domain.operations import Operation, OpKind, Scope
from mairie_quartier.store.outbox import WAITS
from mairie_quartier.store.statements import Statements, Value, Values
from mairie_quartier.store.wire import unpacked

_WAITING: Final = (
    "SELECT dseq, op, txn, scope, word, record_id, kind, base, fields, replaced, actor, hlc"
    f" FROM outbox WHERE dseq > ? AND {WAITS} ORDER BY dseq LIMIT ?"
)


class Mark(NamedTuple):
    """The revision that the centre gave a record with one operation; the key as it is stored."""

    word: str
    scope: str
    key: Value
    rev: int


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The next operations, in their order.

    ``rows`` of the outbox, the identifiers as the wire writes them, and each one's JSON array.
    """

    rows: Sequence[Values]
    ops: Sequence[str]
    texts: Sequence[bytes]

    def __len__(self) -> int:
        """Count the operations."""
        return len(self.rows)

    @property
    def first(self) -> int:
        """Give the lowest ``dseq``; there is at least one operation."""
        return int(str(self.rows[0][0]))

    @property
    def last(self) -> int:
        """Give the highest ``dseq``; there is at least one operation."""
        return int(str(self.rows[-1][0]))

    def marks(self, revisions: Sequence[int]) -> Iterator[Mark]:
        """Give what is to be marked when every operation was taken as it was sent."""
        for row, rev in zip(self.rows, revisions, strict=True):
            if row[6] != OpKind.DELETE:
                yield Mark(str(row[4]), str(row[3]), row[5], rev)

    def operations(self) -> tuple[Operation, ...]:
        """Give the operations themselves."""
        return tuple(map(_operation, self.rows))


def read_outgoing(sql: Statements, after: int, *, most: int, most_bytes: int) -> Outgoing:
    """Read the next operations to send; at least one, if any waits."""
    rows = sql.rows(_WAITING, (after, most))
    ops: list[str] = []
    texts: list[bytes] = []
    size = 0
    for row in rows:
        op = _id_text(row[1])
        text = _array(op, row)
        size += len(text) + 1
        if texts and size > most_bytes:
            break
        ops.append(op)
        texts.append(text)
    return Outgoing(rows[: len(texts)], ops, texts)


def _array(name: str, row: Values) -> bytes:
    """Write an operation as the wire wants it: its fields as they are stored."""
    dseq, _, txn, scope, word, record_id, kind, base, fields, replaced, actor, hlc = row
    who = "null" if actor is None else f'"{_shared_text(actor)}"'
    return (
        f'["{name}",{dseq},"{_shared_text(txn)}","{scope}","{word}","{_id_text(record_id)}",'
        f'"{kind}",{base},{unpacked(str(fields))},{unpacked(str(replaced))},{who},{hlc}]'
    ).encode()


def _id_text(value: object) -> str:
    """Write an identifier in its usual form; much faster than by way of ``UUID``."""
    if not isinstance(value, bytes):
        raise TypeError(type(value))
    text = value.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


_shared_text = lru_cache(maxsize=256)(_id_text)


def _operation(row: Values) -> Operation:
    dseq, op, txn, scope, word, record_id, kind, base, fields, replaced, actor, hlc = row
    return Operation(
        op=_id(op),
        dseq=int(str(dseq)),
        txn=_id(txn),
        scope=Scope(str(scope)),
        word=str(word),
        record_id=_id(record_id),
        kind=OpKind(str(kind)),
        base=int(str(base)),
        fields=json.loads(unpacked(str(fields))),
        replaced=json.loads(unpacked(str(replaced))),
        actor=_id(actor) if actor is not None else None,
        hlc=int(str(hlc)),
    )


def _id(value: object) -> UUID:
    if not isinstance(value, bytes):
        raise TypeError(type(value))
    return UUID(bytes=value)
