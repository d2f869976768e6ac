"""What an order to an interpreting provider says (*demande d'interprète*).

Data only.  The provider learns no name: initials and a reference are enough to prepare and to
bill.  Source: DOMAIN 3 (fields, ethics, breaks of sign language).
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from mairie_quartier.domain.interpreting import PreferredSex, Urgency, Way
from mairie_quartier.domain.people import AccessNeed, Literacy
from mairie_quartier.domain.receipt_content import Letterhead, PrintedAgent, ServiceCard

SIGNING_BREAK_MIN = 60
SIGNING_PAIR_MIN = 120
COMES_ALONG = frozenset({Way.ON_SITE, Way.SIGN_LANGUAGE, Way.CUED_SPEECH, Way.SIGHT})


@dataclass(frozen=True, slots=True)
class Booking:
    """What the agent asks the provider for; whatever is empty is written in by hand."""

    provider: str = ""
    on: date | None = None
    at: time | None = None
    minutes: int | None = None
    place: str = ""
    billing: str = ""


@dataclass(frozen=True, slots=True)
class OrderContent:
    """Everything an order says.  ``issued_at`` is the aware *local* time of the office."""

    reference: str
    issued_at: datetime
    letterhead: Letterhead
    office: ServiceCard
    agent: PrintedAgent
    booking: Booking
    language: str
    way: Way
    urgency: Urgency
    preferred_sex: PreferredSex = PreferredSex.NONE
    second_language: str | None = None
    literacy: Literacy = Literacy.UNKNOWN
    initials: str = ""
    subjects: tuple[str, ...] = ()
    access_needs: tuple[AccessNeed, ...] = ()

    @property
    def signing_break(self) -> bool:
        """Tell whether the meeting needs a break: sign language beyond an hour."""
        return self._signed_longer_than(SIGNING_BREAK_MIN)

    @property
    def signing_pair(self) -> bool:
        """Tell whether two interpreters are needed: sign language beyond two hours."""
        return self._signed_longer_than(SIGNING_PAIR_MIN)

    def _signed_longer_than(self, minutes: int) -> bool:
        return self.way is Way.SIGN_LANGUAGE and (self.booking.minutes or 0) > minutes


def initials(*names: str) -> str:
    """Give the first letter of each name, ``A. T.``; nothing of an anonymous person."""
    letters = [name.strip()[:1].upper() for name in names if name.strip()]
    return " ".join(f"{letter}." for letter in letters)
