"""The papers of a case: what is kept in the vault, what was written by it, and what was redacted from it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from safermk_desktop.domain.record import Record, RecordId

DAYS_OUTSIDE: Final = 30
"""Local practice: how long a file that is not for the public may lie outside the vault, unless somebody says else."""

EXTENSION_LETTERS: Final = 8


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
    REDACTION_CERTIFICATE = "redaction_certificate"
    QA_LETTER = "qa_letter"
    QA_RESPONSE = "qa_response"
    DATA_SHEET = "data_sheet"
    DATA_TABLE = "data_table"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Record):
    """A paper kept in the vault. ``size`` in bytes; ``sha256`` in lower-case hexadecimal of its content.

    ``file_name`` follows a fixed pattern of case reference and kind, never what the file was called outside.
    ``dated_on`` is the day that a paper from outside bears, where it was given; ``added_on`` when it came into the
    vault.
    """

    kind: PaperKind
    title: str
    file_name: str
    audience: Audience
    marking: str
    added_on: date
    size: int
    sha256: str
    dated_on: date | None = None

    @property
    def day(self) -> date:
        """The day that it is of: its own, or else when it came into the vault."""
        return self.dated_on or self.added_on


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
class Approval(Record):
    """A second person's approval of one file by its digest (domain 11, invariant 3).

    ``slot_id`` is the key slot that the approver opened: another than the preparer's. ``witnessed_by`` is who was at
    work where the approver confirmed it by their own passphrase, empty where they were at work themselves.
    """

    document_id: RecordId
    sha256: str
    prepared_by: str
    approved_by: str
    slot_id: str
    approved_on: date
    witnessed_by: str = ""


def same_person(one: str, other: str) -> bool:
    """Whether two names would be taken for one: in any case, Unicode form and spacing."""
    first, second = (" ".join(unicodedata.normalize("NFKC", name).casefold().split()) for name in (one, other))
    return first == second


class ItemKind(StrEnum):
    """What a person decides on about a copy.

    A picture, an ordinary word that may be a name, text under a black box or otherwise made unreadable, hidden text,
    deleted text, text moved away, a shape that lies over the page, or what else was left out.
    """

    PICTURE = "picture"
    WORD = "word"
    BOX = "box"
    HIDDEN = "hidden"
    DELETED = "deleted"
    MOVED = "moved"
    SHAPE = "shape"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactionItem(Record):
    """One thing in a report that no program can judge, what the last copy did with it, and what a person chose.

    ``done`` and ``choice`` are ``keep``, ``drop`` (pictures, hidden and deleted text), ``replace``, ``leave`` (words),
    ``keep``, ``replace``, ``remove`` (text under a box), ``seen`` (what was left out or moved, a shape); ``hold``
    is chosen for these where the report must not be published; no choice yet is empty. ``source_id`` is the report;
    ``register_digest`` is that of what a word was found with, empty for all else. ``key`` tells it within the report;
    no name stands in ``what``.
    """

    source_id: RecordId
    register_digest: str
    kind: ItemKind
    key: str
    what: str
    part: str
    done: str
    choice: str = ""
    decided_by: str = ""
    decided_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody chose yet, or the copy was made before and does otherwise."""
        return not self.choice or self.choice != self.done


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate(Record):
    """The certificate of a redacted copy: its page of Word, the same as JSON, and the key of its digests.

    ``copy_id`` is the ``RedactedCopy``; ``key`` is hexadecimal and stands nowhere else, in no file that leaves.
    """

    copy_id: RecordId
    page_id: RecordId
    json_id: RecordId
    key: str


REGISTER: Final = RecordId("identity_register")
WHOLE_VAULT: Final = RecordId("whole_vault")
CALENDAR: Final = RecordId("calendar_file")
AGENCY_LETTER: Final = RecordId("agency_letter")
ACTION_FORM: Final = RecordId("action_form")
PARTNERSHIP_REPORT: Final = RecordId("partnership_report")
NO_PAPERS: Final = frozenset({REGISTER, WHOLE_VAULT, CALENDAR, AGENCY_LETTER, ACTION_FORM, PARTNERSHIP_REPORT})
"""What else can leave: these stand in ``Export.document_id`` where the id of a paper would."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export(Record):
    """One line of the ledger of what left this computer.

    ``document_id`` is the id of a paper or one of ``NO_PAPERS``; ``sha256`` of the bytes that left. ``delete_by``
    is the day by which the file outside is to be deleted, ``deleted_on`` when somebody said it was.
    """

    document_id: RecordId
    exported_on: date
    exported_by: str
    purpose: str
    sha256: str
    recipient: str = ""
    delete_by: date | None = None
    deleted_on: date | None = None

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been deleted outside and nobody said it was."""
        return self.delete_by is not None and self.deleted_on is None and self.delete_by < today


def default_delete_by(audience: Audience, exported_on: date) -> date | None:
    """The day by which an exported file is to be deleted, unless the person chooses another; none for the public."""
    return None if audience is Audience.PUBLIC else exported_on + timedelta(days=DAYS_OUTSIDE)


def extension_of(file_name: str) -> str:
    """What may be kept of the name that a file had outside: its extension, lower-case letters and digits, at most 8.

    Empty where there is none or it is anything else, since a name may stand in it.
    """
    stem, dot, end = file_name.strip().rpartition(".")
    end = end.lower()
    fits = stem and dot and end.isascii() and end.isalnum() and len(end) <= EXTENSION_LETTERS
    return end if fits else ""
