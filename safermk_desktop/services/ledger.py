"""The ledger: what left this laptop, why, to whom, and whether it was deleted there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.case import Case
from safermk_desktop.domain.documents import (
    ACTION_FORM,
    AGENCY_LETTER,
    CALENDAR,
    PARTNERSHIP_REPORT,
    REGISTER,
    WHOLE_VAULT,
    Audience,
    Document,
    Export,
    default_delete_by,
)
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import DateImpossible, EntryInvalid
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session, new_id

NOT_A_PAPER: Final = MappingProxyType(
    {
        REGISTER: "Identity register",
        WHOLE_VAULT: "Everything in the vault",
        CALENDAR: "Calendar of dates",
        AGENCY_LETTER: "Letter to an agency about its actions",
        ACTION_FORM: "Form for an agency's actions",
        PARTNERSHIP_REPORT: "Report to the partnership",
    }
)


Correction = Callable[[Session, CaseId, RecordId], None]
"""``mark_deleted`` or ``unmark_deleted``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One line of the ledger with the words for it. ``reference`` is the case's, empty for the whole vault."""

    export: Export
    reference: str
    title: str
    file_name: str
    is_public: bool
    is_overdue: bool

    @property
    def is_open(self) -> bool:
        """Whether the file outside is still to be deleted."""
        return self.export.delete_by is not None and self.export.deleted_on is None


def ledger(session: Session, case_id: CaseId | None = None) -> tuple[LedgerRow, ...]:
    """What left, of one case or of all: what should have been deleted first, then the newest."""
    rows = _rows(session, case_id, only_overdue=False)
    return tuple(sorted(rows, key=lambda row: not row.is_overdue))


def overdue(session: Session, case_id: CaseId | None = None) -> tuple[LedgerRow, ...]:
    """The files outside that should have been deleted by now and that nobody marked as deleted."""
    return _rows(session, case_id, only_overdue=True)


def reminder(rows: tuple[LedgerRow, ...]) -> str:
    """The sentence about overdue lines; empty for none."""
    days = [row.export.delete_by for row in rows if row.export.delete_by]
    if not days:
        return ""
    what = "An exported file" if len(rows) == 1 else f"{len(rows)} exported files"
    return f"{what} should have been deleted by {long_date(max(days))}."


def mark_deleted(session: Session, case_id: CaseId, export_id: RecordId) -> None:
    """Record that a file outside was deleted today. Raises ``RecordUnknown``, ``EntryInvalid`` when it was already."""
    act = session.act("mark_deleted", case_id, subject=export_id)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        line = work.get(Export, export_id)
        if line.deleted_on is not None:
            raise EntryInvalid("That file is marked as deleted already.")
        work.put(replace(line, deleted_on=session.clock.today()))


def unmark_deleted(session: Session, case_id: CaseId, export_id: RecordId) -> None:
    """Correct a line that was marked as deleted by mistake. Both acts stay on the record."""
    act = session.act("unmark_deleted", case_id, subject=export_id)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        line = work.get(Export, export_id)
        if line.deleted_on is None:
            raise EntryInvalid("That file is not marked as deleted.")
        work.put(replace(line, deleted_on=None))


def deleted_by(session: Session, line: Export) -> str:
    """Who marked a file outside as deleted; empty where nobody did."""
    if line.deleted_on is None:
        return ""
    trail = session.vault.trail(Compartment.REVIEWS, line.case_id)
    return next((e.who for e in reversed(trail) if e.what == "mark_deleted" and e.subject == line.id), "")


def line_of(
    session: Session, paper: Document, *, purpose: str, recipient: str, delete_by: date | None = None
) -> Export:
    """The line for a paper about to leave today. Raises ``DateImpossible`` for a day to delete it that has passed."""
    today = session.clock.today()
    day = default_delete_by(paper.audience, today)
    if day and delete_by:
        day = _not_past(delete_by, today)
    return Export(
        id=new_id(),
        case_id=paper.case_id,
        document_id=paper.id,
        exported_on=today,
        exported_by=session.person,
        purpose=purpose,
        sha256=paper.sha256,
        recipient=recipient,
        delete_by=day,
    )


def other_line(
    session: Session, case_id: CaseId, what: RecordId, data: bytes | str, *, purpose: str, recipient: str
) -> Export:
    """The line for what is no paper (``NO_PAPERS``); ``data`` is what leaves, or its SHA-256.

    The caller puts it in the transaction of the act by which it leaves.
    """
    today = session.clock.today()
    return Export(
        id=new_id(),
        case_id=case_id,
        document_id=what,
        exported_on=today,
        exported_by=session.person,
        purpose=purpose,
        sha256=data if isinstance(data, str) else hashlib.sha256(data).hexdigest(),
        recipient=recipient,
        delete_by=default_delete_by(Audience.INTERNAL, today),
    )


def _not_past(day: date, today: date) -> date:
    if day < today:
        raise DateImpossible("The day to delete the file by has passed.")
    return day


def _rows(session: Session, case_id: CaseId | None, *, only_overdue: bool) -> tuple[LedgerRow, ...]:
    today = session.clock.today()
    with session.vault.reading(Compartment.REVIEWS) as work:
        lines = work.every(Export) if case_id is None else work.of_case(Export, case_id)
        lines = tuple(line for line in lines if not only_overdue or line.is_overdue(today))
        if not lines:
            return ()
        cases = {case.case_id: case.reference for case in work.every(Case)}
        papers = work.every(Document) if case_id is None else work.of_case(Document, case_id)
    found = {paper.id: paper for paper in papers}
    rows = [_row(line, found.get(line.document_id), cases.get(line.case_id, ""), today) for line in lines]
    return tuple(reversed(rows))


def _row(line: Export, paper: Document | None, reference: str, today: date) -> LedgerRow:
    return LedgerRow(
        export=line,
        reference=reference,
        title=paper.title if paper else NOT_A_PAPER.get(line.document_id, "A paper no longer kept"),
        file_name=paper.file_name if paper else "",
        is_public=paper is not None and paper.audience is Audience.PUBLIC,
        is_overdue=line.is_overdue(today),
    )
