"""Publication of a cleared review (domain 4.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safermk_desktop.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication(Record):
    """What was published, where and when. ``papers`` holds ``file name: sha256`` of each public file."""

    published_on: date
    where: str
    link: str
    papers: tuple[str, ...]
    published_by: str
