"""Office papers composed from the records: what goes out, to whom, and what is written down."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.day_sheet_content import Matter
from mairie_quartier.domain.identifiers import InterpretingId, ReferralId
from mairie_quartier.domain.intake import InterpretingForm, PersonForm, ReferralForm
from mairie_quartier.domain.interpreter_content import Booking
from mairie_quartier.domain.interpreting import InterpretingState, Urgency, Way
from mairie_quartier.domain.papers import Discretion
from mairie_quartier.domain.people import Contact
from mairie_quartier.domain.permissions import NotAllowed
from mairie_quartier.domain.referral_content import Reach, urgency_of
from mairie_quartier.domain.referrals import Agreement, Delivery, NoAgreement
from mairie_quartier.domain.requests import Outcome
from mairie_quartier.services.day_sheet import compose_day_sheet, note_day_sheet_sent
from mairie_quartier.services.directory import save_partner
from mairie_quartier.services.listings import Page
from mairie_quartier.services.office_papers import (
    compose_order,
    compose_referral,
    note_order_sent,
    note_referral_sent,
)
from mairie_quartier.services.search import find_anything
from mairie_quartier.services.visits import Registered, register_visit
from tests.builders import Desk, intake, need, new_partner, person_form

GIVEN = Agreement.GIVEN


def refer(
    desk: Desk,
    agreement: Agreement = GIVEN,
    delivery: Delivery = Delivery.BY_PERSON,
    person: PersonForm | None = None,
) -> ReferralId:
    """Save a visit whose need is referred."""
    partner = replace(new_partner("Promofemmes"), phone="05 36 49 10 01")
    save_partner(desk.context, partner)
    referral = ReferralForm(partner.id, "Cours du soir", agreement, delivery)
    wanted = replace(need(outcome=Outcome.REFERRED), referral=referral)
    register_visit(desk.context, intake(desk.context, wanted, person=person or person_form()))
    with desk.context.open() as unit:
        (line,) = unit.listings.referrals(desk.context.office.id, Page())
    return line.id


def interpret(
    desk: Desk, form: InterpretingForm | None = None, person: PersonForm | None = None
) -> tuple[Registered, InterpretingId]:
    """Save a visit with an interpreting need."""
    asked = form or InterpretingForm("prs")
    visit = replace(intake(desk.context, need(), person=person), interpreting=asked)
    registered = register_visit(desk.context, visit)
    with desk.context.open() as unit:
        (line,) = unit.listings.interpreting(desk.context.office.id, Page())
    return registered, line.id


@pytest.fixture
def phoned() -> PersonForm:
    return replace(person_form(), phone="06 39 98 00 01")


def test_agreement_gives_the_partner_the_telephone(desk: Desk, phoned: PersonForm) -> None:
    content = compose_referral(desk.context, refer(desk, person=phoned))

    assert content.agreed
    assert (content.person.reach, content.person.phone) == (Reach.DIRECT, "06 39 98 00 01")
    assert content.agreement.given_on == desk.clock.today()


@pytest.mark.parametrize("agreement", [Agreement.NOT_ASKED, Agreement.REFUSED])
def test_no_agreement_leaves_the_telephone_out_and_the_form_with_the_person(
    desk: Desk, agreement: Agreement, phoned: PersonForm
) -> None:
    content = compose_referral(desk.context, refer(desk, agreement, person=phoned))

    assert content.delivery is Delivery.BY_PERSON
    assert (content.person.reach, content.person.phone) == (Reach.BY_PERSON, "")


def test_direct_sending_without_agreement_is_refused(desk: Desk) -> None:
    with pytest.raises(NoAgreement):
        refer(desk, Agreement.NOT_ASKED, Delivery.DIRECT)


def test_careful_contact_is_reached_through_the_office_and_its_copy_is_discreet(
    desk: Desk, phoned: PersonForm
) -> None:
    careful = replace(phoned, contact=Contact.CAREFUL)

    content = compose_referral(desk.context, refer(desk, person=careful))

    assert (content.person.reach, content.person.phone) == (Reach.BY_OFFICE, "")
    assert content.discretion is Discretion.DISCREET


def test_form_keeps_the_day_an_administration_first_had_the_request(desk: Desk) -> None:
    received_on = desk.clock.today()
    referral_id = refer(desk)
    desk.clock.advance(timedelta(days=5))

    content = compose_referral(desk.context, referral_id)

    assert content.request.first_received_on == received_on
    assert content.request.receipt_number


@pytest.mark.parametrize(
    ("days", "urgency"),
    [(0, Urgency.NOW), (3, Urgency.NOW), (7, Urgency.WEEK), (14, Urgency.NORMAL)],
)
def test_urgency_follows_the_delay_left_to_the_partner(
    desk: Desk, days: int, urgency: Urgency
) -> None:
    today = desk.clock.today()

    assert urgency_of(today, today + timedelta(days=days)) is urgency


def test_slip_that_comes_back_opens_its_request(desk: Desk) -> None:
    content = compose_referral(desk.context, refer(desk))

    found = find_anything(desk.context, content.reference.lower().replace("-", ""))

    assert found.number == content.reference
    assert [request.label for request in found.requests] == [content.request.label]


def test_unknown_reference_is_told_as_such(desk: Desk) -> None:
    content = compose_referral(desk.context, refer(desk))
    elsewhere = content.reference

    with desk.context.open() as unit:
        unit.referrals.remove(unit.referrals.matching()[0])
        unit.commit()

    assert find_anything(desk.context, elsewhere).requests == ()


def test_order_names_nobody(desk: Desk) -> None:
    _registered, need_id = interpret(desk, person=person_form())

    order = compose_order(desk.context, need_id)

    assert order.initials == "A. T."
    assert "Traor" not in repr(order)


def test_order_of_an_interpreter_on_site_says_the_office(desk: Desk) -> None:
    _registered, need_id = interpret(desk, InterpretingForm("prs", way=Way.ON_SITE))

    assert compose_order(desk.context, need_id).booking.place == desk.context.office.address


def test_order_of_a_careful_contact_keeps_the_subject_quiet(desk: Desk) -> None:
    careful = replace(person_form(), contact=Contact.CAREFUL)
    _registered, need_id = interpret(desk, person=careful)

    assert compose_order(desk.context, need_id).subjects == ()


def test_order_that_went_out_makes_the_provider_asked(desk: Desk) -> None:
    _registered, need_id = interpret(desk)

    changed = note_order_sent(desk.context, need_id, Booking(provider="MANA"))

    with desk.context.open() as unit:
        need_kept = unit.interpreting.get(need_id)
    assert (need_kept.state, need_kept.provider) == (InterpretingState.REQUESTED, "MANA")
    assert "interpreting" in changed


def test_order_sent_again_changes_nothing_but_the_trail(desk: Desk) -> None:
    _registered, need_id = interpret(desk)
    note_order_sent(desk.context, need_id, Booking(provider="MANA"))

    note_order_sent(desk.context, need_id)

    with desk.context.open() as unit:
        assert unit.interpreting.get(need_id).provider == "MANA"


def test_looking_and_printing_are_written_down(desk: Desk) -> None:
    referral_id = refer(desk)

    compose_referral(desk.context, referral_id)
    note_referral_sent(desk.context, referral_id)

    with desk.context.open() as unit:
        assert unit.listings.was_noted(AuditAct.OPENED, referral_id)
        assert unit.listings.was_noted(AuditAct.PRINTED, referral_id)


def test_day_sheet_tells_the_visits_and_the_interpreters_to_find(desk: Desk) -> None:
    interpret(desk, InterpretingForm("prs", urgency=Urgency.NOW), person=person_form())

    sheet = compose_day_sheet(desk.context)

    assert [visit.who for visit in sheet.visits] == ["Traoré Aminata"]
    assert [(line.kind, line.subject) for line in sheet.matters] == [(Matter.INTERPRETER, "dari")]


def test_day_sheet_tells_each_interpreter_to_find_once(desk: Desk) -> None:
    interpret(desk, InterpretingForm("prs", urgency=Urgency.WEEK))

    assert len(compose_day_sheet(desk.context).matters) == 1


def test_day_sheet_that_went_out_is_written_down(desk: Desk) -> None:
    note_day_sheet_sent(desk.context)

    with desk.context.open() as unit:
        assert unit.listings.was_noted(AuditAct.PRINTED, desk.context.office.id)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.ANALYST, Role.DPO])
def test_roles_without_people_get_no_office_paper(desk: Desk, role: Role) -> None:
    referral_id = refer(desk)
    context = desk.as_roles(role)

    with pytest.raises(NotAllowed):
        compose_referral(context, referral_id)
    with pytest.raises(NotAllowed):
        compose_day_sheet(context)
    with pytest.raises(NotAllowed):
        note_referral_sent(context, referral_id)
