"""The most common push, read by columns: every operation puts a new record of the desk's office.

A desk that sends what it recorded, or imported, puts hundreds of records that nobody has.  Then
each column is looked at once, in place of each value.  Whatever is not of this kind, or not in its
one form, is not judged here: ``judging`` says what becomes of it.  Both must decide alike; a test
compares them.  Must not touch the database.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from types import NoneType
from typing import Final, Literal, NamedTuple, TypeAlias

import msgspec

from mairie_quartier.central.batch import digest_of_text
from mairie_quartier.central.judging import MAX_OPERATION
from mairie_quartier.central.tables import OFFICE_WORDS
from mairie_quartier.central.words import RULES, WordRules
from mairie_quartier.domain import conflicts
from mairie_quartier.domain.json_reading import LARGEST
from mairie_quartier.domain.operations import JsonValue
from mairie_quartier.domain.protocol import MAX_OPS
from mairie_quartier.errors import UserMistake

WORDS: Final = frozenset(OFFICE_WORDS) - {conflicts.WORD}
MAX_BASE: Final = 2**31 - 1
MAX_VERSION: Final = 2**15
NOTHING: Final = b"{}"
# Control characters but for the usual ones: PostgreSQL takes no NUL, and columns are joined by two.
RARE: Final = "\\u00"
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_IDS = re.compile(f"(?:{_ID.pattern},)+")

Column: TypeAlias = tuple[JsonValue, ...]
Record: TypeAlias = dict[str, str | int | bool | list[str] | None]


class Item(NamedTuple):
    """One operation as it comes, what it holds still unread."""

    op: str
    dseq: int
    txn: str
    scope: str
    word: str
    record_id: str
    kind: Literal["put"]
    base: int
    fields: msgspec.Raw
    replaced: msgspec.Raw
    actor: str
    hlc: int


class Envelope(msgspec.Struct, forbid_unknown_fields=True):
    """A push as it comes."""

    epoch: str
    protocol: int
    schema: int
    ops: list[Item]


@dataclass(frozen=True, slots=True)
class Columns:
    """The operations of a push, by column."""

    op: tuple[str, ...]
    dseq: tuple[int, ...]
    txn: tuple[str, ...]
    scope: tuple[str, ...]
    word: tuple[str, ...]
    record_id: tuple[str, ...]
    kind: tuple[str, ...]
    base: tuple[int, ...]
    fields: tuple[msgspec.Raw, ...]
    replaced: tuple[msgspec.Raw, ...]
    actor: tuple[str, ...]
    hlc: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WordRows:
    """The new rows of one word: their identifiers, and their values by column."""

    word: str
    ids: Sequence[str]
    columns: Mapping[str, Column]


@dataclass(frozen=True, slots=True)
class PlainPuts:
    """Puts of one scope, in one form; ``fields`` are JSON texts."""

    epoch: str
    scope: str
    columns: Columns
    fields: Sequence[str]
    rows: tuple[WordRows, ...]

    def digests(self) -> bytes:
        """Give the digests of the operations (``batch.digest_of``), side by side."""
        return b"".join(_digests(self.columns, self.fields))


_ENVELOPE: Final = msgspec.json.Decoder(Envelope)
_RECORD: Final = msgspec.json.Decoder(Record)
_WRITER: Final = msgspec.json.Encoder()


def read_plain(message: bytes) -> PlainPuts | None:
    """Read a push of new records; nothing if it is any other, or not sound."""
    try:
        found = _ENVELOPE.decode(message)
        if not 0 < len(found.ops) <= MAX_OPS or not _is_of_this_time(found):
            return None
        columns = Columns(*zip(*found.ops, strict=True))
        records = list(map(_RECORD.decode, columns.fields))
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    if not _is_sound(columns):
        return None
    fields = [_WRITER.encode(record).decode() for record in records]
    rows = _rows(columns, records)
    if rows is None or not _are_storable(fields):
        return None
    return PlainPuts(found.epoch, columns.scope[0], columns, fields, rows)


def _is_of_this_time(found: Envelope) -> bool:
    versions = (found.protocol, found.schema)
    return bool(_ID.fullmatch(found.epoch)) and all(0 <= each <= MAX_VERSION for each in versions)


def _is_sound(columns: Columns) -> bool:
    """Tell whether what surrounds the records is in its one form, in order, and of one scope."""
    scope, known = set(columns.scope), set(columns.word)
    many = (columns.op, columns.record_id)
    few = (scope, set(columns.txn), set(columns.actor))
    return (
        len(scope) == 1
        and known <= WORDS
        and set(map(bytes, columns.replaced)) == {NOTHING}
        and all(_IDS.fullmatch(",".join(ids) + ",") for ids in (*many, *few))
        and len(set(columns.op)) == len(columns.op)
        and len(set(columns.record_id)) == len(columns.record_id)
        and columns.dseq[0] >= 1
        and columns.dseq[-1] <= LARGEST
        and all(sooner < later for sooner, later in pairwise(columns.dseq))
        and min(columns.base) >= 0
        and max(columns.base) <= MAX_BASE
        and min(columns.hlc) >= -LARGEST
        and max(columns.hlc) <= LARGEST
    )


def _are_storable(fields: Sequence[str]) -> bool:
    together = "".join(fields)
    return RARE not in together and max(map(len, fields)) + len(NOTHING) <= MAX_OPERATION


def _rows(columns: Columns, records: Sequence[Record]) -> tuple[WordRows, ...] | None:
    """Give the rows by word; nothing if any value is not as the desks write it."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(columns.word):
        places.setdefault(word, []).append(place)
    found: list[WordRows] = []
    for word, chosen in places.items():
        rows = _word_rows(
            RULES[word],
            [columns.record_id[place] for place in chosen],
            [records[place] for place in chosen],
        )
        if rows is None or set(rows.columns["office_id"]) != {columns.scope[0]}:
            return None
        found.append(rows)
    return tuple(found)


def _word_rows(rules: WordRules, ids: Sequence[str], records: Sequence[Record]) -> WordRows | None:
    names = tuple(records[0])
    if rules.checks.keys() != set(names) or set(map(tuple, records)) != {names}:
        return None
    values = zip(*map(dict.values, records), strict=True)
    found = dict(zip(names, values, strict=True))
    clean = all(_is_clean(rules, name, column) for name, column in found.items())
    return WordRows(rules.name, ids, found) if clean else None


def _is_clean(rules: WordRules, name: str, column: Column) -> bool:
    """Tell whether every value of a column may stand, and stands in its one form."""
    kinds = set(map(type, column))
    if name in rules.nullable:
        kinds.discard(NoneType)
    if name in rules.plain or not kinds:
        return kinds <= {str}
    # Values of one type only: otherwise equal ones could be of different types.
    if len(kinds) > 1 or NoneType in kinds:
        return False
    check = rules.checks[name]
    lists = {str(each): each for each in column} if list in kinds else None
    several: Iterable[JsonValue] = set(column) if lists is None else lists.values()
    try:
        return all(value is None or check(value) is value for value in several)
    except (ValueError, UserMistake):
        return False


def _digests(columns: Columns, fields: Sequence[str]) -> Iterable[bytes]:
    """Give what ``batch.digest_of`` gives."""
    items = zip(columns.record_id, columns.txn, columns.word, columns.actor, strict=True)
    ends = zip(columns.base, columns.hlc, fields, strict=True)
    scope = columns.scope[0]
    for (key, txn, word, actor), (base, hlc, text) in zip(items, ends, strict=True):
        number = int(key.replace("-", ""), 16)
        head = f"{_number(txn)} {scope} {word} {number} put {base} {_number(actor)} {hlc}"
        yield digest_of_text(f"{head}\0{text}\0{{}}")


@lru_cache(maxsize=1024)
def _number(key: str) -> int:
    """Give the number of an identifier that many operations share."""
    return int(key.replace("-", ""), 16)
