"""List referrals and record what the partner answered."""

from mairie_quartier.domain.identifiers import ReferralId
from mairie_quartier.domain.permissions import Act
from mairie_quartier.domain.referrals import ReferralState, answer
from mairie_quartier.services.context import Context
from mairie_quartier.services.listings import Page, ReferralLine


def list_referrals(context: Context, page: Page) -> tuple[ReferralLine, ...]:
    """Give open referrals, earliest answer date first."""
    context.require(Act.REFER)
    with context.open() as unit:
        return unit.listings.referrals(context.office.id, page)


def record_answer(
    context: Context, referral_id: ReferralId, state: ReferralState, words: str
) -> frozenset[str]:
    """Record the partner's answer.

    Raises:
        ReferralClosed: the referral is closed already.
    """
    context.require(Act.REFER)
    with context.open() as unit:
        referral = unit.referrals.get(referral_id)
        unit.referrals.save(answer(referral, state=state, words=words, at=context.clock.now()))
        return unit.commit()
