"""What the lists beside the draft of the terms of reference show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.terms import (
    PARTING,
    ApprovingBody,
    TermsSection,
    TermsVersion,
    WrittenSection,
    clauses_in,
)
from safermk_desktop.domain.wording import short_date
from safermk_desktop.presentation.models.cells import Cell, Column, icon_cell, tag_cell, text_cell, two_line_cell
from safermk_desktop.services.terms_review import Studio

DRAFT = ""
"""The key of the draft in the list of versions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One line of the versions: the draft (without ``version``) or a version as it was agreed."""

    number: str
    day: str
    by: str
    state: str
    tone: str
    version: TermsVersion | None = None

    @property
    def key(self) -> str:
        """What tells one line from another."""
        return self.version.id if self.version else DRAFT


def is_as_agreed(shown: Sequence[WrittenSection], file: CaseFile) -> bool:
    """Whether the draft as it is printed says word for word what the latest version says."""
    if not file.versions:
        return False
    last = file.versions[-1]
    texts = tuple(PARTING.join(clauses_in(text)) for text in last.texts)
    return tuple(one.heading for one in shown) == last.headings and tuple(one.text for one in shown) == texts


def version_rows(studio: Studio) -> tuple[VersionRow, ...]:
    """The draft, then the versions, newest first."""
    file = studio.file
    draft = VersionRow(
        number="Draft",
        day="As agreed" if is_as_agreed(studio.shown, file) else "Not agreed yet",
        by=f"{sum(bool(s.text.strip()) for s in file.sections)} of {len(file.sections)} have text",
        state="Draft",
        tone="amber",
    )
    return (draft, *(_agreed(studio, version) for version in reversed(file.versions)))


def _agreed(studio: Studio, version: TermsVersion) -> VersionRow:
    is_latest = version.id == studio.file.versions[-1].id
    group = studio.approval(version, ApprovingBody.MANAGEMENT_GROUP)
    state, tone = ("Approved", "green") if group else ("Agreed", "blue")
    return VersionRow(
        number=version.number,
        day=short_date(version.agreed_on),
        by=f"{version.agreed_by}; group {short_date(group.approved_on)}" if group else version.agreed_by,
        state=state if is_latest else "Earlier",
        tone=tone if is_latest else "grey",
        version=version,
    )


def section_cell(section: TermsSection) -> Cell:
    """Number and heading, and whether there is text."""
    has_text = bool(section.text.strip())
    words = f"{section.position}  {section.heading}"
    icon, tone = ("circle-check", "green.text") if has_text else ("circle-dot", "amber.text")
    return replace(icon_cell(icon, words, tone=tone), spoken=f"{words}, {'has text' if has_text else 'without text'}")


SECTION_COLUMNS = (Column(header="Sections", cell=section_cell),)
VERSION_COLUMNS: tuple[Column[VersionRow], ...] = (
    Column(header="Version", cell=lambda row: text_cell(row.number, role="bodyStrong"), width=72),
    Column(header="Agreed", cell=lambda row: two_line_cell(row.day, row.by)),
    Column(header="State", cell=lambda row: tag_cell(row.state, row.tone), width=104),
)


def version_html(version: TermsVersion) -> str:
    """A version as a page to read, clause by clause; everything typed is escaped."""
    parts: list[str] = []
    for number, section in enumerate(version.sections, 1):
        parts.append(f"<h3>{number}&nbsp; {escape(section.heading)}</h3>")
        for at, clause in enumerate(section.clauses, 1):
            parts.append(f"<p>{number}.{at}&nbsp; {escape(clause.text).replace(chr(10), '<br>')}</p>")
    return "".join(parts)
