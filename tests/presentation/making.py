"""A door, a vault and an application made of plain objects, for tests of the window before and around the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from safermk_desktop.adapters.calendar_file import IcsMaker
from safermk_desktop.adapters.confinement import ConfinedRedactor, ConfinedTables
from safermk_desktop.adapters.documents.workbook import workbook
from safermk_desktop.adapters.files import SystemFiles
from safermk_desktop.adapters.preferences import Preferences
from safermk_desktop.adapters.vault.backup_door import SqlCipherBackupDoor
from safermk_desktop.adapters.whereabouts import SystemWhereabouts
from safermk_desktop.domain.anchors import Anchor
from safermk_desktop.domain.audit import AuditEntry
from safermk_desktop.domain.deadlines import WorkingCalendar
from safermk_desktop.domain.partnership import Partnership
from safermk_desktop.domain.record import AnyCase
from safermk_desktop.errors import PassphraseUnfit, SafermkError, VaultNotFound, WrongPassphrase
from safermk_desktop.services.application import Application, RecentVault
from safermk_desktop.services.backup_port import BackupRoom
from safermk_desktop.services.key_slots import KeySlots
from safermk_desktop.services.local import Local
from safermk_desktop.services.ports import Act, Compartment, DatabaseHealth, Found, Reading, Role, Vault, Writing
from safermk_desktop.services.session import Session

NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
PASSPHRASE = "marble otter lantern quiet"


class StillClock:
    def now(self) -> datetime:
        return NOW

    def today(self) -> date:
        return NOW.date()


@dataclass
class PlainVault:
    folder: Path
    person: str
    role: Role = Role.HEAD
    compartments: frozenset[Compartment] = frozenset(Compartment)
    is_closed: bool = False
    is_read_only: bool = False

    def reading(self, compartment: Compartment, of: AnyCase | None = None) -> AbstractContextManager[Reading]:
        raise NotImplementedError

    def writing(self, compartment: Compartment, act: Act) -> AbstractContextManager[Writing]:
        raise NotImplementedError

    def trail(self, compartment: Compartment, case_id: AnyCase | None = None) -> tuple[AuditEntry, ...]:
        return ()

    @property
    def vault_id(self) -> str:
        return "0" * 32

    @property
    def slots(self) -> KeySlots:
        raise NotImplementedError

    @property
    def backups(self) -> BackupRoom:
        raise NotImplementedError

    def health(self, anchors: Sequence[Anchor] = ()) -> tuple[DatabaseHealth, ...]:
        return ()

    def orphans(self) -> int:
        return 0

    def heads(self) -> tuple[Anchor, ...]:
        return ()

    @property
    def alarms(self) -> tuple[str, ...]:
        return ()

    def misfits(self, anchors: Sequence[Anchor]) -> tuple[str, ...]:
        return ()

    def links(self, compartment: Compartment) -> tuple[Anchor, ...]:
        return ()

    def search(self, compartment: Compartment, text: str, *, limit: int = 50, ticket: int = 0) -> tuple[Found, ...]:
        return ()

    def last_entry(self, compartment: Compartment) -> AuditEntry | None:
        return None

    def close(self) -> None:
        self.is_closed = True


@dataclass
class PlainDoor:
    """Opens every folder it has people for with one passphrase, or fails as told."""

    slots: dict[Path, tuple[str, ...]]
    failure: SafermkError | None = None
    opened: list[PlainVault] = field(default_factory=list)

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
        if self.failure is not None:
            raise self.failure
        if len(passphrase) > 128:
            raise PassphraseUnfit
        self.slots[folder] = (person,)

    def people(self, folder: Path) -> tuple[str, ...]:
        if folder not in self.slots:
            raise VaultNotFound
        return self.slots[folder]

    def is_fictional(self, folder: Path) -> bool:
        return "Fictional" in folder.name

    def has_recovery(self, folder: Path) -> bool:
        return False

    def recover(self, folder: Path, *, shares: Sequence[str], person: str, role: Role, passphrase: str) -> None:
        raise NotImplementedError

    def open(self, folder: Path, *, person: str | None, passphrase: str) -> Vault:
        if self.failure is not None:
            raise self.failure
        if passphrase != PASSPHRASE:
            raise WrongPassphrase
        self.opened.append(PlainVault(folder, person or ""))
        return self.opened[-1]


@dataclass
class PlainRecent:
    vaults: list[RecentVault]

    def listed(self) -> tuple[RecentVault, ...]:
        return tuple(self.vaults)

    def remember(self, folder: Path) -> None:
        self.vaults.insert(0, RecentVault(folder=folder, opened_at=NOW))

    def forget(self, folder: Path) -> None:
        self.vaults = [vault for vault in self.vaults if vault.folder != folder]


class NoPapers:
    def make(self, template: str, fields: Mapping[str, object], *, logo: bytes = b"") -> bytes:
        raise NotImplementedError


class NoFiles:
    def read(self, path: Path) -> bytes:
        raise NotImplementedError

    def write(self, path: Path, data: bytes) -> None:
        raise NotImplementedError

    def make_folder(self, path: Path) -> None:
        raise NotImplementedError

    def size(self, path: Path) -> int:
        raise NotImplementedError

    def pieces(self, path: Path) -> Iterator[bytes]:
        raise NotImplementedError

    def write_pieces(self, path: Path, pieces: Iterable[bytes], *, may_replace: bool = False) -> None:
        raise NotImplementedError


def session_of(vault: Vault) -> Session:
    """A session on a vault, with weekends and no holiday."""
    calendar = WorkingCalendar(frozenset())
    return Session(
        vault=vault,
        clock=StillClock(),
        papers=NoPapers(),
        files=NoFiles(),
        tables=ConfinedTables(),
        sheets=workbook,
        redactor=ConfinedRedactor(),
        calendars=IcsMaker(),
        local=Local(calendar, Partnership()),
    )


def application(folder: Path, *, people: dict[str, tuple[str, ...]]) -> tuple[Application, PlainDoor]:
    """An application with vaults of these names, each with its people."""
    slots = {folder / f"{name}.smkv": slot for name, slot in people.items()}
    door = PlainDoor(slots)
    made = Application(
        door=door,
        open_session=session_of,
        recent=PlainRecent([RecentVault(folder=each, opened_at=NOW) for each in slots]),
        backups=SqlCipherBackupDoor(SystemFiles()),
        backup_folders=Preferences(SystemFiles(), folder / "settings"),
        whereabouts=SystemWhereabouts(),
        fictional=lambda each: PASSPHRASE if door.is_fictional(each) else None,
        clock=StillClock(),
        data_folder=folder,
        cache_folder=folder / "cache",
    )
    return made, door
