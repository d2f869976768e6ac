"""Bring staged rows of the centre into this PC's: page by page, each with its own mark.

A page covers the identifiers after the last one up to its own last: rows here that the centre
does not have in between go.  What was recorded here since staging began keeps the agent's value;
the log, read from the heads noted first, brings the rest.  After a restore of the centre nothing
goes: what it lost is kept as never accepted.  Only conflicts go: nobody but the centre records
them, and it does again when their operations come again.  It must fetch nothing.
"""

from dataclasses import dataclass
from typing import Final

from mairie_quartier.domain.operations import Scope
from mairie_quartier.domain.quick_reading import SnapshotRow
from mairie_quartier.store import schema
from mairie_quartier.store.incoming import office_scope
from mairie_quartier.store.local_state import LocalState
from mairie_quartier.store.row_writer import Fate, Key, RowWriter
from mairie_quartier.store.scope_rows import clause_here, clause_of, words_of
from mairie_quartier.store.staging import About, Staging
from mairie_quartier.store.statements import Statements
from mairie_quartier.store.sync_state import Cursor, SyncState

ROWS_A_PAGE: Final = 150
"""How many rows at least one transaction takes; a page of the staging file is never parted."""
MERGED: Final = "sync.merged"
_LAST_ID: Final = b"\xff" * 16


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a staging file was brought in: up to ``after`` of ``word`` of ``scope``."""

    number: str
    scope: Scope
    word: str
    after: bytes
    finished: bool = False

    def text(self) -> str:
        """Give it as one line."""
        return " ".join(
            (self.number, self.scope, self.word, self.after.hex() or "-", str(int(self.finished)))
        )

    @staticmethod
    def read(text: str) -> "Mark":
        """Read it back."""
        number, scope, word, after, finished = text.split(" ")
        return Mark(
            number, Scope(scope), word, bytes.fromhex(after.replace("-", "")), finished == "1"
        )


class Reconciliation:
    """Brings one page in, within one transaction."""

    def __init__(self, sql: Statements, writer: RowWriter, state: SyncState) -> None:
        self._sql = sql
        self._writer = writer
        self._state = state
        self._local = LocalState(sql)

    def take_page(self, staging: Staging, about: About) -> tuple[int, bool]:
        """Bring the next page in; give how many rows it had, and whether more is to come."""
        plan = staging.heads()
        scopes = tuple(plan)
        mark = _mark(self._local, about) or self._start(about, scopes)
        if mark is None or mark.finished:
            return 0, False
        page = staging.page(mark.scope, mark.word, mark.after)
        up_to = page.up_to if page.more else _LAST_ID
        self._merge(mark, page.rows, up_to, about)
        following = self._following(mark, up_to, scopes)
        if following.finished:
            self._state.take_restored(restored=False)
        if following.finished or following.scope != mark.scope:
            before, after = plan[mark.scope]
            # What the centre lacks is late, or was deleted: then its log says so.
            start = 0 if about.restored and self._lacks_some(mark.scope) else before
            self._state.move_cursor(mark.scope, Cursor(start, max(before, after)))
        self._local.put(MERGED, following.text())
        return len(page.rows), not following.finished

    @staticmethod
    def _start(about: About, scopes: tuple[Scope, ...]) -> Mark | None:
        return Mark(about.number, scopes[0], words_of(scopes[0])[0], b"") if scopes else None

    @staticmethod
    def _following(mark: Mark, up_to: bytes, scopes: tuple[Scope, ...]) -> Mark:
        if up_to != _LAST_ID:
            return Mark(mark.number, mark.scope, mark.word, up_to)
        words = words_of(mark.scope)
        later = words[words.index(mark.word) + 1 :]
        if later:
            return Mark(mark.number, mark.scope, later[0], b"")
        rest = scopes[scopes.index(mark.scope) + 1 :]
        if rest:
            return Mark(mark.number, rest[0], words_of(rest[0])[0], b"")
        return Mark(mark.number, mark.scope, mark.word, b"", finished=True)

    def _merge(self, mark: Mark, rows: tuple[SnapshotRow, ...], up_to: bytes, about: About) -> None:
        word = mark.word
        theirs = {(word, row.record_id.bytes): row for row in rows}
        fates: dict[Key, Fate] = self._writer.fates([*theirs, *self._extras(mark, up_to, theirs)])
        for key, fate in fates.items():
            row = theirs.get(key)
            if row is None and about.restored and _may_be_late(mark, fate):
                fate.rev = 0  # who recorded it may send it again; if not, it is still here
            elif row is None:
                fate.remove()
            else:
                self._writer.put(word, fate, row.fields, row.rev)
                fate.rev = row.rev
        ids = {key for _, key in fates}
        held = self._writer.waiting(ids)
        held.update(self._writer.recorded(ids, after=about.acked))
        self._writer.write(fates, held)

    def _lacks_some(self, scope: Scope) -> bool:
        """Tell whether rows of this scope are here that the centre does not have."""
        for word in words_of(scope):
            condition, values = clause_of(word, scope) or ("0", ())
            query = f'SELECT EXISTS (SELECT 1 FROM "{word}" WHERE rev = 0 AND {condition})'
            if self._sql.rows(query, values)[0][0]:
                return True
        return False

    def _extras(self, mark: Mark, up_to: bytes, theirs: dict[Key, SnapshotRow]) -> list[Key]:
        """Give the rows of this stretch that the centre took once and has no longer."""
        clause = clause_here(mark.word, mark.scope, self._state.scopes())
        if clause is None:
            return []
        condition, values = clause
        found = self._sql.rows(
            # The plus keeps the index of offices out of it: it would read the whole word each time.
            f'SELECT id FROM "{mark.word}" WHERE id > ? AND id <= ? AND rev > 0 AND +{condition}',
            (mark.after, up_to, *values),
        )
        keys = [(mark.word, key) for (key,) in found if isinstance(key, bytes)]
        return [key for key in keys if key not in theirs]


def _may_be_late(mark: Mark, fate: Fate) -> bool:
    """Tell whether a record that a restored centre lacks can still come to it.

    What this PC handed over cannot: that was decided anew before staging began, and is elsewhere.
    """
    return mark.word != schema.conflict.name and office_scope(fate.office) == mark.scope


def is_brought_in(sql: Statements, about: About) -> bool:
    """Tell whether this staging file was brought in whole already."""
    mark = _mark(LocalState(sql), about)
    return mark is not None and mark.finished


def count_brought_in(sql: Statements, staging: Staging, about: About) -> int:
    """Count the staged rows that are brought in already."""
    mark = _mark(LocalState(sql), about)
    if mark is None:
        return 0
    scopes = tuple(staging.heads())
    earlier = [(scope, words_of(scope)) for scope in scopes[: scopes.index(mark.scope)]]
    words = words_of(mark.scope)
    earlier.append((mark.scope, words[: words.index(mark.word)]))
    whole = [
        staging.count_before(scope, word, _LAST_ID) for scope, words in earlier for word in words
    ]
    after = _LAST_ID if mark.finished else mark.after
    return sum(whole) + staging.count_before(mark.scope, mark.word, after)


def _mark(local: LocalState, about: About) -> Mark | None:
    text = local.get(MERGED)
    mark = Mark.read(text) if text else None
    return mark if mark is not None and mark.number == about.number else None
