"""With which text of a paper somebody looked for findings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

NAME = "findings_look"
COLUMNS = ("id", "case_id", "source_id", "looked_by", "looked_on", "certain")
# Looks of before were at the text as it is without any choice.
COPIED = """
INSERT INTO findings_look (entered, id, case_id, source_id, looked_by, looked_on, certain, read_with)
SELECT entered, id, case_id, source_id, looked_by, looked_on, certain, '' FROM findings_look_0011 ORDER BY entered
"""


def upgrade() -> None:
    """Make the table anew, its rows in their order, since a column added has a default."""
    op.drop_index(f"ix_{NAME}_case_id", NAME)
    op.rename_table(NAME, f"{NAME}_0011")
    op.create_table(
        NAME,
        sa.Column("entered", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *(sa.Column(column, sa.Text, nullable=False) for column in (*COLUMNS[1:], "read_with")),
        sqlite_autoincrement=True,
    )
    op.create_index(f"ix_{NAME}_case_id", NAME, ["case_id"])
    op.execute(COPIED)
    op.drop_table(f"{NAME}_0011")
