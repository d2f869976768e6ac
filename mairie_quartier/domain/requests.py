"""A visit, the needs it brings, and the pieces of each.

A *visit* (passage) is one conversation, by whatever channel; a *request* (demande) is one need
of it, tied to a démarche of the catalogue; a *piece* (pièce) is one document of a request.
An anonymous visit has no person.  Nothing is compulsory but one need and its outcome.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from mairie_quartier.domain.catalogue import DemarcheCode
from mairie_quartier.domain.identifiers import (
    AgentId,
    OfficeId,
    PersonId,
    PieceId,
    RequestId,
    VisitId,
)
from mairie_quartier.errors import ProgramBug, UserMistake


class Channel(StrEnum):
    """How the visit reached the desk (*canal*)."""

    DESK = "desk"
    TELEPHONE = "telephone"
    LETTER = "letter"
    EMAIL = "email"
    ONLINE = "online"
    OUTREACH = "outreach"
    PARTNER = "partner"


class Outcome(StrEnum):
    """What came of a need at the desk (*suite donnée*)."""

    INFORMED = "informed"
    HELPED = "helped"
    DEPOSITED = "deposited"
    TRANSMITTED = "transmitted"
    REFERRED = "referred"
    APPOINTMENT = "appointment"
    NOT_HELPED = "not_helped"


class NotHelpedReason(StrEnum):
    """Why the desk could not help (*motif*)."""

    OUT_OF_SCOPE = "out_of_scope"
    NO_PLACE = "no_place"
    MISSING_PIECES = "missing_pieces"
    NO_INTERPRETER = "no_interpreter"
    SYSTEM_DOWN = "system_down"
    LEFT = "left"
    REFUSED_BY_BODY = "refused_by_body"
    OTHER = "other"


class RequestStatus(StrEnum):
    """Where a request stands (*état de la demande*)."""

    AWAITING_PIECES = "awaiting_pieces"
    AWAITING_DECISION = "awaiting_decision"
    AWAITING_PARTNER = "awaiting_partner"
    CLOSED = "closed"


class PieceState(StrEnum):
    """Where one document stands (*état de la pièce*)."""

    RECEIVED = "received"
    MISSING = "missing"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Visit:
    """One conversation: who, where, when, by which channel and in which language."""

    id: VisitId
    office_id: OfficeId
    agent_id: AgentId
    opened_at: datetime
    opened_on: date
    channel: Channel = Channel.DESK
    person_id: PersonId | None = None
    language: str | None = None
    place: str = ""
    note: str = ""
    clock_doubtful: bool = False

    @property
    def anonymous(self) -> bool:
        """Tell whether no person is attached."""
        return self.person_id is None


@dataclass(frozen=True, slots=True)
class Request:
    """One need of a visit; ``received_on`` starts the clocks of the law.

    ``asked_on``: when documents were asked for, if later than the receipt (L114-5).
    ``appointment_minute`` counts from midnight, local time.  ``abusive_because``: why the head of
    service holds the request for abusive (L112-3, 1°), else empty.
    """

    id: RequestId
    visit_id: VisitId
    office_id: OfficeId
    person_id: PersonId | None
    demarche: DemarcheCode
    label: str
    outcome: Outcome
    status: RequestStatus
    received_on: date
    reason: NotHelpedReason | None = None
    note: str = ""
    pieces_due_on: date | None = None
    decision_due_on: date | None = None
    closed_on: date | None = None
    asked_on: date | None = None
    appointment_on: date | None = None
    appointment_minute: int | None = None
    appointment_place: str = ""
    abusive_because: str = ""

    def __post_init__(self) -> None:
        """Refuse an unexplained "could not be helped"."""
        if self.outcome is Outcome.NOT_HELPED and self.reason is None:
            raise OutcomeWithoutReason(self.id)


@dataclass(frozen=True, slots=True)
class Piece:
    """One document of a request; ``code`` is the catalogue's, ``label`` is frozen at entry."""

    id: PieceId
    request_id: RequestId
    office_id: OfficeId
    code: str
    label: str
    state: PieceState
    received_on: date | None = None


class OutcomeWithoutReason(UserMistake):
    """A need could not be helped and nobody said why."""

    def __init__(self, request_id: RequestId) -> None:
        super().__init__(request_id)
        self.request_id = request_id


class AbuseUnexplained(UserMistake):
    """A request was to be held for abusive and nobody said why."""

    def __init__(self, request_id: RequestId) -> None:
        super().__init__(request_id)
        self.request_id = request_id


class NothingRecorded(UserMistake):
    """A visit without a single need."""


class RequestClosed(UserMistake):
    """A closed request accepts no further act."""

    def __init__(self, request_id: RequestId) -> None:
        super().__init__(request_id)
        self.request_id = request_id


class RequestStillOpen(UserMistake):
    """Only a closed request can be opened again."""

    def __init__(self, request_id: RequestId) -> None:
        super().__init__(request_id)
        self.request_id = request_id


class PieceOfAnotherRequest(ProgramBug):
    """A document was to be followed with a request that it does not belong to."""

    def __init__(self, piece_id: PieceId, request_id: RequestId) -> None:
        super().__init__(piece_id, request_id)
        self.piece_id = piece_id
        self.request_id = request_id


OPEN_OUTCOMES = {
    Outcome.DEPOSITED: RequestStatus.AWAITING_DECISION,
    Outcome.TRANSMITTED: RequestStatus.AWAITING_DECISION,
    Outcome.REFERRED: RequestStatus.AWAITING_PARTNER,
    Outcome.APPOINTMENT: RequestStatus.AWAITING_PARTNER,
}


def first_status(outcome: Outcome, *, missing_pieces: int) -> RequestStatus:
    """Give the status of a request as it is recorded."""
    status = OPEN_OUTCOMES.get(outcome, RequestStatus.CLOSED)
    if status is RequestStatus.AWAITING_DECISION and missing_pieces:
        return RequestStatus.AWAITING_PIECES
    return status


def close(request: Request, *, on: date) -> Request:
    """Close a request; a closed one is refused."""
    if request.status is RequestStatus.CLOSED:
        raise RequestClosed(request.id)
    return replace(request, status=RequestStatus.CLOSED, closed_on=on)


def reopen(request: Request, *, missing_pieces: int) -> Request:
    """Open a closed request again, where its outcome and its documents put it; never closed.

    A need that was met at the desk has no other state to go back to: it awaits a decision.
    """
    if request.status is not RequestStatus.CLOSED:
        raise RequestStillOpen(request.id)
    status = first_status(request.outcome, missing_pieces=missing_pieces)
    if status is RequestStatus.CLOSED:
        status = RequestStatus.AWAITING_DECISION
    return replace(request, status=status, closed_on=None)


def own_piece(piece: Piece, request_id: RequestId) -> Piece:
    """Give the document back, or raise :class:`PieceOfAnotherRequest`."""
    if piece.request_id != request_id:
        raise PieceOfAnotherRequest(piece.id, request_id)
    return piece


def receive(piece: Piece, *, on: date) -> Piece:
    """Mark a document as received."""
    return replace(piece, state=PieceState.RECEIVED, received_on=on)
