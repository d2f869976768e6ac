"""Read the fields of one catalogue entry, and gather every problem met on the way.

Nothing stops at the first problem: a field that cannot be read gives a stand-in, and the entry
is refused at the end.  Serves TOML files and the administrator's JSON entries alike.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import TypeVar

from mairie_quartier.domain.catalogue import Delay, DelayUnit, Source
from mairie_quartier.domain.catalogue_lines import KeyPath

_E = TypeVar("_E", bound=Enum)
_DELAY = re.compile(r"([1-9]\d{0,2}) (days|weeks|months)")
_STAND_IN_DATE = date(1970, 1, 1)


class ProblemKind(StrEnum):
    """What is wrong with a field."""

    UNREADABLE = "unreadable"
    MISSING = "missing"
    EMPTY = "empty"
    WRONG_TYPE = "wrong_type"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_VALUE = "unknown_value"
    BAD_CODE = "bad_code"
    BAD_DATE = "bad_date"
    BAD_DELAY = "bad_delay"
    DUPLICATE = "duplicate"
    NOT_SOURCED = "not_sourced"
    DELAY_OF_UNKNOWN_RULE = "delay_of_unknown_rule"
    ACCEPTANCE_WITHOUT_DELAY = "acceptance_without_delay"
    ACCEPTANCE_OF_FINANCIAL_AID = "acceptance_of_financial_aid"
    PROOF_OF_ADDRESS_FORBIDDEN = "proof_of_address_forbidden"


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem at a path inside the text or mapping."""

    path: KeyPath
    kind: ProblemKind
    value: str = ""


class Fields:
    """The fields of one table; each reading notes its problem in the shared list."""

    def __init__(self, table: Mapping[str, object], path: KeyPath, problems: list[Problem]) -> None:
        self._table = table
        self.path = path
        self._problems = problems
        self._asked: set[str] = set()

    def report(self, name: str, kind: ProblemKind, value: object = "") -> None:
        """Note a problem; an empty name means the table itself."""
        path = (*self.path, name) if name else self.path
        self._problems.append(Problem(path, kind, str(value)))

    def has(self, name: str) -> bool:
        """Tell whether the field is there."""
        self._asked.add(name)
        return self._table.get(name) is not None

    def noted(self, name: str) -> bool:
        """Tell whether the field itself already has a problem."""
        return any(problem.path == (*self.path, name) for problem in self._problems)

    def text(self, name: str) -> str:
        """Read a text that must be there and hold something."""
        if not self._there(name):
            return ""
        found = self.optional_text(name)
        if not found and isinstance(self._table[name], str):
            self.report(name, ProblemKind.EMPTY)
        return found

    def optional_text(self, name: str) -> str:
        """Read a text, empty when absent."""
        value = self._table.get(name, "") if self.has(name) else ""
        if isinstance(value, str):
            return value.strip()
        self.report(name, ProblemKind.WRONG_TYPE, value)
        return ""

    def flag(self, name: str) -> bool:
        """Read a yes or no, no when absent."""
        value = self._table[name] if self.has(name) else False
        if isinstance(value, bool):
            return value
        self.report(name, ProblemKind.WRONG_TYPE, value)
        return False

    def texts(self, name: str) -> tuple[str, ...]:
        """Read a list of texts, in order, none empty or twice."""
        kept: list[str] = []
        for number, value in enumerate(self._list(name)):
            where = (*self.path, name, number)
            if not isinstance(value, str):
                self._problems.append(Problem(where, ProblemKind.WRONG_TYPE, str(value)))
            elif not value.strip():
                self._problems.append(Problem(where, ProblemKind.EMPTY))
            elif value.strip() in kept:
                self._problems.append(Problem(where, ProblemKind.DUPLICATE, value))
            else:
                kept.append(value.strip())
        return tuple(kept)

    def choice(self, name: str, of: type[_E], default: _E | None = None) -> _E:
        """Read one value of an enumeration."""
        stand_in = default if default is not None else next(iter(of))
        if default is None and not self._there(name):
            return stand_in
        if not self.has(name):
            return stand_in
        value = self._table[name]
        member = None if isinstance(value, bool) else _member(of, value)
        if member is None:
            self.report(name, ProblemKind.UNKNOWN_VALUE, value)
            return stand_in
        return member

    def choices(self, name: str, of: type[_E]) -> frozenset[_E]:
        """Read several values of an enumeration."""
        kept: set[_E] = set()
        for number, value in enumerate(self.texts(name)):
            member = _member(of, value)
            if member is None:
                where = (*self.path, name, number)
                self._problems.append(Problem(where, ProblemKind.UNKNOWN_VALUE, value))
            else:
                kept.add(member)
        return frozenset(kept)

    def day(self, name: str) -> date | None:
        """Read a day: a TOML date or ISO 8601 text."""
        value = self._table[name] if self.has(name) else None
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        if isinstance(value, str):
            try:
                return date.fromisoformat(value.strip())
            except ValueError:
                pass
        self.report(name, ProblemKind.BAD_DATE, value)
        return None

    def delay(self, name: str) -> Delay | None:
        """Read a delay such as ``2 months``, nothing when absent."""
        if not self.has(name):
            return None
        found = _DELAY.fullmatch(self.optional_text(name))
        if found is None:
            self.report(name, ProblemKind.BAD_DELAY, self._table[name])
            return None
        return Delay(int(found.group(1)), DelayUnit(found.group(2)))

    def optional_source(self) -> Source | None:
        """Read ``source``, ``checked_on`` and ``url``; half a source is a problem."""
        given = [name for name in ("source", "checked_on", "url") if self.has(name)]
        return self.source() if given else None

    def source(self) -> Source:
        """Read a source that must be there, with the day it was checked."""
        reference = self.optional_text("source")
        checked_on = self.day("checked_on")
        for name, value in (("source", reference), ("checked_on", checked_on)):
            if not value and not self.noted(name):
                self.report(name, ProblemKind.NOT_SOURCED)
        return Source(reference, checked_on or _STAND_IN_DATE, self.optional_text("url"))

    def table(self, name: str) -> "Fields":
        """Enter a table; an absent one is read as empty."""
        value = self._table[name] if self.has(name) else {}
        if not isinstance(value, Mapping):
            self.report(name, ProblemKind.WRONG_TYPE, value)
            value = {}
        return Fields(value, (*self.path, name), self._problems)

    def tables(self, name: str) -> tuple["Fields", ...]:
        """Enter each table of a list."""
        kept: list[Fields] = []
        for number, value in enumerate(self._list(name)):
            where = (*self.path, name, number)
            if isinstance(value, Mapping):
                kept.append(Fields(value, where, self._problems))
            else:
                self._problems.append(Problem(where, ProblemKind.WRONG_TYPE, str(value)))
        return tuple(kept)

    def close(self) -> None:
        """Note every field that nobody asked for: a misspelt name must not pass unseen."""
        for name in self._table:
            if name not in self._asked:
                self.report(name, ProblemKind.UNKNOWN_FIELD, name)

    def _there(self, name: str) -> bool:
        if self.has(name):
            return True
        self.report(name, ProblemKind.MISSING)
        return False

    def _list(self, name: str) -> list[object]:
        value = self._table[name] if self.has(name) else []
        if isinstance(value, list | tuple):
            return list(value)
        self.report(name, ProblemKind.WRONG_TYPE, value)
        return []


def _member(of: type[_E], value: object) -> _E | None:
    try:
        return of(value)
    except ValueError:
        return None
