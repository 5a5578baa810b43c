from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.case import Outcome
from safermk_desktop.domain.family import Matter
from safermk_desktop.domain.notes import NoteKind
from safermk_desktop.domain.panel import SeatState
from safermk_desktop.domain.panel_work import QuorumRule
from safermk_desktop.domain.parallel import HoldCause
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.undo import KEPT, UNDOABLE, UndoStep
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services import (
    actions,
    cases,
    family,
    keeping_papers,
    notes,
    panel,
    panel_work,
    papers,
    parallel,
    queries,
    terms,
    terms_tables,
    undoing,
)
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session
from tests.services import approving
from tests.services.conftest import CHEAP, PASSPHRASE

DAY = date(2026, 3, 2)


def decide(session: Session, case_id: CaseId, reasons: str) -> None:
    cases.record_decision(
        session,
        case_id,
        outcome=Outcome.REVIEW,
        decided_on=DAY,
        decided_by="Chair of the partnership",
        reasons=reasons,
        source="Minutes",
    )


def test_undo_writes_the_values_before_as_an_act_of_its_own(session: Session, case_id: CaseId) -> None:
    decide(session, case_id, "The criteria are met.")
    first = queries.case_file(session, case_id).decision
    decide(session, case_id, "A slip of the pen.")
    assert undoing.undo(session, case_id) == UNDOABLE["record_decision"]
    assert queries.case_file(session, case_id).decision == first
    last = session.vault.trail(Compartment.REVIEWS, case_id)[-1]
    assert (last.what, last.why) == ("undo", "Undone: the decision.")
    assert {name.partition(":")[0] for name in last.rows} == {"decision", "undo_step"}
    assert undoing.undo(session, case_id)
    assert queries.case_file(session, case_id).decision is None
    with pytest.raises(EntryInvalid, match="nothing of yours"):
        undoing.undo(session, case_id)
    entries = [entry.what for entry in session.vault.trail(Compartment.REVIEWS, case_id)]
    assert entries == ["record_notification", "record_decision", "record_decision", "undo", "undo"]
    assert all(one.pages and one.chain for one in session.vault.health())


def test_facts_notes_seats_own_dates_and_clauses_are_undone(session: Session, case_id: CaseId) -> None:
    decide(session, case_id, "The criteria are met.")
    terms.start_draft(session, case_id)
    before = queries.case_file(session, case_id)
    seat, section = before.seats[0], before.sections[0]
    acts = (
        lambda: cases.record_fact(session, case_id, kind="acknowledged", happened_on=DAY),
        lambda: notes.add_note(session, case_id, kind=NoteKind.CALL, happened_on=DAY, text="A call."),
        lambda: panel.settle_seat(session, case_id, seat.id, state=SeatState.WAIVED, reason="No involvement."),
        lambda: cases.set_own_date(
            session, case_id, rule="report", own_on=date(2026, 12, 1), reason="Trial.", authoriser="Chair"
        ),
        lambda: terms.save_section(session, case_id, section.id, heading=section.heading, text="Anew."),
        lambda: terms.add_clauses(session, case_id, section.id, ("A further clause.",)),
    )
    for act in acts:
        act()
        assert queries.case_file(session, case_id) != before or notes.note_lines(session, case_id)
        undoing.undo(session, case_id)
        assert queries.case_file(session, case_id) == before
        assert notes.note_lines(session, case_id) == ()
    for act in acts:
        act()
    for _act in acts:
        undoing.undo(session, case_id)
    assert queries.case_file(session, case_id) == before
    assert session.vault.orphans() == 0


def test_what_something_rests_on_since_is_not_undone(session: Session, case_id: CaseId) -> None:
    cases.record_fact(session, case_id, kind="acknowledged", happened_on=DAY)
    assert undoing.last_step(session, case_id) is not None
    cases.advance(session, case_id, reason="Urgent.", approver="Head")
    with pytest.raises(EntryInvalid, match="since"):
        undoing.undo(session, case_id)
    assert queries.case_file(session, case_id).fact("acknowledged")


def test_a_letter_that_was_recorded_is_undone_its_paper_stays_and_one_that_left_is_kept(
    session: Session, case_id: CaseId, tmp_path: Path
) -> None:
    decide(session, case_id, "The criteria are met.")

    def send() -> None:
        papers.send_decision_letter(session, case_id, recipient="Home Office", sent_on=DAY, signatory="Head")

    send()
    undoing.undo(session, case_id)
    file = queries.case_file(session, case_id)
    assert (len(file.letters), len(file.documents)) == (0, 1)
    send()
    paper = queries.case_file(session, case_id).documents[-1]
    keeping_papers.export_paper(session, case_id, paper.id, tmp_path, purpose="Post", recipient="Home Office")
    with pytest.raises(EntryInvalid, match="left the vault"):
        undoing.undo(session, case_id)
    assert queries.case_file(session, case_id).letters


def test_what_kept_an_act_from_being_undone_is_named_with_what_to_do(session: Session, case_id: CaseId) -> None:
    cases.record_fact(session, case_id, kind="acknowledged", happened_on=DAY)
    papers.write_notification_record(session, case_id)
    with pytest.raises(EntryInvalid, match="a notification record that was written"):
        undoing.undo(session, case_id)


def test_panel_family_processes_and_actions_are_undone(session: Session, case_id: CaseId) -> None:
    decide(session, case_id, "The criteria are met.")
    actions.add_recommendation(session, case_id, number=1, text="Train.", level="single_agency", scope="local")
    before = queries.case_file(session, case_id)
    acts = (
        lambda: panel_work.set_quorum(
            session, case_id, rule=QuorumRule.NUMBER, number=4, reason="Local rule.", set_by="Board"
        ),
        lambda: family.record_reason(session, case_id, matter=Matter.LEAFLET, reason="Nobody is known."),
        lambda: parallel.place_hold(session, case_id, cause=HoldCause.INQUEST, reason="The inquest is open."),
        lambda: terms_tables.set_scope(
            session, case_id, first=date(2024, 1, 1), last=date(2026, 2, 20), reason="The relationship began then."
        ),
    )
    for act in acts:
        act()
    assert queries.case_file(session, case_id) != before
    for _act in acts:
        undoing.undo(session, case_id)
    assert queries.case_file(session, case_id) == before
    assert all(one.pages and one.chain for one in session.vault.health())


def test_what_another_person_built_on_since_is_not_taken_away(
    session: Session, case_id: CaseId, clock: StoryClock, tmp_path: Path
) -> None:
    actions.add_recommendation(session, case_id, number=1, text="Train.", level="single_agency", scope="local")
    before = queries.case_file(session, case_id)
    approving.give_slot(session)
    session.vault.close()

    def at_work(person: str, passphrase: str) -> Session:
        opened = bootstrap.door(clock, CHEAP).open(tmp_path / "test.smkv", person=person, passphrase=passphrase)
        return bootstrap.open_session(opened, clock)

    other = at_work(approving.OTHER, approving.OTHERS_WORDS)
    on = before.recommendations[0].id
    target = date(2026, 9, 1)
    actions.add_action(other, case_id, on, text="Write it.", lead_agency="Police", lead_role="Lead", target_on=target)
    other.vault.close()
    first = at_work("A. Officer", PASSPHRASE)
    with pytest.raises(EntryInvalid, match="rests on it"):
        undoing.undo(first, case_id)
    assert queries.case_file(first, case_id).recommendations == before.recommendations
    first.vault.close()
    other = at_work(approving.OTHER, approving.OTHERS_WORDS)
    undoing.undo(other, case_id)
    other.vault.close()
    first = at_work("A. Officer", PASSPHRASE)
    undoing.undo(first, case_id)
    assert queries.case_file(first, case_id).recommendations == ()
    first.vault.close()


def test_the_last_acts_alone_can_be_undone(session: Session, case_id: CaseId, clock: StoryClock) -> None:
    for number in range(KEPT + 3):
        notes.add_note(session, case_id, kind=NoteKind.OTHER, happened_on=DAY, text=f"Note {number}.")
    with session.vault.reading(Compartment.REVIEWS) as work:
        assert len(work.of_case(UndoStep, case_id)) == KEPT
    for _number in range(KEPT):
        undoing.undo(session, case_id)
    assert [line.note.text for line in notes.note_lines(session, case_id)] == ["Note 0.", "Note 1.", "Note 2."]
    with pytest.raises(EntryInvalid):
        undoing.undo(session, case_id)
    assert all(one.chain for one in session.vault.health())


def test_every_act_that_can_be_undone_is_one_of_the_services() -> None:
    folder = Path(undoing.__file__).parent
    text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py") if path.name != "undoing.py")
    assert not [what for what in UNDOABLE if f'"{what}"' not in text]
