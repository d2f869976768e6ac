"""Write rows that the centre decided: past the domain and the journal, never past the index.

What the centre says is not recorded in the outbox again; fields with waiting operations keep the
agent's value (SYNC.md).  A local row that holds a unique value of a central one gives way to it.
It must begin and end no transaction.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from mairie_quartier.domain.operations import Fields
from mairie_quartier.store import schema
from mairie_quartier.store.outbox import WAITS
from mairie_quartier.store.people_index import INDEXED_FIELDS, StorePeopleIndex
from mairie_quartier.store.statements import Statements, Value, Values
from mairie_quartier.store.wire import unpacked
from mairie_quartier.store.wire_rows import OFFICE_BOUND, UNIQUE, wire_table

CHUNK = 400
"""How many identifiers one query asks for; SQLite allows more, its plans do not gain."""
REMOVED_WHEN_TAKEN = frozenset({"setting", "catalogue_entry"})
SHOWN_IN_INDEX = frozenset({*INDEXED_FIELDS, "merged_into"})
_ORDER = tuple(table.name for table in schema.SYNCED)

_RECORDED = "FROM outbox WHERE dseq > ?"
_WAITING = f"{_RECORDED} AND {WAITS}"


@dataclass(slots=True)
class Waiting:
    """What waiting operations hold of one record."""

    fields: set[str] = field(default_factory=set)
    deletes: bool = False


Key = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Held:
    """A row of this PC, as far as writing needs to know it."""

    rev: int
    office: bytes | None


@dataclass(slots=True)
class Fate:
    """What becomes of one record within a page: several changes are written as one.

    ``whole`` is a new row as it came, as long as nothing else is told of it (most rows): such rows
    are read by columns, all at once.
    """

    held: Held | None = None
    rev: int = 0
    alive: bool = False
    bound: dict[str, Value] = field(default_factory=dict)
    whole: Fields | None = None

    def remove(self) -> None:
        """Take a deletion."""
        self.alive = False
        self.bound.clear()
        self.whole = None

    @property
    def office(self) -> bytes | None:
        """Give the office as it will be."""
        found = self.bound.get("office_id", self.held.office if self.held else None)
        return found if isinstance(found, bytes) else None


class RowWriter:
    """Writes within one transaction, and tells which words changed."""

    def __init__(self, sql: Statements, index: StorePeopleIndex) -> None:
        self._sql = sql
        self._index = index
        self._people: dict[bytes, Mapping[str, object] | None] = {}
        self.changed: set[str] = set()
        self.unknown = False

    def fates(self, keys: Iterable[Key]) -> dict[Key, Fate]:
        """Give every record of the keys as it stands, of the words this program knows."""
        by_word: dict[str, dict[bytes, None]] = defaultdict(dict)
        for word, key in keys:
            by_word[word][key] = None
        found: dict[Key, Fate] = {}
        for word, ids in by_word.items():
            if wire_table(word) is None:
                self.unknown = True
                continue
            held = self._held(word, self._not_beyond(word, ids))
            for key in ids:
                row = held.get(key)
                found[word, key] = Fate(row, row.rev, alive=True) if row else Fate()
        return found

    def _not_beyond(self, word: str, ids: Collection[bytes]) -> tuple[bytes, ...]:
        """Leave out what is later than every row here: new rows, by far the most frequent."""
        ((last,),) = self._sql.rows(f'SELECT max(id) FROM "{word}"')
        return tuple([key for key in ids if key <= last]) if isinstance(last, bytes) else ()

    def put(self, word: str, fate: Fate, fields: Fields, rev: int) -> None:
        """Take a whole row."""
        if fate.held is None and not fate.alive and word not in UNIQUE:
            fate.whole = fields
        else:
            self.settle(word, fate)
            fate.bound.update(self._bound(word, fields))
        fate.alive, fate.rev = True, max(fate.rev, rev)

    def patch(self, word: str, fate: Fate, fields: Fields, rev: int) -> None:
        """Take changed fields, of a row that is there."""
        if fate.alive:
            self.settle(word, fate)
            fate.bound.update(self._bound(word, fields))
            fate.rev = max(fate.rev, rev)

    def settle(self, word: str, fate: Fate) -> None:
        """Read a row that came whole, since more is to be known of it."""
        if fate.whole is not None:
            fate.bound.update(self._bound(word, fate.whole))
            fate.whole = None

    def _bound(self, word: str, fields: Fields) -> dict[str, Value]:
        """Give fields ready to be written; notes that some are of a later version."""
        table = wire_table(word)
        if table is None:
            return {}
        bound = table.bound(fields)
        if len(bound) < len(fields):
            self.unknown = True
        return bound

    def waiting(self, ids: Collection[bytes], *, after: int = 0) -> dict[Key, Waiting]:
        """Give what the operations still waiting (after ``dseq``) hold of these records."""
        return self._holding(_WAITING, ids, after)

    def recorded(self, ids: Collection[bytes], *, after: int) -> dict[Key, Waiting]:
        """Give what operations after ``dseq`` hold of these records, decided or not."""
        return self._holding(_RECORDED, ids, after)

    def _holding(self, asked: str, ids: Collection[bytes], after: int) -> dict[Key, Waiting]:
        found: dict[Key, Waiting] = defaultdict(Waiting)
        if not self._sql.rows(f"SELECT 1 {asked} LIMIT 1", (after,)):
            return found  # nothing at all, most of the time
        for some in _chunks(tuple(ids)):
            query = (
                f"SELECT record_id, word, kind, fields {asked}"
                f" AND record_id IN {_marks(some)} ORDER BY dseq"
            )
            for key, word, kind, fields in self._sql.rows(query, (after, *some)):
                if not isinstance(key, bytes):
                    continue
                here = found[str(word), key]
                here.fields |= _names(str(fields))
                here.deletes = kind == "delete"
        return found

    def write(self, fates: Mapping[Key, Fate], waiting: Mapping[Key, Waiting]) -> None:
        """Write what becomes of these records, but for what waiting operations hold."""
        by_word: dict[str, list[tuple[bytes, Fate]]] = defaultdict(list)
        for (word, key), fate in fates.items():
            held = waiting.get((word, key))
            if held is not None:
                if not fate.alive or (fate.held is None and held.deletes):
                    continue  # the answer to what waits will say what becomes of it
                self.settle(word, fate)
                for name in held.fields & fate.bound.keys():
                    del fate.bound[name]
            by_word[word].append((key, fate))
        for word in _ORDER:
            if word in by_word:
                self._write_word(word, by_word[word])

    def finish(self) -> frozenset[str]:
        """Bring the search index in step; give the words that changed."""
        self._index.follow(self._people)
        self._people = {}
        return frozenset(self.changed)

    def _held(self, word: str, ids: tuple[bytes, ...]) -> dict[bytes, Held]:
        office = "office_id" if word in OFFICE_BOUND else "NULL"
        found: dict[bytes, Held] = {}
        for some in _chunks(ids):
            query = f'SELECT id, rev, {office} FROM "{word}" WHERE id IN {_marks(some)}'
            for key, rev, place in self._sql.rows(query, some):
                if isinstance(key, bytes):
                    place = place if isinstance(place, bytes) else None
                    found[key] = Held(int(str(rev)), place)
        return found

    def _write_word(self, word: str, fates: list[tuple[bytes, Fate]]) -> None:
        gone = [(key,) for key, fate in fates if fate.held and not fate.alive]
        new = [(key, fate) for key, fate in fates if fate.alive and not fate.held]
        kept = [(key, fate) for key, fate in fates if fate.alive and fate.held]
        if gone:
            self._sql.run_many(f'DELETE FROM "{word}" WHERE id = ?', gone)
        self._leave_equal(word, kept)
        self._give_way(word, [*new, *kept])
        self._insert(word, new)
        self._update(word, kept)
        if gone or new or any(fate.bound for _, fate in kept):
            self.changed.add(word)
        if word == "person":
            shown = [key for key, fate in kept if fate.bound.keys() & SHOWN_IN_INDEX]
            self._people.update(dict.fromkeys([*(key for (key,) in gone), *shown]))
            for key, fate in new:
                self._people.setdefault(key, fate.whole or fate.bound)

    def _leave_equal(self, word: str, kept: list[tuple[bytes, Fate]]) -> None:
        """Take out what is here already: this PC's own changes come back in the log."""
        groups: dict[tuple[str, ...], dict[bytes, Fate]] = defaultdict(dict)
        for key, fate in kept:
            if fate.bound:
                groups[tuple(fate.bound)][key] = fate
        for names, fates in groups.items():
            listed = ", ".join(f'"{name}"' for name in ("id", *names))
            for some in _chunks(tuple(fates)):
                query = f'SELECT {listed} FROM "{word}" WHERE id IN {_marks(some)}'
                for record, *values in self._sql.rows(query, some):
                    if isinstance(record, bytes):
                        _drop_equal(fates[record].bound, dict(zip(names, values, strict=True)))

    def _insert(self, word: str, new: list[tuple[bytes, Fate]]) -> None:
        table = wire_table(word)
        if table is None:
            return
        whole: dict[tuple[str, ...], list[tuple[bytes, Fields, int]]] = defaultdict(list)
        settled: list[Values] = []
        for key, fate in new:
            if fate.whole is None:
                settled.append(table.row(key, fate.bound, fate.rev))
            else:
                whole[tuple(fate.whole)].append((key, fate.whole, fate.rev))
        if settled:
            self._sql.run_many(table.insert, settled)
        for names, rows in whole.items():
            self.unknown = self.unknown or not table.knows(names)
            self._sql.run_many(table.insert, table.rows(names, rows))

    def _update(self, word: str, kept: list[tuple[bytes, Fate]]) -> None:
        table = wire_table(word)
        if table is None:
            return
        groups: dict[tuple[str, ...], list[tuple[Value, ...]]] = defaultdict(list)
        for key, fate in kept:
            if fate.bound or (fate.held and fate.held.rev != fate.rev):
                values = (*fate.bound.values(), fate.rev, key)
                groups[tuple(fate.bound)].append(values)
        for names, rows in groups.items():
            self._sql.run_many(table.update(names), rows)

    def _give_way(self, word: str, coming: list[tuple[bytes, Fate]]) -> None:
        """Free the unique values that central rows bring and a row of this PC holds."""
        column = UNIQUE.get(word)
        if column is None:
            return
        owners = {fate.bound[column]: key for key, fate in coming if column in fate.bound}
        for some in _chunks(tuple(owners)):
            query = f'SELECT id, rev, "{column}" FROM "{word}" WHERE "{column}" IN {_marks(some)}'
            for key, rev, value in self._sql.rows(query, some):
                if owners.get(value) == key or not isinstance(key, bytes):
                    continue
                self._free(word, column, key, never_accepted=rev == 0)

    def _free(self, word: str, column: str, key: bytes, *, never_accepted: bool) -> None:
        if word in REMOVED_WHEN_TAKEN and never_accepted:
            self._sql.run(f'DELETE FROM "{word}" WHERE id = ?', (key,))
            return
        mark = f"~{UUID(bytes=key).hex[-6:]}"
        self._sql.run(f'UPDATE "{word}" SET "{column}" = "{column}" || ? WHERE id = ?', (mark, key))


def _drop_equal(bound: dict[str, Value], held: Mapping[str, Value]) -> None:
    for name, value in held.items():
        if bound[name] == value:
            del bound[name]


def _chunks(values: tuple[Value, ...]) -> Iterable[tuple[Value, ...]]:
    return (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))


def _marks(values: tuple[Value, ...]) -> str:
    return f"({', '.join('?' for _ in values)})"


def _names(text: str) -> set[str]:
    """Give the names of the fields of an operation, as the outbox wrote them."""
    return set(json.loads(unpacked(text)))
