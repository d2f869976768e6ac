"""The first schema of the desk: every word, the journal, the search index, the guards.

Revision ID: 0001
Revises: none

Column types are written as SQLite has them: a later change of our types must not change this.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.LargeBinary(length=16)
APPEND_ONLY = ("receipt", "voiding", "audit_entry")


def upgrade() -> None:
    """Create everything in an empty store."""
    _audit_entry()
    _catalogue_entry()
    _draft()
    _local_state()
    _office()
    _outbox()
    _partner()
    _setting()
    _agent()
    _person()
    _member()
    _merge()
    _receipt()
    _visit()
    _interpreting()
    _request()
    _voiding()
    _piece()
    _referral()
    _search_index()
    for table in APPEND_ONLY:
        _guard(table)


def _audit_entry() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("agent_id", ID, nullable=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("subject_id", ID, nullable=True),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_entry")),
    )
    op.create_index(op.f("ix_audit_entry_subject_id"), "audit_entry", ["subject_id"], unique=False)


def _catalogue_entry() -> None:
    op.create_table(
        "catalogue_entry",
        sa.Column("id", ID, nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), server_default="", nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_entry")),
        sa.UniqueConstraint("code", name=op.f("uq_catalogue_entry_code")),
    )


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("id", ID, nullable=False),
        sa.Column("agent_id", ID, nullable=False),
        sa.Column("saved_at", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("needs", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_draft_agent_id"), "draft", ["agent_id"], unique=False)


def _local_state() -> None:
    op.create_table(
        "local_state",
        sa.Column("name", sa.String(length=48), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_local_state")),
        sqlite_with_rowid=False,
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
        sa.UniqueConstraint("code", name=op.f("uq_office_code")),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("dseq", sa.Integer(), nullable=False),
        sa.Column("op", ID, nullable=False),
        sa.Column("txn", ID, nullable=False),
        sa.Column("scope", sa.String(length=36), nullable=False),
        sa.Column("word", sa.String(length=32), nullable=False),
        sa.Column("record_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=6), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("replaced", sa.Text(), nullable=False),
        sa.Column("actor", ID, nullable=True),
        sa.Column("hlc", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("dseq", name=op.f("pk_outbox")),
        sa.UniqueConstraint("op", name=op.f("uq_outbox_op")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_outbox_txn"), "outbox", ["txn"], unique=False)


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
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("thematiques", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("checked_on", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
    )


def _setting() -> None:
    op.create_table(
        "setting",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), server_default="", nullable=False),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("name", name=op.f("uq_setting_name")),
    )


def _agent() -> None:
    op.create_table(
        "agent",
        sa.Column("id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("first_name", sa.Text(), server_default="", nullable=False),
        sa.Column("last_name", sa.Text(), server_default="", nullable=False),
        sa.Column("quality", sa.Text(), server_default="", nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("printed_name", sa.Text(), server_default="", nullable=False),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_agent_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent")),
        sa.UniqueConstraint("login", name=op.f("uq_agent_login")),
    )


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("created_at", sa.Integer(), nullable=False),
        sa.Column("last_contact_on", sa.Text(), nullable=False),
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
        sa.Column("access_needs", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("contact_note", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("household_id", ID, nullable=True),
        sa.Column("merged_into", ID, nullable=True),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["merged_into"], ["person.id"], name=op.f("fk_person_merged_into")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_person_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_person_household_id"), "person", ["household_id"], unique=False)
    op.create_index(
        "ix_person_last_contact", "person", ["office_id", "last_contact_on", "id"], unique=False
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
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_member_office_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_member_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
    )
    op.create_index(op.f("ix_member_household_id"), "member", ["household_id"], unique=False)


def _merge() -> None:
    op.create_table(
        "merge",
        sa.Column("id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("kept_id", ID, nullable=False),
        sa.Column("absorbed_id", ID, nullable=False),
        sa.Column("merged_at", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Text(), nullable=False),
        sa.Column("replaced", sa.Text(), server_default="", nullable=False),
        sa.Column("undone_at", sa.Integer(), nullable=True),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["absorbed_id"], ["person.id"], name=op.f("fk_merge_absorbed_id")),
        sa.ForeignKeyConstraint(["kept_id"], ["person.id"], name=op.f("fk_merge_kept_id")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_merge_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge")),
    )
    op.create_index(op.f("ix_merge_kept_id"), "merge", ["kept_id"], unique=False)


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
        sa.Column("issued_at", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), server_default="", nullable=False),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name=op.f("fk_receipt_agent_id")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_receipt_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
        sa.UniqueConstraint("number", name=op.f("uq_receipt_number")),
    )
    op.create_index(op.f("ix_receipt_person_id"), "receipt", ["person_id"], unique=False)
    op.create_index(op.f("ix_receipt_visit_id"), "receipt", ["visit_id"], unique=False)


def _visit() -> None:
    op.create_table(
        "visit",
        sa.Column("id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("agent_id", ID, nullable=False),
        sa.Column("opened_at", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("language", sa.String(length=3), nullable=True),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("clock_doubtful", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name=op.f("fk_visit_agent_id")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_visit_office_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_visit_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_visit_day", "visit", ["office_id", "opened_on", "id"], unique=False)
    op.create_index(op.f("ix_visit_person_id"), "visit", ["person_id"], unique=False)


def _interpreting() -> None:
    op.create_table(
        "interpreting",
        sa.Column("id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("visit_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("language", sa.String(length=3), nullable=False),
        sa.Column("created_at", sa.Integer(), nullable=False),
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
        sa.Column("closed_at", sa.Integer(), nullable=True),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_interpreting_office_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_interpreting_person_id")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_interpreting_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interpreting")),
    )
    op.create_index(
        "ix_interpreting_open",
        "interpreting",
        ["office_id", "created_at"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NULL"),
    )
    op.create_index(op.f("ix_interpreting_person_id"), "interpreting", ["person_id"], unique=False)
    op.create_index(op.f("ix_interpreting_visit_id"), "interpreting", ["visit_id"], unique=False)


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
        sa.Column("received_on", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("pieces_due_on", sa.Text(), nullable=True),
        sa.Column("decision_due_on", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.Text(), nullable=True),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_request_office_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_request_person_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_request_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_request_decision_due",
        "request",
        ["office_id", "decision_due_on"],
        unique=False,
        sqlite_where=sa.text("decision_due_on IS NOT NULL AND closed_on IS NULL"),
    )
    op.create_index(
        "ix_request_open",
        "request",
        ["office_id", "id"],
        unique=False,
        sqlite_where=sa.text("closed_on IS NULL"),
    )
    op.create_index(op.f("ix_request_person_id"), "request", ["person_id"], unique=False)
    op.create_index(
        "ix_request_pieces_due",
        "request",
        ["office_id", "pieces_due_on"],
        unique=False,
        sqlite_where=sa.text("pieces_due_on IS NOT NULL AND closed_on IS NULL"),
    )
    op.create_index(op.f("ix_request_visit_id"), "request", ["visit_id"], unique=False)


def _voiding() -> None:
    op.create_table(
        "voiding",
        sa.Column("id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("agent_id", ID, nullable=False),
        sa.Column("voided_at", sa.Integer(), nullable=False),
        sa.Column("replaced_by", ID, nullable=True),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name=op.f("fk_voiding_agent_id")),
        sa.ForeignKeyConstraint(["id"], ["receipt.id"], name=op.f("fk_voiding_id")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_voiding_office_id")),
        sa.ForeignKeyConstraint(
            ["replaced_by"], ["receipt.id"], name=op.f("fk_voiding_replaced_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voiding")),
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
        sa.Column("received_on", sa.Text(), nullable=True),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_piece_office_id")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_piece_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_piece")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_piece_request_id"), "piece", ["request_id"], unique=False)


def _referral() -> None:
    op.create_table(
        "referral",
        sa.Column("id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("request_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("partner_id", ID, nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("sent_at", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=False),
        sa.Column("agreement", sa.Text(), nullable=False),
        sa.Column("agreement_on", sa.Text(), nullable=True),
        sa.Column("agreement_scope", sa.Text(), server_default="", nullable=False),
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("closed_at", sa.Integer(), nullable=True),
        sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_referral_office_id")),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_referral_partner_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_referral_person_id")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_referral_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )
    op.create_index(
        "ix_referral_open",
        "referral",
        ["office_id", "due_on"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NULL"),
    )
    op.create_index(op.f("ix_referral_person_id"), "referral", ["person_id"], unique=False)
    op.create_index(op.f("ix_referral_request_id"), "referral", ["request_id"], unique=False)


def _search_index() -> None:
    """Create the index of people: no text is kept twice (contentless)."""
    op.execute("CREATE TABLE person_ref ( ref INTEGER PRIMARY KEY, person_id BLOB NOT NULL UNIQUE)")
    op.execute(
        "CREATE VIRTUAL TABLE person_index USING fts5("
        " words, keys, content='', contentless_delete=1, detail=column,"
        " prefix='1 2 3', tokenize='ascii'"
        ")"
    )


def _guard(table: str) -> None:
    """Refuse to change or remove what is append-only."""
    for verb in ("UPDATE", "DELETE"):
        # The revision given by the central service is no part of what is frozen.
        columns = _frozen_columns(table) if verb == "UPDATE" else ""
        op.execute(
            f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb}{columns} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _frozen_columns(table: str) -> str:
    names = [
        column["name"]
        for column in sa.inspect(op.get_bind()).get_columns(table)
        if column["name"] != "rev"
    ]
    return " OF " + ", ".join(names)
