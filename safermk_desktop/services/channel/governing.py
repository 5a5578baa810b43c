"""The Prevent plan by its eight headings, the assurance statement, the tracker compared, and the panel's settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from safermk_desktop.domain.actions import FINISHED, ActionStatus
from safermk_desktop.domain.channel.case import ChannelCase
from safermk_desktop.domain.channel.governance import (
    AssuranceItem,
    AssuranceStatement,
    Extent,
    Heading,
    PreventPlanItem,
    PreventPlanUpdate,
    PreventSetting,
    TrackerCheck,
)
from safermk_desktop.domain.record import RecordId
from safermk_desktop.domain.regimes.channel_2023_lists import MOST_SET, SETTING_WORDS, SETTINGS, STANDARDS
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.channel.files import CONCERN_LIST, NO_CASE, PREVENT, concerns_of, settings_of
from safermk_desktop.services.entries import approved_by_another, happened, lies_ahead, need
from safermk_desktop.services.session import Session, new_id

CATALOGUE = ("Referral and Channel awareness training", "Survey of professionals and residents", "Staff handbook")
"""What the plan of the seeds names as actions of their own (training, survey, handbook)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """A statement with its standards in order."""

    statement: AssuranceStatement
    items: tuple[AssuranceItem, ...]

    @property
    def open_items(self) -> tuple[AssuranceItem, ...]:
        """The standards that keep it from being signed."""
        return tuple(one for one in self.items if not _is_answered(one))


def add_plan_item(
    session: Session,
    heading: Heading,
    *,
    text: str,
    lead_agency: str,
    lead_role: str,
    target_on: date,
    milestones: tuple[str, ...] = (),
) -> RecordId:
    """Add the next action under a heading of the Prevent plan. Raises ``EntryMissing``."""
    need(text=text, lead_agency=lead_agency)
    item_id, today = new_id(), session.clock.today()
    with session.vault.writing(PREVENT, session.act("add_plan_item", NO_CASE, subject=heading.value)) as work:
        numbers = [one.number for one in work.every(PreventPlanItem) if one.heading is heading]
        work.put(
            PreventPlanItem(
                id=item_id,
                case_id=NO_CASE,
                heading=heading,
                number=max(numbers, default=0) + 1,
                text=text,
                lead_agency=lead_agency,
                lead_role=lead_role,
                target_on=target_on,
                first_target_on=target_on,
                created_on=today,
                milestones=milestones,
            )
        )
    return item_id


def update_plan_item(
    session: Session, item_id: RecordId, *, text: str, updated_on: date, status: ActionStatus | None = None
) -> None:
    """Record a dated update; "nothing new to report" is one. It resets the silence, never the target date.

    Raises ``EntryMissing``, ``EntryInvalid``, ``DateImpossible``.
    """
    need(update=text)
    if status in FINISHED:
        raise EntryInvalid("Completing and abandoning an action need their own record.")
    with session.vault.writing(PREVENT, session.act("update_plan_item", NO_CASE, subject=item_id)) as work:
        item = work.get(PreventPlanItem, item_id)
        if item.is_finished:
            raise EntryInvalid("The action is finished.")
        happened(updated_on, today=session.clock.today(), not_before=item.created_on)
        update = PreventPlanUpdate(
            id=new_id(), case_id=NO_CASE, action_id=item_id, updated_on=updated_on, updated_by=session.person, text=text
        )
        work.put(update)
        if status is not None:
            work.put(replace(item, status=status))


def revise_plan_item(session: Session, item_id: RecordId, *, target_on: date, reason: str, approver: str) -> None:
    """Move the target of an action, with the reason and who approved it.

    Raises ``EntryMissing``, ``EntryInvalid`` for a finished action, for the date that is set already, and where the
    person at work would approve it; ``DateImpossible`` for a day that has passed.
    """
    need(reason=reason, approver=approver)
    approved_by_another(approver, session.person)
    lies_ahead(target_on, today=session.clock.today())
    with session.vault.writing(PREVENT, session.act("revise_plan_item", NO_CASE, subject=item_id, why=reason)) as work:
        item = work.get(PreventPlanItem, item_id)
        if item.is_finished:
            raise EntryInvalid("The action is finished.")
        if target_on == item.target_on:
            raise EntryInvalid("That is its target date already.")
        work.put(replace(item, target_on=target_on, revisions=item.revisions + 1))
        words = f"Target date revised. Reason: {reason} Approved by: {approver}"
        today = session.clock.today()
        work.put(
            PreventPlanUpdate(
                id=new_id(), case_id=NO_CASE, action_id=item_id, updated_on=today, updated_by=session.person, text=words
            )
        )


def end_plan_item(
    session: Session, item_id: RecordId, *, on: date, outcome: str, evidence: str, verified_by: str
) -> None:
    """Complete an action: what changed, the evidence, and another person who verified it.

    Raises ``EntryMissing``, ``EntryInvalid`` when the person at work verifies their own record, ``DateImpossible``.
    """
    need(outcome=outcome, evidence=evidence, verified_by=verified_by)
    if verified_by.strip().casefold() == session.person.casefold():
        raise EntryInvalid("Someone else than the person who records it has to verify an action.")
    with session.vault.writing(PREVENT, session.act("end_plan_item", NO_CASE, subject=item_id)) as work:
        item = work.get(PreventPlanItem, item_id)
        happened(on, today=session.clock.today(), not_before=item.created_on)
        if item.is_finished:
            raise EntryInvalid("The action is finished.")
        done = replace(item, status=ActionStatus.COMPLETE_VERIFIED, completed_on=on, outcome=outcome)
        work.put(replace(done, evidence=evidence, verified_by=verified_by))


def abandon_plan_item(session: Session, item_id: RecordId, *, reason: str, approver: str) -> None:
    """Close an action of the plan without completion, with the reason and who approved it.

    Raises ``EntryMissing``, ``EntryInvalid`` for one that is finished, or that the person at work would approve.
    """
    need(reason=reason, approver=approver)
    approved_by_another(approver, session.person)
    with session.vault.writing(PREVENT, session.act("abandon_plan_item", NO_CASE, subject=item_id, why=reason)) as work:
        item, today = work.get(PreventPlanItem, item_id), session.clock.today()
        if item.is_finished:
            raise EntryInvalid("The action is finished.")
        words = f"Closed without completion. Reason: {reason} Approved by: {approver}"
        work.put(replace(item, status=ActionStatus.ABANDONED, outcome=words))
        work.put(
            PreventPlanUpdate(
                id=new_id(), case_id=NO_CASE, action_id=item_id, updated_on=today, updated_by=session.person, text=words
            )
        )


def plan_items(session: Session) -> tuple[tuple[PreventPlanItem, ...], tuple[PreventPlanUpdate, ...]]:
    """Every action of the plan by heading and number, and all updates."""
    order = list(Heading)
    with session.vault.reading(PREVENT) as work:
        items = sorted(work.every(PreventPlanItem), key=lambda one: (order.index(one.heading), one.number))
        return tuple(items), work.every(PreventPlanUpdate)


def begin_statement(session: Session, *, year: str) -> RecordId:
    """Begin the assurance statement of a year with the standards as the last one left them, or as they come.

    Raises ``EntryMissing``, ``EntryInvalid`` for a year that has one.
    """
    need(year=year)
    statement_id = new_id()
    with session.vault.writing(PREVENT, session.act("begin_statement", NO_CASE, subject=year)) as work:
        held = work.every(AssuranceStatement)
        if any(one.year == year.strip() for one in held):
            raise EntryInvalid("That year has a statement.")
        last = [one for one in work.every(AssuranceItem) if held and one.statement_id == held[-1].id]
        words: Iterable[tuple[str, str]] = ((one.area, one.standard) for one in last) if last else STANDARDS
        statement = AssuranceStatement(
            id=statement_id, case_id=NO_CASE, year=year.strip(), begun_on=session.clock.today()
        )
        work.put(statement)
        for number, (area, standard) in enumerate(words, 1):
            work.put(
                AssuranceItem(
                    id=new_id(),
                    case_id=NO_CASE,
                    statement_id=statement_id,
                    number=number,
                    area=area,
                    standard=standard,
                )
            )
    return statement_id


def answer_standard(
    session: Session,
    item_id: RecordId,
    *,
    extent: Extent,
    evidence: str,
    improvement: str = "",
    owner: str = "",
    due_on: date | None = None,
    standard: str = "",
) -> None:
    """Say how far a standard is met, with evidence; one not fully met needs an improvement, its owner and its day.

    Raises ``EntryMissing``, ``EntryInvalid`` once the statement is signed.
    """
    need(evidence=evidence)
    if extent is not Extent.FULLY:
        need(improvement=improvement, owner=owner, day=due_on.isoformat() if due_on else "")
    with session.vault.writing(PREVENT, session.act("answer_standard", NO_CASE, subject=item_id)) as work:
        item = work.get(AssuranceItem, item_id)
        if work.get(AssuranceStatement, item.statement_id).signed_on is not None:
            raise EntryInvalid("The statement is signed.")
        answered = replace(item, extent=extent.value, evidence=evidence, improvement=improvement, owner=owner)
        work.put(replace(answered, due_on=due_on, standard=standard.strip() or item.standard))


def sign_statement(session: Session, statement_id: RecordId, *, signed_by: str) -> None:
    """Sign a statement of which every standard is answered. Raises ``EntryMissing``, ``EntryInvalid``."""
    need(who_signs=signed_by)
    with session.vault.writing(PREVENT, session.act("sign_statement", NO_CASE, subject=statement_id)) as work:
        held = work.get(AssuranceStatement, statement_id)
        items = [one for one in work.every(AssuranceItem) if one.statement_id == statement_id]
        waiting = [str(one.number) for one in items if not _is_answered(one)]
        if held.signed_on is not None or waiting:
            words = f"Not answered yet: standard {', '.join(waiting)}." if waiting else "It is signed already."
            raise EntryInvalid(words)
        work.put(replace(held, signed_on=session.clock.today(), signed_by=signed_by))


def statements(session: Session) -> tuple[StatementView, ...]:
    """Every statement, the latest first."""
    with session.vault.reading(PREVENT) as work:
        items = work.every(AssuranceItem)
        held = work.every(AssuranceStatement)
    views = (
        StatementView(statement=one, items=tuple(item for item in items if item.statement_id == one.id)) for one in held
    )
    return tuple(reversed(tuple(views)))


def tracker_references(session: Session) -> tuple[tuple[str, str], ...]:
    """The reference here and in the national tracker of every case, for the comparison; no name."""
    with session.vault.reading(PREVENT) as work:
        return tuple((one.reference, one.tracker_reference) for one in work.every(ChannelCase))


def compare_tracker(
    session: Session, *, checked_on: date, listed: tuple[str, ...], differing: tuple[str, ...] = ()
) -> TrackerCheck:
    """Compare the cases with the list of the national tracker, by reference number alone, and keep what came of it.

    ``listed`` are the tracker's numbers; ``differing`` are ``reference: what is to be corrected``.
    Raises ``DateImpossible``, ``EntryInvalid`` for what is no reference.
    """
    theirs = {one.strip() for one in listed if one.strip()}
    if any(len(one) > 32 or not all(letter.isalnum() or letter in "-/" for letter in one) for one in theirs):
        raise EntryInvalid("Only reference numbers are compared: letters, digits, hyphens and strokes.")
    happened(checked_on, today=session.clock.today())
    with session.vault.writing(PREVENT, session.act("compare_tracker", NO_CASE)) as work:
        cases = work.every(ChannelCase)
        ours = {one.tracker_reference for one in cases if one.tracker_reference}
        check = TrackerCheck(
            id=new_id(),
            case_id=NO_CASE,
            checked_on=checked_on,
            checked_by=session.person,
            agreed=tuple(sorted(ours & theirs)),
            missing_here=tuple(sorted(theirs - ours)),
            missing_there=tuple(sorted(one.reference for one in cases if one.tracker_reference not in theirs)),
            differing=differing,
        )
        work.put(check)
    return check


def tracker_checks(session: Session) -> tuple[TrackerCheck, ...]:
    """Every comparison with the national tracker, the latest first."""
    with session.vault.reading(PREVENT) as work:
        return tuple(reversed(work.every(TrackerCheck)))


def prevent_settings(session: Session) -> Mapping[str, int]:
    """What the panel counts by today: its own settings over what holds until it sets them."""
    with session.vault.reading(PREVENT) as work:
        return settings_of(work)


def concerns(session: Session) -> tuple[str, ...]:
    """The types of concern that a referral is counted under, as the panel keeps them."""
    with session.vault.reading(PREVENT) as work:
        return concerns_of(work)


def set_concerns(session: Session, words: tuple[str, ...]) -> None:
    """Keep another list of types of concern: the national tracker has changed its own before. Cases keep theirs.

    Raises ``EntryInvalid`` for an empty list, or a type that stands in it twice.
    """
    listed = tuple(one.strip() for one in words if one.strip())
    if not listed or len({one.casefold() for one in listed}) < len(listed):
        raise EntryInvalid("The list has at least one type of concern, and each of them once.")
    with session.vault.writing(PREVENT, session.act("set_concerns", NO_CASE, subject=CONCERN_LIST)) as work:
        work.put(PreventSetting(id=RecordId(CONCERN_LIST), case_id=NO_CASE, value="\n".join(listed)))


def set_prevent_setting(session: Session, name: str, value: int) -> None:
    """Set a number that the panel counts by. Raises ``EntryInvalid`` for another name, or a number that it may not."""
    if name not in SETTINGS or value < 1:
        raise EntryInvalid("That is no setting of the panel, or no whole number from 1.")
    if value > MOST_SET[name]:
        raise EntryInvalid(f"No more than {MOST_SET[name]} {SETTING_WORDS[name][1]}.")
    with session.vault.writing(PREVENT, session.act("set_prevent_setting", NO_CASE, subject=name)) as work:
        work.put(PreventSetting(id=RecordId(name), case_id=NO_CASE, value=str(value)))


def _is_answered(item: AssuranceItem) -> bool:
    return bool(item.extent and item.evidence.strip())
