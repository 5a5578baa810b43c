"""What a person decided about findings that no register knew, for every document of the case; when it was looked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

# Each table has entered, id and case_id; then these, all text.
RECORDS = (
    ("finding_decision", "kind names choice decided_by decided_on entry_id added"),
    ("findings_look", "source_id looked_by looked_on certain"),
)


def upgrade() -> None:
    """Make the tables."""
    for name, columns in RECORDS:
        op.create_table(
            name,
            sa.Column("entered", sa.Integer, primary_key=True, autoincrement=True),
            sa.Column("id", sa.Text, nullable=False, unique=True),
            *(sa.Column(column, sa.Text, nullable=False) for column in ("case_id", *columns.split())),
            sqlite_autoincrement=True,
        )
        op.create_index(f"ix_{name}_case_id", name, ["case_id"])
