"""Which papers a visit gives, and what each must say.

Only the competent administration acknowledges a request (CRPA L114-4): this module is the one
place that decides it.  Must not number, draw or store a paper.  Sources: L112-3, R112-4,
R112-5, L114-2 to L114-6, L111-2, L111-3.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from mairie_quartier.domain.agents import Agent, Office
from mairie_quartier.domain.catalogue import (
    Acknowledgement,
    Body,
    Competence,
    PieceRule,
    Silence,
    SilenceRegime,
)
from mairie_quartier.domain.deadlines import AwaitedPieces, SilenceClock
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
from mairie_quartier.domain.requests import Channel, NotHelpedReason, Outcome, PieceState
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

_NOT_DUE = frozenset(
    {
        Acknowledgement.NOT_DUE_FAVOURABLE_SOON,
        Acknowledgement.NOT_DUE_CONDITIONS_ONLY,
        Acknowledgement.NOT_A_REQUEST,
    }
)


class CcasDelegation(StrEnum):
    """Whether the CCAS, a legal person of its own, lets the town hall acknowledge for it."""

    NONE = "none"
    WRITTEN = "written"


class NameChoice(StrEnum):
    """Which name the person wants on papers (L111-3): the family name unless they ask."""

    FAMILY_NAME = "family_name"
    USED_NAME = "used_name"


@dataclass(frozen=True, slots=True)
class PieceFacts:
    """One document of a request; a piece that is not indispensable holds nothing (L114-5-1)."""

    label: str
    rule: PieceRule
    state: PieceState
    where_to_get: str = ""
    indispensable: bool = True

    @property
    def holds_the_clock(self) -> bool:
        """Tell whether its absence suspends or holds back the delay of silence."""
        return (
            self.state is PieceState.MISSING
            and self.rule is PieceRule.REQUIRED
            and self.indispensable
        )


@dataclass(frozen=True, slots=True)
class NeedFacts:
    """What must be known of a need to write its paper.

    ``received_on``: at this desk.  ``first_received_on``: when another administration had it
    before us, else None.  ``next_step`` is a whole sentence.
    """

    label: str
    plain_label: str
    competence: Competence
    outcome: Outcome
    received_on: date
    body: ServiceCard | None = None
    acknowledgement: Acknowledgement = Acknowledgement.UNKNOWN
    silence: Silence = Silence()  # noqa: RUF009 -- frozen
    appeal_routes: tuple[str, ...] = ()
    pieces: tuple[PieceFacts, ...] = ()
    pieces_due_on: date | None = None
    first_received_on: date | None = None
    reason: NotHelpedReason | None = None
    next_step: str = ""


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


def decides(competence: Competence, delegation: CcasDelegation) -> bool:
    """Tell whether the town hall may acknowledge: it decides, or the CCAS has delegated."""
    if competence is Competence.CCAS:
        return delegation is CcasDelegation.WRITTEN
    return competence is Competence.COMMUNE


def plan_papers(
    needs: Iterable[NeedFacts], *, delegation: CcasDelegation = CcasDelegation.NONE
) -> tuple[PlannedPaper, ...]:
    """Decide the papers of a visit: acknowledgements, notices, then one for all the rest."""
    alone: list[PlannedPaper] = []
    rest: list[NeedFacts] = []
    for need in needs:
        kind = _kind_alone(need, delegation)
        if kind is None:
            rest.append(need)
        else:
            alone.append(PlannedPaper(kind, (need,)))
    alone.sort(key=lambda paper: paper.kind is not PaperKind.ACKNOWLEDGEMENT)
    if not rest:
        return tuple(alone)
    deposited = any(need.outcome is Outcome.DEPOSITED for need in rest)
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


def _kind_alone(need: NeedFacts, delegation: CcasDelegation) -> PaperKind | None:
    """Tell the paper a need gets for itself alone, if any."""
    handed_in = need.outcome in (Outcome.DEPOSITED, Outcome.TRANSMITTED)
    if handed_in and decides(need.competence, delegation):
        return None if need.acknowledgement in _NOT_DUE else PaperKind.ACKNOWLEDGEMENT
    if need.outcome is Outcome.TRANSMITTED:
        return PaperKind.TRANSMISSION_NOTICE
    return None


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
    awaited: tuple[AwaitedPieces, ...] = ()
    if any(piece.holds_the_clock for piece in need.pieces):
        awaited = (AwaitedPieces(frame.issued_at.date(), need.pieces_due_on),)
    first = need.first_received_on or need.received_on
    silence = SilenceClock(need.silence, first, need.received_on, awaited).read()
    rejects = need.silence.regime is SilenceRegime.REJECTION
    routes = need.appeal_routes or frame.letterhead.appeal_routes
    mentions = LegalMentions(
        need.received_on, silence, need.silence.delay, service, routes if rejects else ()
    )
    if mentions.absent():
        raise IncompleteAcknowledgement(need.label, mentions.absent())
    return mentions
