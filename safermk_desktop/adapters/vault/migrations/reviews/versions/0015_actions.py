"""Actions in full: source and lesson of a recommendation, leads, acceptance, revisions, evidence, verification."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

# Each table has entered, id and case_id; then these. ``?`` may be empty, ``#`` is a number, the rest is text.
NEW = (
    ("recommendation_sent", "recommendation_id recipient sent_on method sent_by answered_on? answer"),
    ("target_revision", "action_id was_on now_on reason approver revised_on revised_by"),
    ("action_evidence", "action_id document_id title dated_on changed audited added_on added_by"),
)
# What each table had, what it gets, and what the rows of before have there: nothing was reported otherwise than it is
# now, and a line that said that nothing is new was such an update.
ACTION = (
    "recommendation_id number# text lead_agency lead_role target_on first_target_on created_on revisions# status"
    " completed_on? outcome evidence verified_by milestones"
)
MORE = (
    ("recommendation", "number# text level scope", "source source_reference lesson", "'review', '', ''"),
    (
        "action",
        ACTION,
        (
            "reference lead_person deputy_role deputy_person contributors accepted_on? accepted_by is_at_risk# measure"
            " reported_by recorded_by verified_on? sample closed_reason closed_approver receiver for_management#"
            " for_partnership# for_public# themes"
        ),
        "'', '', '', '', '[]', NULL, '', 0, '', '', '', NULL, '', '', '', '', 1, 1, 1, '[]'",
    ),
    (
        "action_update",
        "action_id updated_on updated_by text",
        "kind",
        "CASE WHEN text LIKE 'nothing new to report%' THEN 'nothing_new' ELSE 'written' END",
    ),
)


def upgrade() -> None:
    """Make the tables; three are made anew, their rows in their order, since a column added has a default."""
    for name, columns in NEW:
        _make(name, columns)
    for name, had, more, given in MORE:
        op.drop_index(f"ix_{name}_case_id", name)
        op.rename_table(name, f"{name}_0014")
        _make(name, f"{had} {more}")
        before = ", ".join(f'"{column.rstrip("?#")}"' for column in f"entered id case_id {had}".split())
        now = ", ".join(f'"{column.rstrip("?#")}"' for column in more.split())
        op.execute(
            f"INSERT INTO {name} ({before}, {now}) SELECT {before}, {given} FROM {name}_0014 ORDER BY entered"  # noqa: S608
        )
        op.drop_table(f"{name}_0014")


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
