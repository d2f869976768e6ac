"""Take a desk's operations: one transaction, every operation decided, or nothing at all.

Scopes are locked in sorted order, so the numbers of the change log have no gap and appear in
order.  When the database itself refuses a value (a number already taken), the batch is halved
until the one at fault stands alone and goes to quarantine; the rest go on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import psycopg

from mairie_quartier.central import judging, moving, reading
from mairie_quartier.central.batch import Batch, Stored
from mairie_quartier.central.epochs import read_epoch
from mairie_quartier.central.speaker import Database, DeskCard, speaking
from mairie_quartier.central.tables import CITY_SCOPE
from mairie_quartier.central.writing import write
from mairie_quartier.domain.operations import CITY, Answer, Operation, RejectCode
from mairie_quartier.domain.protocol import PushAnswer, PushRequest
from mairie_quartier.domain.protocol_items import Unreadable
from mairie_quartier.errors import UserMistake

Items = Sequence[Operation | Unreadable]
Known = Mapping[UUID, Stored]

REFUSALS = (psycopg.IntegrityError, psycopg.DataError, psycopg.errors.InsufficientPrivilege)

LOCK_DESK = "SELECT acked_dseq FROM desk WHERE id = %s FOR UPDATE"
LOCK_SCOPES = "SELECT scope, seq FROM scope WHERE scope = ANY(%s) ORDER BY scope FOR UPDATE"
NEW_SCOPES = "INSERT INTO scope (scope) VALUES (%s) ON CONFLICT DO NOTHING"
ACKNOWLEDGE = "UPDATE desk SET acked_dseq = greatest(acked_dseq, %s), seen_at = now() WHERE id = %s"


class OtherEpoch(UserMistake):
    """The desk speaks to another history of the central database than this one."""

    def __init__(self, epoch: UUID, acked_dseq: int) -> None:
        super().__init__(epoch, acked_dseq)
        self.epoch = epoch
        self.acked_dseq = acked_dseq


class ClonedDesk(UserMistake):
    """Another operation came from the same place of the same desk: two PCs share an identity."""

    def __init__(self, dseq: int) -> None:
        super().__init__(dseq)
        self.dseq = dseq


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did, for the answer and for the figures."""

    answer: PushAnswer
    repeated: int


def push(database: Database, token: str, request: PushRequest) -> Pushed:
    """Decide every operation of the request, durably.

    Raises:
        OtherEpoch, ClonedDesk, UnknownToken: nothing was decided.
    """
    with speaking(database, token) as desk:
        (acked,) = database.execute(LOCK_DESK, (desk.id,)).fetchone() or (0,)
        epoch = read_epoch(database)
        if request.epoch != epoch:
            raise OtherEpoch(epoch, acked)
        now = datetime.now(UTC)
        heads = _lock_scopes(database, desk, request.ops)
        known = reading.read_known(database, desk, request.ops, acked=acked)
        _refuse_clone(desk, known, request.ops)
        answers = Decider(database, desk, now, heads).decide(request.ops, known)
        highest = max((item.dseq for item in request.ops if item.dseq), default=0)
        database.execute(ACKNOWLEDGE, (highest, desk.id))
        repeated = sum(1 for item in request.ops if item.op in known)
        answer = PushAnswer(max(acked, highest), now, tuple(answers))
    return Pushed(answer, repeated)


class Decider:
    """Decides and writes operations within a transaction whose scopes are locked."""

    def __init__(
        self, database: Database, desk: DeskCard, now: datetime, heads: dict[UUID, int]
    ) -> None:
        self._database = database
        self._desk = desk
        self._now = now
        self._heads = heads

    def decide(self, items: Items, known: Known | None = None) -> list[Answer]:
        """Give the answers, in order; ``known`` was decided before this request."""
        if not items:
            return []
        heads = dict(self._heads)
        try:
            with self._database.transaction():
                return self._decide_together(items, known)
        except REFUSALS as error:
            self._heads.clear()
            self._heads.update(heads)
            if len(items) > 1:
                middle = _middle(items)
                return self.decide(items[:middle]) + self.decide(items[middle:])
            return self._refuse(items[0], error)

    def _decide_together(self, items: Items, known: Known | None) -> list[Answer]:
        batch, before = self._batch(items, known), dict(self._heads)
        for item in items:
            judging.judge(batch, item)
        write(self._database, batch, before)
        return batch.answers

    def _refuse(self, item: Operation | Unreadable, error: psycopg.Error) -> list[Answer]:
        if isinstance(item, Unreadable):
            raise error
        batch, before = self._batch([item], None), dict(self._heads)
        judging.refuse(batch, item, code_of(error))
        write(self._database, batch, before)
        return batch.answers

    def _batch(self, items: Items, known: Known | None) -> Batch:
        history = reading.DatabaseHistory(self._database, self._now)
        if known is None:
            known = reading.read_known(self._database, self._desk, items)
        batch = Batch(self._desk, self._now, self._heads, history, known=dict(known))
        history.batch = batch
        reading.fill(self._database, batch, items)
        return batch


def code_of(error: psycopg.Error) -> RejectCode:
    """Tell why the database refused."""
    if isinstance(error, psycopg.errors.UniqueViolation):
        number = error.diag.constraint_name == "uq_receipt_number"
        return RejectCode.NUMBER_TAKEN if number else RejectCode.TAKEN
    if isinstance(error, psycopg.errors.InsufficientPrivilege):
        return RejectCode.FORBIDDEN
    return RejectCode.BAD_VALUE


def _middle(items: Items) -> int:
    """Give where to halve: best between two operations that were not saved together."""
    half = len(items) // 2
    for offset in range(half):
        for place in (half - offset, half + offset):
            if 0 < place < len(items) and _txn(items[place]) != _txn(items[place - 1]):
                return place
    return half


def _txn(item: Operation | Unreadable) -> UUID | None:
    return item.txn if isinstance(item, Operation) else None


def _lock_scopes(database: Database, desk: DeskCard, items: Items) -> dict[UUID, int]:
    """Lock the scopes the operations write to, in sorted order; give their heads."""
    scopes: set[UUID] = set()
    if not desk.revoked:
        for item in items:
            if not isinstance(item, Operation):
                continue
            scopes.add(CITY_SCOPE if item.scope == CITY else desk.office)
            target = moving.wanted(item)
            if target is not None:
                scopes.add(target)
    if desk.office in scopes:
        database.execute(NEW_SCOPES, (desk.office,))
    found = database.execute(LOCK_SCOPES, (sorted(scopes),)).fetchall()
    return dict(found)


def _refuse_clone(desk: DeskCard, known: dict[UUID, Stored], items: Items) -> None:
    places = {stored.dseq: op for op, stored in known.items() if stored.desk == desk.id}
    for item in items:
        if item.dseq is None or item.op is None:
            continue
        if places.get(item.dseq, item.op) != item.op:
            raise ClonedDesk(item.dseq)
