"""What is entered for the report of a period to the partnership."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Make the table."""
    columns = ("case_id", "body", "author", "first_on", "last_on", "dated_on", "entries")
    op.create_table(
        "period_report",
        sa.Column("entered", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in columns),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_period_report_case_id", "period_report", ["case_id"])
