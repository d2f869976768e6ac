"""Make two files of one person one, and undo it.

The kept file gains what it lacks; visits, requests, referrals and needs move; the absorbed
file stays, pointing to the kept one.  What moved is written down, so that undoing is exact.
"""

from dataclasses import dataclass, replace
from typing import Protocol, cast
from uuid import UUID

from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.frozen_json import read_json, write_json
from mairie_quartier.domain.identifiers import MergeId, PersonId, new_id
from mairie_quartier.domain.people import CannotMerge, Contact, Housing, Literacy, Merge, Person
from mairie_quartier.domain.permissions import Act
from mairie_quartier.domain.requests import Visit
from mairie_quartier.services.context import Context
from mairie_quartier.services.ports import Records, UnitOfWork

FILLED = (
    "family_name",
    "used_name",
    "first_names",
    "other_script_name",
    "birth",
    "phone",
    "email",
    "address",
    "postcode",
    "town",
    "domiciled_at",
    "language",
    "second_language",
    "contact_note",
    "note",
    "household_id",
)
RECKONED = ("housing", "literacy", "contact", "access_needs", "last_contact_on")
MOVED = ("visits", "requests", "referrals", "interpreting", "members")


class _OfPerson(Protocol):
    @property
    def id(self) -> UUID: ...

    @property
    def person_id(self) -> PersonId | None: ...


@dataclass(frozen=True, slots=True)
class KeptBefore:
    """The kept file as it was, for the undoing."""

    person: Person


@dataclass(frozen=True, slots=True)
class MergePreview:
    """Both files, what the kept one would become, and how many records would move."""

    kept: Person
    absorbed: Person
    result: Person
    visits: int
    requests: int
    referrals: int
    interpreting: int


def preview_merge(context: Context, kept_id: PersonId, absorbed_id: PersonId) -> MergePreview:
    """Tell what a merge would do, without doing it; opening the other file is audited.

    Raises:
        CannotMerge: they are the same file, or one was merged already.
    """
    context.require(Act.MERGE_PEOPLE)
    with context.open() as unit:
        kept, absorbed = _both(unit, kept_id, absorbed_id)
        counts = [len(_records(unit, word).matching(person_id=absorbed_id)) for word in MOVED]
        unit.note(AuditAct.OPENED, "person", absorbed_id)
        unit.commit()
    return MergePreview(kept, absorbed, filled(kept, absorbed), *counts[:4])


def merge_people(context: Context, kept_id: PersonId, absorbed_id: PersonId) -> Merge:
    """Merge the absorbed file into the kept one.

    Raises:
        CannotMerge: they are the same file, or one was merged already.
    """
    context.require(Act.MERGE_PEOPLE)
    with context.open() as unit:
        kept, absorbed = _both(unit, kept_id, absorbed_id)
        moved = _move_all(unit, absorbed_id, kept_id)
        unit.people.save(filled(kept, absorbed))
        unit.people.save(replace(absorbed, merged_into=kept_id))
        merge = Merge(
            id=MergeId(new_id()),
            office_id=kept.office_id,
            kept_id=kept_id,
            absorbed_id=absorbed_id,
            merged_at=context.clock.now(),
            moved=moved,
            replaced=write_json(KeptBefore(kept)),
        )
        unit.merges.add(merge)
        unit.commit()
    return merge


def undo_merge(context: Context, merge_id: MergeId) -> Merge:
    """Give each file back what was its own; work done since on the kept file stays there.

    Raises:
        CannotMerge: it was undone already, or the kept file was merged away since: that merge
            is to be undone first.
    """
    context.require(Act.UNDO_MERGE)
    with context.open() as unit:
        merge = unit.merges.get(merge_id)
        kept = unit.people.get(merge.kept_id)
        if merge.undone_at is not None or kept.merged_into is not None:
            raise CannotMerge(merge.kept_id, merge.absorbed_id)
        for line in merge.moved:
            word, key = line.split(" ", 1)
            _move_back(_records(unit, word), UUID(key), merge)
        _give_back(unit, merge)
        merge = replace(merge, undone_at=context.clock.now())
        unit.merges.save(merge)
        unit.commit()
    return merge


def merges_of(context: Context, person_id: PersonId) -> tuple[Merge, ...]:
    """Give the merges into this file that can be undone."""
    context.require(Act.READ_PERSON)
    with context.open() as unit:
        found = unit.merges.matching(kept_id=person_id)
    return tuple(merge for merge in found if merge.undone_at is None)


def filled(kept: Person, absorbed: Person) -> Person:
    """Give the kept file with what only the other one had; caution always wins."""
    gained = {name: getattr(absorbed, name) for name in FILLED if not getattr(kept, name)}
    if kept.literacy is Literacy.UNKNOWN:
        gained["literacy"] = absorbed.literacy
    if kept.housing is Housing.UNKNOWN:
        gained["housing"] = absorbed.housing
    if Contact.CAREFUL in (kept.contact, absorbed.contact):
        gained["contact"] = Contact.CAREFUL
    gained["access_needs"] = kept.access_needs | absorbed.access_needs
    gained["last_contact_on"] = max(kept.last_contact_on, absorbed.last_contact_on)
    return replace(kept, **gained)


def _both(unit: UnitOfWork, kept_id: PersonId, absorbed_id: PersonId) -> tuple[Person, Person]:
    kept, absorbed = unit.people.get(kept_id), unit.people.get(absorbed_id)
    if kept_id == absorbed_id or kept.merged_into or absorbed.merged_into:
        raise CannotMerge(kept_id, absorbed_id)
    return kept, absorbed


def _records(unit: UnitOfWork, word: str) -> Records[_OfPerson]:
    return cast(Records[_OfPerson], getattr(unit, word))


def _move_all(unit: UnitOfWork, from_id: PersonId, to_id: PersonId) -> tuple[str, ...]:
    moved: list[str] = []
    for word in MOVED:
        records = _records(unit, word)
        for entity in records.matching(person_id=from_id):
            _move(records, entity, to_id)
            moved.append(f"{word} {entity.id}")
    return tuple(moved)


def _move(records: Records[_OfPerson], entity: _OfPerson, person_id: PersonId) -> None:
    records.save(cast(_OfPerson, replace(cast(Visit, entity), person_id=person_id)))


def _move_back(records: Records[_OfPerson], key: UUID, merge: Merge) -> None:
    """Give a record back, unless it was removed or given to somebody else since."""
    entity = records.find(key)
    if entity is not None and entity.person_id == merge.kept_id:
        _move(records, entity, merge.absorbed_id)


def _give_back(unit: UnitOfWork, merge: Merge) -> None:
    """Take out of the kept file what it gained and nobody changed since."""
    before = read_json(KeptBefore, merge.replaced).person
    absorbed = unit.people.get(merge.absorbed_id)
    kept = unit.people.get(merge.kept_id)
    gained = filled(before, replace(absorbed, merged_into=None))
    restored = {
        name: getattr(before, name)
        for name in (*FILLED, *RECKONED)
        if getattr(kept, name) == getattr(gained, name)
    }
    unit.people.save(replace(kept, **restored))
    unit.people.save(replace(absorbed, merged_into=None))
