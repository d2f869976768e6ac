"""A request is followed: pieces, deadline, closing, and its referral and interpreter."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mairie_quartier.domain.identifiers import ReferralId
from mairie_quartier.domain.intake import InterpretingForm, ReferralForm
from mairie_quartier.domain.interpreting import InterpretingClosed, Understanding, UnmetReason
from mairie_quartier.domain.referrals import ReferralClosed, ReferralState
from mairie_quartier.domain.requests import Outcome, PieceState, RequestClosed, RequestStatus
from mairie_quartier.services import directory, interpreting, referrals, requests, visits
from mairie_quartier.services.listings import Page
from mairie_quartier.services.visits import Registered
from tests.builders import Desk, intake, need, new_partner, person_form


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
