"""File notes that are corrected by further ones, what an act wrote over, and cases that came in under way."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

# Each table has entered, id and case_id; then these. ``#`` is a number, the rest is text.
RECORDS = (
    ("file_note", "kind happened_on text recorded_on recorded_by corrects"),
    ("undo_step", "seq# what who at rows"),
    ("taken_over", "entered_on entered_by state reason approver source"),
)


def upgrade() -> None:
    """Make the tables."""
    for name, columns in RECORDS:
        op.create_table(
            name,
            sa.Column("entered", sa.Integer, primary_key=True, autoincrement=True),
            sa.Column("id", sa.Text, nullable=False, unique=True),
            *(
                sa.Column(column.rstrip("#"), sa.Integer if column.endswith("#") else sa.Text, nullable=False)
                for column in ("case_id", *columns.split())
            ),
            sqlite_autoincrement=True,
        )
        op.create_index(f"ix_{name}_case_id", name, ["case_id"])
