"""A file tells from which offices it came, who handed it over and why.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; a file recorded before was never handed over, or nobody knows why."""
    op.add_column("person", sa.Column("handovers", sa.Text(), server_default="", nullable=False))
