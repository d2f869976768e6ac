"""What must be known of a need to rule on it and to write its paper.

Gathers the facts of a request, of its démarche and of its pieces, and reads the clock of silence
from them: the one place where the three meet.  Must not decide on a paper (``acknowledgements``)
nor store anything.  Sources: CRPA L114-3 (first and competent administration), L114-4 (only the
competent one acknowledges), L114-5 and L114-5-1 (missing pieces), L112-3 (abusive requests).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mairie_quartier.domain.catalogue import (
    Acknowledgement,
    Competence,
    PieceRule,
    Silence,
    Source,
)
from mairie_quartier.domain.deadlines import AwaitedPieces, SilenceClock, SilenceDate
from mairie_quartier.domain.receipt_content import ServiceCard
from mairie_quartier.domain.requests import NotHelpedReason, Outcome, PieceState

HANDED_IN = frozenset({Outcome.DEPOSITED, Outcome.TRANSMITTED})


class CcasDelegation(StrEnum):
    """Whether the CCAS, a legal person of its own, lets the town hall acknowledge for it."""

    NONE = "none"
    WRITTEN = "written"


class RequestNature(StrEnum):
    """Whether a request is abusive by number, repetition or system (L112-3, 1°).

    Nobody decides that at the desk: it takes a written decision of the head of service.
    """

    ORDINARY = "ordinary"
    ABUSIVE = "abusive"


@dataclass(frozen=True, slots=True)
class PieceFacts:
    """One document of a request; a piece that is not indispensable holds nothing (L114-5-1)."""

    label: str
    rule: PieceRule
    state: PieceState
    where_to_get: str = ""
    indispensable: bool = True
    received_on: date | None = None

    @property
    def may_hold_the_clock(self) -> bool:
        """Tell whether a text requires it and the file cannot be examined without it."""
        return self.rule is PieceRule.REQUIRED and self.indispensable

    @property
    def holds_the_clock(self) -> bool:
        """Tell whether its absence suspends or holds back the delay of silence."""
        return self.may_hold_the_clock and self.state is PieceState.MISSING

    def came_after(self, day: date) -> bool:
        """Tell whether it was received later than ``day``."""
        came_on = self.received_on
        return self.state is PieceState.RECEIVED and came_on is not None and came_on > day


@dataclass(frozen=True, slots=True)
class NeedFacts:
    """The facts of one need.

    ``received_on``: at this desk.  ``first_received_on``: when another administration had it
    before us, else None.  ``competent_received_on``: when the body that decides had it, if that
    is not us and is known.  ``asked_on``: when documents were asked for, if later than the receipt.
    ``next_step`` is a whole sentence.
    """

    label: str
    plain_label: str
    competence: Competence
    outcome: Outcome
    received_on: date
    body: ServiceCard | None = None
    acknowledgement: Acknowledgement = Acknowledgement.UNKNOWN
    acknowledgement_source: Source | None = None
    silence: Silence = Silence()  # noqa: RUF009 -- frozen
    appeal_routes: tuple[str, ...] = ()
    pieces: tuple[PieceFacts, ...] = ()
    pieces_due_on: date | None = None
    asked_on: date | None = None
    first_received_on: date | None = None
    competent_received_on: date | None = None
    nature: RequestNature = RequestNature.ORDINARY
    reason: NotHelpedReason | None = None
    next_step: str = ""

    @property
    def handed_in(self) -> bool:
        """Tell whether a file was left at the desk or sent on: else nothing waits for an answer."""
        return self.outcome in HANDED_IN

    def awaited(self) -> tuple[AwaitedPieces, ...]:
        """Give the wait for required pieces: from the asking to the last of them."""
        late = [
            piece
            for piece in self.pieces
            if piece.holds_the_clock
            or (piece.may_hold_the_clock and piece.came_after(self.received_on))
        ]
        if not late:
            return ()
        missing = any(piece.holds_the_clock for piece in late)
        came = [piece.received_on for piece in late if piece.received_on is not None]
        last = None if missing else max(came)
        asked_on = self.asked_on or self.received_on
        return (AwaitedPieces(asked_on, self.pieces_due_on, last),)

    def clock(self, delegation: CcasDelegation = CcasDelegation.NONE) -> SilenceClock:
        """Give the clock of silence; received here is received by us where we decide."""
        ours = decides(self.competence, delegation)
        competent = self.received_on if ours else self.competent_received_on
        first = self.first_received_on or self.received_on
        return SilenceClock(self.silence, first, competent, self.awaited())

    def silence_date(self, delegation: CcasDelegation = CcasDelegation.NONE) -> SilenceDate:
        """Tell when silence speaks, and why."""
        return self.clock(delegation).read()


def decides(competence: Competence, delegation: CcasDelegation) -> bool:
    """Tell whether the town hall may acknowledge: it decides, or the CCAS has delegated."""
    if competence is Competence.CCAS:
        return delegation is CcasDelegation.WRITTEN
    return competence is Competence.COMMUNE
