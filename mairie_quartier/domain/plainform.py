"""Frozen dataclasses as JSON and back, for drafts and settings kept as text.

Types say what to rebuild: nested dataclasses, enumerations, identifiers, dates, tuples and
sets.  Unknown fields are left out and missing ones take their default, so that a draft of an
older version still opens.
"""

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import NewType, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID

from mairie_quartier.domain.dates import PartialDate

T = TypeVar("T")


def dump(form: object) -> str:
    """Give a dataclass as JSON text."""
    return json.dumps(_plain(form), ensure_ascii=False, separators=(",", ":"))


def load(kind: type[T], text: str) -> T:
    """Rebuild a dataclass from its JSON text.

    Raises:
        ValueError: the text is not JSON, or a value does not fit its type.
    """
    return cast(T, _rebuild(kind, json.loads(text)))


def _plain(value: object) -> object:
    if isinstance(value, PartialDate):
        return value.iso()
    if is_dataclass(value):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(str(_plain(item)) for item in value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _rebuild(kind: object, value: object) -> object:
    if isinstance(kind, NewType):
        return _rebuild(kind.__supertype__, value)
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _optional(get_args(kind), value)
    if origin in (tuple, frozenset) and isinstance(value, list):
        items = (_rebuild(get_args(kind)[0], item) for item in value)
        return tuple(items) if origin is tuple else frozenset(items)
    if isinstance(kind, type):
        return _rebuild_class(kind, value)
    raise ValueError(kind)


def _optional(kinds: tuple[object, ...], value: object) -> object:
    if value is None:
        return None
    return _rebuild(next(kind for kind in kinds if kind is not NoneType), value)


def _rebuild_class(kind: type, value: object) -> object:
    if kind is PartialDate:
        return PartialDate.from_iso(str(value))
    if is_dataclass(kind) and isinstance(value, dict):
        hints = get_type_hints(kind)
        names = [item.name for item in fields(kind) if item.name in value]
        return kind(**{name: _rebuild(hints[name], value[name]) for name in names})
    if issubclass(kind, Enum | UUID):
        return kind(value)
    if issubclass(kind, datetime | date):
        return kind.fromisoformat(str(value))
    if isinstance(value, kind):
        return value
    raise ValueError(kind, value)
