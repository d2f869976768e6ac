"""Bring names of any script to Latin letters, well enough to compare them.

For look-up keys only: must never be shown or printed in place of the name as given.
Sources: the letters' usual French rendering; for scripts without a table here, the letter's
name in the Unicode Character Database ("BENGALI LETTER KA" is read "ka").
"""

import unicodedata
from functools import lru_cache


def _table(letters: str, spellings: str) -> dict[str, str]:
    return dict(zip(letters, spellings.split(), strict=True))


_ARABIC = _table(
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةپچژگکیٹڈڑںہےګښڅځړټډڼږېۍھۀەۆێڤ",
    "a b t th j h kh d dh r z s ch s d t z a gh f k k l m n h w y a a p tch j g k y t d r n "
    "h e g kh ts dz r t d n j e y h e e o e v",
)
_CYRILLIC = _table(
    "абвгдежзиклмнопрстуфхцчшщыэюяіґєјљњћџғқңөұүһәў",
    "a b v g d e j z i k l m n o p r s t ou f kh ts tch ch chtch y e iou ia i g ie i l n tch "
    "dj g k n o ou u h e ou",
)
_GREEK = _table(
    "αβγδεζηθικλμνξοπρστυφχψω",
    "a v g d e z i th i k l m n x o p r s t y f kh ps o",
)
_GEORGIAN = _table(
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "a b g d e v z t i k l m n o p j r s t ou p k gh k ch tch ts dz ts tch kh dj h",
)
_ARMENIAN = _table(
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
    "a b g d e z e e t j i l kh ts k h dz gh tch m y n ch o tch p dj r s v t r ts ou p k o f",
)
_HEBREW = _table(
    "אבגדהוזחטיכךלמםנןסעפףצץקרשת",
    "a b g d h w z h t y k k l m m n n s a f f ts ts k r ch t",
)
_EXTENDED_LATIN = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i",
    "ŋ": "n", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɔ": "o", "ɛ": "e", "ə": "e", "ǝ": "e",
    "ɲ": "n", "ɩ": "i", "ʋ": "v", "ɣ": "g", "ŧ": "t",
}  # fmt: skip
_SILENT = dict.fromkeys("ъьʿʾʻʼءـ", "")
_TABLE = str.maketrans(
    _ARABIC | _CYRILLIC | _GREEK | _GEORGIAN | _ARMENIAN | _HEBREW | _EXTENDED_LATIN | _SILENT
)
_LETTER_WORDS = frozenset(("LETTER", "SYLLABLE", "VOWEL"))
_BY_SIGN = ("CJK", "HANGUL", "YI", "KANGXI")


def spell_in_latin(folded: str) -> str:
    """Give the Latin spelling of folded text (``names.fold``); Han and Hangul stay as they are."""
    if folded.isascii():
        return folded
    words = (_without_article(word) for word in folded.split(" "))
    spelled = " ".join(words).translate(_TABLE)
    if spelled.isascii():
        return spelled
    return "".join(char if char.isascii() else _spell(char) for char in spelled)


def extended_latin() -> dict[str, str]:
    """Return the Latin letters that do not decompose, with their plain spelling."""
    return dict(_EXTENDED_LATIN)


def _without_article(word: str) -> str:
    """Part the Arabic article from its word, as it is written in Latin."""
    return f"ال {word[2:]}" if word.startswith("ال") and len(word) > 4 else word


@lru_cache(maxsize=4096)
def _spell(char: str) -> str:
    words = unicodedata.name(char, "").split()
    if not words or words[0] in _BY_SIGN or not _LETTER_WORDS & set(words):
        return char
    return words[-1].lower() if words[-1].isalpha() and words[-1].isascii() else char
