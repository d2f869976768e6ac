"""What the tests of the fifteen errors arrange: a démarche of ours, a visit, the words of a paper.

Must not assert anything.
"""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

from pypdf import PdfReader

from mairie_quartier.bootstrap import OFFICE_ZONE
from mairie_quartier.documents.desk_press import DeskPress
from mairie_quartier.domain.catalogue import (
    Acknowledgement,
    Appeal,
    Body,
    BodyKind,
    Delay,
    DelayUnit,
    Demarche,
    DemarcheCode,
    Silence,
    Source,
)
from mairie_quartier.domain.papers import IssuedReceipt, PaperOrder
from mairie_quartier.domain.receipt_content import ReceiptContent
from mairie_quartier.domain.requests import Request
from mairie_quartier.services import requests, visits
from mairie_quartier.services.catalogue import save_demarche
from tests.builders import Desk, demarches, intake, need, person_form

CHECKED = Source("Texte d’essai", date(2026, 11, 22))
TWO_MONTHS = Delay(2, DelayUnit.MONTHS)
OURS = DemarcheCode("demande-d-essai")


@cache
def press() -> DeskPress:
    return DeskPress(OFFICE_ZONE)


def print_paper(content: ReceiptContent) -> str:
    """Give the words of the printed paper, every kind of blank as one space."""
    pages = PdfReader(BytesIO(press().receipt(content, PaperOrder()).data)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def printed(receipt: IssuedReceipt) -> str:
    return print_paper(ReceiptContent.from_json(receipt.content))


def shipped(code: str) -> Demarche:
    return next(entry for entry in demarches() if entry.code == code)


def ours(silence: Silence, appeal: Appeal | None = None) -> Demarche:
    """Give a démarche that the commune decides."""
    return replace(
        shipped("cantine"),
        code=OURS,
        label="Demande d’essai",
        body=Body("Mairie, service des essais", BodyKind.COMMUNE),
        acknowledgement=Acknowledgement.DUE,
        silence=silence,
        appeal=appeal,
        pieces=(),
    )


def issue(desk: Desk, entry: Demarche) -> visits.Registered:
    """Put an entry in the city's catalogue and register a request for it."""
    save_demarche(desk.context, desk.entrance.shelf, entry)
    form = replace(need(), demarche=entry.code, pieces=())
    return visits.register_visit(desk.context, intake(desk.context, form, person=person_form()))


def kept(desk: Desk, request: Request) -> Request:
    return requests.reread_request(desk.context, request.id).request
