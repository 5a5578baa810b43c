"""Read-only questions that the screens ask. Each answers with frozen rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from safermk_desktop.domain.actions import Rag
from safermk_desktop.domain.case import Case, CaseStatus
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.conditions import CONDITIONS
from safermk_desktop.domain.identities import IdentityEntry, RegisterRule
from safermk_desktop.domain.process import Duty, Finding, Regime, duties, gate, next_state
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.states import Stage, State
from safermk_desktop.domain.taking_over import TakenOver
from safermk_desktop.domain.wording import count_of, short_date
from safermk_desktop.services.afterwards import NONE, case_marks
from safermk_desktop.services.casefiles import load, regime_of
from safermk_desktop.services.caseloads import open_files, subjects
from safermk_desktop.services.collector import no_collection
from safermk_desktop.services.notes import NoteLine, lines_in
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session

AMBER_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One line of the caseload. ``subject`` is the published form of the subject, never a name."""

    case_id: CaseId
    reference: str
    label: str
    subject: str
    stream: str
    stage: str
    lead: str
    duties: tuple[Duty, ...]
    rag: Rag
    is_closed: bool

    @property
    def next_duty(self) -> Duty | None:
        """The duty that falls due first."""
        return self.duties[0] if self.duties else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RailStep:
    """One stage on the process rail. ``state`` is done, current, blocked or waiting."""

    stage_id: str
    name: str
    state: str
    sub: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityLine:
    """One entry of the log of a case, newest first. ``at`` is ISO 8601 UTC, ``rows`` are ``table:id`` that it wrote."""

    at: str
    who: str
    what: str
    why: str
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything the overview of a case shows."""

    file: CaseFile
    regime: Regime
    rag: Rag
    duties: tuple[Duty, ...]
    state: State
    gate: tuple[Finding, ...]
    next_state: str
    is_last: bool
    may_override: bool
    rail: tuple[RailStep, ...]
    activity: tuple[ActivityLine, ...]
    subjects: tuple[tuple[str, str], ...]
    notes: tuple[NoteLine, ...] = ()
    taken_over: TakenOver | None = None

    @property
    def next_duty(self) -> Duty | None:
        """The duty that falls due first."""
        return self.duties[0] if self.duties else None

    @property
    def unmet(self) -> tuple[Finding, ...]:
        """The conditions of the gate that are not met."""
        return tuple(finding for finding in self.gate if not finding.is_met)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterView:
    """The identity register of a case."""

    entries: tuple[IdentityEntry, ...]
    dates: str
    keep: tuple[str, ...]


def caseload(session: Session, *, with_closed: bool = False) -> tuple[CaseRow, ...]:
    """Every case, the most pressing first: late, then by the date of the next duty; closed ones last."""
    with no_collection():
        return _caseload(session, with_closed=with_closed)


def _caseload(session: Session, *, with_closed: bool) -> tuple[CaseRow, ...]:
    with session.vault.reading(Compartment.REVIEWS) as work:
        cases = [case for case in work.every(Case) if with_closed or case.status is CaseStatus.OPEN]
        files = open_files(work, cases)
        named = subjects(work)
    read = ((files.get(case.case_id, CaseFile(case=case)), named.get(case.case_id, "")) for case in cases)
    return tuple(sorted((_row(session, file, subject) for file, subject in read), key=_pressing))


def references(session: Session) -> tuple[str, ...]:
    """The references that are taken."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        return tuple(case.reference for case in work.every(Case))


def overview(session: Session, case_id: CaseId) -> Overview:
    """The overview of a case. Raises ``RecordUnknown``."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        file = load(work, case_id)
        entries = work.of_case(IdentityEntry, case_id)
        notes = lines_in(work, case_id)
        taken = work.of_case(TakenOver, case_id)
    file = replace(file, afterwards=case_marks(session, case_id) if taken else NONE)
    regime = regime_of(file.case)
    owed = duties(regime, file, session.calendar, CONDITIONS)
    state = regime.state_of(file.case)
    after = next_state(regime, file, CONDITIONS)
    found = gate(state, file, CONDITIONS)
    return Overview(
        file=file,
        regime=regime,
        rag=_rag(file, owed, session.clock.today()),
        duties=owed,
        gate=found,
        state=state,
        next_state=after.name if after else "the next state",
        is_last=after is not None and after.is_final,
        may_override=after is not None and not after.is_final and not state.returns and not _owed_always(found),
        rail=_rail(regime, file, found),
        activity=activity(session, case_id),
        subjects=tuple((e.role or e.kind, e.replacement) for e in entries if e.kind == "person"),
        notes=notes,
        taken_over=taken[-1] if taken else None,
    )


def _owed_always(found: tuple[Finding, ...]) -> bool:
    return any(item.condition.is_owed_always and not item.is_met for item in found)


def case_file(session: Session, case_id: CaseId) -> CaseFile:
    """The file of a case. Raises ``RecordUnknown``."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        file = load(work, case_id)
    return replace(file, afterwards=case_marks(session, case_id))


def activity(session: Session, case_id: CaseId) -> tuple[ActivityLine, ...]:
    """What was done on a case, newest first."""
    trail = session.vault.trail(Compartment.REVIEWS, case_id)
    return tuple(ActivityLine(at=e.at, who=e.who, what=e.what, why=e.why, rows=tuple(e.rows)) for e in reversed(trail))


def register_view(session: Session, case_id: CaseId) -> RegisterView:
    """The identity register of a case; empty when nothing was entered. Names are shown one at a time, on the record."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        entries = work.of_case(IdentityEntry, case_id)
        rules = work.of_case(RegisterRule, case_id)
    rule = rules[-1] if rules else None
    ordered = tuple(sorted(entries, key=lambda entry: entry.position))
    return RegisterView(entries=ordered, dates=rule.dates if rule else "month_year", keep=rule.keep if rule else ())


def _row(session: Session, file: CaseFile, subject: str) -> CaseRow:
    regime = regime_of(file.case)
    owed = duties(regime, file, session.calendar, CONDITIONS)
    closed = file.case.status is CaseStatus.CLOSED
    return CaseRow(
        case_id=file.case.case_id,
        reference=file.case.reference,
        label=file.case.label,
        subject=subject,
        stream=regime.display_name,
        stage="Closed" if closed else regime.stage(file.case.stage).name,
        lead=file.case.lead,
        duties=owed,
        rag=_rag(file, owed, session.clock.today()),
        is_closed=closed,
    )


def _rag(file: CaseFile, owed: tuple[Duty, ...], on: date) -> Rag:
    """Red when a date has passed; amber within 30 days, or past a date the partnership has replaced by its own."""
    if file.case.status is CaseStatus.CLOSED:
        return Rag.BLUE
    worst = Rag.GREEN
    for duty in owed:
        left = duty.days_left(on)
        if left is None:
            continue
        if left < 0 and (duty.own_on is None or duty.own_on < on):
            return Rag.RED
        if left <= AMBER_DAYS:
            worst = Rag.AMBER
    return worst


def _pressing(row: CaseRow) -> tuple[bool, int, date, str]:
    order = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.BLUE, Rag.GREY)
    due = row.next_duty.due if row.next_duty and row.next_duty.due else date.max
    return (row.is_closed, order.index(row.rag), due, row.reference)


def _rail(regime: Regime, file: CaseFile, found: tuple[Finding, ...]) -> tuple[RailStep, ...]:
    here = regime.position(file.case.stage)
    closed = file.case.status is CaseStatus.CLOSED
    at = regime.state_of(file.case)
    unmet = sum(not finding.is_met for finding in found)
    is_leaving = unmet and all(way.to not in _ids(regime.stages[here]) for way in at.ways)
    steps: list[RailStep] = []
    for position, stage in enumerate(regime.stages):
        if position < here or (closed and not at.may_reopen):
            state, sub = "done", _since(stage.id, file) or "Done"
        elif position == here:
            state, sub = "current", at.name if closed else _standing(stage.name, at.name, unmet, len(found))
        elif position == here + 1 and is_leaving:
            state, sub = "blocked", f"Gate closed: {unmet} unmet"
        else:
            state, sub = "waiting", stage.waiting
        steps.append(RailStep(stage_id=stage.id, name=stage.name, state=state, sub=sub))
    return tuple(steps)


def _ids(stage: Stage) -> frozenset[str]:
    return frozenset(state.id for state in stage.states)


def _standing(stage: str, state: str, unmet: int, all_of: int) -> str:
    """What the stage says in which the case stands: its state, and how its gate stands."""
    where = "Now" if state == stage else state
    return f"{where}. {unmet} of {all_of} unmet" if unmet else f"{where}. The gate is open"


def _since(stage_id: str, file: CaseFile) -> str:
    """What a finished stage says of itself, where a record gives it a day."""
    if stage_id == "notification" and file.notification:
        return f"Received {short_date(file.notification.received_on)}"
    if stage_id == "decision" and file.decision:
        return f"Decided {short_date(file.decision.decided_on)}"
    if stage_id == "terms" and file.versions:
        return f"Version {file.versions[-1].number} agreed {short_date(file.versions[-1].agreed_on)}"
    if stage_id == "panel" and file.members:
        return count_of(sum(m.left_on is None for m in file.members), "member")
    return ""
