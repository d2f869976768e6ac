"""What each word's fields may hold, derived from the tables: strict, before anything is merged.

A value that passes here is in the one form in which the desks write it, so that equal values
are equal texts, and PostgreSQL takes it.  Fields that the service does not know come from newer
desks: they are kept.  Must not know rights nor what the record is now.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Final
from uuid import UUID

from sqlalchemy import Boolean, Column, Integer, String, Table

from mairie_quartier.central.tables import SHARED, WORDS
from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.json_reading import MAX_DEPTH, depth_of
from mairie_quartier.domain.operations import Fields, JsonValue
from mairie_quartier.errors import ProgramBug, UserMistake
from mairie_quartier.store.columns import Choice, ChoiceSet, Day, Id, Instant, Partial, Words

Check = Callable[[JsonValue], JsonValue]

OWN_COLUMNS: Final = frozenset({"id", "rev", "extra"})
MAX_NAME: Final = 64
MAX_INTEGER: Final = 2**31 - 1
_TEXTS = frozenset({str})
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?\+00:00")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class BadValue(UserMistake):
    """A field holds what it cannot; ``field`` names it, the value is never repeated."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class WordRules:
    """The rules of one word's fields."""

    name: str
    is_shared: bool
    checks: Mapping[str, Check]
    plain: tuple[str, ...]
    special: tuple[str, ...]
    nullable: frozenset[str]
    defaults: Fields
    required: frozenset[str]

    def read(self, fields: Fields) -> Fields:
        """Give the fields in their one form, unknown ones included; raises ``BadValue``."""
        if not fields.keys() <= self.checks.keys():
            return self._with_unknown(fields)
        changed: dict[str, JsonValue] = {}
        names: Iterable[str] = fields
        # Most fields of a whole row are plain texts: looked at together, not one by one.
        if set(map(type, map(fields.get, self.plain))) == _TEXTS:
            names = [name for name in self.special if name in fields]
        name = ""
        try:
            for name in names:
                value = fields[name]
                if value is None and name in self.nullable:
                    continue
                clean = self.checks[name](value)
                if clean is not value:
                    changed[name] = clean
        except (ValueError, UserMistake):
            raise BadValue(name) from None
        return {**fields, **changed} if changed else fields

    def _with_unknown(self, fields: Fields) -> Fields:
        unknown = {name: value for name, value in fields.items() if name not in self.checks}
        for name in unknown:
            if name in OWN_COLUMNS or len(name) > MAX_NAME or depth_of(unknown[name]) > MAX_DEPTH:
                raise BadValue(name[:MAX_NAME])
        known = {name: value for name, value in fields.items() if name in self.checks}
        return {**self.read(known), **unknown}

    def read_whole(self, fields: Fields) -> Fields:
        """Give a whole row; a field that an older desk does not know takes its default."""
        found = self.read(fields)
        missing = self.required - found.keys()
        if missing:
            raise BadValue(min(missing))
        # Most puts are whole already; then nothing is copied.
        return found if self.defaults.keys() <= found.keys() else {**self.defaults, **found}


def rules_of(table: Table) -> WordRules:
    """Derive the rules of a table."""
    columns = [column for column in table.columns if column.name not in OWN_COLUMNS]
    checks = {column.name: _check(column) for column in columns}
    return WordRules(
        name=table.name,
        is_shared=table.name in SHARED,
        checks=checks,
        plain=tuple(name for name, check in checks.items() if check is _text),
        special=tuple(name for name, check in checks.items() if check is not _text),
        defaults={column.name: _default(column) for column in columns if _may_lack(column)},
        nullable=frozenset(column.name for column in columns if column.nullable),
        required=frozenset(column.name for column in columns if not _may_lack(column)),
    )


def _may_lack(column: Column[object]) -> bool:
    return bool(column.nullable) or column.server_default is not None


def _default(column: Column[object]) -> JsonValue:
    if column.server_default is None:
        return None
    value = getattr(column.server_default, "arg", None)
    if not isinstance(value, str):
        raise ProgramBug(column.name)  # a default that is no text: say here how to write it
    return value


def _check(column: Column[object]) -> Check:
    kind = column.type
    if isinstance(kind, Choice):
        return _one_of(frozenset(word.value for word in kind.kind))
    if isinstance(kind, ChoiceSet):
        return _several_of(frozenset(word.value for word in kind.kind))
    if isinstance(kind, String):
        return _text_of(kind.length) if kind.length else _text
    for known, check in _SIMPLE:
        if isinstance(kind, known):
            return check
    raise ProgramBug(column.name, kind)


def _text(value: JsonValue) -> JsonValue:
    if not isinstance(value, str):
        raise ValueError
    return value


def _text_of(longest: int) -> Check:
    def check(value: JsonValue) -> JsonValue:
        if not isinstance(value, str) or len(value) > longest:
            raise ValueError
        return value

    return check


def _one_of(words: frozenset[str]) -> Check:
    def check(value: JsonValue) -> JsonValue:
        if not isinstance(value, str) or value not in words:
            raise ValueError
        return value

    return check


def _several_of(words: frozenset[str]) -> Check:
    def check(value: JsonValue) -> JsonValue:
        found = _texts(value)
        if not words.issuperset(found):
            raise ValueError
        ordered = list[JsonValue](sorted(set(found)))
        return value if value == ordered else ordered

    return check


def _texts(value: JsonValue) -> Iterable[str]:
    if not isinstance(value, list):
        raise ValueError
    found = [each for each in value if isinstance(each, str)]
    if len(found) != len(value):
        raise ValueError
    return found


def _list(value: JsonValue) -> JsonValue:
    _texts(value)
    return value


def _key(value: JsonValue) -> JsonValue:
    if not isinstance(value, str):
        raise ValueError
    return value if _ID.fullmatch(value) else str(UUID(value))


def _truth(value: JsonValue) -> JsonValue:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _whole(value: JsonValue) -> JsonValue:
    if type(value) is not int or abs(value) > MAX_INTEGER:
        raise ValueError
    return value


def _day(value: JsonValue) -> JsonValue:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError
    date.fromisoformat(value)
    return value


def _partial(value: JsonValue) -> JsonValue:
    if not isinstance(value, str):
        raise ValueError
    _check_partial(value)
    return value


@lru_cache(maxsize=8192)
def _check_partial(value: str) -> None:
    if PartialDate.from_iso(value).iso() != value:
        raise ValueError


def _instant(value: JsonValue) -> JsonValue:
    if not isinstance(value, str):
        raise ValueError
    found = datetime.fromisoformat(value)
    if found.tzinfo is None:
        raise ValueError
    if _INSTANT.fullmatch(value) and not value.endswith(".000000+00:00"):
        return value
    try:
        return found.astimezone(UTC).isoformat()
    except OverflowError:
        raise ValueError from None


_SIMPLE: Final[tuple[tuple[type[object], Check], ...]] = (
    (Id, _key),
    (Day, _day),
    (Partial, _partial),
    (Instant, _instant),
    (Words, _list),
    (Boolean, _truth),
    (Integer, _whole),
)

RULES: Final[Mapping[str, WordRules]] = {name: rules_of(table) for name, table in WORDS.items()}
