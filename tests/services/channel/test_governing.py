"""The Prevent plan, the tracker compared, drafts, transfers, and dates that the panel sets."""

from __future__ import annotations

from datetime import date

import pytest

from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.actions import ActionStatus, Rag, rag
from safermk_desktop.domain.channel.exits import ExitReason
from safermk_desktop.domain.channel.governance import Heading
from safermk_desktop.domain.channel.panel import AgendaItem, Outcome
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.errors import DateImpossible, EntryInvalid, EntryMissing, GateClosed
from safermk_desktop.services.channel import convening, governing, leaving, prevent_drafts, referring, showing
from safermk_desktop.services.channel.files import NO_CASE, PREVENT
from safermk_desktop.services.session import Session
from tests.services.channel import walking
from tests.services.channel.walking import EDUCATION, HEALTH, LA, POLICE

Members = dict[str, RecordId]


def test_the_plan_has_the_colours_and_the_silence_of_every_action_plan(session: Session, clock: StoryClock) -> None:
    item = governing.add_plan_item(
        session,
        Heading.TRAINING,
        text="Train every school",
        lead_agency=LA,
        lead_role="Coordinator",
        target_on=date(2026, 12, 1),
    )
    held, updates = governing.plan_items(session)
    assert rag(held[-1], updates, date(2026, 3, 10)) is Rag.GREEN
    assert rag(held[-1], updates, date(2026, 7, 1)) is Rag.RED, "silent for over 100 days"
    clock.turn_to(date(2026, 6, 30))
    governing.update_plan_item(session, item, text="Nothing new to report.", updated_on=clock.today())
    held, updates = governing.plan_items(session)
    assert (rag(held[-1], updates, clock.today()), held[-1].target_on) == (Rag.GREEN, date(2026, 12, 1))
    governing.revise_plan_item(session, item, target_on=date(2027, 1, 1), reason="Exams", approver="The board")
    with pytest.raises(EntryInvalid, match="Someone else"):
        governing.end_plan_item(
            session, item, on=clock.today(), outcome="Trained", evidence="List", verified_by=session.person
        )
    with pytest.raises(EntryInvalid):
        governing.update_plan_item(
            session, item, text="Done", updated_on=clock.today(), status=ActionStatus.COMPLETE_VERIFIED
        )
    governing.end_plan_item(
        session, item, on=clock.today(), outcome="Trained", evidence="List", verified_by="The board"
    )
    held, updates = governing.plan_items(session)
    assert rag(held[-1], updates, clock.today()) is Rag.BLUE


def test_a_plan_item_that_is_finished_stays_so_and_another_person_approves_what_was_not_planned(
    session: Session, clock: StoryClock
) -> None:
    clock.turn_to(date(2026, 6, 30))
    item = governing.add_plan_item(
        session,
        Heading.TRAINING,
        text="Train every school",
        lead_agency=LA,
        lead_role="Coordinator",
        target_on=date(2026, 12, 1),
    )
    before = governing.plan_items(session)
    with pytest.raises(DateImpossible, match="has passed"):
        governing.revise_plan_item(session, item, target_on=date(2026, 6, 29), reason="Exams", approver="The board")
    with pytest.raises(EntryInvalid, match="target date already"):
        governing.revise_plan_item(session, item, target_on=date(2026, 12, 1), reason="Exams", approver="The board")
    with pytest.raises(EntryInvalid, match="another than the person at work"):
        governing.revise_plan_item(session, item, target_on=date(2027, 1, 1), reason="Exams", approver=session.person)
    with pytest.raises(EntryInvalid, match="another than the person at work"):
        governing.abandon_plan_item(session, item, reason="No money", approver=session.person)
    with pytest.raises(EntryInvalid, match="need their own record"):
        governing.update_plan_item(
            session, item, text="Gone", updated_on=clock.today(), status=ActionStatus.TRANSFERRED
        )
    assert governing.plan_items(session) == before
    governing.end_plan_item(
        session, item, on=clock.today(), outcome="Trained", evidence="List", verified_by="The board"
    )
    with pytest.raises(EntryInvalid, match="finished"):
        governing.update_plan_item(
            session, item, text="Again", updated_on=clock.today(), status=ActionStatus.IN_PROGRESS
        )
    assert governing.plan_items(session)[0][-1].is_finished


def test_a_clock_that_the_panel_sets_says_so_and_none_is_set_beyond_its_bound(
    session: Session, channel: ChannelId
) -> None:
    walking.to_gateway(session, channel)
    (before,) = (one for one in showing.channel_overview(session, channel).clocks if one.rule.id == "gateway")
    assert before.rule.why.startswith("Five working days after the referral")
    governing.set_prevent_setting(session, "gateway_days", 8)
    (now,) = (one for one in showing.channel_overview(session, channel).clocks if one.rule.id == "gateway")
    assert now.rule.why == "8 working days, as the panel set it; 5 where it sets nothing."
    assert (now.rule.count, now.due) == (8, session.calendar.after(now.base_on, 8))
    for name, value in (("reassess_months", 4), ("gateway_days", 10**9), ("consent_days", 10**12)):
        with pytest.raises(EntryInvalid, match="No more than"):
            governing.set_prevent_setting(session, name, value)
    assert showing.channel_overview(session, channel).clocks


def test_the_tracker_is_compared_by_reference_number_alone(session: Session) -> None:
    walking.refer(session, tracker_reference="PCMT-1")
    walking.refer(session, tracker_reference="")
    check = governing.compare_tracker(session, checked_on=session.clock.today(), listed=("PCMT-1", "PCMT-2"))
    assert ("PCMT-1" in check.agreed, check.missing_here) == (True, ("PCMT-2",))
    assert len(check.missing_there) >= 1
    with pytest.raises(EntryInvalid, match="reference numbers"):
        governing.compare_tracker(session, checked_on=session.clock.today(), listed=("Corwin Ashgrove",))


def test_members_see_the_cases_that_they_are_invited_to_and_no_other(
    session: Session, channel: ChannelId, members: Members, clock: StoryClock
) -> None:
    clock.turn_to(date(2026, 3, 9))
    other = walking.refer(session)
    meeting = convening.plan_meeting(session, held_on=clock.today(), place="Civic office")
    convening.put_on_agenda(session, meeting, channel, purpose="First look", invited=(members[HEALTH],))
    convening.put_on_agenda(session, meeting, other, purpose="First look", invited=(members[EDUCATION],))

    def seen(agency: str) -> list[ChannelId]:
        view = convening.meeting_view(session, meeting, member_id=members[agency])
        return [row.item.case_id for row in view.items]

    assert (seen(HEALTH), seen(EDUCATION)) == ([channel], [other])
    assert seen(LA) == seen(POLICE) == [channel, other], "chair and police are there for every case"
    with pytest.raises(EntryInvalid, match="already"):
        convening.put_on_agenda(session, meeting, channel, purpose="Again", invited=())


def test_a_professional_is_a_guest_of_one_item_without_a_vote_and_signs(
    session: Session, channel: ChannelId, members: Members
) -> None:
    walking.to_panel(session, channel)
    item = walking.meet(session, channel, members)
    guest = convening.invite_guest(session, channel, item, name="B. Reed", agency="College", role="Tutor")
    with pytest.raises(EntryInvalid, match="signed"):
        convening.record_guest(session, channel, guest, came=True, has_signed=False)
    convening.record_guest(session, channel, guest, came=True, has_signed=True)
    with session.vault.reading(PREVENT) as work:
        meeting = work.get(AgendaItem, item).meeting_id
    row = next(one for one in convening.meeting_view(session, meeting).items if one.item.id == item)
    assert [one.name for one in row.guests] == ["B. Reed"]
    assert {one.agency for one in row.voting} == set(members)


def test_everybody_present_has_signed_and_nobody_is_left_out(
    session: Session, members: Members, clock: StoryClock
) -> None:
    clock.turn_to(date(2026, 3, 10))
    meeting = convening.plan_meeting(session, held_on=clock.today(), place="Civic office")
    came = convening.Came(presence=convening.Presence.PRESENT, has_signed=True)
    with pytest.raises(EntryInvalid, match="accounted for"):
        convening.record_channel_attendance(session, meeting, {members[LA]: came})
    unsigned = convening.Came(presence=convening.Presence.PRESENT, has_signed=False)
    with pytest.raises(EntryInvalid, match="confidentiality"):
        convening.record_channel_attendance(session, meeting, dict.fromkeys(members.values(), unsigned))


def test_a_transfer_ends_here_once_the_other_panel_accepts(
    session: Session, channel: ChannelId, members: Members, clock: StoryClock
) -> None:
    walking.to_support(session, channel, members)
    clock.turn_to(date(2026, 4, 6))
    asked = leaving.transfer_out(
        session, channel, other_panel="Panel of the west", asked_on=clock.today(), reason="Moved."
    )
    with pytest.raises(GateClosed, match="in support"):
        leaving.accept_transfer(session, channel, asked, accepted_on=clock.today(), accepted_by="Their chair")
    walking.decide(session, channel, members, Outcome.TRANSFER)
    walking.leave(session, channel, ExitReason.MOVED_AREA)
    leaving.accept_transfer(session, channel, asked, accepted_on=clock.today(), accepted_by="Their chair")
    file = showing.channel_overview(session, channel).file
    assert (file.case.state, len(file.after)) == ("T1", 2)
    assert file.retention[-1].keep_until == date(2032, 4, 6)


def test_an_unfinished_form_lies_in_its_own_compartment(session: Session) -> None:
    what = prevent_drafts.PreventUnfinished(
        form="referral", about="", title="A referral", address="prevent", case_id=NO_CASE, entries={"concern": "Half a"}
    )
    kept = prevent_drafts.keep_prevent_draft(session, what)
    assert prevent_drafts.prevent_drafts(session)[0].what == what
    again = prevent_drafts.keep_prevent_draft(session, what, draft_id=kept)
    assert again == kept
    prevent_drafts.drop_prevent_draft(session, prevent_drafts.prevent_drafts(session)[0])
    assert prevent_drafts.prevent_drafts(session) == ()


def test_who_the_person_is_is_seen_with_a_reason_and_each_look_is_on_the_record(
    session: Session, channel: ChannelId
) -> None:
    with pytest.raises(EntryMissing):
        referring.see_person(session, channel, reason=" ")
    person = referring.see_person(session, channel, reason="To write to the family")
    assert person.names == ("Corwin Ashgrove", "Cory")
    last = session.vault.trail(PREVENT, channel)[-1]
    assert (last.what, last.why) == ("see_person", "To write to the family")
    assert all("Corwin" not in repr(entry) for entry in session.vault.trail(PREVENT))
