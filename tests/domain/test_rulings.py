"""All that the law makes of one request, put together."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mairie_quartier.domain.acknowledgements import PaperReason
from mairie_quartier.domain.appeals import TimeLimit
from mairie_quartier.domain.catalogue import Acknowledgement, Competence, Silence, SilenceRegime
from mairie_quartier.domain.needs import CcasDelegation, NeedFacts
from mairie_quartier.domain.receipt_content import PaperKind
from mairie_quartier.domain.requests import Channel, Outcome
from mairie_quartier.domain.rules import RuleBook
from mairie_quartier.domain.rulings import Terms, rule_on
from tests.domain.paper_facts import (
    ACCEPTS,
    DOMICILE,
    INFORMED,
    REJECTS,
    RSA,
    SCHOOL,
    VACCINES,
    transmitted,
)
from tests.domain.rules_of_law import RULES, shipped

DESK = Terms(Channel.DESK, RULES, city_routes=("Le tribunal administratif.",))
NEEDS = st.builds(
    replace,
    st.sampled_from([SCHOOL, RSA, DOMICILE, INFORMED]),
    outcome=st.sampled_from(list(Outcome)),
    acknowledgement=st.sampled_from(list(Acknowledgement)),
    competence=st.sampled_from(list(Competence)),
    silence=st.sampled_from([REJECTS, ACCEPTS, Silence(), Silence(SilenceRegime.REJECTION)]),
    pieces=st.sampled_from([(), (VACCINES,)]),
    pieces_due_on=st.sampled_from([None, date(2026, 3, 16)]),
)
TERMS = st.builds(
    Terms,
    st.sampled_from(list(Channel)),
    st.sampled_from([RULES, RuleBook()]),
    st.sampled_from(list(CcasDelegation)),
    st.sampled_from([None, shipped("aide-financiere-ccas").appeal]),
)


def test_a_request_that_is_ours_is_ruled_from_receipt_to_the_last_day_of_appeal() -> None:
    ruling = rule_on(SCHOOL, DESK)
    assert ruling.paper.kind is PaperKind.ACKNOWLEDGEMENT
    assert len(ruling.lines) == 7
    assert ruling.silence is not None
    assert ruling.silence.on == date(2026, 5, 1)
    assert ruling.appeal is not None
    assert ruling.appeal.on == date(2026, 7, 2)
    assert ruling.appeal.limit is TimeLimit.IF_ACKNOWLEDGED
    assert ruling.appeal.routes == DESK.city_routes
    assert ruling.reasons is not None
    assert "L232-4" in ruling.reasons.reference


def test_another_bodys_appeals_are_not_guessed() -> None:
    assert rule_on(RSA, DESK).appeal is None
    assert rule_on(transmitted(RSA), DESK).appeal is None


def test_another_bodys_appeals_are_told_where_the_catalogue_has_them() -> None:
    own = replace(DESK, appeal=shipped("rsa").appeal)
    found = rule_on(RSA, own).appeal
    assert found is not None
    assert found.on == date(2026, 7, 1)
    assert found.routes[0].startswith("Recours")


def test_without_an_acknowledgement_the_time_limit_does_not_hold() -> None:
    """L112-6."""
    exempt = replace(SCHOOL, acknowledgement=Acknowledgement.NOT_DUE_CONDITIONS_ONLY)
    found = rule_on(exempt, DESK).appeal
    assert found is not None
    assert found.limit is TimeLimit.NOT_HELD


@pytest.mark.parametrize(
    ("need", "who"),
    [
        (replace(SCHOOL, silence=Silence()), "Direction de l’éducation"),
        (replace(RSA, silence=Silence()), "Caisse d’allocations familiales de la Gironde"),
        (replace(RSA, silence=ACCEPTS), "Caisse d’allocations familiales de la Gironde"),
        (SCHOOL, ""),
        (replace(SCHOOL, silence=Silence(SilenceRegime.NOT_APPLICABLE)), ""),
        (INFORMED, ""),
    ],
)
def test_where_no_date_is_known_the_body_that_can_tell_is_named(need: NeedFacts, who: str) -> None:
    assert rule_on(need, DESK).who_can_tell == who


@pytest.mark.parametrize("channel", list(Channel))
def test_only_electronic_requests_that_we_acknowledge_have_working_days(channel: Channel) -> None:
    """CRPA L112-11; another body acknowledges its own."""
    electronic = channel in (Channel.EMAIL, Channel.ONLINE)
    terms = replace(DESK, channel=channel)
    assert (rule_on(SCHOOL, terms).electronic is not None) == electronic
    assert rule_on(RSA, terms).electronic is None


def test_information_alone_is_ruled_without_dates() -> None:
    ruling = rule_on(INFORMED, DESK)
    assert ruling.paper.reason is PaperReason.NOTHING_HANDED_IN
    assert (ruling.silence, ruling.appeal, ruling.lines) == (None, None, ())


@settings(max_examples=200, derandomize=True)
@given(NEEDS, TERMS)
def test_no_ruling_tells_a_day_without_a_rule_behind_it(need: NeedFacts, terms: Terms) -> None:
    ruling = rule_on(need, terms)
    if ruling.silence is not None and ruling.silence.on is not None:
        assert need.silence.delay is not None
    if ruling.appeal is not None and ruling.appeal.on is not None:
        assert ruling.silence is not None
        assert ruling.silence.on is not None
        assert ruling.appeal.on > ruling.silence.on
        assert terms.appeal is not None or terms.rules.all()
    if ruling.electronic is not None and ruling.electronic.acknowledged_by is not None:
        assert terms.rules.all()
    assert bool(ruling.lines) == (ruling.paper.kind is PaperKind.ACKNOWLEDGEMENT)
