"""Two files of one person become one, and the merge comes undone exactly."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.identifiers import PersonId
from mairie_quartier.domain.intake import InterpretingForm, ReferralForm
from mairie_quartier.domain.people import AccessNeed, CannotMerge, Contact, Kinship, Person
from mairie_quartier.domain.requests import Outcome
from mairie_quartier.services import directory, merging, people, search, visits
from mairie_quartier.services.listings import Page
from tests.builders import Desk, form_of, intake, need, new_partner, new_person

WORDS = ("people", "visits", "requests", "referrals", "interpreting", "members")


def everything(desk: Desk) -> dict[str, tuple[object, ...]]:
    with desk.unit() as unit:
        return {word: getattr(unit, word).matching() for word in WORDS}


def two_files(desk: Desk) -> tuple[Person, Person]:
    """Two files of the same person, each with its own visits, needs and household."""
    kept = replace(new_person(desk.context, "Traoré", "Aminata"), phone="0600000001")
    absorbed = replace(
        new_person(desk.context, "Traore", "Aminata"),
        birth=PartialDate(1987, 4, 12),
        contact=Contact.CAREFUL,
        access_needs=frozenset({AccessNeed.SEATED}),
        note="préfère le matin",
    )
    partner = new_partner()
    directory.save_partner(desk.context, partner)
    for person in (kept, absorbed):
        people.add_person(desk.context, person)
        referred = replace(need(outcome=Outcome.REFERRED), referral=ReferralForm(partner.id))
        form = intake(desk.context, need(), referred, person=form_of(person))
        visits.register_visit(desk.context, replace(form, interpreting=InterpretingForm("bam")))
        desk.clock.advance(timedelta(days=1))
    people.add_member(desk.context, absorbed.id, Kinship.CHILD, names=("Traoré", "Issa"))
    return opened(desk, kept.id), opened(desk, absorbed.id)


def opened(desk: Desk, person_id: PersonId) -> Person:
    with desk.unit() as unit:
        return unit.people.get(person_id)


def test_the_kept_file_gains_what_it_lacked_and_all_that_was_recorded(desk: Desk) -> None:
    kept, absorbed = two_files(desk)
    merging.merge_people(desk.context, kept.id, absorbed.id)
    file = people.open_person(desk.context, kept.id)
    assert file.person.birth == PartialDate(1987, 4, 12)
    assert file.person.phone == "0600000001"
    assert file.person.family_name == "Traoré"
    assert file.person.contact is Contact.CAREFUL
    assert file.person.access_needs == frozenset({AccessNeed.SEATED})
    assert len(file.requests) == 4
    assert [member.first_names for member in file.members] == ["Issa"]


def test_the_absorbed_file_opens_the_kept_one_and_is_found_no_more(desk: Desk) -> None:
    kept, absorbed = two_files(desk)
    merging.merge_people(desk.context, kept.id, absorbed.id)
    assert people.open_person(desk.context, absorbed.id).person.id == kept.id
    assert [line.id for line in search.find_people(desk.context, "traore")] == [kept.id]
    assert [line.id for line in people.list_people(desk.context, Page())] == [kept.id]


def test_undoing_gives_every_record_back_exactly(desk: Desk) -> None:
    kept, absorbed = two_files(desk)
    before = everything(desk)
    merge = merging.merge_people(desk.context, kept.id, absorbed.id)
    merging.undo_merge(desk.context, merge.id)
    assert everything(desk) == before
    found = {line.id for line in search.find_people(desk.context, "traore")}
    assert found == {kept.id, absorbed.id}


def test_what_was_done_since_stays_on_the_kept_file(desk: Desk) -> None:
    kept, absorbed = two_files(desk)
    merge = merging.merge_people(desk.context, kept.id, absorbed.id)
    changed = replace(opened(desk, kept.id), note="nouvelle note", phone="0600000009")
    people.save_person(desk.context, changed)
    visits.register_visit(desk.context, intake(desk.context, person=form_of(changed)))
    merging.undo_merge(desk.context, merge.id)
    file = people.open_person(desk.context, kept.id)
    assert (file.person.note, file.person.phone) == ("nouvelle note", "0600000009")
    assert file.person.birth is None
    assert len(file.requests) == 3


def test_a_merge_is_undone_once(desk: Desk) -> None:
    kept, absorbed = two_files(desk)
    merge = merging.merge_people(desk.context, kept.id, absorbed.id)
    assert merging.merges_of(desk.context, kept.id) == (merge,)
    merging.undo_merge(desk.context, merge.id)
    assert merging.merges_of(desk.context, kept.id) == ()
    with pytest.raises(CannotMerge):
        merging.undo_merge(desk.context, merge.id)


def test_a_file_is_not_merged_with_itself_nor_twice(desk: Desk) -> None:
    kept, absorbed = two_files(desk)
    with pytest.raises(CannotMerge):
        merging.merge_people(desk.context, kept.id, kept.id)
    merging.merge_people(desk.context, kept.id, absorbed.id)
    third = new_person(desk.context)
    people.add_person(desk.context, third)
    for pair in ((third.id, absorbed.id), (absorbed.id, third.id), (kept.id, absorbed.id)):
        with pytest.raises(CannotMerge):
            merging.merge_people(desk.context, *pair)


def test_merges_one_over_the_other_come_undone_in_their_reverse_order(desk: Desk) -> None:
    first, second = two_files(desk)
    third = new_person(desk.context, "Traorè", "Aminata")
    people.add_person(desk.context, third)
    before = everything(desk)
    below = merging.merge_people(desk.context, first.id, second.id)
    above = merging.merge_people(desk.context, third.id, first.id)
    assert people.open_person(desk.context, second.id).person.id == third.id
    with pytest.raises(CannotMerge):
        merging.undo_merge(desk.context, below.id)
    merging.undo_merge(desk.context, above.id)
    merging.undo_merge(desk.context, below.id)
    assert everything(desk) == before


def test_undoing_the_last_action_undoes_a_merge_too(desk: Desk) -> None:
    kept, absorbed = two_files(desk)
    before = everything(desk)
    merging.merge_people(desk.context, kept.id, absorbed.id)
    visits.undo_last(desk.context)
    assert everything(desk) == before
