"""Give a person's file to another office, with its whole history.

Explicit and audited: a screen asks first, showing ``preview_handover``.  Everything of the file
changes its office in one transaction; at the next sync it leaves this office's PCs for the other's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.identifiers import OfficeId, PersonId
from mairie_quartier.domain.people import Person
from mairie_quartier.domain.permissions import Act
from mairie_quartier.errors import UserMistake
from mairie_quartier.services.sync_faults import NotEnrolled

if TYPE_CHECKING:
    from uuid import UUID

    from mairie_quartier.domain.agents import Office
    from mairie_quartier.domain.people import Member
    from mairie_quartier.domain.requests import Request, Visit
    from mairie_quartier.services.context import Context
    from mairie_quartier.services.ports import Records, UnitOfWork


class _OfOffice(Protocol):
    @property
    def id(self) -> UUID: ...

    @property
    def office_id(self) -> OfficeId | None: ...


T = TypeVar("T", bound=_OfOffice)


class CannotHandOver(UserMistake):
    """The file is the other office's already, was merged into another, or the office is closed."""

    def __init__(self, person_id: PersonId, office_id: OfficeId) -> None:
        super().__init__(person_id, office_id)
        self.person_id = person_id
        self.office_id = office_id


@dataclass(frozen=True, slots=True)
class HandoverPreview:
    """What would go: the file, how much history, and how many disputed values with it."""

    person: Person
    office: Office
    visits: int
    requests: int
    papers: int
    disputes: int


@dataclass(frozen=True, slots=True)
class _Parcel:
    """Every record of a file, by the name of its records."""

    lists: dict[str, tuple[_OfOffice, ...]]

    def count(self, name: str) -> int:
        return len(self.lists[name])


def other_offices(context: Context) -> tuple[Office, ...]:
    """Give the offices a file can be given to, by name."""
    context.require(Act.HAND_OVER)
    with context.open() as unit:
        found = unit.offices.matching(active=True)
    others = (office for office in found if office.id != context.office.id)
    return tuple(sorted(others, key=lambda office: office.name))


def preview_handover(context: Context, person_id: PersonId, office_id: OfficeId) -> HandoverPreview:
    """Tell what would go, without doing it; opening the file is audited.

    Raises:
        CannotHandOver, NotEnrolled: it could not be done.
    """
    context.require(Act.HAND_OVER)
    with context.open() as unit:
        person, office = _checked(unit, person_id, office_id)
        parcel = _gather(unit, person)
        unit.note(AuditAct.OPENED, "person", person_id)
        unit.commit()
    return HandoverPreview(
        person=person,
        office=office,
        visits=parcel.count("visits"),
        requests=parcel.count("requests"),
        papers=parcel.count("receipts"),
        disputes=parcel.count("conflicts"),
    )


def hand_over(context: Context, person_id: PersonId, office_id: OfficeId) -> frozenset[str]:
    """Give the file to the other office; give the words that changed.

    Raises:
        CannotHandOver, NotEnrolled: nothing was written.
    """
    context.require(Act.HAND_OVER)
    with context.open() as unit:
        person, office = _checked(unit, person_id, office_id)
        for name, found in _gather(unit, person).lists.items():
            records = cast("Records[_OfOffice]", getattr(unit, name))
            for record in found:
                records.save(_moved(record, office.id))
        unit.note(AuditAct.HANDED_OVER, "person", person_id)
        return unit.commit()


def _checked(unit: UnitOfWork, person_id: PersonId, office_id: OfficeId) -> tuple[Person, Office]:
    if not unit.sync.is_linked():
        raise NotEnrolled  # nobody would ever receive it
    person, office = unit.people.get(person_id), unit.offices.get(office_id)
    if person.office_id == office_id or person.merged_into or not office.active:
        raise CannotHandOver(person_id, office_id)
    return person, office


def _gather(unit: UnitOfWork, person: Person) -> _Parcel:
    """Find every record of the file; parents first, as the other office will receive them."""
    people = tuple(_with_absorbed(unit, person))
    visits = _each(unit.visits, people)
    requests = _once(_each(unit.requests, people), _of_visits(unit, visits))
    pieces = tuple(
        piece for request in requests for piece in unit.pieces.matching(request_id=request.id)
    )
    referrals = tuple(
        referral
        for request in requests
        for referral in unit.referrals.matching(request_id=request.id)
    )
    needs = tuple(
        need for visit in visits for need in unit.interpreting.matching(visit_id=visit.id)
    )
    receipts = tuple(
        paper for visit in visits for paper in unit.receipts.matching(visit_id=visit.id)
    )
    voidings = tuple(
        voiding for paper in receipts if (voiding := unit.voidings.find(paper.id)) is not None
    )
    lists: dict[str, tuple[_OfOffice, ...]] = {
        "people": people,
        "members": _members(unit, person),
        "merges": tuple(
            merge for each in people for merge in unit.merges.matching(kept_id=each.id)
        ),
        "visits": visits,
        "requests": requests,
        "pieces": pieces,
        "receipts": receipts,
        "voidings": voidings,
        "referrals": referrals,
        "interpreting": needs,
    }
    keys = [record.id for found in lists.values() for record in found]
    lists["conflicts"] = tuple(
        conflict for key in keys for conflict in unit.conflicts.matching(record_id=key)
    )
    return _Parcel(lists)


def _with_absorbed(unit: UnitOfWork, person: Person) -> Iterator[Person]:
    """Give the file and those merged into it, however deep."""
    yield person
    for absorbed in unit.people.matching(merged_into=person.id):
        yield from _with_absorbed(unit, absorbed)


def _each(records: Records[T], people: tuple[Person, ...]) -> tuple[T, ...]:
    return tuple(found for person in people for found in records.matching(person_id=person.id))


def _of_visits(unit: UnitOfWork, visits: tuple[Visit, ...]) -> tuple[Request, ...]:
    return tuple(
        request for visit in visits for request in unit.requests.matching(visit_id=visit.id)
    )


def _once(first: tuple[T, ...], second: tuple[T, ...]) -> tuple[T, ...]:
    return tuple({record.id: record for record in (*first, *second)}.values())


def _members(unit: UnitOfWork, person: Person) -> tuple[Member, ...]:
    """Give the household's members; only the person's own line where others stay behind."""
    own = unit.members.matching(person_id=person.id)
    if person.household_id is None:
        return own
    others = unit.people.matching(household_id=person.household_id)
    if any(each.id != person.id and each.office_id == person.office_id for each in others):
        return own
    return _once(own, unit.members.matching(household_id=person.household_id))


def _moved(record: _OfOffice, office_id: OfficeId) -> _OfOffice:
    return cast(_OfOffice, replace(cast(Person, record), office_id=office_id))
