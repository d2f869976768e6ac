"""The intake form: what the agent has entered so far, in the order of the conversation.

It is kept as a draft each time a field is left, and becomes a visit when it is registered.
Every field may be empty but, at registration, one need and its outcome.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mairie_quartier.domain.catalogue import DemarcheCode
from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.identifiers import DraftId, PartnerId, PersonId, RequestId, VisitId
from mairie_quartier.domain.interpreting import Interpreter, PreferredSex, Urgency, Way
from mairie_quartier.domain.people import AccessNeed, Contact, Housing, Literacy
from mairie_quartier.domain.referrals import Agreement, Delivery
from mairie_quartier.domain.requests import (
    Channel,
    NotHelpedReason,
    NothingRecorded,
    Outcome,
    PieceState,
)
from mairie_quartier.errors import UserMistake


@dataclass(frozen=True, slots=True)
class PersonForm:
    """The person as typed; ``person_id`` is set when an existing file was confirmed.

    ``seen`` is that file as the agent saw it: what differs from it is what the agent changed.
    """

    person_id: PersonId | None = None
    family_name: str = ""
    used_name: str = ""
    first_names: str = ""
    other_script_name: str = ""
    birth: PartialDate | None = None
    birth_typed: str = ""
    phone: str = ""
    email: str = ""
    housing: Housing = Housing.UNKNOWN
    address: str = ""
    postcode: str = ""
    town: str = ""
    domiciled_at: str = ""
    language: str | None = None
    second_language: str | None = None
    literacy: Literacy = Literacy.UNKNOWN
    access_needs: frozenset[AccessNeed] = frozenset()
    contact: Contact = Contact.NORMAL
    contact_note: str = ""
    note: str = ""
    seen: "PersonForm | None" = None

    @property
    def named(self) -> bool:
        """Tell whether there is a name or a known file."""
        return self.person_id is not None or any(
            name.strip()
            for name in (
                self.family_name,
                self.used_name,
                self.first_names,
                self.other_script_name,
            )
        )


@dataclass(frozen=True, slots=True)
class PieceForm:
    """One document of a need."""

    code: str
    label: str
    state: PieceState


@dataclass(frozen=True, slots=True)
class ReferralForm:
    """A referral recorded with the need."""

    partner_id: PartnerId
    reason: str = ""
    agreement: Agreement = Agreement.NOT_ASKED
    delivery: Delivery = Delivery.BY_PERSON


@dataclass(frozen=True, slots=True)
class AppointmentForm:
    """An appointment as far as it is known; without a day there is none yet.

    ``day_typed`` and ``hour_typed`` are kept where one of them could not be read.
    """

    on: date | None = None
    minute: int | None = None
    place: str = ""
    day_typed: str = ""
    hour_typed: str = ""

    @property
    def unclear(self) -> bool:
        """Tell whether something typed could not be read."""
        return bool(self.day_typed or self.hour_typed)


@dataclass(frozen=True, slots=True)
class NeedForm:
    """One need; ``outcome`` is empty until the agent says what came of it."""

    id: RequestId
    demarche: DemarcheCode
    outcome: Outcome | None = None
    reason: NotHelpedReason | None = None
    note: str = ""
    pieces: tuple[PieceForm, ...] = ()
    pieces_due_on: date | None = None
    referral: ReferralForm | None = None
    appointment: AppointmentForm | None = None


@dataclass(frozen=True, slots=True)
class InterpretingForm:
    """An interpreting need recorded with the visit: at most three fields to fill."""

    language: str
    way: Way = Way.TELEPHONE
    urgency: Urgency = Urgency.NORMAL
    preferred_sex: PreferredSex = PreferredSex.NONE
    interpreter: Interpreter = Interpreter.PROFESSIONAL
    relative_reason: str = ""


@dataclass(frozen=True, slots=True)
class MemberForm:
    """One member of the household, entered with the visit."""

    id: UUID
    kinship: str
    family_name: str = ""
    first_names: str = ""
    birth: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class IntakeForm:
    """Everything of one visit; ``person`` empty means anonymous."""

    draft_id: DraftId
    visit_id: VisitId
    opened_at: datetime
    channel: Channel = Channel.DESK
    place: str = ""
    person: PersonForm | None = None
    members: tuple[MemberForm, ...] = ()
    language: str | None = None
    interpreting: InterpretingForm | None = None
    needs: tuple[NeedForm, ...] = ()
    note: str = ""

    @property
    def anonymous(self) -> bool:
        """Tell whether nobody is named."""
        return self.person is None or not self.person.named

    def check(self) -> None:
        """Refuse a form that cannot be registered yet.

        Raises:
            NothingRecorded: there is no need.
            NeedWithoutOutcome: a need has no outcome.
            NeedWithUnclearAppointment: its day or hour is none.
        """
        if not self.needs:
            raise NothingRecorded
        for place, need in enumerate(self.needs):
            if need.outcome is None:
                raise NeedWithoutOutcome(place, need.demarche)
            if need.outcome is Outcome.NOT_HELPED and need.reason is None:
                raise NeedWithoutReason(place, need.demarche)
            if need.outcome is Outcome.REFERRED and need.referral is None:
                raise NeedWithoutPartner(place, need.demarche)
            if need.appointment is not None and need.appointment.unclear:
                raise NeedWithUnclearAppointment(place, need.demarche)


class _NeedProblem(UserMistake):
    def __init__(self, place: int, demarche: DemarcheCode) -> None:
        super().__init__(place, demarche)
        self.place = place
        self.demarche = demarche


class NeedWithoutOutcome(_NeedProblem):
    """A need whose outcome nobody said; ``place`` counts from 0."""


class NeedWithoutReason(_NeedProblem):
    """A need that could not be helped, and nobody said why."""


class NeedWithoutPartner(_NeedProblem):
    """A need referred to nobody."""


class NeedWithUnclearAppointment(_NeedProblem):
    """An appointment whose day or hour could not be read."""
