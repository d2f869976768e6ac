"""What the status bar says: who works where, and how the desk stands with the city's service.

It starts no synchronisation.
"""

from mairie_quartier.domain.synchronising import SyncPhase, SyncStatus
from mairie_quartier.services.context import Context
from mairie_quartier.services.desk import operations_waiting
from mairie_quartier.ui.frame import MainFrame
from mairie_quartier.ui.screens.synchronisation.words import ICONS, SyncWords
from mairie_quartier.ui.session_tools import SessionTools


class StatusBar:
    """Keeps the last known status, and says it with the number of operations that wait."""

    def __init__(self, context: Context, tools: SessionTools, frame: MainFrame) -> None:
        self._context = context
        self._frame = frame
        self._lane = tools.lane
        self._labels = tools.labels
        self._words = SyncWords(tools.tr, tools.labels)
        self._status = tools.synchroniser.status

    def say_who(self) -> None:
        """Say the office, the agent and their roles."""
        agent = self._context.agent
        roles = ", ".join(self._labels.role(role) for role in sorted(agent.roles))
        self._frame.set_identity(f"{self._context.office.name} · {agent.short_name} ({roles})")

    def keep(self, status: SyncStatus) -> None:
        """Keep how the synchronisation stands, to be said later."""
        self._status = status

    def hear(self, status: SyncStatus) -> None:
        """Keep how the synchronisation stands, and say it."""
        self.keep(status)
        if status.phase is SyncPhase.SYNCING:
            self._say(status.waiting)
        else:
            self.refresh()

    def refresh(self) -> None:
        """Count what waits, then say it."""
        context = self._context
        self._lane.submit(lambda: operations_waiting(context), self._say)

    def _say(self, waiting: int) -> None:
        text = self._words.bar(self._status, waiting)
        self._frame.set_link(text, ICONS.get(self._status.phase, "cloud-off"))
        receiving = self._words.receiving.of(self._status)
        self._frame.set_progress(*((receiving.done, receiving.total) if receiving else (0, 0)))
