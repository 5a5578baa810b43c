"""The words for backups: when, how large, why."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.keeping import BackupReason
from safermk_desktop.presentation.widgets.fields import short_day

REASON_WORDS: Final = MappingProxyType(
    {
        BackupReason.BY_HAND: "By hand",
        BackupReason.ON_QUIT: "On quitting",
        BackupReason.EDITS: "After 30 minutes of edits",
        BackupReason.LOCKED: "Copied after a lock",
    }
)


def moment_words(moment: str) -> str:
    """A moment (ISO 8601) as a person at this computer reads it: 3 May 2026, 14:05."""
    at = datetime.fromisoformat(moment).astimezone()
    return f"{short_day(at.date())}, {at:%H:%M}"


def size_words(size: int) -> str:
    """A size in decimal units, as disks are sold."""
    for limit, unit in ((1_000_000_000, "GB"), (1_000_000, "MB")):
        if size >= limit:
            return f"{size / limit:.1f} {unit}"
    return f"{max(1, size // 1000)} kB"
