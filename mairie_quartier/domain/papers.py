"""A paper once issued: numbered, frozen, voided but never edited.

``content`` is the JSON of what was printed (``receipts.ReceiptContent``): a duplicate is drawn
from it, whatever changed in the file since.  A correction voids the paper and issues another.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mairie_quartier.domain.identifiers import AgentId, OfficeId, PersonId, ReceiptId, VisitId
from mairie_quartier.errors import UserMistake


class CopyKind(StrEnum):
    """Which copy is drawn: the first one, a *duplicata*, or one marked as void."""

    ORIGINAL = "original"
    DUPLICATE = "duplicate"
    VOIDED = "voided"


class PageSize(StrEnum):
    """The sheet of a receipt."""

    A4 = "A4"
    A5 = "A5"


class Discretion(StrEnum):
    """Whether a paper may say what it is; discreet where that could endanger the person."""

    OPEN = "open"
    DISCREET = "discreet"


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """How a paper is wanted: which copy, sheet and discretion.

    ``language`` (ISO 639-3) is the one printed after the French; None is French only.
    """

    copy: CopyKind = CopyKind.ORIGINAL
    size: PageSize = PageSize.A4
    language: str | None = None
    discretion: Discretion = Discretion.OPEN


class VoidReason(StrEnum):
    """Why a paper was voided."""

    MISTAKE = "mistake"
    WRONG_PERSON = "wrong_person"
    CORRECTED = "corrected"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class IssuedReceipt:
    """A numbered paper, append-only."""

    id: ReceiptId
    office_id: OfficeId
    number: str
    kind: str
    visit_id: VisitId
    person_id: PersonId | None
    agent_id: AgentId
    issued_at: datetime
    content: str


@dataclass(frozen=True, slots=True)
class Voiding:
    """The entry that voids a paper; it has the paper's identifier, so one paper is voided once."""

    id: ReceiptId
    office_id: OfficeId
    reason: VoidReason
    agent_id: AgentId
    voided_at: datetime
    replaced_by: ReceiptId | None = None


class AlreadyVoided(UserMistake):
    """The paper was voided before."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number
