"""What a person who opens Prevent sees: the cases, one case with its gate and alarms, dates, numbers, what is found.

Without the Prevent compartment there is nothing: every list is empty, and one case is refused by the vault itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safermk_desktop.domain.case import CaseStatus
from safermk_desktop.domain.channel.case import ChannelCase
from safermk_desktop.domain.channel.channelfile import ChannelFile
from safermk_desktop.domain.channel.conditions import consent_passes_on
from safermk_desktop.domain.channel.course import ChannelCourse
from safermk_desktop.domain.channel.governance import AssuranceItem, PreventPlanItem
from safermk_desktop.domain.channel.panel import CaseAction, CaseActionStatus, ChannelMeeting, PanelDecision
from safermk_desktop.domain.channel.papers import ChannelExport, ChannelPaper
from safermk_desktop.domain.channel.referral import ReturnState
from safermk_desktop.domain.channel.statistics import CountTable, Pace, Period, paces, tables
from safermk_desktop.domain.channel.support import ConsentAnswer
from safermk_desktop.domain.channel.walking import Alarm, alarms, channel_clocks, channel_gate, next_channel_state
from safermk_desktop.domain.channel.wording import warned_in
from safermk_desktop.domain.course import Finding
from safermk_desktop.domain.deadlines import Basis, Deadline
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.domain.states import State
from safermk_desktop.services.channel.files import PREVENT, channel_course, load, load_all, settings_of
from safermk_desktop.services.ports import Reading
from safermk_desktop.services.session import Session

FIRST_PAGE = 40


class ConsentStanding(StrEnum):
    """How consent to the support stands. It is not asked for before the panel adopts the case."""

    NOT_YET = "not_yet"
    MISSING = "missing"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelRow:
    """One case in the list: by reference and what stands for the name, with where it stands and what is alarming."""

    case_id: ChannelId
    reference: str
    tracker_reference: str
    published: str
    state: str
    stage: str
    is_open: bool
    referral_number: int
    next_due: Deadline | None
    next_panel_on: date | None
    consent: ConsentStanding
    alarms: tuple[Alarm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelOverview:
    """One case: its file, where it stands and could go, its clocks and alarms, and warned words in its texts."""

    file: ChannelFile
    course: ChannelCourse
    state: State
    gate: tuple[Finding, ...]
    after: State | None
    clocks: tuple[Deadline, ...]
    alarms: tuple[Alarm, ...]
    warnings: tuple[str, ...]

    @property
    def unmet(self) -> tuple[Finding, ...]:
        """What keeps it where it is."""
        return tuple(one for one in self.gate if not one.is_met)

    @property
    def last_decision(self) -> PanelDecision | None:
        """What the panel last decided, in whatever state: the first thing that a chair needs in the meeting."""
        return self.file.decisions[-1] if self.file.decisions else None

    @property
    def open_actions(self) -> tuple[CaseAction, ...]:
        """The actions of the minutes that are still open."""
        return tuple(one for one in self.file.actions if one.status is CaseActionStatus.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreventDay:
    """One dated thing of the Prevent calendar, by reference. ``case_id`` is ``None`` for what is of no one case.

    ``basis`` says what a duty rests on; what people agreed among themselves has none. ``meeting_id`` is that of a
    meeting.
    """

    on: date
    sentence: str
    case_id: ChannelId | None = None
    reference: str = ""
    basis: Basis | None = None
    meeting_id: RecordId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PreventFound:
    """One record that a search found, with its case; excerpts show what stands for the names."""

    case_id: ChannelId
    kind: str
    record_id: RecordId
    reference: str
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreventExport:
    """One line of the ledger of what left Prevent, with its paper's title and its case's reference."""

    line: ChannelExport
    title: str
    reference: str


def is_open_to(session: Session) -> bool:
    """Whether the person at work opens the Prevent compartment."""
    return PREVENT in session.vault.compartments


def channel_cases(session: Session) -> tuple[ChannelRow, ...]:
    """Every case, open ones first, then by what is due."""
    if not is_open_to(session):
        return ()
    with session.vault.reading(PREVENT) as work:
        files, settings = load_all(work, session.clock.today()), settings_of(work)
    rows = [_row(session, file, settings) for file in files]
    return tuple(sorted(rows, key=lambda row: (not row.is_open, _due(row), row.reference)))


def channel_overview(session: Session, case_id: ChannelId) -> ChannelOverview:
    """One case in full. Raises ``RecordUnknown``, ``CompartmentClosed``."""
    with session.vault.reading(PREVENT) as work:
        file, settings = load(work, case_id, session.clock.today()), settings_of(work)
    course = channel_course(file.case)
    is_open = file.case.status is CaseStatus.OPEN
    return ChannelOverview(
        file=file,
        course=course,
        state=course.state_of(file.case),
        gate=channel_gate(course, file) if is_open else (),
        after=next_channel_state(course, file) if is_open else None,
        clocks=channel_clocks(course, file, session.calendar, settings),
        alarms=alarms(file, settings),
        warnings=warned_in(file),
    )


def channel_alarms(session: Session) -> tuple[tuple[ChannelRow, Alarm], ...]:
    """Every alarm of every case, the red ones first."""
    found = [(row, alarm) for row in channel_cases(session) for alarm in row.alarms]
    return tuple(sorted(found, key=lambda one: not one[1].is_red))


def prevent_calendar(session: Session) -> tuple[PreventDay, ...]:
    """Everything that is dated, also what a closed case still owes, in the order of its days."""
    if not is_open_to(session):
        return ()
    with session.vault.reading(PREVENT) as work:
        files, settings = load_all(work, session.clock.today()), settings_of(work)
        days = _governance_days(work, session.clock.today())
    for file in files:
        days += _case_days(file, channel_clocks(channel_course(file.case), file, session.calendar, settings))
    return tuple(sorted(days, key=lambda day: (day.on, day.reference, day.sentence)))


def search_prevent(session: Session, text: str, *, ticket: int = 0) -> tuple[PreventFound, ...]:
    """The newest records of Prevent that hold all the words of ``text``. A later ``ticket`` stops it: ``Cancelled``."""
    if not is_open_to(session):
        return ()
    found = session.vault.search(PREVENT, text, limit=FIRST_PAGE, ticket=ticket)
    return tuple(
        PreventFound(
            case_id=ChannelId(one.case_id),
            kind=one.kind,
            record_id=one.record_id,
            reference=one.reference,
            excerpt=one.excerpt,
        )
        for one in found
    )


def prevent_statistics(session: Session, period: Period) -> tuple[tuple[CountTable, ...], tuple[Pace, ...]]:
    """The numbers of a period as plain counts: what leaves goes through suppression first."""
    if not is_open_to(session):
        return (), ()
    with session.vault.reading(PREVENT) as work:
        files = load_all(work, session.clock.today())
    return tables(files, period), paces(files, period)


def prevent_ledger(session: Session) -> tuple[PreventExport, ...]:
    """What left the Prevent compartment, the newest first."""
    if not is_open_to(session):
        return ()
    with session.vault.reading(PREVENT) as work:
        papers = {one.id: one.title for one in work.every(ChannelPaper)}
        cases = {one.case_id: one.reference for one in work.every(ChannelCase)}
        lines = work.every(ChannelExport)
    rows = (
        PreventExport(
            line=line,
            title=papers.get(line.paper_id, "Everything in the compartment"),
            reference=cases.get(line.case_id, ""),
        )
        for line in lines
    )
    return tuple(reversed(tuple(rows)))


def consent_standing(file: ChannelFile) -> ConsentStanding:
    """How consent stands on the day of the file."""
    held = file.consent
    if held is None:
        return ConsentStanding.MISSING if file.adopted_on and not file.exit else ConsentStanding.NOT_YET
    if held.withdrawn_on is not None:
        return ConsentStanding.WITHDRAWN
    return ConsentStanding.GIVEN if held.answer is ConsentAnswer.GIVEN else ConsentStanding.REFUSED


def _row(session: Session, file: ChannelFile, settings: Mapping[str, int]) -> ChannelRow:
    course = channel_course(file.case)
    clocks = channel_clocks(course, file, session.calendar, settings)
    state = course.state_of(file.case)
    return ChannelRow(
        case_id=file.case.case_id,
        reference=file.case.reference,
        tracker_reference=file.case.tracker_reference,
        published=file.person.published,
        state=f"{state.id} {state.name}",
        stage=course.stage(file.case.stage).name,
        is_open=file.case.status is CaseStatus.OPEN,
        referral_number=file.case.referral_number,
        next_due=clocks[0] if clocks else None,
        next_panel_on=file.decisions[-1].next_on if file.decisions else None,
        consent=consent_standing(file),
        alarms=alarms(file, settings),
    )


def _due(row: ChannelRow) -> date:
    return row.next_due.due if row.next_due and row.next_due.due else date.max


def _case_days(file: ChannelFile, clocks: tuple[Deadline, ...]) -> list[PreventDay]:
    def day(on: date, sentence: str, basis: Basis | None = None) -> PreventDay:
        return PreventDay(
            on=on, sentence=sentence, case_id=file.case.case_id, reference=file.case.reference, basis=basis
        )

    days = [day(one.due, one.rule.duty, one.rule.basis) for one in clocks if one.due]
    if file.case.closed_on is None:
        open_actions = (one for one in file.actions if one.status is CaseActionStatus.OPEN)
        days += [day(one.due_on, f"Action of {one.agency}") for one in open_actions]
        asked = (one for one in file.requests if one.state is ReturnState.ASKED)
        days += [day(one.due_on, f"Return of {one.organisation}", Basis.LOCAL) for one in asked]
        passes = consent_passes_on(file) if file.exit is None else None
        days += [day(passes, "Consent passes to the person", Basis.STATUTE)] if passes else []
    elif file.retention:
        days.append(day(file.retention[-1].keep_until, "Kept until this day", Basis.LOCAL))
    return days


def _governance_days(work: Reading, today: date) -> list[PreventDay]:
    """Meetings to come, the plan's targets, what the statement is to improve, and files to delete outside."""
    references = {one.case_id: one.reference for one in work.every(ChannelCase)}
    days = [
        PreventDay(on=one.held_on, sentence=f"Channel panel {one.number}", meeting_id=one.id)
        for one in work.every(ChannelMeeting)
        if one.held_on >= today
    ]
    plan = (one for one in work.every(PreventPlanItem) if not one.is_finished)
    days += [PreventDay(on=one.target_on, sentence=f"Prevent plan: {one.text}") for one in plan]
    days += [
        PreventDay(on=one.due_on, sentence=f"Assurance, standard {one.number}: {one.improvement}")
        for one in work.every(AssuranceItem)
        if one.due_on is not None and one.improvement
    ]
    outside = (one for one in work.every(ChannelExport) if one.delete_by is not None and one.deleted_on is None)
    days += [
        PreventDay(
            on=one.delete_by or today,
            sentence="Have a file outside deleted",
            case_id=one.case_id or None,
            reference=references.get(one.case_id, ""),
        )
        for one in outside
    ]
    return days
