"""What a person decides on about a redacted copy, item by item, and the certificate of each copy."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

# Each table has entered, id and case_id; then these. ``?`` may be empty, the rest is text.
RECORDS = (
    ("redaction_item", "source_id register_digest kind key what part done choice decided_by decided_on?"),
    ("certificate", "copy_id page_id json_id key"),
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
