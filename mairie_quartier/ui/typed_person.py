"""Read what an agent types to name a visitor: names in either order, a birth date, a telephone.

Names are kept as typed; an entry wholly in small letters is given its capitals, particles
left small.  Must not look anything up.  A number like a social-security number is left out.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from mairie_quartier.domain.dates import ImpossibleDate, PartialDate, UnreadableDate
from mairie_quartier.domain.duplicates import Identity
from mairie_quartier.domain.intake import PersonForm
from mairie_quartier.domain.names import PARTICLES, fold
from mairie_quartier.domain.nir import looks_like_nir

_PHONE = re.compile(r"\+?\d(?:[ .\-\u00a0]?\d){8,12}")
_DATE = re.compile(
    r"\b\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}\b|\b\d{1,2}[/.\-]\d{4}\b|\b\d{8}\b|\b(?:19|20)\d{2}\b"
)
_PART_START = re.compile(r"(?:^|(?<=[\s'’\-]))[^\W\d_]")


@dataclass(frozen=True, slots=True)
class TypedPerson:
    """What could be made out of the text."""

    family_name: str = ""
    first_names: str = ""
    other_script_name: str = ""
    birth: PartialDate | None = None
    phone: str = ""

    @property
    def identity(self) -> Identity:
        """Give what possible duplicates are looked for by."""
        return Identity(
            family_name=self.family_name,
            first_names=self.first_names,
            other_script_name=self.other_script_name,
            birth=self.birth,
            phone=self.phone,
        )


def read_typed_person(text: str, today: date) -> TypedPerson:
    """Read one entry; whatever is no date or telephone is a name."""
    rest = _without_nir(text)
    phone = ""
    if found := _PHONE.search(rest):
        digits = found.group()
        if _DATE.fullmatch(digits) is None:
            phone = digits
            rest = rest[: found.start()] + " " + rest[found.end() :]
    birth, rest = _take_date(rest, today)
    family, first, other = _names(rest)
    return TypedPerson(family, first, other, birth, phone)


def fill_in(form: PersonForm | None, typed: TypedPerson) -> PersonForm:
    """Put the entry into the person's form; a date or telephone not typed stays as it was."""
    form = form or PersonForm()
    return replace(
        form,
        family_name=typed.family_name,
        first_names=typed.first_names,
        other_script_name=typed.other_script_name or form.other_script_name,
        birth=typed.birth or form.birth,
        phone=typed.phone or form.phone,
    )


def entry_text(form: PersonForm | None) -> str:
    """Write a form's names as they would be typed."""
    if form is None:
        return ""
    names = f"{form.family_name or form.used_name} {form.first_names}".strip()
    return names or form.other_script_name


def _without_nir(text: str) -> str:
    for span in reversed(looks_like_nir(text)):
        text = text[: span.start] + " " + text[span.end :]
    return text


def _take_date(text: str, today: date) -> tuple[PartialDate | None, str]:
    found = _DATE.search(text)
    if found is None:
        return None, text
    try:
        birth = PartialDate.parse(found.group(), today)
    except (UnreadableDate, ImpossibleDate):
        return None, text
    if birth.is_after(today):
        return None, text
    return birth, text[: found.start()] + " " + text[found.end() :]


def _names(text: str) -> tuple[str, str, str]:
    """Part family name, first names, and a name in another script."""
    family, comma, first = (_tidy(part) for part in text.partition(","))
    if comma:
        return _capitals(family), _capitals(first), ""
    words = text.split()
    latin = [word for word in words if not _other_script(word)]
    other = " ".join(word for word in words if _other_script(word))
    shouted = [word for word in latin if word.isupper() and len(word) > 1]
    if shouted and len(shouted) < len(latin):
        calm = [word for word in latin if word not in shouted]
        return " ".join(shouted), " ".join(calm), other
    cut = _family_length(latin)
    family, first = " ".join(latin[:cut]), " ".join(latin[cut:])
    return _capitals(family), _capitals(first), other


def _family_length(words: list[str]) -> int:
    """Count the words of a family name that comes first: its particles and one word."""
    length = 0
    while length < len(words) - 1 and fold(words[length]) in PARTICLES:
        length += 1
    return min(length + 1, len(words))


def _capitals(name: str) -> str:
    if name != name.lower():
        return name
    return " ".join(
        word
        if fold(word) in PARTICLES
        else _PART_START.sub(lambda letter: letter.group().upper(), word)
        for word in name.split()
    )


def _other_script(word: str) -> bool:
    letters = [char for char in word if char.isalpha()]
    return bool(letters) and not any(
        unicodedata.name(char, "").startswith("LATIN") for char in letters
    )


def _tidy(text: str) -> str:
    return " ".join(text.split())
