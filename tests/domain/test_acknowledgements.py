"""Which paper, which lines, by when: each decision and the article it rests on."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mairie_quartier.domain.acknowledgements import (
    Line,
    LineState,
    PaperReason,
    decide_lines,
    decide_paper,
    electronic_receipt,
)
from mairie_quartier.domain.catalogue import (
    Acknowledgement,
    Competence,
    Delay,
    DelayUnit,
    PieceRule,
    Silence,
    SilenceRegime,
)
from mairie_quartier.domain.needs import (
    CcasDelegation,
    NeedFacts,
    PieceFacts,
    RequestNature,
    decides,
)
from mairie_quartier.domain.receipt_content import PaperKind
from mairie_quartier.domain.requests import Outcome, PieceState
from mairie_quartier.domain.rules import RuleBook
from tests.domain.paper_facts import (
    ACCEPTS,
    BOOK,
    DOMICILE,
    INFORMED,
    RSA,
    SCHOOL,
    VACCINES,
    transmitted,
)
from tests.domain.rules_of_law import RULES

WRITTEN = CcasDelegation.WRITTEN
NEEDS = st.builds(
    replace,
    st.sampled_from([SCHOOL, RSA, DOMICILE, INFORMED]),
    outcome=st.sampled_from(list(Outcome)),
    acknowledgement=st.sampled_from(list(Acknowledgement)),
    competence=st.sampled_from(list(Competence)),
    nature=st.sampled_from(list(RequestNature)),
    silence=st.builds(
        Silence,
        st.sampled_from(list(SilenceRegime)),
        st.one_of(
            st.none(), st.builds(Delay, st.integers(1, 20), st.sampled_from(list(DelayUnit)))
        ),
    ),
)


@pytest.mark.parametrize(
    ("need", "delegation", "kind", "reason", "article"),
    [
        (SCHOOL, CcasDelegation.NONE, "acknowledgement", "we_decide", "L112-3"),
        (transmitted(SCHOOL), CcasDelegation.NONE, "acknowledgement", "we_decide", "L112-3"),
        (
            replace(SCHOOL, acknowledgement=Acknowledgement.UNKNOWN),
            CcasDelegation.NONE,
            "acknowledgement",
            "general_rule",
            "L112-3",
        ),
        (DOMICILE, WRITTEN, "acknowledgement", "delegated", "L114-4"),
        (DOMICILE, CcasDelegation.NONE, "deposit_receipt", "ccas_decides", "L114-4"),
        (RSA, WRITTEN, "deposit_receipt", "other_body", "L114-4"),
        (transmitted(RSA), WRITTEN, "transmission_notice", "sent_on", "L114-2"),
        (transmitted(DOMICILE), CcasDelegation.NONE, "transmission_notice", "sent_on", "L114-2"),
        (
            replace(SCHOOL, acknowledgement=Acknowledgement.NOT_DUE_FAVOURABLE_SOON),
            CcasDelegation.NONE,
            "deposit_receipt",
            "favourable_soon",
            "R112-4, 1°",
        ),
        (
            replace(SCHOOL, acknowledgement=Acknowledgement.NOT_DUE_CONDITIONS_ONLY),
            CcasDelegation.NONE,
            "deposit_receipt",
            "conditions_only",
            "R112-4, 2°",
        ),
        (
            replace(SCHOOL, nature=RequestNature.ABUSIVE),
            CcasDelegation.NONE,
            "deposit_receipt",
            "abusive",
            "L112-3, 1°",
        ),
        (
            replace(SCHOOL, acknowledgement=Acknowledgement.NOT_A_REQUEST),
            CcasDelegation.NONE,
            "deposit_receipt",
            "not_a_request",
            "L112-3",
        ),
        (INFORMED, CcasDelegation.NONE, "visit_certificate", "nothing_handed_in", ""),
    ],
)
def test_each_need_gets_its_paper_for_a_reason(
    need: NeedFacts, delegation: CcasDelegation, kind: str, reason: str, article: str
) -> None:
    decision = decide_paper(need, delegation)
    assert (decision.kind, decision.reason, decision.article) == (kind, reason, article)


@pytest.mark.parametrize(
    ("delay", "acknowledged"),
    [
        (Delay(15, DelayUnit.DAYS), False),
        (Delay(16, DelayUnit.DAYS), True),
        (Delay(2, DelayUnit.WEEKS), False),
        (Delay(3, DelayUnit.WEEKS), True),
        (Delay(1, DelayUnit.MONTHS), True),
    ],
)
def test_silence_that_accepts_within_fifteen_days_needs_no_acknowledgement(
    delay: Delay, acknowledged: bool
) -> None:
    """R112-4, 1°, from the delay itself; silence that rejects as soon is acknowledged."""
    accepts = replace(SCHOOL, silence=Silence(SilenceRegime.ACCEPTANCE, delay))
    rejects = replace(SCHOOL, silence=Silence(SilenceRegime.REJECTION, delay))
    assert (decide_paper(accepts).kind is PaperKind.ACKNOWLEDGEMENT) == acknowledged
    assert decide_paper(rejects).kind is PaperKind.ACKNOWLEDGEMENT


@settings(max_examples=200, derandomize=True)
@given(NEEDS, st.sampled_from(list(CcasDelegation)))
def test_only_what_is_ours_and_handed_in_is_acknowledged_and_always_with_an_article(
    need: NeedFacts, delegation: CcasDelegation
) -> None:
    decision = decide_paper(need, delegation)
    if decision.kind is PaperKind.ACKNOWLEDGEMENT:
        assert decides(need.competence, delegation)
        assert need.handed_in
    assert bool(decision.article) == (decision.reason is not PaperReason.NOTHING_HANDED_IN)
    assert (decision.kind is PaperKind.VISIT_CERTIFICATE) == (not need.handed_in)


def states(need: NeedFacts) -> dict[Line, LineState]:
    lines = decide_lines(need, need.silence_date(WRITTEN))
    assert all(line.article for line in lines)
    return {line.line: line.state for line in lines}


def test_a_rejection_calls_for_appeals_and_not_for_the_attestation() -> None:
    found = states(SCHOOL)
    assert found.pop(Line.ATTESTATION) is LineState.NOT_CALLED_FOR
    assert found.pop(Line.MISSING_PIECES) is LineState.NOT_CALLED_FOR
    assert set(found.values()) == {LineState.WRITTEN}
    assert Line.APPEALS in found


def test_an_acceptance_calls_for_the_attestation_and_not_for_appeals() -> None:
    found = states(replace(SCHOOL, silence=ACCEPTS))
    assert found[Line.ATTESTATION] is LineState.WRITTEN
    assert found[Line.APPEALS] is LineState.NOT_CALLED_FOR


def test_missing_pieces_are_a_line_and_hold_back_the_date_of_an_acceptance() -> None:
    due = date(2026, 3, 16)
    found = states(replace(SCHOOL, silence=ACCEPTS, pieces=(VACCINES,), pieces_due_on=due))
    assert found[Line.MISSING_PIECES] is LineState.WRITTEN
    assert found[Line.SILENCE_ON] is LineState.AWAITING_PIECES


def test_what_nobody_checked_is_not_asserted() -> None:
    found = states(replace(SCHOOL, silence=Silence()))
    unknown = {line for line, state in found.items() if state is LineState.UNKNOWN}
    assert unknown == {Line.SILENCE_ON, Line.REGIME, Line.APPEALS, Line.ATTESTATION}


def test_a_rejection_without_its_delay_leaves_only_the_date_open() -> None:
    """Residence permits: silence rejects, after a delay that differs from title to title."""
    found = states(replace(SCHOOL, silence=Silence(SilenceRegime.REJECTION)))
    assert [line for line, state in found.items() if state is LineState.UNKNOWN] == [
        Line.SILENCE_ON
    ]


def test_an_electronic_request_is_acknowledged_within_ten_working_days() -> None:
    """CRPA L112-11, R112-11-2: received on Thursday 30 April 2026, before three holidays."""
    receipt = electronic_receipt(date(2026, 4, 30), RULES)
    assert receipt.registration is not None
    assert receipt.registration.end == date(2026, 5, 4)  # over 1 May and the week-end
    assert receipt.acknowledged_by == date(2026, 5, 19)  # over 1, 8 and 14 May


def test_an_unchecked_rule_gives_no_day_to_an_electronic_request() -> None:
    unchecked = RuleBook(replace(rule, source=None) for rule in RULES.all())
    receipt = electronic_receipt(date(2026, 4, 30), unchecked)
    assert (receipt.registration, receipt.acknowledged_by) == (None, None)


# The clock, from the pieces ------------------------------------------------------------------


def test_a_piece_that_came_later_leaves_its_suspension_behind() -> None:
    """A paper issued again, once all is there, must not lose the days the clock stood still."""
    came = replace(VACCINES, state=PieceState.RECEIVED, received_on=date(2026, 3, 11))
    need = replace(SCHOOL, pieces=(BOOK, came), pieces_due_on=date(2026, 3, 16))
    assert need.silence_date().on == date(2026, 5, 11)


def test_an_acceptance_awaits_a_required_piece_even_without_a_deadline() -> None:
    """L114-5: it runs only from the receipt of the pieces, whatever deadline was set."""
    need = replace(SCHOOL, silence=ACCEPTS, pieces=(VACCINES,), pieces_due_on=None)
    assert need.silence_date().on is None
    assert replace(need, silence=SCHOOL.silence).silence_date().on == date(2026, 5, 1)


def test_the_last_of_several_pieces_ends_the_wait() -> None:
    one = replace(VACCINES, state=PieceState.RECEIVED, received_on=date(2026, 3, 5))
    two = replace(one, label="Acte de naissance", received_on=date(2026, 3, 9))
    need = replace(SCHOOL, silence=ACCEPTS, pieces=(one, two))
    assert need.silence_date().on == date(2026, 5, 9)
    still = replace(need, pieces=(one, replace(two, state=PieceState.MISSING, received_on=None)))
    assert still.silence_date().on is None


@pytest.mark.parametrize(
    "piece", [replace(VACCINES, rule=PieceRule.OPTIONAL), replace(VACCINES, indispensable=False)]
)
def test_what_is_not_required_or_not_indispensable_holds_nothing(piece: PieceFacts) -> None:
    """L114-5 (required by a text), L114-5-1 (indispensable)."""
    need = replace(SCHOOL, silence=ACCEPTS, pieces=(piece,))
    assert need.silence_date().on == date(2026, 5, 1)


def test_a_delegation_of_the_ccas_makes_receipt_here_count_for_it() -> None:
    need = replace(DOMICILE, silence=ACCEPTS)
    assert need.silence_date().on is None
    assert need.silence_date(WRITTEN).on == date(2026, 5, 1)


def test_another_body_starts_its_own_acceptance_when_it_has_the_file() -> None:
    need = replace(RSA, silence=ACCEPTS, competent_received_on=date(2026, 3, 12))
    assert need.silence_date().on == date(2026, 5, 12)
