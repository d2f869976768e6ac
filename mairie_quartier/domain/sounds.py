"""Keys under which a name is found whatever its spelling: Mohamed, Muhammad, Mouhamed.

A key is the name's consonants as French ears hear them, vowels left out save a mark for a
leading one.  Keys are kept in an index: changing a rule asks for a re-index (``EDITION``).
Must not decide likeness: two names may share a key and differ (Hassan, Hussein).
Sources: our own rules, after the phonetic algorithms for French (Phonex) and the usual
transliterations of Arabic, Slavic and West African names.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product
from operator import itemgetter

from mairie_quartier.domain.names import compared, whole_words

EDITION = 1
MOST_KEYS_PER_WORD = 4

Sounds = tuple[str, ...]

_LEADING = (
    ("^kh", ("K", "A")),
    ("^[iy](?=e)", ("Y", "A")),
    ("^[iy](?=[aouw])", ("Y",)),
    ("^ou(?=[aei])|^w", ("W",)),
    ("^h?[aeiouy]+|^h", ("A",)),
    ("^d[iy](?=[aou])", ("J", "D")),
)
_ANYWHERE = (
    ("[iy]j$", ("",)),
    ("[aeiouyh]+", ("",)),
    ("ch(?=[rl])", ("K",)),
    ("ch(?=ae)", ("X", "K")),
    ("chtch|shch|schtsch|tsch|tch|sch|sh|ch|cz|sz", ("X",)),
    ("dj|xh|dzh", ("J",)),
    ("kh", ("K", "")),
    ("th", ("T", "S")),
    ("ph|f|v", ("F",)),
    ("gu(?=[eiy])|gh", ("G",)),
    ("g(?=[eiy])|j", ("J",)),
    ("c(?=[eiy])|s|z", ("S",)),
    ("qu|ck|c|k|q", ("K",)),
    ("x", ("KS",)),
    ("w", ("", "F")),
)
_LED = frozenset("adehikouwy")
"""The letters that a leading rule may begin with."""
_RULES = (*_LEADING, *_ANYWHERE)
_SILENT = ("",)
_FIRST_LETTERS = re.compile(r"(?:^|\|)\[?([a-z]+(?=\])|[a-z])")
_REPEATED = re.compile(r"(.)\1")
_SYLLABLE = re.compile("[^aeiouy]*[aeiouy]+|[^aeiouy]+")
_LEANING = ("iw", "yw")
_LEANED_ON = ("ij", "yj")
"""Where a rule looks beyond the syllable."""
_ONLY = itemgetter(0)
_SUN_LETTER = re.compile(r"^(abd)[aeiou]*l(?=[rsznt])")
_GLIDE = re.compile("^ou(?=[aei])|[iy](?=[aoeuw])")
_VOWEL = re.compile("[aeiouy]")
_SAME_VOWELS = (("ou", "u"), ("ee", "i"), ("oo", "u"), ("y", "i"), ("h", ""))


def sound_keys(name: str) -> frozenset[str]:
    """Return the keys of every word of a name, and of all its words written as one."""
    return keys_of(whole_words(name))


def keys_of(whole: list[str]) -> frozenset[str]:
    """Return the keys of a name split already (``names.whole_words``)."""
    words = compared(whole)
    if len(whole) == 1:
        return word_keys(words[0])
    joined = ("".join(whole),) if whole else ()
    return frozenset([key for word in (*words, *joined) for key in word_keys(word)])


@lru_cache(maxsize=65536)
def word_keys(word: str) -> frozenset[str]:
    """Return one to four keys of a Latin word (``names.tokens``); short words keep vowels."""
    once = _once(word)
    if once.startswith("abd"):
        once = _SUN_LETTER.sub(r"\1", once)
    if once.startswith(_LEANING) or once.endswith(_LEANED_ON):
        heard = _ways(_heard(once))
    else:
        first, *rest = _SYLLABLE.findall(once) or [""]
        heard = _ways([_beginning(first), *map(_syllable, rest)])
    if len(heard) == 1 and len(heard[0]) > 1:
        return frozenset(heard)
    return frozenset([key if len(key) > 1 else _with_vowels(word) for key in heard])


def _once(word: str) -> str:
    """Write each letter that is repeated once."""
    if _REPEATED.search(word) is None:
        return word
    return "".join(
        [letter for letter, later in zip(word, f"{word[1:]} ", strict=True) if letter != later]
    )


def _ways(choices: Sequence[Sounds]) -> Sounds:
    """Write the first few ways to say the choices one after the other."""
    if sum(map(len, choices)) == len(choices):
        return ("".join(map(_ONLY, choices)),)
    ways = islice(product(*choices), MOST_KEYS_PER_WORD)
    return tuple(["".join(parts) for parts in ways])


@lru_cache(maxsize=4096)
def _beginning(syllable: str) -> Sounds:
    """Hear a word's first syllable."""
    return _ways(_heard(syllable))


@lru_cache(maxsize=4096)
def _syllable(syllable: str) -> Sounds:
    """Hear a syllable within a word: there are few of them, and no rule goes beyond its end."""
    return _ways(_heard(syllable, within=True))


@lru_cache(maxsize=65536)
def leading_vowel(word: str) -> str:
    """Tell the colour of a word's first vowel: A, I, U, or empty where none is written.

    The glides of Diallo, Youssef and Ouattara are no vowels.
    """
    found = _VOWEL.search(_GLIDE.sub("", word))
    if found is None:
        return ""
    return "U" if found.group() in "ou" else "I" if found.group() in "iy" else "A"


def _heard(word: str, *, within: bool = False) -> list[Sounds]:
    """Give, piece by piece, the sounds a word may have, or what follows its beginning."""
    heard: list[Sounds] = []
    place, end = 0, len(word)
    while place < end:
        letter = word[place]
        led = not place and not within and letter in _LED
        rules = _leading_rules(letter) if led else _rules_within(letter)
        found = rules.piece.match(word, place) if rules.piece is not None else None
        if found is None or found.lastindex is None:
            heard.append(rules.otherwise)
            place += 1
        else:
            sounds = rules.sounds[found.lastindex - 1]
            if sounds != _SILENT:
                heard.append(sounds)
            place = found.end()
    return heard


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules to try where a letter is; without any, the letter is heard as it is written."""

    piece: re.Pattern[str] | None
    sounds: tuple[Sounds, ...]
    otherwise: Sounds


def _rules(ranks: Sequence[int], letter: str) -> _Rules:
    pieces = "|".join(f"({_RULES[rank][0]})" for rank in ranks)
    sounds = tuple(_RULES[rank][1] for rank in ranks)
    return _Rules(re.compile(pieces) if pieces else None, sounds, (letter.upper(),))


@lru_cache(maxsize=32)
def _leading_rules(letter: str) -> _Rules:
    return _rules(range(len(_RULES)), letter)


@lru_cache(maxsize=256)
def _rules_within(letter: str) -> _Rules:
    """Give the rules that may begin with a letter within a word: to try them all takes longer."""
    within = range(len(_LEADING), len(_RULES))
    firsts = {rank: "".join(_FIRST_LETTERS.findall(_RULES[rank][0])) for rank in within}
    return _rules([rank for rank in within if letter in firsts[rank]], letter)


def _with_vowels(word: str) -> str:
    for spelled, heard in _SAME_VOWELS:
        word = word.replace(spelled, heard)
    return f"={_once(word)}"
