"""File notes: adding one, and correcting one by a further note that points at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safermk_desktop.domain.case import Case, Fact
from safermk_desktop.domain.notes import FileNote, NoteKind, corrections
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import EntryInvalid, RecordUnknown
from safermk_desktop.services.casefiles import happened, need
from safermk_desktop.services.ports import Compartment, Reading
from safermk_desktop.services.session import Session, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """A file note as it is read. ``corrected_by`` is the note that corrects it, which must be read with it."""

    note: FileNote
    corrected_by: FileNote | None = None


def add_note(session: Session, case_id: CaseId, *, kind: NoteKind, happened_on: date, text: str) -> RecordId:
    """Add a file note, to a closed case too. Raises ``EntryMissing``, ``DateImpossible``, ``RecordUnknown``."""
    need(note=text)
    note = _note(session, case_id, kind, happened_on, text)
    with session.vault.writing(Compartment.REVIEWS, session.act("add_note", case_id, subject=note.id)) as work:
        work.get(Case, RecordId(case_id))
        happened(happened_on, today=session.clock.today())
        work.put(note)
    return note.id


def correct_note(
    session: Session, case_id: CaseId, note_id: RecordId, *, kind: NoteKind, happened_on: date, text: str
) -> RecordId:
    """Correct a file note by a further one that points at it; the first stays readable.

    Raises ``EntryMissing``, ``DateImpossible``, ``RecordUnknown``, and ``EntryInvalid`` where a later note corrects it
    already: that one is corrected then.
    """
    need(note=text)
    note = _note(session, case_id, kind, happened_on, text, corrects=note_id)
    with session.vault.writing(Compartment.REVIEWS, session.act("correct_note", case_id, subject=note_id)) as work:
        notes = _notes(work, case_id)
        if all(one.id != note_id for one in notes):
            raise RecordUnknown
        if note_id in corrections(notes):
            raise EntryInvalid("A later note corrects it already: correct that one.")
        happened(happened_on, today=session.clock.today())
        work.put(note)
    return note.id


def note_lines(session: Session, case_id: CaseId) -> tuple[NoteLine, ...]:
    """The file notes of a case, in the order of entry, each with the one that corrects it."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        return lines_in(work, case_id)


def lines_in(work: Reading, case_id: CaseId) -> tuple[NoteLine, ...]:
    """The same inside a reading that has begun."""
    notes = _notes(work, case_id)
    later = corrections(notes)
    return tuple(NoteLine(note=note, corrected_by=later.get(note.id)) for note in notes)


def _notes(work: Reading, case_id: CaseId) -> tuple[FileNote, ...]:
    """The notes, with those that were kept as dated facts before notes had a kind first."""
    old = (fact for fact in work.of_case(Fact, case_id) if fact.kind == "file_note")
    return (*map(_from_fact, old), *work.of_case(FileNote, case_id))


def _from_fact(fact: Fact) -> FileNote:
    return FileNote(
        id=fact.id,
        case_id=fact.case_id,
        kind=NoteKind.OTHER,
        happened_on=fact.happened_on,
        text=fact.detail,
        recorded_on=fact.happened_on,
        recorded_by=fact.recorded_by,
    )


def _note(
    session: Session, case_id: CaseId, kind: NoteKind, happened_on: date, text: str, *, corrects: str = ""
) -> FileNote:
    return FileNote(
        id=new_id(),
        case_id=case_id,
        kind=kind,
        happened_on=happened_on,
        text=text.strip(),
        recorded_on=session.clock.today(),
        recorded_by=session.person,
        corrects=corrects,
    )
