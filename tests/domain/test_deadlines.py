"""When silence speaks: tables of cases with their source, and what holds for every day."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mairie_quartier.domain.catalogue import Delay, DelayUnit, Silence, SilenceRegime, Source
from mairie_quartier.domain.deadlines import (
    AwaitedPieces,
    SilenceClock,
    SilenceDate,
    StepCode,
    add_delay,
    add_months,
    add_working_days,
)

TWO_MONTHS = Delay(2, DelayUnit.MONTHS)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def read(
    regime: SilenceRegime,
    first: date,
    *,
    competent: date | None = None,
    awaited: tuple[AwaitedPieces, ...] = (),
    delay: Delay | None = TWO_MONTHS,
) -> SilenceDate:
    return SilenceClock(Silence(regime, delay), first, competent, awaited).read()


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 3, 1), 2, date(2026, 5, 1)),  # CRPA L231-1, example of DOMAIN.md 1
        (date(2026, 12, 31), 2, date(2027, 2, 28)),  # no 31 February: last day of the month
        (date(2027, 12, 31), 2, date(2028, 2, 29)),  # leap year
        (date(2026, 12, 30), 2, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 6, 30), 2, date(2026, 8, 30)),  # from day to day, not to the month's end
        (date(2026, 11, 22), 4, date(2027, 3, 22)),  # MDPH, préfecture: four months
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
    ],
)
def test_months_are_counted_from_day_to_day(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end


@pytest.mark.parametrize(
    ("delay", "end"),
    [
        (Delay(6, DelayUnit.WEEKS), date(2027, 1, 3)),  # DAHO: six weeks from the deposit
        (Delay(15, DelayUnit.DAYS), date(2026, 12, 7)),  # R112-4 1°: fifteen days
        (Delay(1, DelayUnit.MONTHS), date(2026, 12, 22)),
    ],
)
def test_weeks_and_days_are_counted_on_the_calendar(delay: Delay, end: date) -> None:
    assert add_delay(date(2026, 11, 22), delay) == end


def test_working_days_leave_out_the_week_end_and_public_holidays() -> None:
    all_saints = frozenset({date(2026, 11, 11)})
    assert add_working_days(date(2026, 11, 6), 3, holidays=all_saints) == date(2026, 11, 12)


@given(DAYS, st.integers(0, 60))
def test_a_month_delay_ends_in_the_month_it_names(start: date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == min(start.day, monthrange(end.year, end.month)[1])


@given(DAYS, DAYS, st.integers(0, 24))
def test_who_comes_first_is_not_answered_later(one: date, other: date, months: int) -> None:
    first, second = sorted((one, other))
    assert add_months(first, months) <= add_months(second, months)


@pytest.mark.parametrize("regime", [SilenceRegime.UNKNOWN, SilenceRegime.NOT_APPLICABLE])
def test_no_date_without_a_known_regime(regime: SilenceRegime) -> None:
    silence = read(regime, date(2026, 3, 1), competent=date(2026, 3, 1))
    assert silence.on is None
    assert silence.has(StepCode.UNKNOWN)


@pytest.mark.parametrize("regime", list(SilenceRegime))
def test_no_date_without_a_known_delay(regime: SilenceRegime) -> None:
    assert read(regime, date(2026, 3, 1), competent=date(2026, 3, 1), delay=None).on is None


def test_rejection_clock_starts_at_first_receipt_not_at_forwarding() -> None:
    """DOMAIN.md 7, error 4; CRPA L114-3."""
    silence = read(SilenceRegime.REJECTION, date(2026, 3, 1), competent=date(2026, 3, 20))
    assert silence.on == date(2026, 5, 1)
    assert silence.steps[0].code is StepCode.FROM_FIRST_RECEIPT
    assert silence.steps[0].article == "L114-3"


def test_rejection_clock_runs_even_before_the_competent_body_has_it() -> None:
    assert read(SilenceRegime.REJECTION, date(2026, 3, 1)).on == date(2026, 5, 1)


def test_acceptance_clock_starts_at_the_competent_body() -> None:
    silence = read(SilenceRegime.ACCEPTANCE, date(2026, 3, 1), competent=date(2026, 3, 20))
    assert silence.on == date(2026, 5, 20)
    assert silence.has(StepCode.FROM_COMPETENT_RECEIPT)


def test_acceptance_has_no_date_before_the_competent_body_has_it() -> None:
    silence = read(SilenceRegime.ACCEPTANCE, date(2026, 3, 1))
    assert silence.on is None
    assert silence.has(StepCode.AWAITING_COMPETENT_RECEIPT)


@pytest.mark.parametrize(
    ("awaited", "end", "provisional"),
    [
        # Asked 1 March, due 16, nothing yet: the whole fifteen days are added.
        ((AwaitedPieces(date(2026, 3, 1), date(2026, 3, 16)),), date(2026, 5, 16), True),
        # They came after five days: five days are added, the two months are not restarted.
        (
            (AwaitedPieces(date(2026, 3, 1), date(2026, 3, 16), date(2026, 3, 6)),),
            date(2026, 5, 6),
            False,
        ),
        # They came after the deadline: the suspension ended with the deadline.
        (
            (AwaitedPieces(date(2026, 3, 1), date(2026, 3, 16), date(2026, 4, 1)),),
            date(2026, 5, 16),
            False,
        ),
        # Two suspensions, the second of ten days, add up.
        (
            (
                AwaitedPieces(date(2026, 4, 1), date(2026, 4, 11), date(2026, 4, 11)),
                AwaitedPieces(date(2026, 3, 1), date(2026, 3, 6), date(2026, 3, 6)),
            ),
            date(2026, 5, 16),
            False,
        ),
        # Overlapping suspensions count once.
        (
            (
                AwaitedPieces(date(2026, 3, 1), date(2026, 3, 11), date(2026, 3, 11)),
                AwaitedPieces(date(2026, 3, 6), date(2026, 3, 16), date(2026, 3, 16)),
            ),
            date(2026, 5, 16),
            False,
        ),
        # Asked when silence had already spoken: too late to suspend.
        ((AwaitedPieces(date(2026, 5, 1), date(2026, 5, 16)),), date(2026, 5, 1), False),
    ],
)
def test_rejection_clock_is_suspended_not_restarted(
    awaited: tuple[AwaitedPieces, ...], end: date, provisional: bool
) -> None:
    """DOMAIN.md 7, error 5; CRPA L114-5."""
    silence = read(SilenceRegime.REJECTION, date(2026, 3, 1), awaited=awaited)
    assert (silence.on, silence.provisional) == (end, provisional)


def test_suspension_is_explained_with_its_days() -> None:
    awaited = (AwaitedPieces(date(2026, 3, 1), date(2026, 3, 16)),)
    silence = read(SilenceRegime.REJECTION, date(2026, 3, 1), awaited=awaited)
    step = next(step for step in silence.steps if step.code is StepCode.SUSPENDED)
    assert (step.article, step.start, step.end, step.count) == (
        "L114-5",
        date(2026, 3, 1),
        date(2026, 3, 16),
        15,
    )


def test_acceptance_waits_for_the_pieces() -> None:
    awaited = (AwaitedPieces(date(2026, 3, 1), date(2026, 3, 16)),)
    silence = read(
        SilenceRegime.ACCEPTANCE, date(2026, 3, 1), competent=date(2026, 3, 1), awaited=awaited
    )
    assert silence.on is None
    assert silence.has(StepCode.AWAITING_PIECES)


def test_acceptance_runs_from_the_last_piece() -> None:
    awaited = (AwaitedPieces(date(2026, 3, 1), date(2026, 3, 16), date(2026, 3, 10)),)
    silence = read(
        SilenceRegime.ACCEPTANCE, date(2026, 3, 1), competent=date(2026, 3, 1), awaited=awaited
    )
    assert silence.on == date(2026, 5, 10)
    assert silence.has(StepCode.FROM_PIECES)


def test_rejection_from_a_complete_file_waits_for_the_pieces() -> None:
    silence = Silence(SilenceRegime.REJECTION, TWO_MONTHS, from_complete_file=True)
    asked = AwaitedPieces(date(2026, 3, 1), date(2026, 3, 16))
    came = AwaitedPieces(date(2026, 3, 1), date(2026, 3, 16), date(2026, 3, 20))
    first = date(2026, 3, 1)
    assert SilenceClock(silence, first, first, (asked,)).read().on is None
    assert SilenceClock(silence, first, first, (came,)).read().on == date(2026, 5, 20)


def test_the_delay_names_the_text_of_the_catalogue() -> None:
    source = Source("CASF L264-4", date(2026, 11, 1))
    silence = Silence(SilenceRegime.REJECTION, TWO_MONTHS, source)
    steps = SilenceClock(silence, date(2026, 3, 1), date(2026, 3, 1)).read().steps
    assert [step.article for step in steps] == ["L114-3", "CASF L264-4"]


@given(DAYS, st.integers(0, 90), st.integers(1, 60), st.integers(0, 120))
def test_a_suspension_adds_its_days_and_no_more(
    first: date, after: int, allowed: int, came_after: int
) -> None:
    asked = first + timedelta(days=after)
    came = asked + timedelta(days=came_after)
    awaited = AwaitedPieces(asked, asked + timedelta(days=allowed), came)
    plain = read(SilenceRegime.REJECTION, first).on
    suspended = read(SilenceRegime.REJECTION, first, awaited=(awaited,)).on
    assert plain is not None
    assert suspended is not None
    expected = min(allowed, came_after) if asked < plain else 0
    assert (suspended - plain).days == expected


@given(DAYS, st.integers(0, 60), st.integers(1, 60))
def test_the_later_the_pieces_the_later_acceptance(first: date, wait: int, more: int) -> None:
    def end(came: date) -> date | None:
        awaited = (AwaitedPieces(first, first + timedelta(days=30), came),)
        return read(SilenceRegime.ACCEPTANCE, first, competent=first, awaited=awaited).on

    soon, late = end(first + timedelta(days=wait)), end(first + timedelta(days=wait + more))
    assert soon is not None
    assert late is not None
    assert soon <= late
