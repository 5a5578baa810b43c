"""A case that was under way before it came into the vault: where it stood, and what was recorded afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.audit import AuditEntry
from safermk_desktop.domain.case import Decision, Fact
from safermk_desktop.domain.copies import CopySent
from safermk_desktop.domain.documents import Letter
from safermk_desktop.domain.family import FamilyComment, FamilyContact
from safermk_desktop.domain.home_office import QaLetter, Submission
from safermk_desktop.domain.notes import FileNote
from safermk_desktop.domain.panel import PanelMember
from safermk_desktop.domain.panel_work import Declaration, PanelMeeting
from safermk_desktop.domain.parallel import DisclosureItem, PublicationHold
from safermk_desktop.domain.publication import Publication
from safermk_desktop.domain.record import Record
from safermk_desktop.domain.requests import InformationRequest
from safermk_desktop.domain.steps import CriteriaCheck, Delay, HomeOfficeAnswer, NotPublished, Pause
from safermk_desktop.domain.summer_time import english_day
from safermk_desktop.domain.terms import TermsApproval, TermsVersion
from safermk_desktop.domain.wording import long_date


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver(Record):
    """That a case came in where it stood. ``state`` is the state it stood in; earlier gates are taken over.

    ``source`` says where what is known came from ("the paper file", "tracker, row 12").
    """

    entered_on: date
    entered_by: str
    state: str
    reason: str
    approver: str
    source: str

    def afterwards(self, happened_on: date, recorded_on: date) -> str:
        """What marks something that happened before the case came in; empty for what happened since."""
        return f"Recorded afterwards on {long_date(recorded_on)}." if happened_on < self.entered_on else ""


DAY_OF: Final[Mapping[type[Record], str]] = MappingProxyType(
    {
        CopySent: "sent_on",
        CriteriaCheck: "checked_on",
        Decision: "decided_on",
        Declaration: "declared_on",
        Delay: "told_on",
        DisclosureItem: "created_on",
        Fact: "happened_on",
        FamilyComment: "received_on",
        FamilyContact: "happened_on",
        FileNote: "happened_on",
        HomeOfficeAnswer: "answered_on",
        InformationRequest: "asked_on",
        Letter: "sent_on",
        NotPublished: "decided_on",
        PanelMeeting: "held_on",
        PanelMember: "joined_on",
        Pause: "started_on",
        Publication: "published_on",
        PublicationHold: "placed_on",
        QaLetter: "received_on",
        Submission: "submitted_on",
        TermsApproval: "approved_on",
        TermsVersion: "agreed_on",
    }
)
"""The day on which that happened which a record tells of, by its field; a record of another kind tells of no day."""


def marks(taken: Iterable[TakenOver], records: Iterable[Record], trail: Iterable[AuditEntry]) -> Mapping[str, str]:
    """What marks each record that tells of a time before its case came in, by its id; a letter marks its paper, too.

    The day of recording is that of the first entry of the log that wrote the record.
    """
    cases = {one.case_id: one for one in taken}
    written: dict[str, str] = {}
    for entry in trail:
        if entry.case_id in cases:
            for row in entry.rows:
                written.setdefault(row.partition(":")[2], entry.at)
    found: dict[str, str] = {}
    for record in records:
        at, case = written.get(record.id), cases.get(record.case_id)
        if at is None or case is None:
            continue
        mark = case.afterwards(getattr(record, DAY_OF[type(record)]), english_day(datetime.fromisoformat(at)))
        if mark:
            found[record.id] = mark
            if isinstance(record, Letter):
                found[record.document_id] = mark
    return MappingProxyType(found)
