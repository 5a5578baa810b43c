"""The points of Quality Assurance letters as tasks, copies, approvals by digest, parallel processes and their holds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

# Each table has entered, id and case_id; then these. ``?`` may be empty, ``#`` is a number, the rest is text.
RECORDS = (
    ("qa_condition", "letter_id position# number parent text owner answer page done_on?"),
    ("self_check", "checked_on checked_by answers"),
    ("copy_sent", "recipient person document_id file_name sha256 sent_on method sent_by export_id"),
    ("approval", "document_id sha256 prepared_by approved_by slot_id approved_on witnessed_by"),
    ("parallel_process", "kind lead contact status can_share# restrictions joint_approach checked_on"),
    ("disclosure_item", "item created_on held_by given_to given_on?"),
    ("publication_hold", "cause reason placed_on placed_by process_id lifted_on? lifted_by lifted_reason"),
)


def upgrade() -> None:
    """Make the tables."""
    for name, columns in RECORDS:
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
