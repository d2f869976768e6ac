"""What an agent does on a linked desk, in one call, and how a test looks at the rows."""

from dataclasses import replace

from sqlalchemy import text

from mairie_quartier.domain.identifiers import PersonId
from mairie_quartier.domain.people import Person
from mairie_quartier.services import people
from tests.builders import new_person
from tests.sync.desks import LinkedDesk

WORDS = ("office", "agent", "person", "visit", "request", "piece", "receipt", "setting", "conflict")


def rows(desk: LinkedDesk, word: str) -> list[tuple[object, ...]]:
    """Give every row of a word, revision and all."""
    with desk.desk.door.engine.connect() as connection:
        found = connection.execute(text(f'SELECT * FROM "{word}" ORDER BY id')).all()
    return [tuple(row) for row in found]


def same(here: LinkedDesk, there: LinkedDesk) -> bool:
    """Tell whether two desks hold the same rows."""
    return all(rows(here, word) == rows(there, word) for word in WORDS)


def add(desk: LinkedDesk, name: str = "Traoré") -> Person:
    """Add a person."""
    person = new_person(desk.desk.context, name)
    people.add_person(desk.desk.context, person)
    return person


def person_at(desk: LinkedDesk, key: PersonId) -> Person | None:
    """Give a person as this desk has them."""
    with desk.desk.unit() as unit:
        return unit.people.find(key)


def edit(desk: LinkedDesk, key: PersonId, *, phone: str = "", note: str = "") -> None:
    """Change a person."""
    found = person_at(desk, key)
    assert found is not None
    edited = replace(found, phone=phone or found.phone, note=note or found.note)
    people.save_person(desk.desk.context, edited)


def remove(desk: LinkedDesk, key: PersonId) -> None:
    """Remove a person."""
    with desk.desk.unit() as unit:
        unit.people.remove(unit.people.get(key))
        unit.commit()
