"""Look at the synchronisation, ask for one.  Qt-free; what was refused: ``refused_presenter``.

Nothing here waits for the network: the engine works on its own lane and tells.
"""

from typing import Protocol

from mairie_quartier.domain.synchronising import CentreAddress, SyncPhase, SyncStatus
from mairie_quartier.services.desk import operations_waiting
from mairie_quartier.services.sync_ports import Synchroniser
from mairie_quartier.services.synchronisation import (
    RefusedLine,
    SyncOverview,
    interrupt_sync,
    look_at_sync,
    sync_now,
)
from mairie_quartier.ui.screens.synchronisation.receiving import Receiving
from mairie_quartier.ui.screens.synchronisation.words import SyncWords
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.workplace import Workplace


class SynchronisationView(Protocol):
    """What the screen shows."""

    def show_state(self, state: str, waiting: str) -> None:
        """Say how the desk stands, and how much waits."""
        ...

    def show_linked(self, linked: bool) -> None:
        """Show what a linked desk has, or say that it is not connected."""
        ...

    def show_receiving(self, receiving: Receiving | None) -> None:
        """Show how far the first sync is; nothing once all is here."""
        ...

    def show_centre(self, centre: CentreAddress | None, advice: str) -> None:
        """Offer to change where the centre is; nothing for who may not. ``advice`` may be empty."""
        ...

    def show_syncs(self, lines: list[Line]) -> None:
        """List the last syncs, latest first."""
        ...

    def show_refused(self, lines: tuple[RefusedLine, ...]) -> None:
        """List what was put aside."""
        ...


class SynchronisationPresenter:
    """Between the screen and the services."""

    def __init__(
        self, work: Workplace, synchroniser: Synchroniser, view: SynchronisationView
    ) -> None:
        self._ = work.tr.gettext
        self._work = work
        self._synchroniser = synchroniser
        self._view = view
        self._words = SyncWords(work.tr, work.labels)

    def load(self) -> None:
        """Read everything anew."""
        context, synchroniser = self._work.context, self._synchroniser

        def job() -> tuple[SyncOverview, int]:
            return look_at_sync(context, synchroniser), operations_waiting(context)

        self._work.lane.submit(job, self._show, self._work.navigator.failed)

    def hear(self, status: SyncStatus) -> None:
        """Follow a sync under way; read everything anew once it ended."""
        if status.phase in (SyncPhase.SYNCING, SyncPhase.PAUSED):
            self._say(status, status.waiting)
        if status.phase is not SyncPhase.SYNCING:
            self.load()

    def sync_now(self) -> None:
        """Ask for a sync; its news come by themselves."""
        sync_now(self._work.context, self._synchroniser)

    def interrupt(self) -> None:
        """Have the sync end after the step under way, until somebody asks."""
        interrupt_sync(self._work.context, self._synchroniser)

    def linked(self, words: str) -> None:
        """Tell that the PC is a desk of the city now; its first sync runs by itself."""
        self._work.navigator.done(words)
        self.load()

    def moved(self, words: str) -> None:
        """Tell that another address of the centre is kept; the sync goes on by itself."""
        self._work.navigator.done(words)
        self.load()

    def _show(self, found: tuple[SyncOverview, int]) -> None:
        overview, waiting = found
        self._say(overview.status, waiting)
        self._view.show_syncs([self._words.sync(each) for each in overview.syncs])
        self._view.show_refused(overview.refused)
        advice = self._words.advice(overview.status) if overview.centre else ""
        self._view.show_centre(overview.centre, advice)
        self._view.show_linked(overview.linked)

    def _say(self, status: SyncStatus, waiting: int) -> None:
        self._view.show_state(self._words.state(status), self._words.waiting(waiting))
        self._view.show_receiving(self._words.receiving.of(status))
