"""Every rule of the Act that domain 5.1 lists, as a test with its section."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.channel.assessment import AssessmentStage
from safermk_desktop.domain.channel.panel import Capacity, Outcome, Route, Votes
from safermk_desktop.domain.channel.referral import Decider, GatewayAnswer
from safermk_desktop.domain.channel.support import STATUTORY, Consenter
from safermk_desktop.domain.deadlines import Basis
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.domain.regimes.channel_2023 import CHANNEL_2023
from safermk_desktop.errors import EntryInvalid, EntryMissing, GateClosed
from safermk_desktop.services.channel import convening, moving, showing, supporting, voting
from safermk_desktop.services.session import Session
from tests.services.channel import walking
from tests.services.channel.walking import EDUCATION, HEALTH, LA, POLICE

Members = dict[str, RecordId]


def vote(for_it: tuple[str, ...], against: tuple[str, ...] = (), abstained: tuple[str, ...] = ()) -> Votes:
    return Votes(for_it=for_it, against=against, abstained=abstained)


def test_s36_2_each_person_referred_is_assessed_by_a_panel_before_anything_else(
    session: Session, channel: ChannelId, members: Members
) -> None:
    walking.to_panel(session, channel)
    with pytest.raises(GateClosed, match="panel has not decided"):
        moving.advance_channel(session, channel, reason="No time", approver="The head")
    assert members


def test_s36_3_the_decision_on_reasonable_grounds_is_recorded_with_who_took_it(
    session: Session, channel: ChannelId
) -> None:
    walking.to_gateway(session, channel)
    walking.gateway(session, channel)
    walking.go(session, channel)
    walking.partners(session, channel)
    walking.assess(session, channel)
    assert walking.go(session, channel) == "C3"
    with pytest.raises(GateClosed, match="reasonable grounds"):
        moving.advance_channel(session, channel, reason="Clear", approver="The head")
    walking.section36(session, channel)
    decided = showing.channel_overview(session, channel).file.section36_decision
    assert decided
    assert decided.decider is Decider.LOCAL_AUTHORITY
    assert set(Decider) == {Decider.POLICE, Decider.LOCAL_AUTHORITY}


def test_s36_3_without_reasonable_grounds_the_case_does_not_reach_the_panel(
    session: Session, channel: ChannelId
) -> None:
    walking.to_gateway(session, channel)
    walking.gateway(session, channel)
    walking.go(session, channel)
    walking.partners(session, channel)
    walking.assess(session, channel)
    walking.go(session, channel)
    walking.section36(session, channel, is_reasonable=False)
    assert walking.go(session, channel) == "X1"


def test_s36_4_b_support_without_consent_does_not_start(session: Session, channel: ChannelId, members: Members) -> None:
    objective = walking.to_consent(session, channel, members)
    with pytest.raises(GateClosed, match="no consent"):
        moving.advance_channel(session, channel, reason="It is urgent", approver="The head")
    with pytest.raises(GateClosed):
        supporting.record_contact(
            session, channel, objective, happened_on=session.clock.today(), by="R. Fenn", was_delivered=True
        )
    assert walking.state(session, channel) == "C5"


def test_s36_4_d_support_ends_by_a_decision_of_the_panel(
    session: Session, channel: ChannelId, members: Members
) -> None:
    walking.to_support(session, channel, members)
    with pytest.raises(GateClosed, match="support ends"):
        moving.advance_channel(session, channel, reason="Done", approver="The head")
    with pytest.raises(GateClosed, match="has not decided"):
        walking.leave(session, channel)


def test_s36_4_e_after_a_refusal_the_panel_considers_a_further_assessment(
    session: Session, channel: ChannelId, members: Members, clock: StoryClock
) -> None:
    walking.to_consent(session, channel, members)
    supporting.record_refusal(session, channel, walking.consent(session), reason="Does not want it.")
    assert walking.state(session, channel) == "X4"
    with pytest.raises(GateClosed, match="further assessment"):
        moving.advance_channel(session, channel)
    clock.turn_to(date(2026, 4, 13))
    walking.decide(session, channel, members, Outcome.FURTHER_ASSESSMENT)
    walking.fact(session, channel, "services_considered")
    assert walking.go(session, channel) == "C4"


def test_s36_5_a_to_d_the_plan_states_what_the_act_asks_for(
    session: Session, channel: ChannelId, members: Members
) -> None:
    walking.to_panel(session, channel)
    walking.decide(session, channel, members, Outcome.ADOPT)
    walking.go(session, channel)
    plan = replace(walking.PLAN, made_on=session.clock.today())
    for field in STATUTORY:
        with pytest.raises(EntryMissing, match=field.replace("_", " ")):
            supporting.write_plan(session, channel, replace(plan, **{field: "  "}))
    with pytest.raises(GateClosed, match=r"section 36\(5\)"):
        moving.advance_channel(session, channel, reason="Known", approver="The head")


def test_note_206_under_18_the_wrong_consenter_is_refused(session: Session, members: Members) -> None:
    channel = walking.refer(session, born_on=walking.CHILD)
    walking.to_consent(session, channel, members)
    with pytest.raises(EntryInvalid, match="under 18"):
        supporting.record_consent(session, channel, walking.consent(session, consenter=Consenter.PERSON))
    parent = walking.consent(session, consenter=Consenter.PARENT, name="The mother", relationship="mother")
    with pytest.raises(EntryInvalid, match="own view"):
        supporting.record_consent(session, channel, parent)
    supporting.record_consent(session, channel, replace(parent, young_person_view="Would like to try it."))
    assert walking.go(session, channel) == "C6"


def test_note_206_of_an_adult_nobody_else_can_consent(session: Session, channel: ChannelId, members: Members) -> None:
    walking.to_consent(session, channel, members)
    for consenter in (Consenter.PARENT, Consenter.GUARDIAN):
        with pytest.raises(EntryInvalid, match="18 or over"):
            supporting.record_consent(session, channel, walking.consent(session, consenter=consenter))


def test_note_206_on_the_18th_birthday_the_person_consents(
    session: Session, members: Members, clock: StoryClock
) -> None:
    channel = walking.refer(session, born_on=date(2008, 3, 3))
    walking.to_consent(session, channel, members)
    with pytest.raises(EntryInvalid, match="under 18"):
        supporting.record_consent(session, channel, walking.consent(session))
    clock.turn_to(date(2026, 3, 3))
    supporting.record_consent(session, channel, walking.consent(session))


def test_note_206_without_a_date_of_birth_nobody_can_consent(session: Session, members: Members) -> None:
    channel = walking.refer(session, born_on=None)
    walking.to_consent(session, channel, members)
    with pytest.raises(EntryInvalid, match="date of birth"):
        supporting.record_consent(session, channel, walking.consent(session))


def test_note_208_where_no_support_is_offered_other_services_are_considered(
    session: Session, channel: ChannelId, members: Members
) -> None:
    walking.to_panel(session, channel)
    walking.decide(session, channel, members, Outcome.NOT_SUITABLE)
    assert walking.go(session, channel) == "X1"
    walking.fact(session, channel, "outcome_logged")
    with pytest.raises(GateClosed, match="health, social care"):
        moving.advance_channel(session, channel, reason="Known", approver="The head")
    walking.fact(session, channel, "services_considered")
    assert walking.go(session, channel) == "C10"


def test_s37_1_with_the_police_absent_nothing_is_decided(
    session: Session, channel: ChannelId, members: Members, clock: StoryClock
) -> None:
    clock.turn_to(date(2026, 9, 1))
    walking.to_panel(session, channel)
    item = walking.meet(session, channel, members, absent=(POLICE,))
    there = {name: one for name, one in members.items() if name != POLICE}
    with pytest.raises(GateClosed, match=r"37\(1\)"):
        voting.decide(session, channel, item, walking.decided(Outcome.ADOPT, there))
    assert not showing.channel_overview(session, channel).file.decisions


def test_s37_3_with_the_force_for_where_the_person_lives_absent_nothing_is_decided(
    session: Session, members: Members, clock: StoryClock
) -> None:
    channel = walking.refer(session, residence_force="Northamptonshire Police", residence_area="Northampton")
    walking.to_panel(session, channel)
    item = walking.meet(session, channel, members)
    with pytest.raises(GateClosed, match=r"37\(3\)"):
        voting.decide(session, channel, item, walking.decided(Outcome.ADOPT, members))
    other = {
        **members,
        "Northamptonshire Police": convening.appoint_member(
            session,
            capacity=Capacity.POLICE,
            agency="Northamptonshire Police",
            name="Member of the other force",
            post="Inspector",
            since=date(2026, 5, 4),
            force="northamptonshire  police",
        ),
    }
    clock.turn_to(date(2026, 5, 4))
    item = walking.meet(session, channel, other)
    voting.decide(session, channel, item, walking.decided(Outcome.ADOPT, other))
    convening.end_member(session, other["Northamptonshire Police"], until=date(2026, 5, 4))


def test_s37_5_without_the_authoritys_chair_or_deputy_nothing_is_decided(
    session: Session, channel: ChannelId, members: Members, clock: StoryClock
) -> None:
    clock.turn_to(date(2026, 9, 2))
    walking.to_panel(session, channel)
    item = walking.meet(session, channel, members, absent=(LA,))
    there = {name: one for name, one in members.items() if name != LA}
    with pytest.raises(GateClosed, match=r"37\(5\)"):
        voting.decide(session, channel, item, walking.decided(Outcome.ADOPT, there))


def test_s37_6_a_majority_only_without_unanimity(session: Session, channel: ChannelId, members: Members) -> None:
    walking.to_panel(session, channel)
    item = walking.meet(session, channel, members)
    made = walking.decided(Outcome.ADOPT, members, route=Route.MAJORITY)
    with pytest.raises(EntryInvalid, match="unanimous"):
        voting.decide(session, channel, item, made)
    split = replace(made, route=Route.UNANIMOUS, votes=vote((LA, POLICE, HEALTH), (EDUCATION,)), dissent="Too early.")
    with pytest.raises(EntryInvalid, match="not unanimous"):
        voting.decide(session, channel, item, split)
    with pytest.raises(EntryInvalid, match="dissent"):
        voting.decide(session, channel, item, replace(split, route=Route.MAJORITY, dissent=""))
    voting.decide(session, channel, item, replace(split, route=Route.MAJORITY))


def test_s37_6_the_chair_decides_only_without_a_majority(
    session: Session, channel: ChannelId, members: Members
) -> None:
    walking.to_panel(session, channel)
    item = walking.meet(session, channel, members)
    made = walking.decided(Outcome.ADOPT, members, route=Route.CHAIR, dissent="Too early.")
    for votes, why in (
        (vote((LA, POLICE, HEALTH), (EDUCATION,)), "A majority voted for it"),
        (vote((LA,), (POLICE, HEALTH, EDUCATION)), "A majority voted against it"),
        (vote((LA, POLICE, HEALTH, EDUCATION)), "unanimous"),
    ):
        with pytest.raises(EntryInvalid, match=why):
            voting.decide(session, channel, item, replace(made, votes=votes))
    tie = vote((LA, POLICE), (HEALTH,), (EDUCATION,))
    with pytest.raises(EntryInvalid, match="No majority"):
        voting.decide(session, channel, item, replace(made, route=Route.MAJORITY, votes=tie))
    voting.decide(session, channel, item, replace(made, votes=tie))
    assert showing.channel_overview(session, channel).file.decisions[-1].route is Route.CHAIR


def test_s37_6_each_agency_has_one_vote_and_everybody_there_is_counted(
    session: Session, channel: ChannelId, members: Members
) -> None:
    walking.to_panel(session, channel)
    item = walking.meet(session, channel, members)
    for votes in (vote((LA, POLICE)), vote((LA, LA, POLICE, HEALTH)), vote((LA, POLICE, HEALTH, EDUCATION, "Nobody"))):
        with pytest.raises(EntryInvalid, match="Each agency"):
            voting.decide(session, channel, item, walking.decided(Outcome.ADOPT, members, votes=votes))


def test_s37_who_has_a_conflict_takes_no_part_in_the_decision(
    session: Session, channel: ChannelId, members: Members
) -> None:
    walking.to_panel(session, channel)
    item = walking.meet(session, channel, members)
    convening.declare_conflict(session, channel, item, members[POLICE])
    with pytest.raises(GateClosed, match=r"37\(1\)"):
        voting.decide(
            session, channel, item, walking.decided(Outcome.ADOPT, {k: v for k, v in members.items() if k != POLICE})
        )


def test_s38_4_nothing_of_a_live_matter_is_kept_but_that_it_was_not_progressed(
    session: Session, channel: ChannelId
) -> None:
    from safermk_desktop.services.channel import gatewaying

    walking.to_gateway(session, channel)
    with pytest.raises(EntryInvalid, match="live matter"):
        gatewaying.record_gateway(
            session,
            channel,
            answer=GatewayAnswer.NOT_PROGRESSED,
            answered_on=session.clock.today(),
            note="Part of an operation",
        )
    walking.gateway(session, channel, GatewayAnswer.NOT_PROGRESSED)
    assert walking.go(session, channel) == "X3"
    for act in (
        lambda: walking.fact(session, channel, "file_note"),
        lambda: walking.assess(session, channel),
        lambda: walking.partners(session, channel),
    ):
        with pytest.raises(EntryInvalid, match="Nothing more"):
            act()
    file = showing.channel_overview(session, channel).file
    assert [one.answer.value for one in file.gateway] == ["not_progressed"]
    assert (file.gateway[0].note, file.steps[-1].reason) == ("", "")


def test_exit_without_the_reviews_being_made_does_not_pass_its_gate(
    session: Session, channel: ChannelId, members: Members, clock: StoryClock
) -> None:
    from safermk_desktop.domain.channel.exits import PostExitReview
    from safermk_desktop.services.channel.files import PREVENT

    walking.to_support(session, channel, members)
    clock.turn_to(date(2026, 4, 6))
    walking.decide(session, channel, members, Outcome.EXIT)
    assert walking.go(session, channel) == "C7"
    walking.assess(session, channel, AssessmentStage.EXIT)
    walking.leave(session, channel)
    with session.vault.writing(PREVENT, session.act("test", channel)) as work:
        made = work.of_case(PostExitReview, channel)
        assert [one.due_on for one in made] == [date(2026, 10, 6), date(2027, 4, 6)]
        work.remove(PostExitReview, made[0].id)
    with pytest.raises(GateClosed, match="6 and 12 months"):
        moving.advance_channel(session, channel, reason="No need", approver="The head")


def test_what_the_act_asks_for_knows_no_override() -> None:
    conditions = [one for state in CHANNEL_2023.states for one in state.gate]
    assert all(one.is_owed_always for one in conditions if one.basis is Basis.STATUTE)
    assert all("s.3" in one.source for one in conditions if one.basis is Basis.STATUTE)
