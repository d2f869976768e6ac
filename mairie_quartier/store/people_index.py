"""The index of people: what they may be found by, kept in step with every write.

An FTS5 table without content holds folded words (names, telephone, birth) and keys (how names
sound, what duplicates share).  ``person_ref`` gives each person a number that a VACUUM keeps.
Search first takes words as typed, then, if too few answer, words that sound alike.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import RowMapping, select, text

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.duplicates import Identity, blocking_keys
from mairie_quartier.domain.names import fold, whole_words
from mairie_quartier.domain.people import Person
from mairie_quartier.domain.sounds import sound_keys
from mairie_quartier.services.listings import PersonLine
from mairie_quartier.store.journal import Journal
from mairie_quartier.store.schema import person as table

ENOUGH = 5
WINDOW = 60
PERSON_FIELDS = tuple(Person.__dataclass_fields__)
LINE_FIELDS = tuple(PersonLine.__dataclass_fields__)

_REF = text("SELECT ref FROM person_ref WHERE person_id = :id")
_NEW_REF = text("INSERT INTO person_ref (person_id) VALUES (:id) RETURNING ref")
_DROP_REF = text("DELETE FROM person_ref WHERE ref = :ref")
_DROP = text("DELETE FROM person_index WHERE rowid = :ref")
_PUT = text("INSERT INTO person_index (rowid, words, keys) VALUES (:ref, :words, :keys)")
_FIND = text(
    "SELECT r.person_id FROM person_index i JOIN person_ref r ON r.ref = i.rowid"
    " WHERE person_index MATCH :query ORDER BY i.rowid DESC LIMIT :limit"
)


class StorePeopleIndex:
    """Finds people within one transaction."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def search(self, typed: str, limit: int = 20) -> tuple[PersonLine, ...]:
        """Find people by any part of names, phone or birth date, best first."""
        words = whole_words(typed)
        if not words:
            return ()
        found = self._ids(" AND ".join(_as_typed(word) for word in words))
        if len(found) < ENOUGH:
            heard = self._ids(" AND ".join(_as_heard(word) for word in words))
            found = list(dict.fromkeys([*found, *heard]))
        rows = self._rows(found, LINE_FIELDS)
        ranked = sorted(rows, key=lambda row: _rank(row, words))
        return tuple(PersonLine(**row) for row in ranked[:limit])

    def candidates(self, identity: Identity, limit: int = 50) -> tuple[Person, ...]:
        """Give people who share a blocking key with the identity, merged files left out."""
        query = _blocks(identity)
        if not query:
            return ()
        found = self._ids(f"keys : ({query})", limit)
        return tuple(Person(**row) for row in self._rows(found, PERSON_FIELDS))

    def changed(self, before: Person | None, after: Person | None) -> None:
        """Keep the index in step with a written person."""
        gone = after is None or after.merged_into is not None
        if before is not None:
            if after is not None and not gone and _document(before) == _document(after):
                return
            self._forget(before.id)
        if after is not None and not gone:
            self._put(after)

    def rebuild(self, people: Iterable[Person]) -> None:
        """Write the index anew, for a repair."""
        for each in people:
            self.changed(each, each if each.merged_into is None else None)

    def _put(self, person: Person) -> None:
        execute = self._journal.connection.execute
        ref = execute(_NEW_REF, {"id": person.id.bytes}).scalar_one()
        words, keys = _document(person)
        execute(_PUT, {"ref": ref, "words": words, "keys": keys})

    def _forget(self, key: UUID) -> None:
        execute = self._journal.connection.execute
        ref = execute(_REF, {"id": key.bytes}).scalar()
        if ref is not None:
            execute(_DROP, {"ref": ref})
            execute(_DROP_REF, {"ref": ref})

    def _ids(self, query: str, limit: int = WINDOW) -> list[UUID]:
        self._journal.flush_rows()
        rows = self._journal.connection.execute(_FIND, {"query": query, "limit": limit})
        return [UUID(bytes=key) for (key,) in rows]

    def _rows(self, ids: Sequence[UUID], names: Sequence[str]) -> Sequence[RowMapping]:
        if not ids:
            return ()
        query = select(*(table.c[name] for name in names)).where(
            table.c.id.in_(ids), table.c.merged_into.is_(None)
        )
        return self._journal.connection.execute(query).mappings().all()


def _document(person: Person) -> tuple[str, str]:
    """Give the words and the keys a person is found by."""
    names = (
        person.family_name,
        person.used_name,
        person.first_names,
        person.other_script_name,
    )
    words = [word for name in names for word in (*whole_words(name), *fold(name).split())]
    words += _digits(person.phone) + _birth_words(person.birth)
    keys = {_sound(key) for name in names for key in sound_keys(name)}
    keys |= {_key(key) for key in blocking_keys(_identity(person))}
    return " ".join(dict.fromkeys(words)), " ".join(sorted(keys))


def _identity(person: Person) -> Identity:
    return Identity(
        family_name=person.family_name,
        used_name=person.used_name,
        first_names=person.first_names,
        other_script_name=person.other_script_name,
        birth=person.birth,
        phone=person.phone,
    )


def _digits(phone: str) -> list[str]:
    found = "".join(char for char in phone if char.isdigit())
    return [found, found[-4:]] if found else []


def _birth_words(birth: PartialDate | None) -> list[str]:
    if birth is None:
        return []
    words = [str(birth.year)]
    if birth.month and birth.day:
        words.append(f"{birth.day:02}{birth.month:02}{birth.year}")
    return words


def _quoted(word: str) -> str:
    return '"' + word.replace('"', "") + '"'


def _as_typed(word: str) -> str:
    return f"words : {_quoted(word)} *"


def _as_heard(word: str) -> str:
    keys = [f"{_quoted(_sound(key))} *" for key in sorted(sound_keys(word)) if len(key) > 1]
    heard = f" OR keys : ({' OR '.join(keys)})" if keys else ""
    return f"({_as_typed(word)}{heard})"


def _sound(key: str) -> str:
    return f"s{fold(key).replace(' ', '')}"


def _key(key: str) -> str:
    return "b" + "".join(char for char in fold(key) if char.isalnum())


def _blocks(identity: Identity) -> str:
    """Ask for both names, or one with the birth, or the telephone: a common name alone
    would bring back a tenth of the store.  A name typed alone asks for that name."""
    keys = blocking_keys(identity)
    family = sound_keys(identity.family_name) | sound_keys(identity.used_name)
    first = sound_keys(" ".join(identity.first_names.split()[:1]))
    dates = [key for key in keys if key.startswith("d:")]
    years = [key for key in keys if key.startswith("y:") and key.split(":")[2] in family]
    phones = [key for key in keys if key.startswith("p:")]
    names = [_any(f"n:{key}" for key in sounds) for sounds in (family, first) if sounds]
    asked = [" AND ".join(names), *(_any([date]) for date in dates if not names)]
    asked += [f"{_any([date])} AND ({' OR '.join(names)})" for date in dates if names]
    asked += [_any(group) for group in (years, phones) if group]
    return " OR ".join(f"({part})" for part in asked if part)


def _any(keys: Iterable[str]) -> str:
    return "(" + " OR ".join(sorted(_key(key) for key in keys)) + ")"


def _rank(row: RowMapping, words: Sequence[str]) -> tuple[int, int, str, str]:
    """Order by words found whole, then by words begun so, then by name."""
    names = " ".join(str(row[name]) for name in ("family_name", "used_name", "first_names"))
    held = whole_words(names)
    whole = sum(word in held for word in words)
    begun = sum(any(each.startswith(word) for each in held) for word in words)
    return (-whole, -begun, fold(row["family_name"]), fold(row["first_names"]))
