"""Moving a Channel case through its gates, and what happens to it on the way: closing sets until when it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from safermk_desktop.domain.case import CaseStatus
from safermk_desktop.domain.channel.case import ChannelStep, ChannelStepKind
from safermk_desktop.domain.channel.channelfile import ChannelFile
from safermk_desktop.domain.channel.exits import Retention
from safermk_desktop.domain.channel.walking import channel_gate, next_channel_state
from safermk_desktop.domain.deadlines import corresponding_date
from safermk_desktop.domain.record import ChannelId
from safermk_desktop.domain.states import State
from safermk_desktop.errors import EntryInvalid, GateClosed
from safermk_desktop.services.channel.files import (
    NOT_PROGRESSED,
    PREVENT,
    channel_course,
    load,
    settings_of,
    was_live_matter,
)
from safermk_desktop.services.entries import approved_by_another
from safermk_desktop.services.ports import Writing
from safermk_desktop.services.session import Session, new_id

MONTHS = 12


def advance_channel(session: Session, case_id: ChannelId, *, reason: str = "", approver: str = "") -> str:
    """Move the case through its gate. Returns the name of the state that it comes to.

    With an unmet condition it raises ``GateClosed`` naming what is missing, unless ``reason`` and ``approver`` are
    given, by another than the person at work (``EntryInvalid``). What the Act asks for, the history of a person
    referred again, and the way to the end know no override.
    """
    with session.vault.writing(PREVENT, session.act("advance_channel", case_id, why=reason)) as work:
        file = load(work, case_id, session.clock.today())
        if file.case.status is CaseStatus.CLOSED:
            raise EntryInvalid("The case is closed.")
        if reason.strip() and was_live_matter(file.case, file.steps):
            raise EntryInvalid(NOT_PROGRESSED)
        course = channel_course(file.case)
        after = next_channel_state(course, file)
        missing = [item for item in channel_gate(course, file) if not item.is_met]
        unmet = tuple(item.sentence for item in missing)
        is_owed = any(item.condition.is_owed_always for item in missing)
        may_pass = after is not None and not after.is_final and not is_owed
        if unmet and may_pass and approver.strip():
            approved_by_another(approver, session.person)
        if after is None or (unmet and not (may_pass and reason.strip() and approver.strip())):
            raise GateClosed(" ".join(unmet) or "No way on is open from here.")
        kind = ChannelStepKind.OVERRIDDEN if unmet else ChannelStepKind.MOVED
        said = (reason, approver) if unmet else ("", "")
        take_channel_step(session, work, file, after, kind=kind, reason=said[0], approver=said[1], unmet=unmet)
        return after.name


def take_channel_step(
    session: Session,
    work: Writing,
    file: ChannelFile,
    after: State,
    *,
    kind: ChannelStepKind,
    reason: str = "",
    approver: str = "",
    unmet: tuple[str, ...] = (),
) -> None:
    """Write a step and where the case stands after it, inside a transaction that has begun. A final state closes it."""
    course, today = channel_course(file.case), session.clock.today()
    stages = [stage.id for stage in course.stages if after in stage.states]
    work.put(
        ChannelStep(
            id=new_id(),
            case_id=file.case.case_id,
            kind=kind,
            was=course.state_of(file.case).id,
            now=after.id,
            happened_on=today,
            recorded_by=session.person,
            reason=reason,
            approver=approver,
            unmet=unmet,
        )
    )
    work.put(
        replace(
            file.case,
            state=after.id,
            stage=stages[0] if stages else file.case.stage,
            status=CaseStatus.CLOSED if after.is_final else CaseStatus.OPEN,
            closed_on=today if after.is_final else None,
        )
    )
    if after.is_final:
        work.put(_retention(work, file, today))


def _retention(work: Writing, file: ChannelFile, today: date) -> Retention:
    years = settings_of(work)["retention_years"]
    left = file.exits[-1].exited_on if file.exits else today
    return Retention(
        id=new_id(),
        case_id=file.case.case_id,
        counted_from=left,
        years=years,
        keep_until=corresponding_date(left, MONTHS * years),
    )
