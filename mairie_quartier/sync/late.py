"""The synchronisation before it is built: a start and a login need none of it.

It only passes calls on (``services.sync_ports.Synchroniser``) and must import nothing that costs.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from mairie_quartier.domain.identifiers import AgentId
    from mairie_quartier.domain.synchronising import (
        CentreAddress,
        EnrolForm,
        Founding,
        Greeting,
        Invitation,
        Recognised,
        SyncStatus,
        SyncTotals,
    )
    from mairie_quartier.sync.schedule import SyncSchedule


class LateSynchroniser:
    """The lane of the synchronisation, built at its first use."""

    def __init__(self, build: Callable[[], SyncSchedule]) -> None:
        self._build = build
        self._watchers: list[Callable[[SyncStatus], None]] = []
        self._listeners: list[Callable[[frozenset[str]], None]] = []

    @cached_property
    def real(self) -> SyncSchedule:
        """Build the lane."""
        lane = self._build()
        for watcher in self._watchers:
            lane.watch(watcher)
        for listener in self._listeners:
            lane.listen(listener)
        return lane

    @property
    def _is_built(self) -> bool:
        return "real" in self.__dict__

    @property
    def status(self) -> SyncStatus:
        """Give what the status bar shows."""
        from mairie_quartier.domain.synchronising import SyncStatus

        return self.real.status if self._is_built else SyncStatus()

    def watch(self, told: Callable[[SyncStatus], None]) -> None:
        """Have every change of the status told."""
        self._watchers.append(told)
        if self._is_built:
            self.real.watch(told)

    def listen(self, told: Callable[[frozenset[str]], None]) -> None:
        """Have every word that others changed told."""
        self._listeners.append(told)
        if self._is_built:
            self.real.listen(told)

    def sync_here(self) -> SyncTotals:
        """Sync on the caller's thread."""
        return self.real.sync_here()

    def greet(self, url: str, ca: str) -> Greeting:
        """Make sure that a centre is at this address."""
        return self.real.greet(url, ca)

    def recognise(self, place: CentreAddress) -> Recognised:
        """Make sure that the centre at this address is the one that knows this desk."""
        return self.real.recognise(place)

    def enrol(self, form: EnrolForm, founding: Founding) -> str:
        """Make this PC a desk of the city."""
        return self.real.enrol(form, founding)

    def ask_to_join(self, form: EnrolForm) -> Invitation:
        """Have the centre take an empty PC in."""
        return self.real.ask_to_join(form)

    def look_again(self, invitation: Invitation) -> Invitation:
        """Ask anew what an empty PC needs."""
        return self.real.look_again(invitation)

    def take_place(self, invitation: Invitation, actor: AgentId) -> None:
        """Keep in the store just founded that it is this desk's."""
        self.real.take_place(invitation, actor)

    def start(self) -> None:
        """Sync now, and from time to time."""
        self.real.start()

    def ask(self) -> None:
        """Sync as soon as possible."""
        self.real.ask()

    def interrupt(self) -> None:
        """End after the step under way, until somebody asks."""
        if self._is_built:
            self.real.interrupt()

    def announce(self) -> None:
        """Sync soon."""
        self.real.announce()

    def network_returned(self) -> None:
        """Sync at once if the last one found no network."""
        self.real.network_returned()

    def stop(self) -> None:
        """End after the step under way."""
        if self._is_built:
            self.real.stop()

    def close(self) -> None:
        """End for good."""
        if self._is_built:
            self.real.close()
