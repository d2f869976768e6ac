"""List interpreting needs and close them: met, or unmet with its reason."""

from mairie_quartier.domain.identifiers import InterpretingId
from mairie_quartier.domain.interpreting import (
    Understanding,
    UnmetReason,
    close_met,
    close_unmet,
)
from mairie_quartier.domain.permissions import Act
from mairie_quartier.services.context import Context
from mairie_quartier.services.listings import InterpretingLine, Page


def list_interpreting(context: Context, page: Page) -> tuple[InterpretingLine, ...]:
    """Give open needs, most urgent first."""
    context.require(Act.BOOK_INTERPRETER)
    with context.open() as unit:
        return unit.listings.interpreting(context.office.id, page)


def record_met(
    context: Context, need_id: InterpretingId, understanding: Understanding
) -> frozenset[str]:
    """Record that the interpreting took place, and whether understanding was checked."""
    context.require(Act.BOOK_INTERPRETER)
    with context.open() as unit:
        need = unit.interpreting.get(need_id)
        now = context.clock.now()
        unit.interpreting.save(close_met(need, at=now, understanding=understanding))
        return unit.commit()


def record_unmet(context: Context, need_id: InterpretingId, reason: UnmetReason) -> frozenset[str]:
    """Record that nobody interpreted, and why."""
    context.require(Act.BOOK_INTERPRETER)
    with context.open() as unit:
        need = unit.interpreting.get(need_id)
        unit.interpreting.save(close_unmet(need, at=context.clock.now(), reason=reason))
        return unit.commit()
