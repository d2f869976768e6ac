"""Column types: how the values of the domain lie in SQLite (SQLCipher) and in PostgreSQL.

The same table definitions serve both. Values that compare in SQL keep their order: instants
as microseconds since 1970 (UTC), days and partial dates as ISO 8601 text. It must know no
table and no business rule.
"""

# ruff: noqa: ARG002  SQLAlchemy passes the dialect to every conversion
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, Generic, TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, LargeBinary, Text
from sqlalchemy import Date as SqlDate
from sqlalchemy import Uuid as SqlUuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.errors import ProgramBug
from mairie_quartier.services.faults import UnknownStoredValue

JsonValue: TypeAlias = (
    bool | int | float | str | Sequence["JsonValue"] | dict[str, "JsonValue"] | None
)
Stored: TypeAlias = object
E_co = TypeVar("E_co", bound=StrEnum)

_COMPACT = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class NaiveInstant(ProgramBug):
    """An instant without time zone was about to be stored."""


def _on_postgresql(dialect: Dialect) -> bool:
    return dialect.name == "postgresql"


def compact_json(value: object) -> str:
    """Write JSON the one way we store it: sorted keys, no blanks, letters as they are."""
    return _COMPACT.encode(value)


class Id(TypeDecorator[UUID]):
    """A UUID: 16 bytes in SQLite, ``uuid`` in PostgreSQL."""

    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the native type."""
        kind: TypeEngine[Any] = (
            SqlUuid(as_uuid=True) if _on_postgresql(dialect) else LargeBinary(16)
        )
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Stored:
        """Give the bytes, big-endian, so that UUIDv7 sort by creation."""
        if value is None or _on_postgresql(dialect):
            return value
        return value.bytes

    def process_result_value(self, value: Stored, dialect: Dialect) -> UUID | None:
        """Read it back."""
        return UUID(bytes=value) if isinstance(value, bytes) else _expected(value, UUID)


class Day(TypeDecorator[date]):
    """A calendar day: ISO text in SQLite, ``date`` in PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the native type."""
        native: TypeEngine[Any] = SqlDate() if _on_postgresql(dialect) else Text()
        return dialect.type_descriptor(native)

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Stored:
        """Give ``YYYY-MM-DD``; an instant is refused, its day depends on the time zone."""
        if isinstance(value, datetime):
            raise ProgramBug("an instant is not a day")
        return value if value is None or _on_postgresql(dialect) else value.isoformat()

    def process_result_value(self, value: Stored, dialect: Dialect) -> date | None:
        """Read it back."""
        return date.fromisoformat(value) if isinstance(value, str) else _expected(value, date)


class Instant(TypeDecorator[datetime]):
    """An instant in UTC: microseconds since 1970 in SQLite, ``timestamptz`` in PostgreSQL."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the native type."""
        native: TypeEngine[Any] = DateTime(timezone=True) if _on_postgresql(dialect) else Integer()
        return dialect.type_descriptor(native)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Stored:
        """Give whole microseconds (no float: they would round); refuse a naive instant."""
        if value is None:
            return None
        if value.tzinfo is None or value.utcoffset() is None:
            raise NaiveInstant(value)
        return value if _on_postgresql(dialect) else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: Stored, dialect: Dialect) -> datetime | None:
        """Read it back, in UTC whatever the session's zone."""
        if isinstance(value, int):
            return EPOCH + value * MICROSECOND
        instant = _expected(value, datetime)
        return instant and instant.astimezone(UTC)


class Partial(TypeDecorator[PartialDate]):
    """A date of which the day, or day and month, may be unknown: ISO text on both."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: PartialDate | None, dialect: Dialect) -> str | None:
        """Give the ISO text."""
        return None if value is None else value.iso()

    def process_result_value(self, value: Stored, dialect: Dialect) -> PartialDate | None:
        """Read it back."""
        text = _expected(value, str)
        return None if text is None else PartialDate.from_iso(text)


class Choice(TypeDecorator[E_co], Generic[E_co]):
    """One word of an enumeration, stored as its value."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[E_co]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: E_co | None, dialect: Dialect) -> str | None:
        """Give the value; a word of another enumeration is refused."""
        return None if value is None else _word(self.kind, value).value

    def process_result_value(self, value: Stored, dialect: Dialect) -> E_co | None:
        """Read it back."""
        text = _expected(value, str)
        return None if text is None else _word(self.kind, text)


class ChoiceSet(TypeDecorator[frozenset[E_co]], Generic[E_co]):
    """Several words of an enumeration: a sorted JSON array, so that equal sets are equal."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[E_co]) -> None:
        super().__init__()
        self.kind = kind

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the native type."""
        return dialect.type_descriptor(_array_type(dialect))

    def process_bind_param(self, value: frozenset[E_co] | None, dialect: Dialect) -> Stored:
        """Give the array."""
        if value is None:
            return None
        words = sorted(_word(self.kind, each).value for each in value)
        return words if _on_postgresql(dialect) else compact_json(words)

    def process_result_value(self, value: Stored, dialect: Dialect) -> frozenset[E_co] | None:
        """Read it back."""
        found = _array(value)
        return None if found is None else frozenset(_word(self.kind, word) for word in found)


class Words(TypeDecorator[tuple[str, ...]]):
    """Several free words in their order: a JSON array."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the native type."""
        return dialect.type_descriptor(_array_type(dialect))

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> Stored:
        """Give the array; a lone string is refused, it would be cut into letters."""
        if isinstance(value, str):
            raise ProgramBug("one word where several are stored")
        if value is None or _on_postgresql(dialect):
            return None if value is None else list(value)
        return compact_json(list(value)) if value else "[]"

    def process_result_value(self, value: Stored, dialect: Dialect) -> tuple[str, ...] | None:
        """Read it back."""
        found = _array(value)
        return None if found is None else tuple(found)


class Json(TypeDecorator[JsonValue]):
    """Any JSON: text in SQLite, ``jsonb`` in PostgreSQL. ``None`` is SQL NULL, not ``null``."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the native type."""
        native: TypeEngine[Any] = JSONB(none_as_null=True) if _on_postgresql(dialect) else Text()
        return dialect.type_descriptor(native)

    def process_bind_param(self, value: JsonValue | None, dialect: Dialect) -> Stored:
        """Give the text; the driver of PostgreSQL takes the value itself."""
        return value if value is None or _on_postgresql(dialect) else compact_json(value)

    def process_result_value(self, value: Stored, dialect: Dialect) -> JsonValue:
        """Read it back."""
        if isinstance(value, str) and not _on_postgresql(dialect):
            return _parsed(value)
        return value  # type: ignore[return-value]  # the driver has parsed the JSON already


V = TypeVar("V")


def _expected(value: object, kind: type[V]) -> V | None:
    if value is None or isinstance(value, kind):
        return value
    raise UnknownStoredValue(kind.__name__, repr(value))


def _word(kind: type[E_co], value: str) -> E_co:
    if isinstance(value, StrEnum) and not isinstance(value, kind):
        raise ProgramBug(kind.__name__, value)
    try:
        return kind(value)
    except ValueError:
        raise UnknownStoredValue(kind.__name__, value) from None


def _parsed(text: str) -> JsonValue:
    parsed: JsonValue = json.loads(text)
    return parsed


def _array_type(dialect: Dialect) -> TypeEngine[Any]:
    return JSONB(none_as_null=True) if _on_postgresql(dialect) else Text()


def _array(value: Stored) -> list[str] | None:
    """Read an array: the text of SQLite, or what PostgreSQL's driver parsed already."""
    if value is None:
        return None
    parsed = _parsed(value) if isinstance(value, str) else value
    if not isinstance(parsed, list):
        raise UnknownStoredValue("array", repr(value))
    return [str(each) for each in parsed]
