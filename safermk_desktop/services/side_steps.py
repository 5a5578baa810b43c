"""Steps beside the main way: pausing, withdrawing, transferring, reopening; each has a gate of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from safermk_desktop.domain.case import CaseStatus
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.side_steps import SideStep
from safermk_desktop.domain.states import State
from safermk_desktop.domain.steps import Pause, PauseCause, StepKind
from safermk_desktop.errors import EntryInvalid, GateClosed
from safermk_desktop.services.casefiles import happened, load, need, open_file, regime_of
from safermk_desktop.services.cases import step_from, take_step
from safermk_desktop.services.ports import Compartment, Writing
from safermk_desktop.services.session import Session, new_id

NOT_FROM_HERE: Final = "That step cannot be taken from where the case stands: {}."
NO_PAUSE: Final = "The review is not paused."
ENDS_A_PAUSE: Final = frozenset({StepKind.WITHDRAWN, StepKind.TRANSFERRED, StepKind.REOPENED})
"""Steps with which a pause that runs ends: nobody could lift it once the case is closed."""


def side_steps(file: CaseFile) -> tuple[SideStep, ...]:
    """The side steps that the case can take where it stands."""
    regime = regime_of(file.case)
    state = regime.state_of(file.case)
    return tuple(step for step in regime.side_steps if step.may_be_taken_from(state))


def places_to_reopen(file: CaseFile) -> tuple[State, ...]:
    """Where a case can begin again: the states on the main way before the one it stands in, or stood in at its end."""
    regime = regime_of(file.case)
    state = regime.state_of(file.case)
    if state.may_reopen and file.steps:
        state = regime.state(file.steps[-1].was)
    order = [one for stage in regime.stages for one in stage.states if not one.is_aside or one is state]
    before = order[: order.index(state) + (1 if regime.state_of(file.case).may_reopen else 0)]
    return tuple(one for one in before if not one.is_aside)


def pause_review(
    session: Session,
    case_id: CaseId,
    *,
    cause: PauseCause,
    started_on: date,
    advice: str,
    advised_by: str,
    home_office_told_on: date | None,
    early_learning: str,
) -> None:
    """Pause the review. Its clocks run on; the pause explains what becomes late.

    Raises ``GateClosed`` naming what is not said, ``EntryInvalid`` where no pause is possible, ``DateImpossible``.
    """
    with session.vault.writing(Compartment.REVIEWS, session.act("pause_review", case_id)) as work:
        file = open_file(work, case_id)
        said = {
            "advice": advice,
            "advised_by": advised_by,
            "home_office_told_on": home_office_told_on,
            "early_learning": early_learning,
        }
        step = _allowed(file, "pause", said)
        told = home_office_told_on or session.clock.today()
        for day in (started_on, told):
            happened(day, today=session.clock.today(), not_before=file.case.opened_on)
        work.put(
            Pause(
                id=new_id(),
                case_id=case_id,
                cause=cause,
                started_on=started_on,
                advice=advice,
                advised_by=advised_by,
                home_office_told_on=told,
                early_learning=early_learning,
            )
        )
        _take(session, work, file, step.to, kind=StepKind.PAUSED, reason=advice)


def review_pause(session: Session, case_id: CaseId, *, reviewed_on: date, note: str) -> None:
    """Record that it was looked at whether the pause must go on. The next look is owed three months later.

    Raises ``EntryMissing``, ``EntryInvalid`` when the review is not paused, ``DateImpossible``.
    """
    need(note=note)
    with session.vault.writing(Compartment.REVIEWS, session.act("review_pause", case_id)) as work:
        pause = _running(open_file(work, case_id))
        happened(reviewed_on, today=session.clock.today(), not_before=pause.reviewed_on or pause.started_on)
        work.put(replace(pause, reviewed_on=reviewed_on, review_note=note))


def lift_pause(session: Session, case_id: CaseId, *, lifted_on: date, reason: str) -> str:
    """Lift the pause: the case stands again where it was paused. Returns the name of that state.

    Raises ``EntryMissing``, ``EntryInvalid`` when the review is not paused, ``DateImpossible``.
    """
    need(reason=reason)
    with session.vault.writing(Compartment.REVIEWS, session.act("lift_pause", case_id, why=reason)) as work:
        file = open_file(work, case_id)
        pause = _running(file)
        happened(lifted_on, today=session.clock.today(), not_before=pause.started_on)
        work.put(replace(pause, lifted_on=lifted_on, lifted_reason=reason))
        back = _take(session, work, file, file.steps[-1].was, kind=StepKind.RESUMED, reason=reason)
        return back.name


def withdraw(
    session: Session, case_id: CaseId, *, reason: str, approver: str, home_office_told_on: date | None
) -> None:
    """Withdraw the review since its criteria fell away; the case is closed. New information can open it again.

    Raises ``GateClosed`` naming what is not said, ``EntryInvalid``, ``DateImpossible``.
    """
    with session.vault.writing(Compartment.REVIEWS, session.act("withdraw", case_id, why=reason)) as work:
        file = open_file(work, case_id)
        said = {"reason": reason, "approver": approver, "home_office_told_on": home_office_told_on}
        step = _allowed(file, "withdraw", said)
        _told(session, file, home_office_told_on)
        _take(
            session,
            work,
            file,
            step.to,
            kind=StepKind.WITHDRAWN,
            reason=reason,
            approver=approver,
            home_office_told_on=home_office_told_on,
        )


def transfer(
    session: Session, case_id: CaseId, *, receiver: str, reason: str, approver: str, home_office_told_on: date | None
) -> None:
    """Hand the review to another partnership, which leads it now; the case is closed here.

    Raises ``GateClosed`` naming what is not said, ``EntryInvalid``, ``DateImpossible``.
    """
    with session.vault.writing(Compartment.REVIEWS, session.act("transfer", case_id, why=reason)) as work:
        file = open_file(work, case_id)
        said = {
            "receiver": receiver,
            "reason": reason,
            "approver": approver,
            "home_office_told_on": home_office_told_on,
        }
        step = _allowed(file, "transfer", said)
        _told(session, file, home_office_told_on)
        _take(
            session,
            work,
            file,
            step.to,
            kind=StepKind.TRANSFERRED,
            reason=reason,
            approver=approver,
            receiver=receiver,
            home_office_told_on=home_office_told_on,
        )


def reopen(session: Session, case_id: CaseId, *, to: str, reason: str, approver: str) -> str:
    """Take the case back to an earlier state for new information, one that ended early too. Returns its name.

    Raises ``GateClosed`` naming what is not said, ``EntryInvalid`` for a state that does not come before.
    """
    with session.vault.writing(Compartment.REVIEWS, session.act("reopen", case_id, why=reason)) as work:
        file = load(work, case_id)
        said = {"to": to, "reason": reason, "approver": approver}
        _allowed(file, "reopen", said)
        if to not in {state.id for state in places_to_reopen(file)}:
            raise EntryInvalid("A review begins again in a state that it has passed already.")
        if file.pause is not None and file.case.status is CaseStatus.OPEN:
            raise EntryInvalid("The review is paused: lift the pause first.")
        back = _take(session, work, file, to, kind=StepKind.REOPENED, reason=reason, approver=approver)
        return back.name


def _allowed(file: CaseFile, name: str, said: Mapping[str, object]) -> SideStep:
    """The side step, if the case can take it and all that it needs is said."""
    regime = regime_of(file.case)
    state = regime.state_of(file.case)
    step = next(one for one in regime.side_steps if one.id == name)
    is_ended = file.case.status is CaseStatus.CLOSED and not state.may_reopen
    if is_ended or not step.may_be_taken_from(state):
        raise EntryInvalid(NOT_FROM_HERE.format(state.name))
    unmet = step.unmet(said)
    if unmet:
        raise GateClosed(" ".join(unmet))
    return step


def _take(
    session: Session,
    work: Writing,
    file: CaseFile,
    to: str,
    *,
    kind: StepKind,
    reason: str,
    approver: str = "",
    receiver: str = "",
    home_office_told_on: date | None = None,
) -> State:
    after = regime_of(file.case).state(to)
    step = replace(
        step_from(session, file, after, kind=kind),
        reason=reason,
        approver=approver,
        receiver=receiver,
        home_office_told_on=home_office_told_on,
    )
    if file.pause is not None and kind in ENDS_A_PAUSE:
        work.put(replace(file.pause, lifted_on=step.happened_on, lifted_reason=reason))
    take_step(work, file, after, step)
    return after


def _told(session: Session, file: CaseFile, day: date | None) -> None:
    if day is not None:
        happened(day, today=session.clock.today(), not_before=file.case.opened_on)


def _running(file: CaseFile) -> Pause:
    if file.pause is None:
        raise EntryInvalid(NO_PAUSE)
    return file.pause
