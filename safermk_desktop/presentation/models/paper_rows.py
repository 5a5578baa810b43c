"""The rows of the table of papers."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.documents import Audience, Document, PaperKind
from safermk_desktop.presentation.models.cells import Cell, Column, tag_cell, text_cell, two_line_cell
from safermk_desktop.presentation.widgets.fields import short_day

DIGEST_SHOWN: Final = 12
KIND_WORDS: Final = MappingProxyType(
    {
        PaperKind.NOTIFICATION_RECORD: "Notification record",
        PaperKind.DECISION_LETTER: "Decision letter",
        PaperKind.DELAY_LETTER: "Delay letter",
        PaperKind.SUBMISSION_LETTER: "Submission letter",
        PaperKind.TERMS_OF_REFERENCE: "Terms of reference",
        PaperKind.OVERVIEW_REPORT: "Overview report",
        PaperKind.REDACTED_REPORT: "Redacted report",
        PaperKind.EXECUTIVE_SUMMARY: "Executive summary",
        PaperKind.ACTION_PLAN: "Action plan",
        PaperKind.AGENCY_RETURN: "Agency return",
        PaperKind.REDACTION_CERTIFICATE: "Certificate of a redacted copy",
        PaperKind.QA_LETTER: "Quality Assurance letter",
        PaperKind.QA_RESPONSE: "Answer to the Quality Assurance Panel",
        PaperKind.DATA_SHEET: "Data sheet",
        PaperKind.DATA_TABLE: "Table of the data sheet",
        PaperKind.OTHER: "Other paper",
    }
)
_AUDIENCES: Final = MappingProxyType(
    {
        Audience.PUBLIC: ("Public", "green"),
        Audience.RESTRICTED: ("Restricted", "amber"),
        Audience.INTERNAL: ("Internal", "grey"),
    }
)


def paper_name(paper: Document) -> str:
    """What a paper is, or its title where a case has several of its kind."""
    has_many = paper.kind in {PaperKind.AGENCY_RETURN, PaperKind.OTHER}
    return paper.title if has_many else KIND_WORDS[paper.kind]


def size_text(size: int) -> str:
    """``48 KB`` or ``1.2 MB``, in units of 1,024 bytes."""
    return f"{max(1, round(size / 1024))} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"


def _audience(paper: Document) -> Cell:
    return tag_cell(*_AUDIENCES[paper.audience])


def paper_columns(mark: Callable[[Document], str]) -> tuple[Column[Document], ...]:
    """The columns; ``mark`` gives what marks a paper that was recorded afterwards, or nothing."""

    def added(paper: Document) -> Cell:
        day = short_day(paper.added_on)
        if mark(paper):
            return two_line_cell(day, "afterwards")
        return two_line_cell(day, f"of {short_day(paper.day)}") if paper.day != paper.added_on else text_cell(day)

    return (*_FIRST, Column(header="Added", cell=added, width=116), *_LAST)


_FIRST: Final[tuple[Column[Document], ...]] = (
    Column(header="Paper", cell=lambda paper: two_line_cell(paper.title, paper.file_name, role="bodyStrong")),
    Column(header="Kind", cell=lambda paper: text_cell(KIND_WORDS[paper.kind]), width=168),
    Column(header="Who may read it", cell=_audience, width=132),
    Column(header="Marking", cell=lambda paper: text_cell(paper.marking), width=176),
)
_LAST: Final[tuple[Column[Document], ...]] = (
    Column(header="Size", cell=lambda paper: text_cell(size_text(paper.size)), width=84, is_right=True),
    Column(
        header="SHA-256",
        cell=lambda paper: text_cell(paper.sha256[:DIGEST_SHOWN], tone="text.secondary"),
        width=136,
    ),
)
