"""Ways round the law and the walls of Channel that once stood open: each is tried and refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.channel.assessment import AssessmentStage
from safermk_desktop.domain.channel.exits import HoldReason
from safermk_desktop.domain.channel.panel import AgendaItem, Capacity, Outcome
from safermk_desktop.domain.channel.referral import GatewayAnswer
from safermk_desktop.domain.channel.support import Consenter
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.errors import EntryInvalid, GateClosed
from safermk_desktop.services.channel import (
    convening,
    handing_out,
    leaving,
    moving,
    papering,
    referring,
    showing,
    supporting,
    voting,
)
from safermk_desktop.services.channel.files import PREVENT
from safermk_desktop.services.session import Session
from tests.services.channel import walking
from tests.services.channel.walking import LA, POLICE

Members = dict[str, RecordId]


def test_the_first_answer_of_the_police_moves_a_case_also_past_the_gateway(
    session: Session, channel: ChannelId
) -> None:
    walking.to_gateway(session, channel)
    with pytest.raises(EntryInvalid, match="another than the person at work"):
        moving.advance_channel(session, channel, reason="The answer is late.", approver=session.person)
    with pytest.raises(EntryInvalid, match="another than the person at work"):
        leaving.close_early(session, channel, reason="Moved abroad.", approver=session.person)
    assert walking.state(session, channel) == "C1"
    moving.advance_channel(session, channel, reason="The answer is late.", approver="The head")
    assert walking.state(session, channel) == "C2"
    walking.gateway(session, channel, GatewayAnswer.NOT_PROGRESSED)
    assert walking.state(session, channel) == "X3"


def test_a_case_found_late_to_be_a_repeat_goes_nowhere_before_the_chair_looked(
    session: Session, channel: ChannelId
) -> None:
    earlier = walking.refer(session, names=("Linnet Oakes",), published="Person B")
    walking.to_gateway(session, channel)
    walking.gateway(session, channel, GatewayAnswer.NO_CONCERN)
    assert walking.go(session, channel) == "X1"
    for kind in ("outcome_logged", "services_considered"):
        walking.fact(session, channel, kind)
    referring.join_person(session, channel, earlier)
    assert "history" in showing.channel_overview(session, channel).unmet[0].sentence
    with pytest.raises(GateClosed, match="whole history"):
        moving.advance_channel(session, channel, reason="Known", approver="The head")
    referring.look_at_history(session, channel, words="The same as before.")
    assert walking.go(session, channel) == "C10"


def test_a_person_is_joined_with_all_their_cases(session: Session, channel: ChannelId) -> None:
    second = walking.refer(session, same_as=channel)
    third = walking.refer(session, same_as=channel)
    other = walking.refer(session, names=("Linnet Oakes",), published="Person B")
    referring.join_person(session, second, other)
    assert [len(showing.channel_overview(session, one).file.earlier) for one in (other, channel, second, third)] == [
        0,
        1,
        2,
        3,
    ]


def test_note_206_support_does_not_start_on_a_parents_consent_for_who_is_18_by_then(
    session: Session, members: Members, clock: StoryClock
) -> None:
    channel = walking.refer(session, born_on=date(2008, 3, 10))
    walking.to_consent(session, channel, members)
    parent = walking.consent(session, consenter=Consenter.PARENT, name="The mother", young_person_view="Would try it.")
    supporting.record_consent(session, channel, parent)
    clock.turn_to(date(2026, 3, 10))
    with pytest.raises(GateClosed, match="18 or over"):
        moving.advance_channel(session, channel, reason="Known", approver="The head")
    supporting.record_consent(session, channel, walking.consent(session))
    assert walking.go(session, channel) == "C6"


def test_support_does_not_start_after_an_exit(session: Session, channel: ChannelId, members: Members) -> None:
    walking.to_consent(session, channel, members)
    supporting.record_consent(session, channel, walking.consent(session))
    walking.leave(session, channel)
    with pytest.raises(GateClosed, match="left the programme"):
        moving.advance_channel(session, channel, reason="Known", approver="The head")


def test_after_an_exit_no_consent_moves_the_case_away_from_its_reviews(
    session: Session, channel: ChannelId, members: Members, clock: StoryClock
) -> None:
    walking.to_support(session, channel, members)
    clock.turn_to(date(2026, 4, 6))
    walking.decide(session, channel, members, Outcome.EXIT)
    walking.go(session, channel)
    walking.assess(session, channel, AssessmentStage.EXIT)
    walking.leave(session, channel)
    assert walking.go(session, channel) == "C8"
    for act in (
        lambda: supporting.withdraw_consent(session, channel, withdrawn_on=clock.today(), by="They", reason="Enough."),
        lambda: supporting.record_refusal(session, channel, walking.consent(session), reason="No."),
        lambda: supporting.record_consent(session, channel, walking.consent(session)),
    ):
        with pytest.raises(EntryInvalid, match="left the programme"):
            act()
    assert walking.state(session, channel) == "C8"


def test_s37_a_decision_is_not_left_without_whom_it_needed(
    session: Session, channel: ChannelId, members: Members
) -> None:
    walking.to_panel(session, channel)
    item = walking.meet(session, channel, members)
    voting.decide(session, channel, item, walking.decided(Outcome.ADOPT, members))
    with pytest.raises(EntryInvalid, match=r"rests on who took part.*37\(1\)"):
        walking.attend(session, item, members, absent=(POLICE,))
    with pytest.raises(EntryInvalid, match=r"rests on who took part.*37\(5\)"):
        convening.declare_conflict(session, channel, item, members[LA])
    walking.attend(session, item, members, absent=(walking.HEALTH,))


def test_s37_a_later_decision_needs_a_meeting_of_its_own(
    session: Session, channel: ChannelId, members: Members, clock: StoryClock
) -> None:
    walking.to_support(session, channel, members)
    with session.vault.reading(PREVENT) as work:
        item = work.of_case(AgendaItem, channel)[-1].id
    clock.turn_to(date(2026, 6, 1))
    with pytest.raises(EntryInvalid, match="agenda of a meeting"):
        voting.decide(session, channel, item, walking.decided(Outcome.EXIT, members))


def test_s37_5_chair_and_deputy_chair_are_both_of_the_authority_with_one_vote(
    session: Session, channel: ChannelId, members: Members, clock: StoryClock
) -> None:
    day = date(2026, 8, 3)

    def appoint(capacity: Capacity) -> RecordId:
        return convening.appoint_member(session, capacity=capacity, agency=LA, name="D. Sorrel", post="Lead", since=day)

    for capacity in (Capacity.MEMBER, Capacity.POLICE):
        with pytest.raises(EntryInvalid, match="one vote"):
            convening.appoint_member(
                session, capacity=capacity, agency=LA, name="D. Sorrel", post="Lead", since=day, force="A force"
            )
    for agency in ("Another council", "Northamptonshire Police"):
        with pytest.raises(EntryInvalid, match=r"37\(5\)"):
            convening.appoint_member(
                session, capacity=Capacity.DEPUTY_CHAIR, agency=agency, name="D. Sorrel", post="Lead", since=day
            )
    deputy = appoint(Capacity.DEPUTY_CHAIR)
    with pytest.raises(EntryInvalid, match="one vote"):
        appoint(Capacity.DEPUTY_CHAIR)
    clock.turn_to(day)
    walking.to_panel(session, channel)
    item = walking.meet(session, channel, {**members, "deputy": deputy}, absent=(LA,))
    voting.decide(session, channel, item, walking.decided(Outcome.ADOPT, members))
    convening.end_member(session, deputy, until=day)


def test_s38_4_of_a_live_matter_no_word_is_kept_and_no_paper_leaves_also_once_it_is_closed(
    session: Session, channel: ChannelId, members: Members, tmp_path: Path
) -> None:
    walking.to_panel(session, channel)
    item = walking.meet(session, channel, members)
    voting.decide(session, channel, item, walking.decided(Outcome.ADOPT, members))
    pack = papering.write_pack(session, channel, item)
    walking.gateway(session, channel, GatewayAnswer.NOT_PROGRESSED)
    with pytest.raises(EntryInvalid, match="Nothing more is kept"):
        moving.advance_channel(session, channel, reason="Operation Zed", approver="The head")
    assert walking.go(session, channel) == "C10"
    with session.vault.reading(PREVENT) as work:
        meeting = work.get(AgendaItem, item).meeting_id
    chair = members[LA]
    for act in (
        lambda: leaving.place_hold(session, channel, reason=HoldReason.POLICE, words="Operation Zed"),
        lambda: papering.write_pack(session, channel, item),
        lambda: papering.write_minutes(session, channel, item),
        lambda: papering.export_channel_paper(session, pack, tmp_path, purpose="Panel", member_id=chair),
    ):
        with pytest.raises(EntryInvalid, match="Nothing more is kept"):
            act()
    given = handing_out.hand_out_packs(session, meeting, chair, tmp_path, purpose="Panel")
    assert channel not in {paper.case_id for paper in given}
    leaving.place_hold(session, channel, reason=HoldReason.POLICE, words="")
    assert "Zed" not in repr(session.vault.trail(PREVENT))


def test_who_declared_a_conflict_is_given_no_paper_of_the_case(
    session: Session, channel: ChannelId, members: Members, tmp_path: Path
) -> None:
    walking.to_panel(session, channel)
    item = walking.meet(session, channel, members)
    pack = papering.write_pack(session, channel, item)
    member = members[walking.EDUCATION]
    convening.declare_conflict(session, channel, item, member)
    with pytest.raises(EntryInvalid, match="conflict"):
        papering.export_channel_paper(session, pack, tmp_path, purpose="Panel", member_id=member)
    assert list(tmp_path.iterdir()) == []
    with session.vault.reading(PREVENT) as work:
        meeting = work.get(AgendaItem, item).meeting_id
    given = handing_out.hand_out_packs(session, meeting, member, tmp_path, purpose="Panel")
    assert channel not in {paper.case_id for paper in given}
