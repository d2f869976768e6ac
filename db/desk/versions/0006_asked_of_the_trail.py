"""Fewer pages to write: the trail indexed by what is asked of it, the search index merged less.

Of the trail only a person's file is asked for whole; of the rest, what happened after it was
made.  Rows made by the dozen at each visit need no place in that index.  The search index lies in
runs that are merged as they grow many: by eight at a time rather than four, each name is written
again less often, and reading stays as quick.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the narrower index; tell the search index how to merge."""
    op.drop_index(op.f("ix_audit_entry_subject_id"), table_name="audit_entry")
    op.create_index(
        "ix_audit_entry_asked",
        "audit_entry",
        ["subject_id"],
        unique=False,
        sqlite_where=sa.text("subject = 'person' OR act <> 'created'"),
    )
    op.execute("INSERT INTO person_index (person_index, rank) VALUES ('automerge', 8)")
