"""The papers of the Prevent compartment: for members who were invited, or suppressed counts; none is public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safermk_desktop.domain.record import PreventRecord, RecordId


class ChannelPaperKind(StrEnum):
    """What a paper is; also the name of its template."""

    CASE_RECORD = "case_record"
    SUPPORT_PLAN = "support_plan"
    AGENDA = "agenda"
    MEETING_PACK = "meeting_pack"
    CASE_MINUTES = "case_minutes"
    CLOSING_REPORT = "closing_report"
    ASSURANCE_STATEMENT = "assurance_statement"
    STATISTICS = "statistics"
    OTHER = "other"


class Readers(StrEnum):
    """Who may read a paper of Prevent. There is no public among them."""

    INVITED_MEMBERS = "invited_members"
    AGGREGATES = "aggregates"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelPaper(PreventRecord):
    """A paper kept in the Prevent compartment. ``size`` in bytes; ``sha256`` of its content in hexadecimal.

    ``invited`` are the ids of the members that a pack was made for. Numbers are of the days ``since`` to ``until``,
    both counted; ``numbers`` is the SHA-256 of all that they show, the same in Word and in CSV.
    """

    kind: ChannelPaperKind
    title: str
    file_name: str
    readers: Readers
    marking: str
    added_on: date
    size: int
    sha256: str
    invited: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    numbers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelExport(PreventRecord):
    """One line of the ledger of what left the Prevent compartment. ``sha256`` is of the bytes that left."""

    paper_id: RecordId
    exported_on: date
    exported_by: str
    purpose: str
    sha256: str
    recipient: str
    delete_by: date | None = None
    deleted_on: date | None = None
