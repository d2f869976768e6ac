"""The papers that go with a receipt: what is still missing, what is void, what is awaited."""

from dataclasses import replace
from datetime import date, time

import pytest

from mairie_quartier.domain.appointments import Appointment
from mairie_quartier.domain.identifiers import ReceiptId
from mairie_quartier.domain.papers import CopyKind, Discretion, VoidReason
from mairie_quartier.domain.people import Contact
from mairie_quartier.domain.requests import Outcome, PieceState
from mairie_quartier.domain.visitor_papers import MissingList, VoidingNotice
from mairie_quartier.services import receipts, requests, visits
from mairie_quartier.services.appointments import fix_appointment
from mairie_quartier.services.visitor_papers import PaperSet, gather_papers
from mairie_quartier.services.visits import Registered
from tests.builders import COMMUNE_DECIDES, Desk, intake, need, person_form


def ids(registered: Registered) -> tuple[ReceiptId, ...]:
    return tuple(receipt.id for receipt in registered.receipts)


def gather(desk: Desk, registered: Registered) -> PaperSet:
    return gather_papers(desk.context, ids(registered), CopyKind.ORIGINAL)


def incomplete(desk: Desk) -> Registered:
    form = intake(desk.context, need(COMMUNE_DECIDES, missing=1), person=person_form())
    return visits.register_visit(desk.context, form)


def test_a_visit_with_missing_documents_has_their_list_with_its_deadline(desk: Desk) -> None:
    registered = incomplete(desk)

    (found,) = gather(desk, registered).others

    assert isinstance(found, MissingList)
    assert found.due_on == registered.requests[0].pieces_due_on
    assert found.number == registered.receipts[0].number
    assert found.head.person == "Aminata Traoré"


def test_the_list_shortens_as_documents_come(desk: Desk) -> None:
    registered = incomplete(desk)
    key = registered.requests[0].id
    for piece in requests.open_request(desk.context, key).pieces:
        requests.change_piece(desk.context, key, piece.id, PieceState.RECEIVED)

    assert gather(desk, registered).others == ()


def test_a_voided_paper_has_its_notice_with_the_one_that_replaces_it(desk: Desk) -> None:
    registered = visits.register_visit(desk.context, intake(desk.context, person=person_form()))
    new = receipts.correct_receipt(desk.context, registered.receipts[0].id)

    (notice,) = gather(desk, registered).others

    assert isinstance(notice, VoidingNotice)
    assert notice.number == registered.receipts[0].number
    assert notice.replaced_by == new.number
    assert notice.voided_on == desk.context.clock.today()


def test_a_paper_that_replaces_another_comes_with_the_notice(desk: Desk) -> None:
    registered = visits.register_visit(desk.context, intake(desk.context, person=person_form()))
    new = receipts.correct_receipt(desk.context, registered.receipts[0].id)

    found = gather_papers(desk.context, (new.id,), CopyKind.ORIGINAL)

    assert [copy.copy for copy in found.copies] == [CopyKind.ORIGINAL]
    assert [each.number for each in found.others] == [registered.receipts[0].number]


def test_a_visit_undone_for_good_lists_nothing_to_bring(desk: Desk) -> None:
    registered = incomplete(desk)
    receipts.void_receipt(desk.context, registered.receipts[0].id, VoidReason.MISTAKE)

    assert [type(each) for each in gather(desk, registered).others] == [VoidingNotice]


def test_an_appointment_waits_for_its_day(desk: Desk) -> None:
    form = intake(desk.context, need(outcome=Outcome.APPOINTMENT), person=person_form())
    registered = visits.register_visit(desk.context, form)

    (awaited,) = gather(desk, registered).appointments
    assert awaited.reminder() is None
    planned = Appointment(date(2026, 3, 12), time(14, 30))
    fix_appointment(desk.context, registered.requests[0].id, planned)
    (found,) = gather(desk, registered).appointments
    reminder = found.reminder()

    assert reminder is not None
    assert (reminder.on, reminder.at) == (planned.on, planned.at)
    assert reminder.about == registered.requests[0].label
    assert reminder.where.name == desk.context.office.name
    assert reminder.number == registered.receipts[0].number


@pytest.mark.parametrize(
    ("place", "name", "address"),
    [("", "office", True), ("office", "office", True), ("2, rue du Port", "", False)],
)
def test_a_place_of_ours_is_printed_whole(
    desk: Desk, place: str, name: str, *, address: bool
) -> None:
    ours = desk.context.office
    form = intake(desk.context, need(outcome=Outcome.APPOINTMENT), person=person_form())
    registered = visits.register_visit(desk.context, form)
    typed = place.replace("office", ours.name)
    planned = Appointment(date(2026, 3, 12), None, typed)
    fix_appointment(desk.context, registered.requests[0].id, planned)

    (found,) = gather(desk, registered).appointments
    where = found.where(typed)

    assert where.name == name.replace("office", ours.name)
    assert where.address == (ours.address if address else typed)


def test_papers_are_in_the_language_of_exchange_or_the_second_one(desk: Desk) -> None:
    dari = replace(intake(desk.context, person=person_form()), language="prs")
    bambara = replace(person_form("Diarra"), second_language="lin")
    other = replace(intake(desk.context, person=bambara), language="bam")

    first = gather(desk, visits.register_visit(desk.context, dari))
    second = gather(desk, visits.register_visit(desk.context, other))

    assert (first.language, first.spoken) == ("prs", "prs")
    assert (second.language, second.spoken) == ("lin", "bam")


def test_careful_contact_asks_for_discreet_papers(desk: Desk) -> None:
    careful = replace(person_form(), contact=Contact.CAREFUL)
    registered = visits.register_visit(desk.context, intake(desk.context, person=careful))
    ordinary = visits.register_visit(desk.context, intake(desk.context, person=person_form("Ba")))

    assert gather(desk, registered).discretion is Discretion.DISCREET
    assert gather(desk, ordinary).discretion is Discretion.OPEN
