"""How operations, answers and changes lie in a message: arrays in a fixed order.

Read strictly; an operation that cannot be read is kept as it came, for the quarantine.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from mairie_quartier.domain.json_reading import (
    LARGEST,
    MalformedMessage,
    Reader,
    as_array,
    as_id,
    as_object,
    as_shared_id,
    as_text,
    as_whole,
    as_word,
)
from mairie_quartier.domain.operations import (
    Answer,
    JsonValue,
    Operation,
    OpKind,
    RejectCode,
    Scope,
    Verdict,
)
from mairie_quartier.domain.quick_reading import MAX_SCOPES, Change

OPERATION_ITEMS: Final = 12
ANSWER_ITEMS: Final = 6

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An operation that is not what the protocol says, as it came."""

    raw: JsonValue
    path: str
    op: UUID | None
    dseq: int | None


def dump_text(value: object) -> str:
    """Write a message's value as compact JSON."""
    return _ENCODER.encode(value)


def dump(value: object) -> bytes:
    """Write a message as compact JSON in UTF-8; a lone surrogate stays escaped."""
    text = _ENCODER.encode(value)
    try:
        return text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode()


def operation_items(operation: Operation) -> list[object]:
    """Give the array of an operation."""
    return [
        str(operation.op),
        operation.dseq,
        str(operation.txn),
        operation.scope,
        operation.word,
        str(operation.record_id),
        operation.kind.value,
        operation.base,
        operation.fields,
        operation.replaced,
        str(operation.actor) if operation.actor else None,
        operation.hlc,
    ]


def read_operation(item: JsonValue, place: int) -> Operation | Unreadable:
    """Read one operation; keep one that cannot be read, with what can be told of it."""
    try:
        return _operation(item)
    except MalformedMessage as error:
        path = f"ops[{place}].{error.path}" if error.path else f"ops[{place}]"
        return Unreadable(item, path, *_told(item))


def _operation(item: JsonValue) -> Operation:
    items = as_array(item, "", most=OPERATION_ITEMS)
    if len(items) != OPERATION_ITEMS:
        raise MalformedMessage("")
    op, dseq, txn, scope, word, record_id, kind, base, fields, replaced, actor, hlc = items
    return Operation(
        as_id(op, "op"),
        as_whole(dseq, "dseq", least=1),
        as_shared_id(txn, "txn"),
        Scope(as_text(scope, "scope")),
        as_text(word, "word"),
        as_id(record_id, "id"),
        as_word(OpKind, kind, "kind"),
        as_whole(base, "base", most=2**31 - 1),
        as_object(fields, "fields"),
        as_object(replaced, "replaced"),
        None if actor is None else as_shared_id(actor, "actor"),
        as_whole(hlc, "hlc", least=-LARGEST),
    )


def _told(item: JsonValue) -> tuple[UUID | None, int | None]:
    """Give what identifies an unreadable operation, as far as that much can be read."""
    op, dseq = None, None
    if isinstance(item, list) and item:
        try:
            op = as_id(item[0], "")
        except MalformedMessage:
            op = None
        if len(item) > 1 and type(item[1]) is int and 1 <= item[1] <= LARGEST:
            dseq = item[1]
    return op, dseq


def answer_items(answer: Answer) -> list[object]:
    """Give the array of an answer."""
    code = answer.code.value if answer.code else None
    fields = answer.fields
    return [str(answer.op), answer.verdict.value, answer.rev, code, fields, answer.gone]


def read_answer(item: JsonValue, path: str) -> Answer:
    """Read one answer; a code that this version does not know is no reason to lose the rest."""
    items = as_array(item, path, most=ANSWER_ITEMS)
    if len(items) != ANSWER_ITEMS or not isinstance(items[5], bool):
        raise MalformedMessage(path)
    op, verdict, rev, code, fields, gone = items
    return Answer(
        as_id(op, f"{path}.op"),
        as_word(Verdict, verdict, f"{path}.verdict"),
        as_whole(rev, f"{path}.rev"),
        None if code is None else _code(as_text(code, f"{path}.code")),
        None if fields is None else as_object(fields, f"{path}.fields"),
        gone is True,
    )


def applied_revisions(items: Sequence[JsonValue], ops: Sequence[str]) -> list[int] | None:
    """Give the revisions, if every answer says that its operation was applied, and no more."""
    applied = Verdict.APPLIED.value
    found: list[int] = []
    for op, item in zip(ops, items, strict=False):
        if not isinstance(item, list) or len(item) != ANSWER_ITEMS:
            return None
        rev = item[2]
        if type(rev) is not int or not 0 <= rev <= LARGEST:
            return None
        if item != [op, applied, rev, None, None, False] or item[5] is not False:
            return None
        found.append(rev)
    return found


def _code(text: str) -> RejectCode:
    try:
        return RejectCode(text)
    except ValueError:
        return RejectCode.MALFORMED


def change_items(change: Change) -> list[object]:
    """Give the array of a change."""
    return [
        change.scope,
        change.seq,
        change.word,
        str(change.record_id),
        change.kind.value,
        change.rev,
        change.fields,
        str(change.actor) if change.actor else None,
        change.hlc,
        str(change.desk) if change.desk else None,
        change.at.isoformat(),
    ]


def read_numbers(read: Reader, name: str) -> Mapping[Scope, int]:
    """Read a number per scope."""
    inner = read.object(name)
    if len(inner.found) > MAX_SCOPES:
        raise MalformedMessage(read.at(name))
    return {Scope(as_text(scope, inner.path)): inner.whole(scope) for scope in inner.found}


def read_scopes(read: Reader, name: str) -> tuple[Scope, ...]:
    """Read several scopes."""
    found = read.items(name, most=MAX_SCOPES)
    return tuple(Scope(as_text(scope, read.at(name))) for scope in found)


def read_range(read: Reader, name: str) -> tuple[int, int]:
    """Read the first and last of a range."""
    found = read.items(name, most=2)
    if len(found) != 2:
        raise MalformedMessage(read.at(name))
    return as_whole(found[0], read.at(name)), as_whole(found[1], read.at(name))
