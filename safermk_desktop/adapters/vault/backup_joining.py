"""The first unlock of a restored vault: the papers are joined to the databases of the compartments that were opened.

Done again after an interruption it goes on where it stopped; the manifest of a compartment goes when all is joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import func, select

from safermk_desktop.adapters.vault import chain
from safermk_desktop.adapters.vault.backup_copies import Keys, attach
from safermk_desktop.adapters.vault.backup_manifest import Manifest, read_manifest
from safermk_desktop.adapters.vault.backup_restoring import RESTORED, is_unjoined
from safermk_desktop.adapters.vault.backup_seal import Paper, place, unseal
from safermk_desktop.adapters.vault.connection import connect
from safermk_desktop.adapters.vault.database import Database
from safermk_desktop.adapters.vault.disk import assert_room, disk_told
from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.opened import Opened
from safermk_desktop.adapters.vault.restores import RESTORE
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.summer_time import english_day
from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import BackupDamaged, BackupIncomplete, DatabaseDamaged
from safermk_desktop.services.kinds import Compartment
from safermk_desktop.services.ports import Act

SEALED: Final = ".sealed"
GONE: Final = "The restored vault lacks {file}: what is in it cannot be opened without. Restore the backup again."
AT_ONCE: Final = 32 << 20
"""Bytes of papers, after which what was joined is committed: the WAL stays small."""


def join_restored(opened: Opened) -> None:
    """Join what a restore left to be joined, and say in every chain that is open what was restored. Mostly nothing.

    What was joined goes: the papers, then the manifest, then what was sealed. Raises ``BackupIncomplete`` where one of
    these files is missing, and removes nothing then; ``DatabaseDamaged``, ``DiskFull``, ``NotWritable``,
    ``DiskFault``; the next unlock goes on.
    """
    for name in opened.databases:
        with disk_told():
            left = {path.name: path for path in opened.folder.glob(f"{name}.*") if is_unjoined(path.name, name)}
        note = left.pop(f"{name}{RESTORED}", None)
        sealed = left.pop(f"{name}{SEALED}", None)
        if note is None and left:
            raise BackupIncomplete(GONE.format(file=f"{name}{RESTORED}"))
        if note is not None:
            _join(opened, name, note, sealed)
        with suppress(OSError):  # what is joined is not joined again
            for path in filter(None, (*left.values(), note, sealed)):
                path.unlink(missing_ok=True)


def _join(opened: Opened, name: Compartment, note: Path, sealed: Path | None) -> None:
    with disk_told():
        data = note.read_bytes()
    try:
        manifest = read_manifest(data)
        if manifest.holds(name):
            _join_sealed(opened, name, manifest, sealed)
    except BackupDamaged:
        raise DatabaseDamaged from None
    _say(opened, name, manifest)


def _join_sealed(opened: Opened, name: Compartment, manifest: Manifest, sealed: Path | None) -> None:
    """Raises ``BackupDamaged`` for what was not sealed so, ``BackupIncomplete`` for a file that is missing."""
    if sealed is None:
        raise BackupIncomplete(GONE.format(file=f"{name}{SEALED}"))
    folder, keys = opened.folder, (opened.keys[name], opened.header.salts[name])
    with disk_told():
        data = sealed.read_bytes()
    contents = unseal(data, keys[0], place(manifest.vault, manifest.backup, name))
    database = folder / opened.header.files[name]
    for backup in sorted({paper.backup for paper in contents.papers}):
        papers = [paper for paper in contents.papers if paper.backup == backup]
        source = folder / f"{name}.papers.{backup}.db"
        if source.exists():
            _join_papers((database, keys), source, papers)
        elif not _are_joined(opened.databases[name], papers):
            raise BackupIncomplete(GONE.format(file=source.name))


def _are_joined(database: Database, papers: Sequence[Paper]) -> bool:
    """Whether all are in the database already: then an interrupted unlock had removed the file they came in."""
    chunk = database.schema.chunk
    with database.reading() as connection, translated():
        return all(
            connection.execute(
                select(func.sum(func.length(chunk.c.data))).where(chunk.c.document_id == paper.id)
            ).scalar()
            == paper.size
            for paper in papers
            if paper.size
        )


def _join_papers(target: tuple[Path, Keys], source: Path, papers: Sequence[Paper]) -> None:
    database, keys = target
    with translated(), closing(connect(database, *keys)) as connection:
        attach(connection, source, keys, "papers")
        waiting = 0
        connection.execute("BEGIN IMMEDIATE")
        for paper in papers:
            assert_room(database.parent, paper.size)
            connection.execute(
                "INSERT OR IGNORE INTO main.chunk SELECT * FROM papers.chunk WHERE document_id = ?", (paper.id,)
            )
            waiting += paper.size
            if waiting >= AT_ONCE:
                connection.execute("COMMIT")
                connection.execute("BEGIN IMMEDIATE")
                waiting = 0
        connection.execute("COMMIT")


def _say(opened: Opened, name: Compartment, manifest: Manifest) -> None:
    database = opened.databases[name]
    subject = f"backup:{manifest.backup}"
    day = long_date(english_day(datetime.fromisoformat(manifest.made_at)))
    act = Act(
        who=opened.slot.person,
        what=RESTORE,
        case_id=CaseId(""),
        subject=subject,
        why=f"Restored from the backup of {day}.",
    )
    audit = database.schema.audit
    with database.writing() as connection:
        said = select(audit.c.seq).where(audit.c.what == act.what, audit.c.subject == subject)
        with translated():
            found = connection.execute(said).first()
        if found is None:
            chain.append(connection, audit, act, at=opened.means.clock.now(), rows={})
