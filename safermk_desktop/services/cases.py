"""Opening a case, deciding on it, keeping its dated facts, and moving it through its gates."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from safermk_desktop.domain.board_plan import BoardPlan
from safermk_desktop.domain.case import (
    HELD,
    Case,
    CaseStatus,
    Decision,
    Fact,
    Manner,
    Notification,
    Outcome,
    OwnDate,
    Stream,
)
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.conditions import CONDITIONS
from safermk_desktop.domain.copies import COPY_FACTS
from safermk_desktop.domain.deadlines import DeadlineRule, WorkingCalendar, deadline
from safermk_desktop.domain.documents import same_person
from safermk_desktop.domain.family_conditions import FAMILY_FACTS
from safermk_desktop.domain.panel import Seat
from safermk_desktop.domain.process import gate, is_past_decision, next_state
from safermk_desktop.domain.record import CaseId, Record, RecordId
from safermk_desktop.domain.regimes.editions import REGIMES, regime_for
from safermk_desktop.domain.states import State
from safermk_desktop.domain.steps import StateEvent, StepKind
from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import DateImpossible, EntryInvalid, GateClosed
from safermk_desktop.services.casefiles import happened, need, open_file, regime_of
from safermk_desktop.services.ports import Compartment, Reading, Writing
from safermk_desktop.services.session import Session, new_id

MARKING: Final = "OFFICIAL-SENSITIVE"
# The reference becomes part of file names, of public ones too.
REFERENCE: Final = re.compile(r"[A-Z0-9][A-Z0-9-]{2,31}")

OWED: Final = (
    "What is owed to the family is recorded with the family, as a contact or as the reason to go on without: a date "
    "alone says too little. It stands only for the time before a case under way came in."
)


OVERRIDE: Final = "gate_override"
BY_OVERRIDE: Final = "Passing a closed gate is recorded by the act itself, with its reason and its approver."
ANOTHER: Final = "Whoever approves that the gate is passed is another than the person at work: name who approved it."
FOLLOWS: Final = "{} lies before the decision of {}, which it follows."
LOGGED: Final = "A copy that was sent is recorded in the log of copies, with its recipient and the file that went."
UNDER_WAY: Final = (
    "The review is under way, and its clock runs. Where its criteria fell away, withdraw it; to decide anew, reopen "
    "the decision."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """What a written notification says, as the case is opened from it.

    Without a ``regime`` it is the edition of the day, by the date that the partnership set for s.8A.
    """

    reference: str
    label: str
    received_on: date
    death_on: date
    notifier_agency: str
    notifier_role: str
    manner: Manner
    circumstances: str
    residence_area: str
    lead: str
    known_agencies: tuple[str, ...] = ()
    restricted_people: tuple[str, ...] = ()
    regime: str = ""


def record_notification(session: Session, new: NewCase) -> CaseId:
    """Open a case from a written notification, with the seats that its regime requires.

    Raises ``EntryMissing``, ``EntryInvalid`` (reference or name in use), ``DateImpossible``.
    """
    case_id = CaseId(new_id())
    with session.vault.writing(Compartment.REVIEWS, session.act("record_notification", case_id)) as work:
        for record in case_records(session, work, case_id, new):
            work.put(record)
    return case_id


def case_records(session: Session, work: Reading, case_id: CaseId, new: NewCase) -> tuple[Record, ...]:
    """The records that a new case begins with: the case, its notification and its required seats.

    Raises ``EntryMissing``, ``EntryInvalid`` (reference or name in use), ``DateImpossible``.
    """
    need(
        reference=new.reference,
        label=new.label,
        notifier_agency=new.notifier_agency,
        lead=new.lead,
        residence_area=new.residence_area,
    )
    if not REFERENCE.fullmatch(new.reference):
        raise EntryInvalid("A reference has 3 to 32 capitals, digits and hyphens, such as DHR-2026-04; never a name.")
    happened(new.received_on, today=session.clock.today(), not_before=new.death_on)
    new = replace(new, regime=new.regime or regime_for(new.received_on, session.local.dardr_from))
    if work.chosen(Case, ("reference",), reference=(new.reference,)):
        raise EntryInvalid(f"The reference {new.reference} is in use.")
    if new.label.strip().casefold() in labels_in_use(work):
        raise EntryInvalid(f"There is a plan or a review with the name “{new.label.strip()}” already.")
    seats = (
        Seat(
            id=new_id(),
            case_id=case_id,
            agency_kind=seat.agency_kind,
            origin="regime",
            reason=seat.reason,
            source=seat.source,
        )
        for seat in REGIMES[new.regime].seats
    )
    return (_case(new, case_id), _notification(new, case_id), *seats)


def labels_in_use(work: Reading) -> frozenset[str]:
    """The names, folded, that lists and reports know a review or a board's plan by.

    One that ended beside the rail gives its name free: a case that was entered wrongly is withdrawn and entered again.
    """
    ends = {state.id for regime in REGIMES.values() for state in regime.ends}
    reviews = (case.label for case in work.chosen(Case, ("label", "state")) if case.state not in ends)
    plans = (plan.label for plan in work.chosen(BoardPlan, ("label",)))
    return frozenset(label.strip().casefold() for label in (*reviews, *plans))


def record_decision(
    session: Session,
    case_id: CaseId,
    *,
    outcome: Outcome,
    decided_on: date,
    decided_by: str,
    reasons: str,
    source: str,
) -> None:
    """Record the decision whether to hold a review. The clock of the report starts on its day.

    A later record corrects an earlier one; both stay in the log. Raises ``EntryMissing``, ``EntryInvalid`` for a
    review under way that would no longer be one, ``DateImpossible``.
    """
    need(decided_by=decided_by, reasons=reasons, source=source)
    with session.vault.writing(Compartment.REVIEWS, session.act("record_decision", case_id)) as work:
        file = open_file(work, case_id)
        regime = regime_of(file.case)
        if outcome not in HELD and is_past_decision(regime, regime.state_of(file.case)):
            raise EntryInvalid(UNDER_WAY)
        received = file.notification.received_on if file.notification else None
        happened(decided_on, today=session.clock.today(), not_before=received)
        work.put(
            Decision(
                id=file.decision.id if file.decision else new_id(),
                case_id=case_id,
                outcome=outcome,
                decided_on=decided_on,
                decided_by=decided_by,
                reasons=reasons,
                source=source,
            )
        )


def record_fact(session: Session, case_id: CaseId, *, kind: str, happened_on: date, detail: str = "") -> None:
    """Record that something happened on a day. ``kind`` is one of the regime's facts.

    Raises ``EntryInvalid`` for an unknown kind, for what is owed to the family and for copies, which have their log,
    ``DateImpossible``, ``EntryMissing`` for an empty file note.
    """
    if kind == "file_note":
        need(note=detail)
    with session.vault.writing(Compartment.REVIEWS, session.act("record_fact", case_id, subject=kind)) as work:
        file = None if kind == "file_note" else open_file(work, case_id)
        case = file.case if file else work.get(Case, RecordId(case_id))
        if kind not in {fact.kind for fact in regime_of(case).facts}:
            raise EntryInvalid("That kind of fact is not in the rules of this case.")
        if kind == OVERRIDE:
            raise EntryInvalid(BY_OVERRIDE)
        happened(happened_on, today=session.clock.today(), not_before=case.opened_on)
        if file is not None and kind == "home_office_told_decision":
            _refuse_before_decision(file, happened_on)
        if file is not None and kind in FAMILY_FACTS:
            _refuse_bare(file, happened_on, detail)
        if file is not None and kind in COPY_FACTS and file.came_in_on is None:
            raise EntryInvalid(LOGGED)
        work.put(_fact(session, case_id, kind, happened_on, detail))


def _refuse_before_decision(file: CaseFile, happened_on: date) -> None:
    """Refuse the day on which the Home Office was told of a decision before it was taken."""
    if file.decision is None:
        raise EntryInvalid("No decision is recorded yet.")
    if happened_on < file.decision.decided_on:
        raise DateImpossible(FOLLOWS.format(long_date(happened_on), long_date(file.decision.decided_on)))


def _refuse_bare(file: CaseFile, happened_on: date, detail: str) -> None:
    """Refuse a bare date for what is owed to the family, but of the time before a case under way came in."""
    if file.came_in_on is None or happened_on >= file.came_in_on:
        raise EntryInvalid(OWED)
    need(where_it_is_known_from=detail)


def set_own_date(
    session: Session,
    case_id: CaseId,
    *,
    rule: str,
    own_on: date,
    reason: str,
    authoriser: str,
    home_office_told_on: date | None = None,
) -> None:
    """Set a later date of the partnership's own for a duty. The rule's date stays as it is.

    Raises ``EntryMissing``, ``EntryInvalid`` for an unknown rule, ``DateImpossible`` for a day that has passed or lies
    before the rule's own.
    """
    need(reason=reason, authoriser=authoriser)
    with session.vault.writing(
        Compartment.REVIEWS, session.act("set_own_date", case_id, subject=rule, why=reason)
    ) as work:
        file = open_file(work, case_id)
        found = next((item for item in regime_of(file.case).rules if item.id == rule), None)
        if found is None:
            raise EntryInvalid("That duty is not in the rules of this case.")
        refuse_earlier(found, file.events().get(found.base), own_on, session.calendar)
        if home_office_told_on is not None:
            happened(home_office_told_on, today=session.clock.today())
        set_for = OwnDate(
            id=new_id(),
            case_id=case_id,
            rule=rule,
            own_on=own_on,
            reason=reason,
            authoriser=authoriser,
            home_office_told_on=home_office_told_on,
        )
        put_own_date(work, set_for, today=session.clock.today())


def refuse_earlier(rule: DeadlineRule, base_on: date | None, own_on: date, working: WorkingCalendar) -> None:
    """Refuse an own date before the rule's: it never shortens a clock. Raises ``DateImpossible``."""
    due = deadline(rule, base_on, working).due if base_on else None
    if due is not None and own_on < due:
        raise DateImpossible(f"The rule gives until {long_date(due)}: an own date is that day or a later one.")


def put_own_date(work: Writing, own: OwnDate, *, today: date) -> None:
    """Write the partnership's own date for a duty inside a transaction that has begun.

    It replaces an earlier one for the same duty. Raises ``DateImpossible`` for a day that has passed.
    """
    if own.own_on < today:
        raise DateImpossible("A date set for the future cannot lie in the past.")
    held = next((item.id for item in work.of_case(OwnDate, own.case_id) if item.rule == own.rule), own.id)
    work.put(replace(own, id=held))


def advance(session: Session, case_id: CaseId, *, reason: str = "", approver: str = "") -> str:
    """Move the case through its gate to the next state; in the last one it is closed. Returns the name of the state.

    With an unmet condition it raises ``GateClosed`` naming what is missing, unless ``reason`` and ``approver`` are
    given: then the override is on the record. What leads to the end of a case knows no override: what is unfinished
    stays open. Nor does what is owed to the family.
    """
    with session.vault.writing(Compartment.REVIEWS, session.act("advance", case_id, why=reason)) as work:
        file = open_file(work, case_id)
        regime = regime_of(file.case)
        state = regime.state_of(file.case)
        after = next_state(regime, file, CONDITIONS)
        missing = [item for item in gate(state, file, CONDITIONS) if not item.is_met]
        unmet = tuple(item.sentence or item.condition.unmet for item in missing)
        is_owed = any(item.condition.is_owed_always for item in missing)
        if unmet and same_person(approver, session.person):
            raise EntryInvalid(ANOTHER)
        may_pass = after is not None and not after.is_final and not state.returns and not is_owed
        if after is None or (unmet and not (may_pass and reason.strip() and approver.strip())):
            raise GateClosed(" ".join(unmet) or "No way on is open from here.")
        step = step_from(session, file, after, kind=StepKind.OVERRIDDEN if unmet else StepKind.MOVED)
        if unmet:
            step = replace(step, reason=reason, approver=approver, unmet=unmet)
            detail = f"{' '.join(unmet)} Reason: {reason} Approved by: {approver}"
            work.put(_fact(session, case_id, OVERRIDE, session.clock.today(), detail))
        take_step(work, file, after, step)
        return after.name


def step_from(session: Session, file: CaseFile, after: State, *, kind: StepKind) -> StateEvent:
    """The step of a case to the state ``after``, today, by the person at work; not yet on the record."""
    return StateEvent(
        id=new_id(),
        case_id=file.case.case_id,
        kind=kind,
        was=regime_of(file.case).state_of(file.case).id,
        now=after.id,
        happened_on=session.clock.today(),
        recorded_by=session.person,
    )


def take_step(work: Writing, file: CaseFile, after: State, step: StateEvent) -> None:
    """Write a step and where the case stands after it, inside a transaction that has begun.

    A state beside the rail leaves the case at the stage where it was; a final one closes it.
    """
    regime = regime_of(file.case)
    stages = [stage.id for stage in regime.stages if after in stage.states]
    work.put(step)
    work.put(
        replace(
            file.case,
            state=after.id,
            stage=stages[0] if stages else file.case.stage,
            status=CaseStatus.CLOSED if after.is_final else CaseStatus.OPEN,
            closed_on=step.happened_on if after.is_final else None,
        )
    )


def _fact(session: Session, case_id: CaseId, kind: str, happened_on: date, detail: str) -> Fact:
    return Fact(
        id=new_id(),
        case_id=case_id,
        kind=kind,
        happened_on=happened_on,
        detail=detail,
        recorded_by=session.person,
    )


def _case(new: NewCase, case_id: CaseId) -> Case:
    return Case(
        id=RecordId(case_id),
        case_id=case_id,
        reference=new.reference,
        label=new.label,
        stream=Stream.DHR,
        regime=new.regime,
        stage=REGIMES[new.regime].stages[0].id,
        state=REGIMES[new.regime].states[0].id,
        status=CaseStatus.OPEN,
        marking=MARKING,
        lead=new.lead,
        residence_area=new.residence_area,
        opened_on=new.received_on,
        edition=REGIMES[new.regime].edition,
    )


def _notification(new: NewCase, case_id: CaseId) -> Notification:
    return Notification(
        id=new_id(),
        case_id=case_id,
        received_on=new.received_on,
        notifier_agency=new.notifier_agency,
        notifier_role=new.notifier_role,
        manner=new.manner,
        death_on=new.death_on,
        circumstances=new.circumstances,
        known_agencies=new.known_agencies,
        restricted_people=new.restricted_people,
    )
