"""What the vault knows for the report of a period: reviews by label, what lies with the Home Office, actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from safermk_desktop.domain.actions import STATUS_WORDS, Action, ActionUpdate, UpdateKind
from safermk_desktop.domain.board_plan import BoardPlan
from safermk_desktop.domain.case import Case, CaseStatus
from safermk_desktop.domain.home_office import QaLetter, Submission
from safermk_desktop.domain.plan_view import ActionLine
from safermk_desktop.domain.publication import Publication
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.steps import Delay
from safermk_desktop.domain.terms import ApprovingBody, TermsApproval, TermsVersion
from safermk_desktop.domain.wording import count_of, long_date
from safermk_desktop.services.casefiles import regime_of
from safermk_desktop.services.plans import EveryAction, every_action
from safermk_desktop.services.ports import Compartment, Reading
from safermk_desktop.services.session import Session

MOST_LOGGED: Final = 60
"""Lines of the action log; what is more is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """A review as its label: where it stands, and the days that matter to a board."""

    label: str
    stage: str
    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """What happened to an action in the period. ``is_public`` says that it is for the public, and its review, if
    there is one, is out already."""

    reference: str
    text: str
    lead: str
    what: str
    is_public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFacts:
    """Everything that is gathered. The lists are sentences; ``boards`` tells of the plans that belong to no review."""

    reviews: tuple[ReviewLine, ...]
    terms_awaiting: tuple[str, ...]
    home_office: tuple[str, ...]
    delays: tuple[str, ...]
    published: tuple[str, ...]
    nothing_new: tuple[str, ...]
    lines: tuple[ActionLine, ...]
    on: date
    log: tuple[Logged, ...]
    unlogged: int
    boards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Period:
    first_on: date
    last_on: date
    on: date

    def has(self, day: date | None) -> bool:
        return day is not None and self.first_on <= day <= self.last_on


def gather(session: Session, first_on: date, last_on: date) -> PeriodFacts:
    """Read it in a few statements, however many actions there are."""
    period = _Period(first_on=first_on, last_on=last_on, on=session.clock.today())
    every = every_action(session)
    lines = every.lines
    with session.vault.reading(Compartment.REVIEWS) as work:
        cases = {case.case_id: case for case in work.every(Case)}
        labels = {case_id: case.label for case_id, case in cases.items()}
        published = work.every(Publication)
        updates = work.chosen(ActionUpdate, ("action_id", "updated_on", "kind"))
        log = _log(_reported(work, lines), updates, period, _public(work, published, every.boards))
        return PeriodFacts(
            reviews=tuple(_reviews(work, cases, period)),
            terms_awaiting=tuple(_terms(work, labels)),
            home_office=tuple(_home_office(work, labels, period)),
            delays=tuple(_delays(work, labels, period)),
            published=tuple(
                f"{labels[one.case_id]}: published on {long_date(one.published_on)}, {one.where}, {one.link}"
                for one in published
                if period.has(one.published_on)
            ),
            nothing_new=tuple(_nothing_new(updates, every.labels, period)),
            boards=tuple(_boards(work, every, period)),
            lines=lines,
            on=period.on,
            log=log[:MOST_LOGGED],
            unlogged=max(len(log) - MOST_LOGGED, 0),
        )


def _reviews(work: Reading, cases: Mapping[CaseId, Case], period: _Period) -> Iterator[ReviewLine]:
    submitted = {one.case_id: one.submitted_on for one in work.every(Submission)}
    panels = {one.case_id: one for one in work.every(QaLetter)}
    for case in sorted(cases.values(), key=lambda one: one.label):
        if case.status is CaseStatus.CLOSED and not period.has(case.closed_on):
            continue
        days: list[str] = []
        if case.case_id in submitted:
            days.append(f"Submitted to the Home Office on {long_date(submitted[case.case_id])}")
        if (letter := panels.get(case.case_id)) is not None:
            days.append(f"Quality Assurance Panel on {long_date(letter.panel_on)}")
        if case.closed_on:
            days.append(f"Closed on {long_date(case.closed_on)}")
        stage = regime_of(case).state_of(case).name
        yield ReviewLine(label=case.label, stage=stage, dates=tuple(days or ["None yet"]))


def _terms(work: Reading, labels: Mapping[CaseId, str]) -> Iterator[str]:
    latest = {version.case_id: version for version in work.every(TermsVersion)}
    approved = {one.version_id for one in work.every(TermsApproval) if one.body is ApprovingBody.MANAGEMENT_GROUP}
    for case_id, version in latest.items():
        if version.id not in approved:
            yield f"{labels[case_id]}: version {version.number} of {long_date(version.agreed_on)}"


def _home_office(work: Reading, labels: Mapping[CaseId, str], period: _Period) -> Iterator[str]:
    """Each submission without a letter after it, with how long it lies there; and the letters of the period."""
    letters: dict[CaseId, list[QaLetter]] = {}
    for letter in work.every(QaLetter):
        letters.setdefault(letter.case_id, []).append(letter)
    for sent in {one.case_id: one for one in work.every(Submission)}.values():
        answers = [one for one in letters.get(sent.case_id, ()) if one.received_on >= sent.submitted_on]
        if not answers:
            days = count_of((period.on - sent.submitted_on).days, "day")
            yield f"{labels[sent.case_id]}: submitted on {long_date(sent.submitted_on)}, no letter for {days}"
        for one in answers:
            if period.has(one.received_on) or period.has(one.panel_on):
                panel = f"Quality Assurance Panel on {long_date(one.panel_on)}"
                yield f"{labels[sent.case_id]}: {panel}, letter received on {long_date(one.received_on)}"


def _delays(work: Reading, labels: Mapping[CaseId, str], period: _Period) -> Iterator[str]:
    for one in work.every(Delay):
        if period.has(one.told_on) or period.has(one.next_update_on):
            yield (
                f"{labels[one.case_id]}: the Home Office was told on {long_date(one.told_on)}; due "
                f"{long_date(one.original_due)}, expected {long_date(one.expected_on)}, next word by "
                f"{long_date(one.next_update_on)}"
            )


def _nothing_new(updates: Iterable[ActionUpdate], labels: Mapping[CaseId, str], period: _Period) -> Iterator[str]:
    counts = Counter(
        one.case_id for one in updates if one.kind is UpdateKind.NOTHING_NEW and period.has(one.updated_on)
    )
    for case_id, count in sorted(counts.items(), key=lambda one: labels.get(one[0], "")):
        yield f"{labels.get(case_id, '')}: said of {count_of(count, 'action')}"


def _log(
    lines: Iterable[ActionLine], updates: Iterable[ActionUpdate], period: _Period, out: frozenset[RecordId]
) -> tuple[Logged, ...]:
    """What moved: finished in the period first, then the ones with most updates."""
    heard: Counter[RecordId] = Counter(one.action_id for one in updates if period.has(one.updated_on))
    found: list[tuple[bool, int, ActionLine]] = []
    for line in lines:
        ended = period.has(line.action.completed_on)
        if ended or heard[line.action.id]:
            found.append((not ended, -heard[line.action.id], line))
    found.sort(key=lambda one: (one[0], one[1], one[2].action.reference))
    return tuple(_logged(line, heard[line.action.id], period, out) for _, _, line in found)


def _reported(work: Reading, lines: Iterable[ActionLine]) -> tuple[ActionLine, ...]:
    """The actions that are to be reported to the group or the partnership at all."""
    flags = work.chosen(Action, ("id", "for_management", "for_partnership"))
    kept = {one.id for one in flags if one.for_management or one.for_partnership}
    return tuple(line for line in lines if line.action.id in kept)


def _boards(work: Reading, every: EveryAction, period: _Period) -> Iterator[str]:
    """How the plans stand that belong to no review, but for those that were closed before the period."""
    plans = work.chosen(BoardPlan, ("closed_on",))
    told_of = [one.case_id for one in plans if one.closed_on is None or one.closed_on >= period.first_on]
    for plan_id in sorted(told_of, key=lambda one: every.labels[one].casefold()):
        lines = [line for line in every.lines if line.case_id == plan_id]
        left, late = sum(not line.action.is_finished for line in lines), sum(line.is_late for line in lines)
        told = f"{count_of(len(lines), 'action')}, {left} open" + (f", {late} past the target date" if late else "")
        yield f"{every.labels[plan_id]}: {told if lines else 'no action yet'}."


def _public(work: Reading, published: Iterable[Publication], boards: frozenset[CaseId]) -> frozenset[RecordId]:
    """The actions of published reviews, and of the plans of boards, that are for the public."""
    out = {one.case_id for one in published} | boards
    flags = work.chosen(Action, ("id", "case_id", "for_public"))
    return frozenset(one.id for one in flags if one.for_public and one.case_id in out)


def _logged(line: ActionLine, heard: int, period: _Period, out: frozenset[RecordId]) -> Logged:
    action = line.action
    what = [STATUS_WORDS[action.status]]
    if period.has(action.completed_on):
        what.append(f"ended on {long_date(action.completed_on)}")
    if heard:
        what.append(count_of(heard, "update"))
    return Logged(
        reference=action.reference,
        text=action.text,
        lead=action.lead_agency,
        what=", ".join(what),
        is_public=action.id in out,
    )
