"""The timeline of a person, the copies of papers, and how pieces move the clock."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from mairie_quartier.domain.identifiers import PersonId, ReceiptId
from mairie_quartier.domain.papers import CopyKind, VoidReason
from mairie_quartier.domain.requests import PieceState, RequestStatus
from mairie_quartier.services import merging, papers, people, receipts, requests, visits
from mairie_quartier.services.listings import Page
from mairie_quartier.services.timeline import read_timeline
from mairie_quartier.services.visitor_papers import gather_papers
from tests.builders import COMMUNE_DECIDES, Desk, fresh_desk, intake, need, new_person, person_form


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return fresh_desk(tmp_path / "desk")


def register(desk: Desk, **names: str) -> visits.Registered:
    form = intake(desk.context, need(missing=1), need(COMMUNE_DECIDES), person=person_form(**names))
    return visits.register_visit(desk.context, form)


def known(registered: visits.Registered) -> PersonId:
    assert registered.person is not None
    return registered.person.id


def test_timeline_gives_each_visit_with_what_came_of_it(desk: Desk) -> None:
    registered = register(desk)

    (visit,) = read_timeline(desk.context, known(registered), Page())

    assert [each.id for each in visit.requests] == [each.id for each in registered.requests]
    assert {each.number for each in visit.papers} == {r.number for r in registered.receipts}
    assert not any(each.voided for each in visit.papers)
    assert visit.agent == "Awa Diop"


def test_timeline_goes_on_page_by_page(desk: Desk) -> None:
    person = new_person(desk.context)
    people.add_person(desk.context, person)
    for _ in range(3):
        anonymous = visits.register_visit(desk.context, intake(desk.context))
        visits.name_visit(desk.context, anonymous.visit.id, person.id)

    first = read_timeline(desk.context, person.id, Page(size=2))
    rest = read_timeline(desk.context, person.id, Page(str(first[-1].id), size=2))

    assert [len(first), len(rest)] == [2, 1]
    assert len({each.id for each in (*first, *rest)}) == 3
    assert all(each.papers for each in rest), "papers follow the visit, named later or not"


def test_papers_follow_a_merge_and_its_undoing(desk: Desk) -> None:
    kept, absorbed = register(desk), register(desk, family_name="Traore")

    merge = merging.merge_people(desk.context, known(kept), known(absorbed))
    together = read_timeline(desk.context, known(kept), Page())
    merging.undo_merge(desk.context, merge.id)

    assert len(together) == 2
    assert all(visit.papers for visit in together)
    assert len(read_timeline(desk.context, known(kept), Page())) == 1


def test_merge_preview_counts_and_changes_nothing(desk: Desk) -> None:
    kept, absorbed = register(desk), register(desk, family_name="Traore")

    preview = merging.preview_merge(desk.context, known(kept), known(absorbed))

    assert (preview.visits, preview.requests, preview.referrals) == (1, 2, 0)
    assert preview.result.family_name == "Traoré"
    assert len(read_timeline(desk.context, known(kept), Page())) == 1


def copy_of(desk: Desk, key: ReceiptId, wanted: CopyKind = CopyKind.ORIGINAL) -> CopyKind:
    (paper,) = gather_papers(desk.context, (key,), wanted).copies
    return paper.copy


def test_first_print_is_the_original_and_any_later_one_a_duplicate(desk: Desk) -> None:
    key = register(desk).receipts[0].id

    before = [copy_of(desk, key), copy_of(desk, key)]
    papers.note_printed(desk.context, (key,))

    assert before == [CopyKind.ORIGINAL, CopyKind.ORIGINAL], "looking is not printing"
    assert copy_of(desk, key) is CopyKind.DUPLICATE


def test_paper_of_another_day_is_a_duplicate(desk: Desk) -> None:
    key = register(desk).receipts[0].id
    desk.clock.advance(timedelta(days=1))

    assert copy_of(desk, key) is CopyKind.DUPLICATE


def test_voided_paper_is_never_drawn_as_valid(desk: Desk) -> None:
    key = register(desk).receipts[0].id
    receipts.void_receipt(desk.context, key, VoidReason.MISTAKE)

    assert copy_of(desk, key) is CopyKind.VOIDED


def test_piece_toggled_by_mistake_goes_back_to_missing(desk: Desk) -> None:
    request = register(desk).requests[0]
    file = requests.open_request(desk.context, request.id)
    missing = next(piece for piece in file.pieces if piece.state is PieceState.MISSING)

    requests.receive_pieces(desk.context, request.id, (missing.id,))
    received = requests.open_request(desk.context, request.id).request
    requests.change_piece(desk.context, request.id, missing.id, PieceState.MISSING)
    back = requests.open_request(desk.context, request.id).request

    assert received.status is RequestStatus.AWAITING_DECISION
    assert back.status is RequestStatus.AWAITING_PIECES
    assert back.pieces_due_on == request.pieces_due_on


def test_late_piece_suspends_the_clock_of_a_rejection_and_does_not_restart_it(desk: Desk) -> None:
    request = register(desk).requests[0]
    file = requests.open_request(desk.context, request.id)
    missing = next(piece for piece in file.pieces if piece.state is PieceState.MISSING)
    assert request.received_on == date(2026, 3, 2)

    desk.clock.advance(timedelta(days=5))
    requests.receive_pieces(desk.context, request.id, (missing.id,))
    after = requests.open_request(desk.context, request.id).request

    assert after.decision_due_on == date(2026, 7, 7), "four months and five days of suspension"
    due = desk.unit()
    with due as unit:
        kinds = unit.listings.due(desk.context.office.id, date(2027, 1, 1), Page())
    assert [line.kind for line in kinds if line.request_id == request.id] == ["decision"]
