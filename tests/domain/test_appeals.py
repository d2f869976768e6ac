"""The last day to appeal: cases with their source, and no day from a rule nobody checked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mairie_quartier.domain.appeals import (
    AppealPeriod,
    AppealRule,
    TimeLimit,
    appeal_period,
    rule_of,
)
from mairie_quartier.domain.catalogue import Delay, DelayUnit, SilenceRegime, Source
from mairie_quartier.domain.counting import is_working_day
from mairie_quartier.domain.deadlines import SilenceDate, StepCode
from mairie_quartier.domain.rules import Counting, RuleBook, RuleCode
from tests.domain.rules_of_law import RULES, shipped

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
LIMIT = TimeLimit.IF_ACKNOWLEDGED


def refused(on: date | None, *, provisional: bool = False) -> SilenceDate:
    return SilenceDate(on, SilenceRegime.REJECTION, provisional=provisional)


def general() -> AppealRule:
    rule = rule_of(None, RULES)
    assert rule is not None
    return rule


def period(silence: SilenceDate, rule: AppealRule | None = None) -> AppealPeriod:
    found = appeal_period(silence, rule or general(), RULES, limit=LIMIT)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("born", "last", "codes"),
    [
        # CJA R421-1, R421-2: two months; franc, one day more (CE 5 June 2009 no. 312682).
        (date(2026, 5, 5), date(2026, 7, 6), "from_refusal delay franc"),
        # Received 1 March, refused by silence 1 May; 2 July is a Thursday.
        (date(2026, 5, 1), date(2026, 7, 2), "from_refusal delay franc"),
        # 13 July + 1 day is a holiday, hence the 15th (CPC 642).
        (date(2026, 5, 13), date(2026, 7, 15), "from_refusal delay franc closed_day"),
        # 1 August 2026 is a Saturday, hence Monday the 3rd.
        (date(2026, 5, 31), date(2026, 8, 3), "from_refusal delay franc closed_day"),
        # No 31 June: 30 June, then one day.
        (date(2026, 4, 30), date(2026, 7, 1), "from_refusal delay franc"),
    ],
)
def test_two_months_franc_off_closed_days(born: date, last: date, codes: str) -> None:
    found = period(refused(born))
    assert found.on == last
    assert [step.code for step in found.steps] == codes.split()
    assert all(step.article for step in found.steps if step.code is not StepCode.FROM_REFUSAL)
    assert found.steps[-1].end == last


def test_without_a_text_that_says_franc_the_shorter_count_is_told() -> None:
    """The compulsory appeal to the prefect for the *attestation d'accueil*."""
    rule = rule_of(shipped("attestation-accueil").appeal, RULES)
    found = period(refused(date(2026, 4, 16)), rule)
    assert found.on == date(2026, 6, 16)
    assert found.steps[-1].code is StepCode.SHORTER_COUNT


def test_the_demarche_tells_its_own_delay_before_the_general_one() -> None:
    own = rule_of(shipped("aide-financiere-ccas").appeal, RULES)
    assert own is not None
    assert own.counting is Counting.FRANC
    assert "R421-1" in own.source.reference


def test_silence_that_accepts_or_is_unknown_has_no_appeal() -> None:
    for regime in SilenceRegime:
        found = appeal_period(SilenceDate(None, regime), general(), RULES, limit=LIMIT)
        assert (found is not None) == (regime is SilenceRegime.REJECTION)


def test_no_last_day_without_the_day_of_the_refusal() -> None:
    assert period(refused(None)).on is None


def test_no_last_day_from_a_rule_nobody_checked() -> None:
    unchecked = RuleBook(replace(rule, source=None) for rule in RULES.all())
    assert rule_of(None, unchecked) is None
    found = appeal_period(refused(date(2026, 5, 1)), None, unchecked, limit=LIMIT)
    assert found is not None
    assert found.on is None


def test_a_closed_day_moves_nothing_while_that_rule_is_unchecked() -> None:
    """The earlier day is told: nobody comes too late for it."""
    book = RuleBook(rule for rule in RULES.all() if rule.code is not RuleCode.CLOSED_DAYS)
    found = appeal_period(refused(date(2026, 5, 13)), general(), book, limit=LIMIT)
    assert found is not None
    assert found.on == date(2026, 7, 14)


def test_the_day_moves_with_the_refusal() -> None:
    assert period(refused(date(2026, 5, 1), provisional=True)).provisional


@settings(max_examples=300, derandomize=True)
@given(DAYS, st.integers(0, 60), st.sampled_from([Counting.FRANC, Counting.CALENDAR]))
def test_a_later_refusal_is_never_appealed_sooner(
    born: date, later: int, counting: Counting
) -> None:
    source = Source("CJA R421-1", date(2026, 11, 22))
    rule = AppealRule(Delay(2, DelayUnit.MONTHS), counting, source)
    first = period(refused(born), rule).on
    second = period(refused(born + timedelta(days=later)), rule).on
    assert first is not None
    assert second is not None
    assert born < first <= second
    assert counting is not Counting.FRANC or is_working_day(first)
