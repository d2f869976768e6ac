"""Register a visit from the intake form, name an anonymous one, undo.

One transaction: visit, needs, pieces, referrals, interpreting need, numbered papers, audit and
outbox.  What is returned is on disk.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from mairie_quartier.domain.catalogue import Demarche
from mairie_quartier.domain.identifiers import (
    HouseholdId,
    InterpretingId,
    MemberId,
    OfficeId,
    PersonId,
    PieceId,
    ReferralId,
    VisitId,
    new_id,
)
from mairie_quartier.domain.intake import IntakeForm, MemberForm, NeedForm, PersonForm
from mairie_quartier.domain.interpreting import InterpretingNeed
from mairie_quartier.domain.papers import IssuedReceipt
from mairie_quartier.domain.people import Kinship, Member, Person
from mairie_quartier.domain.permissions import Act
from mairie_quartier.domain.referrals import Agreement, Referral
from mairie_quartier.domain.requests import (
    Outcome,
    Piece,
    PieceState,
    Request,
    RequestStatus,
    Visit,
    first_status,
)
from mairie_quartier.services.context import Context
from mairie_quartier.services.people import current_person
from mairie_quartier.services.ports import NothingToUndo, UnitOfWork
from mairie_quartier.services.receipts import (
    Filed,
    NotIssued,
    decision_day,
    delegation_of,
    issue_papers,
    need_facts,
)
from mairie_quartier.services.settings import city_settings

REFERRAL_ANSWER_DAYS = 14
OPEN = frozenset(status for status in RequestStatus if status is not RequestStatus.CLOSED)
PERSON_FIELDS = tuple(
    name
    for name in PersonForm.__dataclass_fields__
    if name not in ("person_id", "birth_typed", "seen")
)


@dataclass(frozen=True, slots=True)
class Registered:
    """What was saved; ``changed`` are the words concerned.

    ``not_issued`` tells the papers that could not be made whole, and what they lack.
    """

    visit: Visit
    person: Person | None
    requests: tuple[Request, ...]
    receipts: tuple[IssuedReceipt, ...]
    not_issued: tuple[NotIssued, ...]
    changed: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Recorded:
    request: Request
    demarche: Demarche
    pieces: tuple[Piece, ...]


def register_visit(context: Context, form: IntakeForm) -> Registered:
    """Save the visit with its papers; the same form again gives what was saved the first time.

    Raises:
        NothingRecorded, NeedWithoutOutcome, NeedWithoutReason, NeedWithoutPartner: the form
            cannot be registered yet; nothing was written.
        StoreFull: no room; nothing was written, no number was used.
    """
    context.require(Act.RECORD_VISIT)
    form.check()
    with context.open() as unit:
        known = unit.visits.find(form.visit_id)
        if known is not None:
            return _saved_before(unit, known)
        person = _person(context, unit, form)
        visit = _visit(context, unit, form, person)
        recorded = [_request(context, unit, visit, need) for need in form.needs]
        _interpreting(context, unit, form, visit)
        facts = [need_facts(each.demarche, each.request, each.pieces) for each in recorded]
        receipts, not_issued = issue_papers(context, unit, visit, facts)
        unit.drafts.drop(form.draft_id)
        changed = unit.commit()
    requests = tuple(each.request for each in recorded)
    return Registered(visit, person, requests, receipts, not_issued, changed)


def _saved_before(unit: UnitOfWork, visit: Visit) -> Registered:
    """Give a visit already on disk: Enter was pressed twice, or the answer never arrived."""
    return Registered(
        visit=visit,
        person=unit.people.find(visit.person_id) if visit.person_id else None,
        requests=unit.requests.matching(visit_id=visit.id),
        receipts=unit.receipts.matching(visit_id=visit.id),
        not_issued=(),
        changed=frozenset(),
    )


def name_visit(context: Context, visit_id: VisitId, person_id: PersonId) -> Visit:
    """Attach a person to an anonymous visit and to everything recorded in it."""
    context.require(Act.RECORD_VISIT)
    context.require(Act.EDIT_PERSON)
    with context.open() as unit:
        person = current_person(unit, person_id)
        visit = unit.visits.get(visit_id)
        latest = max(person.last_contact_on, visit.opened_on)
        unit.people.save(replace(person, last_contact_on=latest))
        person_id, visit = person.id, replace(visit, person_id=person.id)
        unit.visits.save(visit)
        for request in unit.requests.matching(visit_id=visit_id):
            unit.requests.save(replace(request, person_id=person_id))
            for referral in unit.referrals.matching(request_id=request.id):
                unit.referrals.save(replace(referral, person_id=person_id))
        for need in unit.interpreting.matching(visit_id=visit_id):
            unit.interpreting.save(replace(need, person_id=person_id))
        unit.commit()
    return visit


def undo_last(context: Context) -> frozenset[str]:
    """Undo the agent's last saved action; papers issued by it are voided.

    Raises:
        NothingToUndo: there is none, or it was undone already.
        UndoTooLate: somebody changed the same field since, or built on what would go.
    """
    context.require(Act.RECORD_VISIT)
    with context.open() as unit:
        transaction = unit.last_transaction(context.agent.id)
        if transaction is None:
            raise NothingToUndo
        unit.revert(transaction)
        return unit.commit()


def _person(context: Context, unit: UnitOfWork, form: IntakeForm) -> Person | None:
    if form.person is None or form.anonymous:
        return None
    typed = {name: getattr(form.person, name) for name in PERSON_FIELDS}
    typed["language"] = form.person.language or _language(form)
    if form.person.person_id is None:
        person = _household(unit, form, _new_person(context, typed))
        unit.people.add(person)
    else:
        known, seen = form.person.person_id, form.person.seen
        person = _known_person(context, unit, known, typed, seen=seen)
        person = _household(unit, form, person)
        unit.people.save(person)
    return person


def _new_person(context: Context, typed: dict[str, Any]) -> Person:  # the form's own fields
    return Person(
        id=PersonId(new_id()),
        office_id=context.office.id,
        created_at=context.clock.now(),
        last_contact_on=context.clock.today(),
        **typed,
    )


def _known_person(
    context: Context,
    unit: UnitOfWork,
    person_id: PersonId,
    typed: dict[str, Any],
    *,
    seen: PersonForm | None,
) -> Person:
    """Give the file with what the agent changed; it may have been merged into another since.

    What another desk changed during the visit stays.
    """
    shown, known = seen or unit.people.get(person_id), current_person(unit, person_id)
    changed = {name: value for name, value in typed.items() if value != getattr(shown, name)}
    latest = max(known.last_contact_on, context.clock.today())
    return replace(known, **changed, last_contact_on=latest)


def _language(form: IntakeForm) -> str | None:
    """Give the language of exchange; asking for an interpreter says it too."""
    return form.language or (form.interpreting.language if form.interpreting else None)


def _household(unit: UnitOfWork, form: IntakeForm, person: Person) -> Person:
    if not form.members:
        return person
    household = person.household_id or HouseholdId(new_id())
    for form_member in form.members:
        _member(unit, form_member, household, person.office_id)
    return replace(person, household_id=household)


def _member(unit: UnitOfWork, form: MemberForm, household: HouseholdId, office: OfficeId) -> None:
    member = Member(
        id=MemberId(form.id),
        household_id=household,
        office_id=office,
        kinship=Kinship(form.kinship),
        family_name=form.family_name,
        first_names=form.first_names,
        birth=form.birth,
    )
    known = unit.members.find(member.id)
    if known is None:
        unit.members.add(member)
    else:
        unit.members.save(replace(member, person_id=known.person_id))


def _visit(context: Context, unit: UnitOfWork, form: IntakeForm, person: Person | None) -> Visit:
    visit = Visit(
        id=form.visit_id,
        office_id=context.office.id,
        agent_id=context.agent.id,
        opened_at=form.opened_at,
        opened_on=context.clock.today(),
        channel=form.channel,
        person_id=person.id if person else None,
        language=_language(form),
        place=form.place,
        note=form.note,
        clock_doubtful=unit.clock_went_back(),
    )
    unit.visits.add(visit)
    return visit


def _request(context: Context, unit: UnitOfWork, visit: Visit, need: NeedForm) -> _Recorded:
    demarche = context.catalogue().get(need.demarche)
    missing = sum(piece.state is PieceState.MISSING for piece in need.pieces)
    outcome = need.outcome or Outcome.INFORMED
    status = first_status(outcome, missing_pieces=missing)
    due = _pieces_due(context, unit, need, demarche) if missing else None
    filed = Filed(outcome, visit.opened_on, due)
    delegation = delegation_of(city_settings(unit))
    request = Request(
        id=need.id,
        visit_id=visit.id,
        office_id=visit.office_id,
        person_id=visit.person_id,
        demarche=need.demarche,
        label=demarche.label,
        outcome=outcome,
        status=status,
        received_on=visit.opened_on,
        reason=need.reason,
        note=need.note,
        pieces_due_on=due,
        decision_due_on=decision_day(demarche, filed, missing=missing, delegation=delegation),
        closed_on=None if status in OPEN else visit.opened_on,
        **_appointment(need),
    )
    unit.requests.add(request)
    pieces = _pieces(unit, request, need)
    _referral(context, unit, request, need)
    return _Recorded(request, demarche, pieces)


def _appointment(need: NeedForm) -> dict[str, Any]:  # the request's own fields
    """Give what is known of an appointment that came of the need."""
    found = need.appointment
    if found is None or found.on is None or need.outcome is not Outcome.APPOINTMENT:
        return {}
    return {
        "appointment_on": found.on,
        "appointment_minute": found.minute,
        "appointment_place": found.place,
    }


def _pieces_due(
    context: Context, unit: UnitOfWork, need: NeedForm, demarche: Demarche
) -> date | None:
    """Give the deadline for the pieces; only pieces that a text requires have one (L114-5)."""
    required = {spec.code for spec in demarche.required_pieces}
    missing = {piece.code for piece in need.pieces if piece.state is PieceState.MISSING}
    if not missing & required:
        return None
    days = city_settings(unit).pieces_delay_days
    return need.pieces_due_on or context.clock.today() + timedelta(days=days)


def _pieces(unit: UnitOfWork, request: Request, need: NeedForm) -> tuple[Piece, ...]:
    pieces = tuple(
        Piece(
            id=PieceId(new_id()),
            request_id=request.id,
            office_id=request.office_id,
            code=piece.code,
            label=piece.label,
            state=piece.state,
            received_on=request.received_on if piece.state is PieceState.RECEIVED else None,
        )
        for piece in need.pieces
    )
    unit.pieces.add(*pieces)
    return pieces


def _referral(context: Context, unit: UnitOfWork, request: Request, need: NeedForm) -> None:
    if need.referral is None:
        return
    today = context.clock.today()
    given = need.referral.agreement is Agreement.GIVEN
    unit.referrals.add(
        Referral(
            id=ReferralId(new_id()),
            office_id=request.office_id,
            request_id=request.id,
            person_id=request.person_id,
            partner_id=need.referral.partner_id,
            reason=need.referral.reason,
            sent_at=context.clock.now(),
            due_on=today + timedelta(days=REFERRAL_ANSWER_DAYS),
            agreement=need.referral.agreement,
            agreement_on=today if given else None,
            delivery=need.referral.delivery,
        )
    )


def _interpreting(context: Context, unit: UnitOfWork, form: IntakeForm, visit: Visit) -> None:
    if form.interpreting is None:
        return
    asked = form.interpreting
    unit.interpreting.add(
        InterpretingNeed(
            id=InterpretingId(new_id()),
            office_id=visit.office_id,
            visit_id=visit.id,
            person_id=visit.person_id,
            language=asked.language,
            created_at=context.clock.now(),
            way=asked.way,
            urgency=asked.urgency,
            interpreter=asked.interpreter,
            preferred_sex=asked.preferred_sex,
            relative_reason=asked.relative_reason,
        )
    )
