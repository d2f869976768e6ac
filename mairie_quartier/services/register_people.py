"""Know people again while a register is imported, or open a file for them.

Only what cannot be doubted joins two: the same names with the same full birth date or the same
telephone.  Anything less is another file; the agents are shown likely doubles later.
"""

from dataclasses import replace
from datetime import date, datetime

from mairie_quartier.domain.duplicates import Identity
from mairie_quartier.domain.identifiers import PersonId, new_id
from mairie_quartier.domain.names import fold
from mairie_quartier.domain.people import Housing, Person
from mairie_quartier.domain.registers import Passage, Visitor
from mairie_quartier.services.context import Context
from mairie_quartier.services.listings import Page
from mairie_quartier.services.ports import UnitOfWork

PHONE_DIGITS = 9


class Acquaintances:
    """The people of one import; ``new`` and ``known`` count files, not visits."""

    def __init__(self, context: Context, unit: UnitOfWork) -> None:
        self._context = context
        self._unit = unit
        self._met: dict[str, PersonId] = {}
        self._known: set[PersonId] = set()
        self._contacts: dict[PersonId, date] = {}
        self.new = 0
        # Into an empty store, only people of this import can be met again: no search.
        self._somebody = bool(unit.listings.people(context.office.id, Page(size=1)))

    @property
    def known(self) -> int:
        """Tell how many had a file already."""
        return len(self._known)

    def meet(self, passage: Passage, at: datetime) -> PersonId | None:
        """Give the file of the visitor, found or opened."""
        visitor = passage.visitor
        if visitor is None:
            return None
        marks = _marks(visitor.family_name, visitor.first_names, visitor)
        found = next((self._met[mark] for mark in marks if mark in self._met), None)
        if found is None and marks and self._somebody:
            found = self._search(visitor, marks)
        if found is None:
            found = self._open(passage, visitor, at)
        else:
            latest = max(passage.opened_on, self._contacts.get(found, passage.opened_on))
            self._contacts[found] = latest
        self._met.update(dict.fromkeys(marks, found))
        return found

    def keep_contacts(self) -> None:
        """Move the last contact of those who came again; once, at the end."""
        for key, day in self._contacts.items():
            person = self._unit.people.get(key)
            if person.last_contact_on < day:
                self._unit.people.save(replace(person, last_contact_on=day))

    def _search(self, visitor: Visitor, marks: frozenset[str]) -> PersonId | None:
        typed = Identity(
            family_name=visitor.family_name,
            used_name=visitor.used_name,
            first_names=visitor.first_names,
            birth=visitor.birth,
            phone=visitor.phone,
        )
        same = [
            person.id
            for person in self._unit.index.candidates(typed)
            if marks & _marks(person.family_name, person.first_names, person)
        ]
        if len(same) != 1:
            return None  # two files already bear these marks: an agent must choose
        self._known.add(same[0])
        return same[0]

    def _open(self, passage: Passage, visitor: Visitor, at: datetime) -> PersonId:
        person = Person(
            id=PersonId(new_id()),
            office_id=self._context.office.id,
            created_at=at,
            last_contact_on=passage.opened_on,
            family_name=visitor.family_name,
            used_name=visitor.used_name,
            first_names=visitor.first_names,
            birth=visitor.birth,
            phone=visitor.phone,
            email=visitor.email,
            housing=Housing.ADDRESS if visitor.address else Housing.UNKNOWN,
            address=visitor.address,
            postcode=visitor.postcode,
            town=visitor.town,
            language=passage.language,
        )
        self._unit.people.add(person)
        self.new += 1
        return person.id


def _marks(family_name: str, first_names: str, who: Visitor | Person) -> frozenset[str]:
    """Give what only one person bears: both names with a full birth date, or a telephone."""
    if not (family_name.strip() and first_names.strip()):
        return frozenset()
    names = f"{fold(family_name)}|{fold(first_names)}"
    marks = set()
    if who.birth is not None and who.birth.is_full:
        marks.add(f"{names}|{who.birth.iso()}")
    digits = "".join(sign for sign in who.phone if sign.isdigit())[-PHONE_DIGITS:]
    if len(digits) == PHONE_DIGITS:
        marks.add(f"{names}|{digits}")
    return frozenset(marks)
