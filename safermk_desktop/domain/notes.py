"""File notes: what was said and done about a case, dated, of a kind, corrected by a further note and never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safermk_desktop.domain.record import Record


class NoteKind(StrEnum):
    """What a file note is about."""

    CALL = "call"
    MEETING = "meeting"
    EMAIL = "email"
    DECISION = "decision"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileNote(Record):
    """One file note. ``happened_on`` is the day of what it tells; ``corrects`` the id of the note that it corrects.

    A correction is a note of its own: the one it points at stays as it was written.
    """

    kind: NoteKind
    happened_on: date
    text: str
    recorded_on: date
    recorded_by: str
    corrects: str = ""


def corrections(notes: Iterable[FileNote]) -> Mapping[str, FileNote]:
    """The latest correction of each note that was corrected, by the id of the note."""
    return {note.corrects: note for note in notes if note.corrects}
