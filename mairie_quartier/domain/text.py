"""Hygiene of everything that is typed, pasted or imported.

Removes what cannot be seen and could deceive: controls, direction overrides, byte-order
marks, stray joiners.  Must not cut silently, nor touch what the person wrote otherwise.
Sources: Unicode UAX 9 (bidi controls), UAX 15 (NFC), UAX 31 (where joiners are needed).
"""

import re
import unicodedata

from mairie_quartier.errors import UserMistake

_NON_JOINER, _JOINER = "\u200c", "\u200d"
_JOINING_SCRIPTS = re.compile(
    "[\u0600-\u06ff\u0700-\u074f\u0750-\u077f\u08a0-\u08ff\u0900-\u0dff\u0f00-\u109f"
    "\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefe]"
)
"""Arabic, Syriac, the scripts of India, Tibet, Burma, Khmer, Mongolian: joiners change words."""
_SPACES = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")
_BLANK_LINES = re.compile(r"\n{3,}")
_INVISIBLE_LETTERS = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")
_SUSPECT = re.compile(r"[^\n -~\u00a0-\u00ac\u00ae-\u02ff]")


class TooLong(UserMistake):
    """The text is longer than its field; nothing was cut."""

    def __init__(self, limit: int, length: int) -> None:
        super().__init__(limit, length)
        self.limit = limit
        self.length = length


def clean_line(text: str, limit: int) -> str:
    """Return one line in NFC, spaces collapsed and trimmed; raise ``TooLong``.

    ``limit`` counts characters once cleaned.
    """
    return _within(" ".join(_visible(_LINE_ENDS.sub(" ", text)).split()), limit)


def clean_text(text: str, limit: int) -> str:
    r"""Return several lines in NFC parted by ``\n``, trimmed; raise ``TooLong``.

    At most one blank line in a row is kept.
    """
    visible = _visible(_LINE_ENDS.sub("\n", text))
    lines = (_SPACES.sub(" ", line).strip() for line in visible.split("\n"))
    return _within(_BLANK_LINES.sub("\n\n", "\n".join(lines)).strip(), limit)


def _within(cleaned: str, limit: int) -> str:
    if len(cleaned) > limit:
        raise TooLong(limit, len(cleaned))
    return cleaned


def _visible(text: str) -> str:
    if _SUSPECT.search(text) is None:
        return text
    kept = "".join(map(_shown, text))
    if _JOINER in kept or _NON_JOINER in kept:
        kept = "".join(_needed_joiners(kept))
    return unicodedata.normalize("NFC", kept)


def _shown(char: str) -> str:
    if char in "\n\t":
        return char
    category = unicodedata.category(char)
    if category in ("Zs", "Zl", "Zp"):
        return char
    if char in (_JOINER, _NON_JOINER):
        return char
    hidden = category in ("Cc", "Cf", "Cs", "Cn", "Co") or char in _INVISIBLE_LETTERS
    return "" if hidden else char


def _needed_joiners(text: str) -> list[str]:
    """Keep a joiner between two letters of a script where it changes the word."""
    kept: list[str] = []
    for place, char in enumerate(text):
        if char in (_JOINER, _NON_JOINER):
            before = kept[-1] if kept else ""
            after = text[place + 1 : place + 2]
            if not (_JOINING_SCRIPTS.match(before) and (_JOINING_SCRIPTS.match(after))):
                continue
        kept.append(char)
    return kept
