"""The Home Office's points, copies, parallel processes and holds, and the second person, in a real vault."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.conditions import CONDITIONS
from safermk_desktop.domain.documents import PaperKind
from safermk_desktop.domain.home_office import QaOutcome
from safermk_desktop.domain.parallel import KINDS, HoldCause, ProcessStatus, standing
from safermk_desktop.domain.qa_letter import read_qa_letter, typed_items, written_items
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.self_check import ASKS
from safermk_desktop.errors import (
    DateImpossible,
    EntryInvalid,
    EntryMissing,
    GateClosed,
    PersonUnknown,
    WrongPassphrase,
)
from safermk_desktop.services import (
    actions,
    approvals,
    copies,
    home_office,
    ledger,
    papers,
    parallel,
    publishing,
    qa_points,
    queries,
    redacting,
)
from safermk_desktop.services.parallel import ProcessEntry
from safermk_desktop.services.ports import Compartment, Role
from safermk_desktop.services.session import Session
from tests.services.approving import OTHER, OTHERS_WORDS, give_slot, look_first
from tests.services.conftest import PASSPHRASE
from tests.services.test_public_set import add_name, add_report

LETTERS = Path(__file__).parents[1] / "data" / "process" / "qa_letters"
DAY = date(2026, 3, 2)
LATER = date(2026, 3, 20)


@pytest.fixture
def copy_id(session: Session, case_id: CaseId) -> RecordId:
    """A redacted copy that the person at work prepared."""
    add_name(session, case_id)
    made, _ = redacting.make_redacted_copy(session, case_id, add_report(session, case_id))
    look_first(session, case_id, made)
    return made


@pytest.fixture
def submitted(session: Session, case_id: CaseId, copy_id: RecordId) -> RecordId:
    """A case whose set was submitted; the id of the redacted report."""
    actions.add_recommendation(session, case_id, number=1, text="Teach it.", level="partnership", scope="local")
    papers.write_executive_summary(session, case_id, sections=(("Key issues", "Three things."),))
    papers.write_action_plan(session, case_id)
    home_office.record_submission(session, case_id, submitted_on=DAY, method="Secure e-mail")
    return next(copy for copy in queries.case_file(session, case_id).copies if copy.id == copy_id).document_id


def letter(session: Session, clock: StoryClock, case_id: CaseId, outcome: QaOutcome = QaOutcome.RESUBMIT) -> None:
    clock.turn_to(LATER)
    items = read_qa_letter((LETTERS / "rowan.txt").read_text(encoding="utf-8")).items
    home_office.record_qa_letter(
        session, case_id, received_on=LATER, panel_on=date(2026, 3, 10), outcome=outcome, items=items
    )


def test_every_point_of_a_letter_is_a_task_that_keeps_the_case_back(
    session: Session, clock: StoryClock, case_id: CaseId, submitted: RecordId
) -> None:
    letter(session, clock, case_id)
    points = queries.case_file(session, case_id).qa_conditions
    assert len(points) == 20
    assert [point.position for point in points] == list(range(1, 21))
    assert "1.1" in str(CONDITIONS["points_done"](queries.case_file(session, case_id)))
    with pytest.raises(EntryMissing):
        qa_points.answer_point(session, case_id, points[0].id, owner="Chair", answer="", page="", done_on=LATER)
    with pytest.raises(DateImpossible):
        qa_points.answer_point(session, case_id, points[0].id, owner="Chair", answer="Yes", page="", done_on=DAY)
    with pytest.raises(EntryInvalid, match="not done yet"):
        papers.send_qa_response(session, case_id, recipient="Home Office", sent_on=LATER, signatory="Head")
    for point in points:
        qa_points.answer_point(session, case_id, point.id, owner="Chair", answer="Done so.", page="4", done_on=LATER)
    assert CONDITIONS["points_done"](queries.case_file(session, case_id)) is None
    document = papers.send_qa_response(session, case_id, recipient="Home Office", sent_on=LATER, signatory="Head")
    with session.vault.reading(Compartment.REVIEWS) as work:
        text = session.redactor.read(work.content(document)).text
    assert "9.2" in text
    assert text.count("Done so.") == 20


def test_a_second_round_keeps_the_first(
    session: Session, clock: StoryClock, case_id: CaseId, submitted: RecordId
) -> None:
    letter(session, clock, case_id)
    home_office.record_qa_letter(
        session,
        case_id,
        received_on=LATER,
        panel_on=LATER,
        outcome=QaOutcome.PUBLISH_AFTER_CHANGES,
        points=("Say more.", "Add a glossary."),
    )
    file = queries.case_file(session, case_id)
    assert len(file.qa_letters) == 2
    assert [point.number for point in file.qa_conditions[-2:]] == ["1", "2"]
    assert len(file.qa_conditions) == 22


def test_points_written_out_are_read_back_the_same() -> None:
    items = read_qa_letter((LETTERS / "hazel.txt").read_text(encoding="utf-8")).items
    assert typed_items(written_items(items).splitlines()) == items
    typed = typed_items(["First.", "1.1 Its part.", "Second."])
    assert [(item.number, item.parent) for item in typed] == [("1", ""), ("1.1", "1"), ("2", "")]


def test_the_checklist_asks_for_every_answer(session: Session, case_id: CaseId) -> None:
    answers = {ask.id: "yes" for ask in ASKS}
    with pytest.raises(EntryMissing):
        qa_points.check_report(session, case_id, checked_on=DAY, answers={})
    qa_points.check_report(session, case_id, checked_on=DAY, answers={**answers, "bias": "no"})
    assert [ask.id for ask in queries.case_file(session, case_id).self_checks[-1].unmet] == ["bias"]


def test_copies_are_logged_by_digest_with_their_line_in_the_ledger(
    session: Session, case_id: CaseId, submitted: RecordId
) -> None:
    assert copies.missing_copies(queries.case_file(session, case_id))[0].startswith("Domestic Abuse Commissioner")
    copies.record_copy(
        session,
        case_id,
        submitted,
        recipient="Domestic Abuse Commissioner",
        person="",
        sent_on=DAY,
        method="Secure e-mail",
    )
    file = queries.case_file(session, case_id)
    sent = file.copies_sent[-1]
    assert sent.sha256 == next(paper.sha256 for paper in file.documents if paper.id == submitted)
    lines = {row.export.id: row.export for row in ledger.ledger(session, case_id)}
    assert (lines[sent.export_id].recipient, lines[sent.export_id].sha256) == (sent.recipient, sent.sha256)
    assert CONDITIONS["fact:commissioner_copy_sent"](file) is None
    assert not any(line.startswith("Domestic") for line in copies.missing_copies(file))
    report = file.document(PaperKind.OVERVIEW_REPORT)
    assert report is not None
    with pytest.raises(EntryInvalid):
        copies.record_copy(
            session, case_id, report.id, recipient="Home Office", person="", sent_on=DAY, method="Secure e-mail"
        )


def process(kind: str, *, holds: bool = False, status: ProcessStatus = ProcessStatus.LIVE) -> ProcessEntry:
    return ProcessEntry(
        kind=kind,
        lead="Its lead",
        contact="",
        status=status,
        can_share=False,
        restrictions="",
        joint_approach="",
        checked_on=DAY,
        holds=holds,
    )


@pytest.mark.parametrize("kind", [kind.id for kind in KINDS])
def test_criminal_proceedings_hold_publication_always_and_others_where_asked(
    session: Session, case_id: CaseId, kind: str
) -> None:
    parallel.add_process(session, case_id, process(kind))
    held = standing(queries.case_file(session, case_id).holds)
    assert bool(held) is (kind == "criminal")
    parallel.add_process(session, case_id, process(kind, holds=True))
    assert len(standing(queries.case_file(session, case_id).holds)) == len(held) + 1
    parallel.add_process(session, case_id, process(kind, holds=True, status=ProcessStatus.ENDED))
    assert len(standing(queries.case_file(session, case_id).holds)) == len(held) + 1


def test_a_hold_stands_after_the_process_ended_until_it_is_lifted_with_a_reason(
    session: Session, clock: StoryClock, case_id: CaseId
) -> None:
    made = parallel.add_process(session, case_id, process("criminal"))
    clock.turn_to(LATER)
    parallel.check_process(session, case_id, made, checked_on=LATER, status=ProcessStatus.ENDED)
    file = queries.case_file(session, case_id)
    assert "Publication is held since" in str(CONDITIONS["no_publication_hold"](file))
    with pytest.raises(EntryMissing):
        parallel.lift_hold(session, case_id, file.holds[0].id, lifted_on=LATER, reason=" ")
    parallel.lift_hold(session, case_id, file.holds[0].id, lifted_on=LATER, reason="No appeal was lodged.")
    assert CONDITIONS["no_publication_hold"](queries.case_file(session, case_id)) is None
    with pytest.raises(EntryInvalid):
        parallel.lift_hold(session, case_id, file.holds[0].id, lifted_on=LATER, reason="Again.")


def test_a_process_is_asked_after_every_three_months_until_it_ended(
    session: Session, clock: StoryClock, case_id: CaseId
) -> None:
    made = parallel.add_process(session, case_id, process("inquest"))
    due = [duty.due for duty in queries.overview(session, case_id).duties if duty.act == "check_process"]
    assert due == [date(2026, 6, 2)]
    clock.turn_to(LATER)
    parallel.check_process(session, case_id, made, checked_on=LATER, status=ProcessStatus.ENDED)
    assert not [duty for duty in queries.overview(session, case_id).duties if duty.act == "check_process"]


def test_what_was_made_is_given_once(session: Session, case_id: CaseId) -> None:
    item = parallel.log_disclosure(session, case_id, item="Minutes", created_on=DAY, held_by="A. Officer")
    parallel.give_disclosure(session, case_id, item, given_to="Disclosure officer", given_on=DAY)
    with pytest.raises(EntryInvalid):
        parallel.give_disclosure(session, case_id, item, given_to="Disclosure officer", given_on=DAY)
    assert queries.case_file(session, case_id).disclosures[0].given_on == DAY


def test_a_hold_that_was_placed_by_hand_has_its_sentence(session: Session, case_id: CaseId) -> None:
    parallel.place_hold(session, case_id, cause=HoldCause.OTHER, reason="A family court hearing is listed.")
    sentence = CONDITIONS["no_publication_hold"](queries.case_file(session, case_id))
    assert sentence == "Publication is held since 2 March 2026: A family court hearing is listed."


def test_invariant_3_preparer_and_approver_of_a_redaction_differ(
    session: Session, case_id: CaseId, copy_id: RecordId
) -> None:
    """Domain 11, invariant 3: who approves is known by the slot that a passphrase opened, never by a typed name."""
    give_slot(session)
    with pytest.raises(EntryInvalid, match="Someone else"):
        approvals.approve_copy(session, case_id, copy_id)
    own = approvals.Confirmed(person="A. Officer", passphrase=PASSPHRASE)
    with pytest.raises(EntryInvalid, match="Someone else"):
        approvals.approve_copy(session, case_id, copy_id, by=own)
    for person, words, refused in (
        (OTHER, "not their words", WrongPassphrase),
        ("Somebody typed", OTHERS_WORDS, PersonUnknown),
    ):
        with pytest.raises(refused):
            approvals.approve_copy(session, case_id, copy_id, by=approvals.Confirmed(person=person, passphrase=words))
    assert CONDITIONS["second_person_approved"](queries.case_file(session, case_id)) is not None
    assert approvals.possible_approvers(session, "A. Officer") == (OTHER,)
    approvals.approve_copy(session, case_id, copy_id, by=approvals.Confirmed(person=OTHER, passphrase=OTHERS_WORDS))
    file = queries.case_file(session, case_id)
    given = file.approvals[-1]
    slots = {slot.person: slot.id for slot in session.vault.slots.listed()}
    assert (given.sha256, given.slot_id) == (file.copies[-1].sha256, slots[OTHER])
    assert (given.approved_by, given.prepared_by, given.witnessed_by) == (OTHER, "A. Officer", "A. Officer")
    assert CONDITIONS["second_person_approved"](file) is None
    entry = session.vault.trail(Compartment.REVIEWS, case_id)[-1]
    assert (entry.what, entry.who) == ("approve_copy", OTHER)


def test_a_slot_that_does_not_open_the_reviews_approves_nothing(
    session: Session, case_id: CaseId, copy_id: RecordId
) -> None:
    session.vault.slots.add(
        person="P. Prevent",
        role=Role.SUPPORT_OFFICER,
        compartments=frozenset({Compartment.PREVENT}),
        passphrase=OTHERS_WORDS,
    )
    by = approvals.Confirmed(person="P. Prevent", passphrase=OTHERS_WORDS)
    with pytest.raises(EntryInvalid, match="does not open the reviews"):
        approvals.approve_copy(session, case_id, copy_id, by=by)
    assert "P. Prevent" not in approvals.possible_approvers(session, "A. Officer")


def test_invariant_2_no_case_leaves_d10_without_a_clean_scan_of_the_exact_files(
    session: Session, case_id: CaseId, submitted: RecordId
) -> None:
    """Domain 11, invariant 2: the scan names the digests that were submitted and the register as it stands."""
    file = queries.case_file(session, case_id)
    assert CONDITIONS["submission_scanned"](file) is None
    assert file.scans[-1].papers == file.submissions[-1].papers
    add_name(session, case_id, "Bram Ostervale", "Adult L")
    assert CONDITIONS["submission_scanned"](queries.case_file(session, case_id)) is not None


def test_nothing_is_published_while_a_hold_stands_or_a_point_is_open(
    session: Session, clock: StoryClock, case_id: CaseId, submitted: RecordId
) -> None:
    letter(session, clock, case_id, QaOutcome.PUBLISH_AFTER_CHANGES)
    parallel.place_hold(session, case_id, cause=HoldCause.INQUEST, reason="The inquest opens in May.")
    with pytest.raises(GateClosed) as refused:
        publishing.record_publication(session, case_id, published_on=LATER, where="Page", link="https://a.example")
    assert "Publication is held since 20 March 2026: The inquest opens in May." in refused.value.detail
    assert "not done yet: 1, 1.1" in refused.value.detail
    assert queries.case_file(session, case_id).publications == ()


def test_each_public_file_needs_its_own_approval_bound_to_its_digest(
    session: Session, case_id: CaseId, copy_id: RecordId
) -> None:
    give_slot(session)
    by = approvals.Confirmed(person=OTHER, passphrase=OTHERS_WORDS)
    approvals.approve_copy(session, case_id, copy_id, by=by)
    sections = (("Summary", "A woman of Milton Keynes died."),)
    first = papers.write_executive_summary(session, case_id, sections=sections)
    told = CONDITIONS["second_person_approved"](queries.case_file(session, case_id))
    assert told == "No second person has approved the executive summary as it stands."
    with pytest.raises(EntryInvalid, match="Someone else"):
        approvals.approve_file(session, case_id, first)
    approvals.approve_file(session, case_id, first, by=by)
    file = queries.case_file(session, case_id)
    assert CONDITIONS["second_person_approved"](file) is None
    assert file.approvals[-1].sha256 == next(one for one in file.documents if one.id == first).sha256
    entry = session.vault.trail(Compartment.REVIEWS, case_id)[-1]
    assert (entry.what, entry.who) == ("approve_paper", OTHER)
    assert "Whoever prepared the file made this key slot" in entry.why
    papers.write_executive_summary(session, case_id, sections=sections)
    assert CONDITIONS["second_person_approved"](queries.case_file(session, case_id)) is not None
    with pytest.raises(EntryInvalid, match="approve the latest"):
        approvals.approve_file(session, case_id, first, by=by)


def test_where_a_slot_comes_from_is_told_by_the_log(session: Session) -> None:
    give_slot(session)
    origin = approvals.slot_origin(session, OTHER)
    assert (origin.made_by, origin.made_on) == ("A. Officer", session.clock.today())
    assert origin.is_made_by("a. officer")
    assert approvals.slot_origin(session, "A. Officer").made_by == "A. Officer"
    assert approvals.slot_origin(session, "Nobody") == approvals.SlotOrigin(slot_id="", made_by="", made_on=None)
