"""Which paper a need gets, and what an acknowledgement must say: each decision with its article.

Must not compose a paper (``receipts``) nor word a decision for a reader.  Sources (CRPA): L112-3
(every request is acknowledged, but abusive ones), R112-4 (two exceptions), L114-4 (only by the
body that decides), L114-2 (what is sent on, and the person is told), R112-5 (what it must say),
L112-11, R112-11-1 and R112-11-2 (requests by electronic way).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mairie_quartier.domain.catalogue import (
    Acknowledgement,
    Competence,
    DelayUnit,
    Silence,
    SilenceRegime,
    Source,
)
from mairie_quartier.domain.counting import add_delay
from mairie_quartier.domain.deadlines import SilenceDate, Step, StepCode
from mairie_quartier.domain.needs import CcasDelegation, NeedFacts, RequestNature, decides
from mairie_quartier.domain.receipt_content import PaperKind
from mairie_quartier.domain.requests import Outcome
from mairie_quartier.domain.rules import GeneralRule, RuleBook, RuleCode

# R112-4, 1°: a favourable decision had within this delay needs no acknowledgement.
_SOON_DAYS = 15


class PaperReason(StrEnum):
    """Why a need gets its paper."""

    WE_DECIDE = "we_decide"
    GENERAL_RULE = "general_rule"
    DELEGATED = "delegated"
    OTHER_BODY = "other_body"
    CCAS_DECIDES = "ccas_decides"
    SENT_ON = "sent_on"
    FAVOURABLE_SOON = "favourable_soon"
    CONDITIONS_ONLY = "conditions_only"
    ABUSIVE = "abusive"
    NOT_A_REQUEST = "not_a_request"
    NOTHING_HANDED_IN = "nothing_handed_in"


@dataclass(frozen=True, slots=True)
class PaperDecision:
    """The paper of one need, why, and the text; ``source`` where the catalogue has its own."""

    kind: PaperKind
    reason: PaperReason
    article: str = ""
    source: Source | None = None

    @property
    def alone(self) -> bool:
        """Tell whether the need has a paper for itself; the others share one."""
        return self.kind in (PaperKind.ACKNOWLEDGEMENT, PaperKind.TRANSMISSION_NOTICE)


class Line(StrEnum):
    """One of the lines R112-5 speaks of."""

    RECEIVED_ON = "received_on"
    REGIME = "regime"
    SILENCE_ON = "silence_on"
    SERVICE = "service"
    MISSING_PIECES = "missing_pieces"
    APPEALS = "appeals"
    ATTESTATION = "attestation"


class LineState(StrEnum):
    """Whether the line is written; ``UNKNOWN``: it is due, and nobody has checked the rule."""

    WRITTEN = "written"
    NOT_CALLED_FOR = "not_called_for"
    AWAITING_PIECES = "awaiting_pieces"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LineDecision:
    """A line of the acknowledgement, whether it is written, and the text that asks for it."""

    line: Line
    state: LineState
    article: str


@dataclass(frozen=True, slots=True)
class ElectronicReceipt:
    """By when an electronic request must be registered and acknowledged; None: not checked.

    Each is a count of working days from the receipt.  A registration goes out only where the
    acknowledgement is not immediate.
    """

    registration: Step | None
    acknowledgement: Step | None

    @property
    def acknowledged_by(self) -> date | None:
        """Give the last day for the acknowledgement."""
        return self.acknowledgement.end if self.acknowledgement else None


def decide_paper(
    need: NeedFacts, delegation: CcasDelegation = CcasDelegation.NONE
) -> PaperDecision:
    """Decide which paper a need gets."""
    if not need.handed_in:
        return PaperDecision(PaperKind.VISIT_CERTIFICATE, PaperReason.NOTHING_HANDED_IN)
    if decides(need.competence, delegation):
        return _of_ours(need)
    if need.outcome is Outcome.TRANSMITTED:
        return PaperDecision(PaperKind.TRANSMISSION_NOTICE, PaperReason.SENT_ON, "L114-2")
    ccas = need.competence is Competence.CCAS
    reason = PaperReason.CCAS_DECIDES if ccas else PaperReason.OTHER_BODY
    return PaperDecision(PaperKind.DEPOSIT_RECEIPT, reason, "L114-4")


def decide_lines(need: NeedFacts, silence: SilenceDate) -> tuple[LineDecision, ...]:
    """Decide each line of R112-5, in the order of the article."""
    missing = any(piece.holds_the_clock for piece in need.pieces)
    regime = silence.regime
    return (
        LineDecision(Line.RECEIVED_ON, LineState.WRITTEN, "R112-5, 1°"),
        LineDecision(Line.SILENCE_ON, _date_state(silence), "R112-5, 1°"),
        LineDecision(Line.SERVICE, LineState.WRITTEN, "R112-5, 2°"),
        LineDecision(Line.MISSING_PIECES, _called_for(missing), "R112-5, 3°"),
        LineDecision(Line.REGIME, _regime_state(regime), "R112-5"),
        LineDecision(Line.APPEALS, _of_regime(regime, SilenceRegime.REJECTION), "R112-5"),
        LineDecision(Line.ATTESTATION, _of_regime(regime, SilenceRegime.ACCEPTANCE), "L232-3"),
    )


def electronic_receipt(received_on: date, rules: RuleBook) -> ElectronicReceipt:
    """Count the working days within which an electronic request is acknowledged."""
    return ElectronicReceipt(
        registration=_working(received_on, rules.verified(RuleCode.ELECTRONIC_REGISTRATION)),
        acknowledgement=_working(received_on, rules.verified(RuleCode.ELECTRONIC_RECEIPT)),
    )


def _of_ours(need: NeedFacts) -> PaperDecision:
    """Decide for a request that is ours to decide: acknowledged, but for four exceptions."""
    source = need.acknowledgement_source
    receipt = PaperKind.DEPOSIT_RECEIPT
    if need.nature is RequestNature.ABUSIVE:
        return PaperDecision(receipt, PaperReason.ABUSIVE, "L112-3, 1°")
    due = need.acknowledgement
    if due is Acknowledgement.NOT_A_REQUEST:
        return PaperDecision(receipt, PaperReason.NOT_A_REQUEST, "L112-3", source)
    if due is Acknowledgement.NOT_DUE_CONDITIONS_ONLY:
        return PaperDecision(receipt, PaperReason.CONDITIONS_ONLY, "R112-4, 2°", source)
    if due is Acknowledgement.NOT_DUE_FAVOURABLE_SOON or _accepted_soon(need.silence):
        return PaperDecision(receipt, PaperReason.FAVOURABLE_SOON, "R112-4, 1°", source)
    kind = PaperKind.ACKNOWLEDGEMENT
    if need.competence is Competence.CCAS:
        return PaperDecision(kind, PaperReason.DELEGATED, "L114-4", source)
    # Nobody has checked an exception: the general duty stands.
    checked = due is Acknowledgement.DUE
    reason = PaperReason.WE_DECIDE if checked else PaperReason.GENERAL_RULE
    return PaperDecision(kind, reason, "L112-3", source)


def _accepted_soon(silence: Silence) -> bool:
    """Tell whether silence accepts within fifteen days: the person has it before the paper."""
    delay = silence.delay
    if silence.regime is not SilenceRegime.ACCEPTANCE or delay is None:
        return False
    days = {DelayUnit.DAYS: 1, DelayUnit.WEEKS: 7, DelayUnit.MONTHS: 30}[delay.unit]
    return delay.amount * days <= _SOON_DAYS


def _date_state(silence: SilenceDate) -> LineState:
    if silence.on is not None:
        return LineState.WRITTEN
    if silence.regime is SilenceRegime.NOT_APPLICABLE:
        return LineState.NOT_CALLED_FOR
    waits = silence.has(StepCode.AWAITING_PIECES)
    return LineState.AWAITING_PIECES if waits else LineState.UNKNOWN


def _regime_state(regime: SilenceRegime) -> LineState:
    if regime is SilenceRegime.UNKNOWN:
        return LineState.UNKNOWN
    return _called_for(regime is not SilenceRegime.NOT_APPLICABLE)


def _of_regime(regime: SilenceRegime, wanted: SilenceRegime) -> LineState:
    if regime is SilenceRegime.UNKNOWN:
        return LineState.UNKNOWN
    return _called_for(regime is wanted)


def _called_for(due: bool) -> LineState:
    return LineState.WRITTEN if due else LineState.NOT_CALLED_FOR


def _working(start: date, rule: GeneralRule | None) -> Step | None:
    if rule is None or rule.delay is None:
        return None
    end = add_delay(start, rule.delay, rule.counting)
    amount, unit = rule.delay.amount, rule.delay.unit
    return Step(StepCode.WORKING_DAYS, rule.reference, start, end, amount, unit)
