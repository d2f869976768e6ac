"""A centre as the state machine needs it: spoken to like any, restored, and looked into.

Two fulfil it: the centre in memory, for thousands of steps, and the service on PostgreSQL
(``tests/central/real_city``), so that the two cannot drift apart.  Must not assert anything.
"""

import json
from collections.abc import Mapping
from random import Random
from typing import Protocol
from uuid import UUID

from mairie_quartier.domain.conflicts import Conflict
from mairie_quartier.domain.operations import DeskId, Fields, Scope, Verdict
from mairie_quartier.domain.synchronising import Link
from mairie_quartier.store import schema, wire
from mairie_quartier.sync.centre import Got, Sent
from tests.builders import Desk
from tests.sync.board import Board
from tests.sync.desks import LinkedDesk, join, scopes_of
from tests.sync.memory_centre import MemoryCentre

ADDRESS = "https://centre.example.org"
Rows = dict[tuple[str, UUID], tuple[int, str]]


class CityCentre(Protocol):
    """A centre that can be looked into, and put back to a backup."""

    def carry(self, sent: Sent) -> Got:
        """Answer a request."""
        ...

    def close(self) -> None:
        """Let everything go."""
        ...

    def join(self, desk: Desk, name: str) -> LinkedDesk:
        """Enrol a PC that was set up alone."""
        ...

    def back_up(self) -> None:
        """Keep a copy of everything."""
        ...

    def restore(self) -> bool:
        """Put the last copy back, under a new epoch; tell whether there was one."""
        ...

    def revoke(self, desk: DeskId) -> None:
        """Withdraw a desk's access."""
        ...

    def scopes(self, desk: DeskId) -> tuple[Scope, ...]:
        """Give the scopes of a desk: none once it is revoked."""
        ...

    def decided(self) -> Mapping[UUID, Verdict]:
        """Give what was decided, by operation."""
        ...

    def rows(self, scope: Scope) -> Rows:
        """Give every row of a scope with its revision, as the wire writes it."""
        ...

    def numbers(self) -> list[str]:
        """Give the number of every receipt."""
        ...

    def conflicts(self) -> list[Conflict]:
        """Give every conflict."""
        ...


class MemoryCity:
    """The centre in memory."""

    def __init__(self, seed: int = 0) -> None:
        self.centre = MemoryCentre(Random(seed))
        self._board: Board | None = None

    def carry(self, sent: Sent) -> Got:
        """Answer a request."""
        return self.centre.carry(sent)

    def close(self) -> None:
        """Nothing is open."""

    def join(self, desk: Desk, name: str) -> LinkedDesk:
        """Make a PC known, with a series of its own."""
        del name
        known = self.centre.add_desk(scopes_of(desk))
        link = Link(ADDRESS, known.id, known.token)
        linked = join(self, desk, link)
        linked.store.enrol(link, self.centre.next_series(), None)
        return linked

    def back_up(self) -> None:
        """Keep a copy of the board."""
        self._board = self.centre.backup()

    def restore(self) -> bool:
        """Put the copy back."""
        if self._board is not None:
            self.centre.restore(self._board)
        return self._board is not None

    def revoke(self, desk: DeskId) -> None:
        """Withdraw a desk's access."""
        self.centre.board.desks[desk].revoked = True

    def scopes(self, desk: DeskId) -> tuple[Scope, ...]:
        """Give the scopes of a desk: none once it is revoked."""
        known = self.centre.board.desks[desk]
        return () if known.revoked else known.scopes

    def decided(self) -> Mapping[UUID, Verdict]:
        """Give what was decided, by operation."""
        return {op: each.answer.verdict for op, each in self.centre.board.ops.items()}

    def rows(self, scope: Scope) -> Rows:
        """Give every row of a scope."""
        return {
            (word, key): (row.rev, plain(word, row.fields))
            for (word, key), row in self.centre.board.rows.items()
            if self.centre.scope_of(word, row.fields) == scope
        }

    def numbers(self) -> list[str]:
        """Give the number of every receipt."""
        rows = self.centre.board.rows.items()
        return [str(row.fields["number"]) for (word, _), row in rows if word == "receipt"]

    def conflicts(self) -> list[Conflict]:
        """Give every conflict."""
        return self.centre.conflicts()


def plain(word: str, fields: Fields) -> str:
    """Give a row's fields as a desk would write them."""
    values = wire.load(schema.metadata.tables[word], json.dumps(dict(fields)))
    return json.dumps(json.loads(wire.dump(values)), sort_keys=True)
