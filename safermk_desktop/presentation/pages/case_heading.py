"""What the header of a case says, and how a case is found by what may be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.case import CaseStatus
from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.pages.case_words import RAGS
from safermk_desktop.presentation.places import Hit
from safermk_desktop.presentation.widgets.case_header import CaseHeading
from safermk_desktop.services import queries, search
from safermk_desktop.services.channel import showing
from safermk_desktop.services.session import Session

MOST_HITS = 12
KINDS: Final = MappingProxyType(
    {
        "notification": ("notification", "overview"),
        "decision": ("decision", "overview"),
        "fact": ("on file", "overview"),
        "own_date": ("own date", "overview"),
        "information_request": ("request", "overview"),
        "seat": ("panel seat", "panel"),
        "panel_member": ("panel", "panel"),
        "terms_section": ("terms of reference", "terms"),
        "terms_version": ("agreed terms", "terms"),
        "document": ("document", "documents"),
        "letter": ("letter", "documents"),
        "export": ("export", "documents"),
        "identity_entry": ("identity", "redaction"),
        "register_rule": ("register", "redaction"),
        "redacted_copy": ("redacted copy", "redaction"),
        "submission": ("submission", "publication"),
        "qa_letter": ("Quality Assurance letter", "publication"),
        "publication": ("publication", "publication"),
        "recommendation": ("recommendation", "actions"),
        "action": ("action", "actions"),
        "action_update": ("update", "actions"),
        "recommendation_sent": ("sent recommendation", "actions"),
        "target_revision": ("revised target date", "actions"),
        "action_evidence": ("evidence", "actions"),
        "state_event": ("step", "overview"),
        "pause": ("pause", "overview"),
        "delay": ("delay", "overview"),
        "home_office_answer": ("Home Office answer", "overview"),
        "not_published": ("not published", "publication"),
        "criteria_check": ("criteria", "overview"),
        "terms_facts": ("terms of reference", "terms"),
        "terms_agency": ("agency in the terms", "terms"),
        "terms_comment": ("comment on the terms", "terms"),
        "terms_approval": ("approved terms", "terms"),
        "qa_condition": ("point of the Quality Assurance letter", "publication"),
        "data_sheet": ("data sheet", "publication"),
        "self_check": ("check before the submission", "publication"),
        "copy_sent": ("copy sent", "publication"),
        "approval": ("approval of a file", "publication"),
        "parallel_process": ("parallel process", "publication"),
        "disclosure_item": ("disclosure", "publication"),
        "publication_hold": ("hold on publication", "publication"),
        "seat_expertise": ("expertise of a seat", "panel"),
        "chair_check": ("independence of the chair", "panel"),
        "past_employment": ("past employment", "panel"),
        "declaration": ("declaration", "panel"),
        "substitute": ("substitute", "panel"),
        "panel_meeting": ("panel meeting", "panel"),
        "attendance": ("attendance", "panel"),
        "quorum": ("quorum", "panel"),
        "family_person": ("family and friends", "family"),
        "family_contact": ("contact with the family", "family"),
        "family_reason": ("family", "family"),
        "family_comment": ("comment of the family", "family"),
        "publication_day": ("day of publication", "family"),
        "file_note": ("file note", "overview"),
        "taken_over": ("taken over", "overview"),
        "board_plan": ("plan of a board", "actions"),
    }
)
"""What a kind of record is called in the list of what was found, and the tab of its case that shows it."""


def heading(session: Session, case_id: str) -> CaseHeading:
    """Reference, working title, type, stage, RAG and who leads. Raises ``RecordUnknown``."""
    shown = queries.overview(session, CaseId(case_id))
    case = shown.file.case
    is_closed = case.status is CaseStatus.CLOSED
    stage = "Closed" if is_closed else shown.regime.stage(case.stage).name
    chair = shown.file.chair
    return CaseHeading(
        reference=case.reference,
        title=case.label,
        tags=((shown.regime.display_name, "accent"), (stage, "grey" if is_closed else "accent")),
        rag="" if is_closed else shown.rag.value,
        rag_word=RAGS[shown.rag],
        line=f"Chair: {chair.name} (independent)" if chair else f"Lead: {case.lead}",
    )


def find(session: Session, text: str) -> Sequence[Hit]:
    """The cases whose reference, working title or published form of the subject holds ``text``; closed ones too.

    The plans of boards are found by their names.
    """
    cases = (
        Hit(
            text=", ".join(part for part in (case.reference, case.label, case.subject) if part),
            address=f"case/{case.case_id}/overview",
        )
        for case in search.cases(session, text)
    )
    wanted = text.casefold().strip()
    plans = (
        Hit(text=label, address=f"boards/{plan_id}/plan")
        for plan_id, label in search.plans(session).items()
        if wanted and wanted in label.casefold()
    )
    return (*cases, *plans)[:MOST_HITS]


def find_records(session: Session, text: str, ticket: int) -> Sequence[Hit]:
    """The records that hold the words of ``text``, the newest first, each with the tab that shows it."""
    hits: list[Hit] = []
    plans = search.plans(session)
    for found in search.records(session, text, ticket):
        word, tab = KINDS[found.kind]
        plan = plans.get(found.case_id)
        address = f"case/{found.case_id}/{tab}" if plan is None else f"boards/{found.case_id}/plan"
        hits.append(Hit(text=f"{plan or found.reference}, {word}: {found.excerpt}", address=address))
    for one in showing.search_prevent(session, text, ticket=ticket):
        safe = f"{one.reference or 'Prevent'}, {one.kind.replace('_', ' ')}"
        address = f"prevent/{one.case_id}/case" if one.case_id else "prevent"
        hits.append(Hit(text=f"{safe}: {one.excerpt}", address=address, safe_text=safe))
    return hits
