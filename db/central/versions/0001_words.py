"""The first tables of the central database: the desks' words.

Revision ID: 0001
Revises: none

Column types are written as PostgreSQL has them: a later change of our types must not change this.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.Uuid()
INSTANT = sa.DateTime(timezone=True)
ARRAY = JSONB(none_as_null=True)


def upgrade() -> None:
    """Create them in an empty database."""
    _agent()
    _catalogue_entry()
    _conflict()
    _interpreting()
    _member()
    _merge()
    _office()
    _partner()
    _person()
    _piece()
    _receipt()
    _referral()
    _request()
    _setting()
    _visit()
    _voiding()


def _agent() -> None:
    op.create_table(
        "agent",
        sa.Column("id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("first_name", sa.Text(), server_default="", nullable=False),
        sa.Column("last_name", sa.Text(), server_default="", nullable=False),
        sa.Column("quality", sa.Text(), server_default="", nullable=False),
        sa.Column("roles", ARRAY, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("printed_name", sa.Text(), server_default="", nullable=False),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("extra", JSONB(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent")),
        sa.UniqueConstraint("login", name=op.f("uq_agent_login")),
    )


def _catalogue_entry() -> None:
    op.create_table(
        "catalogue_entry",
        sa.Column("id", ID, nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), server_default="", nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("extra", JSONB(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_entry")),
        sa.UniqueConstraint("code", name=op.f("uq_catalogue_entry_code")),
    )


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
        sa.Column("kept_at", INSTANT, nullable=True),
        sa.Column("kept_place", sa.Text(), server_default="", nullable=False),
        sa.Column("other_by", ID, nullable=True),
        sa.Column("other_at", INSTANT, nullable=True),
        sa.Column("other_place", sa.Text(), server_default="", nullable=False),
        sa.Column("other_desk", ID, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("chosen", sa.Text(), nullable=True),
        sa.Column("closed_by", ID, nullable=True),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("extra", JSONB(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
    )
    op.create_index("ix_conflict_record_id", "conflict", ["record_id"])


def _interpreting() -> None:
    op.create_table(
        "interpreting",
        sa.Column("id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("visit_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("language", sa.String(length=3), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("urgency", sa.Text(), nullable=False),
        sa.Column("interpreter", sa.Text(), nullable=False),
        sa.Column("preferred_sex", sa.Text(), nullable=False),
        sa.Column("relative_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), server_default="", nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("cost_cents", sa.Integer(), nullable=True),
        sa.Column("unmet_reason", sa.Text(), nullable=True),
        sa.Column("understanding", sa.Text(), nullable=False),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("extra", JSONB(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interpreting")),
    )


def _member() -> None:
    op.create_table(
        "member",
        sa.Column("id", ID, nullable=False),
        sa.Column("household_id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("kinship", sa.Text(), nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("family_name", sa.Text(), server_default="", nullable=False),
        sa.Column("first_names", sa.Text(), server_default="", nullable=False),
        sa.Column("birth", sa.Text(), nullable=True),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("extra", JSONB(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
    )


def _merge() -> None:
    op.create_table(
        "merge",
        sa.Column("id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("kept_id", ID, nullable=False),
        sa.Column("absorbed_id", ID, nullable=False),
        sa.Column("merged_at", INSTANT, nullable=False),
        sa.Column("moved", ARRAY, nullable=False),
        sa.Column("replaced", sa.Text(), server_default="", nullable=False),
        sa.Column("undone_at", INSTANT, nullable=True),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("extra", JSONB(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge")),
    )


def _office() -> None:
    op.create_table(
        "office",
        sa.Column("id", ID, nullable=False),
        sa.Column("code", sa.String(length=3), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("hours", sa.Text(), server_default="", nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("extra", JSONB(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
        sa.UniqueConstraint("code", name=op.f("uq_office_code")),
    )


def _partner() -> None:
    op.create_table(
        "partner",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("hours", sa.Text(), server_default="", nullable=False),
        sa.Column("languages", ARRAY, nullable=False),
        sa.Column("thematiques", ARRAY, nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("extra", JSONB(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
    )


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("last_contact_on", sa.Date(), nullable=False),
        sa.Column("family_name", sa.Text(), server_default="", nullable=False),
        sa.Column("used_name", sa.Text(), server_default="", nullable=False),
        sa.Column("first_names", sa.Text(), server_default="", nullable=False),
        sa.Column("other_script_name", sa.Text(), server_default="", nullable=False),
        sa.Column("birth", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("housing", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("postcode", sa.Text(), server_default="", nullable=False),
        sa.Column("town", sa.Text(), server_default="", nullable=False),
        sa.Column("domiciled_at", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.String(length=3), nullable=True),
        sa.Column("second_language", sa.String(length=3), nullable=True),
        sa.Column("literacy", sa.Text(), nullable=False),
        sa.Column("access_needs", ARRAY, nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("contact_note", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("household_id", ID, nullable=True),
        sa.Column("merged_into", ID, nullable=True),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("extra", JSONB(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )


def _piece() -> None:
    op.create_table(
        "piece",
        sa.Column("id", ID, nullable=False),
        sa.Column("request_id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("label", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("extra", JSONB(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_piece")),
    )


def _receipt() -> None:
    op.create_table(
        "receipt",
        sa.Column("id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("visit_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("agent_id", ID, nullable=False),
        sa.Column("issued_at", INSTANT, nullable=False),
        sa.Column("content", sa.Text(), server_default="", nullable=False),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("extra", JSONB(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
        sa.UniqueConstraint("number", name=op.f("uq_receipt_number")),
    )


def _referral() -> None:
    op.create_table(
        "referral",
        sa.Column("id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("request_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("partner_id", ID, nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("sent_at", INSTANT, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("agreement", sa.Text(), nullable=False),
        sa.Column("agreement_on", sa.Date(), nullable=True),
        sa.Column("agreement_scope", sa.Text(), server_default="", nullable=False),
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("extra", JSONB(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )


def _request() -> None:
    op.create_table(
        "request",
        sa.Column("id", ID, nullable=False),
        sa.Column("visit_id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("demarche", sa.String(length=64), nullable=False),
        sa.Column("label", sa.Text(), server_default="", nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("pieces_due_on", sa.Date(), nullable=True),
        sa.Column("decision_due_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("extra", JSONB(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
    )


def _setting() -> None:
    op.create_table(
        "setting",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), server_default="", nullable=False),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("extra", JSONB(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("name", name=op.f("uq_setting_name")),
    )


def _visit() -> None:
    op.create_table(
        "visit",
        sa.Column("id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("agent_id", ID, nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("language", sa.String(length=3), nullable=True),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("clock_doubtful", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("extra", JSONB(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )


def _voiding() -> None:
    op.create_table(
        "voiding",
        sa.Column("id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("agent_id", ID, nullable=False),
        sa.Column("voided_at", INSTANT, nullable=False),
        sa.Column("replaced_by", ID, nullable=True),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("extra", JSONB(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voiding")),
    )
