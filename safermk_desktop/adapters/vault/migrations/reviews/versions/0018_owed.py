"""Indexes that hold what the caseload asks of its largest tables, so that their texts stay unread."""

from __future__ import annotations

from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Make the indexes."""
    for name, table, columns in (
        ("ix_action_status", "action", "status case_id id recommendation_id number lead_agency target_on"),
        ("ix_information_request_state", "information_request", "state case_id id organisation due_on"),
        ("ix_family_comment_answered_on", "family_comment", "answered_on case_id id received_on answer_by"),
        ("ix_recommendation_number", "recommendation", "case_id id number"),
        ("ix_family_contact_matter", "family_contact", "matter case_id person_id happened_on outcome"),
        ("ix_identity_entry_role", "identity_entry", "role case_id replacement"),
    ):
        op.create_index(name, table, columns.split())
