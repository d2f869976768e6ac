"""Every record of a person's file, wherever it is kept: what goes when the file goes.

It reads only.  ``services.handover`` moves what is found here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from uuid import UUID

    from mairie_quartier.domain.identifiers import OfficeId
    from mairie_quartier.domain.papers import IssuedReceipt, Voiding
    from mairie_quartier.domain.people import Member, Person
    from mairie_quartier.domain.requests import Request, Visit
    from mairie_quartier.services.ports import Records, UnitOfWork

Lists = dict[str, "tuple[OfOffice, ...]"]


class OfOffice(Protocol):
    """A record that an office keeps."""

    @property
    def id(self) -> UUID:
        """Give its key."""
        ...

    @property
    def office_id(self) -> OfficeId | None:
        """Give the office that keeps it."""
        ...


T = TypeVar("T", bound=OfOffice)


@dataclass(frozen=True, slots=True)
class Parcel:
    """The records by the name of their collection in a unit of work, parents first."""

    lists: Lists

    def count(self, name: str) -> int:
        """Count the records of one collection."""
        return len(self.lists[name])

    def keys(self) -> tuple[UUID, ...]:
        """Give the keys of all."""
        return tuple(record.id for found in self.lists.values() for record in found)


def housemates(unit: UnitOfWork, person: Person) -> tuple[Person, ...]:
    """Give the other files of the person's household that the same office keeps."""
    if person.household_id is None:
        return ()
    found = unit.people.matching(household_id=person.household_id, office_id=person.office_id)
    return tuple(each for each in found if each.id != person.id and not each.merged_into)


def gather(unit: UnitOfWork, people: Iterable[Person]) -> Parcel:
    """Find every record of these files; parents first, as the other office will receive them."""
    files = tuple(each for person in people for each in _with_absorbed(unit, person))
    visits = _each(unit.visits, files)
    requests = _once(_each(unit.requests, files), _of_visits(unit, visits))
    lists: Lists = {
        "people": files,
        "members": _members(unit, files),
        "merges": tuple(one for each in files for one in unit.merges.matching(kept_id=each.id)),
        "visits": visits,
        "requests": requests,
        **_of_requests(unit, requests),
        **_papers(unit, visits),
        "interpreting": tuple(
            need for visit in visits for need in unit.interpreting.matching(visit_id=visit.id)
        ),
    }
    keys = Parcel(lists).keys()
    disputes = (one for key in keys for one in unit.conflicts.matching(record_id=key))
    return Parcel({**lists, "conflicts": tuple(disputes)})


def _with_absorbed(unit: UnitOfWork, person: Person) -> Iterator[Person]:
    """Give the file and those merged into it, however deep."""
    yield person
    for absorbed in unit.people.matching(merged_into=person.id):
        yield from _with_absorbed(unit, absorbed)


def _each(records: Records[T], people: tuple[Person, ...]) -> tuple[T, ...]:
    return tuple(found for person in people for found in records.matching(person_id=person.id))


def _of_visits(unit: UnitOfWork, visits: tuple[Visit, ...]) -> tuple[Request, ...]:
    return tuple(one for visit in visits for one in unit.requests.matching(visit_id=visit.id))


def _of_requests(unit: UnitOfWork, requests: tuple[Request, ...]) -> Lists:
    keys = [request.id for request in requests]
    return {
        "pieces": tuple(one for key in keys for one in unit.pieces.matching(request_id=key)),
        "referrals": tuple(one for key in keys for one in unit.referrals.matching(request_id=key)),
    }


def _papers(unit: UnitOfWork, visits: tuple[Visit, ...]) -> Lists:
    receipts: tuple[IssuedReceipt, ...] = tuple(
        paper for visit in visits for paper in unit.receipts.matching(visit_id=visit.id)
    )
    voidings: tuple[Voiding, ...] = tuple(
        voiding for paper in receipts if (voiding := unit.voidings.find(paper.id)) is not None
    )
    return {"receipts": receipts, "voidings": voidings}


def _once(first: tuple[T, ...], second: tuple[T, ...]) -> tuple[T, ...]:
    return tuple({record.id: record for record in (*first, *second)}.values())


def _members(unit: UnitOfWork, files: tuple[Person, ...]) -> tuple[Member, ...]:
    """Give the lines of the households; only the files' own where other files stay behind."""
    own = _each(unit.members, files)
    going = {each.id for each in files}
    for household in {each.household_id for each in files if each.household_id}:
        mates = (mate for each in files for mate in housemates(unit, each))
        if all(mate.id in going for mate in mates if mate.household_id == household):
            own = _once(own, unit.members.matching(household_id=household))
    return own
