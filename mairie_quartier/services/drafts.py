"""Keep unfinished visits: each field is on disk as soon as it is left."""

from dataclasses import replace

from mairie_quartier.domain.catalogue import DemarcheCode
from mairie_quartier.domain.frozen_json import read_json, write_json
from mairie_quartier.domain.identifiers import DraftId, RequestId, VisitId, new_id
from mairie_quartier.domain.intake import IntakeForm, NeedForm
from mairie_quartier.domain.permissions import Act
from mairie_quartier.services.context import Context
from mairie_quartier.services.listings import DraftLine
from mairie_quartier.services.ports import Draft, NotFound


def start_visit(context: Context) -> IntakeForm:
    """Give an empty form; nothing is kept until something is entered."""
    context.require(Act.RECORD_VISIT)
    return IntakeForm(
        draft_id=DraftId(new_id()), visit_id=VisitId(new_id()), opened_at=context.clock.now()
    )


def start_visit_for(context: Context, demarche: DemarcheCode) -> IntakeForm:
    """Start a visit with its first need, and keep it.

    Raises:
        DemarcheUnknown: the catalogue does not offer it any more.
    """
    context.require(Act.RECORD_VISIT)
    known = context.catalogue().get(demarche)
    need = NeedForm(id=RequestId(new_id()), demarche=known.code)
    form = replace(start_visit(context), needs=(need,))
    keep_draft(context, form)
    return form


def keep_draft(context: Context, form: IntakeForm) -> None:
    """Keep the form as it stands; one registered meanwhile is a draft no more."""
    context.require(Act.RECORD_VISIT)
    with context.open() as unit:
        if unit.visits.find(form.visit_id) is not None:
            return
        unit.drafts.put(
            Draft(
                id=form.draft_id,
                agent_id=context.agent.id,
                saved_at=context.clock.now(),
                title=draft_title(form),
                needs=len(form.needs),
                body=write_json(form),
            )
        )
        unit.commit()


def resume_draft(context: Context, draft_id: DraftId) -> IntakeForm:
    """Give back a form as it was left; another agent's draft is not found."""
    context.require(Act.RECORD_VISIT)
    with context.open() as unit:
        draft = unit.drafts.find(draft_id)
    if draft is None or draft.agent_id != context.agent.id:
        raise NotFound("draft", draft_id)
    return read_json(IntakeForm, draft.body)


def drop_draft(context: Context, draft_id: DraftId) -> None:
    """Forget a draft of one's own; nothing happens when there is none."""
    context.require(Act.RECORD_VISIT)
    with context.open() as unit:
        draft = unit.drafts.find(draft_id)
        if draft is not None and draft.agent_id == context.agent.id:
            unit.drafts.drop(draft_id)
            unit.commit()


def list_drafts(context: Context) -> tuple[DraftLine, ...]:
    """Give the agent's drafts, latest first."""
    context.require(Act.RECORD_VISIT)
    with context.open() as unit:
        found = unit.drafts.of(context.agent.id)
    return tuple(DraftLine(draft.id, draft.saved_at, draft.title, draft.needs) for draft in found)


def draft_title(form: IntakeForm) -> str:
    """Name the draft by the person as far as typed; empty when anonymous."""
    if form.person is None:
        return ""
    return " ".join(part for part in (form.person.first_names, form.person.family_name) if part)
