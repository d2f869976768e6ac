"""The order of reading: which side a paragraph begins on, and the level of each letter.

Numbers, dates, telephone numbers, addresses and names in Latin letters are isolated inside
right-to-left text, so that none can turn its neighbours round.  Must not break lines.
Source: UAX #9, as python-bidi (the Rust crate ``unicode-bidi``) applies it.
"""

from collections.abc import Sequence

import regex
from bidi import get_display

INVISIBLE = frozenset("\u200e\u200f\u061c\u2066\u2067\u2068\u2069")

_TURNS = regex.compile(r"[\p{bc=R}\p{bc=AL}\p{bc=AN}]")
_STRONG_RIGHT = regex.compile(r"[\p{bc=R}\p{bc=AL}]")
_STRONG_LEFT = regex.compile(r"\p{bc=L}")
# What is read from the left, with the signs that hold it together.
_LEFTWARD = regex.compile(
    r"[+@#]?[\p{bc=L}0-9][\p{bc=L}0-9\p{M}]*"
    r"(?:[ \u00a0.,'’/@:+&_°–—?=#%~\-]{1,3}[\p{bc=L}0-9][\p{bc=L}0-9\p{M}]*)*"
    r"|[۰-۹]+(?:[ \u00a0./:,\-]?[۰-۹]+)*|[٠-٩]+(?:[./:,\-]?[٠-٩]+)*"
)
_RIGHTWARD = regex.compile(
    r"[\p{bc=R}\p{bc=AL}][\p{bc=R}\p{bc=AL}\p{M}\u200c\u200d]*"
    r"(?:[ \u00a0.،'’\-]{1,2}[\p{bc=R}\p{bc=AL}][\p{bc=R}\p{bc=AL}\p{M}\u200c\u200d]*)*"
)
# Digits alone: only what a telephone number, a date, a time or an amount holds together.
_DIGITS = regex.compile(r"\+?[0-9]+(?:[ \u00a0./:,\-][0-9]+)*")
_STEERING = regex.compile(r"[\u200e\u200f\u061c\u2066-\u2069]")
_LEVEL = regex.compile(r"Level\(\s+(\d+)")


def turns(text: str) -> bool:
    """Tell whether some of the text may not be read from left to right."""
    return not text.isascii() and _TURNS.search(text) is not None


def visible(text: str) -> str:
    """Leave out the characters that only steer the order."""
    return text if text.isascii() else str(_STEERING.sub("", text))


def begins_right(text: str, *, paper_right: bool) -> bool:
    """Tell whether a paragraph begins at the right, on a paper of that direction."""
    if _STRONG_RIGHT.search(text) is None:
        return False
    return paper_right or _STRONG_LEFT.search(text) is None


def isolated(text: str, *, begins_right: bool) -> str:
    """Isolate what is read the other way, so that it turns nothing round it."""
    if begins_right:
        return str(_LEFTWARD.sub(_isolate, text))
    return str(_RIGHTWARD.sub(lambda found: f"\u2067{found[0]}\u2069", text))


def _isolate(found: regex.Match[str]) -> str:
    held = found[0]
    if (held[0].isdecimal() and not held.isascii()) or _STRONG_LEFT.search(held):
        return f"\u2066{held}\u2069"
    return str(_DIGITS.sub(lambda digits: f"\u2066{digits[0]}\u2069", held))


def embedding_levels(text: str, *, begins_right: bool) -> list[int]:
    """Give the level of each code point; isolates included.

    The library gives the levels as the written form of its own structure, a level for each byte.
    """
    told = get_display(text, base_dir="R" if begins_right else "L", debug=True)
    listed = str(told).split("\n    levels: [\n", 1)[1].split("\n    paragraphs: [", 1)[0]
    by_byte = [int(found) for found in _LEVEL.findall(listed)]
    given: list[int] = []
    place = 0
    for letter in text:
        given.append(by_byte[place])
        place += len(letter.encode())
    return given


def reorder(levels: Sequence[int]) -> list[int]:
    """Give the ranks of the runs of a line from left to right (rule L2)."""
    ordered = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(ordered):
            end = start
            while end < len(ordered) and levels[ordered[end]] >= level:
                end += 1
            ordered[start:end] = ordered[start:end][::-1]
            start = max(end, start + 1)
    return ordered
