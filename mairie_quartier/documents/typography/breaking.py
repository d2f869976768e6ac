"""Where a line may end.

After a space and after the word space of Ethiopic; between Chinese characters, but never before
a closing sign nor after an opening one.  Hard spaces hold, and so do spaces between digits.
Names and numbers with a hyphen are never parted.  Must not measure.
Source: UAX #14, of which this keeps what papers need.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto
from itertools import pairwise

import regex

_IDEOGRAPH = regex.compile(r"[\p{lb=ID}\p{lb=CJ}\p{lb=H2}\p{lb=H3}\p{lb=EB}]")
_NOT_FIRST = regex.compile(
    r"[\p{lb=CL}\p{lb=CP}\p{lb=EX}\p{lb=IS}\p{lb=SY}\p{lb=NS}\p{lb=CJ}\p{lb=QU}\p{lb=GL}\p{lb=WJ}"
    r"\p{lb=PO}\p{lb=IN}\p{lb=BA}\p{lb=HY}\p{lb=CM}\p{lb=ZWJ}\p{lb=SP}\p{lb=ZW}]"
)
_NOT_LAST = regex.compile(r"[\p{lb=OP}\p{lb=QU}\p{lb=GL}\p{lb=WJ}\p{lb=PR}\p{lb=ZWJ}]")
_CLOSING = regex.compile(
    r"[\p{lb=CL}\p{lb=CP}\p{lb=EX}\p{lb=IS}\p{lb=NS}&&[\u3000-\uffff]]", regex.V1
)
_SPACE = re.compile(r" (?!(?<=[0-9] )[0-9])")
_FIRST_WIDE = "\u1100"
_PAUSES = frozenset(" \u200b\u3000\u1361")


class After(Enum):
    """What may follow a cluster."""

    NOTHING = auto()
    BREAK = auto()


def breaks(clusters: Sequence[str]) -> list[After]:
    """Say after each cluster whether the line may end there."""
    chances = [_between(here, there) for here, there in pairwise(clusters)]
    for rank in range(1, len(clusters) - 1):
        if clusters[rank] == " " and _holds(clusters[rank - 1], clusters[rank + 1]):
            chances[rank] = After.NOTHING
    return [*chances, After.BREAK] if clusters else []


def words(text: str) -> list[str]:
    """Split a text of the main face where its lines may end."""
    return _SPACE.split(text)


def _holds(before: str, after: str) -> bool:
    """Tell a space inside a number, such as a telephone number."""
    return before.isdecimal() and after.isdecimal()


def _between(here: str, there: str) -> After:
    if here in _PAUSES:
        return After.NOTHING if there in _PAUSES else After.BREAK
    if there in _PAUSES:
        return After.NOTHING
    if here < _FIRST_WIDE and there < _FIRST_WIDE:
        return After.NOTHING
    wide = _IDEOGRAPH.match(here) or _CLOSING.match(here) or _IDEOGRAPH.match(there)
    if not wide or _NOT_FIRST.match(there) or _NOT_LAST.match(here):
        return After.NOTHING
    return After.BREAK
