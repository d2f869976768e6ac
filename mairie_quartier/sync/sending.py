"""Send what waits, in its order, until nothing does; keep each answer before the next is read.

While a batch is under way the next is read and packed; while that one travels, the answers to the
first are kept.  Nothing is sent before what was sent earlier is answered, so a batch that fails
takes with it only what was prepared after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from mairie_quartier.domain.operations import NOBODY, Answer, Operation, RejectCode, Verdict
from mairie_quartier.domain.protocol import ProblemCode, PushAnswer, push_message
from mairie_quartier.services.sync_faults import RefusedByCentre, UnreadableAnswer
from mairie_quartier.store.outgoing import Outgoing
from mairie_quartier.store.sync_store import Standing
from mairie_quartier.sync.centre import Reply
from mairie_quartier.sync.run import Run

Decision = tuple[Answer, ...] | list[int]
"""Answers; or only revisions, when everything was applied as it was sent."""


@dataclass(frozen=True, slots=True)
class Underway:
    """A batch that was sent, and its reply."""

    batch: Outgoing
    reply: Reply


class Sending:
    """The pushes of one sync."""

    def __init__(self, run: Run, epoch: UUID) -> None:
        self._run = run
        self._epoch = epoch
        self._most = run.pace.ops_a_push
        self._done = 0

    def send_all(self, standing: Standing) -> None:
        """Send until nothing waits, what is recorded meanwhile included."""
        after = standing.acked
        underway = self._send(self._read(after))
        while underway:
            batch = underway.batch
            following = self._read(batch.last)
            decision = self._decision(underway)
            if decision is None:
                underway = self._send(self._read(after))
                continue
            after = batch.last
            sooner = None if self._run.watch.stopping() else self._send(following)
            try:
                self._keep(batch, decision, standing)
            except BaseException:
                if sooner:
                    sooner.reply.drop()
                raise
            underway = sooner or self._send(self._read(after))

    def _read(self, after: int) -> Outgoing:
        pace = self._run.pace
        return self._run.store.outgoing(after, most=self._most, most_bytes=pace.bytes_a_push)

    def _send(self, batch: Outgoing) -> Underway | None:
        """Begin to send a batch; nothing is sent of an empty one."""
        if not batch:
            return None
        self._run.step()
        message = push_message(self._epoch, batch.texts)
        return Underway(batch, self._run.centre.begin_push(message))

    def _decision(self, underway: Underway) -> Decision | None:
        """Give what the centre decided; nothing when a smaller batch is to be tried."""
        batch = underway.batch
        try:
            found = self._run.centre.pushed(underway.reply, partial(_decoded, batch.ops))
        except RefusedByCentre as refused:
            if refused.code is not ProblemCode.TOO_LARGE:
                raise
            if len(batch) > 1:
                self._most = len(batch) // 2
                return None
            return (_too_large(batch.operations()[0]),)
        if isinstance(found, list):
            return found
        if len(found.answers) != len(batch):
            raise UnreadableAnswer("push: answers")
        pairs = zip(batch.operations(), found.answers, strict=True)
        return tuple(_own(operation, answer) for operation, answer in pairs)

    def _keep(self, batch: Outgoing, decision: Decision, standing: Standing) -> None:
        store, count = self._run.store, self._run.count
        if isinstance(decision, list):
            store.take_revisions(batch, decision)
            words = frozenset[str]()
            count.answered([Verdict.APPLIED] * len(decision))
        else:
            words = store.take_answers(batch, decision)
            count.answered([answer.verdict for answer in decision])
        self._done += len(batch)
        most = max(self._done, standing.waiting)
        self._run.watch.progressed(self._done, most, first_sync=False)
        self._run.took(words)


def _decoded(ops: Sequence[str], data: bytes) -> PushAnswer | list[int]:
    """Read an answer: most say nothing but that everything was applied."""
    revisions = PushAnswer.decode_revisions(data, ops)
    return PushAnswer.decode(data) if revisions is None else revisions


def _own(operation: Operation, answer: Answer) -> Answer:
    """Refuse an answer to something else."""
    if answer.op == NOBODY:
        return replace(answer, op=operation.op)
    if answer.op != operation.op:
        raise UnreadableAnswer("push: op")
    return answer


def _too_large(operation: Operation) -> Answer:
    """Stand for the answer to an operation that no request can carry."""
    return Answer(operation.op, Verdict.QUARANTINED, operation.base, RejectCode.TOO_LARGE)
