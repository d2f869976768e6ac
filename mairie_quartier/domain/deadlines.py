"""When silence speaks, with the reasons for each date.

Must not read the clock nor word anything for a reader (the screen and the papers word the
steps).  No date is ever guessed: an unknown regime has none.

Sources (Code des relations entre le public et l'administration): L231-1 and L231-4 (regimes),
L114-3 (which receipt starts the clock), L114-5 (missing pieces suspend the rejection clock and
hold back the acceptance clock), L114-5-1 (a piece that is not indispensable does neither).
These delays end on the day of the same number (received 1 March, two months, 1 May); they are
not *francs*, and an end on a Sunday is not moved.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from mairie_quartier.domain.catalogue import Delay, DelayUnit, Silence, SilenceRegime
from mairie_quartier.domain.counting import add_delay


class StepCode(StrEnum):
    """One reason in the explanation of a date."""

    UNKNOWN = "unknown"
    FROM_RECEIPT = "from_receipt"
    FROM_FIRST_RECEIPT = "from_first_receipt"
    FROM_COMPETENT_RECEIPT = "from_competent_receipt"
    AWAITING_COMPETENT_RECEIPT = "awaiting_competent_receipt"
    FROM_PIECES = "from_pieces"
    AWAITING_PIECES = "awaiting_pieces"
    DELAY = "delay"
    SUSPENDED = "suspended"
    PUSHED_BACK = "pushed_back"
    # Of the period of appeal and of electronic requests.
    FROM_REFUSAL = "from_refusal"
    FRANC = "franc"
    SHORTER_COUNT = "shorter_count"
    CLOSED_DAY = "closed_day"
    WORKING_DAYS = "working_days"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reasoning: its article, and the days it leads from and to."""

    code: StepCode
    article: str = ""
    start: date | None = None
    end: date | None = None
    count: int = 0
    unit: DelayUnit | None = None


@dataclass(frozen=True, slots=True)
class AwaitedPieces:
    """Required pieces asked for on a day; ``received_on`` is the last one's.

    Without a deadline (``due_on`` is None) nothing is suspended: L114-5 wants one to be set.
    """

    asked_on: date
    due_on: date | None
    received_on: date | None = None

    @property
    def ends_on(self) -> date:
        """Give the day the suspension ends: the pieces' arrival, at the latest the deadline."""
        due_on = self.due_on or self.asked_on
        end = due_on if self.received_on is None else min(due_on, self.received_on)
        return max(self.asked_on, end)


@dataclass(frozen=True, slots=True)
class SilenceClock:
    """All that decides when silence speaks.

    ``competent_received_on`` is None while the competent administration has not received the
    request; it equals ``first_received_on`` when the first administration was the right one.
    """

    silence: Silence
    first_received_on: date
    competent_received_on: date | None
    awaited: tuple[AwaitedPieces, ...] = ()

    @property
    def first_is_competent(self) -> bool:
        """Tell whether the request came straight to the administration that decides."""
        return self.competent_received_on == self.first_received_on

    def read(self) -> "SilenceDate":
        """Tell the date on which silence speaks, with every step that led to it."""
        regime, delay = self.silence.regime, self.silence.delay
        if regime is SilenceRegime.ACCEPTANCE and delay is not None:
            return _acceptance(self, delay)
        if regime is SilenceRegime.REJECTION and delay is not None:
            return _rejection(self, delay)
        return SilenceDate(None, regime, (Step(StepCode.UNKNOWN),))


@dataclass(frozen=True, slots=True)
class SilenceDate:
    """The date on which silence speaks (None: it cannot be told), and why.

    ``provisional`` when the date moves forward if the awaited pieces come before their deadline.
    """

    on: date | None
    regime: SilenceRegime
    steps: tuple[Step, ...] = ()
    provisional: bool = False

    def has(self, code: StepCode) -> bool:
        """Tell whether a step is part of the reasoning."""
        return any(step.code is code for step in self.steps)


def _rejection(clock: SilenceClock, delay: Delay) -> SilenceDate:
    """Count from the first receipt, whoever received; suspensions push the end back."""
    start = clock.first_received_on
    received = _received(clock, StepCode.FROM_FIRST_RECEIPT, start)
    if clock.silence.from_complete_file:
        return _from_complete_file(clock, delay, received)
    end = add_delay(start, delay)
    steps = [received, _delay_step(clock.silence, start, end)]
    provisional = False
    for pause in _pauses(clock.awaited, start):
        if pause.asked_on >= end:
            break
        days = (pause.ends_on - pause.asked_on).days
        before, end = end, end + timedelta(days=days)
        provisional = provisional or pause.received_on is None
        span = (pause.asked_on, pause.ends_on, days, DelayUnit.DAYS)
        steps.append(Step(StepCode.SUSPENDED, "L114-5", *span))
        steps.append(Step(StepCode.PUSHED_BACK, "L114-5", before, end, days, DelayUnit.DAYS))
    return SilenceDate(end, SilenceRegime.REJECTION, tuple(steps), provisional)


def _acceptance(clock: SilenceClock, delay: Delay) -> SilenceDate:
    """Count from the competent body's receipt, and from the last required piece."""
    start = clock.competent_received_on
    if start is None:
        waiting = Step(StepCode.AWAITING_COMPETENT_RECEIPT, "L114-3")
        return SilenceDate(None, SilenceRegime.ACCEPTANCE, (waiting,))
    received = _received(clock, StepCode.FROM_COMPETENT_RECEIPT, start)
    return _from_complete_file(clock, delay, received)


def _received(clock: SilenceClock, otherwise: StepCode, day: date) -> Step:
    """Name the receipt that starts the clock; ``otherwise``: two administrations are at stake."""
    code = StepCode.FROM_RECEIPT if clock.first_is_competent else otherwise
    return Step(code, "L114-3", day, day)


def _from_complete_file(clock: SilenceClock, delay: Delay, received: Step) -> SilenceDate:
    """Count from the receipt or, if later, from the day the last awaited piece came."""
    regime = clock.silence.regime
    start = received.start or clock.first_received_on
    steps = [received]
    for pieces in clock.awaited:
        if pieces.received_on is None:
            waiting = Step(StepCode.AWAITING_PIECES, "L114-5", pieces.asked_on, pieces.due_on)
            return SilenceDate(None, regime, (received, waiting))
        if pieces.received_on > start:
            start = pieces.received_on
            steps.append(Step(StepCode.FROM_PIECES, "L114-5", start, start))
    end = add_delay(start, delay)
    steps.append(_delay_step(clock.silence, start, end))
    return SilenceDate(end, regime, tuple(steps))


def _delay_step(silence: Silence, start: date, end: date) -> Step:
    """Name the text that sets the delay: the catalogue's source, else the general rule."""
    general = "L231-1" if silence.regime is SilenceRegime.ACCEPTANCE else "L231-4"
    article = general if silence.source is None else silence.source.reference
    delay = silence.delay
    if delay is None:
        return Step(StepCode.DELAY, article, start, end)
    return Step(StepCode.DELAY, article, start, end, delay.amount, delay.unit)


def _pauses(awaited: Iterable[AwaitedPieces], start: date) -> list[AwaitedPieces]:
    """Order the suspensions, none before ``start``, none overlapping the one before."""
    pauses: list[AwaitedPieces] = []
    free_from = start
    for pause in sorted(awaited, key=lambda each: (each.asked_on, each.ends_on)):
        begun = max(pause.asked_on, free_from)
        if begun < pause.ends_on:
            pauses.append(replace(pause, asked_on=begun))
            free_from = pause.ends_on
    return pauses
