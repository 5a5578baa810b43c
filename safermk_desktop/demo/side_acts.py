"""The acts of the story beside the main way: the criteria, and the pause for a trial."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from safermk_desktop.demo.story import StoryAct
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.steps import PauseCause
from safermk_desktop.services import criteria, side_steps
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
