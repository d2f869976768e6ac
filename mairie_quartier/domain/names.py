"""Names of people: comparing, ordering, showing and masking them.

Names are kept as given, in any script; what is made here is for looking up or showing.
Must not judge whether two names are one person (``duplicates``).
Sources: Unicode normalisation (UAX 15); CRPA L111-3: *nom de famille* unless the *nom
d'usage* is asked for.
"""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from mairie_quartier.domain.scripts import extended_latin, spell_in_latin

_PARTICLES = (
    "de du des d da do dos das di del della dello dei degli la le les l van von der den het "
    "ter ten zu zur el al ul ben bin bint bent ibn ibnou abu abou ould oul mint ait ap af av "
    "y e i"
)
PARTICLES = frozenset(_PARTICLES.split(" "))
_SERVANT_OF = frozenset(("abd", "abdel", "abdul", "abdoul", "abdal", "abdou"))
_ALIASES = {"md": "mohamed", "mohd": "mohamed", "muhd": "mohamed", "mhd": "mohamed"}
_APOSTROPHES = "'’‘ʼ`´′＇"
_GLUED = re.compile(rf"(?<!\w)([^\W\d_DdLl])[{_APOSTROPHES}](?=\w)")
_ASCII_SPACES = str.maketrans({chr(c): " " for c in range(128) if not chr(c).isalnum()})


class NameShown(StrEnum):
    """Which name stands for the person (L111-3)."""

    FAMILY = "family"
    USED = "used"


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return text without case, accents, ligatures or punctuation, words parted by one space.

    Idempotent; every script is kept.  Empty where nothing is left.
    """
    if text.isascii():
        if text.isalpha():
            return text.lower()
        cleaned = text.lower().translate(_ASCII_SPACES)
    else:
        for _ in range(2):
            text = unicodedata.normalize("NFKD", text.casefold())
        text = text.translate(_plain_letters()).casefold()
        cleaned = "".join(map(_keep, text))
    return " ".join(cleaned.split())


def tokens(text: str) -> tuple[str, ...]:
    """Split a name into Latin words for comparing, in order, particles left out.

    A name made of particles only (Le, Ben, Do) keeps them.  ``N'Diaye`` and ``Ndiaye`` are
    one word, as are ``Abd el Kader`` and ``Abdelkader``.
    """
    return compared(whole_words(text))


def compared(whole: list[str]) -> tuple[str, ...]:
    """Give the words to compare of a name split already (``tokens``)."""
    if len(whole) == 1:
        return (_ALIASES.get(whole[0], whole[0]),)
    words = _join_servants(whole)
    kept = tuple([_ALIASES.get(word, word) for word in words if word not in PARTICLES])
    return kept or tuple(words)


def whole_words(text: str) -> list[str]:
    """Split a name into Latin words for comparing, particles included."""
    glued = text if text.isalpha() else _GLUED.sub(r"\1", text)
    return spell_in_latin(fold(glued)).split()


def display_name(
    family_name: str,
    first_names: str,
    used_name: str = "",
    *,
    shown: NameShown = NameShown.FAMILY,
) -> str:
    """Write a name for a paper or a screen: first names, then the name in capitals."""
    asked, other = family_name, used_name
    if shown is NameShown.USED:
        asked, other = other, asked
    name = (asked.strip() or other.strip()).upper()
    return " ".join(part for part in (first_names.strip(), name) if part)


def masked_name(family_name: str, first_names: str) -> str:
    """Write the first name and an initial ("Aminata T."); one of them where one is missing."""
    first = first_names.split()[:1]
    letter = initial(family_name)
    return " ".join([*first, f"{letter}."] if letter else first)


def initial(name: str) -> str:
    """Return the first letter with its marks, in capital; empty for no name."""
    composed = unicodedata.normalize("NFC", name).strip()
    letters = re.search(r"[^\W\d_]", composed)
    if letters is None:
        return ""
    end = letters.end()
    while end < len(composed) and unicodedata.category(composed[end]) in ("Mn", "Mc"):
        end += 1
    return composed[letters.start() : end].upper()


def sort_key(family_name: str, first_names: str) -> tuple[str, str]:
    """Return the key that puts people in the order of a French directory."""
    return fold(family_name), fold(first_names)


def _join_servants(words: list[str]) -> list[str]:
    """Join ``abd`` to the name of God that follows it, with or without an article."""
    joined: list[str] = []
    waiting = ""
    for word in words:
        if waiting:
            waiting += word
            if word not in PARTICLES:
                joined.append(waiting)
                waiting = ""
        elif word in _SERVANT_OF:
            waiting = word
        else:
            joined.append(word)
    return [*joined, waiting] if waiting else joined


@lru_cache(maxsize=1)
def _plain_letters() -> dict[int, str]:
    marks = map(ord, "ʿʾʻ")
    return str.maketrans(extended_latin()) | dict.fromkeys(marks, "")


@lru_cache(maxsize=8192)
def _keep(char: str) -> str:
    """Keep letters and digits; drop marks and invisible characters; part the rest."""
    category = unicodedata.category(char)
    if category[0] == "L" or category[0] == "N":
        return char
    if category in ("Mn", "Me", "Cf", "Cs", "Co", "Cn") or (category == "Cc" and char != "\t"):
        return " " if char in "\n\r\v\f" else ""
    return char if category == "Mc" else " "
