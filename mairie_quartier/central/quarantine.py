"""The quarantine, for the city's IT: a list without personal data, one line's detail, a mark.

Nothing is ever removed here, and nothing applied: what a desk was answered stays answered.  The
agents concerned see the same lines on their own PC, and send again from there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from mairie_quartier.central.speaker import Database
from mairie_quartier.errors import UserMistake

PAGE: Final = 200

_LINES: Final = """
SELECT q.id, q.at, coalesce(o.code, ''), coalesce(d.name, ''), q.word, q.code, q.detail,
  q.seen_at IS NOT NULL
FROM quarantine q LEFT JOIN office o ON o.id = q.office_id LEFT JOIN desk d ON d.id = q.desk_id
"""
_NEWS: Final = f"{_LINES} WHERE q.seen_at IS NULL ORDER BY q.at DESC, q.id LIMIT %s"
_ALL: Final = f"{_LINES} ORDER BY q.at DESC, q.id LIMIT %s"
_ONE: Final = f"{_LINES} WHERE q.id::text LIKE %s ORDER BY q.id LIMIT 2"
_RAW: Final = "SELECT raw FROM quarantine WHERE id = %s"
_SEEN: Final = "UPDATE quarantine SET seen_at = now() WHERE seen_at IS NULL"
_COUNTS: Final = """
SELECT code, count(*), count(*) FILTER (WHERE seen_at IS NULL) FROM quarantine
GROUP BY code ORDER BY 3 DESC, 2 DESC, 1
"""
SHORTEST: Final = 6
"""So many characters of an identifier are enough, if no other begins alike."""


class UnknownLine(UserMistake):
    """No line has this identifier, or several begin with it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True, slots=True)
class AsideLine:
    """One operation set aside; nothing of it is personal data.

    ``detail`` is the name of a field or the path of what could not be read; ``code`` a word of
    ``domain.operations.RejectCode``, or of a later version.
    """

    id: UUID
    at: datetime
    office: str
    desk: str
    word: str
    code: str
    detail: str
    is_seen: bool


@dataclass(frozen=True, slots=True)
class AsideCount:
    """How many were set aside for one reason, and how many of them nobody has looked at."""

    code: str
    total: int
    unseen: int


class Aside:
    """Reads what was set aside, within a transaction of the owner's in maintenance."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def lines(self, *, seen_too: bool = False) -> tuple[AsideLine, ...]:
        """Give the latest lines."""
        found = self._database.execute(_ALL if seen_too else _NEWS, (PAGE,))
        return tuple(AsideLine(*row) for row in found)

    def counts(self) -> tuple[AsideCount, ...]:
        """Count by reason."""
        return tuple(AsideCount(*row) for row in self._database.execute(_COUNTS))

    def find(self, text: str) -> AsideLine:
        """Give a line by its identifier or its beginning; raises ``UnknownLine``."""
        begins = text.strip().lower()
        if len(begins) < SHORTEST or not set(begins) <= set("0123456789abcdef-"):
            raise UnknownLine(text)
        found = self._database.execute(_ONE, (f"{begins}%",)).fetchall()
        if len(found) != 1:
            raise UnknownLine(text)
        return AsideLine(*found[0])

    def raw(self, line: AsideLine) -> str:
        """Give the operation as it came, in JSON: personal data, as a rule."""
        row = self._database.execute(_RAW, (line.id,)).fetchone()
        return str(row[0]) if row else ""

    def mark_seen(self, lines: Iterable[AsideLine] | None) -> int:
        """Note that these lines (all, if none are named) were looked at; give how many."""
        if lines is None:
            return self._database.execute(_SEEN).rowcount
        keys = [line.id for line in lines]
        return self._database.execute(f"{_SEEN} AND id = ANY(%s)", (keys,)).rowcount
