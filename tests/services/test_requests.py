"""A request is followed: pieces, deadline, closing, and its referral and interpreter."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mairie_quartier.domain.acknowledgements import PaperReason
from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.catalogue import (
    Delay,
    DelayUnit,
    DemarcheCode,
    Silence,
    SilenceRegime,
    Source,
)
from mairie_quartier.domain.identifiers import ReferralId
from mairie_quartier.domain.intake import InterpretingForm, ReferralForm
from mairie_quartier.domain.interpreting import InterpretingClosed, Understanding, UnmetReason
from mairie_quartier.domain.permissions import NotAllowed
from mairie_quartier.domain.receipt_content import PaperKind
from mairie_quartier.domain.referrals import ReferralClosed, ReferralState
from mairie_quartier.domain.requests import (
    AbuseUnexplained,
    Channel,
    NotHelpedReason,
    Outcome,
    Piece,
    PieceOfAnotherRequest,
    PieceState,
    Request,
    RequestClosed,
    RequestStatus,
    RequestStillOpen,
)
from mairie_quartier.services import directory, interpreting, referrals, requests, settings, visits
from mairie_quartier.services.catalogue import save_demarche
from mairie_quartier.services.listings import Page
from mairie_quartier.services.visits import Registered
from tests.builders import CITY, COMMUNE_DECIDES, Desk, intake, need, new_partner, person_form


def waiting(desk: Desk) -> Registered:
    form = intake(desk.context, need(missing=1), person=person_form())
    return visits.register_visit(desk.context, form)


def test_the_last_piece_moves_the_request_on(desk: Desk) -> None:
    request = waiting(desk).requests[0]
    file = requests.open_request(desk.context, request.id)
    missing = tuple(piece.id for piece in file.pieces if piece.state is PieceState.MISSING)
    assert len(missing) == 1
    requests.receive_pieces(desk.context, request.id, missing)
    after = requests.open_request(desk.context, request.id)
    assert after.request.status is RequestStatus.AWAITING_DECISION
    assert all(piece.state is PieceState.RECEIVED for piece in after.pieces)


def test_a_request_is_closed_once_and_opened_again(desk: Desk) -> None:
    request = waiting(desk).requests[0]
    requests.close_request(desk.context, request.id)
    assert requests.list_open_requests(desk.context, Page()) == ()
    with pytest.raises(RequestClosed):
        requests.close_request(desk.context, request.id)
    requests.reopen_request(desk.context, request.id)
    assert [line.id for line in requests.list_open_requests(desk.context, Page())] == [request.id]


def test_an_open_request_is_not_opened_again(desk: Desk) -> None:
    request = waiting(desk).requests[0]
    with pytest.raises(RequestStillOpen):
        requests.reopen_request(desk.context, request.id)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_reopened_request_is_never_closed(desk: Desk, outcome: Outcome) -> None:
    reason = NotHelpedReason.OTHER if outcome is Outcome.NOT_HELPED else None
    form = replace(need(), outcome=outcome, reason=reason)
    if outcome is Outcome.REFERRED:
        partner = new_partner()
        directory.save_partner(desk.context, partner)
        form = replace(form, referral=ReferralForm(partner.id, "colis"))
    request = visits.register_visit(desk.context, intake(desk.context, form)).requests[0]
    if request.status is not RequestStatus.CLOSED:
        requests.close_request(desk.context, request.id)
    requests.reopen_request(desk.context, request.id)
    found = requests.open_request(desk.context, request.id).request
    assert found.status is not RequestStatus.CLOSED
    assert found.closed_on is None


def test_a_request_reopens_where_its_documents_put_it(desk: Desk) -> None:
    request = waiting(desk).requests[0]
    requests.close_request(desk.context, request.id)
    requests.reopen_request(desk.context, request.id)
    found = requests.open_request(desk.context, request.id).request
    assert found.status is RequestStatus.AWAITING_PIECES


def test_a_document_of_another_request_is_refused_and_nothing_is_written(desk: Desk) -> None:
    one, other = waiting(desk).requests[0], waiting(desk).requests[0]
    mine = requests.open_request(desk.context, one.id).pieces
    before = requests.open_request(desk.context, other.id).pieces
    missing = [piece.id for piece in (*mine, *before) if piece.state is PieceState.MISSING]
    with pytest.raises(PieceOfAnotherRequest):
        requests.receive_pieces(desk.context, one.id, tuple(missing))
    with pytest.raises(PieceOfAnotherRequest):
        requests.change_piece(desk.context, one.id, missing[1], PieceState.NOT_NEEDED)
    assert requests.open_request(desk.context, one.id).pieces == mine
    assert requests.open_request(desk.context, other.id).pieces == before


def test_the_ruling_knows_the_delegation_the_channel_and_the_rules(desk: Desk) -> None:
    settings.change_city(desk.context, replace(CITY, ccas_delegation=True))
    form = replace(
        intake(desk.context, need(DemarcheCode("aide-financiere-ccas"))), channel=Channel.ONLINE
    )
    request = visits.register_visit(desk.context, form).requests[0]
    ruling = requests.open_request(desk.context, request.id).ruling
    assert ruling is not None
    assert ruling.paper.kind is PaperKind.ACKNOWLEDGEMENT
    assert ruling.electronic is not None
    assert ruling.appeal is not None
    assert ruling.appeal.on == date(2026, 7, 3)
    assert ruling.silence is not None
    assert ruling.silence.on == request.decision_due_on == date(2026, 5, 2)


@pytest.mark.parametrize("delegated", [True, False])
def test_a_delegation_makes_receipt_here_start_an_acceptance(desk: Desk, delegated: bool) -> None:
    """L114-3: silence accepts from the day the competent administration has the request."""
    settings.change_city(desk.context, replace(CITY, ccas_delegation=delegated))
    source = Source("Texte d’essai", date(2026, 11, 22))
    silence = Silence(SilenceRegime.ACCEPTANCE, Delay(2, DelayUnit.MONTHS), source)
    code = DemarcheCode("aide-seniors")
    entry = replace(desk.context.catalogue().get(code), silence=silence)
    save_demarche(desk.context, desk.entrance.shelf, entry)
    form = replace(need(code), pieces=())
    request = visits.register_visit(desk.context, intake(desk.context, form)).requests[0]
    ruling = requests.open_request(desk.context, request.id).ruling
    assert ruling is not None
    assert ruling.silence is not None
    assert ruling.silence.on == request.decision_due_on
    assert (request.decision_due_on == date(2026, 5, 2)) == delegated


def required_piece(desk: Desk, request: Request) -> Piece:
    """Give the first document that a text requires."""
    required = desk.context.catalogue().get(request.demarche).required_pieces
    pieces = requests.open_request(desk.context, request.id).pieces
    return next(piece for piece in pieces if piece.code == required[0].code)


def missing_later(desk: Desk) -> Request:
    """Hand a whole file in on 2 March, and find on the 12th that a document is missing."""
    form = intake(desk.context, need(), person=person_form())
    request = visits.register_visit(desk.context, form).requests[0]
    desk.clock.advance(timedelta(days=10))
    piece = required_piece(desk, request)
    requests.change_piece(desk.context, request.id, piece.id, PieceState.MISSING)
    return requests.open_request(desk.context, request.id).request


def test_documents_asked_for_later_suspend_from_the_asking(desk: Desk) -> None:
    """L114-5: the delay is suspended while the documents asked for are awaited, not before."""
    whole = visits.register_visit(desk.context, intake(desk.context, need()))
    at_once = whole.requests[0].decision_due_on
    request = missing_later(desk)
    assert request.asked_on == date(2026, 3, 12)
    assert request.pieces_due_on == date(2026, 3, 26)
    assert at_once is not None
    assert request.decision_due_on == at_once + timedelta(days=14)


def test_documents_that_come_end_the_suspension(desk: Desk) -> None:
    request = missing_later(desk)
    desk.clock.advance(timedelta(days=4))
    missing = required_piece(desk, request)
    requests.change_piece(desk.context, request.id, missing.id, PieceState.RECEIVED)
    after = requests.open_request(desk.context, request.id)
    assert after.ruling is not None
    assert after.ruling.silence is not None
    assert after.request.decision_due_on == after.ruling.silence.on == date(2026, 7, 6)


def test_a_document_that_was_not_needed_was_never_asked_for(desk: Desk) -> None:
    request = missing_later(desk)
    missing = required_piece(desk, request)
    requests.change_piece(desk.context, request.id, missing.id, PieceState.NOT_NEEDED)
    after = requests.open_request(desk.context, request.id).request
    assert after.asked_on is None
    assert after.decision_due_on == date(2026, 7, 2)


def test_documents_missing_at_receipt_were_asked_for_then(desk: Desk) -> None:
    request = waiting(desk).requests[0]
    desk.clock.advance(timedelta(days=5))
    for piece in requests.open_request(desk.context, request.id).pieces:
        requests.change_piece(desk.context, request.id, piece.id, PieceState.MISSING)
    assert requests.open_request(desk.context, request.id).request.asked_on is None


def test_an_abusive_request_gets_no_acknowledgement(desk: Desk) -> None:
    form = intake(desk.context, need(COMMUNE_DECIDES))
    request = visits.register_visit(desk.context, form).requests[0]
    requests.hold_for_abusive(desk.context, request.id, "  Trentième demande identique ")
    held = requests.open_request(desk.context, request.id)
    assert held.request.abusive_because == "Trentième demande identique"
    assert held.ruling is not None
    assert held.ruling.paper.reason is PaperReason.ABUSIVE
    requests.hold_for_ordinary(desk.context, request.id)
    back = requests.open_request(desk.context, request.id).ruling
    assert back is not None
    assert back.paper.kind is PaperKind.ACKNOWLEDGEMENT


def test_nobody_is_abusive_without_a_reason(desk: Desk) -> None:
    request = waiting(desk).requests[0]
    with pytest.raises(AbuseUnexplained):
        requests.hold_for_abusive(desk.context, request.id, "   ")


def test_the_reception_calls_no_request_abusive(desk: Desk) -> None:
    request = waiting(desk).requests[0]
    with pytest.raises(NotAllowed):
        requests.hold_for_abusive(desk.as_roles(Role.RECEPTION), request.id, "Répétition")


def test_deadline_and_note_change(desk: Desk) -> None:
    request = waiting(desk).requests[0]
    later = desk.clock.today() + timedelta(days=30)
    requests.change_pieces_deadline(desk.context, request.id, later)
    requests.change_note(desk.context, request.id, "vu avec la MDPH")
    found = requests.open_request(desk.context, request.id).request
    assert (found.pieces_due_on, found.note) == (later, "vu avec la MDPH")


def referred(desk: Desk) -> ReferralId:
    partner = new_partner()
    directory.save_partner(desk.context, partner)
    form = replace(need(outcome=Outcome.REFERRED), referral=ReferralForm(partner.id, "colis"))
    visits.register_visit(desk.context, intake(desk.context, form))
    return referrals.list_referrals(desk.context, Page())[0].id


def test_a_partners_answer_closes_the_referral(desk: Desk) -> None:
    referral = referred(desk)
    referrals.record_answer(desk.context, referral, ReferralState.APPOINTMENT, "mardi")
    assert len(referrals.list_referrals(desk.context, Page())) == 1
    referrals.record_answer(desk.context, referral, ReferralState.DONE, "colis remis")
    assert referrals.list_referrals(desk.context, Page()) == ()
    with pytest.raises(ReferralClosed):
        referrals.record_answer(desk.context, referral, ReferralState.REFUSED, "")


def test_an_interpreting_need_is_met_or_unmet_with_its_reason(desk: Desk) -> None:
    for language in ("bam", "prs"):
        form = replace(intake(desk.context), interpreting=InterpretingForm(language))
        visits.register_visit(desk.context, form)
    first, second = interpreting.list_interpreting(desk.context, Page())
    interpreting.record_met(desk.context, first.id, Understanding.UNDERSTOOD)
    interpreting.record_unmet(desk.context, second.id, UnmetReason.NO_PROVIDER)
    assert interpreting.list_interpreting(desk.context, Page()) == ()
    with pytest.raises(InterpretingClosed):
        interpreting.record_unmet(desk.context, first.id, UnmetReason.OTHER)
