"""Open, find, create and change a person's file.

Opening a file is written to the audit trail; a duplicate is shown masked until the agent says
it is the same person.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.duplicates import Identity, Likeness, MaskedCandidate, mask, rank
from mairie_quartier.domain.identifiers import HouseholdId, MemberId, PersonId, new_id
from mairie_quartier.domain.people import Kinship, Member, Person
from mairie_quartier.domain.permissions import Act
from mairie_quartier.services.conflicts import close_agreed_of
from mairie_quartier.services.context import Context
from mairie_quartier.services.listings import AuditLine, Page, PersonLine, RequestLine
from mairie_quartier.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class PersonFile:
    """A file as it opens: who, with whom, what is open.

    ``companions`` are the other files of the household, members or not.
    """

    person: Person
    members: tuple[Member, ...]
    requests: tuple[RequestLine, ...]
    companions: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Perhaps the same person: what may be shown, and how alike."""

    person_id: PersonId
    shown: MaskedCandidate
    likeness: Likeness


def identity(person: Person) -> Identity:
    """Give what duplicates are compared by."""
    return Identity(
        family_name=person.family_name,
        used_name=person.used_name,
        first_names=person.first_names,
        other_script_name=person.other_script_name,
        birth=person.birth,
        phone=person.phone,
    )


def open_person(context: Context, person_id: PersonId) -> PersonFile:
    """Open a file; the opening is audited.  A merged file opens the one that replaced it."""
    context.require(Act.READ_PERSON)
    with context.open() as unit:
        file = _file(unit, person_id)
        unit.note(AuditAct.OPENED, "person", file.person.id)
        unit.commit()
    return file


def reread_person(context: Context, person_id: PersonId) -> PersonFile:
    """Give a file that is open on the screen already, as it is now; no opening is audited."""
    context.require(Act.READ_PERSON)
    with context.open() as unit:
        return _file(unit, person_id)


def suggest_duplicates(context: Context, typed: Identity, limit: int = 5) -> tuple[Suggestion, ...]:
    """Give the files that may be the same person, most alike first, masked."""
    context.require(Act.SEARCH_PEOPLE)
    with context.open() as unit:
        found = unit.index.candidates(typed)
    known = {person.id: identity(person) for person in found}
    return tuple(
        Suggestion(each.key, mask(known[each.key]), each.likeness)
        for each in rank(typed, known)[:limit]
    )


def save_person(context: Context, person: Person) -> frozenset[str]:
    """Keep a changed file."""
    context.require(Act.EDIT_PERSON)
    with context.open() as unit:
        unit.people.save(person)
        close_agreed_of(context, unit, person.id)
        return unit.commit()


def change_person(
    context: Context, person_id: PersonId, change: Callable[[Person], Person]
) -> frozenset[str]:
    """Change some fields of a file as it is now, whatever the screen last read."""
    context.require(Act.EDIT_PERSON)
    with context.open() as unit:
        unit.people.save(change(unit.people.get(person_id)))
        close_agreed_of(context, unit, person_id)
        return unit.commit()


def add_person(context: Context, person: Person) -> frozenset[str]:
    """Open a new file."""
    context.require(Act.EDIT_PERSON)
    with context.open() as unit:
        unit.people.add(person)
        return unit.commit()


def add_member(
    context: Context,
    person_id: PersonId,
    kinship: Kinship,
    *,
    names: tuple[str, str],
    birth: PartialDate | None = None,
) -> Member:
    """Add a member to the person's household; ``names`` are family name, first names."""
    context.require(Act.EDIT_PERSON)
    with context.open() as unit:
        person = unit.people.get(person_id)
        household = person.household_id or HouseholdId(new_id())
        unit.people.save(replace(person, household_id=household))
        member = Member(
            id=MemberId(new_id()),
            household_id=household,
            office_id=person.office_id,
            kinship=kinship,
            family_name=names[0],
            first_names=names[1],
            birth=birth,
        )
        unit.members.add(member)
        unit.commit()
    return member


def link_people(
    context: Context, person_id: PersonId, other_id: PersonId, kinship: Kinship
) -> Member:
    """Put another person's file into this person's household."""
    context.require(Act.EDIT_PERSON)
    with context.open() as unit:
        person, other = unit.people.get(person_id), unit.people.get(other_id)
        household = person.household_id or other.household_id or HouseholdId(new_id())
        unit.people.save(replace(person, household_id=household))
        unit.people.save(replace(other, household_id=household))
        member = Member(
            id=MemberId(new_id()),
            household_id=household,
            office_id=person.office_id,
            kinship=kinship,
            person_id=other.id,
            family_name=other.family_name,
            first_names=other.first_names,
            birth=other.birth,
        )
        unit.members.add(member)
        unit.commit()
    return member


def remove_member(context: Context, member_id: MemberId) -> frozenset[str]:
    """Take a member out of the household; their own file, if any, stays."""
    context.require(Act.EDIT_PERSON)
    with context.open() as unit:
        member = unit.members.get(member_id)
        person = unit.people.find(member.person_id) if member.person_id else None
        if person is not None and person.household_id == member.household_id:
            unit.people.save(replace(person, household_id=None))
        unit.members.remove(member)
        return unit.commit()


def list_people(context: Context, page: Page) -> tuple[PersonLine, ...]:
    """Give people by last contact, latest first."""
    context.require(Act.SEARCH_PEOPLE)
    with context.open() as unit:
        return unit.listings.people(context.office.id, page)


def who_opened(context: Context, person_id: PersonId, page: Page) -> tuple[AuditLine, ...]:
    """Give who opened or changed this file and when, for those allowed."""
    context.require(Act.READ_AUDIT)
    with context.open() as unit:
        return unit.listings.audit(page, person_id)


def current_person(unit: UnitOfWork, person_id: PersonId) -> Person:
    """Give the file, or the one that replaced it."""
    person = unit.people.get(person_id)
    while person.merged_into is not None:
        person = unit.people.get(person.merged_into)
    return person


def _file(unit: UnitOfWork, person_id: PersonId) -> PersonFile:
    person = current_person(unit, person_id)
    requests = unit.listings.requests_of_person(person.id, Page())
    return PersonFile(person, _members(unit, person), requests, _companions(unit, person))


def _members(unit: UnitOfWork, person: Person) -> tuple[Member, ...]:
    if person.household_id is None:
        return ()
    return tuple(
        member
        for member in unit.members.matching(household_id=person.household_id)
        if member.person_id != person.id
    )


def _companions(unit: UnitOfWork, person: Person) -> tuple[Person, ...]:
    if person.household_id is None:
        return ()
    return tuple(
        other
        for other in unit.people.matching(household_id=person.household_id)
        if other.id != person.id and other.merged_into is None
    )
