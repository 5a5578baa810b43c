"""The acts of the Channel story, each through the same service as on the screen. All people are invented."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from safermk_desktop.domain.channel.assessment import AssessmentStage, RiskLevel
from safermk_desktop.domain.channel.panel import Capacity, Outcome, Route, Votes
from safermk_desktop.domain.channel.papers import ChannelPaperKind
from safermk_desktop.domain.channel.referral import Decider, GatewayAnswer, ReturnState
from safermk_desktop.domain.channel.support import SupportKind, SupportPlan
from safermk_desktop.domain.panel_work import Presence
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.services.channel import (
    assessing,
    convening,
    gatewaying,
    papering,
    referring,
    showing,
    supporting,
    voting,
)
from safermk_desktop.services.session import Session

FORCE = "Thames Valley Police"
LA = "Milton Keynes City Council"
PLACE = "Demonstration House, room 2"
AGENCIES = (
    (Capacity.CHAIR, LA, "Rowan Estcourt", "Head of community safety", ""),
    (Capacity.POLICE, FORCE, "Inspector Tilda Marsh", "Channel coordinator", FORCE),
    (Capacity.MEMBER, "Mental health trust", "Dr Ansel Pike", "Consultant", ""),
    (Capacity.MEMBER, "Education safeguarding", "Wren Halloway", "Prevent education officer", ""),
    (Capacity.MEMBER, "Adult social care", "Piers Lindqvist", "Team manager", ""),
)


@dataclass(slots=True)
class Desk:
    """What the story has at hand: the panel's members by agency, and the cases and objectives by key."""

    session: Session
    members: dict[str, RecordId] = field(default_factory=dict[str, RecordId])
    cases: dict[str, ChannelId] = field(default_factory=dict[str, ChannelId])
    objectives: dict[str, RecordId] = field(default_factory=dict[str, RecordId])

    @property
    def today(self) -> date:
        """The day of the story."""
        return self.session.clock.today()


def open_panel(desk: Desk, _key: str) -> None:
    """Appoint the members and enter the templates."""
    assessing.bring_templates(desk.session)
    for capacity, agency, name, post, force in AGENCIES:
        desk.members[agency] = convening.appoint_member(
            desk.session, capacity=capacity, agency=agency, name=name, post=post, since=desk.today, force=force
        )


def refer(desk: Desk, key: str, new: referring.NewReferral, *, same_as: str = "") -> None:
    """Log a referral, look for earlier ones, and check what the person needs now."""
    referring.known_before(desk.session, new.names, new.born_on)
    earlier = desk.cases[same_as] if same_as else new.same_as
    desk.cases[key] = referring.log_referral(desk.session, replace(new, received_on=desk.today, same_as=earlier))
    fact(desk, key, "known_checked", "Looked for by name and date of birth.")
    fact(desk, key, "safeguarding_checked", "No need beyond the referral; the college keeps watch.")


def fact(desk: Desk, key: str, kind: str, detail: str) -> None:
    """Record a dated fact."""
    case_id = desk.cases[key]
    referring.record_channel_fact(desk.session, case_id, kind=kind, happened_on=desk.today, detail=detail)


def history(desk: Desk, key: str) -> None:
    """The chair looks at the whole history."""
    referring.look_at_history(
        desk.session, desk.cases[key], words="Referred before and not taken up; the worries are of one kind and grow."
    )


def gateway(desk: Desk, key: str, answer: GatewayAnswer) -> None:
    """The answer of the police."""
    gatewaying.record_gateway(desk.session, desk.cases[key], answer=answer, answered_on=desk.today)


def gather(desk: Desk, key: str) -> None:
    """Partners answer, and a first assessment is made."""
    for organisation in ("Mental health trust", "Education safeguarding"):
        request = gatewaying.ask_partner(desk.session, desk.cases[key], organisation=organisation, asked_on=desk.today)
        gatewaying.settle_return(
            desk.session, desk.cases[key], request, state=ReturnState.RECEIVED, on=desk.today, note="Return in."
        )
    assess(desk, key, AssessmentStage.INITIAL, 2)


def assess(desk: Desk, key: str, stage: AssessmentStage, rating: int) -> None:
    """An assessment on the template in force; every third factor is rated higher than the rest."""
    template = next(one for one in assessing.templates(desk.session) if one.retired_on is None)
    rated = {
        factor.id: assessing.Rated(
            rating=max(0, rating - (place % 3 > 0)), evidence="Heard in conversation.", seen_on=desk.today
        )
        for place, factor in enumerate(template.listed())
    }
    risk = (RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH)[min(rating, 2)]
    assessing.assess(
        desk.session,
        desk.cases[key],
        template.id,
        stage=stage,
        assessed_on=desk.today,
        overall="Needs are clear, the risk can be worked on, and the person takes part.",
        risk=risk,
        ratings=rated,
    )


def section36(desk: Desk, key: str) -> None:
    """The authority decides on the grounds."""
    gatewaying.decide_section36(
        desk.session,
        desk.cases[key],
        decided_on=desk.today,
        decider=Decider.LOCAL_AUTHORITY,
        decided_by="Rowan Estcourt",
        is_reasonable=True,
        grounds="Repeated statements at the college, seen by two members of staff.",
    )


def panel(desk: Desk, key: str, outcome: Outcome, *, against: str = "", next_on: date | None = None) -> None:
    """A meeting of the panel on one case, with its pack, its decision and an action."""
    held = [one for one in convening.meetings(desk.session) if one.held_on == desk.today]
    meeting = held[0].id if held else convening.plan_meeting(desk.session, held_on=desk.today, place=PLACE)
    item = convening.put_on_agenda(
        desk.session, meeting, desk.cases[key], purpose="Decision", invited=tuple(desk.members.values())
    )
    papering.write_pack(desk.session, desk.cases[key], item)
    came = convening.Came(presence=Presence.PRESENT, has_signed=True)
    convening.record_channel_attendance(desk.session, meeting, dict.fromkeys(desk.members.values(), came))
    votes = Votes(for_it=tuple(one for one in desk.members if one != against), against=(against,) if against else ())
    decided = voting.Decided(
        outcome=outcome,
        route=Route.MAJORITY if against else Route.UNANIMOUS,
        votes=votes,
        reasons="Talked through with everybody who knows the person.",
        dissent="Would have waited for the school's report." if against else "",
        next_on=next_on,
        progress=("1: Goes on as planned.",),
    )
    action = voting.NewAction(
        text="Write to the referrer.", owner="Wren Halloway", agency="Education safeguarding", due_on=desk.today
    )
    voting.decide(desk.session, desk.cases[key], item, decided, actions=(action,))
    papering.write_minutes(desk.session, desk.cases[key], item)


def plan(desk: Desk, key: str) -> None:
    """The support plan with its first objective."""
    supporting.write_plan(
        desk.session,
        desk.cases[key],
        SupportPlan(
            id=RecordId(""),
            case_id=desk.cases[key],
            version=0,
            made_on=desk.today,
            lead_professional="Wren Halloway",
            consent_how="In a talk at a place of their choice",
            consent_when="Within two weeks of the panel",
            consent_by="Wren Halloway",
            nature="Mentoring, and help to find training",
            responsible=LA,
            given_how="In person",
            given_when="Every second week",
            risk_to_self="Low",
            risk_to_others="Low while support runs",
            risk_online="Some: long hours in closed groups",
            mitigation="Mentor and college know each other",
            contingency="The panel is recalled within a week",
            escalation="Police coordinator",
        ),
    )
    desk.objectives[key] = supporting.put_objective(
        desk.session,
        desk.cases[key],
        need_met="Somebody trusted to talk to, and something of their own to do",
        factor="s2",
        support=SupportKind.MENTORING,
        provider="Mentor of the council",
        starts_on=desk.today,
        how_often="Every second week",
        measure="Takes part, and speaks of plans of their own",
    )


def contact(desk: Desk, key: str, *, was_delivered: bool = True) -> None:
    """One contact of support."""
    supporting.record_contact(
        desk.session,
        desk.cases[key],
        desk.objectives[key],
        happened_on=desk.today,
        by="Mentor of the council",
        was_delivered=was_delivered,
        note="" if was_delivered else "The person was ill.",
    )


def end_actions(desk: Desk, key: str) -> None:
    """Every open action of the minutes is done."""
    view = showing.channel_overview(desk.session, desk.cases[key])
    for action in view.open_actions:
        voting.end_action(
            desk.session,
            desk.cases[key],
            action.id,
            status=voting.CaseActionStatus.DONE,
            on=desk.today,
            outcome="Done and told to the panel.",
        )


def write_papers(desk: Desk, key: str) -> None:
    """The papers of a case that stay in the vault."""
    for kind in (
        ChannelPaperKind.CASE_RECORD,
        ChannelPaperKind.SUPPORT_PLAN,
        ChannelPaperKind.CLOSING_REPORT,
    ):
        papering.write_case_paper(desk.session, desk.cases[key], kind)
