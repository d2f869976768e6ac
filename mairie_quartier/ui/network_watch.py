"""Hears from the system that the network is back, so that a desk syncs at once.

The system is asked only once a sync found no network: a desk that works needs none of it.  Where
the system tells nothing, the next sync comes by itself a little later (``sync.timetable``).
Source: https://doc.qt.io/qt-6/qnetworkinformation.html .
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from mairie_quartier.domain.synchronising import SyncStatus

REACHES: Final = ("Unknown", "Disconnected", "Local", "Site", "Online")
"""How far the PC reaches, in the system's words, the least first; the first says nothing."""

Listen = Callable[[Callable[[str], None]], bool]
"""Has every change told by its word; tells whether the system can."""


class NetworkWatch(QObject):
    """Waits for the network to come back.

    Signals (main thread):
        returned(): the PC reaches further than before.
    """

    returned = Signal()

    def __init__(self, listen: Listen, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listen: Listen | None = listen
        self._reach = ""

    def hear_sync(self, status: SyncStatus) -> None:
        """Begin to listen to the system once a sync found no network."""
        from mairie_quartier.domain.synchronising import SyncOutcome, SyncPhase

        lost = status.phase is SyncPhase.OFFLINE and status.outcome is SyncOutcome.OFFLINE
        if lost and self._listen is not None:
            listen, self._listen = self._listen, None
            listen(self.hear_system)

    def hear_system(self, reach: str) -> None:
        """Tell when the PC reaches further than before; the first word is where it stands."""
        before, self._reach = self._reach, reach
        if before and _place(reach) > _place(before):
            self.returned.emit()


def _place(reach: str) -> int:
    return REACHES.index(reach) if reach in REACHES else 0


def listen_to_system(told: Callable[[str], None]) -> bool:
    """Have every change told, and first how it stands; costs some milliseconds, once."""
    try:
        from PySide6.QtNetwork import QNetworkInformation
    except ImportError:
        return False  # a system without what this part of Qt needs works as well
    if not QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
        return False
    system = QNetworkInformation.instance()
    system.reachabilityChanged.connect(lambda reach: told(reach.name))
    told(system.reachability().name)
    return True
