"""News of the synchronisation, brought from its lane to the main thread.

Qt side of ``services.sync_ports.Synchroniser``; it words nothing and draws nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from mairie_quartier.services.sync_ports import Synchroniser


class SyncNews(QObject):
    """Signals (received on the main thread, emitted on the lane of the sync).

    status(object): a ``SyncStatus``, at every change of it.
    changed(object): a frozenset of the words that others changed, now in the store.
    """

    status = Signal(object)
    changed = Signal(object)

    def __init__(self, synchroniser: Synchroniser, parent: QObject | None = None) -> None:
        super().__init__(parent)
        synchroniser.watch(self.status.emit)
        synchroniser.listen(self.changed.emit)
