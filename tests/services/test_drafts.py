"""Every field is on disk as soon as it is left, and a draft is its agent's own."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mairie_quartier.domain.identifiers import new_id
from mairie_quartier.domain.intake import IntakeForm, InterpretingForm, MemberForm
from mairie_quartier.domain.people import AccessNeed, Contact, Kinship
from mairie_quartier.services import agents, drafts, sessions, visits
from mairie_quartier.services.ports import NotFound
from tests.builders import COMMUNE_DECIDES, Desk, intake, need, new_agent, person_form


def full_form(desk: Desk) -> IntakeForm:
    person = replace(
        person_form("O’Brien-Łukasiewicz", "Zoë"),
        other_script_name="Олена",
        access_needs=frozenset({AccessNeed.SEATED, AccessNeed.QUIET_PLACE}),
        contact=Contact.CAREFUL,
    )
    second = need(COMMUNE_DECIDES, missing=1, note="« note »\n2")
    form = intake(desk.context, need(), second, person=person)
    return replace(
        form,
        members=(MemberForm(new_id(), Kinship.CHILD, "Łukasiewicz", "Iga"),),
        interpreting=InterpretingForm("ukr"),
        language="ukr",
        note="à rappeler",
    )


def test_a_draft_comes_back_as_it_was_left_after_a_restart(desk: Desk) -> None:
    form = full_form(desk)
    drafts.keep_draft(desk.context, form)
    desk.reopen()
    assert drafts.resume_draft(desk.context, form.draft_id) == form


def test_the_last_field_wins(desk: Desk) -> None:
    form = full_form(desk)
    drafts.keep_draft(desk.context, form)
    drafts.keep_draft(desk.context, replace(form, note=""))
    assert drafts.resume_draft(desk.context, form.draft_id).note == ""
    assert len(drafts.list_drafts(desk.context)) == 1


def test_several_drafts_are_open_latest_first(desk: Desk) -> None:
    for name in ("Un", "Deux"):
        desk.clock.advance(timedelta(seconds=1))
        drafts.keep_draft(desk.context, intake(desk.context, person=person_form(name)))
    assert [line.title for line in drafts.list_drafts(desk.context)] == [
        "Aminata Deux",
        "Aminata Un",
    ]


def test_a_colleagues_draft_is_neither_seen_nor_dropped(desk: Desk) -> None:
    form = full_form(desk)
    drafts.keep_draft(desk.context, form)
    agent = new_agent(desk.context)
    agents.add_agent(desk.context, desk.door, agent, "Autre-Cheval-34!")
    other = sessions.start_session(desk.entrance, agent.id)
    assert drafts.list_drafts(other) == ()
    with pytest.raises(NotFound):
        drafts.resume_draft(other, form.draft_id)
    drafts.drop_draft(other, form.draft_id)
    assert drafts.resume_draft(desk.context, form.draft_id) == form


def test_a_dropped_draft_is_gone(desk: Desk) -> None:
    form = full_form(desk)
    drafts.keep_draft(desk.context, form)
    drafts.drop_draft(desk.context, form.draft_id)
    with pytest.raises(NotFound):
        drafts.resume_draft(desk.context, form.draft_id)


def test_a_field_left_late_does_not_revive_a_registered_visit(desk: Desk) -> None:
    form = intake(desk.context)
    visits.register_visit(desk.context, form)
    drafts.keep_draft(desk.context, form)
    assert drafts.list_drafts(desk.context) == ()
