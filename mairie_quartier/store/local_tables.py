"""The tables that stay on this PC: drafts, the trail, the outbox, where synchronisation stands.

Definitions only; migrations in ``db/desk`` must give exactly this.
"""

from typing import Final

from sqlalchemy import (
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    text,
)

from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.store.columns import Choice, Id, Instant, Words
from mairie_quartier.store.table_parts import key_column, metadata, words_column

draft = Table(
    "draft",
    metadata,
    key_column(),
    Column("agent_id", Id, nullable=False),
    Column("saved_at", Instant, nullable=False),
    words_column("title"),
    Column("needs", Integer, nullable=False),
    words_column("body"),
    sqlite_with_rowid=False,
)

# What is asked of the trail; in these words, or SQLite does not find the index.
ABOUT_A_PERSON: Final = "subject = 'person'"
AFTERWARDS: Final = "act <> 'created'"

audit_entry = Table(
    "audit_entry",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("agent_id", Id),
    Column("act", Choice(AuditAct), nullable=False),
    Column("subject", String(32), nullable=False),
    Column("subject_id", Id),
    Column("fields", Words, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Index(
        "ix_audit_entry_asked",
        "subject_id",
        sqlite_where=text(f"{ABOUT_A_PERSON} OR {AFTERWARDS}"),
    ),
)

outbox = Table(
    "outbox",
    metadata,
    Column("dseq", Integer, primary_key=True),
    Column("op", Id, nullable=False),
    Column("txn", Id, nullable=False),
    Column("scope", String(36), nullable=False),
    Column("word", String(32), nullable=False),
    Column("record_id", Id, nullable=False),
    Column("kind", String(6), nullable=False),
    Column("base", Integer, nullable=False),
    Column("fields", Text, nullable=False),
    Column("replaced", Text, nullable=False),
    Column("actor", Id),
    Column("hlc", Integer, nullable=False),
    # What the centre decided.  What waits to be sent: ``outbox.WAITS``.
    Column("verdict", Text),
    Column("code", Text),
    Column("decided_at", Instant),
    Index("ix_outbox_quarantined", "dseq", sqlite_where=text("verdict = 'quarantined'")),
)

# ``known_to``: up to there the rows of a snapshot may be newer than the log.
sync_cursor = Table(
    "sync_cursor",
    metadata,
    Column("scope", String(36), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("known_to", Integer, nullable=False),
    sqlite_with_rowid=False,
)

sync_log = Table(
    "sync_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("began_at", Instant, nullable=False),
    Column("ended_at", Instant, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("sent", Integer, nullable=False),
    Column("received", Integer, nullable=False),
    Column("conflicts", Integer, nullable=False),
    Column("quarantined", Integer, nullable=False),
    words_column("detail"),
)

local_state = Table(
    "local_state",
    metadata,
    Column("name", String(48), primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)
