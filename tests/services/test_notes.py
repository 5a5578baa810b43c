from __future__ import annotations

from datetime import date

import pytest

from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.notes import NoteKind
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import DateImpossible, EntryInvalid, EntryMissing, RecordUnknown
from safermk_desktop.services import cases, notes
from safermk_desktop.services.session import Session

DAY = date(2026, 3, 2)


def test_a_note_is_corrected_by_a_further_one_and_stays(session: Session, case_id: CaseId, clock: StoryClock) -> None:
    first = notes.add_note(session, case_id, kind=NoteKind.CALL, happened_on=DAY, text="The coroner rang.")
    clock.turn_to(date(2026, 3, 4))
    second = notes.correct_note(session, case_id, first, kind=NoteKind.CALL, happened_on=DAY, text="Her officer rang.")
    told, later = notes.note_lines(session, case_id)
    assert (told.note.id, told.note.text) == (first, "The coroner rang.")
    assert told.corrected_by is not None
    assert told.corrected_by.id == second
    assert (later.note.corrects, later.corrected_by) == (first, None)
    assert later.note.recorded_on == date(2026, 3, 4)
    with pytest.raises(EntryInvalid, match="correct that one"):
        notes.correct_note(session, case_id, first, kind=NoteKind.CALL, happened_on=DAY, text="Again.")
    notes.correct_note(session, case_id, second, kind=NoteKind.EMAIL, happened_on=DAY, text="She wrote.")
    assert [line.corrected_by is None for line in notes.note_lines(session, case_id)] == [False, False, True]


def test_an_older_note_that_was_kept_as_a_fact_is_corrected_too(session: Session, case_id: CaseId) -> None:
    cases.record_fact(session, case_id, kind="file_note", happened_on=DAY, detail="An older note.")
    (old,) = notes.note_lines(session, case_id)
    notes.correct_note(session, case_id, old.note.id, kind=NoteKind.OTHER, happened_on=DAY, text="Put right.")
    assert notes.note_lines(session, case_id)[0].corrected_by is not None


def test_a_note_without_words_in_the_future_or_about_nothing_is_refused(session: Session, case_id: CaseId) -> None:
    with pytest.raises(EntryMissing):
        notes.add_note(session, case_id, kind=NoteKind.OTHER, happened_on=DAY, text="  ")
    with pytest.raises(DateImpossible):
        notes.add_note(session, case_id, kind=NoteKind.OTHER, happened_on=date(2026, 3, 3), text="A note.")
    with pytest.raises(RecordUnknown):
        notes.correct_note(session, case_id, RecordId("x"), kind=NoteKind.OTHER, happened_on=DAY, text="A note.")
    with pytest.raises(RecordUnknown):
        notes.add_note(session, CaseId("x"), kind=NoteKind.OTHER, happened_on=DAY, text="A note.")
    assert notes.note_lines(session, case_id) == ()
