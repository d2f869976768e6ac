"""Needs, frames and contents of papers, lifelike and synthetic, for the tests."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from mairie_quartier.domain.catalogue import (
    Acknowledgement,
    Competence,
    Delay,
    DelayUnit,
    PieceRule,
    Silence,
    SilenceRegime,
)
from mairie_quartier.domain.receipt_content import (
    Letterhead,
    PaperKind,
    PrintedAgent,
    ReceiptContent,
    ServiceCard,
)
from mairie_quartier.domain.receipts import (
    NeedFacts,
    PaperFrame,
    PieceFacts,
    PlannedPaper,
    compose_receipt,
)
from mairie_quartier.domain.requests import Channel, Outcome, PieceState

RECEIVED_ON = date(2026, 3, 1)
PARIS_WINTER = timezone(timedelta(hours=1))
TWO_MONTHS = Delay(2, DelayUnit.MONTHS)
REJECTS = Silence(SilenceRegime.REJECTION, TWO_MONTHS)
ACCEPTS = Silence(SilenceRegime.ACCEPTANCE, TWO_MONTHS)

OFFICE = ServiceCard(
    "Mairie de quartier de Bacalan",
    "12 place des Exemples, 33300 Bordeaux",
    "05 00 00 00 12",
    "bacalan@ville.example",
    "du lundi au vendredi, de 9 h à 17 h",
)
EDUCATION = ServiceCard(
    "Direction de l’éducation",
    "4 rue de l’École, 33000 Bordeaux",
    "05 00 00 00 04",
    "education@ville.example",
)
CAF = ServiceCard(
    "Caisse d’allocations familiales de la Gironde",
    "1 rue des Modèles, 33000 Bordeaux",
    "05 00 00 00 99",
)
LETTERHEAD = Letterhead(
    city="Ville de Bordeaux",
    lines=("Place de la Mairie, 33000 Bordeaux", "05 00 00 00 00"),
    website="ville.example",
    data_notice=("La ville enregistre votre passage pour suivre vos demandes.",),
    appeal_routes=(
        "Vous pouvez écrire au maire dans les deux mois.",
        "Vous pouvez saisir le tribunal administratif dans les deux mois.",
    ),
)
BOOK = PieceFacts("Livret de famille", PieceRule.REQUIRED, PieceState.RECEIVED)
VACCINES = PieceFacts(
    "Carnet de santé (vaccins)", PieceRule.REQUIRED, PieceState.MISSING, "chez votre médecin"
)
PHOTO = PieceFacts("Photo d’identité", PieceRule.OPTIONAL, PieceState.MISSING)

SCHOOL = NeedFacts(
    label="Inscription à la cantine",
    plain_label="Je veux que mon enfant mange à la cantine",
    competence=Competence.COMMUNE,
    outcome=Outcome.DEPOSITED,
    received_on=RECEIVED_ON,
    body=EDUCATION,
    acknowledgement=Acknowledgement.DUE,
    silence=REJECTS,
    pieces=(BOOK,),
)
RSA = NeedFacts(
    label="Revenu de solidarité active (RSA)",
    plain_label="Je demande le RSA",
    competence=Competence.OTHER,
    outcome=Outcome.DEPOSITED,
    received_on=RECEIVED_ON,
    body=CAF,
    acknowledgement=Acknowledgement.DUE,
    silence=REJECTS,
    pieces=(BOOK,),
)
DOMICILE = NeedFacts(
    label="Domiciliation",
    plain_label="Je veux une adresse pour mon courrier",
    competence=Competence.CCAS,
    outcome=Outcome.DEPOSITED,
    received_on=RECEIVED_ON,
    body=ServiceCard("CCAS de Bordeaux", "2 cours des Essais, 33000 Bordeaux", "05 00 00 00 22"),
    acknowledgement=Acknowledgement.DUE,
    silence=REJECTS,
)
INFORMED = NeedFacts(
    label="Cours de français",
    plain_label="Je veux apprendre le français",
    competence=Competence.OTHER,
    outcome=Outcome.INFORMED,
    received_on=RECEIVED_ON,
)


def frame(channel: Channel = Channel.DESK, person: str | None = "Aminata Traoré") -> PaperFrame:
    return PaperFrame(
        issued_at=datetime(2026, 3, 1, 10, 42, tzinfo=PARIS_WINTER),
        place=OFFICE,
        letterhead=LETTERHEAD,
        channel=channel,
        agent=PrintedAgent("Awa Diop", "agent d’accueil"),
        person=person,
    )


def content(
    kind: PaperKind,
    *needs: NeedFacts,
    channel: Channel = Channel.DESK,
    person: str | None = "Aminata Traoré",
) -> ReceiptContent:
    paper = PlannedPaper(kind, needs)
    return compose_receipt(paper, frame(channel, person), number="BAC2-26-000042-K")


def acknowledgement(
    need: NeedFacts = SCHOOL, person: str | None = "Aminata Traoré"
) -> ReceiptContent:
    return content(PaperKind.ACKNOWLEDGEMENT, need, person=person)


def transmitted(need: NeedFacts) -> NeedFacts:
    return replace(need, outcome=Outcome.TRANSMITTED)
