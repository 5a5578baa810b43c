"""What can be found by its words: the searched fields of each kind of record, and the tables that hold them.

``search_index`` is SQLite's full-text index (FTS5) with the text of each record; ``search_row`` says which record a
rowid of it is. FTS5 keeps the texts itself: only then does SQLite compare them with the index where nothing may be
written. Both are derived: the audit chain does not know them; a check compares them with the records.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, cast

from sqlalchemy import DDL, Column, Integer, MetaData, Table, Text, UniqueConstraint, event

from safermk_desktop.adapters.vault import search_prevent

SEARCH_ROW: Final = "search_row"

SEARCHED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "case": ("reference", "label", "lead", "residence_area"),
        "notification": ("notifier_agency", "notifier_role", "circumstances", "known_agencies", "restricted_people"),
        "decision": ("decided_by", "reasons", "source"),
        "fact": ("detail", "recorded_by"),
        "own_date": ("reason", "authoriser"),
        "seat": ("agency_kind", "reason", "source", "settled_reason"),
        "panel_member": ("name", "post", "organisation", "agency_kind", "independence"),
        "terms_section": ("heading", "text"),
        "terms_version": ("number", "agreed_by", "headings", "texts"),
        "information_request": ("organisation", "note"),
        "document": ("title", "file_name"),
        "letter": ("recipient", "signatory", "summary"),
        "redacted_copy": ("prepared_by", "approved_by"),
        "export": ("exported_by", "purpose", "recipient"),
        "identity_entry": ("replacement", "role", "names"),
        "register_rule": ("keep",),
        "submission": ("submitted_by", "method"),
        "qa_letter": ("points",),
        "publication": ("where", "link", "published_by"),
        "recommendation": ("text", "source_reference", "lesson"),
        "recommendation_sent": ("recipient", "method", "sent_by", "answer"),
        "action": (
            "text",
            "lead_agency",
            "lead_role",
            "outcome",
            "evidence",
            "verified_by",
            "milestones",
            "reference",
            "lead_person",
            "deputy_role",
            "deputy_person",
            "contributors",
            "accepted_by",
            "measure",
            "reported_by",
            "sample",
            "closed_reason",
            "closed_approver",
            "receiver",
            "themes",
        ),
        "target_revision": ("reason", "approver"),
        "action_evidence": ("title", "changed", "audited", "added_by"),
        "action_update": ("updated_by", "text"),
        "state_event": ("reason", "approver", "unmet", "receiver"),
        "pause": ("advice", "advised_by", "early_learning", "review_note", "lifted_reason"),
        "delay": ("interim_learning", "signatory"),
        "home_office_answer": ("note",),
        "not_published": ("reason", "legal_advice", "decided_by", "partial", "look_note"),
        "criteria_check": ("checked_by", "answers", "views", "dissent"),
        "terms_facts": (
            "scope_reason",
            "needs",
            "experts",
            "family_reason",
            "proceedings",
            "proceeding_plans",
            "characteristic_reasons",
            "people",
        ),
        "terms_agency": ("organisation",),
        "terms_comment": ("text", "made_by", "answer"),
        "terms_approval": ("approved_by",),
        "qa_condition": ("number", "text", "owner", "answer", "page"),
        "self_check": ("checked_by", "answers"),
        "data_sheet": ("answered_by", "answers"),
        "copy_sent": ("recipient", "person", "file_name", "method", "sent_by"),
        "approval": ("prepared_by", "approved_by", "witnessed_by"),
        "parallel_process": ("lead", "contact", "restrictions", "joint_approach"),
        "disclosure_item": ("item", "held_by", "given_to"),
        "publication_hold": ("reason", "placed_by", "lifted_by", "lifted_reason"),
        "seat_expertise": ("reason",),
        "chair_check": ("checked_by", "answers"),
        "past_employment": ("organisation", "post"),
        "declaration": ("words",),
        "substitute": ("name", "post"),
        "panel_meeting": ("place", "note"),
        "attendance": ("person",),
        "quorum": ("reason", "set_by"),
        "family_person": (
            "pseudonym",
            "preferred_contact",
            "advocate",
            "interpreter",
            "pseudonym_wishes",
            "approach",
        ),
        "family_contact": ("by_whom", "place", "words"),
        "family_reason": ("reason", "recorded_by"),
        "family_comment": ("text", "answer", "answered_by", "reflected"),
        "publication_day": ("words",),
        "file_note": ("text", "recorded_by"),
        "taken_over": ("reason", "approver", "source"),
        "board_plan": ("label", "body", "closed_reason"),
    }
)
"""Table and its fields that people write. A draft is nobody's record yet and is not found;
in a certificate and in the items of a copy nobody writes a word, and a decision's names are those of the register."""

LISTS: Final = frozenset(
    {
        ("notification", "known_agencies"),
        ("notification", "restricted_people"),
        ("terms_version", "headings"),
        ("terms_version", "texts"),
        ("identity_entry", "names"),
        ("register_rule", "keep"),
        ("qa_letter", "points"),
        ("action", "milestones"),
        ("action", "contributors"),
        ("action", "themes"),
        ("state_event", "unmet"),
        ("criteria_check", "answers"),
        ("criteria_check", "views"),
        ("terms_facts", "needs"),
        ("terms_facts", "experts"),
        ("terms_facts", "proceedings"),
        ("terms_facts", "proceeding_plans"),
        ("terms_facts", "characteristic_reasons"),
        ("terms_facts", "people"),
        ("self_check", "answers"),
        ("data_sheet", "answers"),
        ("chair_check", "answers"),
    }
)
"""The fields whose column is a JSON list of texts."""

ALL_SEARCHED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({**SEARCHED, **search_prevent.SEARCHED})
"""The same for every compartment; ``document`` is the same in both."""
ALL_LISTS: Final = LISTS | search_prevent.LISTS

# A word is a run of letters and digits; marks over letters do not count.
INDEX: Final = (
    "CREATE VIRTUAL TABLE search_index USING fts5(text, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')"
)


def declare_search(metadata: MetaData) -> None:
    """The table of what is searched; making it makes the index, which SQLAlchemy has no word for."""
    table = Table(
        SEARCH_ROW,
        metadata,
        Column("entered", Integer, primary_key=True, autoincrement=True),
        Column("case_id", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("record_id", Text, nullable=False),
        UniqueConstraint("kind", "record_id"),
        sqlite_autoincrement=True,
    )
    event.listen(table, "after_create", DDL(INDEX))


def text_of(kind: str, row: Mapping[Any, Any]) -> str:
    """The searched text of a row of table ``kind``: its fields in their order, one to a line, lists comma by comma.

    Raises ``ValueError`` or ``TypeError`` for a list that is none.
    """
    parts = (_listed(row[field]) if (kind, field) in ALL_LISTS else str(row[field]) for field in ALL_SEARCHED[kind])
    return "\n".join(part for part in parts if part)


def _listed(value: str) -> str:
    found: object = json.loads(value)
    if not isinstance(found, list):
        raise TypeError
    return ", ".join(str(item) for item in cast("list[object]", found))
