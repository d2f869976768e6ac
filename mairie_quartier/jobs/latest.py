"""Keep only the latest question of a type-ahead; drop those it supersedes.

At most one question is under way and one waits. Must be asked and answered on one thread
(the main one): the lane below delivers results there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from mairie_quartier.jobs.lanes import Lane

Q = TypeVar("Q")
A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class _Waiting(Generic[Q]):
    question: Q


class LatestOnly(Generic[Q, A]):
    """Ask questions one at a time and show the answer of the last one only."""

    def __init__(
        self,
        lane: Lane,
        answer: Callable[[Q], A],
        *,
        show: Callable[[Q, A], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        self._lane = lane
        self._answer = answer
        self._show = show
        self._failed = failed
        self._busy = False
        self._waiting: _Waiting[Q] | None = None
        self._round = 0

    def ask(self, question: Q) -> None:
        """Ask now, or once the question under way is answered; replaces any that waits."""
        if self._busy:
            self._waiting = _Waiting(question)
            return
        self._start(question)

    def hurry(self) -> None:
        """Ask what waits at once, behind the question under way: the lane is about to close."""
        self._continue()

    def forget(self) -> None:
        """Drop the waiting question, and the answer of the one under way."""
        self._waiting = None
        self._round += 1

    def _start(self, question: Q) -> None:
        self._busy = True
        started_in = self._round
        self._lane.submit(
            lambda: self._answer(question),
            lambda answer: self._finish(question, answer, started_in),
            lambda error: self._break(error, started_in),
        )

    def _finish(self, question: Q, answer: A, started_in: int) -> None:
        self._busy = False
        if self._waiting is None and started_in == self._round:
            self._show(question, answer)
        self._continue()

    def _break(self, error: Exception, started_in: int) -> None:
        self._busy = False
        superseded = self._waiting is not None or started_in != self._round
        self._continue()
        if superseded:
            return
        if self._failed is None:
            raise error
        self._failed(error)

    def _continue(self) -> None:
        if self._waiting is None:
            return
        question, self._waiting = self._waiting.question, None
        self._start(question)
