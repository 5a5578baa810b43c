"""The identity register of a case: every person, place, date and reference with its published form (domain 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safermk_desktop.domain.record import Record, RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityEntry(Record):
    """One identity with all its names. ``position`` keeps the order of entry; ``key`` is its id in a register file."""

    key: str
    position: int
    kind: str
    role: str
    names: tuple[str, ...]
    replacement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRule(Record):
    """What the case does with full dates (``keep``, ``month_year``, ``year``) and which phrases always stay."""

    dates: str
    keep: tuple[str, ...] = ()


class FindingChoice(StrEnum):
    """What becomes of something that identifies and that no register knew."""

    REPLACE = "replace"
    KEEP = "keep"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingDecision(Record):
    """What a person decided about one finding, for every place of every document of the case.

    ``kind`` is that of detection, ``names`` each form as it stood. ``entry_id`` is the register entry that replacing
    made or added names to; ``added`` are the names or the phrases that the decision put into register or keep list.
    """

    kind: str
    names: tuple[str, ...]
    choice: FindingChoice
    decided_by: str
    decided_on: date
    entry_id: RecordId
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsLook(Record):
    """That a paper was looked through for what identifies; ``certain`` has a form of each certain finding.

    ``read_with`` tells the text that was looked through by what was done with hidden and deleted text of the paper.
    """

    source_id: RecordId
    looked_by: str
    looked_on: date
    certain: tuple[str, ...]
    read_with: str = ""
