"""What every record of the vault has: an identifier of its own and the case it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

CaseId = NewType("CaseId", str)
ChannelId = NewType("ChannelId", str)
"""A Channel case. It is no ``CaseId``: nothing that takes a review, least of all to publish it, takes one of these."""
RecordId = NewType("RecordId", str)
AnyCase = CaseId | ChannelId


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a compartment.

    Fields are ``str``, ``int``, ``bool``, ``date``, ``date | None``, ``tuple[str, ...]`` or a ``StrEnum``, so that
    a row can be written, digested and exported without knowing its meaning.
    """

    id: RecordId
    case_id: AnyCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Row):
    """One row about a review, or about none."""

    case_id: CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class PreventRecord(Row):
    """One row of the Prevent compartment; ``case_id`` is empty where it concerns no one Channel case."""

    case_id: ChannelId
