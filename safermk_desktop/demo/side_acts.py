"""The acts of the story beside the main way: criteria, the pause for a trial, notes, an undo, a case under way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from safermk_desktop.demo.story import StoryAct
from safermk_desktop.domain.case import Manner, Outcome
from safermk_desktop.domain.notes import NoteKind
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.steps import PauseCause
from safermk_desktop.services import criteria, notes, side_steps, undoing
from safermk_desktop.services.cases import NewCase
from safermk_desktop.services.entering import EarlierChair, EarlierDecision, UnderWay, enter_case
from safermk_desktop.services.session import Session


def check_criteria(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Fill in the criteria checklist."""
    answers = cast("Mapping[str, str]", act.values["answers"])
    criteria.check_criteria(session, case_id, checked_on=act.on, answers=answers)


def pause(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Pause the review."""
    side_steps.pause_review(
        session,
        case_id,
        cause=PauseCause(act.text("cause")),
        started_on=act.on,
        advice=act.text("advice"),
        advised_by=act.text("advised_by"),
        home_office_told_on=act.day("home_office_told_on"),
        early_learning=act.text("early_learning"),
    )


def review_pause(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Look at whether the pause must go on."""
    side_steps.review_pause(session, case_id, reviewed_on=act.on, note=act.text("note"))


def lift_pause(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Lift the pause."""
    side_steps.lift_pause(session, case_id, lifted_on=act.on, reason=act.text("reason"))


def note(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Add a file note of a kind."""
    kind, day = NoteKind(act.text("kind")), act.day("happened_on")
    notes.add_note(session, case_id, kind=kind, happened_on=day, text=act.text("text"))


def correct_note(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Correct the last file note by a further one."""
    last = notes.note_lines(session, case_id)[-1].note
    day = act.day("happened_on")
    notes.correct_note(session, case_id, last.id, kind=last.kind, happened_on=day, text=act.text("text"))


def undo(session: Session, _act: StoryAct, case_id: CaseId) -> None:
    """Take back the last act on the case."""
    undoing.undo(session, case_id)


def enter_under_way(session: Session, act: StoryAct, lead: str) -> CaseId:
    """Take in a case that was kept on paper, where it stands."""
    return enter_case(
        session,
        UnderWay(
            new=NewCase(
                reference=act.reference,
                label=act.label,
                received_on=act.day("received_on"),
                death_on=act.day("death_on"),
                notifier_agency=act.text("notifier_agency"),
                notifier_role=act.text("notifier_role"),
                manner=Manner(act.text("manner")),
                circumstances=act.text("circumstances"),
                residence_area=act.text("residence_area"),
                lead=lead,
                regime=act.text("regime"),
            ),
            state=act.text("state"),
            reason=act.text("reason"),
            approver=act.text("approver"),
            source=act.text("source"),
            decision=EarlierDecision(
                outcome=Outcome.REVIEW,
                decided_on=act.day("decided_on"),
                decided_by=act.text("decided_by"),
                reasons=act.text("reasons"),
            ),
            chair=EarlierChair(
                name=act.text("chair"),
                appointed_on=act.day("chair_appointed_on"),
                independence=act.text("independence"),
            ),
        ),
    )
