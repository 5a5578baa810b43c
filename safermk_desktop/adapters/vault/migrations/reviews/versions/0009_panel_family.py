"""How the panel works, and the family and friends of a review."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

# Each table has entered, id and case_id; then these. ``?`` may be empty, ``#`` is a number, the rest is text.
COMMENT = "person_id about received_on text is_disagreement# answer_by? answer answered_on? answered_by reflected"
RECORDS = (
    ("seat_expertise", "seat_id characteristic reason"),
    ("chair_check", "member_id checked_on checked_by answers"),
    ("past_employment", "member_id organisation post since until?"),
    ("declaration", "member_id declared_on is_independent# manages_no_one# words"),
    ("substitute", "member_id name post since until?"),
    ("panel_meeting", "number# held_on place note"),
    ("attendance", "meeting_id member_id presence person"),
    ("quorum", "rule number# reason set_by set_on"),
    ("family_person", "entry_id pseudonym relation preferred_contact advocate interpreter pseudonym_wishes approach"),
    ("family_contact", "person_id matter happened_on by_whom method outcome place words"),
    ("family_reason", "matter recorded_on reason recorded_by"),
    ("family_comment", COMMENT),
    ("publication_day", "person_id day agreed_on words"),
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
