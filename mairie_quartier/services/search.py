"""Find anything: a person, a receipt number (typed or scanned), a démarche."""

from dataclasses import dataclass

from mairie_quartier.domain.catalogue import Demarche
from mairie_quartier.domain.identifiers import ReceiptId
from mairie_quartier.domain.numbers import InvalidNumber, parse_scanned
from mairie_quartier.domain.permissions import Act, may
from mairie_quartier.domain.receipt_content import ReceiptContent
from mairie_quartier.domain.references import (
    InvalidReference,
    ReferenceKind,
    parse_reference,
)
from mairie_quartier.domain.requests import Request
from mairie_quartier.services.context import Context
from mairie_quartier.services.listings import PersonLine
from mairie_quartier.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found; ``number`` is the receipt's number when the text was one."""

    people: tuple[PersonLine, ...] = ()
    requests: tuple[Request, ...] = ()
    demarches: tuple[Demarche, ...] = ()
    number: str = ""
    receipt_id: ReceiptId | None = None


def find_anything(context: Context, text: str, limit: int = 8) -> Findings:
    """Find by any words; a receipt's number gives its visit's requests, those printed first.

    The reference of a referral gives its request, that of an interpreter order its visit's.
    """
    demarches = context.catalogue().search(text, limit=4)
    if not may(context.agent.roles, Act.SEARCH_PEOPLE):
        return Findings(demarches=demarches)
    with context.open() as unit:
        numbered = _by_number(unit, text) or _by_reference(unit, text)
        if numbered is not None:
            return numbered
        return Findings(people=unit.index.search(text, limit), demarches=demarches)


def find_people(context: Context, text: str, limit: int = 20) -> tuple[PersonLine, ...]:
    """Find people by names, phone or birth date, best first."""
    context.require(Act.SEARCH_PEOPLE)
    with context.open() as unit:
        return unit.index.search(text, limit)


def _by_reference(unit: UnitOfWork, text: str) -> Findings | None:
    """Find what a returned slip speaks of."""
    try:
        reference = parse_reference(text)
    except InvalidReference:
        return None
    span = (reference.earliest, reference.latest)
    requests: tuple[Request, ...] = ()
    if reference.kind is ReferenceKind.REFERRAL:
        keys = [key for key in unit.listings.referrals_made(*span) if reference.names(key)]
        requests = tuple(unit.requests.get(unit.referrals.get(key).request_id) for key in keys)
    else:
        for need_id in unit.listings.interpreting_made(*span):
            if reference.names(need_id):
                visit_id = unit.interpreting.get(need_id).visit_id
                requests += unit.requests.matching(visit_id=visit_id)
    return Findings(requests=requests, number=str(reference))


def _by_number(unit: UnitOfWork, text: str) -> Findings | None:
    try:
        number = str(parse_scanned(text))
    except InvalidNumber:
        return None
    receipts = unit.receipts.matching(number=number)
    if not receipts:
        return Findings(number=number)
    printed = {item.label for item in ReceiptContent.from_json(receipts[0].content).items}
    of_visit = unit.requests.matching(visit_id=receipts[0].visit_id)
    requests = tuple(sorted(of_visit, key=lambda request: request.label not in printed))
    return Findings(requests=requests, number=number, receipt_id=receipts[0].id)
