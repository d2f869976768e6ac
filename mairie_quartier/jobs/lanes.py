"""Lanes: one queue of work, one worker, results handed to a callback.

A lane keeps the window alive while the store or the network answers. Callbacks run on the
worker's thread: ``ui.delivery`` brings them to the main thread. Nothing here knows Qt.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Protocol, TypeVar

T = TypeVar("T")
Failed = Callable[[Exception], None]


class Lane(Protocol):
    """Somewhere to leave a job and hear of its result."""

    def submit(
        self, job: Callable[[], T], done: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        """Run the job, then call ``done`` with its result, or ``failed`` with its exception."""


class LaneClosed(RuntimeError):
    """A job was left on a lane after it closed."""


class InlineLane:
    """Runs each job at once, on the caller's thread: for tests and the command line."""

    def submit(
        self, job: Callable[[], T], done: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        """Run the job now; without ``failed`` its exception comes out here."""
        try:
            result = job()
        except Exception as error:
            if failed is None:
                raise
            failed(error)
            return
        done(result)


@dataclass(frozen=True, slots=True)
class _Stop:
    """Tells the worker that nothing follows."""


class ThreadLane:
    """One worker thread that runs jobs in the order they came.

    ``on_idle`` is called on the worker's thread each time the queue runs dry; ``on_bug``
    receives exceptions of jobs without ``failed``, and exceptions raised by callbacks.
    """

    def __init__(
        self,
        name: str,
        *,
        on_bug: Callable[[Exception], None],
        on_idle: Callable[[], None] | None = None,
    ) -> None:
        self._queue: SimpleQueue[Callable[[], None] | _Stop] = SimpleQueue()
        self._on_bug = on_bug
        self._on_idle = on_idle
        self._closed = False
        self._gate = threading.Lock()
        self._worker = threading.Thread(target=self._work, name=name, daemon=True)
        self._worker.start()

    def submit(
        self, job: Callable[[], T], done: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        """Queue the job; its callbacks run on the worker's thread.

        Raises :class:`LaneClosed` once the lane is closed.
        """

        def run() -> None:
            try:
                result = job()
            except Exception as error:
                (failed or self._on_bug)(error)
                return
            done(result)

        with self._gate:
            if self._closed:
                raise LaneClosed
            self._queue.put(run)

    def close(self, timeout_s: float = 10.0) -> bool:
        """Finish what is queued, refuse the rest; tell whether the worker ended in time."""
        with self._gate:
            if not self._closed:
                self._closed = True
                self._queue.put(_Stop())
        if threading.current_thread() is not self._worker:
            self._worker.join(timeout_s)
        return not self._worker.is_alive()

    def _work(self) -> None:
        while not isinstance(entry := self._queue.get(), _Stop):
            try:
                entry()
            except Exception as error:
                self._on_bug(error)
            if self._on_idle is not None and self._queue.empty():
                self._on_idle()
