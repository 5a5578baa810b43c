"""The check of the open vault with every anchor at hand, as the Audit page asks for it."""

from __future__ import annotations

from pathlib import Path

from safermk_desktop.services import backup_places, backups
from safermk_desktop.services.application import Application
from safermk_desktop.services.integrity import IntegrityReport, check
from safermk_desktop.services.progress import Progress
from safermk_desktop.services.session import Session


def backup_folder(application: Application, session: Session) -> Path:
    """Where the backups of the open vault go: the folder chosen on this computer, or one beside the vault."""
    return backup_places.folder_of(application, session.vault.folder)


def check_vault(application: Application, session: Session, progress: Progress) -> IntegrityReport:
    """Check the whole vault against itself, the keychain's anchors and those of the kept backups."""
    progress(0, 1)
    return check(session, backups.anchors(session, backup_folder(application, session)))
