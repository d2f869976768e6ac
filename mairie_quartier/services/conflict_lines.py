"""What is shown of a conflict: whose record, which field, both values with who, where and when.

The value *in use* is the one of the record as it stands, which may have changed since the
conflict was opened.  It writes nothing; choosing is in ``conflicts``.  An agent who may not read
files is told that there is a conflict, not the values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from uuid import UUID

from mairie_quartier.domain.conflicts import Conflict, ConflictId, value_of
from mairie_quartier.domain.identifiers import PersonId, RequestId
from mairie_quartier.domain.operations import SHARED_WORDS, WHOLE, Fields, JsonValue
from mairie_quartier.domain.permissions import ALLOWED, Act, may

if TYPE_CHECKING:
    from datetime import datetime

    from mairie_quartier.domain.agents import Role
    from mairie_quartier.services.context import Context
    from mairie_quartier.services.ports import UnitOfWork

ACTS: Final[Mapping[str, Act]] = {
    "person": Act.EDIT_PERSON,
    "member": Act.EDIT_PERSON,
    "merge": Act.MERGE_PEOPLE,
    "visit": Act.RECORD_VISIT,
    "request": Act.EDIT_REQUEST,
    "piece": Act.EDIT_REQUEST,
    "receipt": Act.VOID_RECEIPT,
    "voiding": Act.VOID_RECEIPT,
    "referral": Act.REFER,
    "interpreting": Act.BOOK_INTERPRETER,
    "partner": Act.EDIT_DIRECTORY,
    "catalogue_entry": Act.EDIT_CATALOGUE,
    "setting": Act.EDIT_SETTINGS,
    "office": Act.EDIT_SETTINGS,
    "agent": Act.MANAGE_AGENTS,
}
"""What choosing another value of a word needs, besides settling conflicts."""

NAMED_BY: Final = ("label", "name", "login", "number")
PEOPLE: Final = ("person_id", "kept_id", "absorbed_id", "merged_into")


@dataclass(frozen=True, slots=True)
class Side:
    """One value of a conflict: plain JSON, who wrote it, where and when (if the centre knew).

    For the whole record (``ConflictLine.field`` empty) it is its fields, or ``None``: deleted.
    ``named`` is the name of the record that an identifier stands for.
    """

    value: JsonValue
    by: str
    place: str
    at: datetime | None
    named: str = ""


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """One open conflict; ``subject`` names the record in a few words, empty if it is gone.

    ``owner`` names the person whose file the record is in, where that is another record.
    ``settled_by``: the roles that may choose; ``choosable``: this agent has one of them.
    """

    id: ConflictId
    word: str
    record_id: UUID
    field: str
    subject: str
    kept: Side
    other: Side
    owner: str = ""
    person_id: PersonId | None = None
    request_id: RequestId | None = None
    settled_by: frozenset[Role] = frozenset()
    choosable: bool = True
    readable: bool = True

    @property
    def safe_in_bulk(self) -> bool:
        """Tell whether it may be settled together with others."""
        return self.field != WHOLE


def write_line(context: Context, unit: UnitOfWork, conflict: Conflict) -> ConflictLine:
    """Give what is shown of a conflict to this agent."""
    roles, act = context.agent.roles, ACTS[conflict.word]
    fields = _fields(unit, conflict)
    person_id, request_id = _file_of(unit, conflict, fields)
    line = ConflictLine(
        id=conflict.id,
        word=conflict.word,
        record_id=conflict.record_id,
        field=conflict.field,
        subject=_subject(unit, fields),
        kept=_kept(unit, conflict),
        other=_side(unit, conflict, Side(value_of(conflict.other), "", "", None)),
        owner=_name(unit, person_id) if conflict.word != "person" else "",
        person_id=person_id,
        request_id=request_id,
        settled_by=ALLOWED[Act.SETTLE_CONFLICTS] & ALLOWED[act],
        choosable=may(roles, Act.SETTLE_CONFLICTS) and may(roles, act),
    )
    if conflict.word in SHARED_WORDS or may(roles, Act.READ_PERSON):
        return line
    hidden = replace(line.kept, value=None, named=""), replace(line.other, value=None, named="")
    return replace(
        line, subject="", owner="", kept=hidden[0], other=hidden[1], readable=False,
        person_id=None, request_id=None,
    )  # fmt: skip


def value_in_use(unit: UnitOfWork, conflict: Conflict) -> JsonValue:
    """Give the value that stands; the one the conflict kept, if the record is gone."""
    kept = value_of(conflict.kept)
    if conflict.field == WHOLE:
        return kept
    fields = unit.sync.plain(conflict.word, conflict.record_id)
    return kept if fields is None else fields.get(conflict.field, kept)


def name_record(unit: UnitOfWork, word: str, record_id: UUID) -> str:
    """Name a record in a few words; empty if it is not here, or has no name."""
    fields = unit.sync.plain(word, record_id) if word in ACTS else None
    return _subject(unit, fields) if fields else ""


def _kept(unit: UnitOfWork, conflict: Conflict) -> Side:
    value = value_in_use(unit, conflict)
    if value != value_of(conflict.kept):  # somebody wrote it later, and the trail says who
        return replace(_bare(unit, conflict.field, value), by="", place="", at=None)
    side = _bare(unit, conflict.field, value)
    by = _who(unit, conflict.kept_by)
    return replace(side, by=by, place=conflict.kept_place, at=conflict.kept_at)


def _side(unit: UnitOfWork, conflict: Conflict, bare: Side) -> Side:
    side = _bare(unit, conflict.field, bare.value)
    by = _who(unit, conflict.other_by)
    return replace(side, by=by, place=conflict.other_place, at=conflict.other_at)


def _bare(unit: UnitOfWork, field: str, value: JsonValue) -> Side:
    return Side(value, "", "", None, named=_linked(unit, field, _key(value)))


def _who(unit: UnitOfWork, agent_id: UUID | None) -> str:
    agent = unit.agents.find(agent_id) if agent_id else None
    return agent.short_name if agent else ""


def _fields(unit: UnitOfWork, conflict: Conflict) -> Fields:
    """Give the record as it stands, or what the conflict still knows of it."""
    found = unit.sync.plain(conflict.word, conflict.record_id)
    if found is not None:
        return found
    left = (value_of(conflict.kept), value_of(conflict.other))
    return next((each for each in left if isinstance(each, dict)), {})


def _subject(unit: UnitOfWork, fields: Fields) -> str:
    of_person = ("first_names", "family_name", "used_name", "other_script_name")
    named = _whole_name(*[str(fields.get(name) or "") for name in of_person])
    named = named or " ".join(str(fields[name]) for name in NAMED_BY if fields.get(name))
    return named or _linked(unit, "partner_id", _key(fields.get("partner_id")))


def _file_of(
    unit: UnitOfWork, conflict: Conflict, fields: Fields
) -> tuple[PersonId | None, RequestId | None]:
    """Give the person and the request that a record belongs to."""
    if conflict.word == "person":
        person = unit.people.find(conflict.record_id)
        return (person.id if person else None), None
    key = conflict.record_id if conflict.word == "request" else _key(fields.get("request_id"))
    request = unit.requests.find(key) if key else None
    if request is not None:
        return request.person_id, request.id
    named = _key(fields.get("person_id")) or _key(fields.get("kept_id"))
    found = unit.people.find(named) if named else None
    return (found.id if found else None), None


def _linked(unit: UnitOfWork, field: str, key: UUID | None) -> str:
    """Name the record that an identifier stands for; empty if it is not here."""
    if key is None:
        return ""
    if field in PEOPLE:
        return _name(unit, PersonId(key))
    if field == "agent_id":
        return _who(unit, key)
    if field == "partner_id":
        partner = unit.partners.find(key)
        return partner.name if partner else ""
    if field == "office_id":
        office = unit.offices.find(key)
        return office.name if office else ""
    return ""


def _name(unit: UnitOfWork, person_id: PersonId | None) -> str:
    person = unit.people.find(person_id) if person_id else None
    if person is None:
        return ""
    return _whole_name(
        person.first_names, person.family_name, person.used_name, person.other_script_name
    )


def _whole_name(first_names: str, family_name: str, used_name: str, other_script_name: str) -> str:
    """Write a name as the lists of people do."""
    names = (first_names, family_name or used_name)
    return " ".join(each for each in names if each) or other_script_name


def _key(value: JsonValue) -> UUID | None:
    if not isinstance(value, str):
        return None
    try:
        return UUID(value)
    except ValueError:
        return None
