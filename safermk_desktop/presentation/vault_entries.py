"""The vaults that the unlock screen lists, in the words it shows."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from safermk_desktop.presentation.widgets.fields import short_day
from safermk_desktop.presentation.widgets.vault_list import VaultEntry
from safermk_desktop.services.application import Application, RecentVault


def vault_entries(application: Application, first: Path | None) -> tuple[VaultEntry, ...]:
    """Those opened on this computer, the last first, and ``first`` before them if it is not among them."""
    recent = list(application.recent.listed())
    if first is not None and first not in [vault.folder for vault in recent]:
        recent.insert(0, RecentVault(folder=first))
    now = application.clock.now().astimezone()
    return tuple(
        VaultEntry(
            folder=vault.folder, title=_title(application, vault.folder), opened=opened_words(vault.opened_at, now)
        )
        for vault in recent
    )


def opened_words(at: datetime | None, now: datetime) -> str:
    """When a vault was opened last, as a person reads it. Both moments have a time zone; that of ``now`` is shown."""
    if at is None:
        return _words("Not opened here yet")
    there = at.astimezone(now.tzinfo)
    if there.date() == now.date():
        return _words("Opened today {time}").format(time=f"{there:%H:%M}")
    return _words("Opened {day}").format(day=short_day(there.date()))


def _title(application: Application, folder: Path) -> str:
    name = folder.name.removesuffix(".smkv")
    is_fictional = application.fictional(folder) is not None
    return _words("{name} (fictional cases)").format(name=name) if is_fictional else name


def _words(text: str) -> str:
    return QCoreApplication.translate("VaultEntries", text)
