"""Read the general rules from plain tables, as ``catalogue_reading`` reads the démarches.

A delay wants a source and the day it was checked; without that day the rule is known by its
reference alone, and nothing is counted from it.
"""

from mairie_quartier.domain.catalogue_fields import Fields, ProblemKind
from mairie_quartier.domain.rules import Counting, GeneralRule, RuleBook, RuleCode, Source


def read_rules(fields: Fields) -> RuleBook:
    """Read every ``[[rule]]``; problems are left in the fields' list."""
    kept: dict[RuleCode, GeneralRule] = {}
    for table in fields.tables("rule"):
        rule = _rule(table)
        if rule.code in kept and not table.noted("code"):
            table.report("code", ProblemKind.DUPLICATE, rule.code)
        kept[rule.code] = rule
    fields.close()
    return RuleBook(kept.values())


def _rule(table: Fields) -> GeneralRule:
    reference, checked_on = table.text("source"), table.day("checked_on")
    url = table.optional_text("url")
    rule = GeneralRule(
        code=table.choice("code", RuleCode),
        statement=table.text("statement"),
        reference=reference,
        delay=table.delay("delay"),
        counting=table.choice("counting", Counting, Counting.CALENDAR),
        source=Source(reference, checked_on, url) if checked_on else None,
    )
    table.close()
    return rule
