"""Channel cases for tests: a panel, and each step of a case, on the day that the story clock shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from safermk_desktop.domain.channel.assessment import AssessmentStage, RiskLevel
from safermk_desktop.domain.channel.exits import AfterReview, ExitReason
from safermk_desktop.domain.channel.panel import AgendaItem, Capacity, Outcome, Route, Votes
from safermk_desktop.domain.channel.referral import Decider, GatewayAnswer, ReturnState
from safermk_desktop.domain.channel.support import Consenter, SupportKind, SupportPlan
from safermk_desktop.domain.panel_work import Presence
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.services.channel import (
    assessing,
    convening,
    gatewaying,
    leaving,
    moving,
    referring,
    showing,
    supporting,
    voting,
)
from safermk_desktop.services.channel.files import PREVENT
from safermk_desktop.services.session import Session

FORCE = "Thames Valley Police"
LA, POLICE, HEALTH, EDUCATION = "Milton Keynes City Council", FORCE, "Mental health trust", "Education safeguarding"
ADULT = date(1998, 5, 4)
CHILD = date(2010, 5, 4)
NEW = referring.NewReferral(
    reference="CH-2026-01",
    published="Person A",
    names=("Corwin Ashgrove", "Cory"),
    received_on=date(2026, 3, 2),
    sector="education",
    referrer_agency="Stantonbury College",
    referrer_name="H. Lark",
    referrer_role="Safeguarding lead",
    concern="Repeated talk of a past attack in class.",
    concern_type="fascination with extreme violence or mass-casualty attacks",
    residence_area="Milton Keynes",
    residence_force=FORCE,
    lead="A. Officer",
    born_on=ADULT,
    sex="male",
    tracker_reference="PCMT-55001",
)
PLAN = SupportPlan(
    id=RecordId(""),
    case_id=ChannelId(""),
    version=0,
    made_on=date(2026, 3, 2),
    lead_professional="R. Fenn",
    consent_how="In a talk at the college",
    consent_when="Within two weeks",
    consent_by="R. Fenn",
    nature="Mentoring",
    responsible="Milton Keynes City Council",
    given_how="In person",
    given_when="Every week",
    risk_to_self="Low",
    risk_to_others="Low",
    risk_online="Some",
    mitigation="Mentor",
    contingency="Panel recalled",
    escalation="Police",
)


def panel(session: Session) -> dict[str, RecordId]:
    """The members by agency."""
    since = date(2026, 1, 1)

    def appoint(capacity: Capacity, agency: str, force: str = "") -> RecordId:
        return convening.appoint_member(
            session, capacity=capacity, agency=agency, name=f"Member of {agency}", post="Lead", since=since, force=force
        )

    return {
        LA: appoint(Capacity.CHAIR, LA),
        POLICE: appoint(Capacity.POLICE, POLICE, FORCE),
        HEALTH: appoint(Capacity.MEMBER, HEALTH),
        EDUCATION: appoint(Capacity.MEMBER, EDUCATION),
    }


def refer(session: Session, **values: object) -> ChannelId:
    """A referral of today."""
    number = len(showing.channel_cases(session)) + 1
    new = replace(NEW, received_on=session.clock.today(), reference=f"CH-2026-{number:03d}")
    return referring.log_referral(session, replace(new, **values))


def state(session: Session, case_id: ChannelId) -> str:
    return showing.channel_overview(session, case_id).file.case.state


def go(session: Session, case_id: ChannelId) -> str:
    moving.advance_channel(session, case_id)
    return state(session, case_id)


def fact(session: Session, case_id: ChannelId, kind: str) -> None:
    referring.record_channel_fact(
        session, case_id, kind=kind, happened_on=session.clock.today(), detail="Looked at and written down."
    )


def gateway(session: Session, case_id: ChannelId, answer: GatewayAnswer = GatewayAnswer.PROGRESS) -> None:
    gatewaying.record_gateway(session, case_id, answer=answer, answered_on=session.clock.today())


def to_gateway(session: Session, case_id: ChannelId) -> None:
    for kind in ("safeguarding_checked", "known_checked"):
        fact(session, case_id, kind)
    assert go(session, case_id) == "C1"


def assess(
    session: Session, case_id: ChannelId, stage: AssessmentStage = AssessmentStage.INITIAL, rating: int = 1
) -> None:
    assessing.bring_templates(session)
    template = next(one for one in assessing.templates(session) if one.retired_on is None)
    today = session.clock.today()
    rated = {
        one.id: assessing.Rated(rating=rating, evidence="Seen at the college.", seen_on=today)
        for one in template.listed()
    }
    assessing.assess(
        session,
        case_id,
        template.id,
        stage=stage,
        assessed_on=today,
        overall="Some concern.",
        risk=RiskLevel.MEDIUM,
        ratings=rated,
    )


def partners(session: Session, case_id: ChannelId) -> None:
    today = session.clock.today()
    request = gatewaying.ask_partner(session, case_id, organisation=HEALTH, asked_on=today)
    gatewaying.settle_return(session, case_id, request, state=ReturnState.RECEIVED, on=today)


def section36(session: Session, case_id: ChannelId, *, is_reasonable: bool = True) -> None:
    gatewaying.decide_section36(
        session,
        case_id,
        decided_on=session.clock.today(),
        decider=Decider.LOCAL_AUTHORITY,
        decided_by="A. Officer",
        is_reasonable=is_reasonable,
        grounds="What the college saw.",
    )


def to_panel(session: Session, case_id: ChannelId) -> None:
    """From the referral to the first panel."""
    to_gateway(session, case_id)
    gateway(session, case_id)
    assert go(session, case_id) == "C2"
    partners(session, case_id)
    assess(session, case_id)
    assert go(session, case_id) == "C3"
    section36(session, case_id)
    assert go(session, case_id) == "C4"


def meet(
    session: Session, case_id: ChannelId, members: dict[str, RecordId], *, absent: tuple[str, ...] = ()
) -> RecordId:
    """A meeting today with the case on its agenda, everybody there but ``absent``. Returns the item."""
    today = session.clock.today()
    held = [one for one in convening.meetings(session) if one.held_on == today]
    meeting = held[0].id if held else convening.plan_meeting(session, held_on=today, place="Civic office")
    item = convening.put_on_agenda(session, meeting, case_id, purpose="Review", invited=tuple(members.values()))
    attend(session, item, members, absent=absent)
    return item


def attend(session: Session, item: RecordId, members: dict[str, RecordId], *, absent: tuple[str, ...] = ()) -> None:
    """Who comes to the meeting of an item."""
    with session.vault.reading(PREVENT) as work:
        meeting = work.get(AgendaItem, item).meeting_id
    convening.record_channel_attendance(
        session,
        meeting,
        {
            member: convening.Came(
                presence=Presence.APOLOGIES if agency in absent else Presence.PRESENT, has_signed=agency not in absent
            )
            for agency, member in members.items()
        },
    )


def decided(outcome: Outcome, members: dict[str, RecordId], **values: object) -> voting.Decided:
    made = voting.Decided(
        outcome=outcome, route=Route.UNANIMOUS, votes=Votes(for_it=tuple(members)), reasons="Talked through."
    )
    return replace(made, **values)


def decide(session: Session, case_id: ChannelId, members: dict[str, RecordId], outcome: Outcome) -> None:
    item = meet(session, case_id, members)
    voting.decide(session, case_id, item, decided(outcome, members))


def plan(session: Session, case_id: ChannelId) -> RecordId:
    """The plan with one objective that begins today."""
    today = session.clock.today()
    supporting.write_plan(session, case_id, replace(PLAN, made_on=today))
    return supporting.put_objective(
        session,
        case_id,
        need_met="Somebody to talk to",
        factor="s2",
        support=SupportKind.MENTORING,
        provider="R. Fenn",
        starts_on=today,
        how_often="Every week",
        measure="Takes part",
    )


def consent(session: Session, **values: object) -> supporting.NewConsent:
    made = supporting.NewConsent(
        answered_on=session.clock.today(),
        consenter=Consenter.PERSON,
        name="The person",
        relationship="themselves",
        method="In writing",
    )
    return replace(made, **values)


def to_consent(session: Session, case_id: ChannelId, members: dict[str, RecordId]) -> RecordId:
    """From the referral to the panel's adoption, with a plan. Returns its objective."""
    to_panel(session, case_id)
    decide(session, case_id, members, Outcome.ADOPT)
    assert go(session, case_id) == "C5"
    return plan(session, case_id)


def to_support(session: Session, case_id: ChannelId, members: dict[str, RecordId]) -> RecordId:
    """From the referral to running support. Returns its objective."""
    objective = to_consent(session, case_id, members)
    supporting.record_consent(session, case_id, consent(session))
    assert go(session, case_id) == "C6"
    return objective


def leave(session: Session, case_id: ChannelId, reason: ExitReason = ExitReason.NEEDS_MET) -> None:
    leaving.record_exit(
        session,
        case_id,
        exited_on=session.clock.today(),
        reason=reason,
        evidence={1: "Takes part in a club and has somebody to talk to."},
        closing_report="The needs are met.",
        onward_support="The college's own mentor.",
        referrer_told="Told on the day.",
    )


def review(session: Session, case_id: ChannelId, months: int, decision: AfterReview = AfterReview.NO_FURTHER) -> None:
    leaving.review_after_exit(
        session,
        case_id,
        months,
        done_on=session.clock.today(),
        contact_made="By phone",
        new_concern="None",
        decision=decision,
        words="All is well.",
    )
