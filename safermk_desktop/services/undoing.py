"""Taking back the last act on a case: an act of its own that writes the earlier values again; nothing is deleted."""

from __future__ import annotations

from typing import Final

from safermk_desktop.domain.board_plan import BoardPlan
from safermk_desktop.domain.case import Case
from safermk_desktop.domain.documents import Document, Export
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.undo import INSTEAD, LOOKS, UNDOABLE, UndoStep, unpacked
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.ports import Compartment, Reading
from safermk_desktop.services.session import Session

NOTHING: Final = (
    "There is nothing of yours to undo on this case. What was sent or left the vault, and a move from one state to the"
    " next, cannot be undone: record a correction."
)
SINCE: Final = "Recorded since, and not to be undone: {what}. {instead}"
LEFT: Final = "A paper of it left the vault. What left cannot be undone: record a further letter or a file note."
CLOSED: Final = "The case is closed: only a file note can be undone."
NOTES: Final = frozenset({"add_note", "correct_note"})
STAYING: Final = "document"
"""A paper that an act wrote stays in the vault when the act is taken back."""


def last_step(session: Session, case_id: CaseId) -> UndoStep | None:
    """The last act of the person at work on the case that can be taken back."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        return _last(work, session.person, case_id)


def undo(session: Session, case_id: CaseId) -> str:
    """Take back the last act of the person at work; the log keeps both. Returns the words for what was taken back.

    Raises ``EntryInvalid`` where there is none, where something rests on it since, or a paper of it left the vault.
    """
    step = last_step(session, case_id)
    if step is None:
        raise EntryInvalid(NOTHING)
    _refuse_later(session, step)
    words = UNDOABLE[step.what]
    act = session.act("undo", case_id, subject=f"{step.what} {step.seq}", why=f"Undone: {words}.")
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        rows = unpacked(step.rows)
        _refuse(work, step)
        work.restore([row for row in rows if row.table != STAYING])
        work.remove(UndoStep, step.id)
    return words


def _last(work: Reading, person: str, case_id: CaseId) -> UndoStep | None:
    mine = (step for step in work.of_case(UndoStep, case_id) if step.who == person)
    return max(mine, key=lambda step: step.seq, default=None)


def _refuse_later(session: Session, step: UndoStep) -> None:
    later = (entry for entry in session.vault.trail(Compartment.REVIEWS, step.case_id) if entry.seq > step.seq)
    fixed = next((entry.what for entry in later if entry.what not in LOOKS and entry.what not in UNDOABLE), None)
    if fixed is not None:
        what, instead = INSTEAD.get(fixed, ("an act of a newer version", "Correct it where it stands."))
        raise EntryInvalid(SINCE.format(what=what[0].lower() + what[1:], instead=instead))


def _refuse(work: Reading, step: UndoStep) -> None:
    board = next(iter(work.of_case(BoardPlan, step.case_id)), None)
    holder = board or work.get(Case, RecordId(step.case_id))
    if holder.closed_words and step.what not in NOTES:
        raise EntryInvalid(CLOSED)
    written = {row.row_id for row in unpacked(step.rows) if row.table == STAYING}
    written &= {paper.id for paper in work.of_case(Document, step.case_id)}
    if any(line.document_id in written for line in work.of_case(Export, step.case_id)):
        raise EntryInvalid(LEFT)
