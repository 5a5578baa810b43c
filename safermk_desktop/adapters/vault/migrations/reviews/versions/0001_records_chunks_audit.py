"""One table for each kind of record of a review, the chunks of kept papers, and the audit chain."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Each table has entered, id and case_id; then these. ``#`` is a whole number, ``?`` may be empty, the rest is text.
RECORDS = (
    ("case", "reference label stream regime stage status marking lead residence_area opened_on closed_on?"),
    (
        "notification",
        "received_on notifier_agency notifier_role manner death_on circumstances known_agencies restricted_people",
    ),
    ("decision", "outcome decided_on decided_by reasons source"),
    ("fact", "kind happened_on detail recorded_by"),
    ("own_date", "rule own_on reason authoriser"),
    ("seat", "agency_kind origin reason source state settled_reason"),
    ("panel_member", "role name post organisation agency_kind independence joined_on left_on?"),
    ("terms_section", "position# heading text"),
    ("terms_version", "number agreed_on agreed_by headings texts"),
    ("information_request", "organisation kind asked_on due_on state returned_on? note"),
    ("document", "kind title file_name audience marking added_on size# sha256"),
    ("letter", "kind recipient sent_on signatory document_id summary"),
    (
        "redacted_copy",
        (
            "source_id document_id made_on prepared_by terms# variants# parts# sha256 register_digest approved_by"
            " approved_on?"
        ),
    ),
    ("export", "document_id exported_on exported_by purpose sha256"),
    ("identity_entry", "key position# kind role names replacement"),
    ("register_rule", "dates keep"),
    ("submission", "submitted_on submitted_by method papers"),
    ("qa_letter", "received_on panel_on outcome points"),
    ("publication", "published_on where link papers published_by"),
    ("recommendation", "number# text level scope"),
    (
        "action",
        (
            "recommendation_id number# text lead_agency lead_role target_on first_target_on created_on revisions#"
            " status completed_on? outcome evidence verified_by milestones"
        ),
    ),
    ("action_update", "action_id updated_on updated_by text"),
)
AUDIT = ("at", "who", "what", "case_id", "subject", "why", "rows", "previous", "hash")


def upgrade() -> None:
    """Make the tables."""
    for name, columns in RECORDS:
        op.create_table(
            name,
            sa.Column("entered", sa.Integer, primary_key=True, autoincrement=True),
            sa.Column("id", sa.Text, nullable=False, unique=True),
            *(_column(column) for column in ("case_id", *columns.split())),
            sqlite_autoincrement=True,
        )
        op.create_index(f"ix_{name}_case_id", name, ["case_id"])
    op.create_table(
        "chunk",
        sa.Column("document_id", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in AUDIT),
    )
    op.create_index("ix_audit_case_id", "audit", ["case_id"])


def _column(name: str) -> sa.Column[object]:
    kind = sa.Integer() if name.endswith("#") else sa.Text()
    return sa.Column(name.rstrip("#?"), kind, nullable=name.endswith("?"))
