"""The invented Channel cases, day by day: one adopted and reviewed to a year after exit, one referred three times.

Together they come through every state, C0 to C10, X1 to X4 and T1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from safermk_desktop.demo import channel_acts as acts
from safermk_desktop.demo.channel_acts import Desk
from safermk_desktop.domain.actions import ActionStatus
from safermk_desktop.domain.case import CaseStatus
from safermk_desktop.domain.channel.assessment import AssessmentStage
from safermk_desktop.domain.channel.exits import AfterReview, ExitReason, HoldReason
from safermk_desktop.domain.channel.governance import Extent, Heading
from safermk_desktop.domain.channel.panel import Outcome
from safermk_desktop.domain.channel.referral import GatewayAnswer
from safermk_desktop.domain.channel.statistics import Period
from safermk_desktop.domain.channel.support import Consenter
from safermk_desktop.domain.deadlines import corresponding_date
from safermk_desktop.services.channel import (
    convening,
    counting,
    governing,
    leaving,
    moving,
    papering,
    showing,
    supporting,
    voting,
)
from safermk_desktop.services.channel.referring import NewReferral

ADOPTED, FIRST, SECOND, THIRD = "CH-2024-03", "CH-2024-07", "CH-2025-05", "CH-2026-06"
NOBODY: Final = ""

PERSON_P: Final = NewReferral(
    reference=ADOPTED,
    published="Person P",
    names=("Lucan Everdene", "Luke Everdene"),
    received_on=date(2024, 5, 13),
    sector="education",
    referrer_agency="Northbrook College",
    referrer_name="Sorrel Vance",
    referrer_role="Safeguarding lead",
    concern="Speaks in class of past attacks as if they had been right, and keeps away from everybody since spring.",
    concern_type="fascination with extreme violence or mass-casualty attacks",
    residence_area="Milton Keynes",
    residence_force=acts.FORCE,
    lead="Rowan Estcourt",
    born_on=date(2004, 2, 17),
    sex="male",
    ethnicity="White",
    occupation="Student at Northbrook College",
    needs=("neurodiversity",),
    tracker_reference="PCMT-990101",
    source="National referral form",
)
PERSON_R: Final = replace(
    PERSON_P,
    reference=FIRST,
    published="Person R",
    names=("Isolde Fairweather",),
    referrer_agency="Eastmere Academy",
    referrer_name="Bram Okoro",
    concern="Shares clips of an extreme group and draws its signs on schoolbooks.",
    concern_type="extreme right-wing",
    born_on=date(2009, 8, 21),
    sex="female",
    ethnicity="not recorded",
    occupation="Pupil at Eastmere Academy",
    needs=("none known",),
    carers=("Hester Fairweather",),
    tracker_reference="PCMT-990102",
)


@dataclass(frozen=True, slots=True)
class ChannelAct:
    """One act of the story on its day; ``reference`` is empty for what is of no one case."""

    on: date
    reference: str
    play: Callable[[Desk], None]


def channel_story() -> tuple[ChannelAct, ...]:
    """Every act, by day; acts of one day keep the order in which they stand here."""
    return tuple(sorted((*_panel(), *_adopted(), *_three_times(), *_governance()), key=lambda act: act.on))


def play_channel(desk: Desk, act: ChannelAct) -> Iterator[tuple[str, str, str]]:
    """Play one act and move the case on through every gate that stands open.

    Yields the reference, the stage and the state of each state that the case comes to.
    """
    was = _place(desk, act.reference)
    act.play(desk)
    now = _place(desk, act.reference)
    while now is not None:
        if now != was:
            yield act.reference, now[1], now[0]
        view = showing.channel_overview(desk.session, desk.cases[act.reference])
        if view.unmet or view.file.case.status is CaseStatus.CLOSED:
            return
        was = now
        moving.advance_channel(desk.session, desk.cases[act.reference])
        now = _place(desk, act.reference)


def _place(desk: Desk, reference: str) -> tuple[str, str] | None:
    if reference not in desk.cases:
        return None
    view = showing.channel_overview(desk.session, desk.cases[reference])
    is_closed = view.file.case.status is CaseStatus.CLOSED
    stage = "Closed" if is_closed else view.course.stage(view.file.case.stage).name
    return f"{view.state.id} {view.state.name}", stage


def _act(on: str, reference: str, play: Callable[..., None], *values: object, **named: object) -> ChannelAct:
    """An act of a function that is given the desk and the case's key first."""

    def played(desk: Desk) -> None:
        play(desk, reference, *values, **named)

    return ChannelAct(date.fromisoformat(on), reference, played)


def _panel() -> Iterator[ChannelAct]:
    yield _act("2024-05-06", NOBODY, acts.open_panel)


def _adopted() -> Iterator[ChannelAct]:
    yield _act("2024-05-13", ADOPTED, acts.refer, PERSON_P)
    yield _act("2024-05-17", ADOPTED, acts.gateway, GatewayAnswer.PROGRESS)
    yield _act("2024-05-30", ADOPTED, acts.gather)
    yield _act("2024-06-04", ADOPTED, acts.section36)
    yield _act("2024-06-18", ADOPTED, acts.panel, Outcome.ADOPT, against="Adult social care")
    yield _act("2024-06-20", ADOPTED, acts.plan)
    yield _act("2024-07-01", ADOPTED, _consent)
    yield from _support()
    yield _act("2025-07-15", ADOPTED, acts.end_actions)
    yield _act("2025-07-15", ADOPTED, acts.panel, Outcome.EXIT)
    yield _act("2025-07-17", ADOPTED, acts.assess, AssessmentStage.EXIT, 0)
    yield _act("2025-07-21", ADOPTED, _exit)
    yield _act("2026-01-20", ADOPTED, _review, 6)
    yield _act("2026-02-03", ADOPTED, _held_for_a_while)
    yield _act("2026-07-16", ADOPTED, acts.write_papers)
    yield _act("2026-07-16", ADOPTED, _review, 12)


def _support() -> Iterator[ChannelAct]:
    """A year of support: each month two contacts and a review at panel, each third month an assessment."""
    for month in range(12):
        first = corresponding_date(date(2024, 7, 4), month)
        yield _act(first.isoformat(), ADOPTED, acts.contact)
        yield _act(first.replace(day=18).isoformat(), ADOPTED, acts.contact, was_delivered=month != 5)
        if month % 3 == 2:
            stage, rating = AssessmentStage.THREE_MONTH, 1 if month < 8 else 0
            yield _act(first.replace(day=20).isoformat(), ADOPTED, acts.assess, stage, rating)
        outcome = Outcome.AMEND if month == 4 else Outcome.STEP_DOWN if month == 9 else Outcome.CONTINUE
        yield _act(first.replace(day=23).isoformat(), ADOPTED, acts.panel, outcome)


def _three_times() -> Iterator[ChannelAct]:
    yield _act("2024-09-16", FIRST, acts.refer, PERSON_R)
    yield _act("2024-09-20", FIRST, acts.gateway, GatewayAnswer.NO_CONCERN)
    yield _act("2024-09-24", FIRST, acts.fact, "services_considered", "Early help is offered to the family.")
    yield _act("2024-09-24", FIRST, acts.fact, "outcome_logged", "The school was told.")
    second = replace(PERSON_R, reference=SECOND, tracker_reference="PCMT-990103")
    yield _act("2025-05-12", SECOND, acts.refer, second, same_as=FIRST)
    yield _act("2025-05-13", SECOND, acts.history)
    yield _act("2025-05-16", SECOND, acts.gateway, GatewayAnswer.NOT_PROGRESSED)
    third = replace(PERSON_R, reference=THIRD, tracker_reference="PCMT-990104")
    yield _act("2026-06-08", THIRD, acts.refer, third, same_as=SECOND)
    yield _act("2026-06-09", THIRD, acts.history)
    yield _act("2026-06-12", THIRD, acts.gateway, GatewayAnswer.PROGRESS)
    yield _act("2026-06-24", THIRD, acts.gather)
    yield _act("2026-06-26", THIRD, acts.section36)
    yield _act("2026-07-14", THIRD, acts.panel, Outcome.ADOPT)
    yield _act("2026-07-20", THIRD, _refusal)
    yield _act("2026-07-22", THIRD, acts.fact, "services_considered", "Early help and the school's counsellor.")
    yield _act("2026-08-11", THIRD, acts.panel, Outcome.FURTHER_ASSESSMENT)
    yield _act("2026-09-15", THIRD, acts.panel, Outcome.POLICE_LED)
    yield _act("2026-09-17", THIRD, _taken_back)
    yield _act("2026-10-13", THIRD, acts.panel, Outcome.ADOPT)
    yield _act("2026-10-13", THIRD, _after_the_panel)
    yield _act("2026-10-20", THIRD, _asked_elsewhere)
    yield _act("2026-11-03", THIRD, _gone)


def _governance() -> Iterator[ChannelAct]:
    yield _act("2026-04-14", NOBODY, _plan_items)
    yield _act("2026-05-20", NOBODY, _statement)
    yield _act("2026-06-02", NOBODY, _tracker)
    yield _act("2026-09-08", NOBODY, _plan_moves)


def _consent(desk: Desk, key: str) -> None:
    supporting.record_consent(
        desk.session,
        desk.cases[key],
        supporting.NewConsent(
            answered_on=desk.today,
            consenter=Consenter.PERSON,
            name="The person",
            relationship="themselves",
            method="In writing, after a talk",
            scope=("support", "information_sharing"),
            capacity_note="No doubt.",
            witness="Wren Halloway",
            copy_held=True,
        ),
    )


def _refusal(desk: Desk, key: str) -> None:
    asked = supporting.NewConsent(
        answered_on=desk.today,
        consenter=Consenter.PARENT,
        name="The mother",
        relationship="mother",
        method="By telephone",
        young_person_view="Would rather not, and may think again.",
    )
    supporting.record_refusal(desk.session, desk.cases[key], asked, reason="Wants the school to help first.")


def _exit(desk: Desk, key: str) -> None:
    leaving.record_exit(
        desk.session,
        desk.cases[key],
        exited_on=desk.today,
        reason=ExitReason.NEEDS_MET,
        evidence={1: "Has a place in training, sees old friends, and speaks of other plans than before."},
        closing_report="What the panel set out to meet is met; nothing new was heard in half a year.",
        onward_support="The college's mentor, and the mental health trust where it is asked for.",
        referrer_told="The college was told on the day.",
    )


def _review(desk: Desk, key: str, months: int) -> None:
    leaving.review_after_exit(
        desk.session,
        desk.cases[key],
        months,
        done_on=desk.today,
        contact_made="The college was asked, and the person by telephone.",
        new_concern="None.",
        decision=AfterReview.NO_FURTHER,
        words="Well settled.",
    )


def _taken_back(desk: Desk, key: str) -> None:
    for kind, detail in (
        ("handed_over", "Handed over to the police coordinator."),
        ("panel_informed", "Told at the meeting itself."),
        ("taken_back", "The police see nothing of their own; the panel goes on."),
    ):
        acts.fact(desk, key, kind, detail)


def _asked_elsewhere(desk: Desk, key: str) -> None:
    leaving.transfer_out(
        desk.session,
        desk.cases[key],
        other_panel="Channel panel of the county to the west",
        asked_on=desk.today,
        reason="The family has moved.",
    )


def _gone(desk: Desk, key: str) -> None:
    view = showing.channel_overview(desk.session, desk.cases[key])
    asked = view.file.transfers[-1].id
    leaving.accept_transfer(
        desk.session, desk.cases[key], asked, accepted_on=desk.today, accepted_by="Chair of the other panel"
    )


def _plan_items(desk: Desk, _key: str) -> None:
    for heading, text in (
        (Heading.TRAINING, "Awareness training for every school's safeguarding lead"),
        (Heading.RISK_ASSESSMENT, "Refresh the local risk assessment"),
        (Heading.COMMUNICATIONS, "Survey of professionals and residents"),
        (Heading.REFERRAL_PATHWAY, "Handbook for staff: how to refer"),
    ):
        item = governing.add_plan_item(
            desk.session,
            heading,
            text=text,
            lead_agency=acts.LA,
            lead_role="Prevent coordinator",
            target_on=date(2026, 12, 1),
        )
        governing.update_plan_item(
            desk.session, item, text="Begun.", updated_on=desk.today, status=ActionStatus.IN_PROGRESS
        )


def _statement(desk: Desk, _key: str) -> None:
    statement = governing.begin_statement(desk.session, year="2025/26")
    for item in governing.statements(desk.session)[0].items:
        is_short = item.number == 10
        governing.answer_standard(
            desk.session,
            item.id,
            extent=Extent.PARTLY if is_short else Extent.FULLY,
            evidence="Minutes and packs of the year.",
            improvement="A fixed day for each month's meeting." if is_short else "",
            owner="Rowan Estcourt" if is_short else "",
            due_on=date(2026, 9, 30) if is_short else None,
        )
    governing.sign_statement(desk.session, statement, signed_by="Rowan Estcourt")
    papering.write_assurance(desk.session, statement)
    counting.write_statistics(desk.session, Period(since=date(2025, 4, 1), until=date(2026, 3, 31)))


def _plan_moves(desk: Desk, _key: str) -> None:
    """A quarter later: an update, a date moved, an action verified, another given up; and the panel sets a clock."""
    session = desk.session
    items = {one.heading: one.id for one in governing.plan_items(session)[0]}
    governing.update_plan_item(
        session, items[Heading.RISK_ASSESSMENT], text="The draft is with the board.", updated_on=desk.today
    )
    governing.revise_plan_item(
        session,
        items[Heading.COMMUNICATIONS],
        target_on=date(2027, 3, 1),
        reason="The survey goes out with the one of the partnership.",
        approver="Prevent board",
    )
    governing.end_plan_item(
        session,
        items[Heading.TRAINING],
        on=desk.today,
        outcome="Schools refer earlier and with better forms.",
        evidence="Register of the sessions, and the referrals of a term.",
        verified_by="Wren Halloway",
    )
    handbook = items[Heading.REFERRAL_PATHWAY]
    governing.abandon_plan_item(
        session, handbook, reason="The region writes one for all councils.", approver="Prevent board"
    )
    governing.set_prevent_setting(session, "return_days", 8)
    governing.set_concerns(session, (*governing.concerns(session), "fixation with no ideology"))


def _held_for_a_while(desk: Desk, key: str) -> None:
    case_id = desk.cases[key]
    hold = leaving.place_hold(desk.session, case_id, reason=HoldReason.HOME_OFFICE, words="A dip sample was announced.")
    leaving.lift_retention_hold(desk.session, case_id, hold)


def _after_the_panel(desk: Desk, key: str) -> None:
    """The agenda as it was sent to one member, and an action that the minutes had left out."""
    meeting = convening.meetings(desk.session)[0].id
    papering.write_agenda(desk.session, meeting, desk.members["Education safeguarding"])
    action = voting.NewAction(
        text="Ask the receiving panel for a contact.",
        owner="Rowan Estcourt",
        agency=acts.LA,
        due_on=date(2026, 10, 27),
    )
    voting.add_case_action(desk.session, desk.cases[key], meeting, action)


def _tracker(desk: Desk, _key: str) -> None:
    listed = tuple(theirs for _, theirs in governing.tracker_references(desk.session))
    governing.compare_tracker(desk.session, checked_on=desk.today, listed=listed)
