"""One paper of each kind for the visitor, from fixed synthetic cases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

from mairie_quartier import paths
from mairie_quartier.documents.press import PaperPress, Pdf
from mairie_quartier.documents.visitor import Languages
from mairie_quartier.domain.catalogue import PieceRule
from mairie_quartier.domain.paper_languages import paper_language
from mairie_quartier.domain.papers import CopyKind, Discretion, PageSize, PaperOrder, VoidReason
from mairie_quartier.domain.receipt_content import MissingPiece, PaperKind, PrintedAgent
from mairie_quartier.domain.requests import NotHelpedReason, Outcome
from mairie_quartier.domain.visitor_papers import (
    AppointmentReminder,
    IncompleteRequest,
    MissingList,
    PaperHead,
    VoidingNotice,
)
from mairie_quartier.i18n import PaperTranslator, Translator
from tests.domain.paper_facts import (
    ACCEPTS,
    BOOK,
    CAF,
    DOMICILE,
    INFORMED,
    LETTERHEAD,
    OFFICE,
    PARIS_WINTER,
    PHOTO,
    RSA,
    SCHOOL,
    VACCINES,
    acknowledgement,
    content,
    transmitted,
)

NUMBER = "BAC2-26-000042-K"
DISCREET = PaperOrder(discretion=Discretion.DISCREET)
FRENCH = Translator("fr", folder=paths.translations(), domain="papers")

HEAD = PaperHead(
    issued_at=datetime(2026, 3, 1, 10, 42, tzinfo=PARIS_WINTER),
    place=OFFICE,
    letterhead=LETTERHEAD,
    agent=PrintedAgent("Awa Diop", "agent d’accueil"),
    person="Aminata Traoré",
)
TO_BRING = (
    MissingPiece(
        "Carnet de santé (vaccins)", PieceRule.REQUIRED, date(2026, 3, 15), "chez votre médecin"
    ),
    MissingPiece("Photo d’identité"),
)
MISSING = MissingList(
    HEAD, (IncompleteRequest(SCHOOL.label, SCHOOL.plain_label, TO_BRING),), NUMBER
)
REMINDER = AppointmentReminder(
    HEAD, date(2026, 3, 12), time(14, 30), CAF, RSA.label, RSA.plain_label, TO_BRING, NUMBER
)
VOIDED = VoidingNotice(
    HEAD,
    NUMBER,
    PaperKind.ACKNOWLEDGEMENT,
    date(2026, 3, 2),
    VoidReason.CORRECTED,
    "BAC2-26-000043-L",
)
INCOMPLETE = acknowledgement(
    replace(SCHOOL, pieces=(BOOK, VACCINES, PHOTO), pieces_due_on=date(2026, 3, 15))
)
SEVERAL = content(
    PaperKind.DEPOSIT_RECEIPT,
    RSA,
    DOMICILE,
    INFORMED,
    replace(INFORMED, outcome=Outcome.NOT_HELPED, reason=NotHelpedReason.NO_PLACE),
)

Specimen = Callable[[PaperPress, Languages], Pdf]

SPECIMENS: dict[str, Specimen] = {
    "accuse_de_reception": lambda press, to: press.receipt(INCOMPLETE, to),
    "accuse_silence_vaut_accord": lambda press, to: press.receipt(
        acknowledgement(replace(SCHOOL, silence=ACCEPTS)), to
    ),
    "recepisse_de_depot": lambda press, to: press.receipt(SEVERAL, to),
    "recepisse_a5_duplicata": lambda press, to: press.receipt(
        content(PaperKind.DEPOSIT_RECEIPT, RSA), to, PaperOrder(CopyKind.DUPLICATE, PageSize.A5)
    ),
    "avis_de_transmission": lambda press, to: press.receipt(
        content(PaperKind.TRANSMISSION_NOTICE, transmitted(RSA)), to
    ),
    "attestation_de_passage": lambda press, to: press.receipt(
        content(PaperKind.VISIT_CERTIFICATE, INFORMED, person=None), to
    ),
    "documents_a_apporter": lambda press, to: press.missing_list(MISSING, to),
    "rendez_vous": lambda press, to: press.appointment(REMINDER, to),
    "papier_annule": lambda press, to: press.voiding_notice(VOIDED, to),
    "accuse_discret": lambda press, to: press.receipt(INCOMPLETE, to, DISCREET),
    "documents_discret": lambda press, to: press.missing_list(MISSING, to, DISCREET),
    "rendez_vous_discret": lambda press, to: press.appointment(REMINDER, to, DISCREET),
    "annulation_discrete": lambda press, to: press.voiding_notice(VOIDED, to, DISCREET),
}


def new_press() -> PaperPress:
    """Give a press with the shipped faces."""
    return PaperPress(paths.resources() / "fonts")


def languages(code: str | None = None) -> Languages:
    """Give French, and the language of an ISO 639-3 code."""
    found = paper_language(code) if code else None
    if found is None:
        return Languages(FRENCH)
    folder = paths.translations()
    return Languages(FRENCH, PaperTranslator(found.catalogue, locale=found.locale, folder=folder))
