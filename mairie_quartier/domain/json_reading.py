"""Strict reading of JSON that somebody else wrote: every refusal names the path.

For messages of the network, which may be hostile: bounds on size, depth and numbers come before
any use.  Must not know any message (``protocol`` does) and never repeats a value in an error:
it could be personal.
"""

import json
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Final, TypeVar
from uuid import UUID

from mairie_quartier.domain.operations import JsonValue
from mairie_quartier.errors import UserMistake

MAX_DEPTH: Final = 32
LARGEST: Final = 2**63 - 1
UUID_CHARS: Final = 36
MAX_WORD: Final = 200
_CONTAINERS: Final = (list, dict)


E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


class MalformedMessage(UserMistake):
    """The message is not what the protocol says; ``path`` tells where, never what was there."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def parse(data: bytes) -> JsonValue:
    """Parse UTF-8 JSON; refuse what is no JSON, too deep, or has numbers without end."""
    try:
        text = data.decode("utf-8")
        found: JsonValue = _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        raise MalformedMessage("") from error
    return found


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("number without end")
    return number


def _refused(name: str) -> float:
    raise ValueError(name)


_DECODER: Final = json.JSONDecoder(parse_float=_finite, parse_constant=_refused)


def depth_of(value: JsonValue, limit: int = MAX_DEPTH) -> int:
    """Measure how deep a value is nested, giving up past the limit."""
    level, depth = _containers([value]), 0
    while level and depth <= limit:
        depth += 1
        level = [
            inner
            for each in level
            for inner in _containers(each.values() if isinstance(each, dict) else each)
        ]
    return depth


def _containers(values: Iterable[JsonValue]) -> list[list[JsonValue] | dict[str, JsonValue]]:
    return [each for each in values if isinstance(each, _CONTAINERS)]


@dataclass(frozen=True, slots=True)
class Reader:
    """One JSON object being read; fields that nobody asks for are ignored."""

    found: dict[str, JsonValue]
    path: str = ""

    @staticmethod
    def of(data: bytes) -> "Reader":
        """Read the object that a message is."""
        return Reader(as_object(parse(data), ""))

    def text(self, name: str, *, longest: int = MAX_WORD) -> str:
        """Give a text."""
        return as_text(self._get(name), self.at(name), longest=longest)

    def whole(self, name: str, *, least: int = 0, most: int = LARGEST) -> int:
        """Give a whole number within bounds."""
        return as_whole(self._get(name), self.at(name), least=least, most=most)

    def key(self, name: str) -> UUID:
        """Give an identifier."""
        return as_id(self._get(name), self.at(name))

    def flag(self, name: str) -> bool:
        """Give a truth value."""
        value = self._get(name)
        if not isinstance(value, bool):
            raise MalformedMessage(self.at(name))
        return value

    def instant(self, name: str) -> datetime:
        """Give an instant, in UTC."""
        return as_instant(self._get(name), self.at(name))

    def items(self, name: str, *, most: int) -> list[JsonValue]:
        """Give an array of at most so many items."""
        return as_array(self._get(name), self.at(name), most=most)

    def object(self, name: str) -> "Reader":
        """Give an inner object."""
        return Reader(as_object(self._get(name), self.at(name)), self.at(name))

    def optional(self, name: str, read: Callable[[str], T]) -> T | None:
        """Give what ``read`` gives, or nothing for a field that is absent or null."""
        return None if self.found.get(name) is None else read(name)

    def at(self, name: str) -> str:
        """Give the path of a field."""
        return f"{self.path}.{name}" if self.path else name

    def _get(self, name: str) -> JsonValue:
        if name not in self.found:
            raise MalformedMessage(self.at(name))
        return self.found[name]


def as_text(value: JsonValue, path: str, *, longest: int = MAX_WORD) -> str:
    """Take a text of at most so many characters, and encodable."""
    if not isinstance(value, str) or len(value) > longest:
        raise MalformedMessage(path)
    if "\0" in value or not _encodable(value):
        raise MalformedMessage(path)
    return value


def _encodable(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def as_whole(value: JsonValue, path: str, *, least: int = 0, most: int = LARGEST) -> int:
    """Take a whole number within bounds."""
    if type(value) is not int or not least <= value <= most:
        raise MalformedMessage(path)
    return value


def as_id(value: JsonValue, path: str) -> UUID:
    """Take an identifier in its usual form of 36 characters."""
    if not isinstance(value, str) or len(value) != UUID_CHARS:
        raise MalformedMessage(path)
    if not value[8] == value[13] == value[18] == value[23] == "-":
        raise MalformedMessage(path)
    try:
        return UUID(bytes=bytes.fromhex(value.replace("-", "")))
    except ValueError:
        raise MalformedMessage(path) from None


def as_shared_id(value: JsonValue, path: str) -> UUID:
    """Take an identifier that many items of a message share: it is read once."""
    return _remembered(value, path) if isinstance(value, str) else as_id(value, path)


@lru_cache(maxsize=1024)
def _remembered(value: str, path: str) -> UUID:
    return as_id(value, path)


def as_word(kind: type[E], value: JsonValue, path: str) -> E:
    """Take a word of an enumeration."""
    if not isinstance(value, str):
        raise MalformedMessage(path)
    try:
        return kind(value)
    except ValueError:
        raise MalformedMessage(path) from None


def as_array(value: JsonValue, path: str, *, most: int) -> list[JsonValue]:
    """Take an array of at most so many items."""
    if not isinstance(value, list) or len(value) > most:
        raise MalformedMessage(path)
    return value


def as_object(value: JsonValue, path: str) -> dict[str, JsonValue]:
    """Take an object."""
    if not isinstance(value, dict):
        raise MalformedMessage(path)
    return value


def as_instant(value: JsonValue, path: str) -> datetime:
    """Take an instant with its time zone; give it in UTC."""
    try:
        found = datetime.fromisoformat(as_text(value, path, longest=40))
        if found.tzinfo is None:
            raise MalformedMessage(path)
        return found.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise MalformedMessage(path) from error
