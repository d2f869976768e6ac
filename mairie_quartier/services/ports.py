"""What the services ask of the outside: storage, search, numbers, clock.

``store`` gives the real ones; tests use them too (a real SQLCipher file is quick enough).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self, TypeVar
from uuid import UUID

from mairie_quartier.errors import UserMistake
from mairie_quartier.services.door_state import DoorState as DoorState
from mairie_quartier.services.press import Flaw as Flaw
from mairie_quartier.services.press import FlawedWord as FlawedWord
from mairie_quartier.services.press import Press as Press
from mairie_quartier.services.press import PressedPaper as PressedPaper
from mairie_quartier.services.press import PrintedTranslation as PrintedTranslation

if TYPE_CHECKING:
    from mairie_quartier.domain.agents import Agent, Office
    from mairie_quartier.domain.audit import AuditAct
    from mairie_quartier.domain.conflicts import Conflict
    from mairie_quartier.domain.duplicates import Identity
    from mairie_quartier.domain.identifiers import AgentId, DraftId, TransactionId
    from mairie_quartier.domain.interpreting import InterpretingNeed
    from mairie_quartier.domain.numbers import ReceiptNumber
    from mairie_quartier.domain.papers import IssuedReceipt, Voiding
    from mairie_quartier.domain.people import Member, Merge, Person
    from mairie_quartier.domain.referrals import Partner, Referral
    from mairie_quartier.domain.requests import Piece, Request, Visit
    from mairie_quartier.services.listings import Listings, PersonLine
    from mairie_quartier.services.sync_ports import SyncJournal

T = TypeVar("T")


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """Give the present instant, in UTC."""
        ...

    def local(self) -> datetime:
        """Give the present instant, aware, in the office's time zone."""
        ...

    def today(self) -> date:
        """Give the present day at the office."""
        ...


class NotFound(UserMistake):
    """No such record, any more or ever."""

    def __init__(self, word: str, key: UUID) -> None:
        super().__init__(word, key)
        self.word = word
        self.key = key


class NothingToUndo(UserMistake):
    """There is no saved action of this agent to undo."""


class UndoTooLate(UserMistake):
    """Somebody changed the same field since: undoing would destroy their work."""

    def __init__(self, word: str, field: str) -> None:
        super().__init__(word, field)
        self.word = word
        self.field = field


class Records(Protocol[T]):
    """Every record of one word; each write also feeds the outbox and the audit trail."""

    def get(self, key: UUID) -> T:
        """Give the record, or raise :class:`NotFound`."""
        ...

    def find(self, key: UUID) -> T | None:
        """Give the record, or nothing."""
        ...

    def matching(self, **fields: object) -> tuple[T, ...]:
        """Give every record whose fields equal these, in order of creation."""
        ...

    def add(self, *entities: T) -> None:
        """Record new ones."""
        ...

    def save(self, entity: T) -> None:
        """Record the fields that changed; none changed, nothing is written."""
        ...

    def remove(self, entity: T) -> None:
        """Remove the record."""
        ...


@dataclass(frozen=True, slots=True)
class Draft:
    """An unfinished visit: the JSON of the intake form as it stands."""

    id: DraftId
    agent_id: AgentId
    saved_at: datetime
    title: str
    needs: int
    body: str


class Drafts(Protocol):
    """Unfinished visits; they stay on this PC."""

    def put(self, draft: Draft) -> None:
        """Keep the draft as it stands."""
        ...

    def find(self, key: DraftId) -> Draft | None:
        """Give one draft, or nothing."""
        ...

    def of(self, agent: AgentId) -> tuple[Draft, ...]:
        """Give an agent's drafts, latest first."""
        ...

    def drop(self, key: DraftId) -> None:
        """Forget the draft."""
        ...


class PeopleIndex(Protocol):
    """Tolerant search over people."""

    def search(self, text: str, limit: int = 20) -> tuple[PersonLine, ...]:
        """Find people by any part of names, phone or birth date, best first."""
        ...

    def candidates(self, identity: Identity, limit: int = 50) -> tuple[Person, ...]:
        """Give people who share a blocking key with the identity, merged files left out."""
        ...


class ReceiptNumbers(Protocol):
    """The series of this PC."""

    def take(self, office: Office, year: int) -> ReceiptNumber:
        """Take the next number; it is never given again, whatever happens next."""
        ...


@dataclass(frozen=True, slots=True)
class LocalEntry:
    """A démarche added or changed by the administrator, as the catalogue's mapping in JSON."""

    id: UUID
    code: str
    body: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of the city or of an office, as JSON."""

    id: UUID
    name: str
    value: str


class UnitOfWork(Protocol):
    """One transaction: everything in it is kept, or nothing."""

    people: Records[Person]
    members: Records[Member]
    merges: Records[Merge]
    visits: Records[Visit]
    requests: Records[Request]
    pieces: Records[Piece]
    receipts: Records[IssuedReceipt]
    voidings: Records[Voiding]
    referrals: Records[Referral]
    partners: Records[Partner]
    interpreting: Records[InterpretingNeed]
    agents: Records[Agent]
    offices: Records[Office]
    entries: Records[LocalEntry]
    settings: Records[Setting]
    conflicts: Records[Conflict]
    sync: SyncJournal
    drafts: Drafts
    index: PeopleIndex
    numbers: ReceiptNumbers
    listings: Listings

    def __enter__(self) -> Self:
        """Begin."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give up whatever was not committed."""
        ...

    def commit(self) -> frozenset[str]:
        """Keep everything, durably; give the words that changed."""
        ...

    def flush(self) -> None:
        """Write what is held back, still in the transaction, and forget what was read.

        Keeps memory level in a long import; nothing is kept for good until ``commit``.
        """
        ...

    def note(self, act: AuditAct, subject: str, subject_id: UUID | None) -> None:
        """Write to the audit trail something that changes no record."""
        ...

    def clock_went_back(self) -> bool:
        """Tell whether the clock reads earlier than something already recorded."""
        ...

    def trust_clock(self) -> None:
        """Take the present time of this PC for right; the trail says so."""
        ...

    def is_demonstration(self) -> bool:
        """Tell whether everything in this store was invented."""
        ...

    def mark_demonstration(self) -> None:
        """Say, for as long as the store lasts, that what is in it was invented."""
        ...

    def last_transaction(self, agent: AgentId) -> TransactionId | None:
        """Give the agent's last saved action that can still be undone."""
        ...

    def revert(self, transaction: TransactionId) -> None:
        """Write the inverse of every operation of the transaction."""
        ...


OpenUnit = Callable[[], UnitOfWork]


class Door(Protocol):
    """The way in: passwords, the recovery code, opening and closing the store."""

    @property
    def state(self) -> DoorState:
        """Tell whether there is a store, and whether it is open."""
        ...

    def found(self, agent_id: AgentId, login: str, password: str) -> str:
        """Make a new encrypted store, open it, give the recovery code to print.

        Until it is kept it counts for nothing: should the PC stop, founding can begin again.
        """
        ...

    @property
    def demonstration(self) -> bool:
        """Tell whether the store is said to hold invented data; readable while it is closed."""
        ...

    def keep(self, *, demonstration: bool = False) -> None:
        """Keep the store just founded: somebody can log in to it, and its first records are in."""
        ...

    def give_up_demonstration(self) -> None:
        """Remove the store of a demonstration, which is open; any other is refused."""
        ...

    def abandon(self) -> None:
        """Remove the store that was just founded: its first records could not be written."""
        ...

    def enter(self, login: str, password: str) -> AgentId:
        """Open the store with a password; slow on purpose."""
        ...

    def enter_with_recovery(self, code: str) -> None:
        """Open the store with the printed code, to give somebody a new password."""
        ...

    def leave(self) -> None:
        """Close the store and forget its key."""
        ...

    def admit(self, agent_id: AgentId, login: str, password: str) -> None:
        """Let an agent in from now on, or give them a new password."""
        ...

    def dismiss(self, login: str) -> None:
        """Let this login in no more."""
        ...

    def change_password(self, login: str, *, old: str, new: str) -> None:
        """Change one's own password."""
        ...

    def renew_recovery(self) -> str:
        """Make a new recovery code; the old one opens no more."""
        ...

    def unit(self, actor: AgentId | None) -> UnitOfWork:
        """Give a unit of work in the name of an agent."""
        ...


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """One backup in its folder."""

    path: Path
    made_at: datetime


class Keeper(Protocol):
    """Backups and checks of the store."""

    def back_up(self, progress: Callable[[int, int], None] | None = None) -> KeptBackup:
        """Write a verified backup, let the oldest go, give the new one."""
        ...

    def backups(self) -> tuple[KeptBackup, ...]:
        """Give the backups of the folder, latest first."""
        ...

    def restore(self, bundle: Path) -> Path | None:
        """Close the store, put a backup in place; give where the replaced one was kept."""
        ...

    def check(self) -> bool:
        """Tell whether the whole store is sound; reads all of it."""
        ...
