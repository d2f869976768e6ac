"""How strong an agent's password is, and what it lacks, as codes.

Must not store, hash or log a password, nor hold a sentence.
Sources: CNIL, délibération 2022-100 (80 bits: 12 characters of 4 classes, 14 of 3, or 7
words); RFC 8265 OpaqueString for the form in which a password is compared.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import log2

from mairie_quartier.domain.names import fold
from mairie_quartier.domain.password_length import (
    LENGTH_WITH_FOUR_CLASSES,
    LENGTH_WITH_THREE_CLASSES,
    LONGEST,
    PASSPHRASE_WORDS,
)

_SUFFICIENT_BITS = 80
_STRONG_BITS = 100
_SUFFICIENT_SCORE = 60
_BITS_PER_WORD = _SUFFICIENT_BITS / PASSPHRASE_WORDS
_SHORTEST_NAME = 3
_FEWEST_CHARACTERS = 6
_REPEATED = re.compile(r"(.)\1{3,}|(.{2,6}?)\2{2,}", re.DOTALL)
_RUN_LENGTH = 5
_RUNS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "azertyuiop", "qsdfghjklm", "wxcvbn",
         "qwertyuiop", "asdfghjkl", "zxcvbnm", "&é\"'(-è_çà")  # fmt: skip
_COMMON = re.compile(
    "(?:motdepasse|mdp|password|passe|azerty|qwerty|bonjour|bonsoir|salut|coucou|bienvenue|"
    "soleil|doudou|loulou|chouchou|cheri|cherie|amour|jetaime|iloveyou|love|secret|admin|"
    "administrateur|root|test|user|agent|accueil|bureau|mairie|ville|quartier|bordeaux|paris|"
    "marseille|lyon|toulouse|france|liberte|egalite|fraternite|vacances|football|rugby|"
    "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|"
    "printemps|ete|automne|hiver|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    "de|du|la|le|les|et|a|mon|ma|mes)+"
)
_TRIMMINGS = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_UNDISGUISED = str.maketrans("@4310$57!€", "aaeiosstie")
_ALPHABETS = {"lower": 26, "upper": 26, "digit": 10, "special": 33}


class Level(StrEnum):
    """How a password stands to the rule."""

    REFUSED = "refused"
    WEAK = "weak"
    SUFFICIENT = "sufficient"
    STRONG = "strong"


class Lack(StrEnum):
    """What a password lacks, or what spoils it."""

    CHARACTERS = "characters"
    LOWER = "lower"
    UPPER = "upper"
    DIGIT = "digit"
    SPECIAL = "special"
    CONTAINS_NAME = "contains_name"
    REPEATED = "repeated"
    SEQUENCE = "sequence"
    COMMON = "common"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Strength:
    """The grade of a password: accepted when nothing lacks.

    ``score`` goes from 0 to 100, 60 being what the rule asks; ``wanted_length`` is the
    number of characters its classes call for.
    """

    score: int
    level: Level
    lacks: tuple[Lack, ...]
    wanted_length: int

    @property
    def is_accepted(self) -> bool:
        """Tell whether the password follows the rule."""
        return not self.lacks


def prepare_password(typed: str) -> str:
    """Return the one form in which a password is hashed, whatever keyboard typed it."""
    spaced = "".join(" " if unicodedata.category(char) == "Zs" else char for char in typed)
    return unicodedata.normalize("NFC", spaced)


def grade_password(typed: str, names: Iterable[str] = ()) -> Strength:
    """Grade a password; ``names`` (login, names of the agent) may not be part of it."""
    password = prepare_password(typed[: LONGEST + 1])
    classes = _classes(password)
    wanted = LENGTH_WITH_FOUR_CLASSES if len(classes) == 4 else LENGTH_WITH_THREE_CLASSES
    lacks = (*_shortfalls(password, classes, wanted), *_flaws(password, names))
    score = _score(password, classes, lacks)
    return Strength(score, _level(score, lacks), lacks, wanted)


def _classes(password: str) -> frozenset[str]:
    return frozenset(map(_class_of, password))


def _class_of(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Nd":
        return "digit"
    if category in ("Lu", "Lt"):
        return "upper"
    return "lower" if category[0] == "L" else "special"


def _shortfalls(password: str, classes: frozenset[str], wanted: int) -> tuple[Lack, ...]:
    if len(_passphrase_words(password)) >= PASSPHRASE_WORDS:
        return ()
    absent = [Lack(name) for name in _ALPHABETS if name not in classes]
    short = [Lack.CHARACTERS] if len(password) < wanted else []
    return (*short, *(absent if len(classes) < 3 else ()))


def _passphrase_words(password: str) -> frozenset[str]:
    """Return the different words of two letters or more."""
    words = (word for word in re.split(r"[\s_.,;:'’!?-]+", password.casefold()) if len(word) > 1)
    return frozenset(word for word in words if word.isalpha())


def _flaws(password: str, names: Iterable[str]) -> tuple[Lack, ...]:
    plain = fold(password).replace(" ", "")
    shown = {
        Lack.CONTAINS_NAME: _contains_name(plain, names),
        Lack.REPEATED: _is_repeated(password),
        Lack.SEQUENCE: _is_sequence(password),
        Lack.COMMON: _is_common(password),
        Lack.TOO_LONG: len(password) > LONGEST,
    }
    return tuple(flaw for flaw, found in shown.items() if found)


def _contains_name(plain: str, names: Iterable[str]) -> bool:
    words = {word for name in names for word in (*fold(name).split(), fold(name).replace(" ", ""))}
    return any(len(word) >= _SHORTEST_NAME and word in plain for word in words)


def _is_repeated(password: str) -> bool:
    few = 0 < len(set(password.casefold())) < _FEWEST_CHARACTERS <= len(password)
    return few or _REPEATED.search(password.casefold()) is not None


def _is_sequence(password: str) -> bool:
    """Tell whether runs of neighbours on the keyboard or in the alphabet are half of it."""
    return bool(password) and 2 * _in_runs(password) >= len(password)


def _in_runs(password: str) -> int:
    lowered = password.casefold()
    covered: set[int] = set()
    for start in range(len(lowered) - _RUN_LENGTH + 1):
        piece = lowered[start : start + _RUN_LENGTH]
        if any(piece in run or piece[::-1] in run for run in _RUNS):
            covered.update(range(start, start + _RUN_LENGTH))
    return len(covered)


def _is_common(password: str) -> bool:
    """Tell whether its letters are nothing but common words, disguised or not."""
    trimmed = _TRIMMINGS.sub("", password)
    for form in (trimmed, trimmed.casefold().translate(_UNDISGUISED)):
        letters = "".join(char for char in fold(form) if char.isalpha())
        if letters and _COMMON.fullmatch(letters) and not _is_mostly_other(password, letters):
            return True
    return False


def _is_mostly_other(password: str, letters: str) -> bool:
    return len(password) - len(letters) > len(letters) + 4


def _score(password: str, classes: frozenset[str], lacks: tuple[Lack, ...]) -> int:
    alphabet = sum(_ALPHABETS[name] for name in classes)
    told = len(_REPEATED.sub("", password)) - max(0, _in_runs(password) - 2)
    bits = max(0, told) * log2(alphabet) if alphabet else 0.0
    words = _passphrase_words(password)
    if len(words) >= PASSPHRASE_WORDS:
        bits = len(words) * _BITS_PER_WORD
    score = round(_SUFFICIENT_SCORE * bits / _SUFFICIENT_BITS)
    if lacks:
        return min(score, _SUFFICIENT_SCORE - 1)
    return max(_SUFFICIENT_SCORE, min(100, score))


def _level(score: int, lacks: tuple[Lack, ...]) -> Level:
    if lacks:
        return Level.REFUSED if score < _SUFFICIENT_SCORE / 2 else Level.WEAK
    strong = score >= _SUFFICIENT_SCORE * _STRONG_BITS / _SUFFICIENT_BITS
    return Level.STRONG if strong else Level.SUFFICIENT
