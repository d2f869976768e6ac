"""Read models: the lines that lists and counters show, and the queries that give them.

Lists never carry a whole file, load by page (keyset: ``after`` is the last line's key), and
cost the same whatever the size of the store.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.identifiers import (
    DraftId,
    InterpretingId,
    OfficeId,
    PersonId,
    ReceiptId,
    ReferralId,
    RequestId,
    VisitId,
)
from mairie_quartier.domain.interpreting import InterpretingState, Urgency, Way
from mairie_quartier.domain.people import Contact, Literacy
from mairie_quartier.domain.referrals import Agreement, ReferralState
from mairie_quartier.domain.requests import Channel, Outcome, RequestStatus


class DueKind(StrEnum):
    """Why a line is in the list of what is due."""

    PIECES = "pieces"
    DECISION = "decision"
    REFERRAL = "referral"
    INTERPRETER = "interpreter"
    APPOINTMENT = "appointment"


RISK = (
    DueKind.INTERPRETER,
    DueKind.APPOINTMENT,
    DueKind.PIECES,
    DueKind.DECISION,
    DueKind.REFERRAL,
)
"""What is lost first: somebody waits or is coming, a file falls, an appeal runs, a partner is
silent."""


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One visit of the day; ``needs`` are the labels of its requests, in order."""

    id: VisitId
    opened_at: datetime
    channel: Channel
    person_id: PersonId | None
    family_name: str
    first_names: str
    contact: Contact
    needs: tuple[str, ...]
    receipts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request in a list."""

    id: RequestId
    visit_id: VisitId
    person_id: PersonId | None
    family_name: str
    first_names: str
    demarche: str
    label: str
    outcome: Outcome
    status: RequestStatus
    received_on: date
    pieces_due_on: date | None
    decision_due_on: date | None


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person found; shown to those who may search."""

    id: PersonId
    family_name: str
    used_name: str
    first_names: str
    other_script_name: str
    birth: PartialDate | None
    phone: str
    language: str | None
    literacy: Literacy
    contact: Contact
    last_contact_on: date


@dataclass(frozen=True, slots=True)
class DueLine:
    """One thing due on or before a day; at most one of the last two identifiers is set.

    ``minute`` (from midnight, None: not known) and ``place`` are an appointment's.
    """

    kind: DueKind
    due_on: date
    request_id: RequestId | None
    person_id: PersonId | None
    family_name: str
    first_names: str
    phone: str
    contact: Contact
    label: str
    referral_id: ReferralId | None = None
    interpreting_id: InterpretingId | None = None
    minute: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """One referral in a list."""

    id: ReferralId
    request_id: RequestId
    person_id: PersonId | None
    family_name: str
    first_names: str
    partner: str
    partner_phone: str
    label: str
    reason: str
    sent_at: datetime
    due_on: date
    agreement: Agreement
    state: ReferralState


@dataclass(frozen=True, slots=True)
class InterpretingLine:
    """One interpreting need in a list."""

    id: InterpretingId
    visit_id: VisitId
    person_id: PersonId | None
    family_name: str
    first_names: str
    language: str
    way: Way
    urgency: Urgency
    state: InterpretingState
    created_at: datetime


@dataclass(frozen=True, slots=True)
class PastRequest:
    """One request of a past visit."""

    id: RequestId
    label: str
    outcome: Outcome
    status: RequestStatus


@dataclass(frozen=True, slots=True)
class PastPaper:
    """One paper of a past visit."""

    id: ReceiptId
    number: str
    kind: str
    issued_at: datetime
    voided: bool


@dataclass(frozen=True, slots=True)
class PastReferral:
    """One referral of a past visit."""

    request_id: RequestId
    partner: str
    state: ReferralState


@dataclass(frozen=True, slots=True)
class PastInterpreting:
    """One interpreting need of a past visit."""

    language: str
    way: Way
    state: InterpretingState


@dataclass(frozen=True, slots=True)
class PastVisit:
    """One visit of a person's timeline, with all that came of it."""

    id: VisitId
    opened_at: datetime
    channel: Channel
    agent: str
    note: str
    requests: tuple[PastRequest, ...] = ()
    papers: tuple[PastPaper, ...] = ()
    referrals: tuple[PastReferral, ...] = ()
    interpreting: tuple[PastInterpreting, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One unfinished visit."""

    id: DraftId
    saved_at: datetime
    title: str
    needs: int


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line of the audit trail with its agent's name."""

    seq: int
    at: datetime
    agent: str
    act: str
    subject: str
    subject_id: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counters:
    """The desk's counters; ``waiting`` is the number of operations not yet sent."""

    visits_today: int
    needs_today: int
    drafts: int
    due: int
    open_referrals: int
    open_interpreting: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Page:
    """What part of a list is wanted: ``after`` is an opaque key, empty for the first page."""

    after: str = ""
    size: int = 50


class Listings(Protocol):
    """Read-only list queries."""

    def visits_of(self, office: OfficeId, day: date, page: Page) -> tuple[VisitLine, ...]:
        """Give the visits of a day, latest first; the key is the visit's id."""
        ...

    def requests_of_person(self, person: PersonId, page: Page) -> tuple[RequestLine, ...]:
        """Give a person's requests, open ones first, then latest first; the key is an offset."""
        ...

    def timeline(self, person: PersonId, page: Page) -> tuple[PastVisit, ...]:
        """Give a person's visits, latest first; the key is the visit's id."""
        ...

    def open_requests(self, office: OfficeId, page: Page) -> tuple[RequestLine, ...]:
        """Give the office's open requests, latest first; the key is the request's id."""
        ...

    def people(self, office: OfficeId, page: Page) -> tuple[PersonLine, ...]:
        """Give people by last contact, latest first; the key is an offset."""
        ...

    def due(self, office: OfficeId, day: date, page: Page) -> tuple[DueLine, ...]:
        """Give what is due by the day, by ``RISK`` then oldest first; the key is an offset."""
        ...

    def referrals(self, office: OfficeId, page: Page) -> tuple[ReferralLine, ...]:
        """Give open referrals, earliest answer date first; the key is an offset."""
        ...

    def interpreting(self, office: OfficeId, page: Page) -> tuple[InterpretingLine, ...]:
        """Give open interpreting needs, most urgent first; the key is an offset."""
        ...

    def referrals_made(self, earliest: UUID, latest: UUID) -> tuple[ReferralId, ...]:
        """Give the referrals whose identifiers lie between these, both included."""
        ...

    def interpreting_made(self, earliest: UUID, latest: UUID) -> tuple[InterpretingId, ...]:
        """Give the interpreting needs whose identifiers lie between these, both included."""
        ...

    def counters(self, office: OfficeId, day: date) -> Counters:
        """Count what the desk shows."""
        ...

    def waiting(self) -> int:
        """Count the operations not yet sent."""
        ...

    def audit(self, page: Page, subject_id: PersonId | None = None) -> tuple[AuditLine, ...]:
        """Give the audit trail, latest first; the key is the line's ``seq``."""
        ...

    def was_noted(self, act: AuditAct, subject_id: UUID) -> bool:
        """Tell whether the trail holds this act, any but ``CREATED``, on this subject."""
        ...
