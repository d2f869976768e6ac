"""A referral (*orientation*) to a partner of the directory, and the person's agreement.

Nothing goes to a partner directly without recorded agreement: without it the slip is handed
to the person, who carries it (DOMAIN.md 2, secrecy).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from mairie_quartier.domain.identifiers import (
    OfficeId,
    PartnerId,
    PersonId,
    ReferralId,
    RequestId,
)
from mairie_quartier.errors import UserMistake


class Agreement(StrEnum):
    """The person's agreement to share the facts with the partner."""

    NOT_ASKED = "not_asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Delivery(StrEnum):
    """Who carries the slip."""

    BY_PERSON = "by_person"
    DIRECT = "direct"


class ReferralState(StrEnum):
    """Where the referral stands."""

    SENT = "sent"
    RECEIVED = "received"
    APPOINTMENT = "appointment"
    DONE = "done"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class Partner:
    """One place of the directory (*partenaire*); hours in OSM ``opening_hours`` syntax."""

    id: PartnerId
    name: str
    kind: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    hours: str = ""
    languages: tuple[str, ...] = ()
    thematiques: tuple[str, ...] = ()
    note: str = ""
    checked_on: date | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class Referral:
    """One referral; ``due_on`` is when an answer is looked for."""

    id: ReferralId
    office_id: OfficeId
    request_id: RequestId
    person_id: PersonId | None
    partner_id: PartnerId
    reason: str
    sent_at: datetime
    due_on: date
    agreement: Agreement = Agreement.NOT_ASKED
    agreement_on: date | None = None
    agreement_scope: str = ""
    delivery: Delivery = Delivery.BY_PERSON
    state: ReferralState = ReferralState.SENT
    answer: str = ""
    closed_at: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse to send without agreement."""
        if self.delivery is Delivery.DIRECT and self.agreement is not Agreement.GIVEN:
            raise NoAgreement(self.partner_id)


class NoAgreement(UserMistake):
    """A slip cannot go to the partner directly without the person's recorded agreement."""

    def __init__(self, partner_id: PartnerId) -> None:
        super().__init__(partner_id)
        self.partner_id = partner_id


class ReferralClosed(UserMistake):
    """The referral is closed already."""

    def __init__(self, referral_id: ReferralId) -> None:
        super().__init__(referral_id)
        self.referral_id = referral_id


CLOSED = frozenset({ReferralState.DONE, ReferralState.REFUSED, ReferralState.CANCELLED})


def answer(referral: Referral, *, state: ReferralState, words: str, at: datetime) -> Referral:
    """Record what the partner answered."""
    if referral.state in CLOSED:
        raise ReferralClosed(referral.id)
    closed_at = at if state in CLOSED else None
    return replace(referral, state=state, answer=words, closed_at=closed_at)
