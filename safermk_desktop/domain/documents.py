"""The papers of a case: what is kept in the vault, what was written by it, and what was redacted from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safermk_desktop.domain.record import Record, RecordId


class Audience(StrEnum):
    """Who may read a paper. Only ``PUBLIC`` may leave for a website."""

    PUBLIC = "public"
    RESTRICTED = "restricted"
    INTERNAL = "internal"


class PaperKind(StrEnum):
    """What a paper is; also the name of its template, where the application writes it."""

    NOTIFICATION_RECORD = "notification_record"
    DECISION_LETTER = "decision_letter"
    DELAY_LETTER = "delay_letter"
    SUBMISSION_LETTER = "submission_letter"
    TERMS_OF_REFERENCE = "terms_of_reference"
    OVERVIEW_REPORT = "overview_report"
    REDACTED_REPORT = "redacted_report"
    EXECUTIVE_SUMMARY = "executive_summary"
    ACTION_PLAN = "action_plan"
    AGENCY_RETURN = "agency_return"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Record):
    """A paper kept in the vault. ``size`` in bytes; ``sha256`` in lower-case hexadecimal of its content.

    ``file_name`` follows a fixed pattern of case reference and kind, never what the file was called outside.
    """

    kind: PaperKind
    title: str
    file_name: str
    audience: Audience
    marking: str
    added_on: date
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Record):
    """A letter written by the application and logged as sent. ``reasons`` are the enumerated reasons for a delay."""

    kind: PaperKind
    recipient: str
    sent_on: date
    signatory: str
    document_id: RecordId
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactedCopy(Record):
    """A redacted copy with both proofs clean. Preparer and approver differ (domain 11, invariant 3)."""

    source_id: RecordId
    document_id: RecordId
    made_on: date
    prepared_by: str
    terms: int
    variants: int
    parts: int
    sha256: str
    register_digest: str
    approved_by: str = ""
    approved_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Export(Record):
    """One line of the ledger of what left this computer.

    ``delete_by`` is the day by which the file outside is to be deleted, ``deleted_on`` when somebody said it was.
    """

    document_id: RecordId
    exported_on: date
    exported_by: str
    purpose: str
    sha256: str
    recipient: str = ""
    delete_by: date | None = None
    deleted_on: date | None = None
