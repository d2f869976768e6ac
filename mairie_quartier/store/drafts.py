"""Unfinished visits, on this PC only: neither sent nor audited."""

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from mairie_quartier.domain.identifiers import AgentId, DraftId
from mairie_quartier.services.ports import Draft
from mairie_quartier.store.schema import draft as table


class StoreDrafts:
    """Keeps drafts in the store."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, draft: Draft) -> None:
        """Keep the draft as it stands."""
        values = {name: getattr(draft, name) for name in Draft.__dataclass_fields__}
        statement = insert(table).values(**values)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["id"], set_=values)
        )

    def find(self, key: DraftId) -> Draft | None:
        """Give one draft, or nothing."""
        row = self._connection.execute(select(table).where(table.c.id == key)).mappings().first()
        return Draft(**row) if row else None

    def of(self, agent: AgentId) -> tuple[Draft, ...]:
        """Give an agent's drafts, latest first."""
        query = select(table).where(table.c.agent_id == agent).order_by(table.c.saved_at.desc())
        return tuple(Draft(**row) for row in self._connection.execute(query).mappings())

    def drop(self, key: DraftId) -> None:
        """Forget the draft."""
        self._connection.execute(delete(table).where(table.c.id == key))
