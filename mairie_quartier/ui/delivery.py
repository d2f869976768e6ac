"""Bring results of lanes to the main thread, say what changed, tell when work is long.

Qt side of ``jobs.lanes``: a job runs on the worker, its callbacks run here. No wording and
no knowledge of what the jobs do.
"""

import logging
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from mairie_quartier.jobs.lanes import ThreadLane

T = TypeVar("T")
LONG_WORK_MS = 500
_log = logging.getLogger(__name__)


class Delivery(QObject):
    """A lane whose callbacks run on the main thread.

    Signals (all emitted on the main thread):
        changed(object): a frozenset of words ("people", "requests", …) that were modified.
        busy_changed(bool): work has lasted over half a second / is over.
        bug(object): an exception that nobody was ready to receive.
    """

    changed = Signal(object)
    busy_changed = Signal(bool)
    bug = Signal(object)
    _arrived = Signal(object)

    def __init__(
        self,
        name: str = "store",
        *,
        on_bug: Callable[[Exception], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._on_bug = on_bug
        self._under_way = 0
        self._busy = False
        self._closing = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(LONG_WORK_MS)
        self._patience.timeout.connect(self._announce_long_work)
        # Emitted on the worker, received here: Qt queues what crosses threads.
        self._arrived.connect(self._receive)
        self._lane = ThreadLane(name, on_bug=self._report_from_worker)

    def submit(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Queue the job; ``done`` or ``failed`` runs later on the main thread."""
        refused = failed or self._report
        self._begin()
        self._lane.submit(
            job,
            lambda result: self._arrived.emit(lambda: done(result)),
            lambda error: self._arrived.emit(lambda: refused(error)),
        )

    def announce(self, *words: str) -> None:
        """Tell the screens which words of the domain changed."""
        self.changed.emit(frozenset(words))

    def close(self, timeout_s: float = 10.0) -> bool:
        """Finish queued work without delivering it; tell whether it ended in time."""
        self._closing = True
        self._patience.stop()
        return self._lane.close(timeout_s)

    @property
    def waiting(self) -> int:
        """Count the jobs whose result has not been delivered."""
        return self._under_way

    @Slot(object)
    def _receive(self, callback: Callable[[], None]) -> None:
        if self._closing:
            return
        self._end()
        try:
            callback()
        except Exception as error:
            self._report(error)

    def _begin(self) -> None:
        self._under_way += 1
        if self._under_way == 1:
            self._patience.start()

    def _end(self) -> None:
        self._under_way -= 1
        if self._under_way:
            return
        self._patience.stop()
        if self._busy:
            self._busy = False
            self.busy_changed.emit(False)

    def _announce_long_work(self) -> None:
        self._busy = True
        self.busy_changed.emit(True)

    def _report_from_worker(self, error: Exception) -> None:
        self._arrived.emit(lambda: self._report(error))

    def _report(self, error: Exception) -> None:
        _log.error("unexpected exception in a job or its callback", exc_info=error)
        if self._on_bug is not None:
            self._on_bug(error)
        self.bug.emit(error)
