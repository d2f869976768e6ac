"""A synchroniser that runs the real engine when asked, on the caller's thread.

Must not assert anything.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from mairie_quartier.domain.identifiers import AgentId
from mairie_quartier.domain.synchronising import (
    CentreAddress,
    EnrolForm,
    Founding,
    Greeting,
    Invitation,
    Recognised,
    SyncPhase,
    SyncStatus,
    SyncTotals,
)
from tests.sync.desks import LinkedDesk


@dataclass
class EngineAtHand:
    """The engine of a linked desk, or nothing for a desk that is alone."""

    linked: LinkedDesk | None = None
    status: SyncStatus = field(default_factory=SyncStatus)
    told: list[Callable[[SyncStatus], None]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def watch(self, told: Callable[[SyncStatus], None]) -> None:
        self.told.append(told)

    def listen(self, told: Callable[[frozenset[str]], None]) -> None:
        """Nothing comes from elsewhere."""

    def tell(self, status: SyncStatus) -> None:
        """Tell a status to whoever watches."""
        self.status = status
        for told in self.told:
            told(status)

    def ask(self) -> None:
        self.asked.append("ask")
        if self.linked is None:
            return
        self.linked.sync()
        at = self.linked.desk.clock.now()
        self.tell(replace(self.status, phase=SyncPhase.UP_TO_DATE, at=at))

    def sync_here(self) -> SyncTotals:
        raise NotImplementedError

    def greet(self, url: str, ca: str) -> Greeting:
        raise NotImplementedError

    def recognise(self, place: CentreAddress) -> Recognised:
        raise NotImplementedError

    def enrol(self, form: EnrolForm, founding: Founding) -> str:
        raise NotImplementedError

    def ask_to_join(self, form: EnrolForm) -> Invitation:
        raise NotImplementedError

    def look_again(self, invitation: Invitation) -> Invitation:
        raise NotImplementedError

    def take_place(self, invitation: Invitation, actor: AgentId) -> None:
        raise NotImplementedError

    def interrupt(self) -> None:
        self.asked.append("interrupt")

    def start(self) -> None:
        """Wait to be asked."""

    def announce(self) -> None:
        """Wait to be asked."""

    def network_returned(self) -> None:
        self.asked.append("network_returned")

    def stop(self) -> None:
        """Nothing runs."""

    def close(self) -> None:
        """Nothing runs."""
