"""Likeness of two identities, to show possible duplicates while a name is typed.

Only proposes: an agent confirms that two files are one person.  Other people's data stay
masked until then (``MaskedCandidate``).  Must not read the store: it gives the keys an
index can hold and scores what the index brings back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.likeness import (
    BirthLikeness,
    compare_births,
    compare_names,
    compare_word_sets,
)
from mairie_quartier.domain.names import initial, masked_name, tokens
from mairie_quartier.domain.sounds import sound_keys, word_keys

POSSIBLE = 70
LIKELY = 88
PHONE_DIGITS = 9
"""How many of a telephone's last digits do not change between 06… and +33 6…."""

_OTHER_FIRST_NAME = 75.0
_SURE_FIRST_NAME = 90.0

Key = TypeVar("Key")


class Reason(StrEnum):
    """Why two identities look alike, or do not."""

    SAME_NAMES = "same_names"
    CLOSE_NAMES = "close_names"
    SWAPPED_NAMES = "swapped_names"
    OTHER_FIRST_NAME = "other_first_name"
    OTHER_NAMES = "other_names"
    SAME_BIRTH = "same_birth"
    BIRTH_SWAPPED = "birth_swapped"
    BIRTH_PARTLY_KNOWN = "birth_partly_known"
    BIRTH_ONE_DIGIT = "birth_one_digit"
    OTHER_BIRTH = "other_birth"
    SAME_PHONE = "same_phone"


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a person from another; every part may be missing."""

    family_name: str = ""
    used_name: str = ""
    first_names: str = ""
    other_script_name: str = ""
    birth: PartialDate | None = None
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two identities are, from 0 to 100, and why."""

    score: int
    reasons: tuple[Reason, ...]

    @property
    def is_possible(self) -> bool:
        """Tell whether an agent should be shown it."""
        return self.score >= POSSIBLE

    @property
    def is_likely(self) -> bool:
        """Tell whether it is most probably the same person."""
        return self.score >= LIKELY


@dataclass(frozen=True, slots=True)
class Ranked(Generic[Key]):
    """A candidate worth showing."""

    key: Key
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class MaskedCandidate:
    """As much of another person's file as may be shown before the agent confirms."""

    name: str
    initial: str
    birth_year: int | None
    last_digits: str


def similarity(one: Identity, other: Identity) -> Likeness:
    """Say how alike two identities are; symmetric, 100 for equal ones."""
    names, names_reason, first = _compare_names(one, other)
    share, birth_reason = _BIRTH[compare_births(one.birth, other.birth)]
    same_phone = bool(_phone(one.phone)) and _phone(one.phone) == _phone(other.phone)
    score = 0.7 * names + share + (10 if same_phone else 0)
    if first < _OTHER_FIRST_NAME or birth_reason is Reason.OTHER_BIRTH:
        score = min(score, POSSIBLE - 1)
    elif first < _SURE_FIRST_NAME:
        score = min(score, LIKELY - 1)
    if one == other:
        score = 100.0
    found = (names_reason, birth_reason, Reason.SAME_PHONE if same_phone else None)
    reasons = tuple(reason for reason in found if reason is not None)
    return Likeness(max(0, min(100, round(score))), reasons)


def rank(wanted: Identity, candidates: Mapping[Key, Identity]) -> tuple[Ranked[Key], ...]:
    """Return the possible duplicates among candidates, likest first."""
    likely = (Ranked(key, similarity(wanted, each)) for key, each in candidates.items())
    possible = [each for each in likely if each.likeness.is_possible]
    return tuple(sorted(possible, key=lambda each: -each.likeness.score))


def blocking_keys(identity: Identity) -> frozenset[str]:
    """Return the keys under which to index a person, or to look for their doubles.

    ``n:`` a name's sound, ``y:`` the same with the year of birth, ``d:`` the full date
    whatever the order of day and month, ``p:`` the telephone.  More keys shared, likelier.
    Empty for an empty identity.
    """
    sounds = set(sound_keys(identity.family_name)) | sound_keys(identity.used_name)
    sounds |= sound_keys(identity.other_script_name)
    for first in tokens(identity.first_names)[:1]:
        sounds |= word_keys(first)
    keys = {f"n:{sound}" for sound in sounds}
    birth = identity.birth
    if birth is not None:
        keys |= {f"y:{birth.year}:{sound}" for sound in sounds}
        if birth.month is not None and birth.day is not None:
            low, high = sorted((birth.month, birth.day))
            keys.add(f"d:{birth.year}-{low:02}-{high:02}")
    if phone := _phone(identity.phone):
        keys.add(f"p:{phone}")
    return frozenset(keys)


def mask(identity: Identity, number: str = "") -> MaskedCandidate:
    """Hide all but the first name, an initial, the year and the last two digits.

    The digits are the telephone's, or else those of ``number`` (the file's).
    """
    name = identity.family_name or identity.used_name or identity.other_script_name
    digits = _digits(identity.phone) or _digits(number)
    shown = masked_name(name, identity.first_names)
    year = None if identity.birth is None else identity.birth.year
    return MaskedCandidate(shown, initial(name or identity.first_names), year, digits[-2:])


_BIRTH: dict[BirthLikeness, tuple[int, Reason | None]] = {
    BirthLikeness.SAME: (30, Reason.SAME_BIRTH),
    BirthLikeness.SWAPPED: (26, Reason.BIRTH_SWAPPED),
    BirthLikeness.MONTH_KNOWN: (22, Reason.BIRTH_PARTLY_KNOWN),
    BirthLikeness.ONE_DIGIT: (22, Reason.BIRTH_ONE_DIGIT),
    BirthLikeness.YEAR_KNOWN: (17, Reason.BIRTH_PARTLY_KNOWN),
    BirthLikeness.UNKNOWN: (15, None),
    BirthLikeness.OTHER: (-10, Reason.OTHER_BIRTH),
}
"""What a birth date adds to seven tenths of the names' likeness."""


def _compare_names(one: Identity, other: Identity) -> tuple[float, Reason, float]:
    """Return how alike the names are, why, and how alike the first names alone (0 to 100)."""
    names, others = _families(one), _families(other)
    firsts, other_firsts = one.first_names.strip(), other.first_names.strip()
    if not (names and firsts and others and other_firsts):
        alike = compare_word_sets(_wholes(one), _wholes(other))
        return alike, _name_reason(alike), min(alike, _SURE_FIRST_NAME - 1)
    first = compare_names(firsts, other_firsts)
    family = compare_word_sets(names, others)
    straight = 0.55 * family + 0.45 * first
    crossed = compare_word_sets(names, [other_firsts]), compare_word_sets(others, [firsts])
    swapped = min(crossed) - 2
    if swapped > straight:
        return swapped, Reason.SWAPPED_NAMES, swapped
    if family >= _OTHER_FIRST_NAME > first:
        return straight, Reason.OTHER_FIRST_NAME, first
    return straight, _name_reason(straight), first


def _name_reason(alike: float) -> Reason:
    if alike >= 99:
        return Reason.SAME_NAMES
    return Reason.CLOSE_NAMES if alike >= _OTHER_FIRST_NAME else Reason.OTHER_NAMES


def _families(identity: Identity) -> list[str]:
    return [name for name in (identity.family_name, identity.used_name) if name.strip()]


def _wholes(identity: Identity) -> list[str]:
    """Give all names as one, where one side has a single name or another script's only."""
    latin = f"{identity.family_name} {identity.used_name} {identity.first_names}"
    return [name for name in (latin, identity.other_script_name) if name.strip()]


def _phone(phone: str) -> str:
    """Return the digits that do not change between 06… and +33 6…; empty if too few."""
    digits = _digits(phone)[-PHONE_DIGITS:]
    return digits if len(digits) == PHONE_DIGITS else ""


def _digits(text: str) -> str:
    return "".join(char for char in text if char in "0123456789")
