"""What the status bar says: who works where, and how the desk stands with the city's service.

It starts no synchronisation.
"""

from mairie_quartier.domain.permissions import Act, may
from mairie_quartier.domain.synchronising import SyncPhase, SyncStatus
from mairie_quartier.services.conflicts import count_open
from mairie_quartier.services.context import Context
from mairie_quartier.services.desk import operations_waiting
from mairie_quartier.ui.frame import MainFrame
from mairie_quartier.ui.screens.conflicts.words import ConflictWords
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
        self._conflicts = ConflictWords(tools.tr, tools.labels)
        self._status = tools.synchroniser.status
        self._disputed = 0

    def say_who(self) -> None:
        """Say the office, the agent and their roles; that it is a demonstration matters more."""
        agent = self._context.agent
        who = f"{self._context.office.name} · {agent.short_name}"
        if self._context.demonstration:
            self._frame.show_demonstration()
        else:
            roles = ", ".join(self._labels.role(role) for role in sorted(agent.roles))
            who = f"{who} ({roles})"
        self._frame.set_identity(who)

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
        settles = may(context.agent.roles, Act.SETTLE_CONFLICTS)

        def count() -> tuple[int, int]:
            return operations_waiting(context), count_open(context) if settles else 0

        self._lane.submit(count, self._counted)

    def _counted(self, counts: tuple[int, int]) -> None:
        waiting, self._disputed = counts
        self._say(waiting)

    def _say(self, waiting: int) -> None:
        text = self._words.bar(self._status, waiting)
        if self._disputed:
            text = f"{text} · {self._conflicts.count(self._disputed)}"
        self._frame.set_link(text, ICONS.get(self._status.phase, "cloud-off"))
        receiving = self._words.receiving.of(self._status)
        self._frame.set_progress(*((receiving.done, receiving.total) if receiving else (0, 0)))
