"""One word's records: frozen dataclass in, row out, and back.

A column bears the field's name, so the mapping is the dataclass itself.  No row leaves here.
"""

from collections.abc import Callable
from dataclasses import Field
from functools import lru_cache
from operator import attrgetter
from typing import ClassVar, Generic, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import Table

from mairie_quartier.services.ports import NotFound
from mairie_quartier.store.journal import Journal, Row
from mairie_quartier.store.statements import Values, text_of


class Stored(Protocol):
    """A frozen dataclass with an identifier."""

    __dataclass_fields__: ClassVar[dict[str, Field[object]]]

    @property
    def id(self) -> UUID:
        """Give the key of the record."""
        ...


S = TypeVar("S", bound=Stored)
AfterWrite = Callable[[S | None, S | None], None]


class TableRecords(Generic[S]):
    """Reads and writes one table; every write goes through the journal."""

    def __init__(
        self, kind: type[S], table: Table, journal: Journal, after: AfterWrite[S] | None = None
    ) -> None:
        self._kind = kind
        self._table = table
        self._journal = journal
        self._values = values_of(table)
        self._after = after
        self._seen: dict[UUID, tuple[S, int]] = {}
        self._asked: tuple[Row, tuple[S, ...]] | None = None  # the last query: settings, again

    def get(self, key: UUID) -> S:
        """Give the record, or raise ``NotFound``."""
        found = self.find(key)
        if found is None:
            raise NotFound(self._table.name, key)
        return found

    def find(self, key: UUID) -> S | None:
        """Give the record, or nothing."""
        if key in self._seen:
            return self._seen[key][0]
        found = self._select(id=key)
        return found[0] if found else None

    def matching(self, **equal: object) -> tuple[S, ...]:
        """Give every record whose fields equal these, in order of creation."""
        if self._asked is None or self._asked[0] != equal:
            self._asked = equal, self._select(**equal)
        return self._asked[1]

    def add(self, *entities: S) -> None:
        """Record new ones."""
        self._add(entities, base=0)

    def put_back(self, entity: S) -> None:
        """Record anew one that somebody else deleted, which the agent knows."""
        self._add((entity,), base=1)

    def _add(self, entities: tuple[S, ...], *, base: int) -> None:
        self._journal.put(self._table, map(self._values, entities), base=base)
        for entity in entities:
            self._seen[entity.id] = (entity, 0)
            self._announce(None, entity)

    def save(self, entity: S) -> None:
        """Record the fields that changed; none changed, nothing is written."""
        before, rev = self._before(entity.id)
        old, new = self._row(before), self._row(entity)
        changed = {name: value for name, value in new.items() if value != old[name]}
        if not changed:
            return
        self._journal.patch(self._table, {**old, "rev": rev}, changed)
        self._seen[entity.id] = (entity, rev)
        self._announce(before, entity)

    def remove(self, entity: S) -> None:
        """Remove the record."""
        before, rev = self._before(entity.id)
        self._journal.delete(self._table, {**self._row(before), "rev": rev})
        del self._seen[entity.id]
        self._announce(before, None)

    def rebuild(self, values: Row) -> S:
        """Build a record from field values; what an earlier version did not know is empty."""
        known = self._kind.__dataclass_fields__
        return self._kind(**{name: values[name] for name in known if name in values})

    def _announce(self, before: S | None, after: S | None) -> None:
        self._asked = None
        if self._after is not None:
            self._after(before, after)

    def _before(self, key: UUID) -> tuple[S, int]:
        if key not in self._seen:
            self.get(key)
        return self._seen[key]

    def _row(self, entity: S) -> Row:
        return dict(zip(text_of(self._table).names, self._values(entity), strict=True))

    def _select(self, **equal: object) -> tuple[S, ...]:
        self._journal.flush_rows(self._table)
        text = text_of(self._table)
        found = self._journal.sql.rows(*text.where(equal))
        return tuple(self._remember(text.row(values)) for values in found)

    def _remember(self, row: Row) -> S:
        rev = row.pop("rev")
        entity = self._kind(**row)
        self._seen[entity.id] = (entity, int(str(rev)))
        return entity


@lru_cache(maxsize=64)
def values_of(table: Table) -> Callable[[object], Values]:
    """Give what reads every field of a record at once, in the order of the columns."""
    return attrgetter(*text_of(table).names)
