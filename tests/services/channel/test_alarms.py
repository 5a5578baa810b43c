"""The alarms against what was published as failure: drift and repeat referral; and what else must not go unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.channel.assessment import AssessmentStage
from safermk_desktop.domain.channel.exits import AfterReview
from safermk_desktop.domain.channel.panel import Outcome
from safermk_desktop.domain.channel.referral import GatewayAnswer
from safermk_desktop.domain.channel.support import Consenter
from safermk_desktop.domain.channel.walking import Alarm, AlarmKind
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.errors import EntryInvalid, GateClosed
from safermk_desktop.services.channel import (
    assessing,
    gatewaying,
    governing,
    leaving,
    moving,
    referring,
    showing,
    supporting,
)
from safermk_desktop.services.kinds import Role
from safermk_desktop.services.session import Session
from tests.services.channel import walking

Members = dict[str, RecordId]


def alarms_of(session: Session, case_id: ChannelId) -> tuple[Alarm, ...]:
    return showing.channel_overview(session, case_id).alarms


def kinds(session: Session, case_id: ChannelId) -> list[AlarmKind]:
    return [one.kind for one in showing.channel_overview(session, case_id).alarms]


def test_no_contact_delivered_for_35_days_after_adoption(
    session: Session, channel: ChannelId, members: Members, clock: StoryClock
) -> None:
    objective = walking.to_support(session, channel, members)
    clock.turn_to(date(2026, 4, 5))
    assert AlarmKind.DRIFT not in kinds(session, channel), "34 days after adoption"
    clock.turn_to(date(2026, 4, 6))
    assert AlarmKind.DRIFT in kinds(session, channel), "35 days after adoption, none delivered"
    supporting.record_contact(
        session, channel, objective, happened_on=clock.today(), by="R. Fenn", was_delivered=False, note="Did not come."
    )
    assert AlarmKind.DRIFT in kinds(session, channel), "a contact that failed is none"
    supporting.record_contact(session, channel, objective, happened_on=clock.today(), by="R. Fenn", was_delivered=True)
    assert AlarmKind.DRIFT not in kinds(session, channel)
    clock.turn_to(date(2026, 5, 11))
    drift = next(one for one in showing.channel_overview(session, channel).alarms if one.kind is AlarmKind.DRIFT)
    assert "35 days, since the contact on 6 April 2026" in drift.sentence
    walking.decide(session, channel, members, Outcome.CONTINUE)
    assert AlarmKind.DRIFT in kinds(session, channel), "a review at panel delivers nothing"


def test_the_days_until_drift_are_a_setting(
    session: Session, channel: ChannelId, members: Members, clock: StoryClock
) -> None:
    walking.to_support(session, channel, members)
    governing.set_prevent_setting(session, "drift_days", 14)
    clock.turn_to(date(2026, 3, 16))
    assert AlarmKind.DRIFT in kinds(session, channel)
    governing.set_prevent_setting(session, "drift_days", 35)
    assert AlarmKind.DRIFT not in kinds(session, channel)
    with pytest.raises(EntryInvalid):
        governing.set_prevent_setting(session, "drift_days", 0)


def test_the_third_month_without_reassessment(
    session: Session, channel: ChannelId, members: Members, clock: StoryClock
) -> None:
    walking.to_support(session, channel, members)
    clock.turn_to(date(2026, 5, 1))
    assert AlarmKind.REASSESS not in kinds(session, channel)
    clock.turn_to(date(2026, 5, 2))
    alarm = next(one for one in showing.channel_overview(session, channel).alarms if one.kind is AlarmKind.REASSESS)
    assert (alarm.is_red, alarm.due) == (False, date(2026, 6, 2)), "the third month has begun"
    clock.turn_to(date(2026, 6, 3))
    alarm = next(one for one in showing.channel_overview(session, channel).alarms if one.kind is AlarmKind.REASSESS)
    assert alarm.is_red
    walking.assess(session, channel, AssessmentStage.THREE_MONTH, rating=0)
    assert AlarmKind.REASSESS not in kinds(session, channel)
    change = assessing.compared(session, channel)[-1].changes
    assert {one.by for one in change} == {-1}


def test_consent_missing_before_support(session: Session, channel: ChannelId, members: Members) -> None:
    walking.to_panel(session, channel)
    assert AlarmKind.NO_CONSENT not in kinds(session, channel)
    walking.decide(session, channel, members, Outcome.ADOPT)
    walking.go(session, channel)
    quiet = next(one for one in showing.channel_overview(session, channel).alarms)
    assert (quiet.kind, quiet.is_red) == (AlarmKind.NO_CONSENT, False)
    walking.plan(session, channel)
    loud = next(one for one in showing.channel_overview(session, channel).alarms)
    assert (loud.kind, loud.is_red) == (AlarmKind.NO_CONSENT, True), "an objective begins and nobody consented"
    supporting.record_consent(session, channel, walking.consent(session))
    assert AlarmKind.NO_CONSENT not in kinds(session, channel)


def turned_down(session: Session, case_id: ChannelId) -> None:
    walking.to_gateway(session, case_id)
    walking.gateway(session, case_id, GatewayAnswer.NO_CONCERN)
    walking.go(session, case_id)
    for kind in ("services_considered", "outcome_logged"):
        walking.fact(session, case_id, kind)
    assert walking.go(session, case_id) == "C10"


def test_the_second_and_third_referral_of_one_person_go_nowhere_before_the_chair_saw_the_whole_history(
    session: Session, channel: ChannelId, clock: StoryClock
) -> None:
    turned_down(session, channel)
    known = referring.known_before(session, ("corwin  ASHGROVE",), None)
    assert channel in {one.case_id for one in known}
    assert all("Corwin" not in repr(one) for one in known)
    clock.turn_to(date(2026, 4, 6))
    second = walking.refer(session, same_as=channel)
    alarm = showing.channel_overview(session, second).alarms[0]
    assert (alarm.kind, alarm.is_red) == (AlarmKind.REPEAT, True)
    assert "second referral" in alarm.sentence
    walking.to_gateway(session, second)
    walking.gateway(session, second, GatewayAnswer.NO_CONCERN)
    for said in ({}, {"reason": "Known", "approver": "The head"}):
        with pytest.raises(GateClosed, match="whole history"):
            moving.advance_channel(session, second, **said)
    with pytest.raises(GateClosed, match="history"):
        leaving.close_early(session, second, reason="Known", approver="The head")
    shown = referring.look_at_history(session, second, words="The same worry, stronger.")
    assert [one.case.case_id for one in shown] == [channel]
    assert walking.go(session, second) == "X1"
    clock.turn_to(date(2026, 5, 11))
    third = walking.refer(session, same_as=channel)
    view = showing.channel_overview(session, third)
    assert (view.file.case.referral_number, len(view.file.earlier)) == (3, 2)
    assert "third referral" in view.alarms[0].sentence
    assert len(referring.look_at_history(session, third, words="Twice before.")) == 2
    assert not showing.channel_overview(session, third).alarms[0].is_red


def test_a_person_found_to_be_the_same_later_on_has_the_history_from_then(session: Session, clock: StoryClock) -> None:
    first = walking.refer(session)
    clock.turn_to(date(2026, 4, 6))
    second = walking.refer(session)
    walking.to_gateway(session, second)
    walking.gateway(session, second)
    referring.join_person(session, second, first)
    with pytest.raises(GateClosed, match="whole history"):
        moving.advance_channel(session, second)
    with pytest.raises(EntryInvalid, match="same person already"):
        referring.join_person(session, second, first)


def test_the_police_may_change_their_view_at_any_later_point(
    session: Session, channel: ChannelId, members: Members
) -> None:
    walking.to_support(session, channel, members)
    gatewaying.record_gateway(
        session, channel, answer=GatewayAnswer.POLICE_LED, answered_on=session.clock.today(), note="Higher risk."
    )
    assert walking.state(session, channel) == "X2"
    for kind in ("handed_over", "panel_informed"):
        walking.fact(session, channel, kind)
    with pytest.raises(GateClosed, match="was in support"):
        moving.advance_channel(session, channel)
    walking.leave(session, channel, leaving.ExitReason.RISK_ESCALATED)
    assert walking.go(session, channel) == "C10"
    assert len(showing.channel_overview(session, channel).file.after) == 2


def test_a_review_after_exit_takes_the_case_up_again_and_asks_for_everything_anew(
    session: Session, channel: ChannelId, members: Members, clock: StoryClock
) -> None:
    walking.to_support(session, channel, members)
    clock.turn_to(date(2026, 4, 6))
    walking.decide(session, channel, members, Outcome.EXIT)
    walking.go(session, channel)
    walking.assess(session, channel, AssessmentStage.EXIT)
    walking.leave(session, channel)
    assert walking.go(session, channel) == "C8"
    clock.turn_to(date(2026, 9, 7))
    due = next(one for one in showing.channel_overview(session, channel).alarms)
    assert (due.kind, due.is_red) == (AlarmKind.REVIEW_DUE, False)
    walking.review(session, channel, 6, AfterReview.RE_ENTER)
    assert walking.go(session, channel) == "C2"
    unmet = [one.condition.test for one in showing.channel_overview(session, channel).unmet]
    assert unmet == ["assessed"]
    walking.assess(session, channel)
    assert walking.go(session, channel) == "C3"
    with pytest.raises(GateClosed):
        moving.advance_channel(session, channel)
    assert showing.channel_overview(session, channel).file.consent is None, "the old consent counts no more"


def test_a_template_that_changes_leaves_earlier_assessments_as_they_were(session: Session, channel: ChannelId) -> None:
    walking.to_gateway(session, channel)
    walking.assess(session, channel)
    held = next(one for one in assessing.templates(session) if one.retired_on is None)
    next_id = assessing.change_template(
        session, held.id, factors=(*held.factors, "Risk|r7|A new one"), scale=held.scale
    )
    walking.assess(session, channel, AssessmentStage.FURTHER, rating=2)
    first, second = assessing.compared(session, channel)
    assert (first.template.version, second.template.version) == (1, 2)
    assert second.template.id == next_id
    new = next(one for one in second.changes if one.factor.id == "r7")
    assert (new.was, new.now, new.by) == (None, 2, None)
    with pytest.raises(EntryInvalid, match="taken the place"):
        assessing.change_template(session, held.id, factors=held.factors, scale=held.scale)
    for factors in ((), ("Risk|r1",), ("Risk|r1|A", "Risk|r1|B")):
        with pytest.raises(EntryInvalid):
            assessing.change_template(session, next_id, factors=factors, scale=held.scale)
    old = next(one for one in assessing.templates(session) if one.framework == "vaf")
    assert len(old.factors) == 22
    assert old.retired_on


def test_words_that_must_not_stand_here_raise_a_warning(session: Session, channel: ChannelId) -> None:
    assert showing.channel_overview(session, channel).warnings == ()
    other = walking.refer(session, concern="This is CTP-only, from Intelligence held elsewhere.")
    warned = showing.channel_overview(session, other).warnings
    assert [one.split('"')[1] for one in warned] == ["ctp only", "intelligence"]


def test_a_reference_or_what_stands_for_a_person_never_holds_the_name(session: Session) -> None:
    for values in ({"published": "Corwin A"}, {"reference": "corwin"}):
        with pytest.raises(EntryInvalid):
            walking.refer(session, **values)


def test_only_chair_or_head_look_at_the_history(session: Session, channel: ChannelId) -> None:
    second = walking.refer(session, same_as=channel)

    class Officer:
        """A vault whose person is a support officer."""

        role = Role.SUPPORT_OFFICER

    with pytest.raises(EntryInvalid, match="chair of the panel"):
        referring.look_at_history(replace(session, vault=Officer()), second, words="Seen.")


def test_consent_passes_to_the_person_on_the_18th_birthday(
    session: Session, members: Members, clock: StoryClock
) -> None:
    channel = walking.refer(session, born_on=date(2008, 5, 4))
    walking.to_consent(session, channel, members)
    asked = walking.consent(session, consenter=Consenter.PARENT, young_person_view="Wants it.")
    supporting.record_consent(session, channel, asked)
    walking.go(session, channel)
    told = {}
    for day in (date(2026, 4, 5), date(2026, 4, 6), date(2026, 5, 3), date(2026, 5, 4)):
        clock.turn_to(day)
        told[day] = [one for one in alarms_of(session, channel) if one.kind is AlarmKind.OF_AGE]
    assert [bool(one) for one in told.values()] == [False, True, True, True]
    assert [one[0].is_red for one in told.values() if one] == [False, False, True]
    assert "4 May 2026" in told[date(2026, 5, 4)][0].sentence
    assert "Consent passes to the person" in {one.sentence for one in showing.prevent_calendar(session)}
    supporting.record_consent(session, channel, walking.consent(session))
    assert not [one for one in alarms_of(session, channel) if one.kind is AlarmKind.OF_AGE]
    assert "Consent passes to the person" not in {one.sentence for one in showing.prevent_calendar(session)}
