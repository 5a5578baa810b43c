"""What can be found by its words in the Prevent compartment: the searched fields of each of its tables."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

SEARCHED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "channel_case": ("reference", "tracker_reference", "lead", "residence_area"),
        "channel_person": (
            "published",
            "names",
            "ethnicity",
            "nationality",
            "faith",
            "address",
            "occupation",
            "language",
            "carers",
            "household_children",
            "family_aware",
        ),
        "channel_step": ("reason", "approver", "unmet"),
        "channel_fact": ("detail", "recorded_by"),
        "history_look": ("looked_by", "words"),
        "referral": (
            "referrer_agency",
            "referrer_name",
            "referrer_role",
            "concern",
            "prompts",
            "safeguarding",
            "source",
        ),
        "gateway_outcome": ("note",),
        "partner_request": ("organisation", "note"),
        "section36_decision": ("decided_by", "grounds"),
        "assessment_template": ("name",),
        "assessment": ("author", "overall"),
        "factor_rating": ("evidence",),
        "consent": ("name", "relationship", "capacity_note", "young_person_view", "method", "witness", "reason"),
        "support_plan": (
            "lead_professional",
            "nature",
            "responsible",
            "risk_to_self",
            "risk_to_others",
            "risk_online",
            "mitigation",
            "contingency",
            "escalation",
        ),
        "objective": ("need", "provider", "measure", "progress", "closing_evidence"),
        "support_contact": ("by", "note"),
        "channel_member": ("agency", "name", "post", "force"),
        "channel_meeting": ("place", "note"),
        "channel_attendance": ("person",),
        "agenda_item": ("purpose",),
        "item_guest": ("name", "agency", "role"),
        "panel_decision": ("dissent", "reasons"),
        "panel_review": ("progress", "new_information"),
        "case_action": ("text", "owner", "agency", "outcome"),
        "exit": ("evidence", "closing_report", "onward_support", "referrer_told"),
        "post_exit_review": ("contact_made", "new_concern", "words"),
        "transfer": ("other_panel", "reason", "accepted_by"),
        "retention_hold": ("words", "placed_by", "lifted_by"),
        "prevent_plan_item": ("text", "lead_agency", "lead_role", "outcome", "evidence", "verified_by", "milestones"),
        "prevent_plan_update": ("updated_by", "text"),
        "assurance_statement": ("year", "signed_by"),
        "assurance_item": ("area", "standard", "evidence", "improvement", "owner"),
        "tracker_check": ("checked_by", "differing"),
        "document": ("title", "file_name"),
        "channel_export": ("exported_by", "purpose", "recipient"),
    }
)
"""Table and its fields that people write. A setting and a draft are not found, nor is the day a case is kept until."""

LISTS: Final = frozenset(
    {
        ("channel_person", "names"),
        ("channel_person", "carers"),
        ("channel_person", "household_children"),
        ("channel_step", "unmet"),
        ("referral", "prompts"),
        ("panel_review", "progress"),
        ("exit", "evidence"),
        ("prevent_plan_item", "milestones"),
        ("tracker_check", "differing"),
    }
)
"""The fields whose column is a JSON list of texts."""

PRIVATE: Final = "channel_person"
"""Of a row of it a search shows the published form alone."""

# By rowid and not by rank: see ``search``.
FIND: Final = """
SELECT place.case_id, place.kind, place.record_id, search_index.text, ifnull(channel_case.reference, ''),
entry.published
FROM search_index JOIN search_row AS place ON place.entered = search_index.rowid
LEFT JOIN channel_case ON channel_case.id = place.case_id
LEFT JOIN channel_person AS entry ON place.kind = 'channel_person' AND entry.id = place.record_id
WHERE search_index MATCH ? ORDER BY search_index.rowid DESC LIMIT ?
"""
NAMES: Final = """
SELECT case_id, 'person', names, published FROM channel_person WHERE case_id IN ({0})
UNION ALL SELECT case_id, 'person', carers, '' FROM channel_person WHERE case_id IN ({0})
UNION ALL SELECT case_id, 'person', household_children, '' FROM channel_person WHERE case_id IN ({0})
"""
