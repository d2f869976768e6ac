"""Small facts about this PC: its series, the latest clock reading, the last undone action."""

from mairie_quartier.store.statements import Statements

_GET = "SELECT value FROM local_state WHERE name = ?"
_PUT = (
    "INSERT INTO local_state (name, value) VALUES (?, ?)"
    " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)


class LocalState:
    """Named texts, never sent."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    def get(self, name: str) -> str | None:
        """Give the text, or nothing."""
        found = self._sql.rows(_GET, (name,))
        return str(found[0][0]) if found else None

    def put(self, name: str, value: str) -> None:
        """Keep the text."""
        self._sql.run(_PUT, (name, value))
