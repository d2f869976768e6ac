"""Keys under which a name is found whatever its spelling: Mohamed, Muhammad, Mouhamed.

A key is the name's consonants as French ears hear them, vowels left out save a mark for a
leading one.  Keys are kept in an index: changing a rule asks for a re-index (``EDITION``).
Must not decide likeness: two names may share a key and differ (Hassan, Hussein).
Sources: our own rules, after the phonetic algorithms for French (Phonex) and the usual
transliterations of Arabic, Slavic and West African names.
"""

import re
from functools import lru_cache
from itertools import islice, product

from mairie_quartier.domain.names import tokens, whole_words

EDITION = 1
MOST_KEYS_PER_WORD = 4

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
_SOUNDS = dict(enumerate((*_LEADING, *_ANYWHERE)))
_PIECE = re.compile("|".join(f"(?P<r{rank}>{rule})" for rank, (rule, _) in _SOUNDS.items()) + "|.")
_REPEATED = re.compile(r"(.)\1+")
_SUN_LETTER = re.compile(r"^(abd)[aeiou]*l(?=[rsznt])")
_GLIDE = re.compile("^ou(?=[aei])|[iy](?=[aoeuw])")
_VOWEL = re.compile("[aeiouy]")
_SAME_VOWELS = (("ou", "u"), ("ee", "i"), ("oo", "u"), ("y", "i"), ("h", ""))


def sound_keys(name: str) -> frozenset[str]:
    """Return the keys of every word of a name, and of all its words written as one."""
    words = set(tokens(name))
    whole = whole_words(name)
    if len(whole) > 1:
        words.add("".join(whole))
    return frozenset(key for word in words for key in word_keys(word))


@lru_cache(maxsize=65536)
def word_keys(word: str) -> frozenset[str]:
    """Return one to four keys of a Latin word (``names.tokens``); short words keep vowels."""
    once = _SUN_LETTER.sub(r"\1", _REPEATED.sub(r"\1", word))
    choices = [_hear(found) for found in _PIECE.finditer(once)]
    heard = {"".join(parts) for parts in islice(product(*choices), MOST_KEYS_PER_WORD)}
    return frozenset(key if len(key) > 1 else _with_vowels(word) for key in heard)


@lru_cache(maxsize=65536)
def leading_vowel(word: str) -> str:
    """Tell the colour of a word's first vowel: A, I, U, or empty where none is written.

    The glides of Diallo, Youssef and Ouattara are no vowels.
    """
    found = _VOWEL.search(_GLIDE.sub("", word))
    if found is None:
        return ""
    return "U" if found.group() in "ou" else "I" if found.group() in "iy" else "A"


def _hear(found: re.Match[str]) -> tuple[str, ...]:
    if found.lastgroup is None:
        return (found.group().upper(),)
    return _SOUNDS[int(found.lastgroup[1:])][1]


def _with_vowels(word: str) -> str:
    for spelled, heard in _SAME_VOWELS:
        word = word.replace(spelled, heard)
    return f"={_REPEATED.sub(chr(92) + '1', word)}"
