"""What a calendar outside was told about each duty."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "calendar_entry",
        sa.Column("entered", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("case_id", sa.Text, nullable=False),
        sa.Column("duty", sa.Text, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("gone_on", sa.Text, nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_calendar_entry_case_id", "calendar_entry", ["case_id"])
