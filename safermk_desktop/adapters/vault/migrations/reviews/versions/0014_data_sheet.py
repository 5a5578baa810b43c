"""What was answered for the data sheet of a review."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

NAME = "data_sheet"
COLUMNS = ("case_id", "answered_on", "answered_by", "answers")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        NAME,
        sa.Column("entered", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *(sa.Column(column, sa.Text, nullable=False) for column in COLUMNS),
        sqlite_autoincrement=True,
    )
    op.create_index(f"ix_{NAME}_case_id", NAME, ["case_id"])
