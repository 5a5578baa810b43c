"""What the overview of a case says, worked out from what the services answer. No widget is touched here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.case import Case, CaseStatus
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.deadlines import Basis
from safermk_desktop.domain.process import Duty, Regime
from safermk_desktop.domain.record import Record
from safermk_desktop.domain.wording import days_from_now, long_date, short_date
from safermk_desktop.presentation.models.caseload_model import tone_of
from safermk_desktop.presentation.pages.case_acts import button_words
from safermk_desktop.presentation.pages.case_words import (
    BASES,
    OUTCOMES,
    PEOPLE,
)
from safermk_desktop.presentation.widgets.cards import GateLine, Requirement
from safermk_desktop.presentation.widgets.process_rail import Step, StepState
from safermk_desktop.services.queries import Overview

REPORT: Final = "report"
_STATES: Final = MappingProxyType(
    {"done": StepState.DONE, "current": StepState.CURRENT, "blocked": StepState.BLOCKED, "waiting": StepState.LATER}
)


def is_closed(case: Case) -> bool:
    """Whether nothing more is owed on a case."""
    return case.status is CaseStatus.CLOSED


def steps(shown: Overview) -> tuple[Step, ...]:
    """The stages on the rail."""
    return tuple(
        Step(id=step.stage_id, name=step.name, state=_STATES[step.state], line=step.sub) for step in shown.rail
    )


def lawful_duty(shown: Overview) -> Duty | None:
    """What the law or the guidance requires next: by date, then without one. Local dates only where nothing else is."""
    dated = [duty for duty in shown.duties if duty.due is not None]
    for wanted in (
        [duty for duty in dated if duty.basis is not Basis.LOCAL],
        [duty for duty in shown.duties if duty.basis is Basis.STATUTE],
        dated,
    ):
        if wanted:
            return wanted[0]
    return None


def other_duties(shown: Overview) -> tuple[Duty, ...]:
    """Every other duty with a date, earliest first."""
    first = lawful_duty(shown)
    return tuple(duty for duty in shown.duties if duty.due is not None and duty is not first)


def rule_of(shown: Overview, duty: Duty) -> str:
    """The id of the rule that a duty comes from; empty for one that comes from no rule."""
    return next((rule.id for rule in shown.regime.rules if rule.duty == duty.sentence), "")


def requirement(shown: Overview, duty: Duty, today: date) -> Requirement:
    """What the law card says of a duty. An own date of the partnership is told beside the rule's, never for it."""
    by = f"{duty.sentence} by {long_date(duty.due)}" if duty.due else duty.sentence
    why = [duty.why]
    if duty.work_by is not None and duty.work_by != duty.due:
        why.append(f"The last working day before it is {long_date(duty.work_by)}.")
    own = next((item for item in shown.file.own_dates if item.rule == rule_of(shown, duty)), None)
    if own is not None:
        reason = own.reason.replace(".; ", ". ").rstrip(".")
        why.append(
            f"\nThe partnership's own date is {long_date(own.own_on)}, because: {reason}. "
            f"Authorised by {own.authoriser}."
        )
    return Requirement(
        sentence=by,
        why=" ".join(why).replace(" \n", "\n"),
        source=f"{duty.source}.",
        basis=BASES[duty.basis],
        is_lawful=duty.basis is not Basis.LOCAL,
        days=days_from_now(duty.days_left(today)),
        days_tone=tone_of(duty, today).partition(".")[0].replace("text", "grey"),
    )


def acts_offered(shown: Overview, duty: Duty | None) -> tuple[tuple[str, str], ...]:
    """The acts under the law card, with their words: what does the duty, and what can be said about its date."""
    if is_closed(shown.file.case):
        return ()
    offered: list[tuple[str, str]] = []
    if duty is not None and button_words(duty.act):
        offered.append((duty.act, button_words(duty.act)))
    rule = rule_of(shown, duty) if duty else ""
    if rule and duty is not None and duty.due is not None:
        offered.append((f"own_date:{rule}", "Set own date"))
    if shown.file.is_review and not shown.file.fact("partnership_agreed_report"):
        offered.append(("letter:delay_letter", "Write delay letter"))
    return (*offered, ("fact:", "Record a dated fact"))


def late_sentence(shown: Overview, today: date) -> str:
    """How long a late review has run, and when the Home Office last heard; empty while it is not late."""
    file = shown.file
    owed = next((duty for duty in shown.duties if rule_of(shown, duty) == REPORT), None)
    if owed is None or owed.due is None or owed.due >= today or file.decision is None:
        return ""
    since = f"{_months(months_between(file.decision.decided_on, today))} since the decision"
    return f"{since}. {last_letter(file)}"


def last_letter(file: CaseFile) -> str:
    """The last contact with the Home Office, in a sentence."""
    last = file.last_contact()
    if last is None:
        return "No contact with the Home Office is on file."
    return f"Last contact with the Home Office: {last[1]}, {long_date(last[0])}."


def _months(count: int) -> str:
    return f"{count} {'month' if count == 1 else 'months'}"


def months_between(start: date, end: date) -> int:
    """Whole months from one day to a later one."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def gate_lines(shown: Overview) -> tuple[GateLine, ...]:
    """The conditions of the gate, each with the words on the button that leads to what meets it."""
    return tuple(
        GateLine(
            sentence=finding.sentence,
            is_met=finding.is_met,
            reason="" if finding.is_met else _source(shown.regime, finding.condition.source),
            act=finding.condition.act,
            button=button_words(finding.condition.act),
        )
        for finding in shown.gate
    )


def _source(regime: Regime, source: str) -> str:
    """The source of a condition; the guidance of the whole regime is named in full on the law card."""
    return "The statutory guidance asks for it" if source == regime.guidance else source


def facts(shown: Overview, today: date) -> tuple[tuple[str, str], ...]:
    """The rows of the case facts: month of death only, people by their published forms."""
    return tuple((name, value) for name, value in _facts(shown, today) if value)


def _facts(shown: Overview, today: date) -> Iterator[tuple[str, str]]:
    file = shown.file
    if file.notification:
        yield "Date of death", f"{file.notification.death_on:%B %Y}"
        yield "Notified by", file.notification.notifier_agency
    people: defaultdict[str, list[str]] = defaultdict(list)
    for role, published in shown.subjects:
        people[role].append(published)
    for role, words in PEOPLE.items():
        yield words, ", ".join(form for form in people[role] if form)
    if file.decision:
        decided = _with_mark(file, short_date(file.decision.decided_on), file.decision)
        yield "Decision", f"{OUTCOMES[file.decision.outcome]}, {decided}"
    yield "Report due", _report_due(shown)
    own = next((item for item in file.own_dates if item.rule == REPORT), None)
    yield "Own date for the report", short_date(own.own_on) if own and not is_closed(file.case) else ""
    if file.decision and not is_closed(file.case):
        yield "Since the decision", _months(months_between(file.decision.decided_on, today))
    contact = file.last_contact()
    yield "Home Office last", f"{short_date(contact[0])}, {contact[1]}" if contact else ""
    yield "Chair", _with_mark(file, file.chair.name, file.chair) if file.chair else "Not appointed yet"
    yield "Lead", file.case.lead
    taken = shown.taken_over
    yield "Taken over", f"{short_date(taken.entered_on)}, approved by {taken.approver}" if taken else ""


def _with_mark(file: CaseFile, words: str, record: Record) -> str:
    mark = file.afterwards.get(record.id, "")
    return f"{words}. {mark}" if mark else words


def _report_due(shown: Overview) -> str:
    agreed = shown.file.fact("partnership_agreed_report")
    if agreed:
        return f"Agreed {short_date(agreed.happened_on)}"
    owed = next((duty for duty in shown.duties if rule_of(shown, duty) == REPORT), None)
    return f"{short_date(owed.due)} ({BASES[owed.basis].lower()})" if owed and owed.due else ""


def edition_line(regime: Regime, case: Case) -> str:
    """Which edition of the rules the stages and dates follow, and under which other one the case was opened."""
    now = f"Stages follow the rules of {regime.display_name}, edition {regime.edition}"
    if case.edition in {"", regime.edition}:
        return now
    return f"{now}. The case was opened under edition {case.edition}, which this version of the application has not"
