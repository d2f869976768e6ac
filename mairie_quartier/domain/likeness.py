"""Likeness of names (0 to 100) and of birth dates, for ``duplicates``.

Symmetric everywhere.  Must not know of people or thresholds.
Source: our own scale; distances by ``rapidfuzz`` (optimal string alignment).
"""

from collections.abc import Iterable
from enum import Enum
from functools import lru_cache

from rapidfuzz.distance import OSA

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.names import tokens, whole_words
from mairie_quartier.domain.sounds import leading_vowel, word_keys

_SAME_SOUND = 92.0
_SAME_CONSONANTS = 70.0
_INITIAL_ONLY = 76.0
_NOTHING_SHARED = 0.5
_TOO_FAR_TO_SOUND_ALIKE = 0.34


class BirthLikeness(Enum):
    """How two birth dates stand to each other."""

    UNKNOWN = "unknown"
    SAME = "same"
    SWAPPED = "swapped"
    MONTH_KNOWN = "month_known"
    YEAR_KNOWN = "year_known"
    ONE_DIGIT = "one_digit"
    OTHER = "other"


def compare_names(one: str, other: str) -> float:
    """Say how alike two names of one or several words are, in any order of words."""
    return compare_words(_words(one), _words(other))


def compare_word_sets(one: Iterable[str], other: Iterable[str]) -> float:
    """Say how alike the best pair of names is; 0 where either side has none."""
    return max((compare_names(a, b) for a in one for b in other), default=0.0)


def compare_words(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Compare prepared names: the last word is the whole name written as one."""
    if not one or not other:
        return 0.0
    if one == other:
        return 100.0
    joined = compare_word(one[-1], other[-1])
    if len(one) == len(other) == 2:
        return max(joined - 1, compare_word(one[0], other[0]))
    here = _covered(one[:-1], other[:-1])
    there = _covered(other[:-1], one[:-1])
    return max(joined - 1, 0.85 * max(here, there) + 0.15 * min(here, there))


@lru_cache(maxsize=65536)
def compare_word(one: str, other: str) -> float:
    """Say how alike two Latin words are, by letters and by sound."""
    if one == other:
        return 100.0
    if len(one) == 1 or len(other) == 1:
        return _INITIAL_ONLY if one[:1] == other[:1] else 0.0
    letters: float = OSA.normalized_similarity(one, other)
    if letters < _TOO_FAR_TO_SOUND_ALIKE:
        return 0.0
    if word_keys(one).isdisjoint(word_keys(other)):
        return 100 * letters if letters > _NOTHING_SHARED else 0.0
    vowels = {leading_vowel(one), leading_vowel(other)} - {""}
    floor = _SAME_SOUND if len(vowels) < 2 else _SAME_CONSONANTS
    return max(floor, 100 * letters)


def compare_births(one: PartialDate | None, other: PartialDate | None) -> BirthLikeness:
    """Say how two birth dates stand to each other; 1 January stands for an unknown day."""
    if one is None or other is None:
        return BirthLikeness.UNKNOWN
    if one == other:
        return BirthLikeness.SAME
    if one.agrees_with(other):
        both_months = one.month is not None and other.month is not None
        return BirthLikeness.MONTH_KNOWN if both_months else BirthLikeness.YEAR_KNOWN
    if one.day_and_month_swapped() == other:
        return BirthLikeness.SWAPPED
    if _is_mistyped(one, other):
        return BirthLikeness.ONE_DIGIT
    if one.year == other.year and (_is_new_year(one) or _is_new_year(other)):
        return BirthLikeness.YEAR_KNOWN
    return BirthLikeness.OTHER


def _covered(words: tuple[str, ...], others: tuple[str, ...]) -> float:
    """Say how well words are found among others, on average."""
    return sum(max(compare_word(word, each) for each in others) for word in words) / len(words)


@lru_cache(maxsize=65536)
def _words(name: str) -> tuple[str, ...]:
    parted = tokens(name)
    return (*parted, "".join(whole_words(name))) if parted else ()


def _is_mistyped(one: PartialDate, other: PartialDate) -> bool:
    if one.is_full and other.is_full:
        return OSA.distance(one.iso(), other.iso(), score_cutoff=1) == 1
    return (one.month, one.day) == (other.month, other.day) and abs(one.year - other.year) == 1


def _is_new_year(birth: PartialDate) -> bool:
    return (birth.month, birth.day) == (1, 1)
