"""Copies of the report: who gets one by the regime, who has one, and who has none yet (domain 3.11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from safermk_desktop.domain.deadlines import Basis
from safermk_desktop.domain.record import Record, RecordId
from safermk_desktop.domain.states import Recipient

COPY_FACTS: Final = frozenset({"commissioner_copy_sent", "copies_sent"})
"""The dated facts that the log of copies puts itself, once everybody concerned has a copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySent(Record):
    """One copy. ``recipient`` is a name of the regime's list or another, ``sha256`` of the file that was sent.

    ``export_id`` is its line in the ledger of what left.
    """

    recipient: str
    person: str
    document_id: RecordId
    file_name: str
    sha256: str
    sent_on: date
    method: str
    sent_by: str
    export_id: RecordId


def without_copy(recipients: Iterable[Recipient], copies: Iterable[CopySent]) -> tuple[Recipient, ...]:
    """Those of the regime's recipients that were sent nothing, the statutory ones first."""
    have = {copy.recipient for copy in copies}
    lacking = [one for one in recipients if one.name not in have]
    return tuple(sorted(lacking, key=lambda one: one.basis is not Basis.STATUTE))


def missing_sentence(recipient: Recipient) -> str:
    """What the log says of a recipient without a copy."""
    must = "has to be sent a copy by law" if recipient.basis is Basis.STATUTE else "has no copy yet"
    return f"{recipient.name}: {must}."
