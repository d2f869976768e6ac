"""What the smaller papers of the visitor say: documents to bring, appointment, voided paper.

They bear no number of their own: they speak of a numbered paper, or of a day.  Data only; the
wording is in ``documents``.  Sources: CRPA L114-5 (missing documents and deadline), L111-2.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from mairie_quartier.domain.papers import VoidReason
from mairie_quartier.domain.receipt_content import (
    Letterhead,
    MissingPiece,
    PaperKind,
    PrintedAgent,
    ServiceCard,
)


@dataclass(frozen=True, slots=True)
class PaperHead:
    """Who hands the paper over, to whom, where and when; ``issued_at`` is aware local time."""

    issued_at: datetime
    place: ServiceCard
    letterhead: Letterhead
    agent: PrintedAgent
    person: str | None = None


@dataclass(frozen=True, slots=True)
class IncompleteRequest:
    """A request, and the documents it still lacks."""

    label: str
    plain_label: str
    pieces: tuple[MissingPiece, ...]


@dataclass(frozen=True, slots=True)
class MissingList:
    """The documents that a person has to bring; ``number`` is the visit's paper, or empty."""

    head: PaperHead
    items: tuple[IncompleteRequest, ...]
    number: str = ""

    @property
    def due_on(self) -> date | None:
        """Give the first deadline; None where no text requires any of the documents."""
        days = [piece.due_on for item in self.items for piece in item.pieces if piece.due_on]
        return min(days, default=None)


@dataclass(frozen=True, slots=True)
class AppointmentReminder:
    """Where and when somebody is expected, and with what; ``about`` is the need."""

    head: PaperHead
    on: date
    at: time | None
    where: ServiceCard
    about: str = ""
    plain_about: str = ""
    bring: tuple[MissingPiece, ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class VoidingNotice:
    """A paper that is worth nothing any more, and the number of the one instead, or empty."""

    head: PaperHead
    number: str
    kind: PaperKind
    voided_on: date
    reason: VoidReason
    replaced_by: str = ""


VisitorPaper = MissingList | AppointmentReminder | VoidingNotice
