"""What the page of backups shows: each backup kept, how it stands, and the drills."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.keeping import Drill, DrillKey
from safermk_desktop.presentation.models.cells import Cell, Column, rag_cell, text_cell, two_line_cell
from safermk_desktop.presentation.pages.backup_words import REASON_WORDS, moment_words, size_words
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.services import backups
from safermk_desktop.services.backup_port import BackupFile
from safermk_desktop.services.backups import FITS, BackupState, KeptBackup
from safermk_desktop.services.doctor import all_cases, same_disk
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session

DRILL_WORDS: Final = MappingProxyType(
    {DrillKey.SHARES: "two recovery sheets", DrillKey.OTHER_SLOT: "another person's passphrase"}
)
AMBER_DAYS: Final = 90
RED_DAYS: Final = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRow:
    """A backup, and how many of those that hold its papers are not in the folder."""

    kept: KeptBackup
    missing: int

    @property
    def file(self) -> BackupFile | None:
        """Its file, where it is in the folder."""
        return self.kept.file


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupsView:
    """All that the page shows. ``beside`` are all backup files of the folder, those with papers only among them."""

    folder: Path
    rows: tuple[BackupRow, ...]
    beside: tuple[BackupFile, ...]
    drill: Drill | None
    cases: int
    is_same_disk: bool


def backups_view(session: Session, folder: Path) -> BackupsView:
    """Read the folder and the vault."""
    beside = session.vault.backups.door.listed(folder)
    held = {file.id for file in beside}
    rows = tuple(
        BackupRow(kept=one, missing=len(set(one.file.leans_on) - held) if one.file else 0)
        for one in backups.kept(session, folder)
    )
    with session.vault.reading(Compartment.COMMON) as work:
        drills = work.every(Drill)
    return BackupsView(
        folder=folder,
        rows=rows,
        beside=beside,
        drill=max(reversed(drills), key=lambda drill: drill.drilled_on, default=None),
        cases=all_cases(session),
        is_same_disk=same_disk(folder, session.vault.folder),
    )


def drill_words(drill: Drill | None, days: int) -> tuple[str, str, str]:
    """The tone and the word of the tag, and the sentence about the last drill, which was ``days`` ago."""
    if drill is None:
        words = (
            "No drill yet. A backup that nobody has opened is a hope: open a copy once, as if this computer was lost."
        )
        return "red", "Never held", words
    how = DRILL_WORDS[drill.opened_with]
    words = f"Last held on {day_text(drill.drilled_on)} by {drill.held_by}, with {how}. {drill.outcome}"
    if drill.outcome != FITS or days > RED_DAYS:
        return "red", "Due now", words
    return ("amber", "Due", words) if days > AMBER_DAYS else ("green", "In date", words)


def empty_words(cases: int) -> str:
    """What an empty list means."""
    if not cases:
        return "No backup yet. One disk failure would lose the vault."
    lost = "1 case" if cases == 1 else f"{cases} cases"
    return f"No backup yet. One disk failure would lose {lost}."


def _state(row: BackupRow) -> Cell:
    if row.missing:
        return rag_cell("red", "Papers missing")
    if row.kept.state is BackupState.PROVED:
        return rag_cell("green", "Proved")
    if row.kept.state is BackupState.NOT_YET_PROVED:
        return rag_cell("amber", "Not yet proved")
    return rag_cell("grey", "Not in this folder")


def _proved(row: BackupRow) -> str:
    record = row.kept.record
    if row.missing:
        return f"{row.missing} of the backups with its papers are not here"
    if record is None:
        return "Copied without a key; it is proved at the next unlock" if row.kept.file else ""
    if row.kept.unproved:
        return f"Opened and compared in part {moment_words(record.proved_at)}; the rest when somebody opens it who may"
    return f"Opened and compared {moment_words(record.proved_at)}"


BACKUP_COLUMNS: Final[tuple[Column[BackupRow], ...]] = (
    Column(
        header="Made",
        cell=lambda row: two_line_cell(moment_words(row.kept.made_at), REASON_WORDS[row.kept.reason]),
        width=184,
    ),
    Column(header="State", cell=_state, width=160),
    Column(
        header="Proof and file",
        cell=lambda row: two_line_cell(_proved(row), row.kept.file.path.name if row.kept.file else ""),
    ),
    Column(header="Size", cell=lambda row: text_cell(size_words(row.kept.size)), width=88, is_right=True),
)
