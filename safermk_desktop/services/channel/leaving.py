"""Leaving the programme: the exit with its two reviews, transfer, early closing, retention, holds and disposal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from safermk_desktop.domain.case import CaseStatus
from safermk_desktop.domain.channel.case import ChannelCase, ChannelStepKind
from safermk_desktop.domain.channel.channelfile import ChannelFile
from safermk_desktop.domain.channel.conditions import exit_if_supported, history_seen
from safermk_desktop.domain.channel.exits import (
    AfterReview,
    Direction,
    Exit,
    ExitReason,
    HoldReason,
    PostExitReview,
    RetentionHold,
    Transfer,
    disposal_refused,
    reviews_after,
)
from safermk_desktop.domain.channel.panel import Outcome
from safermk_desktop.domain.channel.papers import ChannelExport
from safermk_desktop.domain.record import ChannelId, PreventRecord, RecordId
from safermk_desktop.errors import EntryInvalid, GateClosed
from safermk_desktop.services.channel.files import (
    NO_CASE,
    NOT_PROGRESSED,
    PREVENT,
    channel_course,
    live_file,
    load,
    own,
    was_live_matter,
)
from safermk_desktop.services.channel.moving import take_channel_step
from safermk_desktop.services.entries import approved_by_another, happened, need
from safermk_desktop.services.ports import Writing
from safermk_desktop.services.session import Session, new_id

ENDING: Final = frozenset({Outcome.EXIT, Outcome.TRANSFER, Outcome.POLICE_LED})
"""What a panel decides that ends support."""


def record_exit(
    session: Session,
    case_id: ChannelId,
    *,
    exited_on: date,
    reason: ExitReason,
    evidence: Mapping[int, str],
    closing_report: str,
    onward_support: str,
    referrer_told: str,
) -> None:
    """Record how the person left, with evidence for each objective by its number; both reviews are made with it.

    Raises ``EntryMissing``, ``EntryInvalid`` before anything to leave or where an objective has no evidence,
    ``GateClosed`` where the panel has not decided it, ``DateImpossible``.
    """
    need(closing_report=closing_report, onward_support=onward_support, whether_the_referrer_was_told=referrer_told)
    with session.vault.writing(PREVENT, session.act("record_exit", case_id, subject=reason.value)) as work:
        file = live_file(session, work, case_id)
        _refuse_exit(file, reason, evidence)
        happened(exited_on, today=session.clock.today(), not_before=file.adopted_on)
        left = Exit(
            id=new_id(),
            case_id=case_id,
            exited_on=exited_on,
            reason=reason,
            evidence=tuple(f"{number}: {text}" for number, text in sorted(evidence.items())),
            closing_report=closing_report,
            onward_support=onward_support,
            referrer_told=referrer_told,
            recorded_by=session.person,
        )
        work.put(left)
        for review in reviews_after(left, (new_id(), new_id())):
            work.put(review)
        for objective in file.objectives:
            if not objective.closing_evidence:
                said = evidence[objective.number]
                work.put(replace(objective, closing_evidence=said, ends_on=objective.ends_on or exited_on))


def review_after_exit(
    session: Session,
    case_id: ChannelId,
    months: int,
    *,
    done_on: date,
    contact_made: str,
    new_concern: str,
    decision: AfterReview,
    words: str,
) -> None:
    """Record the review 6 or 12 months after exit; also of a case that is closed.

    Raises ``EntryMissing``, ``EntryInvalid`` where there is none, it was held, or a closed case would be taken up
    again (that is a new referral), ``DateImpossible``.
    """
    need(contact_made=contact_made, new_concern=new_concern, reasons=words)
    if decision is AfterReview.SET_ASIDE:
        raise EntryInvalid("A review is set aside by an act of its own, with who approved it.")
    with session.vault.writing(PREVENT, session.act("review_after_exit", case_id, subject=str(months))) as work:
        file, review = _open_review(session, work, case_id, months)
        if decision is AfterReview.RE_ENTER and file.case.status is CaseStatus.CLOSED:
            raise EntryInvalid("The case is closed: log a new referral of the same person.")
        happened(done_on, today=session.clock.today(), not_before=file.exits[-1].exited_on)
        done = replace(review, done_on=done_on, contact_made=contact_made, new_concern=new_concern)
        work.put(replace(done, decision=decision.value, words=words, recorded_by=session.person))


def set_review_aside(session: Session, case_id: ChannelId, months: int, *, reason: str, approver: str) -> None:
    """Set a review aside, as after a death, with the reason and who approved it.

    Raises ``EntryMissing``, ``EntryInvalid`` where the person at work would approve it.
    """
    need(reason=reason, approver=approver)
    approved_by_another(approver, session.person)
    act = session.act("set_review_aside", case_id, subject=str(months), why=reason)
    with session.vault.writing(PREVENT, act) as work:
        _, review = _open_review(session, work, case_id, months)
        done = replace(review, done_on=session.clock.today(), decision=AfterReview.SET_ASIDE.value)
        work.put(replace(done, words=f"{reason} Approved by: {approver}", recorded_by=session.person))


def transfer_out(session: Session, case_id: ChannelId, *, other_panel: str, asked_on: date, reason: str) -> RecordId:
    """Ask another panel to take the case. It goes once that panel has accepted. Raises ``EntryMissing``."""
    need(other_panel=other_panel, reason=reason)
    transfer_id = new_id()
    with session.vault.writing(PREVENT, session.act("transfer_out", case_id)) as work:
        file = live_file(session, work, case_id)
        if any(one.direction is Direction.OUT and one.accepted_on is None for one in file.transfers):
            raise EntryInvalid("Another panel is asked already.")
        happened(asked_on, today=session.clock.today(), not_before=file.case.opened_on)
        work.put(
            Transfer(
                id=transfer_id,
                case_id=case_id,
                direction=Direction.OUT,
                other_panel=other_panel,
                asked_on=asked_on,
                reason=reason,
            )
        )
    return transfer_id


def accept_transfer(
    session: Session, case_id: ChannelId, transfer_id: RecordId, *, accepted_on: date, accepted_by: str
) -> None:
    """Record that the receiving panel accepted: the case ends here, transferred.

    Raises ``GateClosed`` where the person was in support and their exit is not recorded, or the history of a person
    referred again was not seen; ``EntryMissing``, ``DateImpossible``.
    """
    need(who_accepted=accepted_by)
    with session.vault.writing(PREVENT, session.act("accept_transfer", case_id, subject=transfer_id)) as work:
        file = live_file(session, work, case_id)
        held = own(work, Transfer, transfer_id, case_id)
        happened(accepted_on, today=session.clock.today(), not_before=held.asked_on)
        _refuse_end(file)
        work.put(replace(held, accepted_on=accepted_on, accepted_by=accepted_by))
        course = channel_course(file.case)
        end = course.state(course.transferred)
        take_channel_step(session, work, file, end, kind=ChannelStepKind.TRANSFERRED, reason=held.reason)


def receive_transfer(session: Session, case_id: ChannelId, *, other_panel: str, accepted_on: date, reason: str) -> None:
    """Record that a case came from another panel and was accepted here. Raises ``EntryMissing``, ``DateImpossible``."""
    need(other_panel=other_panel, reason=reason)
    with session.vault.writing(PREVENT, session.act("receive_transfer", case_id)) as work:
        file = live_file(session, work, case_id)
        happened(accepted_on, today=session.clock.today(), not_before=file.case.opened_on)
        work.put(
            Transfer(
                id=new_id(),
                case_id=case_id,
                direction=Direction.IN,
                other_panel=other_panel,
                asked_on=accepted_on,
                reason=reason,
                accepted_on=accepted_on,
                accepted_by=session.person,
            )
        )


def close_early(session: Session, case_id: ChannelId, *, reason: str, approver: str) -> None:
    """Close a case before its process ends, as after a death. Reviews after an exit stay owed.

    Raises ``GateClosed`` where the exit of somebody in support is not recorded, ``EntryMissing``, ``EntryInvalid``
    where the person at work would approve it.
    """
    need(reason=reason, approver=approver)
    approved_by_another(approver, session.person)
    with session.vault.writing(PREVENT, session.act("close_early", case_id, why=reason)) as work:
        file = live_file(session, work, case_id)
        _refuse_end(file)
        course = channel_course(file.case)
        end, kind = course.state(course.closed), ChannelStepKind.CLOSED_EARLY
        take_channel_step(session, work, file, end, kind=kind, reason=reason, approver=approver)


def place_hold(session: Session, case_id: ChannelId, *, reason: HoldReason, words: str) -> RecordId:
    """Hold a case back from disposal. Raises ``EntryMissing``; ``EntryInvalid`` for words about a live matter."""
    hold_id = new_id()
    with session.vault.writing(PREVENT, session.act("place_retention_hold", case_id, subject=reason.value)) as work:
        file = load(work, case_id, session.clock.today())
        is_live_matter = was_live_matter(file.case, file.steps)
        if is_live_matter and words.strip():
            raise EntryInvalid(NOT_PROGRESSED)
        if not is_live_matter:
            need(why=words)
        work.put(
            RetentionHold(
                id=hold_id,
                case_id=case_id,
                reason=reason,
                words=words,
                placed_on=session.clock.today(),
                placed_by=session.person,
            )
        )
    return hold_id


def lift_retention_hold(session: Session, case_id: ChannelId, hold_id: RecordId) -> None:
    """Lift a hold. Raises ``EntryInvalid`` where it was lifted already."""
    with session.vault.writing(PREVENT, session.act("lift_retention_hold", case_id, subject=hold_id)) as work:
        hold = own(work, RetentionHold, hold_id, case_id)
        if hold.lifted_on is not None:
            raise EntryInvalid("The hold was lifted already.")
        work.put(replace(hold, lifted_on=session.clock.today(), lifted_by=session.person))


def dispose(session: Session, case_id: ChannelId, *, approver: str) -> None:
    """Remove a case whose retention has ended, with all that belongs to it. The log keeps that it was, and no word.

    Raises ``EntryInvalid`` while it is kept, held or owes a review, or where the person at work would approve it;
    ``EntryMissing``.
    """
    need(approver=approver)
    approved_by_another(approver, session.person)
    with session.vault.writing(PREVENT, session.act("dispose", case_id, why=f"Approved by {approver}")) as work:
        file = load(work, case_id, session.clock.today())
        kept = file.retention[-1] if file.retention else None
        refused = disposal_refused(kept, file.holds, file.after, file.today)
        if refused or file.case.status is CaseStatus.OPEN:
            raise EntryInvalid(refused or "The case is open.")
        for kind in work.kinds():
            if issubclass(kind, PreventRecord) and kind not in {ChannelCase, ChannelExport}:
                for record in work.of_case(kind, case_id):
                    work.remove(kind, record.id)
        for line in work.of_case(ChannelExport, case_id):
            work.put(replace(line, case_id=NO_CASE, recipient="", purpose="A case that was disposed of"))
        work.remove(ChannelCase, file.case.id)


def _open_review(
    session: Session, work: Writing, case_id: ChannelId, months: int
) -> tuple[ChannelFile, PostExitReview]:
    file = load(work, case_id, session.clock.today())
    review = file.review_after(months)
    if review is None:
        raise EntryInvalid("No such review is owed: nobody has left the programme in this case.")
    if review.done_on is not None:
        raise EntryInvalid("That review was held already, or set aside.")
    return file, review


def _refuse_exit(file: ChannelFile, reason: ExitReason, evidence: Mapping[int, str]) -> None:
    if file.adopted_on is None or file.exit is not None:
        raise EntryInvalid("Nobody is in the programme in this case.")
    has_decided = file.decision is not None and file.decision.outcome in ENDING
    if file.case.state == channel_course(file.case).support and not has_decided and reason is not ExitReason.DIED:
        raise GateClosed("The panel has not decided that the person leaves: it ends the support first.")
    bare = [str(one.number) for one in file.objectives if not evidence.get(one.number, one.closing_evidence).strip()]
    if bare:
        raise EntryInvalid(f"No evidence for objective {', '.join(bare)}: a vote alone closes nothing.")


def _refuse_end(file: ChannelFile) -> None:
    if history_seen(file) is not None:
        raise GateClosed("The chair has not looked at the whole history of the person.")
    if exit_if_supported(file) is not None:
        raise GateClosed("The person was in support: record first how they left it.")
