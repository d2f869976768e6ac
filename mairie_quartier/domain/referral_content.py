"""What a referral form says (*fiche d'orientation*), composed when it is printed.

Data only; the French wording is in ``documents``.  Minimal facts: what the partner needs to take
over, nothing of the file besides.  Sources: DOMAIN 1 (last paragraph), CRPA L114-3 for the date
of first receipt, L111-2 for the agent; secrecy: without recorded agreement the person carries it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mairie_quartier.domain.interpreting import PreferredSex, Urgency, Way
from mairie_quartier.domain.papers import Discretion as Discretion
from mairie_quartier.domain.people import AccessNeed, Literacy
from mairie_quartier.domain.receipt_content import Letterhead, PrintedAgent, ServiceCard
from mairie_quartier.domain.referrals import Agreement, Delivery

SOON_DAYS = 3
WEEK_DAYS = 7


class Reach(StrEnum):
    """How the partner may reach the person."""

    DIRECT = "direct"
    BY_PERSON = "by_person"  # no agreement to share: the person tells what they want to
    BY_OFFICE = "by_office"  # careful contact: through the town hall only


@dataclass(frozen=True, slots=True)
class PrintedAgreement:
    """The person's agreement as recorded; ``scope`` may be empty: this request alone."""

    state: Agreement
    given_on: date | None = None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What it takes to understand one another: languages (ISO 639-3), way, needs."""

    language: str | None = None
    second_language: str | None = None
    literacy: Literacy = Literacy.UNKNOWN
    interpreter: Way | None = None
    preferred_sex: PreferredSex = PreferredSex.NONE
    access_needs: tuple[AccessNeed, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferredPerson:
    """The person as the partner may know them; an anonymous one has no name."""

    name: str | None = None
    phone: str = ""
    reach: Reach = Reach.BY_PERSON


@dataclass(frozen=True, slots=True)
class ReferredRequest:
    """The request: its label, why it is referred, and its pieces by name."""

    label: str
    plain_label: str
    reason: str
    first_received_on: date
    receipt_number: str = ""
    pieces_held: tuple[str, ...] = ()
    pieces_missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferralContent:
    """Everything a referral form says.  ``issued_at`` is the aware *local* time of the office."""

    reference: str
    issued_at: datetime
    sent_on: date
    answer_by: date
    letterhead: Letterhead
    sender: ServiceCard
    agent: PrintedAgent
    receiver: ServiceCard
    person: ReferredPerson
    request: ReferredRequest
    agreement: PrintedAgreement
    delivery: Delivery
    urgency: Urgency
    understanding: Understanding = Understanding()
    discretion: Discretion = Discretion.OPEN

    @property
    def agreed(self) -> bool:
        """Tell whether the person agreed to share the facts with the partner."""
        return self.agreement.state is Agreement.GIVEN


def urgency_of(sent_on: date, answer_by: date) -> Urgency:
    """Tell how soon an answer is looked for, from the delay the desk left the partner."""
    days = (answer_by - sent_on).days
    if days <= SOON_DAYS:
        return Urgency.NOW
    return Urgency.WEEK if days <= WEEK_DAYS else Urgency.NORMAL
