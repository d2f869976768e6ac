"""No index that nothing asks: papers are found by their number and by their visit.

A person's papers are those of the person's visits.  The index of papers by person cost each visit
another page to write, and was never read.

Revision ID: 0007
Revises: 0006
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let the index go."""
    op.drop_index(op.f("ix_receipt_person_id"), table_name="receipt")
