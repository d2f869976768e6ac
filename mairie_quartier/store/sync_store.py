"""The store as synchronisation uses it: every method is one short transaction, durable at its end.

Foreign keys are not enforced here: the parent of a row may be in another desk's quarantine.  The
papers' guard opens for the length of a transaction (``applying``).  It must not know the network.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol
from uuid import UUID

from sqlalchemy import Connection, Engine

from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.operations import Answer, DeskId, Scope
from mairie_quartier.domain.protocol_pull import Tally
from mairie_quartier.domain.quick_reading import Change, SnapshotRow
from mairie_quartier.domain.synchronising import Link, SyncRecord
from mairie_quartier.services.ports import Clock
from mairie_quartier.services.sync_faults import SyncStopped
from mairie_quartier.store import second_sending
from mairie_quartier.store.answers import AnswerTaker, Decided, take_revisions
from mairie_quartier.store.engine import for_reading
from mairie_quartier.store.incoming import ChangeTaker, let_scope_go
from mairie_quartier.store.journal import Journal
from mairie_quartier.store.keys import StoreKey
from mairie_quartier.store.local_state import LocalState
from mairie_quartier.store.outbox import Outbox
from mairie_quartier.store.outgoing import Outgoing, read_outgoing
from mairie_quartier.store.people_index import StorePeopleIndex
from mairie_quartier.store.reconciliation import (
    ROWS_A_PAGE,
    Reconciliation,
    count_brought_in,
    is_brought_in,
)
from mairie_quartier.store.row_writer import RowWriter
from mairie_quartier.store.scope_rows import tally, words_of
from mairie_quartier.store.staging import Staging
from mairie_quartier.store.statements import Statements
from mairie_quartier.store.sync_state import Cursor, SyncState


class OpenStore(Protocol):
    """The door of the store, as far as synchronisation goes (``store.door``)."""

    folder: Path
    openings: int

    def lend(self) -> AbstractContextManager[tuple[Engine, StoreKey]]:
        """Lend the open engine for one short transaction, or raise ``DoorClosed``."""
        ...

    def open_series(self, series: str) -> None:
        """Take up a series of receipt numbers, durably."""
        ...


APPLYING: Final = "applying"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where this PC stands; ``last`` is its highest ``dseq``."""

    link: Link | None
    acked: int
    since: int
    last: int
    waiting: int
    cursors: Mapping[Scope, Cursor]
    scopes: frozenset[Scope]
    checked_at: datetime | None
    refused: int
    disputed: int
    restored: bool

    @property
    def is_furnished(self) -> bool:
        """Tell whether every scope of this desk was fetched whole once."""
        return bool(self.scopes) and self.scopes <= self.cursors.keys()


@dataclass(frozen=True, slots=True)
class Staged:
    """What a page of staged rows did: the words it changed, its rows, whether more is to come."""

    changed: frozenset[str]
    rows: int
    more: bool


@dataclass(slots=True)
class Work:
    """What one transaction of synchronisation writes with."""

    sql: Statements
    state: SyncState
    outbox: Outbox
    writer: RowWriter
    journal: Journal


class SyncStore:
    """Reads and writes for synchronisation; ``revision`` is the newest one the program knows."""

    def __init__(
        self, door: OpenStore, *, clock: Clock, revision: str, opening: int | None = None
    ) -> None:
        self._door = door
        self._opening = opening
        self._clock = clock
        self._revision = revision

    def of_this_opening(self) -> SyncStore:
        """Give the same store, to be used until it is closed and no longer."""
        opening = self._door.openings
        return SyncStore(self._door, clock=self._clock, revision=self._revision, opening=opening)

    def standing(self) -> Standing:
        """Read where this PC stands."""
        with self._reading() as sql:
            state, outbox = SyncState(sql), Outbox(sql)
            acked = state.acked()
            return Standing(
                link=state.link(),
                acked=acked,
                since=state.since(),
                last=outbox.last(acked),
                waiting=outbox.count(acked),
                cursors=state.cursors(),
                scopes=state.scopes(),
                checked_at=state.checked_at(),
                refused=outbox.refused_count(),
                restored=state.is_restored(),
                disputed=_count(sql, "SELECT count(*) FROM conflict WHERE closed_at IS NULL"),
            )

    def outgoing(self, after: int, *, most: int, most_bytes: int) -> Outgoing:
        """Read the next operations to send."""
        with self._reading() as sql:
            return read_outgoing(sql, after, most=most, most_bytes=most_bytes)

    def take_answers(
        self, sent: Outgoing, answers: Sequence[Answer], *, counts: bool = True
    ) -> frozenset[str]:
        """Keep the verdicts, with what they change in the rows; give the words that changed."""
        with self._writing() as work:
            operations = sent.operations()
            decided = [Decided(*pair) for pair in zip(operations, answers, strict=True)]
            AnswerTaker(work.writer, work.state.cursors()).take(decided)
            pairs = [(each.operation.dseq, each.answer) for each in decided]
            work.outbox.decide(pairs, self._clock.now())
            if sent and counts:
                work.state.take_acked(max(work.state.acked(), sent.last))
            return self._end(work)

    def take_revisions(self, sent: Outgoing, revisions: Sequence[int]) -> None:
        """Keep that the centre took everything as it was sent, and the revisions it gave."""
        with self._writing() as work:
            take_revisions(work.sql, sent.marks(revisions), work.state.cursors())
            work.outbox.take_all(sent.last, self._clock.now())
            work.state.take_acked(max(work.state.acked(), sent.last))
            self._end(work)

    def take_changes(self, changes: Sequence[Change]) -> frozenset[str]:
        """Bring changes in and move the cursors; give the words that changed."""
        with self._writing() as work:
            ChangeTaker(work.writer, work.state).take(changes)
            return self._end(work)

    def send_late(self) -> bool:
        """Record again what was refused because its record was late; tell if there was any."""
        with self._reading() as sql:
            if not second_sending.is_waiting(sql):
                return False
        with self._writing() as work:
            taken = second_sending.SecondSending(work.sql, work.writer).take_up(self._clock.now())
            self._end(work)
            return taken > 0

    def let_go(self, scope: Scope) -> bool:
        """Remove a page of a scope that is this desk's no longer; tell if there may be more."""
        with self._writing() as work:
            left = let_scope_go(work.sql, work.writer, scope)
            if not left:
                work.state.forget_cursors([scope])
                work.state.take_scopes(work.state.scopes() - {scope})
            self._end(work)
            return left

    def enrol(
        self,
        link: Link,
        series: str | None,
        actor: UUID | None,
        *,
        rows: Sequence[SnapshotRow] = (),
    ) -> None:
        """Keep that this PC is a desk of the city now, and the rows that the centre gave it."""
        if series is not None:
            self._door.open_series(series)
        with self._writing(actor) as work:
            fates = work.writer.fates((row.word, row.record_id.bytes) for row in rows)
            for row in rows:
                fate = fates[row.word, row.record_id.bytes]
                work.writer.put(row.word, fate, row.fields, row.rev)
            work.writer.write(fates, {})
            work.state.keep_link(link)
            if series is not None:
                work.state.take_series(series)
            work.journal.note(AuditAct.ENROLLED, "outbox", None)
            self._end(work)

    def meet(self, epoch: UUID, scopes: Sequence[Scope]) -> None:
        """Keep the centre's epoch and the scopes it says are this desk's."""
        with self._writing() as work:
            work.state.take_epoch(epoch)
            work.state.take_scopes(scopes)
            self._end(work)

    def take_epoch(self, epoch: UUID, acked: int) -> None:
        """Begin again with a centre restored from a backup: send what it lost, fetch all."""
        with self._writing() as work:
            work.state.take_epoch(epoch)
            work.state.take_restored(restored=True)
            # The last one is sent once more: were it a clone's, the centre says so.  What an
            # earlier identity sent may be lost as well, and nobody can tell how much of it.
            known = 0 if work.state.since() else max(0, acked - 1)
            work.state.take_since(0)
            self._send_again(work, known)
            work.state.forget_cursors()
            self._end(work)

    def send_again(self, acked: int) -> None:
        """Have everything after this ``dseq`` sent again."""
        with self._writing() as work:
            self._send_again(work, acked)
            self._end(work)

    def renew(self, desk: DeskId, token: str, series: str | None) -> None:
        """Take a new identity at the centre."""
        if series is not None:
            self._door.open_series(series)  # on the disk before any number of it is used
        with self._writing() as work:
            if work.state.is_restored():
                # Whose operations the restored centre holds under the old identity is unknown.
                work.state.take_since(0)
                self._send_again(work, 0)
            work.state.renew(desk, token, series)
            self._end(work)

    def forget_cursors(self, scopes: Sequence[Scope]) -> None:
        """Have these scopes fetched whole again."""
        with self._writing() as work:
            work.state.forget_cursors(scopes)
            self._end(work)

    def forget_unknown(self) -> bool:
        """Have everything fetched again if an older program met fields it did not know."""
        with self._reading() as sql:
            met = SyncState(sql).unknown_of()
        if met is None or met == self._revision:
            return False
        with self._writing() as work:
            work.state.forget_cursors()
            work.state.take_unknown(None)
            self._end(work)
        return True

    def tallies(self, scope: Scope) -> Mapping[str, Tally]:
        """Count and digest the rows of a scope, by word; a word without rows is absent."""
        found: dict[str, Tally] = {}
        for word in words_of(scope):
            with self._reading() as sql:  # one word at a time: closing the store waits for no more
                each = tally(sql, word, scope, scopes=SyncState(sql).scopes())
            if each is not None:
                found[word] = each
        return found

    def take_checked(self) -> None:
        """Keep that the rows were compared now."""
        with self._writing() as work:
            work.state.take_checked(self._clock.now())
            self._end(work)

    def log(self, record: SyncRecord) -> None:
        """Write a sync down, in the trail too if anything was exchanged."""
        with self._writing() as work:
            work.state.log(record)
            if record.totals.sent or record.totals.received:
                work.journal.note(AuditAct.SYNCHRONISED, "outbox", None)
            self._end(work)

    def prune(self, before: datetime, *, most: int) -> None:
        """Let decided operations go that are older."""
        with self._writing() as work:
            work.outbox.prune(work.state.acked(), before, most=most)
            self._end(work)

    @contextmanager
    def staging(self) -> Iterator[Staging]:
        """Give the staging file."""
        with self._lend() as (_, key):
            found = Staging(self._door.folder, key)
        try:
            yield found
        finally:
            found.close()

    def take_staged(self, staging: Staging) -> Staged:
        """Bring about a page of staged rows in."""
        about = staging.about()
        if about is None:
            return Staged(frozenset(), 0, more=False)
        with self._writing() as work:
            rows, more = 0, True
            merging = Reconciliation(work.sql, work.writer, work.state)
            while more and rows < ROWS_A_PAGE:
                taken, more = merging.take_page(staging, about)
                rows += taken
            return Staged(self._end(work), rows, more=more)

    def count_staged_in(self, staging: Staging) -> int:
        """Count the staged rows that are brought in already: a first sync may go on half-way."""
        about = staging.about()
        if about is None:
            return 0
        with self._reading() as sql:
            return count_brought_in(sql, staging, about)

    def is_staged_in(self, staging: Staging) -> bool:
        """Tell whether the staging file was brought in whole already."""
        about = staging.about()
        if about is None:
            return False
        with self._reading() as sql:
            return is_brought_in(sql, about)

    def _send_again(self, work: Work, acked: int) -> None:
        known = max(acked, work.state.since())
        work.outbox.reopen(known)
        work.state.take_acked(min(known, work.state.acked()))

    def _end(self, work: Work) -> frozenset[str]:
        changed = work.writer.finish()
        if work.writer.unknown:
            work.state.take_unknown(self._revision)
        work.journal.finish()
        return changed

    @contextmanager
    def _lend(self) -> Iterator[tuple[Engine, StoreKey]]:
        with self._door.lend() as lent:
            if self._opening not in (None, self._door.openings):
                raise SyncStopped
            yield lent

    @contextmanager
    def _reading(self) -> Iterator[Statements]:
        with self._lend() as (engine, _), for_reading(engine).connect() as connection:
            yield Statements(connection)

    @contextmanager
    def _writing(self, actor: UUID | None = None) -> Iterator[Work]:
        with self._lend() as (engine, _), engine.connect() as connection, _unbound(connection):
            journal = Journal(connection, actor, self._clock.now())
            local = LocalState(journal.sql)
            local.put(APPLYING, "1")
            yield Work(
                sql=journal.sql,
                state=SyncState(journal.sql),
                outbox=Outbox(journal.sql),
                writer=RowWriter(journal.sql, StorePeopleIndex(journal)),
                journal=journal,
            )
            journal.sql.run("DELETE FROM local_state WHERE name = ?", (APPLYING,))
            connection.commit()


def _count(sql: Statements, query: str) -> int:
    return int(str(sql.rows(query)[0][0]))


@contextmanager
def _unbound(connection: Connection) -> Iterator[None]:
    """Leave foreign keys unenforced; SQLite takes this only outside a transaction."""
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.rollback()
        cursor.execute("PRAGMA foreign_keys = ON")
