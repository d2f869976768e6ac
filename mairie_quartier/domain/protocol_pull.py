"""The messages by which a desk takes what others did: pull, snapshot, checks.

Lines that the centre holds as JSON text already are passed on unparsed (``written``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import md5
from typing import Final
from uuid import UUID

from mairie_quartier.domain.identifiers import hyphened
from mairie_quartier.domain.json_reading import (
    MalformedMessage,
    Reader,
    as_array,
    as_id,
    as_object,
    as_text,
    as_whole,
)
from mairie_quartier.domain.operations import JsonValue, Scope
from mairie_quartier.domain.protocol_items import (
    change_items,
    dump,
    dump_text,
    read_numbers,
    read_scopes,
)
from mairie_quartier.domain.quick_reading import (
    MAX_CHANGES,
    MAX_ROWS,
    MAX_SCOPES,
    Change,
    SnapshotRow,
    read_pulled,
    read_rows,
)

ROW_ITEMS: Final = 4
CHECK_ITEMS: Final = 3
MODULUS: Final = 2**60


@dataclass(frozen=True, slots=True)
class PullRequest:
    """Where the desk is in each of its scopes; ``limit`` is of changes."""

    epoch: UUID
    cursors: Mapping[Scope, int]
    limit: int = MAX_CHANGES

    def encode(self) -> bytes:
        """Write the message."""
        cursors = dict(self.cursors)
        return dump({"epoch": str(self.epoch), "cursors": cursors, "limit": self.limit})

    @staticmethod
    def decode(data: bytes) -> "PullRequest":
        """Read the message."""
        read = Reader.of(data)
        limit = read.whole("limit", least=1, most=MAX_CHANGES)
        return PullRequest(read.key("epoch"), read_numbers(read, "cursors"), limit)


@dataclass(frozen=True, slots=True)
class PullAnswer:
    """Changes by scope and ``seq``; ``dropped`` scopes are this desk's no longer."""

    changes: tuple[Change, ...]
    heads: Mapping[Scope, int]
    dropped: tuple[Scope, ...]
    more: bool

    @staticmethod
    def written(
        changes: Iterable[str],
        *,
        heads: Mapping[Scope, int],
        dropped: Iterable[Scope] = (),
        more: bool = False,
    ) -> bytes:
        """Write the message from changes that are JSON texts already: they pass unparsed."""
        tail = dump({"heads": dict(heads), "dropped": list(dropped), "more": more})
        return f'{{"changes":[{",".join(changes)}],'.encode() + tail[1:]

    def encode(self) -> bytes:
        """Write the message."""
        lines = (dump_text(change_items(change)) for change in self.changes)
        return self.written(lines, heads=self.heads, dropped=self.dropped, more=self.more)

    @staticmethod
    def decode(data: bytes) -> "PullAnswer":
        """Read the message."""
        page = read_pulled(data)
        return PullAnswer(
            changes=tuple(page.changes),
            heads={Scope(scope): seq for scope, seq in page.heads.items()},
            dropped=tuple(map(Scope, page.dropped)),
            more=page.more,
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a snapshot is: after this record of this word; ``None``: before its first."""

    word: str
    after: UUID | None


@dataclass(frozen=True, slots=True)
class SnapshotRequest:
    """A page of every row of a scope; without ``place``, the first page."""

    epoch: UUID
    scope: Scope
    place: Place | None = None
    limit: int = MAX_ROWS

    def encode(self) -> bytes:
        """Write the message."""
        place = self.place
        return dump(
            {
                "epoch": str(self.epoch),
                "scope": self.scope,
                "word": place and place.word,
                "after": str(place.after) if place and place.after else None,
                "limit": self.limit,
            }
        )

    @staticmethod
    def decode(data: bytes) -> "SnapshotRequest":
        """Read the message."""
        read = Reader.of(data)
        word = read.optional("word", read.text)
        place = Place(word, read.optional("after", read.key)) if word is not None else None
        limit = read.whole("limit", least=1, most=MAX_ROWS)
        return SnapshotRequest(read.key("epoch"), Scope(read.text("scope")), place, limit)


@dataclass(frozen=True, slots=True)
class SnapshotAnswer:
    """A page of rows; no ``next`` on the last.  ``head`` is the scope's, as of this page.

    ``message`` is the page as it came: whoever keeps it need not write it again.
    """

    rows: tuple[SnapshotRow, ...]
    next: Place | None
    head: int
    message: bytes = field(default=b"", compare=False, repr=False)

    @staticmethod
    def written(rows: Iterable[str], *, following: Place | None, head: int) -> bytes:
        """Write the message from rows that are JSON texts already."""
        place: JsonValue = None
        if following is not None:
            after = str(following.after) if following.after else None
            place = {"word": following.word, "after": after}
        tail = dump({"next": place, "head": head})
        return f'{{"rows":[{",".join(rows)}],'.encode() + tail[1:]

    def encode(self) -> bytes:
        """Write the message."""
        rows = (dump_text(row_items(row)) for row in self.rows)
        return self.written(rows, following=self.next, head=self.head)

    @staticmethod
    def decode(data: bytes) -> "SnapshotAnswer":
        """Read the message."""
        page = read_rows(data)
        following = Place(page.next.word, page.next.after) if page.next else None
        return SnapshotAnswer(tuple(page.rows), following, page.head, data)


def row_items(row: SnapshotRow) -> list[object]:
    """Give a row as the wire has it."""
    return [row.word, str(row.record_id), row.rev, row.fields]


def read_row(item: JsonValue, path: str) -> SnapshotRow:
    """Read a row."""
    items = as_array(item, path, most=ROW_ITEMS)
    if len(items) != ROW_ITEMS:
        raise MalformedMessage(path)
    word, record_id, rev, fields = items
    return SnapshotRow(
        as_text(word, "word"),
        as_id(record_id, path),
        as_whole(rev, path),
        as_object(fields, path),
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """What a scope holds of a word; ``digest`` is the sum of ``row_digest``, modulo 2**60."""

    count: int
    sum_rev: int
    digest: int


def row_digest(record_id: UUID, rev: int) -> int:
    """Give a row's part of the digest: it shows a wrong revision, not a wrong value."""
    return key_digest(record_id.bytes, rev)


def key_digest(key: bytes, rev: int) -> int:
    """Give the same for an identifier's bytes: the first 60 bits of what the text gives."""
    found = md5(f"{hyphened(key.hex())}:{rev}".encode(), usedforsecurity=False).digest()
    return int.from_bytes(found[:8], "big") >> 4


@dataclass(frozen=True, slots=True)
class ChecksRequest:
    """Which scopes to compare."""

    scopes: tuple[Scope, ...]

    def encode(self) -> bytes:
        """Write the message."""
        return dump({"scopes": list(self.scopes)})

    @staticmethod
    def decode(data: bytes) -> "ChecksRequest":
        """Read the message."""
        return ChecksRequest(read_scopes(Reader.of(data), "scopes"))


@dataclass(frozen=True, slots=True)
class ChecksAnswer:
    """By scope and word; a word without rows is absent."""

    tallies: Mapping[Scope, Mapping[str, Tally]]

    def encode(self) -> bytes:
        """Write the message."""
        return dump(
            {
                scope: {word: [t.count, t.sum_rev, t.digest] for word, t in words.items()}
                for scope, words in self.tallies.items()
            }
        )

    @staticmethod
    def decode(data: bytes) -> "ChecksAnswer":
        """Read the message."""
        read = Reader.of(data)
        if len(read.found) > MAX_SCOPES:
            raise MalformedMessage("")
        return ChecksAnswer({Scope(scope): _tallies(read.object(scope)) for scope in read.found})


def _tallies(read: Reader) -> Mapping[str, Tally]:
    found: dict[str, Tally] = {}
    for word in read.found:
        numbers = read.items(word, most=CHECK_ITEMS)
        if len(numbers) != CHECK_ITEMS:
            raise MalformedMessage(read.at(word))
        found[word] = Tally(*(as_whole(number, read.at(word)) for number in numbers))
    return found
