"""What left this laptop: why, to whom, with which bytes; when it is to be deleted there, and who said it was."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from pathlib import Path

import pytest

from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.documents import DAYS_OUTSIDE, REGISTER, Audience, Export, PaperKind
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import DateImpossible, EntryInvalid, EntryMissing, FileThere, NotWritable, RecordUnknown
from safermk_desktop.services import identities, keeping_papers, ledger, papers
from safermk_desktop.services.ports import Cancelled, Compartment
from safermk_desktop.services.session import Session
from tests.services.conftest import notify

DAY = date(2026, 3, 2)


def kept(session: Session, case_id: CaseId, folder: Path, data: bytes = b"a sketch", name: str = "a.PDF") -> RecordId:
    (folder / name).write_bytes(data)
    return keeping_papers.keep_file(
        session, case_id, folder / name, kind=PaperKind.OTHER, title="A sketch", audience=Audience.RESTRICTED
    )


def sent(session: Session, case_id: CaseId, paper: RecordId, folder: Path, day: date | None = None) -> ledger.LedgerRow:
    folder.mkdir(exist_ok=True)
    keeping_papers.export_paper(
        session, case_id, paper, folder, purpose="Asked for by the panel", recipient="The panel", delete_by=day
    )
    return next(row for row in ledger.ledger(session, case_id) if row.export.document_id == paper)


def test_the_line_says_what_left_with_the_hash_of_its_very_bytes(
    session: Session, case_id: CaseId, tmp_path: Path
) -> None:
    paper = kept(session, case_id, tmp_path)
    row = sent(session, case_id, paper, tmp_path / "out")
    (file,) = (tmp_path / "out").iterdir()
    assert file.name == row.file_name == "DHR-2026-09-other-1.pdf"
    assert row.export.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert (row.reference, row.export.purpose, row.export.recipient) == (
        "DHR-2026-09",
        "Asked for by the panel",
        "The panel",
    )
    assert (row.export.exported_on, row.export.exported_by) == (DAY, "A. Officer")
    assert row.export.delete_by == DAY + timedelta(days=DAYS_OUTSIDE)
    assert session.vault.trail(Compartment.REVIEWS, case_id)[-1].why == "Asked for by the panel"


@pytest.mark.parametrize(("purpose", "recipient"), [(" ", "Panel"), ("The panel asked", "")])
def test_nothing_leaves_without_reason_and_recipient(
    session: Session, case_id: CaseId, tmp_path: Path, purpose: str, recipient: str
) -> None:
    paper = kept(session, case_id, tmp_path)
    with pytest.raises(EntryMissing):
        keeping_papers.export_paper(session, case_id, paper, tmp_path, purpose=purpose, recipient=recipient)
    assert ledger.ledger(session) == ()


def test_a_file_of_that_name_is_never_replaced(session: Session, case_id: CaseId, tmp_path: Path) -> None:
    paper = kept(session, case_id, tmp_path)
    sent(session, case_id, paper, tmp_path / "out")
    (file,) = (tmp_path / "out").iterdir()
    file.write_bytes(b"edited outside")
    with pytest.raises(FileThere):
        sent(session, case_id, paper, tmp_path / "out")
    assert file.read_bytes() == b"edited outside"
    assert len(ledger.ledger(session)) == 1
    assert session.vault.trail(Compartment.REVIEWS)[-1].what == "export_failed"


def test_a_stopped_export_leaves_no_file_and_no_line(session: Session, case_id: CaseId, tmp_path: Path) -> None:
    paper = kept(session, case_id, tmp_path, data=bytes(20 << 20))
    out = tmp_path / "out"
    out.mkdir()

    def stop(done: int, _total: int) -> None:
        if done > 12 << 20:
            raise Cancelled

    with pytest.raises(Cancelled):
        keeping_papers.export_paper(session, case_id, paper, out, purpose="Asked", recipient="Panel", progress=stop)
    assert list(out.iterdir()) == []
    assert ledger.ledger(session) == ()


def test_a_folder_that_takes_no_file_leaves_no_line(session: Session, case_id: CaseId, tmp_path: Path) -> None:
    paper = kept(session, case_id, tmp_path)
    with pytest.raises(NotWritable):
        keeping_papers.export_paper(session, case_id, paper, tmp_path / "no", purpose="Asked", recipient="Panel")
    assert ledger.ledger(session) == ()


def test_a_paper_of_another_case_is_not_let_out_under_this_one(
    session: Session, case_id: CaseId, tmp_path: Path
) -> None:
    paper = kept(session, notify(session, "DHR-2026-10"), tmp_path)
    with pytest.raises(RecordUnknown):
        keeping_papers.export_paper(session, case_id, paper, tmp_path, purpose="Asked", recipient="Panel")


def test_the_day_to_delete_it_by_can_be_chosen_but_not_in_the_past(
    session: Session, case_id: CaseId, tmp_path: Path
) -> None:
    paper = kept(session, case_id, tmp_path)
    with pytest.raises(DateImpossible):
        sent(session, case_id, paper, tmp_path / "out", DAY - timedelta(days=1))
    assert sent(session, case_id, paper, tmp_path / "out", DAY).export.delete_by == DAY


def test_a_reminder_comes_the_day_after_and_goes_when_the_file_is_marked_as_deleted(
    session: Session, case_id: CaseId, clock: StoryClock, tmp_path: Path
) -> None:
    row = sent(session, case_id, kept(session, case_id, tmp_path), tmp_path / "out", date(2026, 3, 9))
    other = sent(session, case_id, kept(session, case_id, tmp_path), tmp_path / "out", date(2026, 6, 1))
    clock.turn_to(date(2026, 3, 9))
    assert ledger.overdue(session) == ()
    assert ledger.reminder(()) == ""
    clock.turn_to(date(2026, 3, 10))
    (late,) = ledger.overdue(session, case_id)
    assert late.export.id == row.export.id
    assert ledger.reminder((late,)) == "An exported file should have been deleted by 9 March 2026."
    assert [line.export.id for line in ledger.ledger(session)] == [row.export.id, other.export.id]
    clock.turn_to(date(2026, 7, 1))
    assert ledger.reminder(ledger.overdue(session)) == "2 exported files should have been deleted by 1 June 2026."
    ledger.mark_deleted(session, case_id, row.export.id)
    ledger.mark_deleted(session, case_id, other.export.id)
    assert ledger.overdue(session) == ()
    marked = next(line.export for line in ledger.ledger(session) if line.export.id == row.export.id)
    assert marked.deleted_on == date(2026, 7, 1)
    assert ledger.deleted_by(session, marked) == "A. Officer"


def test_a_mark_is_taken_back_by_a_correction_and_both_stay_on_the_record(
    session: Session, case_id: CaseId, tmp_path: Path
) -> None:
    row = sent(session, case_id, kept(session, case_id, tmp_path), tmp_path / "out")
    with pytest.raises(EntryInvalid):
        ledger.unmark_deleted(session, case_id, row.export.id)
    ledger.mark_deleted(session, case_id, row.export.id)
    with pytest.raises(EntryInvalid):
        ledger.mark_deleted(session, case_id, row.export.id)
    ledger.unmark_deleted(session, case_id, row.export.id)
    assert ledger.ledger(session)[0].is_open
    assert ledger.deleted_by(session, ledger.ledger(session)[0].export) == ""
    done = [entry.what for entry in session.vault.trail(Compartment.REVIEWS, case_id)]
    assert done[-2:] == ["mark_deleted", "unmark_deleted"]
    with pytest.raises(RecordUnknown):
        ledger.mark_deleted(session, case_id, RecordId("none"))


def test_what_is_public_needs_no_deleting(session: Session, case_id: CaseId, tmp_path: Path) -> None:
    identities.put_identity(session, case_id, kind="person", role="subject", names=("Bram Oster",), replacement="A")
    paper = papers.write_executive_summary(session, case_id, sections=(("Summary", "Adult K was known."),))
    row = sent(session, case_id, paper, tmp_path / "out", DAY)
    assert (row.is_public, row.is_open, row.export.delete_by) == (True, False, None)


def test_an_exported_register_stands_in_the_ledger_too(session: Session, case_id: CaseId) -> None:
    identities.put_identity(session, case_id, kind="person", role="subject", names=("Bram Oster",), replacement="A")
    text = identities.export_register(session, case_id, purpose="For the verifier", recipient="IT")
    (row,) = ledger.ledger(session)
    assert row.title == "Identity register"
    assert row.export.document_id == REGISTER
    assert row.export.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert row.is_open


def test_lines_of_one_case_and_of_all(session: Session, case_id: CaseId, tmp_path: Path) -> None:
    other = notify(session, "DHR-2026-10")
    sent(session, case_id, kept(session, case_id, tmp_path), tmp_path / "out")
    sent(session, other, kept(session, other, tmp_path), tmp_path / "out")
    assert [row.reference for row in ledger.ledger(session)] == ["DHR-2026-10", "DHR-2026-09"]
    assert [row.reference for row in ledger.ledger(session, case_id)] == ["DHR-2026-09"]
    with session.vault.reading(Compartment.REVIEWS) as work:
        assert len(work.every(Export)) == 2
