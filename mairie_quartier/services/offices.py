"""The offices of the city, as papers print them."""

from mairie_quartier.domain.agents import Office
from mairie_quartier.domain.permissions import Act
from mairie_quartier.services.context import Context


def read_office(context: Context) -> Office:
    """Give the office of this session as it stands now."""
    context.require(Act.READ_COUNTERS)
    with context.open() as unit:
        return unit.offices.get(context.office.id)


def save_office(context: Context, office: Office) -> frozenset[str]:
    """Keep an office's lines; papers issued before keep theirs."""
    context.require(Act.EDIT_SETTINGS)
    with context.open() as unit:
        unit.offices.save(office)
        return unit.commit()
