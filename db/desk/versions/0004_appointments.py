"""A request has its appointment, the day documents were asked for, why it is held for abusive.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns: nobody wrote down the appointments of before."""
    for name, kind in (
        ("asked_on", sa.Text()),
        ("appointment_on", sa.Text()),
        ("appointment_minute", sa.Integer()),
    ):
        op.add_column("request", sa.Column(name, kind, nullable=True))
    for name in ("appointment_place", "abusive_because"):
        op.add_column("request", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.create_index(
        "ix_request_appointment",
        "request",
        ["office_id", "appointment_on"],
        unique=False,
        sqlite_where=sa.text("appointment_on IS NOT NULL AND closed_on IS NULL"),
    )
