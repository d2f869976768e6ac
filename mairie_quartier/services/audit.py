"""Read the audit trail, for those allowed."""

from mairie_quartier.domain.permissions import Act
from mairie_quartier.services.context import Context
from mairie_quartier.services.listings import AuditLine, Page


def read_trail(context: Context, page: Page) -> tuple[AuditLine, ...]:
    """Give the trail, latest first; the key is the line's ``seq``."""
    context.require(Act.READ_AUDIT)
    with context.open() as unit:
        return unit.listings.audit(page)
