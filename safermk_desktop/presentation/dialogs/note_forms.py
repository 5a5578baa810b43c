"""The forms of file notes, as data: a new one, and a further one that corrects one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.notes import FileNote, NoteKind
from safermk_desktop.domain.record import RecordId
from safermk_desktop.errors import RecordUnknown
from safermk_desktop.presentation.dialogs.step_fields import Ask, StepForm
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.services import notes
from safermk_desktop.services.session import Session

KINDS: Final[Mapping[NoteKind, str]] = MappingProxyType(
    {
        NoteKind.CALL: "Telephone call",
        NoteKind.MEETING: "Meeting",
        NoteKind.EMAIL: "E-mail",
        NoteKind.DECISION: "Decision",
        NoteKind.OTHER: "Other",
    }
)


def _asks(kind: NoteKind, day: date, text: str = "") -> tuple[Ask, ...]:
    choices = tuple((one.value, words) for one, words in KINDS.items())
    return (
        Ask(name="kind", words="&Kind of note", choices=choices, starts=kind.value),
        Ask(name="day", words="When it &happened", missing="Type the day.", is_day=True, starts=day_text(day)),
        Ask(name="text", words="&Note", missing="Type the note.", is_long=True, starts=text),
    )


def _add_note(session: Session, file: CaseFile, _about: str) -> StepForm:
    return StepForm(
        title="Add a file note",
        explain="Write published forms, not names. A note is not changed later: a further one corrects it.",
        asks=_asks(NoteKind.CALL, session.clock.today()),
        save="&Add the note",
        act=lambda texts, days: notes.add_note(
            session, file.case.case_id, kind=NoteKind(texts["kind"]), happened_on=days["day"], text=texts["text"]
        ),
    )


def _correct_note(session: Session, file: CaseFile, about: str) -> StepForm:
    note = _latest(session, file, about)
    return StepForm(
        title="Correct a file note",
        explain="The note stays as it was written, marked as corrected. This is a further note that points at it.",
        asks=_asks(note.kind, note.happened_on, note.text),
        save="&Record the correction",
        act=lambda texts, days: notes.correct_note(
            session,
            file.case.case_id,
            RecordId(note.id),
            kind=NoteKind(texts["kind"]),
            happened_on=days["day"],
            text=texts["text"],
        ),
    )


def _latest(session: Session, file: CaseFile, note_id: str) -> FileNote:
    """The note itself, or the last of those that correct it. Raises ``RecordUnknown``."""
    lines = {line.note.id: line for line in notes.note_lines(session, file.case.case_id)}
    line = lines.get(RecordId(note_id))
    while line is not None and line.corrected_by is not None:
        line = lines[line.corrected_by.id]
    if line is None:
        raise RecordUnknown
    return line.note


NOTE_FORMS: Final[Mapping[str, Callable[[Session, CaseFile, str], StepForm]]] = MappingProxyType(
    {"add_note": _add_note, "correct_note": _correct_note}
)
"""The forms, by their acts."""
