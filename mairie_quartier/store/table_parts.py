"""What every table definition is made of: the names of its constraints, its usual columns.

The same on the desk and on the central side.  It must know no table.
"""

from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Text, text
from sqlalchemy.types import TypeEngine

from mairie_quartier.store.columns import Id

LATER = "later"
"""Marks, in a column's ``info``, what older desks do not write."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def key_column() -> Column[object]:
    """Give the identifier of a record."""
    return Column("id", Id, primary_key=True)


def rev_column() -> Column[int]:
    """Give the revision the centre last gave (0: never sent)."""
    return Column("rev", Integer, nullable=False, server_default=text("0"))


def words_column(name: str, default: str = "") -> Column[str]:
    """Give a text, never absent."""
    return Column(name, Text, nullable=False, server_default=default)


def later_words_column(name: str) -> Column[str]:
    """Give a text that a record written by an earlier version does not have: then it is empty."""
    return Column(name, Text, nullable=False, server_default="", info={LATER: True})


def later_column(name: str, kind: TypeEngine[Any]) -> Column[object]:
    """Give a value that a record written by an earlier version does not have: then it is absent."""
    return Column(name, kind, info={LATER: True})


def link_column(
    name: str, target: str, *, index: bool = False, nullable: bool = False
) -> Column[object]:
    """Give a link to a record of another word."""
    return Column(name, Id, ForeignKey(f"{target}.id"), nullable=nullable, index=index)
