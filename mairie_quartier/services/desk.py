"""What the desk shows first: today's visits, drafts, what is due, counters."""

from dataclasses import dataclass

from mairie_quartier.domain.identifiers import RequestId, VisitId
from mairie_quartier.domain.permissions import Act, may
from mairie_quartier.services.context import Context
from mairie_quartier.services.drafts import list_drafts
from mairie_quartier.services.listings import Counters, DraftLine, DueLine, Page, VisitLine

PAGE = 30


@dataclass(frozen=True, slots=True)
class DeskOverview:
    """The first page of each list; ``clock_doubtful``: the PC's clock went back."""

    visits: tuple[VisitLine, ...]
    drafts: tuple[DraftLine, ...]
    due: tuple[DueLine, ...]
    counters: Counters
    clock_doubtful: bool


def look_at_desk(context: Context) -> DeskOverview:
    """Give the desk of today; those who may not read visits get the counters alone."""
    context.require(Act.READ_COUNTERS)
    today, office = context.clock.today(), context.office.id
    reads = may(context.agent.roles, Act.READ_VISITS)
    drafts = list_drafts(context) if reads else ()
    with context.open() as unit:
        return DeskOverview(
            visits=unit.listings.visits_of(office, today, Page(size=PAGE)) if reads else (),
            drafts=drafts,
            due=unit.listings.due(office, today, Page(size=PAGE)) if reads else (),
            counters=unit.listings.counters(office, today),
            clock_doubtful=unit.clock_went_back(),
        )


def due_after(context: Context, shown: int) -> tuple[DueLine, ...]:
    """Give the next page of what is due, after those shown already."""
    context.require(Act.READ_VISITS)
    page = Page(after=str(shown), size=PAGE)
    with context.open() as unit:
        return unit.listings.due(context.office.id, context.clock.today(), page)


def visits_after(context: Context, last: VisitId) -> tuple[VisitLine, ...]:
    """Give the next page of today's visits, earlier than the last one shown."""
    context.require(Act.READ_VISITS)
    page = Page(after=str(last), size=PAGE)
    with context.open() as unit:
        return unit.listings.visits_of(context.office.id, context.clock.today(), page)


def requests_of_visit(context: Context, visit_id: VisitId) -> tuple[RequestId, ...]:
    """Give the requests of a visit, in the order of the conversation."""
    context.require(Act.READ_VISITS)
    with context.open() as unit:
        return tuple(request.id for request in unit.requests.matching(visit_id=visit_id))


def operations_waiting(context: Context) -> int:
    """Count the operations not yet sent to the centre."""
    context.require(Act.READ_COUNTERS)
    with context.open() as unit:
        return unit.listings.waiting()
