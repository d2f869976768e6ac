"""Send what waits, in its order, until nothing does; keep each answer before the next batch."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from mairie_quartier.domain.operations import NOBODY, Answer, Operation, RejectCode, Verdict
from mairie_quartier.domain.protocol import PROTOCOL, SCHEMA, ProblemCode, PushRequest
from mairie_quartier.services.sync_faults import RefusedByCentre, UnreadableAnswer
from mairie_quartier.store.sync_store import Standing
from mairie_quartier.sync.run import Run


class Sending:
    """The pushes of one sync."""

    def __init__(self, run: Run, epoch: UUID) -> None:
        self._run = run
        self._epoch = epoch
        self._most = run.pace.ops_a_push

    def send_all(self, standing: Standing) -> None:
        """Send until nothing waits, what is recorded meanwhile included."""
        after, done = standing.acked, 0
        while batch := self._next(after):
            self._run.step()
            answers = self._push(batch)
            if answers is None:
                continue
            words = self._run.store.take_answers(batch, answers)
            self._run.count.answered([answer.verdict for answer in answers])
            after, done = batch[-1].dseq, done + len(batch)
            self._run.watch.progressed(done, max(done, standing.waiting), first_sync=False)
            self._run.took(words)

    def _next(self, after: int) -> tuple[Operation, ...]:
        pace = self._run.pace
        return self._run.store.batch(after, most=self._most, most_bytes=pace.bytes_a_push)

    def _push(self, batch: Sequence[Operation]) -> tuple[Answer, ...] | None:
        """Give the answers; nothing when a smaller batch is to be tried."""
        request = PushRequest(self._epoch, PROTOCOL, SCHEMA, tuple(batch))
        try:
            answer = self._run.centre.push(request)
        except RefusedByCentre as refused:
            if refused.code is not ProblemCode.TOO_LARGE:
                raise
            if len(batch) > 1:
                self._most = len(batch) // 2
                return None
            return (_too_large(batch[0]),)
        if len(answer.answers) != len(batch):
            raise UnreadableAnswer("push: answers")
        return tuple(
            _own(operation, each) for operation, each in zip(batch, answer.answers, strict=True)
        )


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
