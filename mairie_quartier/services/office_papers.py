"""Compose the papers for partners, providers and the desk itself, and note that they went out.

They bear no number of the office's series: their reference is made from the record.  They are
composed anew at each printing, since nobody's right depends on what an older one said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.interpreter_content import (
    COMES_ALONG,
    Booking,
    OrderContent,
    initials,
)
from mairie_quartier.domain.interpreting import ask_provider
from mairie_quartier.domain.papers import Discretion
from mairie_quartier.domain.people import Contact, Person
from mairie_quartier.domain.permissions import Act
from mairie_quartier.domain.receipt_content import ReceiptContent, ServiceCard
from mairie_quartier.domain.receipts import office_card, printed_agent, printed_name
from mairie_quartier.domain.references import ReferenceKind, reference_of
from mairie_quartier.domain.referral_content import (
    PrintedAgreement,
    Reach,
    ReferralContent,
    ReferredPerson,
    ReferredRequest,
    Understanding,
    urgency_of,
)
from mairie_quartier.domain.referrals import Agreement, Partner, Referral
from mairie_quartier.domain.requests import PieceState, Request
from mairie_quartier.services.receipts import letterhead
from mairie_quartier.services.settings import city_settings

if TYPE_CHECKING:
    from mairie_quartier.domain.identifiers import InterpretingId, ReferralId, VisitId
    from mairie_quartier.domain.interpreting import InterpretingNeed
    from mairie_quartier.domain.receipt_content import Letterhead
    from mairie_quartier.services.context import Context
    from mairie_quartier.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class _Desk:
    """Who prints, and where."""

    office: ServiceCard
    letterhead: Letterhead
    billing: str


def compose_referral(context: Context, referral_id: ReferralId) -> ReferralContent:
    """Give what the referral's form says today; the looking is audited."""
    context.require(Act.REFER)
    with context.open() as unit:
        referral = unit.referrals.get(referral_id)
        content = _referral(context, unit, referral)
        unit.note(AuditAct.OPENED, "referral", referral_id)
        unit.commit()
    return content


def referrals_of_visit(context: Context, visit_id: VisitId) -> tuple[ReferralId, ...]:
    """Give the referrals made in a visit, in the order of the conversation."""
    context.require(Act.REFER)
    with context.open() as unit:
        return tuple(
            referral.id
            for request in unit.requests.matching(visit_id=visit_id)
            for referral in unit.referrals.matching(request_id=request.id)
        )


def compose_order(
    context: Context, need_id: InterpretingId, booking: Booking | None = None
) -> OrderContent:
    """Give what the order to the provider says; without a booking its date is left open."""
    context.require(Act.BOOK_INTERPRETER)
    with context.open() as unit:
        need = unit.interpreting.get(need_id)
        content = _order(context, unit, need, booking or Booking())
        unit.note(AuditAct.OPENED, "interpreting", need_id)
        unit.commit()
    return content


def note_referral_sent(context: Context, referral_id: ReferralId) -> frozenset[str]:
    """Write down that a form went out."""
    context.require(Act.REFER)
    with context.open() as unit:
        unit.note(AuditAct.PRINTED, "referral", referral_id)
        return unit.commit()


def note_order_sent(
    context: Context, need_id: InterpretingId, booking: Booking | None = None
) -> frozenset[str]:
    """Write down that an order went out: the provider has been asked."""
    context.require(Act.BOOK_INTERPRETER)
    with context.open() as unit:
        need = unit.interpreting.get(need_id)
        if need.closed_at is None:
            provider = booking.provider if booking else ""
            unit.interpreting.save(ask_provider(need, provider=provider))
        unit.note(AuditAct.PRINTED, "interpreting", need_id)
        return unit.commit()


def _referral(context: Context, unit: UnitOfWork, referral: Referral) -> ReferralContent:
    request = unit.requests.get(referral.request_id)
    person = unit.people.find(referral.person_id) if referral.person_id else None
    desk = _desk(context, unit)
    sent_on = referral.sent_at.astimezone(context.clock.local().tzinfo).date()
    return ReferralContent(
        reference=str(reference_of(ReferenceKind.REFERRAL, referral.id)),
        issued_at=context.clock.local(),
        sent_on=sent_on,
        answer_by=referral.due_on,
        letterhead=desk.letterhead,
        sender=desk.office,
        agent=printed_agent(context.agent),
        receiver=_partner_card(unit.partners.get(referral.partner_id)),
        person=_referred(person, referral),
        request=_request(context, unit, request, referral.reason),
        agreement=PrintedAgreement(
            referral.agreement, referral.agreement_on, referral.agreement_scope
        ),
        delivery=referral.delivery,
        urgency=urgency_of(sent_on, referral.due_on),
        understanding=_understanding(unit, request, person),
        discretion=_discretion(person),
    )


def _desk(context: Context, unit: UnitOfWork) -> _Desk:
    office = unit.offices.find(context.office.id) or context.office
    city = city_settings(unit)
    return _Desk(office_card(office), letterhead(city), city.interpreter_billing)


def _partner_card(partner: Partner) -> ServiceCard:
    return ServiceCard(partner.name, partner.address, partner.phone, partner.email, partner.hours)


def _referred(person: Person | None, referral: Referral) -> ReferredPerson:
    """Give the partner no more than the agreement covers: no telephone without it."""
    if person is None:
        return ReferredPerson()
    if person.contact is Contact.CAREFUL:
        return ReferredPerson(printed_name(person), reach=Reach.BY_OFFICE)
    if referral.agreement is not Agreement.GIVEN:
        return ReferredPerson(printed_name(person), reach=Reach.BY_PERSON)
    return ReferredPerson(printed_name(person), person.phone, Reach.DIRECT)


def _discretion(person: Person | None) -> Discretion:
    careful = person is not None and person.contact is Contact.CAREFUL
    return Discretion.DISCREET if careful else Discretion.OPEN


def _request(context: Context, unit: UnitOfWork, request: Request, reason: str) -> ReferredRequest:
    pieces = unit.pieces.matching(request_id=request.id)
    demarche = context.catalogue().find(request.demarche)
    return ReferredRequest(
        label=request.label,
        plain_label=demarche.plain_label if demarche else request.label,
        reason=reason,
        first_received_on=request.received_on,
        receipt_number=_receipt_number(unit, request.visit_id, request.label),
        pieces_held=tuple(p.label for p in pieces if p.state is PieceState.RECEIVED),
        pieces_missing=tuple(p.label for p in pieces if p.state is PieceState.MISSING),
    )


def _receipt_number(unit: UnitOfWork, visit_id: VisitId, label: str) -> str:
    """Give the number of the visit's latest valid paper that speaks of the request."""
    for receipt in reversed(unit.receipts.matching(visit_id=visit_id)):
        if unit.voidings.find(receipt.id) is None:
            items = ReceiptContent.from_json(receipt.content).items
            if any(item.label == label for item in items):
                return receipt.number
    return ""


def _understanding(unit: UnitOfWork, request: Request, person: Person | None) -> Understanding:
    visit = unit.visits.get(request.visit_id)
    needs = unit.interpreting.matching(visit_id=visit.id)
    need = needs[-1] if needs else None
    language = (need.language if need else None) or visit.language
    told = Understanding(language=language)
    if person is not None:
        told = Understanding(
            language=language or person.language,
            second_language=person.second_language,
            literacy=person.literacy,
            access_needs=tuple(sorted(person.access_needs)),
        )
    if need is None:
        return told
    return replace(told, interpreter=need.way, preferred_sex=need.preferred_sex)


def _order(
    context: Context, unit: UnitOfWork, need: InterpretingNeed, booking: Booking
) -> OrderContent:
    person = unit.people.find(need.person_id) if need.person_id else None
    requests = unit.requests.matching(visit_id=need.visit_id)
    desk = _desk(context, unit)
    order = OrderContent(
        reference=str(reference_of(ReferenceKind.INTERPRETING, need.id)),
        issued_at=context.clock.local(),
        letterhead=desk.letterhead,
        office=desk.office,
        agent=printed_agent(context.agent),
        booking=_placed(booking, need, desk),
        language=need.language,
        way=need.way,
        urgency=need.urgency,
        preferred_sex=need.preferred_sex,
        subjects=tuple(dict.fromkeys(request.label for request in requests)),
    )
    if person is None:
        return order
    careful = person.contact is Contact.CAREFUL
    return replace(
        order,
        second_language=person.second_language,
        literacy=person.literacy,
        initials=initials(person.first_names, person.family_name or person.used_name),
        access_needs=tuple(sorted(person.access_needs)),
        # What one comes for may itself tell of the danger.
        subjects=() if careful else order.subjects,
    )


def _placed(booking: Booking, need: InterpretingNeed, desk: _Desk) -> Booking:
    """Fill in what the records know: who was asked, the city's billing, the office as place."""
    booking = replace(
        booking,
        provider=booking.provider or need.provider,
        billing=booking.billing or desk.billing,
    )
    if booking.place or need.way not in COMES_ALONG:
        return booking
    return replace(booking, place=desk.office.address)
