"""The conditions that gates and clocks are made of: pure functions from a case file to what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.documents import PaperKind
from safermk_desktop.domain.home_office import CLEARED_OUTCOMES
from safermk_desktop.domain.panel import SeatState
from safermk_desktop.domain.process import Condition


def decision_made(file: CaseFile) -> str | None:
    """Whether it was decided, one way or the other: the clock of the decision stops then."""
    return None if file.decision else ""


def review_held(file: CaseFile) -> str | None:
    """Whether a review is held: the clocks of the panel and the report run only then."""
    return None if file.is_review else ""


def decision_recorded(file: CaseFile) -> str | None:
    """Whether a review was decided on."""
    if file.decision is None:
        return ""
    if not file.is_review:
        return "The decision was not to hold a review; the case waits for the Home Office's answer."
    return None


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
    """Whether every required seat is filled, or settled with a reason."""
    unsettled = [seat.agency_kind for seat in file.seats if seat.state is SeatState.OPEN]
    if not file.seats:
        return ""
    return f"Seats not filled yet: {', '.join(unsettled)}." if unsettled else None


def agencies_asked(file: CaseFile) -> str | None:
    """Whether any agency was asked for information."""
    return None if file.requests else ""


def returns_in(file: CaseFile) -> str | None:
    """Whether every return asked for is accepted, without involvement, or waived."""
    waiting = [request.organisation for request in file.requests if not request.is_settled]
    if not file.requests:
        return ""
    return f"Returns still out: {', '.join(waiting)}." if waiting else None


def report_in_vault(file: CaseFile) -> str | None:
    """Whether the overview report was imported."""
    return None if file.document(PaperKind.OVERVIEW_REPORT) else ""


def redacted_copy_proved(file: CaseFile) -> str | None:
    """Whether a redacted copy with both proofs clean exists for the overview report as it now stands."""
    report = file.document(PaperKind.OVERVIEW_REPORT)
    if report is None:
        return ""
    if file.current_copy():
        return None
    return "The redacted copy was made from an earlier report or register." if file.copies else ""


def second_person_approved(file: CaseFile) -> str | None:
    """Whether the latest redacted copy was approved by someone who did not prepare it."""
    copy = file.current_copy()
    return None if copy and copy.approved_by and copy.approved_by != copy.prepared_by else ""


def recommendations_recorded(file: CaseFile) -> str | None:
    """Whether the review has recommendations."""
    return None if file.recommendations else ""


def submitted(file: CaseFile) -> str | None:
    """Whether the submission to the Home Office is recorded."""
    return None if file.submissions else ""


def cleared_by_home_office(file: CaseFile) -> str | None:
    """Whether the latest Quality Assurance letter clears the review for publication."""
    if not file.qa_letters:
        return ""
    letter = file.qa_letters[-1]
    return None if letter.outcome in CLEARED_OUTCOMES else "The Home Office asked for the review to be submitted again."


def no_live_proceedings(file: CaseFile) -> str | None:
    """Whether it is on the file that criminal proceedings ended after any pause, or that none are live."""
    ended, started = file.fact("criminal_proceedings_ended"), file.fact("pause_started")
    if file.fact("no_proceedings"):
        return None
    if ended is None:
        return ""
    return "" if started and started.happened_on > ended.happened_on else None


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


def letter_sent(kind: PaperKind) -> Condition:
    """The condition that a letter of ``kind`` was sent."""

    def condition(file: CaseFile) -> str | None:
        return None if file.letter(kind) else ""

    return condition


_NAMED: Final = (
    decision_made,
    review_held,
    decision_recorded,
    terms_drafted,
    terms_agreed,
    chair_appointed,
    seats_settled,
    agencies_asked,
    returns_in,
    report_in_vault,
    redacted_copy_proved,
    second_person_approved,
    recommendations_recorded,
    submitted,
    cleared_by_home_office,
    no_live_proceedings,
    actions_planned,
    published,
    actions_finished,
)
_FACTS: Final = (
    "acknowledged",
    "conflicts_checked",
    "hold_note_sent",
    "scoping_replies_in",
    "partners_consulted",
    "family_informed",
    "home_office_told_decision",
    "coroner_told",
    "notifier_told",
    "bmg_noted_terms",
    "first_panel_meeting",
    "advocacy_offered",
    "chronology_combined",
    "family_contribution",
    "accuracy_checked",
    "draft_shared_with_family",
    "panel_approved_report",
    "partnership_agreed_report",
    "family_told_publication",
    "commissioner_copy_sent",
    "copies_sent",
    "final_report_to_partnership",
    "learning_shared",
)

CONDITIONS: Final[Mapping[str, Condition]] = MappingProxyType(
    {
        **{condition.__name__: condition for condition in _NAMED},
        **{f"fact:{kind}": on_file(kind) for kind in _FACTS},
        "letter:decision_letter": letter_sent(PaperKind.DECISION_LETTER),
        "letter:submission_letter": letter_sent(PaperKind.SUBMISSION_LETTER),
    }
)

FACTS_READ: Final = frozenset({*_FACTS, "criminal_proceedings_ended", "no_proceedings", "pause_started"})
"""The kinds of fact that a gate or a clock asks for. What is read over all cases leaves the others out."""
LETTERS_READ: Final = frozenset({PaperKind.DECISION_LETTER, PaperKind.SUBMISSION_LETTER})
DOCUMENTS_READ: Final = frozenset({PaperKind.OVERVIEW_REPORT})
