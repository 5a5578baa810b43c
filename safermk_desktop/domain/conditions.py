"""The conditions that gates and clocks are made of: pure functions from a case file to what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.documents import PaperKind
from safermk_desktop.domain.family_conditions import FAMILY_CONDITIONS, FAMILY_FACTS
from safermk_desktop.domain.home_office import CLEARED_OUTCOMES, QaOutcome
from safermk_desktop.domain.panel import SeatState
from safermk_desktop.domain.panel_conditions import chair_checked, members_declared
from safermk_desktop.domain.parallel import ProcessStatus, standing
from safermk_desktop.domain.process import Condition
from safermk_desktop.domain.steps import Answer, PauseCause

LIVE_PROCESS: Final = (
    "Criminal proceedings on the file have not ended, led by: {}. Publication waits for their end: record how each "
    "stands."
)
NO_SEAT: Final = "No agency sits on the panel: seats may be waived with a reason, but not all of them. Fill one."
OUTCOME_OPEN: Final = (
    "The letter says neither that the review may be published nor that it is to be submitted again: ask the Home "
    "Office, and record what it says as a further letter."
)


def decision_made(file: CaseFile) -> str | None:
    """Whether it was decided, one way or the other: the clock of the decision stops then."""
    return None if file.decision else ""


def review_held(file: CaseFile) -> str | None:
    """Whether a review is held: the clocks of the panel and the report run only then."""
    return None if file.is_review else ""


def criteria_checked(file: CaseFile) -> str | None:
    """Whether the criteria checklist was filled in."""
    return None if file.criteria else ""


def home_office_agrees(file: CaseFile) -> str | None:
    """Whether the Home Office agrees that no review is held, and still none is."""
    return None if _agreed(file) and not file.is_review else ""


def home_office_answered(file: CaseFile) -> str | None:
    """Whether the Home Office answered the decision, and what it asks for was done."""
    if not file.answers or _agreed(file) or file.is_review:
        return None if file.answers else ""
    if file.answers[-1].answer is Answer.AGREES:
        return "The Home Office's answer is to an earlier decision: its answer to this one is not recorded."
    return "The Home Office asked to reconsider or directed a review: the decision is to be taken again."


def _agreed(file: CaseFile) -> bool:
    """Whether the last answer agrees, and is to the decision as it stands."""
    decided = file.decision.decided_on if file.decision else None
    last = file.answers[-1] if file.answers else None
    return last is not None and last.answer is Answer.AGREES and (decided is None or last.answered_on >= decided)


def decision_letter_current(file: CaseFile) -> str | None:
    """Whether the letter with the decision was sent, after the Home Office asked to take it again if it did."""
    letter = file.letter(PaperKind.DECISION_LETTER)
    again = next((one.answered_on for one in reversed(file.answers) if one.answer is not Answer.AGREES), None)
    return None if letter and (again is None or letter.sent_on >= again) else ""


def terms_drafted(file: CaseFile) -> str | None:
    """Whether every section of the terms of reference has text."""
    empty = [section.heading for section in file.sections if not section.text.strip()]
    if not file.sections:
        return ""
    return f"Sections of the terms of reference without text: {', '.join(empty)}." if empty else None


def terms_agreed(file: CaseFile) -> str | None:
    """Whether a version of the terms of reference was agreed."""
    return None if file.versions else ""


def chair_appointed(file: CaseFile) -> str | None:
    """Whether an independent chair holds office and their independence is stated."""
    if file.chair is None:
        return ""
    return None if file.chair.independence.strip() else "The chair's independence is not stated."


def seats_settled(file: CaseFile) -> str | None:
    """Whether every required seat is filled, or settled with a reason, and any is filled at all (domain 2.5)."""
    unsettled = [seat.agency_kind for seat in file.seats if seat.state is SeatState.OPEN]
    if not file.seats:
        return ""
    if unsettled:
        return f"Seats not filled yet: {', '.join(unsettled)}."
    return None if any(seat.state is SeatState.FILLED for seat in file.seats) else NO_SEAT


def agencies_asked(file: CaseFile) -> str | None:
    """Whether any agency was asked for information."""
    return None if file.requests else ""


def returns_in(file: CaseFile) -> str | None:
    """Whether every return asked for is accepted, without involvement, or waived."""
    waiting = [request.organisation for request in file.requests if not request.is_settled]
    if not file.requests:
        return ""
    return f"Returns still out: {', '.join(waiting)}." if waiting else None


def first_panel_set(file: CaseFile) -> str | None:
    """Whether the day of the first panel meeting is set, or the panel has met."""
    return None if file.fact("first_panel_set") or file.fact("first_panel_meeting") else ""


def pause_lifted(file: CaseFile) -> str | None:
    """Whether a pause was begun and lifted."""
    return None if file.pauses and file.pause is None else ""


def report_in_vault(file: CaseFile) -> str | None:
    """Whether the overview report was imported, after the Home Office asked for another if it did."""
    report = file.document(PaperKind.OVERVIEW_REPORT)
    if report and file.round_from and report.day < file.round_from:
        return "The Home Office asked for the review to be submitted again: the report as changed is not in the vault."
    return None if report else ""


def redacted_copy_proved(file: CaseFile) -> str | None:
    """Whether a redacted copy with both proofs clean exists for the overview report as it now stands."""
    report = file.document(PaperKind.OVERVIEW_REPORT)
    if report is None:
        return ""
    if file.current_copy():
        return None
    return "The redacted copy was made from an earlier report or register." if file.copies else ""


def second_person_approved(file: CaseFile) -> str | None:
    """Whether each public file, by its digest, was approved by someone who did not prepare it: the copy of the report
    as it stands, and the latest executive summary and action plan where they were written."""
    papers = [file.document(kind) for kind in (PaperKind.EXECUTIVE_SUMMARY, PaperKind.ACTION_PLAN)]
    copy = file.current_copy()
    if copy is None or not file.approval(copy.document_id, copy.sha256):
        return ""
    lacking = [one.kind.replace("_", " ") for one in papers if one and not file.approval(one.id, one.sha256)]
    return f"No second person has approved the {' and the '.join(lacking)} as it stands." if lacking else None


def summary_drafted(file: CaseFile) -> str | None:
    """Whether the executive summary is drafted: it goes with the report through the whole of the drafting."""
    return None if file.document(PaperKind.EXECUTIVE_SUMMARY) else ""


def recommendations_recorded(file: CaseFile) -> str | None:
    """Whether the review has recommendations."""
    return None if file.recommendations else ""


def submitted(file: CaseFile) -> str | None:
    """Whether the submission to the Home Office is recorded, after it asked for another if it did."""
    if file.submissions and file.round_from and file.submissions[-1].submitted_on <= file.round_from:
        return "The Home Office asked for the review to be submitted again; the new submission is not recorded."
    return None if file.submissions else ""


def submission_scanned(file: CaseFile) -> str | None:
    """Whether the exact files submitted were scanned, against the register as it stands (domain 11, invariant 2)."""
    if not file.submissions:
        return ""
    sent, register = file.submissions[-1].papers, file.register_digest
    return None if any(scan.papers == sent and scan.register_digest == register for scan in file.scans) else ""


def quality_assured(file: CaseFile) -> str | None:
    """Whether the Quality Assurance Panel has answered the latest submission, one way or the other."""
    if not file.qa_letters or not file.submissions:
        return ""
    letter = file.qa_letters[-1]
    if letter.received_on < file.submissions[-1].submitted_on:
        return ""
    return OUTCOME_OPEN if letter.outcome is QaOutcome.OTHER else None


def resubmission_asked(file: CaseFile) -> str | None:
    """Whether the Home Office asked for the review to be submitted again, and that is still to be done."""
    asked = bool(file.qa_letters) and file.qa_letters[-1].outcome is QaOutcome.RESUBMIT
    return None if asked and quality_assured(file) is None else ""


def not_published_decided(file: CaseFile) -> str | None:
    """Whether it was decided not to publish, and nothing was published since."""
    return None if file.unpublished and not file.publications else ""


def cleared_by_home_office(file: CaseFile) -> str | None:
    """Whether the latest Quality Assurance letter clears the review for publication."""
    if not file.qa_letters:
        return ""
    letter = file.qa_letters[-1]
    return None if letter.outcome in CLEARED_OUTCOMES else "The Home Office asked for the review to be submitted again."


def points_done(file: CaseFile) -> str | None:
    """Whether every point of every Quality Assurance letter so far is done."""
    waiting = [point.number for point in file.qa_conditions if point.done_on is None]
    if not waiting:
        return None
    return f"Points of the Quality Assurance letter that are not done yet: {', '.join(waiting)}."


def no_publication_hold(file: CaseFile) -> str | None:
    """Whether no hold on publication stands."""
    held = standing(file.holds)
    return " ".join(hold.sentence for hold in held) if held else None


def processes_over(file: CaseFile) -> str | None:
    """Whether every parallel process has ended."""
    return None if all(process.is_over for process in file.processes) else ""


def no_live_proceedings(file: CaseFile) -> str | None:
    """Whether it is on the file, after any pause for them, that criminal proceedings ended or that none are live.

    A criminal process that has not ended is live, whatever was told of others (domain 2.8).
    """
    if live := [one for one in file.processes if one.is_criminal and not one.is_over]:
        return LIVE_PROCESS.format("; ".join(one.lead for one in live))
    ended, started = file.fact("criminal_proceedings_ended"), file.fact("pause_started")
    paused = [started.happened_on] if started else []
    paused += [pause.started_on for pause in file.pauses if pause.cause is PauseCause.CRIMINAL]
    told = [fact.happened_on for fact in (ended, file.fact("no_proceedings")) if fact]
    return None if told and all(day <= max(told) for day in paused) else ""


def actions_planned(file: CaseFile) -> str | None:
    """Whether every recommendation has an action with its lead agency."""
    planned = {action.recommendation_id for action in file.actions}
    bare = [str(item.number) for item in file.recommendations if item.id not in planned]
    if not file.recommendations:
        return ""
    return f"Recommendations without an action: {', '.join(bare)}." if bare else None


def published(file: CaseFile) -> str | None:
    """Whether the publication is recorded."""
    return None if file.publications else ""


def actions_finished(file: CaseFile) -> str | None:
    """Whether every recommendation has an action and every action is finished."""
    unplanned = actions_planned(file)
    if unplanned is not None:
        return unplanned
    still_open = sum(not action.is_finished for action in file.actions)
    return f"{still_open} of {len(file.actions)} actions are not finished." if still_open else None


def on_file(kind: str) -> Condition:
    """The condition that a fact of ``kind`` is on the file."""

    def condition(file: CaseFile) -> str | None:
        return None if file.fact(kind) else ""

    return condition


def in_this_round(kind: str) -> Condition:
    """The condition that a fact of ``kind`` is on the file, after the Home Office asked for another round if it did."""

    def condition(file: CaseFile) -> str | None:
        fact = file.fact(kind)
        return None if fact and (file.round_from is None or fact.happened_on >= file.round_from) else ""

    return condition


def letter_sent(kind: PaperKind) -> Condition:
    """The condition that a letter of ``kind`` was sent."""

    def condition(file: CaseFile) -> str | None:
        return None if file.letter(kind) else ""

    return condition


_NAMED: Final = (
    decision_made,
    review_held,
    criteria_checked,
    home_office_agrees,
    home_office_answered,
    decision_letter_current,
    first_panel_set,
    pause_lifted,
    terms_drafted,
    terms_agreed,
    chair_appointed,
    chair_checked,
    seats_settled,
    members_declared,
    agencies_asked,
    returns_in,
    report_in_vault,
    summary_drafted,
    redacted_copy_proved,
    second_person_approved,
    recommendations_recorded,
    submitted,
    submission_scanned,
    quality_assured,
    resubmission_asked,
    not_published_decided,
    cleared_by_home_office,
    no_live_proceedings,
    points_done,
    no_publication_hold,
    processes_over,
    actions_planned,
    published,
    actions_finished,
)
_FACTS: Final = tuple(
    """
    acknowledged access_list_set conflicts_checked hold_note_sent scoping_letters_sent scoping_replies_in
    partners_consulted home_office_told_decision coroner_told notifier_told police_and_cps_told
    first_panel_meeting bmg_noted_terms chronology_combined genogram_done
    leads_accepted_actions action_plan_to_group partnership_agreed_report
    third_parties_considered agencies_briefed media_plan_agreed accessibility_checked
    home_office_told_link commissioner_copy_sent copies_sent link_checked
    final_report_to_partnership learning_shared retention_set
    """.split()
)
_IN_THIS_ROUND: Final = tuple(
    """
    accuracy_checked panel_approved_report partnership_agreed_report submission_received
    """.split()
)

CONDITIONS: Final[Mapping[str, Condition]] = MappingProxyType(
    {
        **{condition.__name__: condition for condition in _NAMED},
        **{f"fact:{kind}": on_file(kind) for kind in _FACTS},
        **FAMILY_CONDITIONS,
        **{f"round:{kind}": in_this_round(kind) for kind in _IN_THIS_ROUND},
        "letter:decision_letter": letter_sent(PaperKind.DECISION_LETTER),
        "letter:submission_letter": letter_sent(PaperKind.SUBMISSION_LETTER),
    }
)

NOTHING_STANDS: Final = frozenset({"points_done", "no_publication_hold", "processes_over", "family_answered"})
"""The conditions that nothing stands in the way; a case that holds nothing meets these."""

FACTS_READ: Final = frozenset(
    {
        *_FACTS,
        *_IN_THIS_ROUND,
        *FAMILY_FACTS,
        "criminal_proceedings_ended",
        "no_proceedings",
        "pause_started",
        "first_panel_set",
        "action_plan_reviewed",
    }
)
"""The kinds of fact that a gate or a clock asks for. What is read over all cases leaves the others out."""
PROCESSES_READ: Final = frozenset(ProcessStatus) - {ProcessStatus.ENDED}
LETTERS_READ: Final = frozenset({PaperKind.DECISION_LETTER, PaperKind.SUBMISSION_LETTER})
DOCUMENTS_READ: Final = frozenset({PaperKind.OVERVIEW_REPORT, PaperKind.EXECUTIVE_SUMMARY, PaperKind.ACTION_PLAN})
