"""Find a démarche from everyday words, beginnings of words and misspellings.

Words are folded once, when the index is made.  A query word is tried as a whole word, then as
the beginning of one; only if that finds nothing, with one or two typing mistakes (optimal
string alignment distance).  Knows nothing of démarches but their texts.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

MAX_QUERY_WORDS = 8
MAX_WORD_LENGTH = 40
_WORD = re.compile(r"[^\W_]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
_EMPTY_WORDS = frozenset(
    _WORD.findall(
        "a ai ait alors as au aux avec avoir besoin c ce ces cette chez comment d dans de "
        "des du elle en est et etre faire faut il j je l la le les leur ma me mes moi mon "
        "n ne nous on ou par pas peut plus pour pouvoir qu que qui s sa se ses si son "
        "suis sur t te un une va vais veut veux voudrais vous y"
    )
)

# Ranks: exact synonym > beginning of one > word in the label > typing mistake.
_PHRASE_EXACT = 1000
_PHRASE_START = 400
_SYNONYM = 100
_SYNONYM_START = 80
_LABEL = 60
_LABEL_START = 50
_FUZZY = 30
_FUZZY_STEP = 8
_SAME_START = 6
_FUZZY_SYNONYM = 1
_UNMATCHED = -60
_LAST_PLACE = 50


@dataclass(frozen=True, slots=True)
class SearchText:
    """What can be found of one entry; synonyms in order, the most telling first."""

    code: str
    label: str
    plain_label: str
    synonyms: tuple[str, ...]


def fold(text: str) -> str:
    """Give the text in small letters without accents, words separated by one space."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(_WORD.findall(kept))


def meaningful_words(text: str) -> tuple[str, ...]:
    """Give the folded words that carry meaning; all of them when none does."""
    words = fold(text).split()
    kept = [word[:MAX_WORD_LENGTH] for word in words if word not in _EMPTY_WORDS]
    return tuple((kept or words)[:MAX_QUERY_WORDS])


class SearchIndex:
    """The folded words of every entry, made once."""

    __slots__ = ("_codes", "_phrases", "_words")

    def __init__(self, texts: Iterable[SearchText]) -> None:
        self._codes: list[str] = []
        self._phrases: list[dict[str, int]] = []
        self._words: dict[str, dict[int, int]] = {}
        for rank, text in enumerate(texts):
            self._codes.append(text.code)
            phrases = (*text.synonyms, text.label, text.plain_label, text.code)
            folded = dict.fromkeys(" ".join(meaningful_words(phrase)) for phrase in phrases)
            self._phrases.append({phrase: place for place, phrase in enumerate(folded)})
            for synonym in text.synonyms:
                self._learn(synonym, rank, _SYNONYM)
            for label in (text.code, text.label, text.plain_label):
                self._learn(label, rank, _LABEL)

    def _learn(self, text: str, rank: int, weight: int) -> None:
        for word in meaningful_words(text):
            known = self._words.setdefault(word, {})
            known[rank] = max(weight, known.get(rank, 0))

    def search(self, text: str, limit: int) -> tuple[str, ...]:
        """Give the codes of the entries found, best first; nothing for an empty query."""
        words = meaningful_words(text)
        if not words:
            return ()
        matches = [self._matches(word) for word in words]
        found = {rank for match in matches for rank in match}
        phrase = " ".join(words)
        scores = {
            rank: sum(match.get(rank, _UNMATCHED) for match in matches) / len(words)
            + self._phrase_bonus(rank, phrase)
            for rank in found
        }
        best = sorted((rank for rank in found if scores[rank] > 0), key=lambda r: (-scores[r], r))
        return tuple(self._codes[rank] for rank in best[:limit])

    def _phrase_bonus(self, rank: int, phrase: str) -> int:
        known = self._phrases[rank]
        if phrase in known:
            return _PHRASE_EXACT - min(known[phrase], _LAST_PLACE)
        for other, place in known.items():
            if other.startswith(phrase):
                return _PHRASE_START - min(place, _LAST_PLACE)
        return 0

    def _matches(self, word: str) -> dict[int, int]:
        exact_or_start = self._starting_with(word)
        return exact_or_start or self._resembling(word)

    def _starting_with(self, word: str) -> dict[int, int]:
        best: dict[int, int] = {}
        for known, ranks in self._words.items():
            if not known.startswith(word):
                continue
            for rank, weight in ranks.items():
                score = weight if known == word else _start_of(weight)
                best[rank] = max(score, best.get(rank, 0))
        return best

    def _resembling(self, word: str) -> dict[int, int]:
        best: dict[int, int] = {}
        for known, mistakes in self._near(word):
            start = _SAME_START if known[0] == word[0] else 0
            for rank, weight in self._words[known].items():
                score = _FUZZY - _FUZZY_STEP * mistakes + start
                score += _FUZZY_SYNONYM if weight == _SYNONYM else 0
                best[rank] = max(score, best.get(rank, 0))
        return best

    def _near(self, word: str) -> Iterator[tuple[str, int]]:
        allowed = _allowed_mistakes(word)
        if not allowed:
            return
        known = list(self._words)
        beginnings = [other[: len(word)] for other in known]
        for choices, more in ((known, 0), (beginnings, 1)):
            for _, mistakes, position in process.extract_iter(
                word, choices, scorer=OSA.distance, score_cutoff=allowed
            ):
                yield known[position], int(mistakes) + more


def _start_of(weight: int) -> int:
    return _SYNONYM_START if weight == _SYNONYM else _LABEL_START


def _allowed_mistakes(word: str) -> int:
    if len(word) < 4 or word.isdigit():
        return 0  # another number is another thing, not a mistake
    return 1 if len(word) < 7 else 2
