"""What services ask of the world. Adapters fill these; services never know which one they were given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, TypeVar

from safermk_desktop.domain.anchors import Anchor
from safermk_desktop.domain.audit import AuditEntry
from safermk_desktop.domain.record import AnyCase, CaseId, RecordId, Row
from safermk_desktop.domain.undo import Overwritten
from safermk_desktop.services.backup_port import BackupRoom
from safermk_desktop.services.key_slots import KeySlots
from safermk_desktop.services.kinds import Compartment, Role
from safermk_desktop.services.progress import Cancelled, Progress

if TYPE_CHECKING:  # the engine is loaded when a copy is made, not with the ports
    from safermk_desktop.redaction.engine import RedactionOptions
    from safermk_desktop.redaction.register import Register
    from safermk_desktop.services.detected import Detected, Some, Together
    from safermk_desktop.services.finding import Findings
    from safermk_desktop.services.proof import ProvedCopy
    from safermk_desktop.services.word_text import WordText
    from safermk_desktop.verifier import Verdict

__all__ = ["Cancelled", "Compartment", "Progress", "Role"]

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What is about to be done, as the audit entry will say it. ``subject`` names a record, never a person."""

    who: str
    what: str
    case_id: AnyCase
    subject: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseHealth:
    """How one database stands.

    ``pages``, ``chain`` and ``anchors`` say whether all fit (``anchors`` is ``None`` where none was given);
    ``first_fault`` what is first wrong, ``trustworthy`` what may still be relied on then. Both are sentences.
    ``left`` are the anchors of the state before a restore that was accepted: they do not count.
    """

    name: str
    pages: bool
    chain: bool
    rows: int
    first_fault: str
    anchors: bool | None = None
    trustworthy: str = ""
    left: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One record that a search found; ``kind`` is its table, ``reference`` that of its case.

    ``excerpt`` is plain text with published forms for the names of the case's register; an identity shows that alone.
    """

    case_id: CaseId
    kind: str
    record_id: RecordId
    excerpt: str
    reference: str = ""


class Reading(Protocol):
    """A consistent view of one compartment."""

    def get(self, kind: type[R], record_id: RecordId) -> R:
        """The record of that id. Raises ``RecordUnknown``, for one of another case than the view's as for none."""
        ...

    def of_case(self, kind: type[R], case_id: AnyCase) -> tuple[R, ...]:
        """All records of ``kind`` of a case, in the order of entry."""
        ...

    def every(self, kind: type[R]) -> tuple[R, ...]:
        """All records of ``kind`` in the compartment, in the order of entry."""
        ...

    def kinds(self) -> tuple[type[Row], ...]:
        """Every kind of record that the compartment has."""
        ...

    def chosen(self, kind: type[R], fields: Sequence[str], /, **among: Sequence[str | None]) -> tuple[R, ...]:
        """The records of ``kind`` over all cases whose fields hold one of the values named, in the order of entry.

        ``None`` is the value of a field that holds nothing. Only ``case_id`` and ``fields`` are read: a record has no
        others, and to ask it for one raises ``AttributeError``.
        """
        ...

    def content(self, document_id: RecordId) -> bytes:
        """The bytes of a kept paper. Raises ``RecordUnknown``, or ``DatabaseDamaged`` if its digest does not fit."""
        ...

    def pieces(self, document_id: RecordId, *, first: int = 0) -> Iterator[bytes]:
        """The bytes of a kept paper in pieces of 1 MiB from number ``first``, for a paper too large to hold whole.

        Each piece is compared with its digest before it is given. Raises as ``content``.
        """
        ...


class Writing(Reading, Protocol):
    """One transaction on one compartment: all of it is kept, with its audit entry, or none.

    It is of the case of its act: a record of another is not found by its id, nor written, nor named in what is.
    """

    def put(self, record: Row) -> None:
        """Add the record, or replace the one of the same id (its place in the order of entry stays).

        Raises ``RecordUnknown`` where it or a record that it names is of another case.
        """
        ...

    def remove(self, kind: type[Row], record_id: RecordId) -> None:
        """Remove a record. Raises ``RecordUnknown``."""
        ...

    def restore(self, rows: Sequence[Overwritten]) -> None:
        """Put rows back as they were before an act. Raises ``EntryInvalid`` where one was changed since."""
        ...

    def keep(self, document_id: RecordId, data: bytes | Iterable[bytes], *, size: int = 0) -> None:
        """Keep the bytes of a paper, in 1 MiB chunks, however they come.

        ``size`` is how many will come, where that is known. Raises ``DiskFull`` before the disk is.
        """
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

    @property
    def vault_id(self) -> str:
        """32 hexadecimal digits, the same in every copy of the vault."""
        ...

    @property
    def is_read_only(self) -> bool:
        """Whether it was written by a newer version: then every ``writing`` raises ``VaultReadOnly``."""
        ...

    @property
    def slots(self) -> KeySlots:
        """Who has a key slot."""
        ...

    @property
    def backups(self) -> BackupRoom:
        """Making and proving backups."""
        ...

    def reading(self, compartment: Compartment, of: AnyCase | None = None) -> AbstractContextManager[Reading]:
        """A view for reading; ``of`` a case, no record of another is found in it by its id."""
        ...

    def writing(self, compartment: Compartment, act: Act) -> AbstractContextManager[Writing]:
        """A transaction; leaving the block keeps it together with its audit entry, an exception undoes it."""
        ...

    def health(self, anchors: Sequence[Anchor] = ()) -> tuple[DatabaseHealth, ...]:
        """Check every database this person may open: pages, indexes, search tables, rows, audit chain, anchors."""
        ...

    def orphans(self) -> int:
        """How many records and papers have lost what they belong to, in all that this person may open."""
        ...

    @property
    def alarms(self) -> tuple[str, ...]:
        """What the opening found that does not fit, in sentences for the person; empty as a rule."""
        ...

    def heads(self) -> tuple[Anchor, ...]:
        """The heads of the chains of every database this person may open, to be kept elsewhere."""
        ...

    def misfits(self, anchors: Sequence[Anchor]) -> tuple[str, ...]:
        """What the anchors say against the chains, a sentence for each database; quick, no check of the rest."""
        ...

    def links(self, compartment: Compartment) -> tuple[Anchor, ...]:
        """Every entry of a chain as an anchor, oldest first. Raises ``CompartmentClosed``."""
        ...

    def search(self, compartment: Compartment, text: str, *, limit: int = 50, ticket: int = 0) -> tuple[Found, ...]:
        """Records whose text has words that begin with the words of ``text``, the newest first.

        It runs beside any other work. A later ``ticket`` stops an earlier search, which then raises ``Cancelled``.
        """
        ...

    def last_entry(self, compartment: Compartment) -> AuditEntry | None:
        """The last entry of a compartment's chain; ``None`` for an empty one."""
        ...

    def trail(self, compartment: Compartment, case_id: AnyCase | None = None) -> tuple[AuditEntry, ...]:
        """The audit entries, oldest first, of one case or of the whole compartment."""
        ...

    def close(self) -> None:
        """Close the databases, fold the WAL back and let go of the folder."""
        ...


class VaultDoor(Protocol):
    """Makes and opens vaults."""

    def create(
        self,
        folder: Path,
        *,
        person: str,
        role: Role,
        passphrase: str,
        fictional: bool = False,
        compartments: frozenset[Compartment] = frozenset(Compartment),
    ) -> None:
        """Make a vault with one key slot; ``fictional`` marks one whose passphrase may be shown.

        Only the databases of ``compartments`` are made (the common one always): a vault may hold one kind of case.
        Raises ``VaultExists``, ``PassphraseUnfit``, ``NotWritable``, ``DiskFull``.
        """
        ...

    def is_fictional(self, folder: Path) -> bool:
        """Whether the vault is marked as holding invented cases only."""
        ...

    def recover(self, folder: Path, *, shares: Sequence[str], person: str, role: Role, passphrase: str) -> None:
        """Give ``person`` a slot with a new passphrase, by two of three recovery shares; an old slot of theirs goes.

        Raises ``SharesUnfit``, ``PassphraseUnfit``, ``EntryMissing``, ``VaultInUse``, ``HeaderDamaged``.
        """
        ...

    def has_recovery(self, folder: Path) -> bool:
        """Whether recovery shares were made for the vault. Raises as ``people``."""
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

    def make(self, template: str, fields: Mapping[str, object], *, logo: bytes = b"") -> bytes:
        """A Word document (.docx) from ``regime/name`` and plain values, the ``logo`` (PNG) above it if there is one.

        Raises ``TemplateFailed``.
        """
        ...


class Redactor(Protocol):
    """All work on a Word file, out of reach of what a hostile file could do to this process.

    What ``progress`` raises ends the work within half a second. Each raises what the function of ``services`` that it
    does raises, and ``WordTooLong``, ``WordTooLarge``, ``WorkBrokeOff``.
    """

    def __call__(
        self, data: bytes, register: Register, options: RedactionOptions | None, progress: Progress | None = None
    ) -> ProvedCopy:
        """``proof.proved_copy``: the redacted copy with both proofs."""
        ...

    def read(self, data: bytes, progress: Progress | None = None) -> WordText:
        """``word_text.word_text``: the plain text and its stories."""
        ...

    def listed(self, data: bytes, progress: Progress | None = None) -> str:
        """``listed.listed_text``: the text of the body with the numbers and bullets that Word shows."""
        ...

    def find(
        self, data: bytes, register_json: str, choices: Mapping[str, str], progress: Progress | None = None
    ) -> Findings:
        """``finding.findings_in``: the plain text, with what was chosen, and every registered identity in it."""
        ...

    def words(self, data: bytes, key: str, choices: Mapping[str, str], progress: Progress | None = None) -> str:
        """``engine.words_of``: what stands in veiled, hidden or deleted text."""
        ...

    def picture(self, data: bytes, key: str, progress: Progress | None = None) -> bytes | None:
        """``engine.picture_of``: a picture of the file as PNG, of 2,000 points a side at most, or none."""
        ...

    def detect(
        self,
        data: bytes,
        register_json: str,
        some: Some | None = None,
        progress: Progress | None = None,
        *,
        choices: Mapping[str, str] = MappingProxyType({}),
    ) -> Detected:
        """``detecting_words.detect_words``: all that identifies somebody; ``some`` is told what is found on the way."""
        ...

    def combine(self, text: str, earlier: Sequence[str], progress: Progress | None = None) -> tuple[Together, ...]:
        """``detecting_words.combinations_in``: what identifies only together, also with other papers of the case."""
        ...

    def verify(self, data: bytes, register_json: str, progress: Progress | None = None) -> Verdict:
        """``second_proof.second_proof``: what the independent verifier says."""
        ...

    def refuse_leak(self, data: bytes, register_json: str, progress: Progress | None = None) -> None:
        """``finding.refuse_leak``: both checks on a file as it stands."""
        ...

    def refuse_leaks(self, data: bytes, registers: Sequence[str], progress: Progress | None = None) -> None:
        """``finding.refuse_leaks``: both checks against several registers, all in one process."""
        ...


class Files(Protocol):
    """The folders of this computer."""

    def read(self, path: Path) -> bytes:
        """The whole file. Raises ``InputMissing``, ``DiskFault``."""
        ...

    def make_folder(self, path: Path) -> None:
        """Make a folder, and those above it, private to this user; one that is there stays.

        Raises ``NotWritable``, ``DiskFull``, ``DiskFault``.
        """
        ...

    def write(self, path: Path, data: bytes) -> None:
        """Write a file in one step (temporary name, flush, rename). Raises as ``make_folder``."""
        ...

    def size(self, path: Path) -> int:
        """How many bytes a file has. Raises ``InputMissing``, also for what is no plain file."""
        ...

    def pieces(self, path: Path) -> Iterator[bytes]:
        """The bytes of a file in pieces of at most 1 MiB. Raises ``InputMissing``, ``DiskFault``."""
        ...

    def write_pieces(self, path: Path, pieces: Iterable[bytes], *, may_replace: bool = False) -> None:
        """Write a file in one step as its bytes come. What ``pieces`` raises leaves nothing behind.

        Raises ``FileThere`` for a name that is taken, ``NotWritable``, ``DiskFull``, ``DiskFault``.
        """
        ...
