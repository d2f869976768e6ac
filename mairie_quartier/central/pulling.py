"""Tell a desk what others did: changes after its cursors, whole rows by pages, tallies.

Lines pass from PostgreSQL to the wire as text.  Reading takes no lock: a scope's numbers appear
in order, so whatever is seen is complete up to the head seen before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from mairie_quartier.central import word_sql
from mairie_quartier.central.epochs import read_epoch
from mairie_quartier.central.pushing import OtherEpoch
from mairie_quartier.central.speaker import Database, DeskCard, RevokedDesk, speaking
from mairie_quartier.central.tables import CITY_SCOPE, OFFICE_WORDS, SHARED, scope_of
from mairie_quartier.domain import conflicts
from mairie_quartier.domain.json_reading import MalformedMessage
from mairie_quartier.domain.operations import CITY, Scope
from mairie_quartier.domain.protocol import PROTOCOL, SCHEMA, HelloAnswer
from mairie_quartier.domain.protocol_pull import (
    ChecksAnswer,
    ChecksRequest,
    Place,
    PullAnswer,
    PullRequest,
    SnapshotAnswer,
    SnapshotRequest,
    Tally,
)
from mairie_quartier.errors import UserMistake

MAX_PAGE_BYTES: Final = 4 * 1024 * 1024
FIRST: Final = UUID(int=0)

IN_ORDER: Final = "SET LOCAL enable_sort = off"
"""Pages are read along an index.  Of tables grown since they were last analysed (a first push, a
restore) PostgreSQL thinks that they are small, and would read and sort all that is left for each
page."""
HEADS: Final = "SELECT scope, seq FROM scope WHERE scope = ANY(%s)"
CHANGES: Final = """
SELECT string_agg(line, ',' ORDER BY seq), count(*), max(seq) FROM (
  SELECT seq, line, sum(length(line)) OVER (ORDER BY seq) - length(line) AS before FROM (
    SELECT seq, '["' || %(name)s || '",' || seq || ',"' || word || '","' || record_id || '","'
      || kind || '",' || rev || ',' || fields::text || ','
      || coalesce('"' || actor || '"', 'null') || ',' || hlc || ','
      || coalesce('"' || desk_id || '"', 'null') || ',"' || wire_instant(at) || '"]' AS line
    FROM change WHERE scope = %(scope)s AND seq > %(after)s ORDER BY seq LIMIT %(limit)s
  ) AS lines
) AS page WHERE before < %(bytes)s
"""
TALLIES: Final = "SELECT word, count, sum_rev, digest FROM tally WHERE scope = %s AND count > 0"


class ForeignScope(UserMistake):
    """The scope is not this desk's."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of lines as text, how many, and the number of the last."""

    text: str
    count: int
    last: int


def scopes_of(desk: DeskCard) -> tuple[Scope, ...]:
    """Give the scopes a desk may read: none once it is revoked."""
    return () if desk.revoked else (CITY, scope_of(desk.office))


def hello(database: Database, token: str) -> HelloAnswer:
    """Say what this service is, and what it knows of the desk."""
    with speaking(database, token) as desk:
        scopes = scopes_of(desk)
        return HelloAnswer(
            epoch=read_epoch(database),
            protocol=(PROTOCOL, PROTOCOL),
            schema=(1, SCHEMA),
            time=datetime.now(UTC),
            desk=desk.id,
            acked_dseq=desk.acked_dseq,
            heads=_heads(database, desk),
            scopes=scopes,
            revoked=desk.revoked,
        )


def pull(database: Database, token: str, request: PullRequest) -> bytes:
    """Give the changes after the cursors, scope by scope, as the message's bytes.

    Raises:
        OtherEpoch: the cursors belong to another history.
    """
    with speaking(database, token) as desk:
        _require_epoch(database, desk, request.epoch)
        database.execute(IN_ORDER)
        heads = _heads(database, desk)
        texts: list[str] = []
        left, more = request.limit, False
        for scope, after in sorted(request.cursors.items()):
            if scope not in heads:
                continue
            page = _page(database, desk, scope, after=after, limit=left) if left else None
            if page is not None and page.count:
                texts.append(page.text)
                left -= page.count
                after = page.last
            more = more or after < heads[scope]
        dropped = [scope for scope in request.cursors if scope not in scopes_of(desk)]
        return PullAnswer.written(texts, heads=heads, dropped=dropped, more=more)


def snapshot(database: Database, token: str, request: SnapshotRequest) -> bytes:
    """Give a page of a scope's rows, as the message's bytes.

    Raises:
        RevokedDesk, ForeignScope, OtherEpoch: nothing is told.
    """
    with speaking(database, token) as desk:
        _require_scopes(desk, [request.scope])
        _require_epoch(database, desk, request.epoch)
        database.execute(IN_ORDER)
        head = _heads(database, desk)[request.scope]
        words = _words(request.scope)
        place = request.place or Place(words[0], None)
        if place.word not in words:
            raise MalformedMessage("word")
        office = None if request.scope == CITY else desk.office
        values = {"office": office, "after": place.after or FIRST, "limit": request.limit}
        row = database.execute(word_sql.snapshot(place.word), values).fetchone()
        text, count, last = row or (None, 0, None)
        following: Place | None = Place(place.word, last)
        if count < request.limit:
            rest = words[words.index(place.word) + 1 :]
            following = Place(rest[0], None) if rest else None
        texts = [text] if text else []
        return SnapshotAnswer.written(texts, following=following, head=head)


def checks(database: Database, token: str, request: ChecksRequest) -> ChecksAnswer:
    """Give what each scope holds, kept counted at every push.

    Raises:
        RevokedDesk, ForeignScope: nothing is told.
    """
    with speaking(database, token) as desk:
        _require_scopes(desk, request.scopes)
        return ChecksAnswer(
            {scope: _tallies(database, _key(desk, scope)) for scope in request.scopes}
        )


def _tallies(database: Database, scope: UUID) -> dict[str, Tally]:
    return {word: Tally(*numbers) for word, *numbers in database.execute(TALLIES, (scope,))}


def _words(scope: Scope) -> tuple[str, ...]:
    return (*SHARED, conflicts.WORD) if scope == CITY else OFFICE_WORDS


def _page(
    database: Database, desk: DeskCard, scope: Scope, *, after: int, limit: int
) -> Page | None:
    values = {
        "name": scope,
        "scope": _key(desk, scope),
        "after": after,
        "limit": limit,
        "bytes": MAX_PAGE_BYTES,
    }
    row = database.execute(CHANGES, values).fetchone()
    return Page(row[0], row[1], row[2]) if row and row[1] else None


def _heads(database: Database, desk: DeskCard) -> dict[Scope, int]:
    scopes = scopes_of(desk)
    found = dict.fromkeys(scopes, 0)
    keys = [_key(desk, scope) for scope in scopes]
    found.update({scope_of(key): seq for key, seq in database.execute(HEADS, (keys,))})
    return found


def _key(desk: DeskCard, scope: Scope) -> UUID:
    return CITY_SCOPE if scope == CITY else desk.office


def _require_epoch(database: Database, desk: DeskCard, epoch: UUID) -> None:
    present = read_epoch(database)
    if epoch != present:
        raise OtherEpoch(present, desk.acked_dseq)


def _require_scopes(desk: DeskCard, scopes: Iterable[Scope]) -> None:
    if desk.revoked:
        raise RevokedDesk
    if not set(scopes) <= set(scopes_of(desk)):
        raise ForeignScope
