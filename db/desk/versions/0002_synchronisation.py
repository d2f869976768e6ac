"""Synchronisation: conflicts, what the centre decided, where each scope stands, the last syncs.

Revision ID: 0002
Revises: 0001

An operation recorded by revision 0001 has no verdict, so it waits to be sent.  Papers stay frozen,
but for two things: their office changes when a file is handed over, and a paper may leave this PC
with its file, while the synchronisation says so (``applying`` in ``local_state``).
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.LargeBinary(length=16)
PAPERS = ("receipt", "voiding")
FREE = ("rev", "office_id")
APPLYING = "WHEN NOT EXISTS (SELECT 1 FROM local_state WHERE name = 'applying')"


def upgrade() -> None:
    """Add the tables, and the verdict to each operation."""
    _conflict()
    _outbox()
    op.create_table(
        "sync_cursor",
        sa.Column("scope", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("known_to", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_sync_cursor")),
        sqlite_with_rowid=False,
    )
    _sync_log()
    for table in PAPERS:
        _guard(table)


def _conflict() -> None:
    op.create_table(
        "conflict",
        sa.Column("id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=True),
        sa.Column("word", sa.String(length=32), nullable=False),
        sa.Column("record_id", ID, nullable=False),
        sa.Column("field", sa.String(length=64), nullable=False),
        sa.Column("kept", sa.Text(), server_default="", nullable=False),
        sa.Column("other", sa.Text(), server_default="", nullable=False),
        sa.Column("kept_by", ID, nullable=True),
        sa.Column("kept_at", sa.Integer(), nullable=True),
        sa.Column("kept_place", sa.Text(), server_default="", nullable=False),
        sa.Column("other_by", ID, nullable=True),
        sa.Column("other_at", sa.Integer(), nullable=True),
        sa.Column("other_place", sa.Text(), server_default="", nullable=False),
        sa.Column("other_desk", ID, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("chosen", sa.Text(), nullable=True),
        sa.Column("closed_by", ID, nullable=True),
        sa.Column("closed_at", sa.Integer(), nullable=True),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
    )
    op.create_index(op.f("ix_conflict_record_id"), "conflict", ["record_id"], unique=False)
    op.create_index(
        "ix_conflict_open",
        "conflict",
        ["id"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NULL"),
    )


def _outbox() -> None:
    op.add_column("outbox", sa.Column("verdict", sa.Text(), nullable=True))
    op.add_column("outbox", sa.Column("code", sa.Text(), nullable=True))
    op.add_column("outbox", sa.Column("decided_at", sa.Integer(), nullable=True))
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["record_id"],
        unique=False,
        sqlite_where=sa.text("decided_at IS NULL"),
    )
    op.create_index(
        "ix_outbox_quarantined",
        "outbox",
        ["dseq"],
        unique=False,
        sqlite_where=sa.text("verdict = 'quarantined'"),
    )


def _sync_log() -> None:
    op.create_table(
        "sync_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.Column("quarantined", sa.Integer(), nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_log")),
    )


def _guard(table: str) -> None:
    columns = sa.inspect(op.get_bind()).get_columns(table)
    frozen = ", ".join(column["name"] for column in columns if column["name"] not in FREE)
    for verb, of in (("UPDATE", f" OF {frozen}"), ("DELETE", "")):
        name = f"{table}_refuses_{verb.lower()}"
        op.execute(f"DROP TRIGGER {name}")
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {verb}{of} ON {table} {APPLYING}"
            f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
