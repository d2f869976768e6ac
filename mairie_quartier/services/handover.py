"""Give a person's file to another office, with its whole history.

Explicit and audited: a screen asks first, showing ``preview_handover``.  Everything of the file
(``services.parcels``) changes its office in one transaction; at the next sync it leaves this
office's PCs for the other's.  It is not undone: the other office can hand the file back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.conflicts import Conflict, ConflictState
from mairie_quartier.domain.handovers import (
    LONGEST_REASON,
    Handover,
    ReasonMissing,
    add_handover,
    read_handovers,
)
from mairie_quartier.domain.identifiers import OfficeId, PersonId
from mairie_quartier.domain.people import Person
from mairie_quartier.domain.permissions import Act
from mairie_quartier.domain.requests import Request
from mairie_quartier.domain.text import clean_text
from mairie_quartier.errors import UserMistake
from mairie_quartier.services.parcels import OfOffice, Parcel, gather, housemates
from mairie_quartier.services.sync_faults import NotEnrolled
from mairie_quartier.services.sync_ports import Pending

if TYPE_CHECKING:
    from mairie_quartier.domain.agents import Agent, Office
    from mairie_quartier.services.context import Context
    from mairie_quartier.services.ports import Records, UnitOfWork


class CannotHandOver(UserMistake):
    """The file is the other office's already, was merged into another, or the office is closed."""

    def __init__(self, person_id: PersonId, office_id: OfficeId) -> None:
        super().__init__(person_id, office_id)
        self.person_id = person_id
        self.office_id = office_id


class Extent(StrEnum):
    """Whose files go."""

    PERSON = "person"
    HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True)
class Order:
    """Which file goes to which office; files merged into it go along."""

    person_id: PersonId
    office_id: OfficeId
    extent: Extent = Extent.PERSON


@dataclass(frozen=True, slots=True)
class HandoverPreview:
    """What would go: the files, how much history, what is still undecided.

    ``mates`` are the other files of the household here, which go only if the order says so.
    ``pending`` counts the operations on these records that are not at the centre.
    """

    person: Person
    office: Office
    mates: tuple[Person, ...]
    absorbed: int
    members: int
    visits: int
    requests: int
    open_requests: int
    referrals: int
    interpreting: int
    papers: int
    disputes: int
    pending: Pending


@dataclass(frozen=True, slots=True)
class ToldHandover:
    """One handing over, with the names it is told by; an unknown one is absent."""

    handover: Handover
    from_office: Office | None
    to_office: Office | None
    by: Agent | None


def other_offices(context: Context) -> tuple[Office, ...]:
    """Give the offices a file can be given to, by name.

    Raises:
        NotEnrolled: this PC is no desk of the city, so nobody would receive it.
    """
    context.require(Act.HAND_OVER)
    with context.open() as unit:
        if not unit.sync.is_linked():
            raise NotEnrolled
        found = unit.offices.matching(active=True)
    others = (office for office in found if office.id != context.office.id)
    return tuple(sorted(others, key=lambda office: office.name))


def past_handovers(context: Context, person: Person) -> tuple[ToldHandover, ...]:
    """Tell who handed this file over and why, latest first."""
    context.require(Act.READ_PERSON)
    past = read_handovers(person.handovers)
    if not past:
        return ()
    with context.open() as unit:
        return tuple(
            ToldHandover(
                each,
                unit.offices.find(each.from_office),
                unit.offices.find(each.to_office),
                unit.agents.find(each.by),
            )
            for each in reversed(past)
        )


def preview_handover(context: Context, order: Order) -> HandoverPreview:
    """Tell what would go, without doing it.

    Raises:
        CannotHandOver, NotEnrolled: it could not be done.
    """
    context.require(Act.HAND_OVER)
    with context.open() as unit:
        person, office = _checked(unit, context, order)
        mates = housemates(unit, person)
        parcel = gather(unit, _going(person, mates, order))
        pending = unit.sync.pending(parcel.keys())
    return _preview(parcel, person=person, office=office, mates=mates, pending=pending)


def hand_over(context: Context, order: Order, reason: str) -> frozenset[str]:
    """Give the file to the other office, which reads the reason; give the words that changed.

    Raises:
        ReasonMissing, CannotHandOver, NotEnrolled: nothing was written.
    """
    context.require(Act.HAND_OVER)
    why = clean_text(reason, LONGEST_REASON).strip()
    if not why:
        raise ReasonMissing
    with context.open() as unit:
        person, office = _checked(unit, context, order)
        told = Handover(
            context.office.id, office.id, context.agent.id, context.clock.now(), reason=why
        )
        going = _going(person, housemates(unit, person), order)
        for name, found in gather(unit, going).lists.items():
            records = cast("Records[OfOffice]", getattr(unit, name))
            for record in found:
                records.save(_moved(record, told))
        for each in going:
            unit.note(AuditAct.HANDED_OVER, "person", each.id)
        # Once sent, the records are the other office's: writing the inverse would be refused.
        unit.sync.keep_from_undo()
        return unit.commit()


def _checked(unit: UnitOfWork, context: Context, order: Order) -> tuple[Person, Office]:
    if not unit.sync.is_linked():
        raise NotEnrolled  # nobody would ever receive it
    person, office = unit.people.get(order.person_id), unit.offices.get(order.office_id)
    ours = person.office_id == context.office.id and office.id != context.office.id
    if not ours or person.merged_into or not office.active:
        raise CannotHandOver(order.person_id, order.office_id)
    return person, office


def _going(person: Person, mates: tuple[Person, ...], order: Order) -> tuple[Person, ...]:
    return (person, *mates) if order.extent is Extent.HOUSEHOLD else (person,)


def _preview(
    parcel: Parcel, *, person: Person, office: Office, mates: tuple[Person, ...], pending: Pending
) -> HandoverPreview:
    requests = cast("tuple[Request, ...]", parcel.lists["requests"])
    conflicts = cast("tuple[Conflict, ...]", parcel.lists["conflicts"])
    files = cast("tuple[Person, ...]", parcel.lists["people"])
    return HandoverPreview(
        person=person,
        office=office,
        mates=mates,
        absorbed=sum(each.merged_into is not None for each in files),
        members=parcel.count("members"),
        visits=parcel.count("visits"),
        requests=len(requests),
        open_requests=sum(each.closed_on is None for each in requests),
        referrals=parcel.count("referrals"),
        interpreting=parcel.count("interpreting"),
        papers=parcel.count("receipts"),
        disputes=sum(each.state is ConflictState.OPEN for each in conflicts),
        pending=pending,
    )


def _moved(record: OfOffice, told: Handover) -> OfOffice:
    moved = replace(cast(Person, record), office_id=told.to_office)
    if isinstance(record, Person) and not record.merged_into:
        moved = replace(moved, handovers=add_handover(record.handovers, told))
    return cast(OfOffice, moved)
