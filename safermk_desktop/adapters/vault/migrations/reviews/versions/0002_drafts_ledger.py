"""Unfinished entries, and what the ledger of exports says besides: for whom, and when the file outside is deleted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

DRAFT = "case_id form address title entries written_at who"
EXPORT = "case_id document_id exported_on exported_by purpose sha256"
COPIED = """
INSERT INTO export (entered, id, case_id, document_id, exported_on, exported_by, purpose, sha256, recipient)
SELECT entered, id, case_id, document_id, exported_on, exported_by, purpose, sha256, ''
FROM export_0001 ORDER BY entered
"""


def upgrade() -> None:
    """Make the tables; the ledger is made anew, its lines in their order, since a column added has a default."""
    op.drop_index("ix_export_case_id", "export")
    op.rename_table("export", "export_0001")
    _make("export", [*_texts(EXPORT), sa.Column("recipient", sa.Text, nullable=False), *_dates()])
    op.execute(COPIED)
    op.drop_table("export_0001")
    _make("draft", _texts(DRAFT))


def _make(name: str, columns: list[sa.Column[str]]) -> None:
    op.create_table(
        name,
        sa.Column("entered", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *columns,
        sqlite_autoincrement=True,
    )
    op.create_index(f"ix_{name}_case_id", name, ["case_id"])


def _texts(names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names.split()]


def _dates() -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=True) for name in ("delete_by", "deleted_on")]
