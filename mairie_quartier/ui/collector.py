"""Collect Python's cyclic garbage on the main thread only.

Python collects on whichever thread allocates; a widget that is part of a cycle would then be
destroyed on a lane's worker, which Qt forbids and answers with a crash.  So the automatic
collection is put off, and done here by a timer with the same thresholds.
"""

import gc

from PySide6.QtCore import QObject, QTimer

CHECK_EVERY_MS = 1_000


def collect_due() -> int:
    """Collect the oldest generation that reached its threshold; give what was freed."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation]:
            return gc.collect(generation)
    return 0


class MainThreadCollector(QObject):
    """Takes the collection over from Python until ``stop``; live and stop on the main thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        # What the start built stays anyway: looking through it again would be felt while typing.
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setInterval(CHECK_EVERY_MS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()

    def stop(self) -> None:
        """Give the collection back to Python."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_on:
            gc.enable()
