"""The acts of the story on the terms of reference: what their tables settle, a comment, and the group's approval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from safermk_desktop.demo.story import StoryAct
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.requests import ReturnKind
from safermk_desktop.domain.terms import ApprovingBody
from safermk_desktop.services import terms_review, terms_tables
from safermk_desktop.services.session import Session


def settle_terms(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Fill the tables of the terms: period, people, facts, characteristics, family, proceedings, agencies."""
    terms_tables.set_scope(
        session, case_id, first=act.day("scope_from"), last=act.day("scope_to"), reason=act.text("scope_reason")
    )
    terms_tables.set_people(session, case_id, act.texts("people"))
    terms_tables.set_facts(
        session, case_id, facts=act.texts("facts"), needs=act.texts("needs"), experts=act.texts("experts")
    )
    terms_tables.set_family(session, case_id, asked=True, reason="")
    terms_tables.set_proceedings(session, case_id, _texts(act, "proceedings"))
    told = _texts(act, "characteristics")
    answers = {name: (answer, reason.strip()) for name, (answer, _, reason) in _parted(told).items()}
    terms_tables.set_characteristics(session, case_id, answers)
    for organisation, kind in _texts(act, "agencies").items():
        terms_tables.put_agency(session, case_id, organisation=organisation, kind=ReturnKind(kind))


def comment_terms(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Comment on the first clause of a section, and answer it."""
    studio = terms_review.studio(session, case_id)
    section = next(one for one in studio.file.sections if one.heading == act.text("section"))
    made = terms_review.comment(session, case_id, section.id, section.clauses[0].id, act.text("text"))
    terms_review.resolve_comment(session, case_id, made, answer=act.text("answer"))


def approve_terms(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Record that the management group approved the latest version."""
    version = terms_review.studio(session, case_id).file.versions[-1]
    terms_review.approve_terms(
        session,
        case_id,
        version.id,
        body=ApprovingBody.MANAGEMENT_GROUP,
        approved_on=act.on,
        approved_by=act.text("approved_by"),
    )


def ask_agencies(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Record that every agency of the terms was asked that was not yet."""
    terms_tables.ask_all(session, case_id, asked_on=act.on, due_on=act.day("due_on"))


def _texts(act: StoryAct, field: str) -> Mapping[str, str]:
    return cast("Mapping[str, str]", act.values[field])


def _parted(told: Mapping[str, str]) -> Mapping[str, Sequence[str]]:
    """``none: why`` as its answer, the colon and the reason."""
    return {name: text.partition(":") for name, text in told.items()}
