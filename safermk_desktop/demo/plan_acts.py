"""The acts of the story on the action plan, from a recommendation to its last action, verified."""

from __future__ import annotations

import tempfile
from pathlib import Path

from safermk_desktop.demo.story import StoryAct
from safermk_desktop.domain.actions import Action, ActionSource, ActionStatus, Recommendation
from safermk_desktop.domain.record import CaseId
from safermk_desktop.services import action_closing, actions, queries
from safermk_desktop.services.actions import ActionWords
from safermk_desktop.services.session import Session


def recommend(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Record a recommendation; one without a source is the review's."""
    actions.add_recommendation(
        session,
        case_id,
        number=int(act.text("number")),
        text=act.text("text"),
        level=act.text("level"),
        scope=act.text("scope"),
        source=ActionSource(act.text("source", ActionSource.REVIEW.value)),
        source_reference=act.text("source_reference"),
        lesson=act.text("lesson"),
    )


def send_recommendation(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Record to whom a recommendation was sent, and an answer where the story has one."""
    sent = actions.send_recommendation(
        session,
        case_id,
        _item(session, act, case_id).id,
        recipient=act.text("recipient"),
        sent_on=act.on,
        method=act.text("method"),
    )
    if act.text("answer"):
        actions.record_answer(session, case_id, sent, answered_on=act.on, answer=act.text("answer"))


def action(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Add an action."""
    lead_agency, lead_role = act.text("lead_agency"), act.text("lead_role")
    actions.add_action(
        session,
        case_id,
        _item(session, act, case_id).id,
        text=act.text("text"),
        lead_agency=lead_agency,
        lead_role=lead_role,
        target_on=act.day("target_on"),
        milestones=act.texts("milestones"),
        words=ActionWords(
            text=act.text("text"),
            lead_agency=lead_agency,
            lead_person=act.text("lead_person"),
            deputy_role=act.text("deputy_role"),
            deputy_person=act.text("deputy_person"),
            contributors=act.texts("contributors"),
            themes=act.texts("themes"),
        ),
    )


def accept_action(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Record that the lead agency accepted an action."""
    found = _action(session, act, case_id)
    actions.accept_action(session, case_id, found.id, accepted_on=act.on, accepted_by=act.text("accepted_by"))


def action_update(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Record an update, and a later target where the story has one."""
    found = _action(session, act, case_id)
    actions.update_action(
        session,
        case_id,
        found.id,
        text=act.text("text"),
        updated_on=act.on,
        status=ActionStatus(act.text("status")),
        is_verbal=act.text("came") == "verbal",
        is_at_risk=act.text("at_risk") == "yes" if act.text("at_risk") else None,
    )
    if act.text("new_target_on"):
        actions.revise_target(
            session,
            case_id,
            found.id,
            target_on=act.day("new_target_on"),
            reason=act.text("reason"),
            approver=act.text("approved_by"),
        )


def action_evidence(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Record evidence; the lines of a list become a file that is taken in with it."""
    found, lines = _action(session, act, case_id), act.texts("lines")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        if lines:
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        action_closing.add_evidence(
            session,
            case_id,
            found.id,
            title=act.text("title"),
            dated_on=act.on,
            changed=act.text("changed"),
            audited=act.text("audited"),
            path=path if lines else None,
        )


def action_done(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Record what changed, how that is known, and who reported the action done."""
    found = _action(session, act, case_id)
    action_closing.record_outcome(session, case_id, found.id, outcome=act.text("outcome"), measure=act.text("measure"))
    action_closing.report_done(session, case_id, found.id, completed_on=act.on, reported_by=act.text("reported_by"))


def verify_action(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Record that another person verified an action."""
    action_closing.verify_action(
        session,
        case_id,
        _action(session, act, case_id).id,
        verified_on=act.on,
        verified_by=act.text("verified_by"),
        sample=act.text("sample"),
    )


def complete_action(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Complete an action at once, verified by another person."""
    action_closing.complete_action(
        session,
        case_id,
        _action(session, act, case_id).id,
        completed_on=act.on,
        outcome=act.text("outcome"),
        evidence=act.text("evidence"),
        verified_by=act.text("verified_by"),
    )


def _item(session: Session, act: StoryAct, case_id: CaseId) -> Recommendation:
    number = int(act.text("recommendation"))
    return next(item for item in queries.case_file(session, case_id).recommendations if item.number == number)


def _action(session: Session, act: StoryAct, case_id: CaseId) -> Action:
    file = queries.case_file(session, case_id)
    numbers = {item.id: item.number for item in file.recommendations}
    wanted = (int(act.text("recommendation")), int(act.text("number")))
    return next(a for a in file.actions if (numbers[a.recommendation_id], a.number) == wanted)
