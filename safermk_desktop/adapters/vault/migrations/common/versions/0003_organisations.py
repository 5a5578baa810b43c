"""Organisations and their posts, once for all cases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# Each table has entered, id and case_id; then these. ``?`` may be empty, the rest is text.
RECORDS = (
    ("organisation", "name kind since? until? successor_id note"),
    ("post", "organisation_id role title holder contact since? until?"),
)


def upgrade() -> None:
    """Make the tables."""
    for name, columns in RECORDS:
        op.create_table(
            name,
            sa.Column("entered", sa.Integer, primary_key=True, autoincrement=True),
            sa.Column("id", sa.Text, nullable=False, unique=True),
            *(
                sa.Column(column.rstrip("?"), sa.Text, nullable=column.endswith("?"))
                for column in ("case_id", *columns.split())
            ),
            sqlite_autoincrement=True,
        )
        op.create_index(f"ix_{name}_case_id", name, ["case_id"])
