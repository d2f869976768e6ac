"""Which papers a visit gives, and what each must say.

Each need's own paper is decided by ``acknowledgements``, its dates by ``needs``; here the needs
of a visit become papers.  Must not number, draw or store a paper.  Sources (CRPA): R112-5,
L114-3, L114-5, L111-2, L111-3.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from mairie_quartier.domain.acknowledgements import decide_paper
from mairie_quartier.domain.agents import Agent, Office
from mairie_quartier.domain.catalogue import Body, PieceRule, SilenceRegime
from mairie_quartier.domain.needs import CcasDelegation, NeedFacts, PieceFacts, decides
from mairie_quartier.domain.people import Person
from mairie_quartier.domain.receipt_content import (
    LegalMentions,
    Letterhead,
    Mention,
    MissingPiece,
    PaperKind,
    PrintedAgent,
    ReceiptContent,
    ReceiptItem,
    ServiceCard,
)
from mairie_quartier.domain.requests import Channel, PieceState
from mairie_quartier.errors import UserMistake

__all__ = [
    "CcasDelegation",
    "IncompleteAcknowledgement",
    "NameChoice",
    "NeedFacts",
    "PaperFrame",
    "PaperKind",
    "PieceFacts",
    "PlannedPaper",
    "ReceiptContent",
    "body_card",
    "compose_receipt",
    "decides",
    "office_card",
    "plan_papers",
    "printed_agent",
    "printed_name",
]


class NameChoice(StrEnum):
    """Which name the person wants on papers (L111-3): the family name unless they ask."""

    FAMILY_NAME = "family_name"
    USED_NAME = "used_name"


@dataclass(frozen=True, slots=True)
class PlannedPaper:
    """A paper to issue: its kind, and the needs it speaks of, in the order of the visit."""

    kind: PaperKind
    needs: tuple[NeedFacts, ...]


@dataclass(frozen=True, slots=True)
class PaperFrame:
    """What all papers of a visit share; ``issued_at`` is aware local time."""

    issued_at: datetime
    place: ServiceCard
    letterhead: Letterhead
    channel: Channel
    agent: PrintedAgent
    person: str | None = None


class IncompleteAcknowledgement(UserMistake):
    """An acknowledgement would lack lines of R112-5: the appeal time limits would not hold."""

    def __init__(self, label: str, mentions: tuple[Mention, ...]) -> None:
        super().__init__(label, mentions)
        self.label = label
        self.mentions = mentions


def plan_papers(
    needs: Iterable[NeedFacts], *, delegation: CcasDelegation = CcasDelegation.NONE
) -> tuple[PlannedPaper, ...]:
    """Decide the papers of a visit: acknowledgements, notices, then one for all the rest."""
    alone: list[PlannedPaper] = []
    rest: list[NeedFacts] = []
    for need in needs:
        decision = decide_paper(need, delegation)
        if decision.alone:
            alone.append(PlannedPaper(decision.kind, (need,)))
        else:
            rest.append(need)
    alone.sort(key=lambda paper: paper.kind is not PaperKind.ACKNOWLEDGEMENT)
    if not rest:
        return tuple(alone)
    deposited = any(need.handed_in for need in rest)
    kind = PaperKind.DEPOSIT_RECEIPT if deposited else PaperKind.VISIT_CERTIFICATE
    return (*alone, PlannedPaper(kind, tuple(rest)))


def compose_receipt(paper: PlannedPaper, frame: PaperFrame, *, number: str) -> ReceiptContent:
    """Freeze what the paper says; raise :class:`IncompleteAcknowledgement`."""
    return ReceiptContent(
        number=number,
        kind=paper.kind,
        issued_at=frame.issued_at,
        place=frame.place,
        letterhead=frame.letterhead,
        channel=frame.channel,
        agent=frame.agent,
        items=tuple(_item(need, paper.kind, frame) for need in paper.needs),
        person=frame.person,
    )


def office_card(office: Office) -> ServiceCard:
    """Give the office as it is printed."""
    return ServiceCard(office.name, office.address, office.phone, office.email, office.hours)


def body_card(body: Body) -> ServiceCard:
    """Give the body that decides as it is printed."""
    return ServiceCard(body.name, body.postal_address, body.phone, body.email)


def printed_agent(agent: Agent) -> PrintedAgent:
    """Give first name, name and quality, or the name that stands for them (L111-2)."""
    name = agent.printed_name or f"{agent.first_name} {agent.last_name}".strip()
    return PrintedAgent(name, agent.quality)


def printed_name(person: Person, choice: NameChoice = NameChoice.FAMILY_NAME) -> str:
    """Give the name for papers: the family name, unless the used name was asked for."""
    wanted = person.family_name or person.used_name
    if choice is NameChoice.USED_NAME:
        wanted = person.used_name or person.family_name
    name = f"{person.first_names} {wanted}".strip()
    return name or person.other_script_name


def _item(need: NeedFacts, kind: PaperKind, frame: PaperFrame) -> ReceiptItem:
    return ReceiptItem(
        label=need.label,
        plain_label=need.plain_label or need.label,
        competence=need.competence,
        outcome=need.outcome,
        first_received_on=need.first_received_on or need.received_on,
        recipient=need.body,
        reason=need.reason,
        next_step=need.next_step,
        pieces_received=tuple(
            piece.label for piece in need.pieces if piece.state is PieceState.RECEIVED
        ),
        pieces_missing=tuple(
            _missing(piece, need) for piece in need.pieces if piece.state is PieceState.MISSING
        ),
        legal=_mentions(need, frame) if kind is PaperKind.ACKNOWLEDGEMENT else None,
    )


def _missing(piece: PieceFacts, need: NeedFacts) -> MissingPiece:
    due_on = need.pieces_due_on if piece.rule is PieceRule.REQUIRED else None
    return MissingPiece(piece.label, piece.rule, due_on, piece.where_to_get)


def _mentions(need: NeedFacts, frame: PaperFrame) -> LegalMentions:
    """Gather the lines of R112-5; the office stands in for lines the service left empty."""
    service = need.body or frame.place
    service = replace(
        service,
        address=service.address or frame.place.address,
        phone=service.phone or frame.place.phone,
        email=service.email or frame.place.email,
    )
    # An acknowledgement is planned only for what is ours to decide, by delegation or not.
    silence = need.silence_date(CcasDelegation.WRITTEN)
    rejects = need.silence.regime is SilenceRegime.REJECTION
    routes = need.appeal_routes or frame.letterhead.appeal_routes
    mentions = LegalMentions(
        need.received_on, silence, need.silence.delay, service, routes if rejects else ()
    )
    if mentions.absent():
        raise IncompleteAcknowledgement(need.label, mentions.absent())
    return mentions
