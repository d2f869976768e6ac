"""This PC itself: whether its clock is right, and the recovery key of its data."""

from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.permissions import Act
from mairie_quartier.services.context import Context
from mairie_quartier.services.ports import Door


def clock_is_doubtful(context: Context) -> bool:
    """Tell whether this PC's clock reads earlier than something already recorded."""
    context.require(Act.EDIT_SETTINGS)
    with context.open() as unit:
        return unit.clock_went_back()


def trust_clock(context: Context) -> frozenset[str]:
    """Say that the clock is right now: it was ahead when the later times were recorded.

    What was flagged stays flagged; numbers stay unique, and the order of operations is kept.
    """
    context.require(Act.EDIT_SETTINGS)
    with context.open() as unit:
        unit.trust_clock()
        return unit.commit()


def renew_recovery(context: Context, door: Door) -> str:
    """Make a new recovery key and give it, this once; the old one opens nothing any more."""
    context.require(Act.MANAGE_AGENTS)
    with context.open() as unit:
        # Written first: a key must not change without trace, nor a new one be lost to a fault.
        unit.note(AuditAct.RECOVERY_RENEWED, "vault", None)
        unit.commit()
    return door.renew_recovery()
