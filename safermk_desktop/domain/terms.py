"""Terms of reference: drafted in sections, agreed as numbered versions (domain 3.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safermk_desktop.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsSection(Record):
    """One section of the draft. ``position`` counts from 1."""

    position: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsVersion(Record):
    """A version as it was agreed. ``headings`` and ``texts`` run in parallel and never change again."""

    number: str
    agreed_on: date
    agreed_by: str
    headings: tuple[str, ...]
    texts: tuple[str, ...]
