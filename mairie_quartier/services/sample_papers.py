"""Papers of nobody, drawn while the city's settings are typed: what the next one will look like.

Takes no number and writes nothing; the number printed says so.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from mairie_quartier.domain.agents import Office
from mairie_quartier.domain.catalogue import (
    Acknowledgement,
    Delay,
    DelayUnit,
    DemarcheCode,
    Silence,
    SilenceRegime,
)
from mairie_quartier.domain.identifiers import RequestId, VisitId, new_id
from mairie_quartier.domain.interpreter_content import Booking, OrderContent
from mairie_quartier.domain.interpreting import Urgency, Way
from mairie_quartier.domain.permissions import Act
from mairie_quartier.domain.receipt_content import ReceiptContent
from mairie_quartier.domain.receipts import (
    PaperFrame,
    compose_receipt,
    office_card,
    plan_papers,
    printed_agent,
)
from mairie_quartier.domain.requests import Channel, Outcome, Request, RequestStatus
from mairie_quartier.services.context import Context
from mairie_quartier.services.receipts import delegation_of, letterhead, need_facts
from mairie_quartier.services.settings import CitySettings

SAMPLE_NUMBER = "SPECIMEN"
SAMPLE_LANGUAGE = "ukr"
SAMPLE_SILENCE = Silence(SilenceRegime.REJECTION, Delay(2, DelayUnit.MONTHS))


class SampleKind(StrEnum):
    """Which paper is shown."""

    COMMUNE = "commune"  # a request the commune decides: every line of R112-5
    CCAS = "ccas"  # one that the CCAS decides: shows what its delegation changes
    ORDER = "order"  # an order to an interpreting provider


DEMARCHES = {
    SampleKind.COMMUNE: DemarcheCode("cantine"),
    SampleKind.CCAS: DemarcheCode("domiciliation"),
}


@dataclass(frozen=True, slots=True)
class SampleWish:
    """The settings as typed, not yet kept, and the paper to show."""

    city: CitySettings
    office: Office
    kind: SampleKind


def compose_sample(context: Context, wish: SampleWish) -> ReceiptContent | OrderContent:
    """Give a paper as these settings would make it.

    Raises:
        IncompleteAcknowledgement: a line the law asks for is missing: the paper would not be.
    """
    context.require(Act.EDIT_SETTINGS)
    if wish.kind is SampleKind.ORDER:
        return _order(context, wish)
    demarche = context.catalogue().get(DEMARCHES[wish.kind])
    request = _request(context, demarche.code, demarche.label)
    # A specimen shows every line there can be, whatever is known of its démarche today.
    facts = replace(
        need_facts(demarche, request, ()),
        silence=SAMPLE_SILENCE,
        acknowledgement=Acknowledgement.DUE,
        appeal_routes=(),
    )
    plan = plan_papers([facts], delegation=delegation_of(wish.city))[0]
    frame = PaperFrame(
        issued_at=context.clock.local(),
        place=office_card(wish.office),
        letterhead=letterhead(wish.city),
        channel=Channel.DESK,
        agent=printed_agent(context.agent),
    )
    return compose_receipt(plan, frame, number=SAMPLE_NUMBER)


def _request(context: Context, code: DemarcheCode, label: str) -> Request:
    return Request(
        id=RequestId(new_id()),
        visit_id=VisitId(new_id()),
        office_id=context.office.id,
        person_id=None,
        demarche=code,
        label=label,
        outcome=Outcome.DEPOSITED,
        status=RequestStatus.AWAITING_DECISION,
        received_on=context.clock.today(),
    )


def _order(context: Context, wish: SampleWish) -> OrderContent:
    return OrderContent(
        reference=SAMPLE_NUMBER,
        issued_at=context.clock.local(),
        letterhead=letterhead(wish.city),
        office=office_card(wish.office),
        agent=printed_agent(context.agent),
        booking=Booking(
            minutes=45, place=wish.office.address, billing=wish.city.interpreter_billing
        ),
        language=SAMPLE_LANGUAGE,
        way=Way.ON_SITE,
        urgency=Urgency.WEEK,
    )
