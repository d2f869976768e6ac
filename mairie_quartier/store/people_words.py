"""What a person is found by in the index: words as they are typed, and keys.

Words are of the names (in Latin letters and as written), the telephone and the birth.  A key is
how a name sounds (``s…``), or what duplicates share (``b…``: ``blocking_keys``, written at once as
``key_word`` would).  A name comes again and again: what is made of it is kept for a while.
It must not read the store.
"""

import re
from functools import lru_cache
from operator import attrgetter
from typing import Final, NamedTuple

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.duplicates import PHONE_DIGITS, Identity
from mairie_quartier.domain.names import compared, fold, whole_words
from mairie_quartier.domain.people import Person
from mairie_quartier.domain.sounds import keys_of, word_keys

Document = tuple[str, str]
Identifying = tuple[str, str, str, str, PartialDate | None, str]
"""The values of an ``Identity``, in the order of its fields."""
_IDENTIFYING: Final = attrgetter(*Identity.__dataclass_fields__)
NAMES_KEPT: Final = 16_384
_ABROAD: Final = re.compile(r"^(?:0033|33)0?(?=\d{9}$)")


class NameMarks(NamedTuple):
    """What one name gives, words and keys parted by a space: as a family name or as first names.

    ``shared`` are the sounds that duplicates share; of first names, only the first one's.
    """

    words: str
    keys: str
    shared: tuple[str, ...]
    keys_as_first: str
    shared_as_first: tuple[str, ...]


class Sound(NamedTuple):
    """What a sound is indexed by: heard in a search, shared by duplicates, both as ``keys``."""

    heard: str
    shared: str
    keys: str


@lru_cache(maxsize=NAMES_KEPT)
def _sound(key: str) -> Sound:
    """Give what a key is indexed by: there are far fewer sounds than names."""
    heard = sound_word(key)
    shared = _letters(_plain(key))
    return Sound(heard, shared, f"{heard} bn{shared}")


@lru_cache(maxsize=NAMES_KEPT)
def marks_of(name: str) -> NameMarks:
    """Give what a name is found by."""
    if name.isascii() and name.isalpha():
        whole = [name.lower()]
        words = whole[0]
    else:
        whole = whole_words(name)
        words = " ".join(dict.fromkeys([*whole, *fold(name).split()]))
    sounds = [*map(_sound, keys_of(whole))]
    shared = tuple([sound.shared for sound in sounds])
    keys = " ".join([sound.keys for sound in sounds])
    if len(whole) < 2:
        return NameMarks(words, keys, shared, keys, shared)
    first = tuple([_sound(key).shared for key in word_keys(compared(whole)[0])])
    heard = [sound.heard for sound in sounds]
    return NameMarks(words, keys, shared, " ".join([*heard, *[f"bn{x}" for x in first]]), first)


def document_of(person: Person | Identity) -> Document:
    """Give the words and the keys a person is found by."""
    return document(_IDENTIFYING(person))


def document(values: Identifying) -> Document:
    """Give the words and the keys of an identity; one that comes twice tells no more than once."""
    family_name, used_name, first_names, other_script_name, birth, phone = values
    words: list[str] = []
    keys: list[str] = []
    shared: list[str] = []
    for name in (family_name, used_name, other_script_name):
        if name:
            marks = marks_of(name)
            words.append(marks.words)
            keys.append(marks.keys)
            shared += marks.shared
    if first_names:
        marks = marks_of(first_names)
        words.append(marks.words)
        keys.append(marks.keys_as_first)
        shared += marks.shared_as_first
    if phone:
        _add_phone(phone, words, keys)
    if birth is not None:
        _add_birth(birth, shared, words, keys)
    return " ".join(words), " ".join(keys)


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


def _add_phone(phone: str, words: list[str], keys: list[str]) -> None:
    digits = national(phone)
    if digits:
        words.append(f"{digits} {digits[-4:]}")
    if len(digits) >= PHONE_DIGITS:
        keys.append(f"bp{digits[-PHONE_DIGITS:]}")


def _add_birth(birth: PartialDate, shared: list[str], words: list[str], keys: list[str]) -> None:
    year, month, day = birth.year, birth.month, birth.day
    words.append(f"{year}")
    keys += [f"by{year}{each}" for each in shared]
    if month:
        words.append(f"{month:02}{year}")
    if month and day:
        words.append(f"{day:02}{month:02}{year}")
        low, high = sorted((month, day))
        keys.append(f"bd{year}{low:02}{high:02}")
