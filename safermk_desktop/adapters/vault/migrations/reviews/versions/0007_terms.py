"""Clauses of terms of reference, what is settled beside them, agencies, comments and approvals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

# Each table has entered, id and case_id; then these. ``?`` may be empty, ``#`` is a number, the rest is text.
FACTS = "scope_from? scope_to? scope_reason facts needs experts family_asked family_reason proceedings proceeding_plans"
RECORDS = (
    ("terms_facts", f"{FACTS} characteristic_answers characteristic_reasons people"),
    ("terms_agency", "organisation kind"),
    ("terms_comment", "section_id clause_id text made_by made_on answer resolved_by resolved_on?"),
    ("terms_approval", "version_id body approved_on approved_by"),
)
# A section drafted before was one text: its blank lines part it into clauses, which get their ids when it is changed.
SECTIONS = """
INSERT INTO terms_section (entered, id, case_id, position, heading, text, kind, clause_ids)
SELECT entered, id, case_id, position, heading, text, '', '[]' FROM terms_section_0006 ORDER BY entered
"""
VERSIONS = """
INSERT INTO terms_version (entered, id, case_id, number, agreed_on, agreed_by, headings, texts, clause_ids)
SELECT entered, id, case_id, number, agreed_on, agreed_by, headings, texts, '[]' FROM terms_version_0006
ORDER BY entered
"""


def upgrade() -> None:
    """Make the tables; two are made anew, their rows in their order, since a column added has a default."""
    for name, columns in RECORDS:
        _make(name, columns)
    _again("terms_section", "position# heading text kind clause_ids", SECTIONS)
    _again("terms_version", "number agreed_on agreed_by headings texts clause_ids", VERSIONS)


def _again(name: str, columns: str, copied: str) -> None:
    op.drop_index(f"ix_{name}_case_id", name)
    op.rename_table(name, f"{name}_0006")
    _make(name, columns)
    op.execute(copied)
    op.drop_table(f"{name}_0006")


def _make(name: str, columns: str) -> None:
    op.create_table(
        name,
        sa.Column("entered", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *(
            sa.Column(
                column.rstrip("?#"), sa.Integer if column.endswith("#") else sa.Text, nullable=column.endswith("?")
            )
            for column in ("case_id", *columns.split())
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(f"ix_{name}_case_id", name, ["case_id"])
