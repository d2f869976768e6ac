"""Open a request and follow it: pieces, status, note."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.catalogue import Demarche
from mairie_quartier.domain.deadlines import SilenceDate
from mairie_quartier.domain.identifiers import PieceId, RequestId
from mairie_quartier.domain.needs import HANDED_IN, CcasDelegation
from mairie_quartier.domain.papers import IssuedReceipt, Voiding
from mairie_quartier.domain.people import Person
from mairie_quartier.domain.permissions import Act
from mairie_quartier.domain.referrals import Partner, Referral
from mairie_quartier.domain.requests import (
    AbuseUnexplained,
    Piece,
    PieceState,
    Request,
    RequestStatus,
    Visit,
    close,
    own_piece,
    receive,
    reopen,
)
from mairie_quartier.domain.rulings import Ruling, Terms, rule_on
from mairie_quartier.domain.text import clean_text
from mairie_quartier.services.context import Context
from mairie_quartier.services.listings import Page, RequestLine
from mairie_quartier.services.ports import UnitOfWork
from mairie_quartier.services.receipts import delegation_of, need_facts
from mairie_quartier.services.settings import city_settings

LONGEST_REASON = 1000


@dataclass(frozen=True, slots=True)
class RequestFile:
    """A request with all that hangs on it.

    ``demarche`` and ``ruling`` are None when the catalogue lost the démarche.
    """

    request: Request
    visit: Visit
    person: Person | None
    pieces: tuple[Piece, ...]
    receipts: tuple[IssuedReceipt, ...]
    voidings: tuple[Voiding, ...]
    referrals: tuple[Referral, ...]
    demarche: Demarche | None
    partners: tuple[Partner, ...] = ()
    ruling: Ruling | None = None


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
    """Mark documents as received; the last one missing moves the request on.

    Raises:
        PieceOfAnotherRequest: one of them is of another request; nothing was written.
    """
    context.require(Act.EDIT_REQUEST)
    today = context.clock.today()
    with context.open() as unit:
        pieces = [own_piece(unit.pieces.get(piece_id), request_id) for piece_id in piece_ids]
        for piece in pieces:
            unit.pieces.save(receive(piece, on=today))
        _follow_pieces(context, unit, unit.requests.get(request_id))
        return unit.commit()


def change_piece(
    context: Context, request_id: RequestId, piece_id: PieceId, state: PieceState
) -> frozenset[str]:
    """Say again where a document stands: received today, missing after all, not needed.

    Raises:
        PieceOfAnotherRequest: it is of another request; nothing was written.
    """
    context.require(Act.EDIT_REQUEST)
    received_on = context.clock.today() if state is PieceState.RECEIVED else None
    with context.open() as unit:
        piece = own_piece(unit.pieces.get(piece_id), request_id)
        request = unit.requests.get(request_id)
        before = _awaited(context, request, unit.pieces.matching(request_id=request_id))
        unit.pieces.save(replace(piece, state=state, received_on=received_on))
        _follow_pieces(context, unit, _asked(context, unit, request, before))
        return unit.commit()


def explain_decision(
    demarche: Demarche,
    request: Request,
    pieces: tuple[Piece, ...],
    delegation: CcasDelegation = CcasDelegation.NONE,
) -> SilenceDate:
    """Tell when silence speaks, from what was asked for and the day the last piece came."""
    return need_facts(demarche, request, pieces).silence_date(delegation)


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


def hold_for_abusive(context: Context, request_id: RequestId, because: str) -> frozenset[str]:
    """Write down that the head of service holds a request for abusive, and why (L112-3, 1°).

    Raises:
        AbuseUnexplained: no reason was given.
        TooLong: the reason is.
    """
    context.require(Act.HOLD_ABUSIVE)
    reason = clean_text(because, LONGEST_REASON)
    if not reason:
        raise AbuseUnexplained(request_id)
    return _save_abuse(context, request_id, reason)


def hold_for_ordinary(context: Context, request_id: RequestId) -> frozenset[str]:
    """Take that back: the request is acknowledged as any other."""
    context.require(Act.HOLD_ABUSIVE)
    return _save_abuse(context, request_id, "")


def close_request(context: Context, request_id: RequestId) -> frozenset[str]:
    """Close a request.

    Raises:
        RequestClosed: it was closed before.
    """
    context.require(Act.EDIT_REQUEST)
    with context.open() as unit:
        unit.requests.save(close(unit.requests.get(request_id), on=context.clock.today()))
        return unit.commit()


def reopen_request(context: Context, request_id: RequestId) -> frozenset[str]:
    """Open a closed request again, where its outcome and its documents put it.

    Raises:
        RequestStillOpen: it is open.
    """
    context.require(Act.EDIT_REQUEST)
    with context.open() as unit:
        pieces = unit.pieces.matching(request_id=request_id)
        missing = sum(piece.state is PieceState.MISSING for piece in pieces)
        unit.requests.save(reopen(unit.requests.get(request_id), missing_pieces=missing))
        return unit.commit()


def _file(context: Context, unit: UnitOfWork, request_id: RequestId) -> RequestFile:
    request = unit.requests.get(request_id)
    referrals = unit.referrals.matching(request_id=request_id)
    receipts = unit.receipts.matching(visit_id=request.visit_id)
    voidings = tuple(found for each in receipts if (found := unit.voidings.find(each.id)))
    pieces = unit.pieces.matching(request_id=request_id)
    visit = unit.visits.get(request.visit_id)
    return RequestFile(
        request=request,
        visit=visit,
        person=unit.people.find(request.person_id) if request.person_id else None,
        pieces=pieces,
        receipts=receipts,
        voidings=voidings,
        referrals=referrals,
        demarche=context.catalogue().find(request.demarche),
        partners=tuple(unit.partners.get(each.partner_id) for each in referrals),
        ruling=_ruling(context, unit, request, visit, pieces),
    )


def _ruling(
    context: Context, unit: UnitOfWork, request: Request, visit: Visit, pieces: tuple[Piece, ...]
) -> Ruling | None:
    """Rule on the request as it is now; nothing where the catalogue lost its démarche."""
    catalogue, city = context.catalogue(), city_settings(unit)
    demarche = catalogue.find(request.demarche)
    if demarche is None:
        return None
    terms = Terms(
        channel=visit.channel,
        rules=catalogue.rules,
        delegation=delegation_of(city),
        appeal=demarche.appeal,
        city_routes=city.appeal_routes,
    )
    return rule_on(need_facts(demarche, request, pieces), terms)


def _save_abuse(context: Context, request_id: RequestId, because: str) -> frozenset[str]:
    with context.open() as unit:
        unit.requests.save(replace(unit.requests.get(request_id), abusive_because=because))
        return unit.commit()


def _awaited(context: Context, request: Request, pieces: tuple[Piece, ...]) -> bool:
    """Tell whether documents hold the clock, or have held it."""
    demarche = context.catalogue().find(request.demarche)
    return demarche is not None and bool(need_facts(demarche, request, pieces).awaited())


def _asked(context: Context, unit: UnitOfWork, request: Request, before: bool) -> Request:
    """Note the day of the asking where the first document is asked for after the receipt.

    Silence is suspended from that day (L114-5), and for that there must be a deadline.  Where
    nothing is awaited after all, nothing was asked for.
    """
    today = context.clock.today()
    if not _awaited(context, request, unit.pieces.matching(request_id=request.id)):
        return replace(request, asked_on=None)
    if before or today <= request.received_on:
        return request
    days = city_settings(unit).pieces_delay_days
    return replace(
        request,
        asked_on=today,
        pieces_due_on=request.pieces_due_on or today + timedelta(days=days),
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
        delegation = delegation_of(city_settings(unit))
        day = explain_decision(demarche, request, pieces, delegation).on
    unit.requests.save(replace(request, status=status, decision_due_on=day))
