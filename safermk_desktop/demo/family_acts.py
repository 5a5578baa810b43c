"""The acts of the story on the family and friends of a review."""

from __future__ import annotations

from safermk_desktop.demo.story import StoryAct
from safermk_desktop.domain.family import ContactMethod, ContactOutcome, Matter, Relation
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.services import family, queries
from safermk_desktop.services.session import Session


def person(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Enter somebody of the family."""
    family.put_person(
        session,
        case_id,
        relation=Relation(act.text("relation")),
        pseudonym=act.text("person"),
        preferred_contact=act.text("preferred_contact"),
        advocate=act.text("advocate"),
        interpreter=act.text("interpreter"),
        pseudonym_wishes=act.text("pseudonym_wishes"),
        approach=act.text("approach"),
    )


def contact(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Record a contact with one person, or with several on the same day."""
    for name in act.texts("people") or (act.text("person"),):
        family.record_contact(
            session,
            case_id,
            _person(session, case_id, name),
            matter=Matter(act.text("matter")),
            happened_on=act.on,
            by_whom=act.text("by"),
            method=ContactMethod(act.text("method")),
            outcome=ContactOutcome(act.text("outcome", ContactOutcome.REACHED)),
            place=act.text("place"),
            words=act.text("words"),
        )


def reason(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Record why the review goes on without a contact."""
    family.record_reason(session, case_id, matter=Matter(act.text("matter")), reason=act.text("reason"))


def comment(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Record what somebody of the family said on a paper."""
    family.record_comment(
        session,
        case_id,
        _person(session, case_id, act.text("person")),
        about=Matter(act.text("about")),
        received_on=act.on,
        text=act.text("text"),
        is_disagreement=bool(act.values.get("is_disagreement")),
        answer_by=act.day("answer_by") if act.text("answer_by") else None,
    )


def answer(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Answer the first comment that waits."""
    waiting = queries.case_file(session, case_id).family.unanswered[0]
    family.answer_comment(
        session,
        case_id,
        waiting.id,
        answer=act.text("answer"),
        answered_on=act.on,
        answered_by=act.text("by"),
        reflected=act.text("reflected"),
    )


def publication_day(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Agree the day of publication."""
    family.agree_publication_day(
        session,
        case_id,
        _person(session, case_id, act.text("person")),
        day=act.day("day"),
        agreed_on=act.on,
        words=act.text("words"),
    )


def _person(session: Session, case_id: CaseId, name: str) -> RecordId:
    file = queries.case_file(session, case_id)
    return next(one.id for one in file.family.people if one.pseudonym == name)
