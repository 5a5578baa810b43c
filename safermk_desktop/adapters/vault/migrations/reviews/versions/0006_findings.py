"""What a person decided about findings that no register knew, remembered for every document of the case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

COLUMNS = "case_id kind names choice decided_by decided_on entry_id added"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "finding_decision",
        sa.Column("entered", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *(sa.Column(column, sa.Text, nullable=False) for column in COLUMNS.split()),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_finding_decision_case_id", "finding_decision", ["case_id"])
