"""What a person is found by in the index: words as they are typed, and keys.

Words are of the names (in Latin letters and as written), the telephone and the birth.  A key is
how a name sounds (``s…``), or what duplicates share (``b…``: ``blocking_keys``, written at once as
``key_word`` would).  A name comes again and again: what is made of it is kept for a while.
It must not read the store.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.duplicates import PHONE_DIGITS, Identity
from mairie_quartier.domain.names import compared, fold, whole_words
from mairie_quartier.domain.people import Person
from mairie_quartier.domain.sounds import keys_of, word_keys

Document = tuple[str, str]
NAMES_KEPT: Final = 8_192
FIRST_NAMES: Final = 2
_ABROAD: Final = re.compile(r"^(?:0033|33)0?(?=\d{9}$)")


@dataclass(frozen=True, slots=True)
class NameMarks:
    """What one name gives: its words, its sounds, and those that duplicates share.

    ``first`` are the shared sounds of its first word alone.
    """

    words: dict[str, None]
    sounds: tuple[str, ...]
    shared: tuple[str, ...]
    first: tuple[str, ...]


@lru_cache(maxsize=NAMES_KEPT)
def marks_of(name: str) -> NameMarks:
    """Give what a name is found by."""
    whole = whole_words(name)
    written = whole if name.isascii() and name.isalpha() else [*whole, *fold(name).split()]
    keys = [_plain(key) for key in keys_of(whole)]
    first = keys
    if len(whole) > 1:
        first = [_plain(key) for key in word_keys(compared(whole)[0])]
    return NameMarks(
        words=dict.fromkeys(written),
        sounds=tuple([f"s{key}" for key in keys]),
        shared=tuple([_letters(key) for key in keys]),
        first=tuple([_letters(key) for key in first]),
    )


def document_of(person: Person | Identity) -> Document:
    """Give the words and the keys a person is found by."""
    words: dict[str, None] = {}
    keys: set[str] = set()
    shared: set[str] = set()
    given = person.family_name, person.used_name, person.first_names, person.other_script_name
    for place, name in enumerate(given):
        if name:
            marks = marks_of(name)
            words.update(marks.words)
            keys.update(marks.sounds)
            shared.update(marks.first if place == FIRST_NAMES else marks.shared)
    keys.update([f"bn{sound}" for sound in shared])
    if person.phone:
        _add_phone(person.phone, words, keys)
    if person.birth is not None:
        _add_birth(person.birth, words, keys, shared)
    return " ".join(words), " ".join(sorted(keys))


def sound_word(key: str) -> str:
    """Give the word under which a sound is indexed."""
    return f"s{_plain(key)}"


def key_word(key: str) -> str:
    """Give the word under which a key that duplicates share is indexed."""
    return f"b{_letters(_plain(key))}"


def national(phone: str) -> str:
    """Give a telephone's digits, a French one as it is dialled in France."""
    if phone.isascii() and phone.isdecimal() and phone[0] == "0" != phone[1:2]:
        return phone
    digits = "".join([char for char in phone if char in "0123456789"])
    return _ABROAD.sub("0", digits)


def _plain(key: str) -> str:
    return fold(key).replace(" ", "")


def _letters(plain: str) -> str:
    return plain if plain.isalnum() else "".join([char for char in plain if char.isalnum()])


def _add_phone(phone: str, words: dict[str, None], keys: set[str]) -> None:
    digits = national(phone)
    if digits:
        words[digits] = words[digits[-4:]] = None
    if len(digits) >= PHONE_DIGITS:
        keys.add(f"bp{digits[-PHONE_DIGITS:]}")


def _add_birth(
    birth: PartialDate, words: dict[str, None], keys: set[str], shared: Iterable[str]
) -> None:
    year, month, day = birth.year, birth.month, birth.day
    words[f"{year}"] = None
    keys.update([f"by{year}{sound}" for sound in shared])
    if month:
        words[f"{month:02}{year}"] = None
    if month and day:
        words[f"{day:02}{month:02}{year}"] = None
        low, high = sorted((month, day))
        keys.add(f"bd{year}{low:02}{high:02}")
