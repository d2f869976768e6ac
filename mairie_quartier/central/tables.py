"""The tables of the central database: the desks' words, and what deciding needs.

Columns of the words come from ``store.schema``, so that both sides hold the same.  Here they
have no foreign keys (a parent in quarantine must not make its children undecidable), keep in
``extra`` the fields of desks newer than the service, and are guarded by row-level security,
which the migrations in ``db/central`` write.  A test compares both.

``scope`` is the office's identifier, zeros for the city.
"""

from typing import Final
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSON, JSONB

from mairie_quartier.domain.operations import CITY, SHARED_WORDS, Scope
from mairie_quartier.store import schema
from mairie_quartier.store.columns import Id, Instant

CITY_SCOPE: Final = UUID(int=0)

metadata = MetaData(naming_convention=schema.metadata.naming_convention)


def scope_key(scope: Scope) -> UUID:
    """Give the key of a scope; raises ``ValueError`` for what is no scope."""
    return CITY_SCOPE if scope == CITY else UUID(scope)


def scope_of(key: UUID) -> Scope:
    """Give the scope of a key."""
    return CITY if key == CITY_SCOPE else Scope(str(key))


def _copied(source: Table) -> Table:
    columns = [
        Column(
            column.name,
            column.type,
            primary_key=column.primary_key,
            nullable=column.nullable,
            unique=column.unique,
            server_default=column.server_default,
        )
        for column in source.columns
    ]
    return Table(source.name, metadata, *columns, Column("extra", JSONB))


WORDS: Final = {source.name: _copied(source) for source in schema.SYNCED}
SHARED: Final = tuple(word for word in WORDS if word in SHARED_WORDS)
OFFICE_WORDS: Final = tuple(word for word in WORDS if word not in SHARED_WORDS)

Index("ix_conflict_record_id", WORDS["conflict"].c.record_id)


def _now(name: str) -> Column[object]:
    return Column(name, Instant, nullable=False, server_default=func.now())


meta = Table(
    "meta",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)

scope = Table(
    "scope",
    metadata,
    Column("scope", Id, primary_key=True),
    Column("seq", BigInteger, nullable=False, server_default=text("0")),
)

change = Table(
    "change",
    metadata,
    Column("scope", Id, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("word", String(32), nullable=False),
    Column("record_id", Id, nullable=False, index=True),
    Column("kind", String(6), nullable=False),
    Column("rev", Integer, nullable=False),
    # Kept as text, and passed on to desks unparsed.
    Column("fields", JSON, nullable=False),
    Column("op", Id),
    Column("actor", Id),
    Column("hlc", BigInteger, nullable=False),
    Column("desk_id", Id),
    _now("at"),
)

op = Table(
    "op",
    metadata,
    Column("op", Id, primary_key=True),
    Column("desk_id", Id, nullable=False),
    Column("office_id", Id, nullable=False),
    Column("dseq", BigInteger, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("verdict", String(12), nullable=False),
    Column("rev", Integer, nullable=False),
    Column("code", String(16)),
    Column("fields", JSON),
    Column("gone", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("desk_id", "dseq", name="uq_op_desk_id"),
)

tombstone = Table(
    "tombstone",
    metadata,
    Column("word", String(32), primary_key=True),
    Column("record_id", Id, primary_key=True),
    Column("scope", Id, primary_key=True),
    Column("rev", Integer, nullable=False),
    # Empty for a record that was handed over: it is not gone, only elsewhere.
    Column("fields", JSON),
    Column("desk_id", Id),
    Column("dseq", BigInteger),
    _now("at"),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("id", Id, primary_key=True),
    Column("op", Id),
    Column("dseq", BigInteger),
    Column("desk_id", Id, nullable=False),
    Column("office_id", Id, nullable=False, index=True),
    Column("word", Text, nullable=False, server_default=""),
    Column("record_id", Id, index=True),
    Column("raw", Text, nullable=False),
    Column("code", String(16), nullable=False),
    Column("detail", Text, nullable=False, server_default=""),
    _now("at"),
    Column("seen_at", Instant),
)

desk = Table(
    "desk",
    metadata,
    Column("id", Id, primary_key=True),
    Column("office_id", Id, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    # The second part of its receipt numbers, given to no other desk of the office.
    Column("series", String(2), nullable=False),
    Column("acked_dseq", BigInteger, nullable=False, server_default=text("0")),
    Column("founding", Boolean, nullable=False, server_default=false()),
    _now("enrolled_at"),
    Column("seen_at", Instant),
    Column("revoked_at", Instant),
    UniqueConstraint("office_id", "series", name="uq_desk_office_id"),
)

enrolment = Table(
    "enrolment",
    metadata,
    Column("code_hash", LargeBinary, primary_key=True),
    Column("office_id", Id, nullable=False),
    _now("created_at"),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("desk_id", Id),
)

tally = Table(
    "tally",
    metadata,
    Column("scope", Id, primary_key=True),
    Column("word", String(32), primary_key=True),
    Column("count", BigInteger, nullable=False),
    Column("sum_rev", BigInteger, nullable=False),
    Column("digest", BigInteger, nullable=False),
)
