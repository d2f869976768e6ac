"""Contents of office papers, lifelike and synthetic, for the tests."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from mairie_quartier.domain.day_sheet_content import (
    DaySheetContent,
    Matter,
    SheetAppointment,
    SheetMatter,
    SheetVisit,
)
from mairie_quartier.domain.interpreter_content import Booking, OrderContent
from mairie_quartier.domain.interpreting import PreferredSex, Urgency, Way
from mairie_quartier.domain.people import AccessNeed, Contact, Literacy
from mairie_quartier.domain.receipt_content import PrintedAgent, ServiceCard
from mairie_quartier.domain.references import ReferenceKind, reference_of
from mairie_quartier.domain.referral_content import (
    PrintedAgreement,
    Reach,
    ReferralContent,
    ReferredPerson,
    ReferredRequest,
    Understanding,
)
from mairie_quartier.domain.referrals import Agreement, Delivery
from tests.domain.paper_facts import LETTERHEAD, OFFICE, PARIS_WINTER

REFERRAL_KEY = UUID("019caa10-5a00-7000-8000-0000000abcde")
ORDER_KEY = UUID("019caa10-5a00-7000-8000-000000012345")
AGENT = PrintedAgent("Awa Diop", "agent d’accueil")
AT = datetime(2026, 3, 2, 10, 42, tzinfo=PARIS_WINTER)
PARTNER = ServiceCard(
    "Promofemmes Saint-Michel",
    "21 rue des Modèles\n33000 Bordeaux",
    "05 36 49 10 01",
    "accueil@promofemmes.example",
    "Mo-Th 09:00-12:30,14:00-17:00; Fr 09:00-12:00",
)
AGREED = PrintedAgreement(Agreement.GIVEN, date(2026, 3, 2))


def referral(agreement: PrintedAgreement = AGREED) -> ReferralContent:
    """A referral, sent directly where the person agreed."""
    agreed = agreement.state is Agreement.GIVEN
    return ReferralContent(
        reference=str(reference_of(ReferenceKind.REFERRAL, REFERRAL_KEY)),
        issued_at=AT,
        sent_on=date(2026, 3, 2),
        answer_by=date(2026, 3, 9),
        letterhead=LETTERHEAD,
        sender=OFFICE,
        agent=AGENT,
        receiver=PARTNER,
        person=ReferredPerson(
            "Aminata Traoré", "06 39 98 00 01", Reach.DIRECT if agreed else Reach.BY_PERSON
        ),
        request=ReferredRequest(
            label="Cours de français",
            plain_label="Je veux apprendre le français",
            reason="Cherche un cours en journée, avec garde d’enfant.",
            first_received_on=date(2026, 3, 1),
            receipt_number="BAC-20-26-00042-K",
            pieces_held=("Justificatif d’identité",),
            pieces_missing=("Attestation de niveau",),
        ),
        agreement=agreement,
        delivery=Delivery.DIRECT if agreed else Delivery.BY_PERSON,
        urgency=Urgency.WEEK,
        understanding=Understanding(
            language="bam",
            second_language="fra",
            literacy=Literacy.PARTLY,
            interpreter=Way.TELEPHONE,
            preferred_sex=PreferredSex.WOMAN,
            access_needs=(AccessNeed.STEP_FREE, AccessNeed.QUIET_PLACE),
        ),
    )


def carried() -> ReferralContent:
    """A referral that the person carries: no agreement is recorded."""
    return referral(PrintedAgreement(Agreement.NOT_ASKED))


def order(way: Way = Way.ON_SITE, minutes: int = 45) -> OrderContent:
    """An order to a provider, with a date."""
    return OrderContent(
        reference=str(reference_of(ReferenceKind.INTERPRETING, ORDER_KEY)),
        issued_at=AT,
        letterhead=LETTERHEAD,
        office=OFFICE,
        agent=AGENT,
        booking=Booking(
            provider="MANA",
            on=date(2026, 3, 9),
            at=time(14, 30),
            minutes=minutes,
            place=OFFICE.address,
            billing="Convention 2026-014",
        ),
        language="prs",
        way=way,
        urgency=Urgency.WEEK,
        preferred_sex=PreferredSex.WOMAN,
        second_language="pbu",
        literacy=Literacy.NO,
        initials="A. T.",
        subjects=("Domiciliation", "Aide médicale de l’État"),
        access_needs=(AccessNeed.SEATED,),
    )


def open_order() -> OrderContent:
    """An order whose date is still to be agreed by hand."""
    return replace(order(), booking=Booking(), second_language=None)


def day_sheet(visits: int = 6) -> DaySheetContent:
    """A morning with a few visits, and what is due."""
    day = AT.date()
    return DaySheetContent(
        day=day,
        printed_at=AT,
        city=LETTERHEAD.city,
        office=OFFICE,
        agent=AGENT.name,
        visits=tuple(
            SheetVisit(
                AT - timedelta(minutes=11 * rank),
                f"Traoré Aminata {rank}" if rank % 3 else "",
                ("Revenu de solidarité active (RSA)", "Domiciliation")[: 1 + rank % 2],
                (f"BAC-20-26-{rank:05}-K",),
            )
            for rank in range(visits)
        ),
        appointments=(
            SheetAppointment(time(9, 30), "Ndiaye Fatou", "Domiciliation", "", "06 39 98 00 05"),
            SheetAppointment(
                *(time(14, 30), "Rahimi Laila", "Aide alimentaire", "Promofemmes, Mme Costa"),
                contact=Contact.CAREFUL,
            ),
            SheetAppointment(None, "", "Cours de français"),
        ),
        matters=(
            SheetMatter(Matter.INTERPRETER, day, "Amiri Zahra", "dari", "06 39 98 00 03"),
            SheetMatter(
                Matter.PIECES, day, "Diallo Mamadou", "Domiciliation", contact=Contact.CAREFUL
            ),
            SheetMatter(Matter.REFERRAL, day - timedelta(days=2), "", "Promofemmes"),
        ),
    )
