"""What every record of the vault has: an identifier of its own and the case it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

CaseId = NewType("CaseId", str)
RecordId = NewType("RecordId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row of a compartment.

    Fields are ``str``, ``int``, ``bool``, ``date``, ``date | None``, ``tuple[str, ...]`` or a ``StrEnum``, so that
    a row can be written, digested and exported without knowing its meaning.
    """

    id: RecordId
    case_id: CaseId
