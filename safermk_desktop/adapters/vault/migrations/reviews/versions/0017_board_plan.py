"""The action plans of boards, which belong to no review."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Make the table."""
    columns = ("case_id", "label", "mark", "source", "body", "opened_on", "closed_on?", "closed_reason")
    op.create_table(
        "board_plan",
        sa.Column("entered", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *(sa.Column(name.rstrip("?"), sa.Text, nullable=name.endswith("?")) for name in columns),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_board_plan_case_id", "board_plan", ["case_id"])
