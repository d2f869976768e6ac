"""Gather all that a visit gives the person to take home: receipts, and the papers around them.

A list of the documents that are missing today, the notice of each voided paper, what an
appointment's reminder needs.  Nothing here is numbered or kept: it is read from the records each
time.  Sources: CRPA L114-5 (missing documents), L111-2 (the agent).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mairie_quartier.domain.appointments import Appointment, appointment_of
from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.catalogue import PieceRule
from mairie_quartier.domain.identifiers import ReceiptId, RequestId, VisitId
from mairie_quartier.domain.needs import HANDED_IN, NeedFacts
from mairie_quartier.domain.paper_languages import paper_language
from mairie_quartier.domain.papers import CopyKind, Discretion
from mairie_quartier.domain.people import Contact, Person
from mairie_quartier.domain.permissions import Act
from mairie_quartier.domain.receipt_content import (
    MissingPiece,
    PaperKind,
    ServiceCard,
)
from mairie_quartier.domain.receipts import office_card, printed_agent, printed_name
from mairie_quartier.domain.requests import Outcome, PieceState, Request, RequestStatus, Visit
from mairie_quartier.domain.visitor_papers import (
    AppointmentReminder,
    IncompleteRequest,
    MissingList,
    PaperHead,
    VisitorPaper,
    VoidingNotice,
)
from mairie_quartier.services.context import Context
from mairie_quartier.services.papers import PaperCopy, copy_of
from mairie_quartier.services.people import current_person
from mairie_quartier.services.ports import UnitOfWork
from mairie_quartier.services.receipts import letterhead, need_facts
from mairie_quartier.services.settings import city_settings


@dataclass(frozen=True, slots=True)
class ExpectedAppointment:
    """A need that ended in an appointment; ``places`` are where it may be, the office first.

    ``planned`` is what is recorded of it, None until its day is known.
    """

    request_id: RequestId
    head: PaperHead
    label: str
    plain_label: str
    places: tuple[ServiceCard, ...]
    bring: tuple[MissingPiece, ...]
    number: str
    planned: Appointment | None = None

    def reminder(self) -> AppointmentReminder | None:
        """Give the paper that reminds of it, once its day is known."""
        planned = self.planned
        if planned is None:
            return None
        return AppointmentReminder(
            self.head,
            planned.on,
            planned.at,
            self.where(planned.place),
            about=self.label,
            plain_about=self.plain_label,
            bring=self.bring,
            number=self.number,
        )

    def where(self, place: str) -> ServiceCard:
        """Give a place as it is printed: whole if it is one of ours, else as it was typed."""
        known = (each for each in self.places if each.name == place)
        return next(known, ServiceCard("", place) if place else self.head.place)


@dataclass(frozen=True, slots=True)
class PaperSet:
    """The papers of one visit (or of several, on a reprint), and how to speak with the person.

    ``language`` (ISO 639-3) is the one the papers are also written in, None where there is none;
    ``spoken`` is the language of exchange as it was recorded.
    """

    copies: tuple[PaperCopy, ...]
    others: tuple[VisitorPaper, ...]
    appointments: tuple[ExpectedAppointment, ...]
    visit_ids: tuple[VisitId, ...]
    language: str | None = None
    spoken: str | None = None
    discretion: Discretion = Discretion.OPEN


def gather_papers(
    context: Context, receipt_ids: tuple[ReceiptId, ...], wanted: CopyKind
) -> PaperSet:
    """Give papers as they were issued, with those that go with them; the looking is audited."""
    context.require(Act.ISSUE_RECEIPT)
    with context.open() as unit:
        copies = tuple(copy_of(context, unit, each, wanted) for each in receipt_ids)
        # The first paper of a visit is the one for the gravest need: an acknowledgement.
        by_visit = {copy.receipt.visit_id: copy for copy in reversed(copies) if _valid(copy)}
        visits = {key: unit.visits.get(key) for key in _visits(copies)}
        found = [_of_visit(context, unit, visits[key], by_visit.get(key)) for key in visits]
        void = [*copies, *_replaced(context, unit, copies)]
        notices = [_notice(context, unit, copy) for copy in void]
        for receipt_id in receipt_ids:
            unit.note(AuditAct.OPENED, "receipt", receipt_id)
        people = [each.person for each in found]
        unit.commit()
    known = [each for each in people if each is not None]
    said = (*(visit.language for visit in visits.values()), *(each.language for each in known))
    spoken = next((code for code in said if code), None)
    return PaperSet(
        copies=copies,
        others=(
            *(each.missing for each in found if each.missing is not None),
            *(notice for notice in notices if notice is not None),
        ),
        appointments=tuple(wait for each in found for wait in each.appointments),
        visit_ids=tuple(visits),
        language=_written([spoken, *(each.second_language for each in known)]),
        spoken=spoken,
        discretion=_discretion(known),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    person: Person | None
    missing: MissingList | None
    appointments: tuple[ExpectedAppointment, ...]


def _valid(copy: PaperCopy) -> bool:
    return copy.voiding is None


def _visits(copies: Iterable[PaperCopy]) -> tuple[VisitId, ...]:
    return tuple(dict.fromkeys(copy.receipt.visit_id for copy in copies))


def _replaced(
    context: Context, unit: UnitOfWork, copies: Iterable[PaperCopy]
) -> Iterator[PaperCopy]:
    """Give the papers that these were issued in place of: the person is told of them too."""
    shown = {copy.receipt.id for copy in copies}
    for key in shown:
        for voiding in unit.voidings.matching(replaced_by=key):
            if voiding.id not in shown:
                yield copy_of(context, unit, voiding.id, CopyKind.DUPLICATE)


def _of_visit(context: Context, unit: UnitOfWork, visit: Visit, copy: PaperCopy | None) -> _Found:
    """Read what is still awaited; a visit whose papers are all void gives nothing."""
    person = current_person(unit, visit.person_id) if visit.person_id else None
    if copy is None:
        return _Found(person, None, ())
    head = _head(context, unit, visit, person)
    needs = [
        (request, _need(context, unit, request))
        for request in unit.requests.matching(visit_id=visit.id)
        if not _settled(request)
    ]
    items = tuple(
        IncompleteRequest(need.label, need.plain_label, _awaited(need))
        for _request, need in needs
        if need is not None and _awaited(need)
    )
    number = copy.receipt.number
    missing = MissingList(head, items, number) if items else None
    appointments = tuple(
        _appointment(head, request, need, number)
        for request, need in needs
        if need is not None and request.outcome is Outcome.APPOINTMENT
    )
    return _Found(person, missing, appointments)


def _settled(request: Request) -> bool:
    """Tell whether nothing is to be brought: a file that was handed in and is closed."""
    return request.status is RequestStatus.CLOSED and request.outcome in HANDED_IN


def _need(context: Context, unit: UnitOfWork, request: Request) -> NeedFacts | None:
    """Give the facts of a request; None where the catalogue lost its démarche."""
    demarche = context.catalogue().find(request.demarche)
    if demarche is None:
        return None
    return need_facts(demarche, request, unit.pieces.matching(request_id=request.id))


def _awaited(need: NeedFacts) -> tuple[MissingPiece, ...]:
    """Give the documents that are still missing; only a required one has a deadline (L114-5)."""
    return tuple(
        MissingPiece(
            piece.label,
            piece.rule,
            need.pieces_due_on if piece.rule is PieceRule.REQUIRED else None,
            piece.where_to_get,
        )
        for piece in need.pieces
        if piece.state is PieceState.MISSING
    )


def _appointment(
    head: PaperHead, request: Request, need: NeedFacts, number: str
) -> ExpectedAppointment:
    places = (head.place, *((need.body,) if need.body is not None else ()))
    return ExpectedAppointment(
        request_id=request.id,
        head=head,
        label=need.label,
        plain_label=need.plain_label,
        places=places,
        bring=_awaited(need),
        number=number,
        planned=appointment_of(request),
    )


def _notice(context: Context, unit: UnitOfWork, copy: PaperCopy) -> VoidingNotice | None:
    """Give the notice of a paper that is void."""
    voiding = copy.voiding
    if voiding is None:
        return None
    visit = unit.visits.get(copy.receipt.visit_id)
    person = current_person(unit, visit.person_id) if visit.person_id else None
    local = voiding.voided_at.astimezone(context.clock.local().tzinfo)
    return VoidingNotice(
        _head(context, unit, visit, person),
        copy.receipt.number,
        PaperKind(copy.content.kind),
        local.date(),
        voiding.reason,
        unit.receipts.get(voiding.replaced_by).number if voiding.replaced_by else "",
    )


def _head(context: Context, unit: UnitOfWork, visit: Visit, person: Person | None) -> PaperHead:
    office = unit.offices.find(visit.office_id) or context.office
    return PaperHead(
        issued_at=context.clock.local(),
        place=office_card(office),
        letterhead=letterhead(city_settings(unit)),
        agent=printed_agent(context.agent),
        person=printed_name(person) if person else None,
    )


def _written(codes: Iterable[str | None]) -> str | None:
    """Give the first language that papers are written in."""
    return next((code for code in codes if code and paper_language(code)), None)


def _discretion(people: Iterable[Person]) -> Discretion:
    careful = any(person.contact is Contact.CAREFUL for person in people)
    return Discretion.DISCREET if careful else Discretion.OPEN
