"""What the desk knows of its synchronisation: its link, its last syncs, its state on screen.

Plain values, shared by the store, the engine, the services and the screens.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from mairie_quartier.domain.identifiers import AgentId
from mairie_quartier.domain.operations import DeskId, Fields, OpKind, RejectCode
from mairie_quartier.domain.protocol_enrolment import OfficeCard
from mairie_quartier.domain.quick_reading import SnapshotRow


class SyncOutcome(StrEnum):
    """How a sync ended."""

    DONE = "done"
    OFFLINE = "offline"
    REFUSED = "refused"
    REVOKED = "revoked"
    UNTRUSTED = "untrusted"
    TOO_OLD = "too_old"
    STOPPED = "stopped"
    FAILED = "failed"


class SyncPhase(StrEnum):
    """What the status bar says."""

    ALONE = "alone"
    OFFLINE = "offline"
    SYNCING = "syncing"
    PAUSED = "paused"
    UP_TO_DATE = "up_to_date"
    REVOKED = "revoked"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Link:
    """How the centre is reached, and as whom; ``ca`` is PEM text, ``token`` a secret."""

    url: str
    desk: DeskId
    token: str = field(repr=False)
    ca: str = field(default="", repr=False)
    epoch: UUID | None = None
    city: str = ""


@dataclass(frozen=True, slots=True)
class EnrolForm:
    """How a PC becomes a desk: the centre's address, the one-time code, the city's own authority.

    ``ca`` is PEM text, empty where the system's trust is enough; ``desk_name`` names the PC in
    the centre's list.
    """

    url: str
    code: str = field(repr=False)
    desk_name: str
    ca: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Founding:
    """What a PC that was set up alone brings: its office, and its agents in plain values."""

    office_id: UUID
    office_code: str
    office_name: str
    agents: tuple[tuple[UUID, Fields], ...]
    actor: UUID


@dataclass(frozen=True, slots=True)
class Greeting:
    """What a centre answers to anybody; the PC's clock is ``ahead`` of its own, if it told it."""

    ahead: timedelta | None = None


@dataclass(frozen=True, slots=True)
class CentreAddress:
    """Where the centre is and whose certificates prove it; ``ca`` is PEM text, or empty."""

    url: str
    ca: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Recognised:
    """The city's centre, found at another address: it knows this PC as the desk it is.

    ``url`` is the address in its usual form; ``ahead`` is as in ``Greeting``.
    """

    url: str
    city: str
    ahead: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Invited:
    """An agent of the office as the centre knows them: who may enter a PC that joins it."""

    id: AgentId
    login: str
    first_name: str
    last_name: str
    administers: bool = False


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the centre gave an empty PC for its code: it is a desk there, but not here yet.

    ``rows`` are what the desk needs before its first sync: office, agents, settings.
    """

    link: Link
    series: str | None
    office: OfficeCard
    agents: tuple[Invited, ...]
    rows: tuple[SnapshotRow, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class SyncTotals:
    """How many operations and changes went each way, and how the centre took them."""

    sent: int = 0
    received: int = 0
    conflicts: int = 0
    quarantined: int = 0


@dataclass(frozen=True, slots=True)
class SyncRecord:
    """One sync, as the screen of the last syncs shows it; ``detail`` is technical, and short."""

    began_at: datetime
    ended_at: datetime
    outcome: SyncOutcome
    totals: SyncTotals
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """What the status bar shows.

    ``first_sync``: not everything that the centre holds for this desk is here yet.  ``done`` of
    ``total`` counts operations sent, or steps of a first sync (each record is fetched, then
    brought in); ``total`` is 0 when nobody can know it.  ``at`` is the end of the last sync that
    went well.
    """

    phase: SyncPhase = SyncPhase.ALONE
    waiting: int = 0
    done: int = 0
    total: int = 0
    at: datetime | None = None
    outcome: SyncOutcome | None = None
    conflicts: int = 0
    quarantined: int = 0
    first_sync: bool = False


@dataclass(frozen=True, slots=True)
class RefusedOperation:
    """An operation in quarantine: what was to be written, by whom, and why it was refused."""

    dseq: int
    op: UUID
    word: str
    record_id: UUID
    kind: OpKind
    code: RejectCode | None
    actor: UUID | None
    recorded_at: datetime
    decided_at: datetime
    fields: Fields
