"""Invent unfinished visits of the guest, left a moment ago."""

from collections.abc import Iterator
from datetime import UTC, timedelta

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.frozen_json import write_json
from mairie_quartier.domain.identifiers import DraftId, RequestId, VisitId
from mairie_quartier.domain.intake import IntakeForm, NeedForm, PersonForm
from mairie_quartier.domain.requests import Channel, Outcome
from mairie_quartier.services.drafts import draft_title
from mairie_quartier.services.invention.dice import Dice
from mairie_quartier.services.invention.scene import Stage
from mairie_quartier.services.ports import Draft

PEOPLE = (
    PersonForm(
        family_name="Kovalenko",
        first_names="Olena",
        other_script_name="Олена Коваленко",
        birth=PartialDate(1989, 6),
        birth_typed="06/1989",
        phone="06 39 98 41 07",
        language="ukr",
    ),
    PersonForm(family_name="d’Almeida Ferreira", first_names="Graça"),
    None,
)
MINUTES_AGO = (6, 41, 95)


def invent_drafts(dice: Dice, stage: Stage) -> Iterator[Draft]:
    """Give a few drafts of the first of the agents."""
    now = stage.local_now.astimezone(UTC)
    codes = [entry.code for entry in stage.catalogue.all()]
    for person, minutes in zip(PEOPLE, MINUTES_AGO, strict=True):
        at = now - timedelta(minutes=minutes)
        needs = (NeedForm(RequestId(dice.new_id(at)), dice.pick(codes), Outcome.INFORMED),)
        form = IntakeForm(
            draft_id=DraftId(dice.new_id(at)),
            visit_id=VisitId(dice.new_id(at)),
            opened_at=at,
            channel=Channel.DESK if person else Channel.TELEPHONE,
            person=person,
            language=person.language if person else None,
            needs=needs if person is not PEOPLE[1] else (),
        )
        yield Draft(
            id=form.draft_id,
            agent_id=stage.agents[0].id,
            saved_at=at,
            title=draft_title(form),
            needs=len(form.needs),
            body=write_json(form),
        )
