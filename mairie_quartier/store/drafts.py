"""Unfinished visits, on this PC only: neither sent nor audited."""

from typing import Any

from mairie_quartier.domain.identifiers import AgentId, DraftId
from mairie_quartier.services.ports import Draft
from mairie_quartier.store.schema import draft as table
from mairie_quartier.store.statements import Statements, Values, text_of

_NAMES = tuple(Draft.__dataclass_fields__)
_COLUMNS = ", ".join(_NAMES)
_CHANGES = ", ".join(f"{name} = excluded.{name}" for name in _NAMES if name != "id")
_PUT = (
    f"INSERT INTO draft ({_COLUMNS}) VALUES ({', '.join('?' for _ in _NAMES)})"
    f" ON CONFLICT (id) DO UPDATE SET {_CHANGES}"
)
_FIND = f"SELECT {_COLUMNS} FROM draft WHERE id = ?"
_OF = f"SELECT {_COLUMNS} FROM draft WHERE agent_id = ? ORDER BY saved_at DESC, id DESC"
_DROP = "DELETE FROM draft WHERE id = ?"


class StoreDrafts:
    """Keeps drafts in the store."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    def put(self, draft: Draft) -> None:
        """Keep the draft as it stands."""
        text = text_of(table)
        self._sql.run(_PUT, [text.bind(name, getattr(draft, name)) for name in _NAMES])

    def find(self, key: DraftId) -> Draft | None:
        """Give one draft, or nothing."""
        found = self._sql.rows(_FIND, (key.bytes,))
        return _draft(found[0]) if found else None

    def of(self, agent: AgentId) -> tuple[Draft, ...]:
        """Give an agent's drafts, latest first."""
        return tuple(_draft(values) for values in self._sql.rows(_OF, (agent.bytes,)))

    def drop(self, key: DraftId) -> None:
        """Forget the draft."""
        self._sql.run(_DROP, (key.bytes,))


def _draft(values: Values) -> Draft:
    fields: dict[str, Any] = text_of(table).named(_NAMES, values)  # typed by the columns
    return Draft(**fields)
