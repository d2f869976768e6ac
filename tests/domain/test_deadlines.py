"""When silence speaks: cases with their source, and what holds for every day and every file."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mairie_quartier.domain.catalogue import Delay, DelayUnit, Silence, SilenceRegime, Source
from mairie_quartier.domain.deadlines import (
    AwaitedPieces,
    SilenceClock,
    SilenceDate,
    StepCode,
)

TWO_MONTHS = Delay(2, DelayUnit.MONTHS)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
QUICK = settings(max_examples=200, derandomize=True)


def read(
    regime: SilenceRegime,
    first: date,
    *,
    competent: date | None = None,
    awaited: tuple[AwaitedPieces, ...] = (),
    delay: Delay | None = TWO_MONTHS,
) -> SilenceDate:
    return SilenceClock(Silence(regime, delay), first, competent, awaited).read()


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


def test_the_first_administration_may_be_the_one_that_decides() -> None:
    """L114-3 then speaks of one receipt only, and so does the explanation."""
    day = date(2026, 3, 1)
    for regime in (SilenceRegime.REJECTION, SilenceRegime.ACCEPTANCE):
        first = read(regime, day, competent=day).steps[0]
        assert (first.code, first.article) == (StepCode.FROM_RECEIPT, "L114-3")


def test_each_suspension_is_a_sum_from_one_date_to_the_next() -> None:
    awaited = (
        AwaitedPieces(date(2026, 3, 1), date(2026, 3, 6), date(2026, 3, 6)),
        AwaitedPieces(date(2026, 4, 1), date(2026, 4, 11), date(2026, 4, 11)),
    )
    steps = read(SilenceRegime.REJECTION, date(2026, 3, 1), awaited=awaited).steps
    sums = [(step.start, step.end) for step in steps if step.code is StepCode.PUSHED_BACK]
    assert sums == [
        (date(2026, 5, 1), date(2026, 5, 6)),
        (date(2026, 5, 6), date(2026, 5, 16)),
    ]


def test_a_silence_that_ends_on_a_sunday_or_a_holiday_is_not_moved() -> None:
    """L231-1, L231-4: the delay is neither *franc* nor extended; 1 May 2026 is a holiday."""
    assert read(SilenceRegime.REJECTION, date(2026, 3, 1)).on == date(2026, 5, 1)
    sunday = read(SilenceRegime.REJECTION, date(2026, 3, 3)).on
    assert sunday == date(2026, 5, 3)
    assert sunday is not None
    assert sunday.weekday() == 6


# What holds for every file ------------------------------------------------------------------

WAITS = st.builds(
    lambda asked, allowed, came: (asked, allowed, came),
    st.integers(0, 90),
    st.one_of(st.none(), st.integers(1, 60)),
    st.one_of(st.none(), st.integers(0, 120)),
)
DELAYS = st.builds(
    Delay, st.integers(1, 12), st.sampled_from([DelayUnit.DAYS, DelayUnit.WEEKS, DelayUnit.MONTHS])
)
KNOWN = st.sampled_from([SilenceRegime.REJECTION, SilenceRegime.ACCEPTANCE])


def wait_of(first: date, wait: tuple[int, int | None, int | None]) -> AwaitedPieces:
    asked, allowed, came = wait
    day = first + timedelta(days=asked)
    return AwaitedPieces(
        day,
        None if allowed is None else day + timedelta(days=allowed),
        None if came is None else day + timedelta(days=came),
    )


@QUICK
@given(KNOWN, DELAYS, DAYS, st.integers(0, 400), st.lists(WAITS, max_size=3))
def test_who_asks_later_is_not_answered_sooner(
    regime: SilenceRegime,
    delay: Delay,
    first: date,
    later: int,
    waits: list[tuple[int, int | None, int | None]],
) -> None:
    """Monotonic in the start, with the same waits counted from it."""

    def end(start: date) -> date | None:
        awaited = tuple(wait_of(start, wait) for wait in waits)
        return read(regime, start, competent=start, awaited=awaited, delay=delay).on

    soon, late = end(first), end(first + timedelta(days=later))
    assert (soon is None) == (late is None)
    # A suspension asked for too late stops nothing: only then may the order turn.
    if soon is not None and late is not None and (regime is SilenceRegime.ACCEPTANCE or not waits):
        assert soon <= late


@QUICK
@given(DELAYS, DAYS, st.lists(WAITS, max_size=4))
def test_suspensions_never_shorten_nor_restart_a_rejection(
    delay: Delay, first: date, waits: list[tuple[int, int | None, int | None]]
) -> None:
    awaited = tuple(wait_of(first, wait) for wait in waits)
    plain = read(SilenceRegime.REJECTION, first, delay=delay)
    silence = read(SilenceRegime.REJECTION, first, awaited=awaited, delay=delay)
    assert plain.on is not None
    assert silence.on is not None
    stopped = [step for step in silence.steps if step.code is StepCode.SUSPENDED]
    assert silence.on == plain.on + timedelta(days=sum(step.count for step in stopped))
    # Not restarted: the delay is counted once, from the first receipt.
    counted = [step for step in silence.steps if step.code is StepCode.DELAY]
    assert [(step.start, step.end) for step in counted] == [(first, plain.on)]


@QUICK
@given(KNOWN, DAYS, st.integers(0, 90), st.integers(1, 60), st.integers(0, 120), st.integers(0, 90))
def test_bringing_pieces_earlier_never_postpones(
    regime: SilenceRegime, first: date, asked: int, allowed: int, came: int, sooner: int
) -> None:
    def end(days: int) -> date:
        awaited = (wait_of(first, (asked, allowed, days)),)
        found = read(regime, first, competent=first, awaited=awaited).on
        assert found is not None
        return found

    assert end(max(0, came - sooner)) <= end(came)


@QUICK
@given(KNOWN, DAYS, st.integers(0, 90), st.integers(1, 60), st.integers(0, 120))
def test_a_provisional_date_is_the_latest_it_can_be(
    regime: SilenceRegime, first: date, asked: int, allowed: int, came: int
) -> None:
    """What is printed while pieces are awaited never turns out too early."""
    waiting = read(
        regime, first, competent=first, awaited=(wait_of(first, (asked, allowed, None)),)
    )
    brought = read(
        regime, first, competent=first, awaited=(wait_of(first, (asked, allowed, came)),)
    )
    assert brought.on is not None
    assert not brought.provisional
    if regime is SilenceRegime.ACCEPTANCE:
        assert waiting.on is None
    else:
        assert waiting.on is not None
        assert brought.on <= waiting.on


@QUICK
@given(
    st.sampled_from(list(SilenceRegime)),
    st.one_of(st.none(), DELAYS),
    DAYS,
    st.one_of(st.none(), st.integers(0, 60)),
    st.lists(WAITS, max_size=3),
)
def test_no_date_without_a_regime_a_delay_and_its_step(
    regime: SilenceRegime,
    delay: Delay | None,
    first: date,
    competent: int | None,
    waits: list[tuple[int, int | None, int | None]],
) -> None:
    silence = read(
        regime,
        first,
        competent=None if competent is None else first + timedelta(days=competent),
        awaited=tuple(wait_of(first, wait) for wait in waits),
        delay=delay,
    )
    known = regime in (SilenceRegime.REJECTION, SilenceRegime.ACCEPTANCE) and delay is not None
    assert known or silence.on is None
    assert (silence.on is not None) == silence.has(StepCode.DELAY)
    if silence.on is not None:
        assert silence.steps[-1].end == silence.on
        assert all(step.article for step in silence.steps)


@QUICK
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


@QUICK
@given(DAYS, st.integers(0, 60), st.integers(1, 60))
def test_the_later_the_pieces_the_later_acceptance(first: date, wait: int, more: int) -> None:
    def end(came: date) -> date | None:
        awaited = (AwaitedPieces(first, first + timedelta(days=30), came),)
        return read(SilenceRegime.ACCEPTANCE, first, competent=first, awaited=awaited).on

    soon, late = end(first + timedelta(days=wait)), end(first + timedelta(days=wait + more))
    assert soon is not None
    assert late is not None
    assert soon <= late
