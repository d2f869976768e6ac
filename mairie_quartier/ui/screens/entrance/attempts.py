"""Attempts to come in: one at a time, what went wrong, the wait after too many.

Qt-free; the view brings the seconds.  It keeps no password.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from mairie_quartier.errors import DeskError
from mairie_quartier.services import faults

if TYPE_CHECKING:
    from mairie_quartier.services.context import Context
    from mairie_quartier.ui.screens.entrance.way_in import WayIn

_log = logging.getLogger(__name__)


class Phase(Enum):
    """Where an attempt stands."""

    READY = "ready"
    INCOMPLETE = "incomplete"
    WORKING = "working"
    REFUSED = "refused"
    FAILED = "failed"
    WAITING = "waiting"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class EntryState:
    """What the page shows; ``wrong_group`` counts from 1, 0 when no group is to blame."""

    phase: Phase
    words: str = ""
    wrong_group: int = 0


class EntryView(Protocol):
    """A page through which somebody comes in."""

    def show_state(self, state: EntryState) -> None:
        """Show where the attempt stands."""
        ...

    def let_in(self, context: Context) -> None:
        """Hand the session over."""
        ...


BROKEN = (
    faults.StoreDamaged,
    faults.StoreMissing,
    faults.VaultDamaged,
    faults.VaultMissing,
    faults.WrongKey,
)
"""What only a backup mends."""


class Attempts:
    """Runs attempts on the lane; ``second_passed`` is called each second of a wait."""

    def __init__(self, way: WayIn, view: EntryView) -> None:
        self._ = way.tr.gettext
        self._way = way
        self._view = view
        self._phase = Phase.READY
        self._wait_s = 0
        self._unknown = ""

    @property
    def are_open(self) -> bool:
        """Tell whether an attempt can begin."""
        return self._phase not in (Phase.WORKING, Phase.WAITING)

    def begin(self, job: Callable[[], Context], working: str, *, unknown: str = "") -> None:
        """Try to come in, unless an attempt is under way or a wait is not over.

        ``unknown`` is said instead of the usual words when the login opens nothing.
        """
        if not self.are_open:
            return
        self._unknown = unknown
        self.show(EntryState(Phase.WORKING, working))
        self._way.lane.submit(job, self._came_in, self._failed)

    def show(self, state: EntryState) -> None:
        """Show another state."""
        self._phase = state.phase
        self._view.show_state(state)

    def second_passed(self) -> None:
        """Count the wait down."""
        if self._phase is not Phase.WAITING:
            return
        self._wait_s -= 1
        if self._wait_s > 0:
            self.show(self._waiting())
            return
        self.show(EntryState(Phase.READY, self._("Vous pouvez réessayer.")))

    def _came_in(self, context: Context) -> None:
        self.show(EntryState(Phase.READY))
        self._view.let_in(context)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, DeskError):
            _log.error("unexpected exception on the way in", exc_info=error)
        if isinstance(error, faults.Throttled):
            self._wait_s = error.wait_s
            self.show(self._waiting())
            return
        self.show(self._state_of(error))

    def _state_of(self, error: Exception) -> EntryState:
        words = self._way.wording.of(error).text
        if isinstance(error, faults.MistypedRecoveryKey):
            return EntryState(Phase.FAILED, words, error.group)
        if isinstance(error, faults.WrongPassword) and self._unknown:
            return EntryState(Phase.FAILED, self._unknown)
        if isinstance(error, faults.WrongPassword):
            if error.attempts_left_before_wait == 1:
                words = " ".join((words, self._("Il reste un essai avant une attente.")))
            return EntryState(Phase.REFUSED, words)
        return EntryState(Phase.BROKEN if isinstance(error, BROKEN) else Phase.FAILED, words)

    def _waiting(self) -> EntryState:
        return EntryState(Phase.WAITING, self._way.wording.of(faults.Throttled(self._wait_s)).text)
