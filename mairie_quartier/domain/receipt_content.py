"""What a receipt says, frozen at issue: a duplicate is drawn from it and from nothing else.

Data only; the French wording is in ``documents``.  Never holds more of the person than the
name as printed.  Sources: CRPA R112-5 (mentions of an acknowledgement), L114-5 (missing pieces
and deadline), L111-2 (the agent), L111-3 (the name), L112-11 (electronic requests).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mairie_quartier.domain.catalogue import Competence, Delay, PieceRule, SilenceRegime
from mairie_quartier.domain.deadlines import SilenceDate
from mairie_quartier.domain.frozen_json import read_json, write_quickly
from mairie_quartier.domain.requests import Channel, NotHelpedReason, Outcome
from mairie_quartier.errors import EnvironmentFault

CONTENT_VERSION = 1
ELECTRONIC_CHANNELS = frozenset({Channel.EMAIL, Channel.ONLINE})


class PaperKind(StrEnum):
    """Which paper the visitor takes home."""

    ACKNOWLEDGEMENT = "acknowledgement"  # accusé de réception
    DEPOSIT_RECEIPT = "deposit_receipt"  # récépissé de dépôt
    VISIT_CERTIFICATE = "visit_certificate"  # attestation de passage
    TRANSMISSION_NOTICE = "transmission_notice"  # avis de transmission


class Mention(StrEnum):
    """One of the lines that R112-5 asks of an acknowledgement."""

    SERVICE_NAME = "service_name"
    SERVICE_ADDRESS = "service_address"
    SERVICE_PHONE = "service_phone"
    APPEAL_ROUTES = "appeal_routes"


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """A service and how to reach it; ``address`` may hold several lines."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The city's own lines, a setting; whole sentences in the notice and the appeal routes."""

    city: str
    lines: tuple[str, ...] = ()
    website: str = ""
    data_notice: tuple[str, ...] = ()
    appeal_routes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedAgent:
    """The agent as L111-2 wants it; ``name`` is a service number where safety asks for it."""

    name: str
    quality: str = ""


@dataclass(frozen=True, slots=True)
class MissingPiece:
    """A document still awaited; only a required one carries a deadline (L114-5)."""

    label: str
    rule: PieceRule = PieceRule.OPTIONAL
    due_on: date | None = None
    where_to_get: str = ""

    def __post_init__(self) -> None:
        """Refuse a deadline for what no text requires."""
        if self.due_on is not None and self.rule is not PieceRule.REQUIRED:
            raise DeadlineForOptionalPiece(self.label)


@dataclass(frozen=True, slots=True)
class LegalMentions:
    """The lines of R112-5: only on a paper for a request that the commune decides."""

    received_on: date
    silence: SilenceDate
    delay: Delay | None
    service: ServiceCard
    appeal_routes: tuple[str, ...] = ()

    @property
    def offers_attestation(self) -> bool:
        """Tell whether the attestation of L232-3 must be offered: silence accepts."""
        return self.silence.regime is SilenceRegime.ACCEPTANCE

    @property
    def names_appeals(self) -> bool:
        """Tell whether the ways of appeal must be written: silence rejects."""
        return self.silence.regime is SilenceRegime.REJECTION

    def absent(self) -> tuple[Mention, ...]:
        """List what R112-5 asks for and nobody has filled in."""
        wanted = {
            Mention.SERVICE_NAME: self.service.name,
            Mention.SERVICE_ADDRESS: self.service.address,
            Mention.SERVICE_PHONE: self.service.phone,
            Mention.APPEAL_ROUTES: self.appeal_routes or not self.names_appeals,
        }
        return tuple(mention for mention, value in wanted.items() if not value)


@dataclass(frozen=True, slots=True)
class ReceiptItem:
    """One request of the paper: what was asked, of whom, and what came of it.

    ``next_step`` is a whole sentence (appointment, place) or empty.  ``first_received_on`` is
    when an administration first had it (L114-3).
    """

    label: str
    plain_label: str
    competence: Competence
    outcome: Outcome
    first_received_on: date
    recipient: ServiceCard | None = None
    reason: NotHelpedReason | None = None
    next_step: str = ""
    pieces_received: tuple[str, ...] = ()
    pieces_missing: tuple[MissingPiece, ...] = ()
    legal: LegalMentions | None = None


@dataclass(frozen=True, slots=True)
class ReceiptContent:
    """Everything a receipt says.  ``issued_at`` is the aware *local* time of the office."""

    number: str
    kind: PaperKind
    issued_at: datetime
    place: ServiceCard
    letterhead: Letterhead
    channel: Channel
    agent: PrintedAgent
    items: tuple[ReceiptItem, ...]
    person: str | None = None
    version: int = CONTENT_VERSION

    @property
    def electronic(self) -> bool:
        """Tell whether the articles on electronic requests apply (L112-11)."""
        return self.channel in ELECTRONIC_CHANNELS

    def to_json(self) -> str:
        """Write what is kept with the number."""
        return write_quickly(self)

    @staticmethod
    def from_json(text: str) -> "ReceiptContent":
        """Read back; raise ``UnreadableContent``, or ``ContentFromLaterVersion``."""
        content = read_json(ReceiptContent, text)
        if content.version > CONTENT_VERSION:
            raise ContentFromLaterVersion(content.number, content.version)
        return content


class DeadlineForOptionalPiece(EnvironmentFault):
    """The data set a deadline for a document that no text requires."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


class ContentFromLaterVersion(EnvironmentFault):
    """The paper was issued by a later program than this one."""

    def __init__(self, number: str, version: int) -> None:
        super().__init__(number, version)
        self.number = number
        self.version = version
