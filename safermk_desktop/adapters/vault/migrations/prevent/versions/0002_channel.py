"""One table for each kind of record of the Channel panel and of Prevent governance, and the search over them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# Each table has entered, id and case_id; then these. ``#`` is a whole number, ``?`` may be empty, the rest is text.
RECORDS = (
    (
        "channel_case",
        (
            "reference tracker_reference person_id referral_number# regime stage state status marking lead "
            "residence_area residence_force opened_on closed_on?"
        ),
    ),
    (
        "channel_person",
        (
            "names published born_on? sex ethnicity nationality faith address occupation language interpreter "
            "carers household_children family_aware needs"
        ),
    ),
    ("channel_step", "kind was now happened_on recorded_by reason approver unmet"),
    ("channel_fact", "kind happened_on detail recorded_by visit#"),
    ("history_look", "looked_on looked_by cases words"),
    (
        "referral",
        (
            "received_on sector referrer_agency referrer_name referrer_role referrer_contact "
            "person_consulted# concern_type concern prompts immediate_risk# safeguarding source"
        ),
    ),
    ("gateway_outcome", "answer answered_on note"),
    ("partner_request", "organisation asked_on due_on state returned_on? note"),
    ("section36_decision", "decided_on decider decided_by is_reasonable# grounds"),
    ("assessment_template", "name version# framework factors scale made_on made_by retired_on?"),
    ("assessment", "template_id stage assessed_on author overall risk"),
    ("factor_rating", "assessment_id factor rating# evidence seen_on"),
    (
        "consent",
        (
            "answer answered_on consenter name relationship capacity_note young_person_view explained scope "
            "method witness copy_held# reason withdrawn_on? withdrawn_by withdrawn_reason"
        ),
    ),
    (
        "support_plan",
        (
            "version# made_on lead_professional consent_how consent_when consent_by nature responsible "
            "given_how given_when risk_to_self risk_to_others risk_online mitigation contingency escalation"
        ),
    ),
    (
        "objective",
        ("number# need factor support provider starts_on how_often measure progress ends_on? closing_evidence"),
    ),
    ("support_contact", "objective_id happened_on by was_delivered# note"),
    ("channel_member", "capacity agency name post force since until?"),
    ("channel_meeting", "number# held_on place status note"),
    ("channel_attendance", "meeting_id member_id presence has_signed# person"),
    ("agenda_item", "meeting_id position# purpose invited conflicts"),
    ("item_guest", "item_id name agency role came# has_signed#"),
    (
        "panel_decision",
        (
            "item_id meeting_id outcome decided_on route votes_for votes_against abstained dissent reasons "
            "recorded_by visit# next_on?"
        ),
    ),
    ("panel_review", "decision_id reviewed_on progress new_information assessment_due_on?"),
    ("case_action", "meeting_id text owner agency due_on status ended_on? outcome"),
    ("exit", "exited_on reason evidence closing_report onward_support referrer_told recorded_by"),
    ("post_exit_review", "exit_id months# due_on done_on? contact_made new_concern decision words recorded_by"),
    ("transfer", "direction other_panel asked_on reason accepted_on? accepted_by"),
    ("retention", "counted_from years# keep_until"),
    ("retention_hold", "reason words placed_on placed_by lifted_on? lifted_by"),
    (
        "prevent_plan_item",
        (
            "heading number# text lead_agency lead_role target_on first_target_on created_on revisions# "
            "status completed_on? outcome evidence verified_by milestones"
        ),
    ),
    ("prevent_plan_update", "action_id updated_on updated_by text"),
    ("assurance_statement", "year begun_on signed_on? signed_by"),
    ("assurance_item", "statement_id number# area standard extent evidence improvement owner due_on?"),
    ("tracker_check", "checked_on checked_by agreed missing_here missing_there differing"),
    ("prevent_setting", "value"),
    ("prevent_draft", "form address title entries written_at who"),
    ("document", "kind title file_name readers marking added_on size# sha256 invited since? until? numbers"),
    ("channel_export", "paper_id exported_on exported_by purpose sha256 recipient delete_by? deleted_on?"),
)
INDEX = "CREATE VIRTUAL TABLE search_index USING fts5(text, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')"


def upgrade() -> None:
    """Make the tables. There is nothing to search yet: no earlier version kept a Channel case."""
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
        "search_row",
        sa.Column("entered", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("case_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("record_id", sa.Text, nullable=False),
        sa.UniqueConstraint("kind", "record_id"),
        sqlite_autoincrement=True,
    )
    op.execute(INDEX)


def _column(name: str) -> sa.Column[object]:
    kind = sa.Integer() if "#" in name else sa.Text()
    return sa.Column(name.rstrip("#?"), kind, nullable=name.endswith("?"))
