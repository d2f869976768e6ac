"""A visit is saved whole, with its papers, or not at all; an anonymous one gets a name later."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from mairie_quartier.domain.catalogue import DemarcheCode
from mairie_quartier.domain.identifiers import new_id
from mairie_quartier.domain.intake import (
    InterpretingForm,
    MemberForm,
    NeedForm,
    NeedWithoutOutcome,
    NeedWithoutPartner,
    NeedWithoutReason,
    ReferralForm,
)
from mairie_quartier.domain.interpreting import Interpreter, MinorInterpreter, Urgency
from mairie_quartier.domain.people import Kinship
from mairie_quartier.domain.referrals import Agreement, Delivery, NoAgreement
from mairie_quartier.domain.requests import (
    NotHelpedReason,
    NothingRecorded,
    Outcome,
    RequestStatus,
)
from mairie_quartier.services import (
    desk as desks,
)
from mairie_quartier.services import (
    directory,
    drafts,
    interpreting,
    merging,
    people,
    referrals,
    requests,
    visits,
)
from mairie_quartier.services.listings import Page
from mairie_quartier.services.ports import NotFound, NothingToUndo
from tests.builders import (
    COMMUNE_DECIDES,
    Desk,
    form_of,
    intake,
    need,
    new_partner,
    new_person,
    person_form,
)


def test_an_anonymous_visit_with_one_need_is_enough(desk: Desk) -> None:
    registered = visits.register_visit(
        desk.context, intake(desk.context, need(outcome=Outcome.INFORMED))
    )
    assert registered.person is None
    assert registered.visit.anonymous
    (line,) = desks.look_at_desk(desk.context).visits
    assert (line.id, line.family_name, line.receipts) == (
        registered.visit.id,
        "",
        tuple(paper.number for paper in registered.receipts),
    )


def test_a_named_visit_with_three_needs_is_whole(desk: Desk) -> None:
    registered = visits.register_visit(
        desk.context,
        intake(
            desk.context,
            need(COMMUNE_DECIDES),
            need(missing=1),
            need(DemarcheCode("aide-alimentaire"), Outcome.INFORMED),
            person=person_form(),
        ),
    )
    assert registered.person is not None
    file = people.open_person(desk.context, registered.person.id)
    assert {line.id for line in file.requests} == {each.id for each in registered.requests}
    statuses = [request.status for request in registered.requests]
    assert statuses == [
        RequestStatus.AWAITING_DECISION,
        RequestStatus.AWAITING_PIECES,
        RequestStatus.CLOSED,
    ]
    assert registered.not_issued == ()
    assert {paper.kind for paper in registered.receipts} == {"acknowledgement", "deposit_receipt"}
    assert len({paper.number for paper in registered.receipts}) == len(registered.receipts)
    assert registered.changed >= {"person", "visit", "request", "piece", "receipt"}


def test_a_missing_piece_that_a_text_requires_has_a_deadline(desk: Desk) -> None:
    registered = visits.register_visit(desk.context, intake(desk.context, need(missing=1)))
    assert registered.requests[0].pieces_due_on == desk.clock.today() + timedelta(days=14)


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (need(outcome=None), NeedWithoutOutcome),
        (need(outcome=Outcome.NOT_HELPED), NeedWithoutReason),
        (need(outcome=Outcome.REFERRED), NeedWithoutPartner),
    ],
)
def test_an_unfinished_form_is_refused_and_its_draft_stays(
    desk: Desk, wrong: NeedForm, fault: type[Exception]
) -> None:
    form = replace(intake(desk.context), needs=(need(), wrong))
    drafts.keep_draft(desk.context, form)
    with pytest.raises(fault):
        visits.register_visit(desk.context, form)
    assert desks.look_at_desk(desk.context).visits == ()
    assert drafts.resume_draft(desk.context, form.draft_id) == form


def test_a_form_without_need_is_refused(desk: Desk) -> None:
    with pytest.raises(NothingRecorded):
        visits.register_visit(desk.context, replace(intake(desk.context), needs=()))


def test_a_reason_is_kept_when_nobody_could_help(desk: Desk) -> None:
    sorry = replace(need(outcome=Outcome.NOT_HELPED), reason=NotHelpedReason.NO_PLACE)
    registered = visits.register_visit(desk.context, intake(desk.context, sorry))
    assert registered.requests[0].reason is NotHelpedReason.NO_PLACE


def test_the_draft_goes_with_the_registration(desk: Desk) -> None:
    form = intake(desk.context)
    drafts.keep_draft(desk.context, form)
    visits.register_visit(desk.context, form)
    assert drafts.list_drafts(desk.context) == ()


def test_the_same_form_twice_is_one_visit(desk: Desk) -> None:
    form = intake(desk.context, need(), need(COMMUNE_DECIDES), person=person_form())
    first = visits.register_visit(desk.context, form)
    second = visits.register_visit(desk.context, form)
    assert second.visit == first.visit
    assert second.person == first.person
    assert {each.number for each in second.receipts} == {each.number for each in first.receipts}
    assert len(desks.look_at_desk(desk.context).visits) == 1


def test_a_known_person_is_changed_not_doubled(desk: Desk) -> None:
    person = new_person(desk.context)
    people.add_person(desk.context, person)
    desk.clock.advance(timedelta(days=40))
    moved = replace(form_of(person), phone="0600000002")
    registered = visits.register_visit(desk.context, intake(desk.context, person=moved))
    assert registered.person == replace(
        person, phone="0600000002", last_contact_on=desk.clock.today()
    )
    assert len(people.list_people(desk.context, Page())) == 1


def test_a_visit_for_a_file_merged_away_goes_to_the_file_that_replaced_it(desk: Desk) -> None:
    kept, absorbed = new_person(desk.context), new_person(desk.context)
    people.add_person(desk.context, kept)
    people.add_person(desk.context, absorbed)
    merging.merge_people(desk.context, kept.id, absorbed.id)
    registered = visits.register_visit(desk.context, intake(desk.context, person=form_of(absorbed)))
    assert registered.visit.person_id == kept.id


def test_an_anonymous_visit_gets_its_name_without_retyping(desk: Desk) -> None:
    partner = new_partner()
    directory.save_partner(desk.context, partner)
    referred = replace(need(outcome=Outcome.REFERRED), referral=ReferralForm(partner.id))
    form = replace(intake(desk.context, need(), referred), interpreting=InterpretingForm("bam"))
    registered = visits.register_visit(desk.context, form)
    person = new_person(desk.context)
    people.add_person(desk.context, person)
    desk.clock.advance(timedelta(hours=1))
    named = visits.name_visit(desk.context, registered.visit.id, person.id)
    assert named.person_id == person.id
    assert len(people.open_person(desk.context, person.id).requests) == 2
    assert referrals.list_referrals(desk.context, Page())[0].person_id == person.id
    assert interpreting.list_interpreting(desk.context, Page())[0].person_id == person.id
    file = requests.open_request(desk.context, registered.requests[0].id)
    assert file.receipts[0].person_id is None, "the paper was issued to nobody"


def test_naming_a_visit_that_is_not_there_writes_nothing(desk: Desk) -> None:
    registered = visits.register_visit(desk.context, intake(desk.context))
    nobody = new_person(desk.context).id
    with pytest.raises(NotFound):
        visits.name_visit(desk.context, registered.visit.id, nobody)
    assert desks.look_at_desk(desk.context).visits[0].person_id is None


def test_the_household_is_entered_once(desk: Desk) -> None:
    child = MemberForm(new_id(), Kinship.CHILD, "Traoré", "Issa")
    form = replace(intake(desk.context, person=person_form()), members=(child,))
    registered = visits.register_visit(desk.context, form)
    assert registered.person is not None
    again = replace(
        intake(desk.context, person=form_of(registered.person)),
        members=(replace(child, first_names="Issa Moussa"),),
    )
    visits.register_visit(desk.context, again)
    members = people.open_person(desk.context, registered.person.id).members
    assert [(each.id, each.first_names) for each in members] == [(child.id, "Issa Moussa")]


def test_an_interpreting_need_and_a_referral_come_with_the_visit(desk: Desk) -> None:
    partner = new_partner()
    directory.save_partner(desk.context, partner)
    referral = ReferralForm(partner.id, "colis", Agreement.GIVEN, Delivery.DIRECT)
    form = replace(
        intake(desk.context, replace(need(outcome=Outcome.REFERRED), referral=referral)),
        interpreting=InterpretingForm("prs", urgency=Urgency.NOW),
    )
    visits.register_visit(desk.context, form)
    overview = desks.look_at_desk(desk.context)
    assert (overview.counters.open_referrals, overview.counters.open_interpreting) == (1, 1)
    assert [line.label for line in overview.due] == ["prs"]


def test_a_child_may_not_interpret_and_nothing_is_written(desk: Desk) -> None:
    child = InterpretingForm("prs", interpreter=Interpreter.MINOR)
    with pytest.raises(MinorInterpreter):
        visits.register_visit(desk.context, replace(intake(desk.context), interpreting=child))
    assert desks.look_at_desk(desk.context).visits == ()


def test_a_slip_is_not_sent_without_agreement(desk: Desk) -> None:
    partner = new_partner()
    directory.save_partner(desk.context, partner)
    referral = ReferralForm(partner.id, delivery=Delivery.DIRECT)
    form = intake(desk.context, replace(need(outcome=Outcome.REFERRED), referral=referral))
    with pytest.raises(NoAgreement):
        visits.register_visit(desk.context, form)


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=365)])
def test_a_clock_set_back_is_flagged_and_numbers_stay_unique(desk: Desk, back: timedelta) -> None:
    first = visits.register_visit(desk.context, intake(desk.context))
    desk.clock.advance(-back)
    second = visits.register_visit(desk.context, intake(desk.context))
    assert not first.visit.clock_doubtful
    assert second.visit.clock_doubtful
    assert desks.look_at_desk(desk.context).clock_doubtful
    assert first.receipts[0].number != second.receipts[0].number


def test_a_clock_set_back_is_flagged_after_the_program_starts_again(desk: Desk) -> None:
    visits.register_visit(desk.context, intake(desk.context))
    desk.clock.advance(timedelta(days=-2))
    desk.reopen()
    assert visits.register_visit(desk.context, intake(desk.context)).visit.clock_doubtful


def test_a_clock_corrected_by_a_minute_is_not_flagged(desk: Desk) -> None:
    visits.register_visit(desk.context, intake(desk.context))
    desk.clock.advance(timedelta(minutes=-1))
    assert not visits.register_visit(desk.context, intake(desk.context)).visit.clock_doubtful


@pytest.mark.parametrize("year", [1970, 2150])
def test_a_mad_clock_stops_nothing(desk: Desk, year: int) -> None:
    first = visits.register_visit(desk.context, intake(desk.context))
    desk.clock.at = datetime(year, 1, 1, 8, tzinfo=UTC)
    numbers = [
        visits.register_visit(desk.context, intake(desk.context)).receipts[0].number
        for _ in range(3)
    ]
    desk.clock.at = datetime(2026, 3, 2, 10, tzinfo=UTC)
    last = visits.register_visit(desk.context, intake(desk.context)).receipts[0].number
    assert len({first.receipts[0].number, *numbers, last}) == 5
    assert desks.look_at_desk(desk.context).counters.visits_today == 2


def test_the_day_of_a_visit_is_that_of_the_office_not_of_greenwich(desk: Desk) -> None:
    desk.clock.at = datetime(2026, 7, 14, 22, 30, tzinfo=UTC)
    registered = visits.register_visit(desk.context, intake(desk.context))
    assert registered.visit.opened_on == date(2026, 7, 15)


def test_undoing_a_visit_voids_its_papers_and_leaves_no_row(desk: Desk) -> None:
    registered = visits.register_visit(
        desk.context, intake(desk.context, need(), need(missing=1), person=person_form())
    )
    visits.undo_last(desk.context)
    assert desks.look_at_desk(desk.context).visits == ()
    assert people.list_people(desk.context, Page()) == ()
    with desk.unit() as unit:
        assert unit.requests.matching() == ()
        assert unit.pieces.matching() == ()
        assert {each.id for each in unit.voidings.matching()} == {
            each.id for each in registered.receipts
        }
    with pytest.raises(NothingToUndo):
        visits.undo_last(desk.context)


def test_a_number_of_an_undone_visit_is_never_used_again(desk: Desk) -> None:
    first = visits.register_visit(desk.context, intake(desk.context))
    visits.undo_last(desk.context)
    second = visits.register_visit(desk.context, intake(desk.context))
    assert first.receipts[0].number != second.receipts[0].number


def test_interpreting_need_says_the_language_of_the_person(desk: Desk) -> None:
    form = replace(
        intake(desk.context, need(), person=person_form()),
        interpreting=InterpretingForm(language="bam"),
    )

    registered = visits.register_visit(desk.context, form)

    assert registered.visit.language == "bam"
    assert registered.person is not None
    assert registered.person.language == "bam"
