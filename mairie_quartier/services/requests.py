"""Open a request and follow it: pieces, status, note."""

from dataclasses import dataclass, replace
from datetime import date

from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.catalogue import Demarche
from mairie_quartier.domain.deadlines import AwaitedPieces, SilenceClock, SilenceDate
from mairie_quartier.domain.identifiers import PieceId, RequestId
from mairie_quartier.domain.papers import IssuedReceipt, Voiding
from mairie_quartier.domain.people import Person
from mairie_quartier.domain.permissions import Act
from mairie_quartier.domain.referrals import Partner, Referral
from mairie_quartier.domain.requests import (
    Piece,
    PieceState,
    Request,
    RequestStatus,
    Visit,
    close,
    receive,
)
from mairie_quartier.services.context import Context
from mairie_quartier.services.listings import Page, RequestLine
from mairie_quartier.services.ports import UnitOfWork
from mairie_quartier.services.receipts import HANDED_IN

_NEVER = date.min


@dataclass(frozen=True, slots=True)
class RequestFile:
    """A request with all that hangs on it; ``demarche`` is None when the catalogue lost it."""

    request: Request
    visit: Visit
    person: Person | None
    pieces: tuple[Piece, ...]
    receipts: tuple[IssuedReceipt, ...]
    voidings: tuple[Voiding, ...]
    referrals: tuple[Referral, ...]
    demarche: Demarche | None
    partners: tuple[Partner, ...] = ()


def open_request(context: Context, request_id: RequestId) -> RequestFile:
    """Open a request; if it is a person's, the opening is audited."""
    context.require(Act.READ_PERSON)
    with context.open() as unit:
        file = _file(context, unit, request_id)
        if file.person is not None:
            unit.note(AuditAct.OPENED, "request", request_id)
            unit.commit()
    return file


def reread_request(context: Context, request_id: RequestId) -> RequestFile:
    """Give a request that is open on the screen already, as it is now; nothing is audited."""
    context.require(Act.READ_PERSON)
    with context.open() as unit:
        return _file(context, unit, request_id)


def list_open_requests(context: Context, page: Page) -> tuple[RequestLine, ...]:
    """Give the office's open requests, latest first."""
    context.require(Act.READ_VISITS)
    with context.open() as unit:
        return unit.listings.open_requests(context.office.id, page)


def receive_pieces(
    context: Context, request_id: RequestId, piece_ids: tuple[PieceId, ...]
) -> frozenset[str]:
    """Mark documents as received; the last one missing moves the request on."""
    context.require(Act.EDIT_REQUEST)
    today = context.clock.today()
    with context.open() as unit:
        for piece_id in piece_ids:
            unit.pieces.save(receive(unit.pieces.get(piece_id), on=today))
        _follow_pieces(context, unit, unit.requests.get(request_id))
        return unit.commit()


def change_piece(
    context: Context, request_id: RequestId, piece_id: PieceId, state: PieceState
) -> frozenset[str]:
    """Say again where a document stands: received today, missing after all, not needed."""
    context.require(Act.EDIT_REQUEST)
    received_on = context.clock.today() if state is PieceState.RECEIVED else None
    with context.open() as unit:
        piece = unit.pieces.get(piece_id)
        unit.pieces.save(replace(piece, state=state, received_on=received_on))
        _follow_pieces(context, unit, unit.requests.get(request_id))
        return unit.commit()


def explain_decision(
    demarche: Demarche, request: Request, pieces: tuple[Piece, ...]
) -> SilenceDate:
    """Tell when silence speaks, from what was asked for and the day the last piece came.

    The clock stopped from the request to the last required piece, at the latest the deadline
    (L114-5): it is not started again.
    """
    required = {spec.code for spec in demarche.required_pieces}
    late = [
        piece
        for piece in pieces
        if piece.code in required
        and (
            piece.state is PieceState.MISSING or (piece.received_on or _NEVER) > request.received_on
        )
    ]
    awaited: tuple[AwaitedPieces, ...] = ()
    if late and request.pieces_due_on is not None:
        missing = any(piece.state is PieceState.MISSING for piece in late)
        last = None if missing else max(piece.received_on or _NEVER for piece in late)
        awaited = (AwaitedPieces(request.received_on, request.pieces_due_on, last),)
    competent = request.received_on if demarche.decided_by_commune else None
    return SilenceClock(demarche.silence, request.received_on, competent, awaited).read()


def change_note(context: Context, request_id: RequestId, note: str) -> frozenset[str]:
    """Replace the note."""
    context.require(Act.EDIT_REQUEST)
    with context.open() as unit:
        unit.requests.save(replace(unit.requests.get(request_id), note=note))
        return unit.commit()


def change_pieces_deadline(context: Context, request_id: RequestId, due_on: date) -> frozenset[str]:
    """Give another deadline for the missing documents; the decision day follows."""
    context.require(Act.EDIT_REQUEST)
    with context.open() as unit:
        moved = replace(unit.requests.get(request_id), pieces_due_on=due_on)
        _follow_pieces(context, unit, moved)
        return unit.commit()


def close_request(context: Context, request_id: RequestId) -> frozenset[str]:
    """Close a request.

    Raises:
        RequestClosed: it was closed before.
    """
    context.require(Act.EDIT_REQUEST)
    with context.open() as unit:
        unit.requests.save(close(unit.requests.get(request_id), on=context.clock.today()))
        return unit.commit()


def reopen_request(
    context: Context, request_id: RequestId, status: RequestStatus
) -> frozenset[str]:
    """Open a closed request again."""
    context.require(Act.EDIT_REQUEST)
    with context.open() as unit:
        request = unit.requests.get(request_id)
        unit.requests.save(replace(request, status=status, closed_on=None))
        return unit.commit()


def _file(context: Context, unit: UnitOfWork, request_id: RequestId) -> RequestFile:
    request = unit.requests.get(request_id)
    referrals = unit.referrals.matching(request_id=request_id)
    receipts = unit.receipts.matching(visit_id=request.visit_id)
    voidings = tuple(found for each in receipts if (found := unit.voidings.find(each.id)))
    return RequestFile(
        request=request,
        visit=unit.visits.get(request.visit_id),
        person=unit.people.find(request.person_id) if request.person_id else None,
        pieces=unit.pieces.matching(request_id=request_id),
        receipts=receipts,
        voidings=voidings,
        referrals=referrals,
        demarche=context.catalogue().find(request.demarche),
        partners=tuple(unit.partners.get(each.partner_id) for each in referrals),
    )


def _follow_pieces(context: Context, unit: UnitOfWork, request: Request) -> None:
    """Keep status and decision day in step with the documents."""
    pieces = unit.pieces.matching(request_id=request.id)
    status = request.status
    if status in (RequestStatus.AWAITING_PIECES, RequestStatus.AWAITING_DECISION):
        missing = any(piece.state is PieceState.MISSING for piece in pieces)
        status = RequestStatus.AWAITING_PIECES if missing else RequestStatus.AWAITING_DECISION
    demarche = context.catalogue().find(request.demarche)
    day = request.decision_due_on
    if demarche is not None and request.outcome in HANDED_IN:
        day = explain_decision(demarche, request, pieces).on
    unit.requests.save(replace(request, status=status, decision_due_on=day))
