"""Issue, void, correct and print again the papers of a visit.

The rules are ``domain.receipts``; here they meet the records.  A number is taken only when the
paper is whole.  A printed paper is never edited: a correction voids it and issues another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.catalogue import Demarche, PieceSpec
from mairie_quartier.domain.deadlines import AwaitedPieces, SilenceClock
from mairie_quartier.domain.identifiers import ReceiptId, new_id
from mairie_quartier.domain.intake import IntakeForm, NeedForm, PieceForm
from mairie_quartier.domain.needs import HANDED_IN as HANDED_IN
from mairie_quartier.domain.needs import RequestNature, decides
from mairie_quartier.domain.papers import AlreadyVoided, IssuedReceipt, Voiding, VoidReason
from mairie_quartier.domain.permissions import Act
from mairie_quartier.domain.receipt_content import Letterhead, Mention, ReceiptContent
from mairie_quartier.domain.receipts import (
    CcasDelegation,
    IncompleteAcknowledgement,
    NeedFacts,
    PaperFrame,
    PieceFacts,
    PlannedPaper,
    body_card,
    compose_receipt,
    office_card,
    plan_papers,
    printed_agent,
    printed_name,
)
from mairie_quartier.domain.requests import Outcome, Piece, Request, Visit
from mairie_quartier.services.context import Context
from mairie_quartier.services.ports import UnitOfWork
from mairie_quartier.services.settings import CitySettings, city_settings


@dataclass(frozen=True, slots=True)
class NotIssued:
    """A paper that lacks lines the law asks for: which need, which lines."""

    label: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """A paper to draw: its frozen content and what became of it."""

    receipt: IssuedReceipt
    content: ReceiptContent
    voiding: Voiding | None


def issue_papers(
    context: Context, unit: UnitOfWork, visit: Visit, needs: Sequence[NeedFacts]
) -> tuple[tuple[IssuedReceipt, ...], tuple[NotIssued, ...]]:
    """Number and freeze the papers of a visit, in the transaction that saves it."""
    context.require(Act.ISSUE_RECEIPT)
    city = city_settings(unit)
    frame = _frame(context, unit, visit, city)
    issued: list[IssuedReceipt] = []
    lacking: list[NotIssued] = []
    for paper in plan_papers(needs, delegation=delegation_of(city)):
        try:
            content = compose_receipt(paper, frame, number="")
        except IncompleteAcknowledgement as fault:
            lacking.append(NotIssued(fault.label, fault.mentions))
        else:
            issued.append(_issue(context, unit, visit, content))
    return tuple(issued), tuple(lacking)


def plan_for_form(context: Context, form: IntakeForm) -> tuple[PlannedPaper, ...]:
    """Tell which papers the form would give as it stands, without numbering any."""
    context.require(Act.RECORD_VISIT)
    with context.open() as unit:
        delegation = delegation_of(city_settings(unit))
    today = context.clock.today()
    facts = [
        _form_facts(context.catalogue().get(need.demarche), need, today)
        for need in form.needs
        if need.outcome is not None
    ]
    return plan_papers(facts, delegation=delegation)


def read_paper(context: Context, receipt_id: ReceiptId) -> PrintedPaper:
    """Give a paper as it was issued, to look at or to print; the printing is audited."""
    context.require(Act.ISSUE_RECEIPT)
    with context.open() as unit:
        receipt = unit.receipts.get(receipt_id)
        voiding = unit.voidings.find(receipt_id)
        unit.note(AuditAct.PRINTED, "receipt", receipt_id)
        unit.commit()
    return PrintedPaper(receipt, ReceiptContent.from_json(receipt.content), voiding)


def void_receipt(context: Context, receipt_id: ReceiptId, reason: VoidReason) -> frozenset[str]:
    """Void a paper; its number is never used again.

    Raises:
        AlreadyVoided: it was voided before.
    """
    context.require(Act.VOID_RECEIPT)
    with context.open() as unit:
        _void(context, unit, receipt_id, reason=reason, replaced_by=None)
        return unit.commit()


def correct_receipt(context: Context, receipt_id: ReceiptId) -> IssuedReceipt:
    """Void a paper and issue another from the records as they are now.

    Raises:
        AlreadyVoided: it was voided before.
        IncompleteAcknowledgement: the new paper would lack lines of law; nothing was written.
    """
    context.require(Act.VOID_RECEIPT)
    with context.open() as unit:
        old = unit.receipts.get(receipt_id)
        visit = unit.visits.get(old.visit_id)
        paper = _same_paper(context, unit, old, visit)
        frame = _frame(context, unit, visit, city_settings(unit))
        new = _issue(context, unit, visit, compose_receipt(paper, frame, number=""))
        _void(context, unit, receipt_id, reason=VoidReason.CORRECTED, replaced_by=new.id)
        unit.commit()
    return new


class Filed(NamedTuple):
    """What of a request tells when silence speaks, before there is a record of it."""

    outcome: Outcome
    received_on: date
    pieces_due_on: date | None = None


def decision_day(
    demarche: Demarche,
    request: Filed,
    *,
    missing: int,
    delegation: CcasDelegation = CcasDelegation.NONE,
) -> date | None:
    """Give the day on which silence speaks, as a request is recorded; None if it cannot be told.

    Later, when pieces arrive, ``requests.explain_decision`` tells it with its reasons.
    """
    if request.outcome not in HANDED_IN:
        return None
    awaited: tuple[AwaitedPieces, ...] = ()
    if missing and request.pieces_due_on is not None:
        awaited = (AwaitedPieces(request.received_on, request.pieces_due_on),)
    ours = decides(demarche.competence, delegation)
    competent = request.received_on if ours else None
    return SilenceClock(demarche.silence, request.received_on, competent, awaited).read().on


def _issue(
    context: Context, unit: UnitOfWork, visit: Visit, whole: ReceiptContent
) -> IssuedReceipt:
    """Number a paper that was composed, hence lacks nothing."""
    number = str(unit.numbers.take(context.office, whole.issued_at.year))
    content = replace(whole, number=number)
    receipt = IssuedReceipt(
        id=ReceiptId(new_id()),
        office_id=visit.office_id,
        number=number,
        kind=content.kind,
        visit_id=visit.id,
        person_id=visit.person_id,
        agent_id=context.agent.id,
        issued_at=context.clock.now(),
        content=content.to_json(),
    )
    unit.receipts.add(receipt)
    return receipt


def _void(
    context: Context,
    unit: UnitOfWork,
    receipt_id: ReceiptId,
    *,
    reason: VoidReason,
    replaced_by: ReceiptId | None,
) -> None:
    receipt = unit.receipts.get(receipt_id)
    if unit.voidings.find(receipt_id) is not None:
        raise AlreadyVoided(receipt.number)
    unit.voidings.add(
        Voiding(
            id=receipt_id,
            office_id=receipt.office_id,
            reason=reason,
            agent_id=context.agent.id,
            voided_at=context.clock.now(),
            replaced_by=replaced_by,
        )
    )


def _same_paper(
    context: Context, unit: UnitOfWork, old: IssuedReceipt, visit: Visit
) -> PlannedPaper:
    """Plan the visit again and give the paper that stands for the old one."""
    before = ReceiptContent.from_json(old.content)
    labels = {item.label for item in before.items}
    facts = [
        _facts(context, unit, request) for request in unit.requests.matching(visit_id=visit.id)
    ]
    plans = plan_papers(facts, delegation=delegation_of(city_settings(unit)))
    return max(
        plans,
        key=lambda plan: (
            len(labels & {need.label for need in plan.needs}),
            plan.kind == before.kind,
        ),
    )


def _frame(context: Context, unit: UnitOfWork, visit: Visit, city: CitySettings) -> PaperFrame:
    person = unit.people.find(visit.person_id) if visit.person_id else None
    return PaperFrame(
        issued_at=context.clock.local(),
        place=office_card(unit.offices.find(visit.office_id) or context.office),
        letterhead=letterhead(city),
        channel=visit.channel,
        agent=printed_agent(context.agent),
        person=printed_name(person) if person else None,
    )


def letterhead(city: CitySettings) -> Letterhead:
    """Give the city's lines as papers carry them."""
    notice = [line for line in (city.data_notice, city.dpo_contact) if line]
    return Letterhead(
        city=city.city,
        lines=city.letterhead,
        website=city.website,
        data_notice=tuple(notice),
        appeal_routes=city.appeal_routes,
    )


def delegation_of(city: CitySettings) -> CcasDelegation:
    """Tell whether the CCAS lets the town hall acknowledge for it."""
    return CcasDelegation.WRITTEN if city.ccas_delegation else CcasDelegation.NONE


def need_facts(demarche: Demarche, request: Request, pieces: Iterable[Piece]) -> NeedFacts:
    """Give what the papers say of a recorded request."""
    return _demarche_facts(
        demarche,
        request.outcome,
        request.received_on,
        label=request.label,
        reason=request.reason,
        pieces=_pieces_facts(demarche, pieces),
        pieces_due_on=request.pieces_due_on,
        asked_on=request.asked_on,
        nature=RequestNature.ABUSIVE if request.abusive_because else RequestNature.ORDINARY,
    )


def _facts(context: Context, unit: UnitOfWork, request: Request) -> NeedFacts:
    demarche = context.catalogue().get(request.demarche)
    return need_facts(demarche, request, unit.pieces.matching(request_id=request.id))


def _form_facts(demarche: Demarche, need: NeedForm, today: date) -> NeedFacts:
    return _demarche_facts(
        demarche,
        need.outcome or Outcome.INFORMED,
        today,
        label=demarche.label,
        reason=need.reason,
        pieces=_pieces_facts(demarche, need.pieces),
        pieces_due_on=need.pieces_due_on,
    )


def _demarche_facts(
    demarche: Demarche,
    outcome: Outcome,
    received_on: date,
    **told: Any,  # the other facts of the need
) -> NeedFacts:
    return NeedFacts(
        plain_label=demarche.plain_label,
        competence=demarche.competence,
        outcome=outcome,
        received_on=received_on,
        body=body_card(demarche.body),
        acknowledgement=demarche.acknowledgement,
        acknowledgement_source=demarche.acknowledgement_source,
        silence=demarche.silence,
        appeal_routes=demarche.appeal.routes if demarche.appeal else (),
        **told,
    )


def _pieces_facts(
    demarche: Demarche, pieces: Iterable[Piece | PieceForm]
) -> tuple[PieceFacts, ...]:
    specs = {spec.code: spec for spec in demarche.pieces}
    return tuple(_piece_facts(specs.get(piece.code), piece) for piece in pieces)


def _piece_facts(spec: PieceSpec | None, piece: Piece | PieceForm) -> PieceFacts:
    spec = spec or PieceSpec(piece.code, piece.label)
    return PieceFacts(
        label=piece.label,
        rule=spec.rule,
        state=piece.state,
        where_to_get=spec.where_to_get,
        received_on=piece.received_on if isinstance(piece, Piece) else None,
    )
