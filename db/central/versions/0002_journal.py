"""The first tables of the central database: what deciding needs.

Revision ID: 0002
Revises: 0001

Column types are written as PostgreSQL has them: a later change of our types must not change this.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSON

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.Uuid()
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create them in an empty database."""
    _change()
    _desk()
    _enrolment()
    _meta()
    _op()
    _quarantine()
    _scope()
    _tally()
    _tombstone()


def _change() -> None:
    op.create_table(
        "change",
        sa.Column("scope", ID, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("word", sa.String(length=32), nullable=False),
        sa.Column("record_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("fields", JSON(), nullable=False),
        sa.Column("op", ID, nullable=True),
        sa.Column("actor", ID, nullable=True),
        sa.Column("hlc", sa.BigInteger(), nullable=False),
        sa.Column("desk_id", ID, nullable=True),
        sa.Column("at", INSTANT, server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("scope", "seq", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_record_id"), "change", ["record_id"])


def _desk() -> None:
    op.create_table(
        "desk",
        sa.Column("id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("series", sa.String(length=2), nullable=False),
        sa.Column("acked_dseq", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("founding", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("enrolled_at", INSTANT, server_default=sa.text("now()"), nullable=False),
        sa.Column("seen_at", INSTANT, nullable=True),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk")),
        sa.UniqueConstraint("office_id", "series", name="uq_desk_office_id"),
        sa.UniqueConstraint("token_hash", name=op.f("uq_desk_token_hash")),
    )
    op.create_index(op.f("ix_desk_office_id"), "desk", ["office_id"])


def _enrolment() -> None:
    op.create_table(
        "enrolment",
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("created_at", INSTANT, server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.Column("desk_id", ID, nullable=True),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_enrolment")),
    )


def _meta() -> None:
    op.create_table(
        "meta",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
    )


def _op() -> None:
    op.create_table(
        "op",
        sa.Column("op", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("dseq", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=True),
        sa.Column("fields", JSON(), nullable=True),
        sa.Column("gone", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.PrimaryKeyConstraint("op", name=op.f("pk_op")),
        sa.UniqueConstraint("desk_id", "dseq", name="uq_op_desk_id"),
    )


def _quarantine() -> None:
    op.create_table(
        "quarantine",
        sa.Column("id", ID, nullable=False),
        sa.Column("op", ID, nullable=True),
        sa.Column("dseq", sa.BigInteger(), nullable=True),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("word", sa.Text(), server_default="", nullable=False),
        sa.Column("record_id", ID, nullable=True),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.Column("at", INSTANT, server_default=sa.text("now()"), nullable=False),
        sa.Column("seen_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantine")),
    )
    op.create_index(op.f("ix_quarantine_office_id"), "quarantine", ["office_id"])
    op.create_index(op.f("ix_quarantine_record_id"), "quarantine", ["record_id"])


def _scope() -> None:
    op.create_table(
        "scope",
        sa.Column("scope", ID, nullable=False),
        sa.Column("seq", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_scope")),
    )


def _tally() -> None:
    op.create_table(
        "tally",
        sa.Column("scope", ID, nullable=False),
        sa.Column("word", sa.String(length=32), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("sum_rev", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "word", name=op.f("pk_tally")),
    )


def _tombstone() -> None:
    op.create_table(
        "tombstone",
        sa.Column("word", sa.String(length=32), nullable=False),
        sa.Column("record_id", ID, nullable=False),
        sa.Column("scope", ID, nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("fields", JSON(), nullable=True),
        sa.Column("desk_id", ID, nullable=True),
        sa.Column("dseq", sa.BigInteger(), nullable=True),
        sa.Column("at", INSTANT, server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("word", "record_id", "scope", name=op.f("pk_tombstone")),
    )
