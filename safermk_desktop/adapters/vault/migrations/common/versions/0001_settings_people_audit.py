"""Settings, the people with a slot, and the audit chain."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

AUDIT = ("at", "who", "what", "case_id", "subject", "why", "rows", "previous", "hash")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "setting", sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False)
    )
    op.create_table(
        "person",
        sa.Column("slot", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in AUDIT),
    )
    op.create_index("ix_audit_case_id", "audit", ["case_id"])
