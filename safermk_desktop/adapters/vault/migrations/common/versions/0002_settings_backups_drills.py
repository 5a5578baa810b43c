"""Settings as records, the backups that were made, and the drills that were held."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# Each table has entered, id and case_id; then these. ``#`` is a whole number, the rest is text.
RECORDS = (
    ("setting", "value"),
    ("backup", "file_name made_at made_by reason size# sha256 heads proved_at"),
    ("drill", "drilled_on held_by opened_with backup outcome"),
)


def upgrade() -> None:
    """Make the tables. No version ever wrote a setting into the old one."""
    op.drop_table("setting")
    for name, columns in RECORDS:
        op.create_table(
            name,
            sa.Column("entered", sa.Integer, primary_key=True, autoincrement=True),
            sa.Column("id", sa.Text, nullable=False, unique=True),
            *(_column(column) for column in ("case_id", *columns.split())),
            sqlite_autoincrement=True,
        )
        op.create_index(f"ix_{name}_case_id", name, ["case_id"])


def _column(name: str) -> sa.Column[object]:
    kind = sa.Integer() if name.endswith("#") else sa.Text()
    return sa.Column(name.rstrip("#"), kind, nullable=False)
