"""What services ask of the world. Adapters fill these; services never know which one they were given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeVar

from safermk_desktop.domain.audit import AuditEntry
from safermk_desktop.domain.record import CaseId, Record, RecordId

R = TypeVar("R", bound=Record)

Progress = Callable[[int, int], None]
"""``progress(done, total)``; raises ``Cancelled`` when the person asked to stop."""


class Cancelled(Exception):
    """The person stopped a long piece of work. Nothing was written."""


class Compartment(StrEnum):
    """The three databases of a vault (architecture, decision 1)."""

    COMMON = "common"
    REVIEWS = "reviews"
    PREVENT = "prevent"


class Role(StrEnum):
    """What a person with a key slot is in the partnership."""

    HEAD = "head_of_community_safety"
    SUPPORT_OFFICER = "support_officer"
    CHAIR = "chair"
    READER = "reader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What is about to be done, as the audit entry will say it. ``subject`` names a record, never a person."""

    who: str
    what: str
    case_id: CaseId
    subject: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseHealth:
    """How one database stands. ``pages`` and ``chain`` say whether all fit; ``first_fault`` what is first wrong."""

    name: str
    pages: bool
    chain: bool
    rows: int
    first_fault: str


class Reading(Protocol):
    """A consistent view of one compartment."""

    def get(self, kind: type[R], record_id: RecordId) -> R:
        """The record of that id. Raises ``RecordUnknown``."""
        ...

    def of_case(self, kind: type[R], case_id: CaseId) -> tuple[R, ...]:
        """All records of ``kind`` of a case, in the order of entry."""
        ...

    def every(self, kind: type[R]) -> tuple[R, ...]:
        """All records of ``kind`` in the compartment, in the order of entry."""
        ...

    def content(self, document_id: RecordId) -> bytes:
        """The bytes of a kept paper. Raises ``RecordUnknown``, or ``DatabaseDamaged`` if its digest does not fit."""
        ...


class Writing(Reading, Protocol):
    """One transaction on one compartment: all of it is kept, with its audit entry, or none."""

    def put(self, record: Record) -> None:
        """Add the record, or replace the one of the same id (its place in the order of entry stays)."""
        ...

    def remove(self, kind: type[Record], record_id: RecordId) -> None:
        """Remove a record. Raises ``RecordUnknown``."""
        ...

    def keep(self, document_id: RecordId, data: bytes) -> None:
        """Keep the bytes of a paper, in 1 MiB chunks."""
        ...


class Vault(Protocol):
    """An unlocked vault."""

    @property
    def folder(self) -> Path: ...

    @property
    def person(self) -> str: ...

    @property
    def role(self) -> Role: ...

    @property
    def compartments(self) -> frozenset[Compartment]:
        """What this person may open."""
        ...

    def reading(self, compartment: Compartment) -> AbstractContextManager[Reading]:
        """A view for reading."""
        ...

    def writing(self, compartment: Compartment, act: Act) -> AbstractContextManager[Writing]:
        """A transaction; leaving the block keeps it together with its audit entry, an exception undoes it."""
        ...

    def health(self) -> tuple[DatabaseHealth, ...]:
        """Check every database this person may open: pages, rows, audit chain."""
        ...

    def trail(self, compartment: Compartment, case_id: CaseId | None = None) -> tuple[AuditEntry, ...]:
        """The audit entries, oldest first, of one case or of the whole compartment."""
        ...

    def close(self) -> None:
        """Close the databases, fold the WAL back and let go of the folder."""
        ...


class VaultDoor(Protocol):
    """Makes and opens vaults."""

    def create(self, folder: Path, *, person: str, role: Role, passphrase: str, fictional: bool = False) -> None:
        """Make a vault with one key slot; ``fictional`` marks one whose passphrase may be shown.

        Raises ``VaultExists``, ``PassphraseUnfit``, ``NotWritable``, ``DiskFull``.
        """
        ...

    def is_fictional(self, folder: Path) -> bool:
        """Whether the vault is marked as holding invented cases only."""
        ...

    def people(self, folder: Path) -> tuple[str, ...]:
        """The names on the key slots, as the unlock screen lists them. Raises ``VaultNotFound``, ``HeaderDamaged``."""
        ...

    def open(self, folder: Path, *, person: str | None, passphrase: str) -> Vault:
        """Open a vault. Raises the ``VaultNotOpened`` family; ``person`` may be ``None`` when there is one slot."""
        ...


class Clock(Protocol):
    """The time, which nothing but an adapter asks the computer for."""

    def now(self) -> datetime:
        """The moment, in UTC, with its time zone."""
        ...

    def today(self) -> date:
        """The day in England."""
        ...


class PaperMaker(Protocol):
    """Fills the Word templates of the application."""

    def make(self, template: str, fields: Mapping[str, object]) -> bytes:
        """A Word document (.docx) from ``regime/name`` and plain values. Raises ``TemplateFailed``."""
        ...


class Files(Protocol):
    """The folders of this computer."""

    def read(self, path: Path) -> bytes:
        """The whole file. Raises ``InputMissing``, ``DiskFault``."""
        ...

    def write(self, path: Path, data: bytes) -> None:
        """Write a file in one step (temporary name, flush, rename).

        Raises ``NotWritable``, ``DiskFull``, ``DiskFault``.
        """
        ...
