"""A request has its appointment, the day documents were asked for, why it is held for abusive.

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
    """Add the columns; the rights on the table cover them."""
    for name, kind in (
        ("asked_on", sa.Date()),
        ("appointment_on", sa.Date()),
        ("appointment_minute", sa.Integer()),
    ):
        op.add_column("request", sa.Column(name, kind, nullable=True))
    for name in ("appointment_place", "abusive_because"):
        op.add_column("request", sa.Column(name, sa.Text(), server_default="", nullable=False))
