"""Invent people and households: names of many cultures, partial dates, few telephones.

No diagnosis, nationality or social-security number, as everywhere (DOMAIN.md 2).
"""

import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.identifiers import HouseholdId, MemberId, OfficeId, PersonId
from mairie_quartier.domain.names import fold
from mairie_quartier.domain.people import (
    AccessNeed,
    Contact,
    Housing,
    Kinship,
    Literacy,
    Member,
    Person,
)
from mairie_quartier.services.invention.dice import Dice
from mairie_quartier.services.invention.material import Culture, Material, Name

MOBILE, LANDLINES = "06 39 98", ("05 36 49", "01 99 00", "02 61 91", "03 53 01", "04 65 71")
"""ARCEP, numbering plan: ranges for audiovisual works, never given to anybody."""

LITERACY = {Literacy.YES: 40, Literacy.UNKNOWN: 40, Literacy.PARTLY: 12, Literacy.NO: 8}
HOUSING = {
    Housing.ADDRESS: 68,
    Housing.UNKNOWN: 16,
    Housing.DOMICILED: 10,
    Housing.NO_STABLE_HOME: 6,
}
ACCESS = tuple(AccessNeed)
POSTCODES = {"33800": 70, "33000": 18, "33100": 5, "33300": 4, "33200": 3}


@dataclass(frozen=True, slots=True)
class Named:
    """The names drawn for one person."""

    family_name: str
    used_name: str
    first_names: str
    other_script_name: str


class Crowd:
    """Invents one person after another; some live with the one before."""

    def __init__(self, dice: Dice, material: Material, office_id: OfficeId) -> None:
        self._dice = dice
        self._material = material
        self._office_id = office_id
        self._cultures = {
            place: float(culture.weight) for place, culture in enumerate(material.cultures)
        }
        self._before: tuple[Person, Culture] | None = None

    def invent(
        self, created_at: datetime, last_contact_on: date
    ) -> tuple[Person, tuple[Member, ...]]:
        """Give a person, with the members that this adds to a household."""
        if self._before is not None:
            head, culture = self._before
            self._before = None
            return self._relative(head, culture, created_at, last_contact_on)
        culture = self._material.cultures[self._dice.weighted(self._cultures)]
        person = self._person(culture, created_at, last_contact_on)
        if self._dice.chance(24):
            return self._with_household(person, culture)
        return person, ()

    def names(self, culture: Culture) -> Named:
        """Draw the names of a man or a woman."""
        dice = self._dice
        woman = dice.chance(54)
        firsts = culture.women if woman else culture.men
        first = dice.pick(firsts)
        families = [dice.pick(culture.family) for _ in range(culture.families)]
        scripted = dice.chance(culture.other_script)
        if dice.chance(culture.single):
            return Named("", "", first.latin, first.other if scripted else "")
        other = _other_script(families[0], first, culture) if scripted else ""
        family = " ".join(dict.fromkeys(name.latin for name in families))
        used = dice.pick(culture.family).latin if woman and dice.chance(culture.used * 2) else ""
        second = dice.pick(firsts).latin if dice.chance(6) else first.latin
        first_names = " ".join(dict.fromkeys((first.latin, second)))
        return Named(family, "" if used == family else used, first_names, other)

    def _person(self, culture: Culture, created_at: datetime, last_contact_on: date) -> Person:
        dice, names = self._dice, self.names(culture)
        language = dice.weighted(culture.languages) or None
        person = Person(
            id=PersonId(dice.new_id(created_at)),
            office_id=self._office_id,
            created_at=created_at,
            last_contact_on=last_contact_on,
            family_name=names.family_name,
            used_name=names.used_name,
            first_names=names.first_names,
            other_script_name=names.other_script_name,
            birth=self._birth(created_at.year, 16, 92),
            phone=self._phone(),
            email=self._email(names),
            language=language,
            second_language="fra" if language and dice.chance(30) else None,
            literacy=dice.weighted(LITERACY) if language else Literacy.UNKNOWN,
            access_needs=frozenset({dice.pick(ACCESS)}) if dice.chance(7) else frozenset(),
        )
        return self._contactable(self._housed(person))

    def _housed(self, person: Person) -> Person:
        dice, material = self._dice, self._material
        housing = dice.weighted(HOUSING)
        if housing is Housing.DOMICILED:
            return replace(person, housing=housing, domiciled_at=dice.pick(material.domiciled_at))
        if housing is not Housing.ADDRESS:
            return replace(person, housing=housing)
        return replace(
            person,
            housing=housing,
            address=f"{dice.number(1, 180)} {dice.pick(material.streets)}",
            postcode=dice.weighted(POSTCODES),
            town=material.town,
        )

    def _contactable(self, person: Person) -> Person:
        if not self._dice.chance(1.5):
            return person
        note = self._dice.pick(self._material.texts["contact_notes"])
        return replace(person, contact=Contact.CAREFUL, contact_note=note)

    def _relative(
        self, head: Person, culture: Culture, created_at: datetime, last_contact_on: date
    ) -> tuple[Person, tuple[Member, ...]]:
        person = replace(
            self._person(culture, created_at, last_contact_on),
            family_name=head.family_name,
            other_script_name="",
            housing=head.housing,
            address=head.address,
            postcode=head.postcode,
            town=head.town,
            domiciled_at=head.domiciled_at,
            household_id=head.household_id,
        )
        kinship = self._dice.pick((Kinship.PARTNER, Kinship.PARTNER, Kinship.PARENT))
        return person, (self._member(person, kinship),)

    def _with_household(
        self, person: Person, culture: Culture
    ) -> tuple[Person, tuple[Member, ...]]:
        household = HouseholdId(self._dice.new_id(person.created_at))
        person = replace(person, household_id=household)
        children = self._dice.number(0, 4)
        if not children or self._dice.chance(50):
            self._before = person, culture
        members = [self._child(person, culture) for _ in range(children)]
        return person, (self._member(person, Kinship.REFERENCE), *members)

    def _child(self, parent: Person, culture: Culture) -> Member:
        first = self._dice.pick(culture.women if self._dice.chance(50) else culture.men).latin
        birth = self._birth(parent.created_at.year, 0, 17)
        child = replace(parent, first_names=first, birth=birth)
        return replace(self._member(child, Kinship.CHILD), person_id=None)

    def _member(self, person: Person, kinship: Kinship) -> Member:
        household = person.household_id or HouseholdId(self._dice.new_id(person.created_at))
        return Member(
            id=MemberId(self._dice.new_id(person.created_at)),
            household_id=household,
            office_id=self._office_id,
            kinship=kinship,
            person_id=person.id,
            family_name=person.family_name,
            first_names=person.first_names,
            birth=person.birth,
        )

    def _birth(self, year: int, least: int, most: int) -> PartialDate | None:
        dice = self._dice
        if dice.chance(6):
            return None
        born = year - 1 - dice.number(least, most)
        if dice.chance(5):
            return PartialDate(born)
        if dice.chance(3):
            return PartialDate(born, dice.number(1, 12))
        if dice.chance(5):
            return PartialDate(born, 1, 1)
        return PartialDate(born, dice.number(1, 12), dice.number(1, 28))

    def _phone(self) -> str:
        if self._dice.chance(28):
            return ""
        block = MOBILE if self._dice.chance(85) else self._dice.pick(LANDLINES)
        return f"{block} {self._dice.number(0, 99):02} {self._dice.number(0, 99):02}"

    def _email(self, names: Named) -> str:
        if not self._dice.chance(22):
            return ""
        words = fold(f"{names.first_names} {names.family_name}").split()
        plain = [word for word in words if word.isascii()]
        return f"{'.'.join(plain)}@courriel.example" if plain else ""


def _other_script(family: Name, first: Name, culture: Culture) -> str:
    if not (family.other and first.other) or _script(family.other) != _script(first.other):
        return ""
    if culture.family_first:
        return family.other + first.other
    return f"{first.other} {family.other}"


def _script(text: str) -> str:
    return unicodedata.name(text[0], "").split(" ")[0]
