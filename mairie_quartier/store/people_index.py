"""The index of people: what they may be found by, kept in step with every write.

An FTS5 table without content holds folded words (names, telephone, birth) and keys (how names
sound, what duplicates share).  ``person_ref`` gives each person a number that a VACUUM keeps.
Search first takes words as typed, then, if too few answer (nobody, for several words), words
that sound alike.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any
from uuid import UUID

from mairie_quartier.domain.duplicates import Identity, blocking_keys
from mairie_quartier.domain.names import whole_words
from mairie_quartier.domain.people import Person
from mairie_quartier.domain.sounds import sound_keys
from mairie_quartier.services.listings import PersonLine
from mairie_quartier.store.journal import Journal
from mairie_quartier.store.people_words import (
    Document,
    document,
    document_of,
    key_word,
    national,
    sound_word,
)
from mairie_quartier.store.schema import person as table
from mairie_quartier.store.statements import Values, text_of

ENOUGH = 5
SHORT = 4
WINDOW = 60
AT_ONCE = 400
PERSON_FIELDS = tuple(Person.__dataclass_fields__)
INDEXED_FIELDS = tuple(Identity.__dataclass_fields__)
BIRTH_PLACE = INDEXED_FIELDS.index("birth")
_OF_INDEX = itemgetter(*INDEXED_FIELDS)
LINE_FIELDS = tuple(PersonLine.__dataclass_fields__)
NAME_PLACES = tuple(LINE_FIELDS.index(name) for name in ("family_name", "used_name", "first_names"))

_DATE = re.compile(r"(?<!\d)(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})(?!\d)")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{4})(?!\d)")
_PHONE = re.compile(r"\+?\d(?:[ .-]?\d){5,14}(?!\d)")

_NEW_REF = "INSERT INTO person_ref (person_id) VALUES (?)"
_DROP_REF = "DELETE FROM person_ref WHERE ref = ?"
_DROP = "DELETE FROM person_index WHERE rowid = ?"
_PUT = "INSERT INTO person_index (rowid, words, keys) VALUES (last_insert_rowid(), ?, ?)"
# Who is indexed already though the rows say otherwise takes the new place: it heals.
_PUT_REF = "INSERT OR REPLACE INTO person_ref (ref, person_id) VALUES (?, ?)"
_PUT_AT = "INSERT INTO person_index (rowid, words, keys) VALUES (?, ?, ?)"
_INDEXED = f"SELECT id, {', '.join(INDEXED_FIELDS)} FROM person WHERE merged_into IS NULL AND id IN"
_FIND = (
    "SELECT r.person_id FROM person_index i JOIN person_ref r ON r.ref = i.rowid"
    " WHERE person_index MATCH ? ORDER BY i.rowid DESC LIMIT ?"
)


class StorePeopleIndex:
    """Finds people within one transaction."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def search(self, typed: str, limit: int = 20) -> tuple[PersonLine, ...]:
        """Find people by any part of names, phone or birth date, best first."""
        words = whole_words(_joined(typed))
        if not words:
            return ()
        found = self._ids(" AND ".join(_as_typed(word) for word in words))
        if len(found) < (ENOUGH if len(words) == 1 else 1):
            heard = self._ids(" AND ".join(_heard(words)))
            found = list(dict.fromkeys([*found, *heard]))
        ranked = sorted(self._rows(found, LINE_FIELDS), key=lambda row: _rank(row, words))
        read = text_of(table).named
        return tuple(_line(read(LINE_FIELDS, row)) for row in ranked[:limit])

    def candidates(self, identity: Identity, limit: int = 50) -> tuple[Person, ...]:
        """Give people who share a blocking key with the identity, merged files left out."""
        query = _blocks(identity)
        if not query:
            return ()
        found = self._ids(f"keys : ({query})", limit)
        read = text_of(table).named
        rows = self._rows(found, PERSON_FIELDS)
        return tuple(_person(read(PERSON_FIELDS, row)) for row in rows)

    def changed(self, before: Person | None, after: Person | None) -> None:
        """Keep the index in step with a written person."""
        was, now = _findable(before), _findable(after)
        if was and now and document_of(was) == document_of(now):
            return
        if was:
            self._forget(was.id)
        if now:
            self._put(now)

    def follow(self, written: Mapping[bytes, Mapping[str, object] | None]) -> None:
        """Bring the index in step with rows that were written past the domain.

        A new row comes with its values, as they are stored; the others are read.
        """
        new = [(key, row) for key, row in written.items() if row is not None]
        self._put_all([(key, _told(row)) for key, row in new if row.get("merged_into") is None])
        known = tuple([key for key, row in written.items() if row is None])
        for start in range(0, len(known), AT_ONCE):
            some = known[start : start + AT_ONCE]
            self._forget_all(some)
            self._put_all(self._read(some))

    def rebuild(self, people: Iterable[Person]) -> None:
        """Write the index anew, for a repair."""
        for each in people:
            self._forget(each.id)
            self.changed(None, each)

    def _put(self, person: Person) -> None:
        sql = self._journal.sql
        sql.run(_NEW_REF, (person.id.bytes,))
        sql.run(_PUT, document_of(person))

    def _forget(self, key: UUID) -> None:
        self._forget_all((key.bytes,))

    def _forget_all(self, keys: Sequence[bytes]) -> None:
        sql = self._journal.sql
        refs = sql.rows(f"SELECT ref FROM person_ref WHERE person_id IN {_marks(keys)}", keys)
        if refs:
            sql.run_many(_DROP, refs)
            sql.run_many(_DROP_REF, refs)

    def _read(self, keys: Sequence[bytes]) -> list[tuple[bytes, Values]]:
        """Read what the index needs of those of these rows that are there and may be found."""
        rows = self._journal.sql.rows(f"{_INDEXED} {_marks(keys)}", keys)
        return [(key, tuple(values)) for key, *values in rows if isinstance(key, bytes)]

    def _put_all(self, found: Sequence[tuple[bytes, Values]]) -> None:
        """Index these people by their values."""
        if not found:
            return
        sql = self._journal.sql
        ((last,),) = sql.rows("SELECT coalesce(max(ref), 0) FROM person_ref")
        first = int(str(last)) + 1
        sql.run_many(_PUT_REF, [(ref, key) for ref, (key, _) in enumerate(found, first)])
        documents = [_indexed(values) for _, values in found]
        sql.run_many(_PUT_AT, [(ref, *each) for ref, each in enumerate(documents, first)])

    def _ids(self, query: str, limit: int = WINDOW) -> list[bytes]:
        self._journal.flush_rows()
        rows = self._journal.sql.rows(_FIND, (query, limit))
        return [key for (key,) in rows if isinstance(key, bytes)]

    def _rows(self, ids: Sequence[bytes], names: Sequence[str]) -> Sequence[Values]:
        """Give these columns as they are stored; to read them all costs more than to find them."""
        if not ids:
            return ()
        query = (
            f"SELECT {', '.join(names)} FROM person"
            f" WHERE id IN {_marks(ids)} AND merged_into IS NULL"
        )
        return self._journal.sql.rows(query, ids)


def _marks(values: Sequence[object]) -> str:
    return f"({', '.join('?' * len(values))})"


def _findable(person: Person | None) -> Person | None:
    """Leave out a file merged into another."""
    return person if person is not None and person.merged_into is None else None


def _line(row: dict[str, Any]) -> PersonLine:  # typed by the columns
    return PersonLine(**row)


def _told(row: Mapping[str, object]) -> Values:
    """Take what the index needs of a new row's values; what it has not, an older desk left out."""
    try:
        values: Values = _OF_INDEX(row)
    except KeyError:
        values = tuple([row.get(name) for name in INDEXED_FIELDS])
    return values


def _indexed(values: tuple[Any, ...]) -> Document:  # typed by the columns
    """Give what a person is found by; of ``INDEXED_FIELDS`` only the birth is stored otherwise."""
    if values[BIRTH_PLACE] is not None:
        values = tuple(text_of(table).named(INDEXED_FIELDS, values).values())
    return document(values)


def _person(row: dict[str, Any]) -> Person:  # typed by the columns
    return Person(**row)


def _joined(typed: str) -> str:
    """Write a date or a telephone, whatever parts it, as the one word it is indexed by."""
    dated = _DATE.sub(lambda found: f"{int(found[1]):02}{int(found[2]):02}{found[3]}", typed)
    dated = _MONTH.sub(lambda found: f"{int(found[1]):02}{found[2]}", dated)
    return _PHONE.sub(lambda found: national(found[0]), dated)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', "") + '"'


def _as_typed(word: str) -> str:
    return f"words : {_quoted(word)} *"


def _heard(words: Sequence[str]) -> Iterator[str]:
    """Ask for each word by its sound; only the last one may be unfinished."""
    for place, word in enumerate(words, 1):
        last = place == len(words)
        keys = [_sounding(key, word, last=last) for key in sorted(sound_keys(word)) if len(key) > 1]
        heard = f" OR keys : ({' OR '.join(keys)})" if keys else ""
        yield f"({_as_typed(word)}{heard})"


def _sounding(key: str, word: str, *, last: bool) -> str:
    """Leave the end open, unless half the sound of a long name (MMD: Mohamed) is everywhere."""
    is_open = last and (len(word) <= SHORT or len(key) >= SHORT)
    return _quoted(sound_word(key)) + (" *" if is_open else "")


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
    return "(" + " OR ".join(sorted(key_word(key) for key in keys)) + ")"


def _rank(row: Values, words: Sequence[str]) -> tuple[int, int, list[str]]:
    """Order by words found whole, then by words begun so, then by name."""
    held = whole_words(" ".join(str(row[place]) for place in NAME_PLACES))
    whole = sum(word in held for word in words)
    begun = sum(any(each.startswith(word) for each in held) for word in words)
    return (-whole, -begun, held)
