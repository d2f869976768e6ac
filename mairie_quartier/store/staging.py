"""The staging file of a first sync or a repair: whole pages of the centre's rows, kept aside.

Its own encrypted file, with the store's key, beside it.  Every page is on the disk before the next
is asked for, so a sync killed anywhere goes on from there.  It must not touch the store's rows
(``reconciliation`` does); losing the file loses nothing but time.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

import sqlcipher3

from mairie_quartier.domain.operations import DeskId, Scope
from mairie_quartier.domain.protocol_pull import Place, SnapshotAnswer
from mairie_quartier.domain.quick_reading import SnapshotRow
from mairie_quartier.store.causes import translated_errors
from mairie_quartier.store.keys import StoreKey

STAGING_NAME: Final = "staging.db"

_TABLES: Final = (
    "CREATE TABLE about (number TEXT, epoch TEXT, desk TEXT, acked INTEGER, restored INTEGER)",
    "CREATE TABLE plan (scope TEXT PRIMARY KEY, head_before INTEGER, head_after INTEGER,"
    " word TEXT, after BLOB, fetched INTEGER)",
    # A page is kept as it came: its rows are read once more when they are brought in.
    "CREATE TABLE staged (scope TEXT, word TEXT, up_to BLOB, rows INTEGER, message BLOB,"
    " PRIMARY KEY (scope, word, up_to))",
)
_PAGE: Final = (
    "SELECT up_to, message, (SELECT max(up_to) FROM staged WHERE scope = s.scope AND word = s.word)"
    " FROM staged s WHERE scope = ? AND word = ? AND up_to > ? ORDER BY up_to LIMIT 1"
)
_KEEP: Final = "INSERT OR REPLACE INTO staged VALUES (?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class About:
    """Which sync a staging file belongs to; ``acked`` was decided before it began.

    ``restored``: the centre came back from a backup, so what it lacks may only be late.
    """

    number: str
    epoch: UUID
    desk: DeskId
    acked: int
    restored: bool


@dataclass(frozen=True, slots=True)
class Fetch:
    """The next page to ask for."""

    scope: Scope
    place: Place | None


@dataclass(frozen=True, slots=True)
class StagedPage:
    """Rows of one word, up to this identifier; ``more`` pages of the word follow, or none."""

    rows: tuple[SnapshotRow, ...]
    up_to: bytes
    more: bool


NO_PAGE: Final = StagedPage((), b"", more=False)


class Staging:
    """The file of one data folder; there, or not."""

    def __init__(self, folder: Path, key: StoreKey) -> None:
        self._path = folder / STAGING_NAME
        self._key = key
        self._connection: sqlcipher3.Connection | None = None

    @property
    def exists(self) -> bool:
        """Tell whether a first sync or a repair is under way."""
        return self._path.exists()

    def begin(self, about: About, heads: Mapping[Scope, int]) -> None:
        """Start anew, for these scopes; ``heads`` are where their logs will be read from."""
        self.discard()
        with self._open() as connection:
            for statement in _TABLES:
                connection.execute(statement)
            values = (about.number, str(about.epoch), str(about.desk), about.acked, about.restored)
            connection.execute("INSERT INTO about VALUES (?, ?, ?, ?, ?)", values)
            connection.executemany(
                "INSERT INTO plan VALUES (?, ?, ?, NULL, NULL, 0)",
                [(scope, head, head) for scope, head in heads.items()],
            )

    def about(self) -> About | None:
        """Give which sync it belongs to; nothing for a file that was begun and not kept."""
        with self._open() as connection:
            tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            if not tables[0]:
                return None
            found = connection.execute("SELECT * FROM about").fetchone()
        number, epoch, desk, acked, restored = found
        return About(number, UUID(epoch), DeskId(UUID(desk)), acked, bool(restored))

    def next_fetch(self) -> Fetch | None:
        """Give the page to ask for next; nothing when all is here."""
        with self._open() as connection:
            found = connection.execute(
                "SELECT scope, word, after FROM plan WHERE fetched = 0 ORDER BY scope DESC LIMIT 1"
            ).fetchone()
        if found is None:
            return None
        scope, word, after = found
        place = Place(word, UUID(bytes=after) if after else None) if word else None
        return Fetch(Scope(scope), place)

    def keep(self, scope: Scope, page: SnapshotAnswer) -> None:
        """Keep a page, and where the next begins, in one transaction."""
        rows = [(scope, *kept) for kept in _by_word(page)]
        word = page.next.word if page.next else None
        after = page.next.after.bytes if page.next and page.next.after else None
        with self._open() as connection:
            connection.executemany(_KEEP, rows)
            connection.execute(
                "UPDATE plan SET word = ?, after = ?, fetched = ?,"
                " head_after = max(head_after, ?) WHERE scope = ?",
                (word, after, int(page.next is None), page.head, scope),
            )

    def count(self) -> int:
        """Count the rows fetched so far."""
        with self._open() as connection:
            found: tuple[int] = connection.execute(
                "SELECT coalesce(sum(rows), 0) FROM staged"
            ).fetchone()
        return found[0]

    def count_before(self, scope: Scope, word: str, after: bytes) -> int:
        """Count the rows of a word up to this identifier."""
        with self._open() as connection:
            found: tuple[int] = connection.execute(
                "SELECT coalesce(sum(rows), 0) FROM staged"
                " WHERE scope = ? AND word = ? AND up_to <= ?",
                (scope, word, after),
            ).fetchone()
        return found[0]

    def heads(self) -> Mapping[Scope, tuple[int, int]]:
        """Give, by scope, the head noted before its first page and the one of its last."""
        with self._open() as connection:
            found = connection.execute(
                "SELECT scope, head_before, head_after FROM plan ORDER BY scope DESC"
            ).fetchall()
        return {Scope(scope): (before, after) for scope, before, after in found}

    def page(self, scope: Scope, word: str, after: bytes) -> StagedPage:
        """Give the page of a word's rows after this identifier."""
        with self._open() as connection:
            found = connection.execute(_PAGE, (scope, word, after)).fetchone()
        if found is None:
            return NO_PAGE
        up_to, message, last = found
        return StagedPage(SnapshotAnswer.decode(message).rows, up_to, more=up_to < last)

    def discard(self) -> None:
        """Remove the file."""
        self.close()
        with translated_errors(self._path):
            for ending in ("", "-wal", "-shm", "-journal"):
                self._path.with_name(f"{self._path.name}{ending}").unlink(missing_ok=True)

    def close(self) -> None:
        """Let the file go, as it is."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    @contextmanager
    def _open(self) -> Iterator[sqlcipher3.Connection]:
        with translated_errors(self._path):
            connection = self._connection = self._connection or self._connect()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def _connect(self) -> sqlcipher3.Connection:
        connection = sqlcipher3.connect(str(self._path), isolation_level=None)
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f'PRAGMA key = "{self._key.literal()}"')
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA temp_store = MEMORY")
        except BaseException:
            connection.close()
            raise
        return connection


def _by_word(page: SnapshotAnswer) -> Iterator[tuple[str, bytes, int, bytes]]:
    """Give a page as it came, by its word; one of several words is parted."""
    words: dict[str, list[SnapshotRow]] = {}
    for row in page.rows:
        words.setdefault(row.word, []).append(row)
    for word, rows in words.items():
        whole = page if len(words) == 1 else SnapshotAnswer(tuple(rows), None, page.head)
        up_to = max([row.record_id.bytes for row in rows])
        yield word, up_to, len(rows), whole.message or whole.encode()
