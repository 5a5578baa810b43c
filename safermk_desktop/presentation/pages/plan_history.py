"""What a plan says in sentences: of the chosen row, of the plan as a whole, and where it is empty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from safermk_desktop.domain.actions import (
    LEVEL_WORDS,
    SOURCE_WORDS,
    STATUS_WORDS,
    Action,
    ActionStatus,
    Recommendation,
)
from safermk_desktop.domain.board_plan import PlanFile
from safermk_desktop.domain.milestones import Milestone, milestone
from safermk_desktop.domain.plan_view import ActionLine, unsent
from safermk_desktop.domain.wording import count_of, long_date
from safermk_desktop.presentation.models.plan_rows import revisions_text
from safermk_desktop.presentation.widgets.banner import Banner


def told_of(file: PlanFile, item: Recommendation, line: ActionLine | None) -> str:
    """A recommendation, or one of its actions."""
    return " ".join(_of_item(file, item) if line is None else _of_action(file, line))


def _of_item(file: PlanFile, item: Recommendation) -> Iterator[str]:
    level = LEVEL_WORDS.get(item.level, item.level).capitalize()
    place = f", {item.source_reference}" if item.source_reference else ""
    yield f"{level} recommendation, {item.scope} scope. From: {SOURCE_WORDS[item.source]}{place}."
    if item.lesson:
        yield f"Lesson: {item.lesson}"
    sent = [one for one in file.sent if one.recommendation_id == item.id]
    for one in sent:
        yield f"Sent to {one.recipient} on {long_date(one.sent_on)}" + (
            f", answered {long_date(one.answered_on)}: {one.answer}" if one.answered_on else ", no answer yet."
        )
    if item.scope == "national" and not sent:
        yield "It is national and not recorded as sent to any body."


def _of_action(file: PlanFile, line: ActionLine) -> Iterator[str]:
    action = line.action
    yield f"{action.reference or line.number}. {STATUS_WORDS[action.status]}. {line.rating.words}."
    yield from _people(action)
    yield from _days(action)
    steps = [milestone(text) for text in action.milestones]
    if steps:
        done = sum(step.done_on is not None for step in steps)
        yield f"{done} of {count_of(len(steps), 'milestone')} done{_next(steps)}."
    if action.result:
        yield action.result if action.closed_reason else f"Outcome: {action.outcome}"
    if action.measure:
        yield f"Known by: {action.measure}"
    yield from _evidence(file, action)
    yield from _heard(file, line)


def _people(action: Action) -> Iterator[str]:
    lead = ", ".join(part for part in (action.lead_role, action.lead_person) if part)
    deputy = ", ".join(part for part in (action.deputy_role, action.deputy_person) if part)
    if lead:
        yield f"Lead: {lead}" + (f"; deputy: {deputy}." if deputy else ".")
    if action.contributors:
        yield f"With {', '.join(action.contributors)}."
    if action.accepted_on:
        yield f"Accepted {long_date(action.accepted_on)} by {action.accepted_by}."
    elif not action.is_finished:
        yield f"{action.lead_agency} has not accepted it yet."


def _days(action: Action) -> Iterator[str]:
    if action.revisions:
        yield f"Target date {revisions_text(action)}, first set for {long_date(action.first_target_on)}."
    if action.status is ActionStatus.COMPLETE_UNVERIFIED:
        yield f"Reported done {long_date(action.completed_on)} by {action.reported_by}."
    if action.verified_by:
        sample = f" Checked: {action.sample}" if action.sample else ""
        yield f"Verified by {action.verified_by}, completed {long_date(action.completed_on)}.{sample}"


def _next(steps: list[Milestone]) -> str:
    found = next((step for step in steps if step.done_on is None), None)
    return f"; next: {found.told(long_date)}" if found else ""


def _evidence(file: PlanFile, action: Action) -> Iterator[str]:
    shown = [one for one in file.evidence if one.action_id == action.id]
    if action.evidence:
        yield f"Evidence: {action.evidence}"
    for one in shown:
        audited = f" Audit: {one.audited}" if one.audited else ""
        yield f"Evidence: {one.title}, {long_date(one.dated_on)}: {one.changed}{audited}"


def _heard(file: PlanFile, line: ActionLine) -> Iterator[str]:
    updates = [update for update in file.updates if update.action_id == line.action.id]
    if not updates:
        yield f"No update yet. Created {long_date(line.action.created_on)}."
    elif not line.action.is_finished:
        last = max(updates, key=lambda update: update.updated_on)
        yield f"Last update {long_date(last.updated_on)}, {last.updated_by}: {last.text}"


def count_words(lines: Sequence[ActionLine]) -> str:
    """``12 actions, 3 open, 1 past its date``; empty where there is none."""
    late, left = sum(line.is_late for line in lines), sum(not line.action.is_finished for line in lines)
    words = f"{count_of(len(lines), 'action')}, {left} open" + (f", {late} past its date" if late else "")
    return words if lines else ""


def empty_words(file: PlanFile | None) -> tuple[str, str]:
    """What stands in place of rows, and the words on its button."""
    if file is not None and file.recommendations:
        return "No action is as the filter asks.", "Clear the filter"
    if file is not None and not file.case_id:
        return "No plan of a board yet. Begin one for what no review recommended.", ""
    if file is not None and file.closed:
        return "It was closed without recommendations.", ""
    whose = "of the board" if file is not None and file.is_board else "of the report"
    words = f"No recommendations yet. Add each recommendation {whose}, then the actions that deliver it."
    return words, "Add a recommendation"


def show_standing(banner: Banner, file: PlanFile) -> None:
    """What is to be known of the plan as a whole: closed, all finished, or a national one that was sent to nobody."""
    waiting = unsent(file.recommendations, [one.recommendation_id for one in file.sent])
    if not file.case_id:
        banner.hide()
    elif file.closed:
        banner.show_banner("blue", file.closed)
    elif file.actions and file.is_board and all(action.is_finished for action in file.actions):
        banner.show_banner("green", "Every action is finished. The plan can be closed.")
    elif file.actions and all(action.is_finished for action in file.actions):
        words = "Every action is finished. When nothing else is open, the case is closed from its overview."
        banner.show_banner("green", words, action="Open the overview")
    elif waiting:
        numbers = ", ".join(f"R{item.number}" for item in waiting)
        banner.show_banner("amber", f"National and not recorded as sent to any body: {numbers}.")
    else:
        banner.hide()
