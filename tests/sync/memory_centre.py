"""A centre in memory that follows the contract: the real merge, the real messages, no network.

It stands for the service where a test wants thousands of steps, or faults at an exact place.
Rights are not its matter but for scopes; a restore from a backup is ``copy`` and ``restored``.
"""

import copy
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from random import Random
from uuid import UUID

from mairie_quartier.domain.conflicts import (
    Conflict,
    Ours,
    Speaker,
    follow_up,
    open_conflict,
    second_choice,
)
from mairie_quartier.domain.field_merge import Merged, Row, Tombstone, merge
from mairie_quartier.domain.identifiers import OfficeId
from mairie_quartier.domain.numbers import SERIES_ALPHABET
from mairie_quartier.domain.operations import (
    CITY,
    LASTING_WORDS,
    NOBODY,
    SHARED_WORDS,
    Answer,
    ChangeKind,
    DeskId,
    Fields,
    JsonValue,
    Operation,
    OpKind,
    RejectCode,
    Scope,
    Verdict,
)
from mairie_quartier.domain.protocol import (
    PROTOCOL,
    SCHEMA,
    HelloAnswer,
    Problem,
    ProblemCode,
    PushAnswer,
    PushRequest,
)
from mairie_quartier.domain.protocol_enrolment import Enrolled, EnrolRequest, OfficeCard, Renewed
from mairie_quartier.domain.protocol_items import Unreadable
from mairie_quartier.domain.protocol_pull import (
    MODULUS,
    ChecksAnswer,
    ChecksRequest,
    Place,
    PullAnswer,
    PullRequest,
    SnapshotAnswer,
    SnapshotRequest,
    Tally,
    row_digest,
)
from mairie_quartier.domain.quick_reading import Change, SnapshotRow
from mairie_quartier.store import schema, wire
from mairie_quartier.store.scope_rows import words_of
from mairie_quartier.store.wire_rows import UNIQUE
from mairie_quartier.sync.centre import Got, Sent
from tests.sync.board import Board, Decision, Key, KnownDesk, Refusal

WORDS = {table.name: table for table in schema.SYNCED}
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class MemoryCentre:
    """The service, without HTTP: ``carry`` takes a request and gives a reply."""

    def __init__(self, random: Random | None = None) -> None:
        self._random = random or Random(1)
        self._series = 0
        self.board = Board()
        self.epoch = self.new_uuid()
        self.codes: dict[str, OfficeCard | None] = {}
        self.refuses: set[UUID] = set()
        self.calls: list[str] = []
        self.now = NOON

    def new_uuid(self) -> UUID:
        """Draw an identifier from the seed."""
        return UUID(int=self._random.getrandbits(128), version=4)

    def next_series(self) -> str:
        """Give a series that no desk was given."""
        self._series += 1
        first, second = divmod(self._series, len(SERIES_ALPHABET))
        return SERIES_ALPHABET[first] + SERIES_ALPHABET[second]

    def add_desk(self, scopes: Iterable[Scope]) -> KnownDesk:
        """Make a desk known, as enrolling does."""
        desk = KnownDesk(DeskId(self.new_uuid()), str(self.new_uuid()), tuple(scopes))
        self.board.desks[desk.id] = desk
        return desk

    def backup(self) -> Board:
        """Give a copy of everything."""
        return copy.deepcopy(self.board)

    def restore(self, board: Board) -> None:
        """Put a backup back: what was decided since is lost, and the epoch changes.

        Who was enrolled since is enrolled anew under the same token, as the manual says.
        """
        desks = {key: replace(desk, acked=0) for key, desk in self.board.desks.items()}
        self.board = copy.deepcopy(board)
        for key, desk in desks.items():
            self.board.desks.setdefault(key, desk)
        self.epoch = self.new_uuid()

    def carry(self, sent: Sent) -> Got:
        """Answer a request."""
        self.calls.append(sent.path)
        try:
            return Got(HTTPStatus.OK, self._answer(sent))
        except Refusal as refused:
            return Got(refused.status, refused.problem.encode())

    def close(self) -> None:
        """Nothing is open."""

    def _answer(self, sent: Sent) -> bytes:
        body = sent.body or b"{}"
        if sent.path == "/v1/enrol":
            return self._enrol(EnrolRequest.decode(body)).encode()
        desk = self.board.desks.get(sent.desk) if sent.desk else None
        if desk is None or desk.token != sent.token:
            raise Refusal(HTTPStatus.UNAUTHORIZED, Problem(ProblemCode.TOKEN))
        calls: dict[str, Callable[[], bytes]] = {
            "/v1/hello": lambda: self._hello(desk).encode(),
            "/v1/identity": lambda: self._renew(desk).encode(),
            "/v1/push": lambda: self._push(desk, PushRequest.decode(body)).encode(),
            "/v1/pull": lambda: self._pull(desk, PullRequest.decode(body)).encode(),
            "/v1/snapshot": lambda: self._snapshot(desk, SnapshotRequest.decode(body)).encode(),
            "/v1/checks": lambda: self._checks(desk, ChecksRequest.decode(body)).encode(),
        }
        return calls[sent.path]()

    def _hello(self, desk: KnownDesk) -> HelloAnswer:
        return HelloAnswer(
            epoch=self.epoch,
            protocol=(PROTOCOL, PROTOCOL),
            schema=(SCHEMA, SCHEMA),
            time=self.now,
            desk=desk.id,
            acked_dseq=desk.acked,
            heads=self._heads(desk),
            scopes=() if desk.revoked else desk.scopes,
            revoked=desk.revoked,
        )

    def _enrol(self, request: EnrolRequest) -> Enrolled:
        if request.code not in self.codes:
            raise Refusal(HTTPStatus.FORBIDDEN, Problem(ProblemCode.CODE_UNKNOWN))
        card = request.office or self.codes[request.code]
        if card is None:
            raise Refusal(HTTPStatus.CONFLICT, Problem(ProblemCode.OFFICE_DIFFERS))
        del self.codes[request.code]
        desk = self.add_desk((CITY, Scope(str(card.id))))
        agents = tuple(
            SnapshotRow(word, key, row.rev, row.fields)
            for (word, key), row in self.board.rows.items()
            if word == "agent" and row.fields["office_id"] == str(card.id)
        )
        series = self.next_series()
        return Enrolled(desk.id, desk.token, self.epoch, card, "Bordeaux", series, agents)

    def _renew(self, desk: KnownDesk) -> Renewed:
        if desk.revoked:
            raise Refusal(HTTPStatus.FORBIDDEN, Problem(ProblemCode.REVOKED))
        fresh = self.add_desk(desk.scopes)
        return Renewed(fresh.id, fresh.token, self.next_series())

    def _refuse_epoch(self, epoch: UUID, desk: KnownDesk) -> None:
        if epoch != self.epoch:
            problem = Problem(ProblemCode.EPOCH, "", self.epoch, desk.acked)
            raise Refusal(HTTPStatus.CONFLICT, problem)

    def _push(self, desk: KnownDesk, request: PushRequest) -> PushAnswer:
        self._refuse_epoch(request.epoch, desk)
        answers: list[Answer] = []
        for op in request.ops:
            known = self.board.dseqs.get((desk.id, op.dseq or 0))
            if known is not None and known != op.op:
                raise Refusal(HTTPStatus.CONFLICT, Problem(ProblemCode.CLONED))
        for op in request.ops:
            answers.append(self._decide(desk, op))
            if op.dseq is not None:
                desk.acked = max(desk.acked, op.dseq)
                self.board.dseqs[desk.id, op.dseq] = op.op or NOBODY
        return PushAnswer(desk.acked, self.now, tuple(answers))

    def _decide(self, desk: KnownDesk, op: Operation | Unreadable) -> Answer:
        if isinstance(op, Unreadable):
            return Answer(op.op or NOBODY, Verdict.QUARANTINED, 0, RejectCode.MALFORMED, gone=True)
        content = json.dumps([op.word, str(op.record_id), op.kind, dict(op.fields)], sort_keys=True)
        known = self.board.ops.get(op.op)
        if known is not None:
            if known.content != content:
                return self._refused(op, RejectCode.OP_REUSED)
            return known.answer
        answer = self._new_decision(desk, op)
        self.board.ops[op.op] = Decision(content, answer)
        return answer

    def _new_decision(self, desk: KnownDesk, op: Operation) -> Answer:
        code = self._reject(desk, op)
        if code is not None:
            return self._refused(op, code)
        key = (op.word, op.record_id)
        tomb = self.board.tombs.get(key)
        stone = replace(tomb[0], deleted_here=tomb[1] == desk.id) if tomb else None
        merged = merge(self.board.rows.get(key), stone, op)
        if merged.code is not None:
            return self._refused(op, merged.code)
        self._write(desk, op, merged)
        speaker = Speaker(desk.id, str(desk.id)[:4], self.now)
        if op.word == "conflict":
            (closed,) = [each for each in self.conflicts() if each.id == op.record_id]
            again = second_choice(closed, op, merged.disputes, speaker=speaker)
            if again is not None:
                self._keep_conflict(again, desk)
        for dispute in merged.disputes if op.word != "conflict" else ():
            known = [each for each in self.conflicts() if each.record_id == op.record_id]
            conflict = follow_up(known, dispute, op, speaker=speaker) or open_conflict(
                dispute, op, office=self._office(key, op), speaker=speaker, ours=Ours()
            )
            self._keep_conflict(conflict, desk)
        return Answer(op.op, merged.verdict, merged.rev, None, merged.theirs, merged.gone)

    def _reject(self, desk: KnownDesk, op: Operation) -> RejectCode | None:
        if desk.revoked:
            return RejectCode.DESK_REVOKED
        if op.word not in WORDS:
            return RejectCode.UNKNOWN_WORD
        if op.scope not in desk.scopes:
            return RejectCode.SCOPE_DROPPED
        row = self.board.rows.get((op.word, op.record_id))
        if row is not None and self.scope_of(op.word, row.fields) not in desk.scopes:
            return RejectCode.SCOPE_DROPPED
        if op.record_id in self.refuses:
            return RejectCode.FORBIDDEN
        lasting = op.kind is OpKind.DELETE or set(op.fields) - {"office_id"}
        if op.word in LASTING_WORDS and op.kind is not OpKind.PUT and lasting:
            return RejectCode.APPEND_ONLY
        column = UNIQUE.get(op.word)
        if (
            column is not None
            and column in op.fields
            and any(
                word == op.word
                and other != op.record_id
                and row.fields[column] == op.fields[column]
                for (word, other), row in self.board.rows.items()
            )
        ):
            return RejectCode.NUMBER_TAKEN if op.word == "receipt" else RejectCode.TAKEN
        return None

    def _refused(self, op: Operation, code: RejectCode) -> Answer:
        row = self.board.rows.get((op.word, op.record_id))
        if row is None:
            return Answer(op.op, Verdict.QUARANTINED, 0, code, gone=True)
        names = row.fields if op.kind is OpKind.DELETE else op.fields
        theirs = {name: row.fields[name] for name in names if name in row.fields}
        return Answer(op.op, Verdict.QUARANTINED, row.rev, code, theirs)

    def _write(self, desk: KnownDesk, op: Operation, merged: Merged) -> None:
        key = (op.word, op.record_id)
        before = self.board.rows.get(key)
        if merged.kind is OpKind.DELETE:
            was = self.board.rows.pop(key, None)
            scope = self.scope_of(op.word, was.fields) if was else op.scope
            self.board.tombs[key] = (Tombstone(merged.rev, merged.fields), desk.id)
            if was:
                self._tell(scope, ChangeKind.DELETE, op, desk, merged.rev, {})
        elif merged.kind is not None:
            fields = {**(before.fields if before else {}), **merged.fields}
            self.board.rows[key] = Row(merged.rev, fields)
            self.board.tombs.pop(key, None)
            scope = self.scope_of(op.word, fields)
            if before is not None and self.scope_of(op.word, before.fields) != scope:
                old = self.scope_of(op.word, before.fields)
                self._tell(old, ChangeKind.DROP, op, desk, merged.rev, {})
                self._tell(scope, ChangeKind.PUT, op, desk, merged.rev, fields)
            else:
                kind = ChangeKind.PATCH if before else ChangeKind.PUT
                self._tell(scope, kind, op, desk, merged.rev, merged.fields)

    def _tell(
        self,
        scope: Scope,
        kind: ChangeKind,
        op: Operation,
        desk: KnownDesk,
        rev: int,
        fields: Fields,
    ) -> None:
        lines = self.board.log[scope]
        lines.append(Change(
            scope, len(lines) + 1, op.word, op.record_id, kind, rev, dict(fields),
            op.actor, op.hlc, desk.id, self.now,
        ))  # fmt: skip

    def conflicts(self) -> list[Conflict]:
        """Give every conflict."""
        found = []
        for (word, key), row in self.board.rows.items():
            if word == "conflict":
                values = wire.load(schema.conflict, json.dumps(dict(row.fields)))
                found.append(Conflict(id=key, **values))  # type: ignore[arg-type]  # by the columns
        return found

    def _keep_conflict(self, conflict: Conflict, desk: KnownDesk) -> None:
        names = [name for name in Conflict.__dataclass_fields__ if name != "id"]
        fields: dict[str, JsonValue] = json.loads(
            wire.dump({name: getattr(conflict, name) for name in names})
        )
        key = ("conflict", conflict.id)
        before = self.board.rows.get(key)
        rev = before.rev + 1 if before else 1
        self.board.rows[key] = Row(rev, fields)
        lines = self.board.log[self.scope_of("conflict", fields)]
        kind = ChangeKind.PATCH if before else ChangeKind.PUT
        line = Change(
            self.scope_of("conflict", fields), len(lines) + 1, "conflict", conflict.id, kind, rev,
            fields, None, 0, desk.id, self.now,
        )  # fmt: skip
        lines.append(line)

    def _office(self, key: Key, op: Operation) -> OfficeId | None:
        if op.word in SHARED_WORDS:
            return None
        row = self.board.rows.get(key)
        scope = self.scope_of(op.word, row.fields) if row else op.scope
        return None if scope == CITY else OfficeId(UUID(scope))

    @staticmethod
    def scope_of(word: str, fields: Fields) -> Scope:
        """Give the scope of a record."""
        office = fields.get("office_id")
        return CITY if word in SHARED_WORDS or office is None else Scope(str(office))

    def _heads(self, desk: KnownDesk) -> dict[Scope, int]:
        return {scope: len(self.board.log[scope]) for scope in desk.scopes}

    def _pull(self, desk: KnownDesk, request: PullRequest) -> PullAnswer:
        self._refuse_epoch(request.epoch, desk)
        found: list[Change] = []
        for scope in sorted(request.cursors):
            if scope in desk.scopes:
                found += self.board.log[scope][request.cursors[scope] :]
        dropped = tuple(scope for scope in request.cursors if scope not in desk.scopes)
        some = tuple(found[: request.limit])
        return PullAnswer(some, self._heads(desk), dropped, len(found) > len(some))

    def _in_scope(self, scope: Scope) -> list[tuple[str, UUID, Row]]:
        order = {word: place for place, word in enumerate(words_of(scope))}
        rows = [
            (word, key, row)
            for (word, key), row in self.board.rows.items()
            if self.scope_of(word, row.fields) == scope
        ]
        return sorted(rows, key=lambda each: (order[each[0]], each[1].bytes))

    def _snapshot(self, desk: KnownDesk, request: SnapshotRequest) -> SnapshotAnswer:
        self._refuse_epoch(request.epoch, desk)
        if request.scope not in desk.scopes:
            raise Refusal(HTTPStatus.FORBIDDEN, Problem(ProblemCode.FORBIDDEN))
        rows = self._in_scope(request.scope)
        order = {word: place for place, word in enumerate(words_of(request.scope))}
        if request.place is not None:
            after = request.place.after.bytes if request.place.after else b""
            start = (order[request.place.word], after)
            rows = [each for each in rows if (order[each[0]], each[1].bytes) > start]
        some = rows[: request.limit]
        place = Place(some[-1][0], some[-1][1]) if len(rows) > len(some) else None
        told = tuple(SnapshotRow(word, key, row.rev, row.fields) for word, key, row in some)
        return SnapshotAnswer(told, place, len(self.board.log[request.scope]))

    def _checks(self, desk: KnownDesk, request: ChecksRequest) -> ChecksAnswer:
        found: dict[Scope, dict[str, Tally]] = {}
        for scope in request.scopes:
            words = found.setdefault(scope, {})
            for word, key, row in self._in_scope(scope):
                was = words.get(word, Tally(0, 0, 0))
                digest = (was.digest + row_digest(key, row.rev)) % MODULUS
                words[word] = Tally(was.count + 1, was.sum_rev + row.rev, digest)
        return ChecksAnswer(found)
