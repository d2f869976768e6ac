"""The rules of law are data: each with its source and the day it was checked."""

from datetime import date

import pytest

from mairie_quartier.domain.catalogue import Catalogue, DemarcheCode
from mairie_quartier.domain.catalogue_fields import ProblemKind
from mairie_quartier.domain.catalogue_source import RULES_FILE, CatalogueInvalid, parse_files
from mairie_quartier.domain.rules import Counting, Delay, DelayUnit, RuleBook, RuleCode
from tests.domain.rules_of_law import RULES, SHIPPED, shipped

THEMATIQUES = '[[thematique]]\ncode = "a--b"\nlabel = "A"\n'
RULE = """
[[rule]]
code = "appeal"
statement = "Deux mois."
delay = "2 months"
counting = "franc"
source = "CJA, art. R421-1"
"""


def read(text: str) -> RuleBook:
    return parse_files({"thematiques.toml": THEMATIQUES, RULES_FILE: text}).rules


def test_every_rule_is_shipped_sourced_and_dated() -> None:
    assert [rule.code for rule in RULES.all()] == list(RuleCode)
    for rule in RULES.all():
        assert rule.statement.endswith("."), rule.code
        assert rule.source is not None, rule.code
        assert rule.source.reference == rule.reference
        assert rule.source.checked_on >= date(2026, 1, 1)


@pytest.mark.parametrize(
    ("code", "delay", "counting"),
    [
        (RuleCode.APPEAL, Delay(2, DelayUnit.MONTHS), Counting.FRANC),
        (RuleCode.ELECTRONIC_RECEIPT, Delay(10, DelayUnit.DAYS), Counting.WORKING),
        (RuleCode.ELECTRONIC_REGISTRATION, Delay(1, DelayUnit.DAYS), Counting.WORKING),
        (RuleCode.REASONS, Delay(1, DelayUnit.MONTHS), Counting.CALENDAR),
    ],
)
def test_delays_are_those_that_were_read(code: RuleCode, delay: Delay, counting: Counting) -> None:
    rule = RULES.verified(code)
    assert rule is not None
    assert (rule.delay, rule.counting) == (delay, counting)


def test_a_rule_without_a_day_of_checking_is_known_and_not_used() -> None:
    book = read(RULE)
    assert book.verified(RuleCode.APPEAL) is None
    found = book.find(RuleCode.APPEAL)
    assert found is not None
    assert found.reference == "CJA, art. R421-1"


def test_a_day_of_checking_makes_it_usable() -> None:
    assert read(RULE + "checked_on = 2026-11-22\n").verified(RuleCode.APPEAL) is not None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (RULE.replace("appeal", "other"), ProblemKind.UNKNOWN_VALUE),
        (RULE + RULE, ProblemKind.DUPLICATE),
        (RULE.replace("2 months", "two months"), ProblemKind.BAD_DELAY),
        (RULE.replace('source = "CJA, art. R421-1"', ""), ProblemKind.MISSING),
        (RULE + "law = 1\n", ProblemKind.UNKNOWN_FIELD),
        ("[[rule", ProblemKind.UNREADABLE),
    ],
)
def test_a_wrong_rule_is_refused_with_its_file(text: str, problem: ProblemKind) -> None:
    with pytest.raises(CatalogueInvalid) as refusal:
        read(text)
    assert {(each.file, each.problem) for each in refusal.value.problems} == {(RULES_FILE, problem)}


def test_a_changed_catalogue_keeps_the_rules() -> None:
    local = SHIPPED.with_entries([shipped("rsa")]).without({DemarcheCode("aah")})
    assert local.rules is RULES
    assert Catalogue(()).rules.all() == ()


def test_only_appeals_before_the_court_are_franc() -> None:
    """No appeal is *franc* on no authority: the article that makes it so is in its source."""
    for entry in SHIPPED.all():
        if entry.appeal is not None and entry.appeal.counting is Counting.FRANC:
            assert "R421-1" in entry.appeal.source.reference, entry.code
