"""The composition root: the one place that joins the adapters to the services. No Qt."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path

import platformdirs

from safermk_desktop import assets
from safermk_desktop.adapters.bank_holidays import bank_holidays
from safermk_desktop.adapters.calendar_file import IcsMaker
from safermk_desktop.adapters.clock import SystemClock
from safermk_desktop.adapters.files import SystemFiles
from safermk_desktop.adapters.preferences import Preferences
from safermk_desktop.adapters.whereabouts import SystemWhereabouts
from safermk_desktop.domain.deadlines import WorkingCalendar
from safermk_desktop.domain.partnership import Partnership
from safermk_desktop.errors import SafermkError
from safermk_desktop.services.application import Application
from safermk_desktop.services.backup_port import BackupDoor
from safermk_desktop.services.fictional import PASSPHRASE
from safermk_desktop.services.local import Local
from safermk_desktop.services.ports import Clock, Files, Redactor, Vault, VaultDoor
from safermk_desktop.services.session import Session
from safermk_desktop.services.tables import Sheet, SheetMaker, TableReader

APPLICATION_FOLDER = "safermk-desktop"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDerivationCost:
    """What deriving a key costs here. Tests and the fictional vault pass a small one; nothing else can."""

    memory_kib: int
    iterations: int
    lanes: int


def files() -> Files:
    """The folders of this computer."""
    return SystemFiles()


def working_calendar() -> WorkingCalendar:
    """The working days of England."""
    return WorkingCalendar(bank_holidays())


def redactor() -> Redactor:
    """Makes redacted copies, each in a process of its own."""
    from safermk_desktop.adapters.confinement import ConfinedRedactor

    return ConfinedRedactor()


def confined_work() -> int:
    """What that process does; its exit code."""
    from safermk_desktop.adapters.confinement.child import main

    return main()


def door(clock: Clock, cost: KeyDerivationCost | None = None) -> VaultDoor:
    """The door to the vaults. Without ``cost`` the bounds and the cost are the standard ones (RFC 9106).

    From here on there may be keys in memory: crash reports are turned off first.
    """
    from safermk_desktop.adapters.hardening import harden
    from safermk_desktop.adapters.keychain import SystemKeychain
    from safermk_desktop.adapters.vault.door import SqlCipherDoor
    from safermk_desktop.adapters.vault.keys import STANDARD_BOUNDS, Bounds, KeyDerivation
    from safermk_desktop.adapters.vault.means import Means

    harden()
    bounds, derivation = STANDARD_BOUNDS, None  # measured when the first slot is made
    if cost is not None:
        derivation = KeyDerivation(memory_kib=cost.memory_kib, iterations=cost.iterations, lanes=cost.lanes)
        bounds = Bounds(floor=derivation, ceiling=derivation)
    keychain = SystemKeychain()
    return SqlCipherDoor(Means(clock=clock, files=files(), bounds=bounds, derivation=derivation, keychain=keychain))


def backup_door() -> BackupDoor:
    """What is done with backups while no vault is open."""
    from safermk_desktop.adapters.vault.backup_door import SqlCipherBackupDoor

    return SqlCipherBackupDoor(files())


def open_session(vault: Vault, clock: Clock, partnership: Partnership | None = None) -> Session:
    """One person at work in an unlocked vault."""
    from safermk_desktop.adapters.documents.papermaker import TemplatePaperMaker
    from safermk_desktop.adapters.keychain import SystemKeychain

    local = Local(working_calendar(), partnership or Partnership())
    local.read(vault)
    return Session(
        vault=vault,
        clock=clock,
        papers=TemplatePaperMaker(assets.folder("templates")),
        files=files(),
        local=local,
        keychain=SystemKeychain(),
        redactor=redactor(),
        tables=tables(),
        sheets=sheets(),
        calendars=IcsMaker(),
    )


def tables() -> TableReader:
    """Reads spreadsheets, each in a process of its own."""
    from safermk_desktop.adapters.confinement import ConfinedTables

    return ConfinedTables()


def sheets() -> SheetMaker:
    """Writes spreadsheets; what writes them is loaded with the first."""

    def make(sheet: Sheet) -> bytes:
        from safermk_desktop.adapters.documents.workbook import workbook

        return workbook(sheet)

    return make


def overview_report(*, is_released: bool = False) -> bytes:
    """The overview report of the invented story as a Word file: for the panel or, released, made ready to go out."""
    from safermk_desktop.adapters.documents.specimen import build_overview_report, read_overview_content, released

    def read(name: str) -> str:
        return (assets.folder("resources") / "demo" / name).read_text(encoding="utf-8")

    content = read_overview_content(read)
    return build_overview_report(released(content, json.loads(read("report.release.json"))) if is_released else content)


def fictional_passphrase(door_of: VaultDoor) -> Callable[[Path], str | None]:
    """Gives the passphrase that a fictional vault shows on its own unlock screen; ``None`` for any other."""

    def passphrase(folder: Path) -> str | None:
        try:
            return PASSPHRASE if door_of.is_fictional(folder) else None
        except SafermkError:
            return None

    return passphrase


def get_ready() -> None:
    """Read in what an unlock takes besides its key: a second at most, for a thread beside the typing."""
    import_module("safermk_desktop.adapters.vault.rooms")
    import_module("safermk_desktop.adapters.documents.papermaker")
    working_calendar()


def build(clock: Clock | None = None, cost: KeyDerivationCost | None = None) -> Application:
    """Everything the windows need, joined once at the start."""
    clock = clock or SystemClock()
    opened = door(clock, cost)
    preferences = Preferences(files())
    return Application(
        door=opened,
        open_session=partial(open_session, clock=clock),
        get_ready=get_ready,
        recent=preferences,
        backups=backup_door(),
        backup_folders=preferences,
        whereabouts=SystemWhereabouts(),
        fictional=fictional_passphrase(opened),
        clock=clock,
        data_folder=platformdirs.user_data_path(APPLICATION_FOLDER, appauthor=False),
        cache_folder=platformdirs.user_cache_path(APPLICATION_FOLDER, appauthor=False),
    )
