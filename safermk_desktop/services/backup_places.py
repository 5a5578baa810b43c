"""Where the backups of a vault go: the folder chosen on this computer, or the one beside the vault."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from safermk_desktop.errors import SafermkError
from safermk_desktop.services.application import Application
from safermk_desktop.services.backups import default_folder


def folder_of(application: Application, vault: Path) -> Path:
    """The folder chosen for the vault, else the one beside it; either is found again when the vault was renamed."""
    vault_id = ""
    with suppress(SafermkError):  # what cannot be read has no backup made of it either
        vault_id = application.backups.vault_id(vault)
    chosen = application.backup_folders.chosen(vault, vault_id)
    return chosen or _beside(application, vault, vault_id)


def _beside(application: Application, vault: Path, vault_id: str) -> Path:
    folder = default_folder(vault)
    if folder.is_dir() or not vault_id:
        return folder
    with suppress(OSError):
        for other in sorted(vault.parent.glob(f"*{folder.suffix}")):
            is_left = not other.with_suffix(vault.suffix).exists()
            if is_left and any(file.vault_id == vault_id for file in application.backups.listed(other)):
                return other
    return folder
