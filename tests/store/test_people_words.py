"""What a person is found by, against the same written word by word."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.duplicates import Identity, blocking_keys
from mairie_quartier.domain.names import fold, whole_words
from mairie_quartier.domain.sounds import sound_keys
from mairie_quartier.store.people_words import document_of, key_word, national, sound_word

PIECES = (
    *("Traoré", "ben", "Md", "N’Diaye", "el", "Abd", "Kader", "Œuf", "İ", "ﬁ", "ka\u0301", "y"),
    *("漢字", "محمود", "الحسن", "Шевченко", "\u0e01\u0e33", "हिन्दी", "한국", "-", "12", "’", ""),
)
NAMES = st.lists(st.sampled_from(PIECES), max_size=3).flatmap(
    lambda pieces: st.sampled_from([" ".join(pieces), "-".join(pieces), "".join(pieces)])
) | st.text(max_size=8)
PHONES = st.sampled_from(
    ["", "06 12 34 56 78", "+33 6 12 34 56 78", "0033612345678", "12", "٠٦", "0012345678901"]
) | st.text("0123456789 +", max_size=14)
BIRTHS = st.none() | st.sampled_from(
    [PartialDate(1980), PartialDate(1990, 3), PartialDate(1970, 12, 4)]
)


@settings(max_examples=150, deadline=None)
@given(st.builds(Identity, NAMES, NAMES, NAMES, NAMES, BIRTHS, PHONES))
def test_the_quick_way_gives_the_words_and_keys_of_the_plain_one(person: Identity) -> None:
    assert told(person) == plainly(person)


def test_one_name_given_as_both_counts_as_both() -> None:
    name = "Ben Ali"
    assert told(Identity(name, "", name)) == plainly(Identity(name, "", name))


def told(person: Identity) -> tuple[set[str], set[str]]:
    words, keys = document_of(person)
    return set(words.split()), set(keys.split())


def plainly(person: Identity) -> tuple[set[str], set[str]]:
    names = (person.family_name, person.used_name, person.first_names, person.other_script_name)
    words = [word for name in names for word in (*whole_words(name), *fold(name).split())]
    if digits := national(person.phone):
        words += [digits, digits[-4:]]
    if person.birth is not None:
        year, *later = person.birth.iso().split("-")
        words += ["".join([*reversed(later[:count]), year]) for count in range(len(later) + 1)]
    keys = {sound_word(key) for name in names for key in sound_keys(name)}
    keys |= {key_word(key) for key in blocking_keys(person)}
    return set(words), keys


@given(PHONES)
def test_a_phone_is_its_digits_as_dialled_in_france(phone: str) -> None:
    digits = re.sub("[^0-9]", "", phone)
    assert national(phone) == re.sub(r"^(?:0033|33)0?(?=\d{9}$)", "0", digits)
