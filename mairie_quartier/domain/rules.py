"""Rules of law as data: a delay, how it is counted, where it was read and on which day.

The general rules (appeal, electronic requests) are in ``resources/catalogue/rules.toml``, those of
a démarche in its own entry.  A rule that nobody checked has no source: no date is told from it.
Must not count days (``counting``) nor know a démarche.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule was read, and the day it was checked."""

    reference: str
    checked_on: date
    url: str = ""


class DelayUnit(StrEnum):
    """In what a delay of law is counted."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Delay:
    """A delay of law: calendar days, weeks, or months (1 March + 2 months = 1 May)."""

    amount: int
    unit: DelayUnit


class Counting(StrEnum):
    """How the last day of a delay is found.

    ``CALENDAR``: the day of the same number, whatever day of the week it is.  ``FRANC``: neither
    the first nor the last day counts, and the end is never a closed day.  ``WORKING``: only
    *jours ouvrés* count.
    """

    CALENDAR = "calendar"
    FRANC = "franc"
    WORKING = "working"


class RuleCode(StrEnum):
    """A general rule that the papers and the screens rest on."""

    MONTHS = "months"
    SILENCE = "silence"
    APPEAL = "appeal"
    CLOSED_DAYS = "closed_days"
    PUBLIC_HOLIDAYS = "public_holidays"
    REASONS = "reasons"
    ELECTRONIC_RECEIPT = "electronic_receipt"
    ELECTRONIC_REGISTRATION = "electronic_registration"


@dataclass(frozen=True, slots=True)
class GeneralRule:
    """One rule: what it says in a sentence, its delay if it has one, and its source.

    ``reference`` names the text even where nobody has checked it; ``source`` only once checked.
    """

    code: RuleCode
    statement: str
    reference: str
    delay: Delay | None = None
    counting: Counting = Counting.CALENDAR
    source: Source | None = None

    @property
    def verified(self) -> bool:
        """Tell whether somebody read the text, and when is known."""
        return self.source is not None


class RuleBook:
    """The general rules by code; one that is absent, or was not checked, is not to be used."""

    __slots__ = ("_by_code",)

    def __init__(self, rules: Iterable[GeneralRule] = ()) -> None:
        self._by_code = {rule.code: rule for rule in rules}

    def find(self, code: RuleCode) -> GeneralRule | None:
        """Give the rule, checked or not, or nothing."""
        return self._by_code.get(code)

    def verified(self, code: RuleCode) -> GeneralRule | None:
        """Give the rule if somebody checked it, else nothing."""
        rule = self._by_code.get(code)
        return rule if rule is not None and rule.verified else None

    def all(self) -> tuple[GeneralRule, ...]:
        """Give every rule, in the order of the codes."""
        return tuple(self._by_code[code] for code in RuleCode if code in self._by_code)
