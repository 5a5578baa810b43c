"""Action plans from the recommendation to the last action: each act, its refusals, and what is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from safermk_desktop.domain.actions import NOTHING_NEW, Action, ActionSource, ActionStatus, Rag, UpdateKind, rag
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import DateImpossible, EntryInvalid, EntryMissing, RecordUnknown
from safermk_desktop.services import action_closing, actions, queries, undoing
from safermk_desktop.services.actions import ActionWords
from safermk_desktop.services.partnership import change_partnership
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session

DAY = date(2026, 3, 2)
TARGET = date(2026, 9, 1)


def recommended(session: Session, case_id: CaseId, *, scope: str = "local") -> RecordId:
    return actions.add_recommendation(
        session,
        case_id,
        number=1,
        text="The policy says who asks about safety at home.",
        level="single_agency",
        scope=scope,
        source=ActionSource.QA_LETTER,
        source_reference="Point 4",
        lesson="Nobody asked.",
    )


def acted(session: Session, case_id: CaseId) -> RecordId:
    return actions.add_action(
        session,
        case_id,
        recommended(session, case_id),
        text="Rewrite the policy",
        lead_agency="Police",
        lead_role="Head of policy",
        target_on=TARGET,
        milestones=("Draft [due 2026-05-01]",),
        words=ActionWords(
            text="", lead_agency="", lead_person="O. Castell", deputy_role="Inspector", themes=("policy",)
        ),
    )


def action_of(session: Session, case_id: CaseId) -> Action:
    return queries.case_file(session, case_id).actions[0]


def acts(session: Session, case_id: CaseId) -> list[str]:
    return [entry.what for entry in session.vault.trail(Compartment.REVIEWS, case_id)]


def test_an_action_is_entered_in_full_and_gets_its_reference(session: Session, case_id: CaseId) -> None:
    acted(session, case_id)
    file = queries.case_file(session, case_id)
    item, action = file.recommendations[0], file.actions[0]
    assert (item.source, item.source_reference, item.lesson) == (ActionSource.QA_LETTER, "Point 4", "Nobody asked.")
    assert action.reference.startswith("MK-20")
    assert action.reference.endswith("-R1-A1")
    assert (action.lead_person, action.deputy_role, action.themes) == ("O. Castell", "Inspector", ("policy",))
    assert (action.text, action.lead_agency, action.milestones) == (
        "Rewrite the policy",
        "Police",
        ("Draft [due 2026-05-01]",),
    )
    assert action.for_public
    assert action.for_management
    assert action.for_partnership


def test_levels_and_scopes_are_those_of_the_plan(session: Session, case_id: CaseId) -> None:
    with pytest.raises(EntryInvalid):
        actions.add_recommendation(session, case_id, number=1, text="t", level="everybody", scope="local")
    with pytest.raises(EntryInvalid):
        actions.add_recommendation(session, case_id, number=1, text="t", level="partnership", scope="world")


def test_another_lead_agency_accepts_the_action_anew(session: Session, case_id: CaseId) -> None:
    action_id = acted(session, case_id)
    actions.accept_action(session, case_id, action_id, accepted_on=DAY, accepted_by="Head of policy")
    action = action_of(session, case_id)
    assert (action.accepted_on, action.accepted_by) == (DAY, "Head of policy")
    actions.change_action(
        session, case_id, action_id, replace(ActionWords.of(action), text="Rewrite and publish the policy")
    )
    assert action_of(session, case_id).accepted_on == DAY
    actions.change_action(session, case_id, action_id, replace(ActionWords.of(action), lead_agency="Council"))
    assert (action_of(session, case_id).accepted_on, action_of(session, case_id).lead_agency) == (None, "Council")
    with pytest.raises(EntryMissing):
        actions.change_action(session, case_id, action_id, replace(ActionWords.of(action), text=" "))


def test_every_revision_is_kept_with_reason_and_approver(session: Session, case_id: CaseId) -> None:
    action_id = acted(session, case_id)
    later = TARGET + timedelta(days=30)
    with pytest.raises(EntryMissing):
        actions.revise_target(session, case_id, action_id, target_on=later, reason="", approver="Board")
    with pytest.raises(EntryInvalid):
        actions.revise_target(session, case_id, action_id, target_on=TARGET, reason="r", approver="Board")
    actions.revise_target(session, case_id, action_id, target_on=later, reason="Consultation", approver="Board")
    file = queries.case_file(session, case_id)
    (revision,) = file.revisions
    assert (revision.was_on, revision.now_on, revision.reason, revision.approver) == (
        TARGET,
        later,
        "Consultation",
        "Board",
    )
    assert (file.actions[0].target_on, file.actions[0].first_target_on, file.actions[0].revisions) == (later, TARGET, 1)
    undoing.undo(session, case_id)
    assert queries.case_file(session, case_id).revisions == ()
    assert action_of(session, case_id).target_on == TARGET


def test_a_revised_target_lies_ahead_and_another_person_approves_it(session: Session, case_id: CaseId) -> None:
    action_id = acted(session, case_id)
    before, today = action_of(session, case_id), session.clock.today()
    with pytest.raises(DateImpossible, match="has passed"):
        actions.revise_target(
            session, case_id, action_id, target_on=today - timedelta(days=1), reason="r", approver="Board"
        )
    own = f" {session.person.upper()} "
    with pytest.raises(EntryInvalid, match="another than the person at work"):
        actions.revise_target(session, case_id, action_id, target_on=today, reason="r", approver=own)
    with pytest.raises(EntryInvalid, match="another than the person at work"):
        action_closing.abandon_action(session, case_id, action_id, on=today, reason="r", approver=own)
    with pytest.raises(EntryInvalid, match="another than the person at work"):
        action_closing.transfer_action(
            session, case_id, action_id, on=today, receiver="Bucks", reason="r", approver=own
        )
    assert action_of(session, case_id) == before
    actions.revise_target(session, case_id, action_id, target_on=today, reason="r", approver="Board")
    assert action_of(session, case_id).target_on == today


def test_invariant_9_nothing_new_resets_the_silence_and_never_the_target(session: Session, case_id: CaseId) -> None:
    action_id = acted(session, case_id)
    before = action_of(session, case_id)
    actions.update_action(session, case_id, action_id, text="nothing new to report", updated_on=DAY)
    file = queries.case_file(session, case_id)
    assert file.updates[-1].kind is UpdateKind.NOTHING_NEW
    assert file.actions[0] == before
    old = replace(before, created_on=DAY - timedelta(days=150), target_on=DAY + timedelta(days=365))
    assert rag(old, (), DAY) is Rag.RED
    assert rag(old, file.updates, DAY) is Rag.GREEN
    assert rag(replace(old, target_on=DAY - timedelta(days=1)), file.updates, DAY) is Rag.RED


def test_an_update_says_how_it_came_and_what_is_at_risk(session: Session, case_id: CaseId) -> None:
    action_id = acted(session, case_id)
    actions.update_action(
        session,
        case_id,
        action_id,
        text="The author left.",
        updated_on=DAY,
        status=ActionStatus.IN_PROGRESS,
        is_verbal=True,
        is_at_risk=True,
    )
    file = queries.case_file(session, case_id)
    assert file.updates[-1].kind is UpdateKind.VERBAL
    assert file.actions[0].is_at_risk
    assert file.actions[0].status is ActionStatus.IN_PROGRESS
    for status in (ActionStatus.COMPLETE_VERIFIED, ActionStatus.ABANDONED, ActionStatus.TRANSFERRED):
        with pytest.raises(EntryInvalid):
            actions.update_action(session, case_id, action_id, text=NOTHING_NEW, updated_on=DAY, status=status)


def test_done_evidence_outcome_and_verification_are_four_records(session: Session, case_id: CaseId) -> None:
    action_id = acted(session, case_id)

    def verify(by: str = "B. Other", sample: str = "Ten records") -> None:
        action_closing.verify_action(session, case_id, action_id, verified_on=DAY, verified_by=by, sample=sample)

    with pytest.raises(EntryInvalid, match="not reported done"):
        verify()
    action_closing.report_done(session, case_id, action_id, completed_on=DAY, reported_by="O. Castell")
    assert not action_of(session, case_id).is_finished
    with pytest.raises(EntryInvalid, match="what changed"):
        verify()
    action_closing.record_outcome(
        session, case_id, action_id, outcome="Callers are asked.", measure="Sample of thirty calls"
    )
    with pytest.raises(EntryInvalid, match="no evidence"):
        verify()
    action_closing.add_evidence(
        session, case_id, action_id, title="Policy, version 3", dated_on=DAY, changed="It names who asks."
    )
    for own in ("o.  castell", session.person.upper()):
        with pytest.raises(EntryInvalid, match="Someone else"):
            verify(own)
    with pytest.raises(EntryMissing):
        verify(sample=" ")
    verify()
    action = action_of(session, case_id)
    assert action.is_finished
    assert (action.verified_by, action.sample) == ("B. Other", "Ten records")
    with pytest.raises(EntryInvalid, match="finished"):
        action_closing.report_done(session, case_id, action_id, completed_on=DAY, reported_by="O. Castell")
    with pytest.raises(EntryInvalid, match="finished"):
        actions.change_action(session, case_id, action_id, replace(ActionWords.of(action), text="Another"))
    actions.change_action(session, case_id, action_id, replace(ActionWords.of(action), for_public=False))
    assert not action_of(session, case_id).for_public
    undoing.undo(session, case_id)
    undoing.undo(session, case_id)
    assert action_of(session, case_id).status is ActionStatus.COMPLETE_UNVERIFIED
    written = ["add_action", "report_done", "record_outcome", "add_evidence", "verify_action", "change_action"]
    assert acts(session, case_id)[-8:] == [*written, "undo", "undo"]


def test_a_file_becomes_evidence_and_a_paper_of_the_case(session: Session, case_id: CaseId, tmp_path: Path) -> None:
    action_id = acted(session, case_id)
    found = tmp_path / "Joanna Fenwick training list.csv"
    found.write_bytes(b"team,trained\nA,12\n")
    action_closing.add_evidence(
        session,
        case_id,
        action_id,
        title="Attendance",
        dated_on=DAY,
        changed="Twelve were trained.",
        audited="12 of 12",
        path=found,
    )
    file = queries.case_file(session, case_id)
    (evidence,) = file.evidence
    paper = next(one for one in file.documents if one.id == evidence.document_id)
    assert "Fenwick" not in paper.file_name
    assert paper.size == 18
    with pytest.raises(RecordUnknown):
        action_closing.add_evidence(
            session, case_id, action_id, title="x", dated_on=DAY, changed="y", document_id=RecordId("nowhere")
        )
    with pytest.raises(EntryMissing):
        action_closing.add_evidence(session, case_id, action_id, title="x", dated_on=DAY, changed=" ")


def test_abandoning_and_transferring_need_reason_and_approver(session: Session, case_id: CaseId) -> None:
    action_id = acted(session, case_id)
    with pytest.raises(EntryMissing):
        action_closing.abandon_action(session, case_id, action_id, on=DAY, reason="Overtaken", approver="")
    with pytest.raises(EntryMissing):
        action_closing.transfer_action(
            session, case_id, action_id, on=DAY, receiver="Board", reason="", approver="Chair"
        )
    action_closing.transfer_action(
        session, case_id, action_id, on=DAY, receiver="Children's board", reason="Its plan has it.", approver="Chair"
    )
    action = action_of(session, case_id)
    assert action.is_finished
    assert rag(action, (), DAY) is Rag.GREY
    assert action.result == "Transferred to Children's board: Its plan has it. Approved by: Chair"
    undoing.undo(session, case_id)
    action_closing.abandon_action(session, case_id, action_id, on=DAY, reason="Overtaken.", approver="Chair")
    assert action_of(session, case_id).result == "Abandoned: Overtaken. Approved by: Chair"


def test_a_national_recommendation_records_to_whom_it_was_sent(session: Session, case_id: CaseId) -> None:
    item = recommended(session, case_id, scope="national")
    with pytest.raises(DateImpossible):
        actions.send_recommendation(
            session, case_id, item, recipient="Department", sent_on=DAY + timedelta(days=900), method="Letter"
        )
    sent = actions.send_recommendation(session, case_id, item, recipient="Department", sent_on=DAY, method="Letter")
    with pytest.raises(DateImpossible):
        actions.record_answer(session, case_id, sent, answered_on=DAY - timedelta(days=1), answer="Noted")
    actions.record_answer(session, case_id, sent, answered_on=DAY, answer="It will be considered.")
    (line,) = queries.case_file(session, case_id).sent
    assert (line.recipient, line.sent_on, line.answer) == ("Department", DAY, "It will be considered.")


def test_a_local_recommendation_is_sent_to_nobody(session: Session, case_id: CaseId) -> None:
    with pytest.raises(EntryInvalid, match="local"):
        actions.send_recommendation(
            session, case_id, recommended(session, case_id), recipient="D", sent_on=DAY, method="Letter"
        )


def test_the_prefix_of_references_is_a_setting_and_given_ones_stay(session: Session, case_id: CaseId) -> None:
    acted(session, case_id)
    given = action_of(session, case_id).reference
    with pytest.raises(EntryInvalid, match="prefix"):
        change_partnership(session, replace(session.partnership, prefix="M K"), dardr_from=None)
    change_partnership(session, replace(session.partnership, prefix="NB"), dardr_from=None)
    item = queries.case_file(session, case_id).recommendations[0]
    actions.add_action(
        session, case_id, item.id, text="Publish it", lead_agency="Police", lead_role="Head", target_on=TARGET
    )
    first, second = queries.case_file(session, case_id).actions
    assert first.reference == given
    assert second.reference == given.replace("MK-", "NB-").replace("-A1", "-A2")
