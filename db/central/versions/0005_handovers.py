"""A file tells from which offices it came, who handed it over and why.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; the rights on the table cover it."""
    op.add_column("person", sa.Column("handovers", sa.Text(), server_default="", nullable=False))
