"""The first unlock of a restored vault: the papers are joined to the databases of the compartments that were opened.

Done again after an interruption it goes on where it stopped; the manifest of a compartment goes when all is joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import select

from safermk_desktop.adapters.vault import chain
from safermk_desktop.adapters.vault.backup_copies import Keys, attach
from safermk_desktop.adapters.vault.backup_manifest import Manifest, read_manifest
from safermk_desktop.adapters.vault.backup_restoring import RESTORED, is_unjoined
from safermk_desktop.adapters.vault.backup_seal import Paper, place, unseal
from safermk_desktop.adapters.vault.connection import connect
from safermk_desktop.adapters.vault.disk import assert_room, disk_told
from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.opened import Opened
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.summer_time import english_day
from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import BackupDamaged, DatabaseDamaged
from safermk_desktop.services.kinds import Compartment
from safermk_desktop.services.ports import Act

AT_ONCE: Final = 32 << 20
"""Bytes of papers, after which what was joined is committed: the WAL stays small."""


def join_restored(opened: Opened) -> None:
    """Join what a restore left to be joined, and say in the chain of ``common.db`` what was restored. Mostly nothing.

    Raises ``DatabaseDamaged``, ``DiskFull``, ``NotWritable``, ``DiskFault``; the next unlock goes on.
    """
    for name in opened.databases:
        with disk_told():
            left = [path for path in opened.folder.glob(f"{name}.*") if is_unjoined(path.name, name)]
        note = opened.folder / f"{name}{RESTORED}"
        if note in left:
            _join(opened, name, note)
        with suppress(OSError):
            for path in left:
                path.unlink(missing_ok=True)


def _join(opened: Opened, name: Compartment, note: Path) -> None:
    folder, keys = opened.folder, (opened.keys[name], opened.header.salts[name])
    with disk_told():
        data, sealed = note.read_bytes(), (folder / f"{name}.sealed").read_bytes()
    try:
        manifest = read_manifest(data)
        contents = unseal(sealed, keys[0], place(manifest.vault, manifest.backup, name))
    except BackupDamaged:
        raise DatabaseDamaged from None
    database = folder / opened.header.files[name]
    for backup in sorted({paper.backup for paper in contents.papers}):
        papers = [paper for paper in contents.papers if paper.backup == backup]
        _join_papers((database, keys), folder / f"{name}.papers.{backup}.db", papers)
    if name is Compartment.COMMON:
        _say(opened, manifest)
    with disk_told():
        note.unlink()


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


def _say(opened: Opened, manifest: Manifest) -> None:
    database = opened.databases[Compartment.COMMON]
    subject = f"backup:{manifest.backup}"
    day = long_date(english_day(datetime.fromisoformat(manifest.made_at)))
    act = Act(
        who=opened.slot.person,
        what="restore_vault",
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
