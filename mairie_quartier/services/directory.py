"""The small directory of partners."""

from mairie_quartier.domain.names import fold
from mairie_quartier.domain.permissions import Act
from mairie_quartier.domain.referrals import Partner
from mairie_quartier.services.context import Context


def list_partners(context: Context, words: str = "") -> tuple[Partner, ...]:
    """Give the active partners whose name, kind or note holds every word, by name."""
    context.require(Act.READ_DIRECTORY)
    with context.open() as unit:
        found = unit.partners.matching(active=True)
    wanted = fold(words).split()
    kept = (
        partner
        for partner in found
        if all(word in fold(f"{partner.name} {partner.kind} {partner.note}") for word in wanted)
    )
    return tuple(sorted(kept, key=lambda partner: fold(partner.name)))


def save_partner(context: Context, partner: Partner) -> frozenset[str]:
    """Add a partner, or keep its changes."""
    context.require(Act.EDIT_DIRECTORY)
    with context.open() as unit:
        if unit.partners.find(partner.id) is None:
            unit.partners.add(partner)
        else:
            unit.partners.save(partner)
        return unit.commit()
