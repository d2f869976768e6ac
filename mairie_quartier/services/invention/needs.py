"""Invent what somebody came for and what became of it since.

The rules of status and delay are the domain's own; only their outcome in time is drawn.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from mairie_quartier.domain.catalogue import (
    Acknowledgement,
    Catalogue,
    Demarche,
    DemarcheCode,
    PieceRule,
)
from mairie_quartier.domain.identifiers import PieceId, RequestId
from mairie_quartier.domain.requests import (
    NotHelpedReason,
    Outcome,
    Piece,
    PieceState,
    Request,
    RequestStatus,
    Visit,
    first_status,
)
from mairie_quartier.services.invention.dice import Dice
from mairie_quartier.services.invention.material import Material
from mairie_quartier.services.receipts import HANDED_IN, Filed, decision_day

USUAL_WEIGHT = 4.0
PIECES_DELAY = timedelta(days=14)
ABANDONED_AFTER = timedelta(days=75)
LATELY = timedelta(days=5)

_ADVICE = {
    Outcome.INFORMED: 45,
    Outcome.HELPED: 18,
    Outcome.REFERRED: 27,
    Outcome.APPOINTMENT: 7,
    Outcome.NOT_HELPED: 3,
}
_OURS = {
    Outcome.INFORMED: 22,
    Outcome.HELPED: 12,
    Outcome.DEPOSITED: 58,
    Outcome.APPOINTMENT: 5,
    Outcome.NOT_HELPED: 3,
}
_THEIRS = {
    Outcome.INFORMED: 30,
    Outcome.HELPED: 26,
    Outcome.DEPOSITED: 10,
    Outcome.TRANSMITTED: 16,
    Outcome.REFERRED: 10,
    Outcome.APPOINTMENT: 5,
    Outcome.NOT_HELPED: 3,
}
_STATES = {
    PieceRule.REQUIRED: {PieceState.RECEIVED: 76, PieceState.MISSING: 24},
    PieceRule.OPTIONAL: {
        PieceState.RECEIVED: 66,
        PieceState.NOT_NEEDED: 24,
        PieceState.MISSING: 10,
    },
}


@dataclass(frozen=True, slots=True)
class Need:
    """A request and its pieces on the day, then as they stand today."""

    demarche: Demarche
    request: Request
    pieces: tuple[Piece, ...]
    settled: Request
    settled_pieces: tuple[Piece, ...]


class Needs:
    """Invents the needs of visits, for one day taken as today."""

    def __init__(
        self, dice: Dice, material: Material, catalogue: Catalogue, *, today: date
    ) -> None:
        self._dice = dice
        self._texts = material.texts
        self._today = today
        entries = {entry.code: entry for entry in catalogue.all()}
        self._catalogue: Mapping[DemarcheCode, Demarche] = entries
        self._weights = {code: material.demarches.get(code, USUAL_WEIGHT) for code in entries}

    def invent(self, visit: Visit, at: datetime) -> Need:
        """Give one need of a visit."""
        demarche = self._catalogue[self._dice.weighted(self._weights)]
        outcome = self._dice.weighted(_outcomes(demarche))
        if visit.anonymous and outcome in HANDED_IN:
            outcome = Outcome.INFORMED
        request = self._request(visit, at, demarche, outcome)
        pieces = self._pieces(request, demarche, at) if outcome in HANDED_IN else ()
        request = self._dated(request, demarche, pieces)
        settled, settled_pieces = self._settle(request, pieces)
        return Need(demarche, request, pieces, settled, settled_pieces)

    def _request(self, visit: Visit, at: datetime, demarche: Demarche, outcome: Outcome) -> Request:
        dice = self._dice
        unhelped = outcome is Outcome.NOT_HELPED
        return Request(
            id=RequestId(dice.new_id(at)),
            visit_id=visit.id,
            office_id=visit.office_id,
            person_id=visit.person_id,
            demarche=demarche.code,
            label=demarche.label,
            outcome=outcome,
            status=first_status(outcome, missing_pieces=0),
            received_on=visit.opened_on,
            reason=dice.pick(tuple(NotHelpedReason)) if unhelped else None,
            note=dice.pick(self._texts["request_notes"]) if dice.chance(12) else "",
        )

    def _pieces(self, request: Request, demarche: Demarche, at: datetime) -> tuple[Piece, ...]:
        asked = [
            spec
            for spec in demarche.pieces
            if spec.rule is PieceRule.REQUIRED or self._dice.chance(55)
        ]
        states = [self._state(spec.rule, request.received_on) for spec in asked]
        return tuple(
            Piece(
                id=PieceId(self._dice.new_id(at)),
                request_id=request.id,
                office_id=request.office_id,
                code=spec.code,
                label=spec.label,
                state=state,
                received_on=request.received_on if state is PieceState.RECEIVED else None,
            )
            for spec, state in zip(asked, states, strict=True)
        )

    def _state(self, rule: PieceRule, received_on: date) -> PieceState:
        # The deadline of these falls today or a few days ago: the desk has something to do.
        if rule is PieceRule.REQUIRED and self._falls_now(received_on + PIECES_DELAY):
            return PieceState.MISSING
        return self._dice.weighted(_STATES[rule])

    def _dated(self, request: Request, demarche: Demarche, pieces: tuple[Piece, ...]) -> Request:
        missing = [piece.code for piece in pieces if piece.state is PieceState.MISSING]
        required = {spec.code for spec in demarche.required_pieces}
        awaited = bool(required & set(missing))
        received = request.received_on
        due = received + PIECES_DELAY if awaited else None
        status = first_status(request.outcome, missing_pieces=len(missing))
        closed = status is RequestStatus.CLOSED
        filed = Filed(request.outcome, received, due)
        return replace(
            request,
            status=status,
            pieces_due_on=due,
            decision_due_on=decision_day(demarche, filed, missing=len(missing)),
            closed_on=received if closed else None,
        )

    def _settle(
        self, request: Request, pieces: tuple[Piece, ...]
    ) -> tuple[Request, tuple[Piece, ...]]:
        """Let time pass until today."""
        since = request.received_on
        if request.status is RequestStatus.AWAITING_PIECES:
            arrival = since + timedelta(days=self._dice.number(3, 17))
            if arrival > self._today or self._still_awaited(request):
                return self._given_up(request), pieces
            pieces = tuple(_received(piece, arrival) for piece in pieces)
            request = replace(request, status=RequestStatus.AWAITING_DECISION, pieces_due_on=None)
            since = arrival
        if request.status is RequestStatus.AWAITING_DECISION:
            return self._closed(request, since + timedelta(days=self._dice.number(8, 62))), pieces
        return request, pieces

    def _still_awaited(self, request: Request) -> bool:
        due_on = request.pieces_due_on
        return self._dice.chance(90 if due_on and self._falls_now(due_on) else 4)

    def _falls_now(self, due_on: date) -> bool:
        return timedelta() <= self._today - due_on <= LATELY

    def _given_up(self, request: Request) -> Request:
        return self._closed(request, request.received_on + ABANDONED_AFTER)

    def _closed(self, request: Request, on: date) -> Request:
        if on > self._today:
            return request
        return replace(request, status=RequestStatus.CLOSED, closed_on=on)


def _received(piece: Piece, on: date) -> Piece:
    if piece.state is not PieceState.MISSING:
        return piece
    return replace(piece, state=PieceState.RECEIVED, received_on=on)


def _outcomes(demarche: Demarche) -> Mapping[Outcome, float]:
    if demarche.acknowledgement is Acknowledgement.NOT_A_REQUEST:
        return _ADVICE
    return _OURS if demarche.decided_by_commune else _THEIRS
