"""The period of appeal against a refusal born of silence: its last day, and every step to it.

Must not tell a last day from a rule nobody checked, nor for a body whose ways of appeal are not
in the catalogue.  Sources: Code de justice administrative R421-1 and R421-2 (two months from the
day the refusal is born; the delay is *franc*), Code de procédure civile 642 (an end on a closed
day moves on), CRPA L112-6 (not held against a person without a complete acknowledgement).
Where no text says that a delay is *franc* the shorter count is told: nobody is late for it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mairie_quartier.domain.catalogue import Appeal, Delay, DelayUnit, SilenceRegime, Source
from mairie_quartier.domain.counting import add_delay, next_working_day
from mairie_quartier.domain.deadlines import SilenceDate, Step, StepCode
from mairie_quartier.domain.rules import Counting, RuleBook, RuleCode

_DAY = timedelta(days=1)


class TimeLimit(StrEnum):
    """Whether the time limit may be held against the person (L112-6)."""

    IF_ACKNOWLEDGED = "if_acknowledged"
    NOT_HELD = "not_held"


@dataclass(frozen=True, slots=True)
class AppealPeriod:
    """The last day to appeal (None: it cannot be told), and why.

    ``provisional``: the refusal's own day still moves with the awaited pieces.
    """

    on: date | None
    limit: TimeLimit
    steps: tuple[Step, ...] = ()
    routes: tuple[str, ...] = ()
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class AppealRule:
    """The delay that applies, how it is counted, and where that was read."""

    delay: Delay
    counting: Counting
    source: Source


def rule_of(appeal: Appeal | None, rules: RuleBook) -> AppealRule | None:
    """Give the démarche's own rule, else the general one; nothing if nobody checked it."""
    if appeal is not None:
        if appeal.delay is None:
            return None
        return AppealRule(appeal.delay, appeal.counting, appeal.source)
    general = rules.verified(RuleCode.APPEAL)
    if general is None or general.delay is None or general.source is None:
        return None
    return AppealRule(general.delay, general.counting, general.source)


def appeal_period(
    silence: SilenceDate, rule: AppealRule | None, rules: RuleBook, *, limit: TimeLimit
) -> AppealPeriod | None:
    """Count the period from the day silence rejects; nothing where it does not."""
    if silence.regime is not SilenceRegime.REJECTION:
        return None
    if silence.on is None or rule is None:
        return AppealPeriod(None, limit)
    born = silence.on
    end = add_delay(born, rule.delay)
    steps = [
        Step(StepCode.FROM_REFUSAL, "", born, born),
        _delay_step(born, end, rule),
    ]
    if rule.counting is Counting.FRANC:
        end = _franc(end, steps, rules)
    else:
        steps.append(Step(StepCode.SHORTER_COUNT, "", end, end))
    return AppealPeriod(end, limit, tuple(steps), provisional=silence.provisional)


def _franc(end: date, steps: list[Step], rules: RuleBook) -> date:
    """Leave out the last day too, then move off closed days where that rule was checked."""
    general = rules.find(RuleCode.APPEAL)
    reference = general.reference if general else ""
    steps.append(Step(StepCode.FRANC, reference, end, end + _DAY, 1, DelayUnit.DAYS))
    end += _DAY
    closed = rules.verified(RuleCode.CLOSED_DAYS)
    opened = next_working_day(end)
    if closed is None or opened == end:
        return end
    steps.append(Step(StepCode.CLOSED_DAY, closed.reference, end, opened))
    return opened


def _delay_step(born: date, end: date, rule: AppealRule) -> Step:
    delay = rule.delay
    return Step(StepCode.DELAY, rule.source.reference, born, end, delay.amount, delay.unit)
