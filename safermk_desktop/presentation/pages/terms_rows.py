"""What the lists beside the draft of the terms of reference show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.terms import TermsSection, TermsVersion
from safermk_desktop.domain.wording import short_date
from safermk_desktop.presentation.models.cells import Cell, Column, icon_cell, tag_cell, text_cell, two_line_cell

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


def is_as_agreed(file: CaseFile) -> bool:
    """Whether the draft says word for word what the latest version says."""
    if not file.versions:
        return False
    last = file.versions[-1]
    return (
        tuple(section.heading for section in file.sections) == last.headings
        and tuple(section.text for section in file.sections) == last.texts
    )


def version_rows(file: CaseFile) -> tuple[VersionRow, ...]:
    """The draft, then the versions, newest first."""
    draft = VersionRow(
        number="Draft",
        day="As agreed" if is_as_agreed(file) else "Not agreed yet",
        by=f"{sum(bool(s.text.strip()) for s in file.sections)} of {len(file.sections)} have text",
        state="Draft",
        tone="amber",
    )
    latest = file.versions[-1].id if file.versions else None
    agreed = [
        VersionRow(
            number=version.number,
            day=short_date(version.agreed_on),
            by=version.agreed_by,
            state="Agreed" if version.id == latest else "Earlier",
            tone="green" if version.id == latest else "grey",
            version=version,
        )
        for version in reversed(file.versions)
    ]
    return (draft, *agreed)


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
    Column(header="State", cell=lambda row: tag_cell(row.state, row.tone), width=88),
)


def version_html(version: TermsVersion) -> str:
    """A version as a page to read; everything typed is escaped."""
    parts = [
        f"<h3>{number}&nbsp; {escape(heading)}</h3><p>{escape(text).replace(chr(10), '<br>')}</p>"
        for number, (heading, text) in enumerate(zip(version.headings, version.texts, strict=True), 1)
    ]
    return "".join(parts)
