"""Strict reading of the long messages: pages of the log, and of whole rows.

As ``json_reading``, but by a library that checks while it parses: the types below say what is
allowed, and a refusal tells the path, never what was there.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Any, Final, NamedTuple, TypeVar
from uuid import UUID

import msgspec
from msgspec import Meta

from mairie_quartier.domain.json_reading import (
    LARGEST,
    MAX_WORD,
    MalformedMessage,
    as_text,
)
from mairie_quartier.domain.operations import ChangeKind, DeskId, Scope

MAX_SCOPES: Final = 64
MAX_CHANGES: Final = 2000
MAX_ROWS: Final = 2000

Text = Annotated[str, Meta(max_length=MAX_WORD)]
Count = Annotated[int, Meta(ge=0, le=LARGEST)]
Place = Annotated[int, Meta(ge=1, le=LARGEST)]
Clock = Annotated[int, Meta(ge=-LARGEST, le=LARGEST)]
Instant = Annotated[datetime, Meta(tz=True)]
Values = Mapping[str, Any]  # ``Fields``, which the library cannot read: the type holds itself

T = TypeVar("T")


class Change(NamedTuple):
    """One line of the change log; ``fields`` are the whole row of a put, else what changed."""

    scope: Annotated[Scope, Meta(max_length=MAX_WORD)]
    seq: Place
    word: Text
    record_id: UUID
    kind: ChangeKind
    rev: Count
    fields: Values
    actor: UUID | None
    hlc: Clock
    desk: DeskId | None
    at: Instant


class SnapshotRow(NamedTuple):
    """One whole record."""

    word: Text
    record_id: UUID
    rev: Count
    fields: Values


class PulledPage(msgspec.Struct):
    """A page of the log."""

    changes: Annotated[list[Change], Meta(max_length=MAX_CHANGES)]
    heads: Annotated[dict[Text, Count], Meta(max_length=MAX_SCOPES)]
    dropped: Annotated[list[Text], Meta(max_length=MAX_SCOPES)]
    more: bool


class Next(msgspec.Struct):
    """Where the next page of rows begins."""

    word: Text
    after: UUID | None = None


class RowsPage(msgspec.Struct):
    """A page of rows."""

    rows: Annotated[list[SnapshotRow], Meta(max_length=MAX_ROWS)]
    head: Count
    next: Next | None = None


_PULLED: Final = msgspec.json.Decoder(PulledPage)
_ROWS: Final = msgspec.json.Decoder(RowsPage)


def read_pulled(data: bytes) -> PulledPage:
    """Read a page of the log; raises ``MalformedMessage``."""
    page = _read(_PULLED, data)
    _check_texts("changes", {text for line in page.changes for text in (line.scope, line.word)})
    _check_texts("heads", page.heads)
    _check_texts("dropped", page.dropped)
    return page


def read_rows(data: bytes) -> RowsPage:
    """Read a page of rows; raises ``MalformedMessage``."""
    page = _read(_ROWS, data)
    _check_texts("rows", {row.word for row in page.rows})
    _check_texts("next", [page.next.word] if page.next else ())
    return page


def _read(decoder: msgspec.json.Decoder[T], data: bytes) -> T:
    try:
        return decoder.decode(data)
    except msgspec.ValidationError as error:
        # "… - at `$.changes[0][1]`": what comes before may repeat the value.
        raise MalformedMessage(str(error).rpartition("`$")[2].strip(".`")) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise MalformedMessage("") from None


def _check_texts(path: str, texts: Iterable[str]) -> None:
    for text in texts:
        as_text(text, path)
