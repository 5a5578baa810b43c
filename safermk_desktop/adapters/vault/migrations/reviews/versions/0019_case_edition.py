"""The number of the edition of the rules that a case was opened under, beside its id."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

OWN = "reference label stream regime stage status marking lead residence_area opened_on closed_on state"
CASE = f"entered id case_id {OWN}"


def upgrade() -> None:
    """Make the table anew, its rows in their order, since a column added has a default; it was not recorded before."""
    op.drop_index("ix_case_case_id", "case")
    op.rename_table("case", "case_0018")
    op.create_table(
        "case",
        sa.Column("entered", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *(sa.Column(name, sa.Text, nullable=name == "closed_on") for name in CASE.split()[2:]),
        sa.Column("edition", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_case_case_id", "case", ["case_id"])
    columns = ", ".join(CASE.split())
    op.execute(
        f'INSERT INTO "case" ({columns}, edition) '  # noqa: S608 the names above
        f"SELECT {columns}, '' FROM case_0018 ORDER BY entered"
    )
    op.drop_table("case_0018")
