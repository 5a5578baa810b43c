"""Where a case stands, its steps from state to state, and the side steps; an own date says if the Home Office knows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

# Each table has entered, id and case_id; then these. ``?`` may be empty, the rest is text.
PAUSE = "cause started_on advice advised_by home_office_told_on early_learning reviewed_on? review_note lifted_on?"
NOT_PUBLISHED = (
    "ground reason legal_advice decided_on decided_by home_office_consulted_on partial looked_at_on? look_note"
)
RECORDS = (
    ("state_event", "kind was now happened_on recorded_by reason approver unmet receiver home_office_told_on?"),
    ("pause", f"{PAUSE} lifted_reason"),
    ("delay", "told_on reasons original_due expected_on interim_learning next_update_on signatory letter_id"),
    ("home_office_answer", "answer answered_on note"),
    ("not_published", NOT_PUBLISHED),
    ("criteria_check", "checked_on checked_by answers views dissent review_type"),
    ("scan", "scanned_on scanned_by papers register_digest"),
)
CASE = "reference label stream regime stage status marking lead residence_area opened_on closed_on?"
OWN_DATE = "rule own_on reason authoriser"
# The panel agrees the terms of reference, so it now comes before them: who waited for the terms waits for the panel.
CASES = """
INSERT INTO "case" (entered, id, case_id, reference, label, stream, regime, stage, status, marking, lead,
  residence_area, opened_on, closed_on, state)
SELECT entered, id, case_id, reference, label, stream, regime, CASE stage WHEN 'terms' THEN 'panel' ELSE stage END,
  status, marking, lead, residence_area, opened_on, closed_on,
  CASE WHEN closed_on IS NOT NULL THEN 'D15' ELSE CASE stage
    WHEN 'notification' THEN 'D0' WHEN 'decision' THEN 'D2' WHEN 'terms' THEN 'D4' WHEN 'panel' THEN 'D4'
    WHEN 'information' THEN 'D6' WHEN 'report' THEN 'D7' WHEN 'home_office' THEN 'D10' WHEN 'publication' THEN 'D12'
    WHEN 'action_plan' THEN 'D14' ELSE '' END END
FROM case_0004 ORDER BY entered
"""
OWN_DATES = """
INSERT INTO own_date (entered, id, case_id, rule, own_on, reason, authoriser)
SELECT entered, id, case_id, rule, own_on, reason, authoriser FROM own_date_0004 ORDER BY entered
"""


def upgrade() -> None:
    """Make the tables; two are made anew, their rows in their order, since a column added has a default."""
    for name, columns in RECORDS:
        _make(name, columns)
    _again("case", f"{CASE} state", CASES)
    _again("own_date", f"{OWN_DATE} home_office_told_on?", OWN_DATES)


def _again(name: str, columns: str, copied: str) -> None:
    op.drop_index(f"ix_{name}_case_id", name)
    op.rename_table(name, f"{name}_0004")
    _make(name, columns)
    op.execute(copied)
    op.drop_table(f"{name}_0004")


def _make(name: str, columns: str) -> None:
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
