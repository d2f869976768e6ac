"""Small facts about this PC: its series, the latest clock reading, the last undone action."""

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from mairie_quartier.store.schema import local_state as table


class LocalState:
    """Named texts, never sent."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> str | None:
        """Give the text, or nothing."""
        return self._connection.execute(select(table.c.value).where(table.c.name == name)).scalar()

    def put(self, name: str, value: str) -> None:
        """Keep the text."""
        statement = insert(table).values(name=name, value=value)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["name"], set_={"value": value})
        )
