"""Take out of a text what has no shape, and keep what shaping needs.

Controls, bidirectional overrides and embeddings, tags and byte-order marks never reach a paper;
isolates stay where they are whole, joiners inside the scripts that join.  Must not judge what a
face can write.
Source: Unicode general categories; UAX #9 for the bidirectional characters.
"""

import unicodedata
from dataclasses import dataclass

import regex

_SPACES = str.maketrans(
    {
        "\u202f": "\u00a0",
        "\u2007": "\u00a0",
        "\t": " ",
        "\u2028": "\n",
        "\u2029": "\n",
        "\x85": "\n",
        "\x0b": "\n",
        "\x0c": "\n",
    }
    | dict.fromkeys(map(chr, range(0x2000, 0x2007)), " ")
    | dict.fromkeys(("\u2008", "\u2009", "\u200a", "\u205f", "\u1680"), " ")
)
_JOINING = (
    r"\p{Arab}\p{Syrc}\p{Nkoo}\p{Adlm}\p{Mong}\p{Thai}\p{Laoo}\p{Khmr}\p{Mymr}"
    r"\p{Deva}\p{Beng}\p{Guru}\p{Gujr}\p{Orya}\p{Taml}\p{Telu}\p{Knda}\p{Mlym}\p{Sinh}"
)
_DROPPED = regex.compile(
    # A joiner that joins nothing, between letters that do not join.
    rf"(?<![{_JOINING}\p{{Extended_Pictographic}}][\p{{M}}\u200c\u200d]*)[\u200c\u200d]"
    # The break of a script without spaces is kept, and no other.
    r"|(?<![\p{Thai}\p{Laoo}\p{Khmr}\p{Mymr}])\u200b"
    r"|[[\p{Cc}\p{Cf}\p{Cs}]--[\n\u200b-\u200f\u2066-\u2069\u061c\u0600-\u0605\u06dd\u070f\u08e2]]",
    regex.V1,
)
_ISOLATES = regex.compile(r"[\u2066-\u2069]")
_SELECTORS = regex.compile(r"\p{Variation_Selector}")
_BLANKS = regex.compile(r" {2,}|(?<=\n) | (?=\n)|^ | $")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text that may be set, and whether something was taken out of it."""

    text: str
    lost: bool


def clean_text(text: str) -> Cleaned:
    """Compose accents, keep hard spaces hard, take out what has no shape."""
    if text.isascii() and text.isprintable():
        return Cleaned(text, lost=False)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(_SPACES)
    kept = _balanced(_DROPPED.sub("", lines))
    lost = len(kept) != len(lines)
    composed = unicodedata.normalize("NFC", kept)
    return Cleaned(_SELECTORS.sub("", composed), lost)


def _balanced(text: str) -> str:
    """Take out the isolates that are opened or closed alone; the others turn nothing round."""
    if _ISOLATES.search(text) is None:
        return text
    kept = list(text)
    opened: list[int] = []
    for place, letter in enumerate(text):
        if letter in "\u2066\u2067\u2068":
            opened.append(place)
        elif letter == "\u2069" and opened:
            opened.pop()
        elif letter in "\u2069\n":
            kept[place] = "" if letter == "\u2069" else letter
            for each in opened:
                kept[each] = ""
            opened.clear()
    for each in opened:
        kept[each] = ""
    return "".join(kept)


def squeeze(text: str) -> str:
    """Make one space of several, and none at the ends."""
    return str(_BLANKS.sub(lambda found: " " if len(found[0]) > 1 else "", text)).strip(" ")
