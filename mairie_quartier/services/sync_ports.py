"""What the services ask of the synchronisation: its journal in the store, its engine on its lane.

``store`` gives the first, ``sync`` the second; ``bootstrap`` connects them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from mairie_quartier.errors import UserMistake

if TYPE_CHECKING:
    from mairie_quartier.domain.conflicts import Conflict, ConflictId
    from mairie_quartier.domain.identifiers import AgentId
    from mairie_quartier.domain.operations import Fields
    from mairie_quartier.domain.synchronising import (
        CentreAddress,
        EnrolForm,
        Founding,
        Greeting,
        Invitation,
        Recognised,
        RefusedOperation,
        SyncRecord,
        SyncStatus,
        SyncTotals,
    )


class CannotRestore(UserMistake):
    """The record was deleted, and what is left of it here does not make it whole."""

    def __init__(self, word: str, key: UUID) -> None:
        super().__init__(word, key)
        self.word = word
        self.key = key


@dataclass(frozen=True, slots=True)
class Pending:
    """How many operations on some records are not at the centre: not sent yet, or refused."""

    waiting: int = 0
    refused: int = 0


class SyncJournal(Protocol):
    """What the store knows of the synchronisation, within a unit of work."""

    def open_conflicts(self, *, after: ConflictId | None, limit: int) -> tuple[Conflict, ...]:
        """Give open conflicts, oldest first."""
        ...

    def count_conflicts(self) -> int:
        """Count open conflicts."""
        ...

    def conflicts_of(self, record_id: UUID) -> tuple[Conflict, ...]:
        """Give the open conflicts of one record."""
        ...

    def plain(self, word: str, record_id: UUID) -> Fields | None:
        """Give a record as the wire writes it; nothing when there is none."""
        ...

    def rewrite(self, word: str, record_id: UUID, fields: Fields) -> None:
        """Record these plain values in a record that is there."""
        ...

    def restore(self, word: str, record_id: UUID, fields: Fields) -> None:
        """Record a whole record anew. Raises ``CannotRestore``."""
        ...

    def remove(self, word: str, record_id: UUID) -> None:
        """Record that a record is gone; nothing when it is."""
        ...

    def refused(self, *, after: int, limit: int) -> tuple[RefusedOperation, ...]:
        """Give operations in quarantine, latest first, before this ``dseq`` (0: the latest)."""
        ...

    def refused_at(self, dseq: int) -> RefusedOperation | None:
        """Give one operation in quarantine."""
        ...

    def send_again(self, operation: RefusedOperation) -> None:
        """Record anew what was refused, as it stands now, in the name of who asks."""
        ...

    def give_up(self, operation: RefusedOperation) -> None:
        """Take an operation out of quarantine; what it said stays in the outbox."""
        ...

    def keep_from_undo(self) -> None:
        """Make what this unit writes an action that is not undone."""
        ...

    def pending(self, record_ids: Collection[UUID]) -> Pending:
        """Count the operations on these records that wait, and those that were refused."""
        ...

    def last_syncs(self, limit: int) -> tuple[SyncRecord, ...]:
        """Give the last syncs, latest first."""
        ...

    def is_linked(self) -> bool:
        """Tell whether this PC is a desk of the city."""
        ...

    def centre(self) -> CentreAddress | None:
        """Give where the city's centre is; nothing for a PC that stands alone."""
        ...

    def move_centre(self, place: CentreAddress) -> None:
        """Keep where the city's centre is now; who this PC is there stays."""
        ...


class Synchroniser(Protocol):
    """The synchronisation of this PC, on its own lane (``sync.schedule``)."""

    @property
    def status(self) -> SyncStatus:
        """Give what the status bar shows."""
        ...

    def watch(self, told: Callable[[SyncStatus], None]) -> None:
        """Have every change of the status told, on the lane of the sync."""
        ...

    def listen(self, told: Callable[[frozenset[str]], None]) -> None:
        """Have every word that others changed told, on the lane of the sync."""
        ...

    def sync_here(self) -> SyncTotals:
        """Sync on the caller's thread; give what went each way. Raises ``SyncFault``."""
        ...

    def greet(self, url: str, ca: str) -> Greeting:
        """Make sure that a centre is at this address; asks the network, needs no store.

        Raises ``BadAddress``, ``BadAuthority``, or a ``SyncFault``.
        """
        ...

    def recognise(self, place: CentreAddress) -> Recognised:
        """Make sure that the centre at this address is the one that knows this desk.

        Asks the network, changes nothing.  Raises ``NotEnrolled``, ``OtherCentre``,
        ``BadAddress``, ``BadAuthority``, or a ``SyncFault``.
        """
        ...

    def enrol(self, form: EnrolForm, founding: Founding) -> str:
        """Make this PC a desk of the city, and give the city's name; asks the network.

        Raises ``AlreadyEnrolled``, ``BadAddress``, ``BadAuthority``, or a ``SyncFault``.
        """
        ...

    def ask_to_join(self, form: EnrolForm) -> Invitation:
        """Have the centre take an empty PC in; asks the network, needs no store.

        The code has served then.  Raises ``BadAddress``, ``BadAuthority``, or a ``SyncFault``.
        """
        ...

    def look_again(self, invitation: Invitation) -> Invitation:
        """Ask the network anew who may enter. Raises ``SyncFault``."""
        ...

    def take_place(self, invitation: Invitation, actor: AgentId) -> None:
        """Keep in the store just founded that it is this desk's, with what it begins with."""
        ...

    def start(self) -> None:
        """Sync now, and from time to time; the store is open."""
        ...

    def ask(self) -> None:
        """Sync as soon as possible: somebody asked; what was interrupted goes on."""
        ...

    def interrupt(self) -> None:
        """End after the step under way, until somebody asks or the store is opened again."""
        ...

    def announce(self) -> None:
        """Sync soon: something was recorded."""
        ...

    def network_returned(self) -> None:
        """Sync at once if the last one found no network."""
        ...

    def stop(self) -> None:
        """End after the step under way: the store is closing."""
        ...

    def close(self) -> None:
        """End for good."""
        ...
