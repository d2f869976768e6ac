"""Read what happened with a person, visit by visit, latest first."""

from mairie_quartier.domain.identifiers import PersonId
from mairie_quartier.domain.permissions import Act
from mairie_quartier.services.context import Context
from mairie_quartier.services.listings import Page, PastVisit


def read_timeline(context: Context, person_id: PersonId, page: Page) -> tuple[PastVisit, ...]:
    """Give a page of the person's visits with all that came of each."""
    context.require(Act.READ_PERSON)
    with context.open() as unit:
        return unit.listings.timeline(person_id, page)
