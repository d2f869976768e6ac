"""Where this PC stands with the centre: who it is there, how far it got, its last syncs.

Kept in the encrypted store (the token is a secret), beside the rows it speaks of: a cursor and
the rows it covers change in one transaction.  It must send nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from mairie_quartier.domain.operations import DeskId, Scope
from mairie_quartier.domain.synchronising import (
    CentreAddress,
    Link,
    SyncOutcome,
    SyncRecord,
    SyncTotals,
)
from mairie_quartier.store.columns import EPOCH, MICROSECOND
from mairie_quartier.store.local_state import LocalState
from mairie_quartier.store.numbers import SERIES
from mairie_quartier.store.statements import Statements, Values

URL: Final = "sync.url"
DESK: Final = "sync.desk"
TOKEN: Final = "sync.token"  # noqa: S105  the name of a mark, no secret
CA: Final = "sync.ca"
EPOCH_MARK: Final = "sync.epoch"
CITY_NAME: Final = "sync.city"
ACKED: Final = "sync.acked"
SINCE: Final = "sync.since"
SCOPES: Final = "sync.scopes"
CHECKED: Final = "sync.checked"
UNKNOWN: Final = "sync.unknown"
RESTORED: Final = "sync.restored"
LOG_KEPT: Final = 200

_FORGET = "DELETE FROM local_state WHERE name = ?"
_CURSORS = "SELECT scope, seq, known_to FROM sync_cursor ORDER BY scope"
_MOVE = (
    "INSERT INTO sync_cursor (scope, seq, known_to) VALUES (?, ?, ?)"
    " ON CONFLICT (scope) DO UPDATE SET seq = excluded.seq, known_to = excluded.known_to"
)
_LOG = (
    "INSERT INTO sync_log (began_at, ended_at, outcome, sent, received, conflicts, quarantined,"
    " detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_LOGGED = (
    "SELECT began_at, ended_at, outcome, sent, received, conflicts, quarantined, detail"
    " FROM sync_log ORDER BY id DESC LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a scope's log was read; up to ``known_to`` rows may be newer than the log."""

    seq: int
    known_to: int

    @property
    def catching_up(self) -> bool:
        """Tell whether a snapshot may be ahead of what is read."""
        return self.seq < self.known_to


class SyncState:
    """The marks, within one transaction."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql
        self._local = LocalState(sql)

    def link(self) -> Link | None:
        """Give how the centre is reached, and as whom; nothing for a PC that stands alone."""
        desk, token, url = (self._local.get(name) for name in (DESK, TOKEN, URL))
        if desk is None or token is None or url is None:
            return None
        epoch = self._local.get(EPOCH_MARK)
        return Link(
            url=url,
            desk=DeskId(UUID(desk)),
            token=token,
            ca=self._local.get(CA) or "",
            epoch=UUID(epoch) if epoch else None,
            city=self._local.get(CITY_NAME) or "",
        )

    def keep_link(self, link: Link) -> None:
        """Keep who this PC is at the centre."""
        self._local.put(URL, link.url)
        self._local.put(DESK, str(link.desk))
        self._local.put(TOKEN, link.token)
        self._local.put(CA, link.ca)
        self._local.put(CITY_NAME, link.city)
        if link.epoch is not None:
            self._local.put(EPOCH_MARK, str(link.epoch))

    def move(self, place: CentreAddress) -> None:
        """Keep where the centre is now; who this PC is there stays, and what it read."""
        self._local.put(URL, place.url)
        self._local.put(CA, place.ca)

    def renew(self, desk: DeskId, token: str, series: str | None) -> None:
        """Take a new identity: numbers take another series, everything is fetched again."""
        link = self.link()
        if link is not None:
            self.keep_link(replace(link, desk=desk, token=token))
        self.take_since(self.acked())
        self.take_series(series)
        self.forget_cursors()

    def take_series(self, series: str | None) -> None:
        """Number receipts in this series from now on, or in one to be drawn."""
        if series is None:
            self._sql.run(_FORGET, (SERIES,))
        else:
            self._local.put(SERIES, series)

    def take_epoch(self, epoch: UUID) -> None:
        """Keep the centre's epoch."""
        self._local.put(EPOCH_MARK, str(epoch))

    def acked(self) -> int:
        """Give the last ``dseq`` that the centre has decided."""
        return int(self._local.get(ACKED) or 0)

    def take_acked(self, dseq: int) -> None:
        """Keep the last ``dseq`` that the centre has decided."""
        self._local.put(ACKED, str(dseq))

    def since(self) -> int:
        """Give the last ``dseq`` decided under an earlier identity."""
        return int(self._local.get(SINCE) or 0)

    def take_since(self, dseq: int) -> None:
        """Keep the last ``dseq`` decided under an earlier identity."""
        self._local.put(SINCE, str(dseq))

    def cursors(self) -> Mapping[Scope, Cursor]:
        """Give where each scope stands; those never fetched are absent."""
        return {
            Scope(str(scope)): Cursor(int(str(seq)), int(str(known)))
            for scope, seq, known in self._sql.rows(_CURSORS)
        }

    def move_cursor(self, scope: Scope, cursor: Cursor) -> None:
        """Keep where a scope stands."""
        self._sql.run(_MOVE, (scope, cursor.seq, cursor.known_to))

    def forget_cursors(self, scopes: Iterable[Scope] | None = None) -> None:
        """Have these scopes fetched again, or all."""
        if scopes is None:
            self._sql.run("DELETE FROM sync_cursor")
            return
        self._sql.run_many("DELETE FROM sync_cursor WHERE scope = ?", [(each,) for each in scopes])

    def scopes(self) -> frozenset[Scope]:
        """Give the scopes that the centre last said are this desk's."""
        return frozenset(Scope(each) for each in (self._local.get(SCOPES) or "").split())

    def take_scopes(self, scopes: Iterable[Scope]) -> None:
        """Keep which scopes are this desk's."""
        self._local.put(SCOPES, " ".join(sorted(scopes)))

    def checked_at(self) -> datetime | None:
        """Give when this store was last compared with the centre."""
        found = self._local.get(CHECKED)
        return _instant(found) if found else None

    def take_checked(self, at: datetime) -> None:
        """Keep when this store was compared with the centre."""
        self._local.put(CHECKED, str(_stamp(at)))

    def unknown_of(self) -> str | None:
        """Give the revision of the program that met fields it did not know."""
        return self._local.get(UNKNOWN)

    def take_unknown(self, revision: str | None) -> None:
        """Keep that fields came which this revision does not know, or that all is known."""
        if revision is None:
            self._sql.run(_FORGET, (UNKNOWN,))
        else:
            self._local.put(UNKNOWN, revision)

    def is_restored(self) -> bool:
        """Tell whether the centre came back from a backup, and not all was compared since."""
        return self._local.get(RESTORED) is not None

    def take_restored(self, *, restored: bool) -> None:
        """Keep that the centre came back from a backup, or that all was compared since."""
        if restored:
            self._local.put(RESTORED, "1")
        else:
            self._sql.run(_FORGET, (RESTORED,))

    def log(self, record: SyncRecord) -> None:
        """Write one sync down; only the last ones are kept."""
        totals = record.totals
        values: Values = (
            _stamp(record.began_at),
            _stamp(record.ended_at),
            record.outcome.value,
            totals.sent,
            totals.received,
            totals.conflicts,
            totals.quarantined,
            record.detail,
        )
        self._sql.run(_LOG, values)
        self._sql.run(
            "DELETE FROM sync_log WHERE id <= (SELECT max(id) FROM sync_log) - ?", (LOG_KEPT,)
        )

    def last_syncs(self, limit: int) -> tuple[SyncRecord, ...]:
        """Give the last syncs, latest first."""
        return tuple(_record(row) for row in self._sql.rows(_LOGGED, (limit,)))


def _record(row: Values) -> SyncRecord:
    began, ended, outcome, sent, received, conflicts, quarantined, detail = row
    totals = SyncTotals(*(int(str(n)) for n in (sent, received, conflicts, quarantined)))
    return SyncRecord(
        _instant(began), _instant(ended), SyncOutcome(str(outcome)), totals, str(detail)
    )


def _stamp(at: datetime) -> int:
    return (at - EPOCH) // MICROSECOND


def _instant(stamp: object) -> datetime:
    return EPOCH + int(str(stamp)) * MICROSECOND
