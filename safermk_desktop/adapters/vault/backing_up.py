"""The backups of an unlocked vault: written, proved from their bytes, and only then given their name."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2

from safermk_desktop import __version__
from safermk_desktop.adapters.vault import restores
from safermk_desktop.adapters.vault.backup_copies import Copying, copy_database
from safermk_desktop.adapters.vault.backup_door import SqlCipherBackupDoor, closed_files, drafted, given_name
from safermk_desktop.adapters.vault.backup_file import BackupWriter, leaned, open_backup
from safermk_desktop.adapters.vault.backup_file import Opened as OpenedFile
from safermk_desktop.adapters.vault.backup_manifest import Kind, Lean, Manifest, Part
from safermk_desktop.adapters.vault.backup_proving import Prover
from safermk_desktop.adapters.vault.backup_seal import Contents, open_head, place, seal, seal_head
from safermk_desktop.adapters.vault.backup_watch import Watch
from safermk_desktop.adapters.vault.connection import connect
from safermk_desktop.adapters.vault.disk import LEAST_FREE, assert_free, disk_asked, disk_told
from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.header import Header, read_header
from safermk_desktop.adapters.vault.heading import HEADER
from safermk_desktop.adapters.vault.opened import Opened
from safermk_desktop.domain.anchors import Anchor
from safermk_desktop.domain.keeping import Backup, BackupReason
from safermk_desktop.domain.summer_time import english_day
from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import BackupDamaged, BackupIncomplete, BackupUnproved, DatabaseDamaged, InputMissing
from safermk_desktop.services.backup_port import BackupFile, BackupProof
from safermk_desktop.services.kinds import Compartment
from safermk_desktop.services.progress import Progress

PASSES: Final = 4
"""How often the bytes of a backup go by: copied, put into the file, read back, proved."""

OWN_ACTS: Final = ("record_backup", "thin_backups", "record_drill")
"""Acts that record backups and drills: a backup that lacks nothing else lacks nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """A backup in the making. ``held`` says of papers (id, SHA-256) which of ``holders`` has them."""

    id: str
    room: Path
    holders: tuple[OpenedFile, ...]
    held: Mapping[Compartment, Mapping[tuple[str, str], str]]
    watch: Watch


class VaultBackups:
    """The backups of a vault that a person has unlocked."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._prover = Prover(opened)

    @property
    def door(self) -> SqlCipherBackupDoor:
        """What is done with backup files without a key."""
        return SqlCipherBackupDoor(self._opened.means.files)

    def write(
        self, path: Path, *, reason: BackupReason, beside: Sequence[BackupFile] = (), progress: Progress
    ) -> BackupProof:
        """Write a backup and prove it from its bytes; only then it gets its name. Raises as the port says."""
        path = path.absolute()
        with disk_asked(self._opened.folder), disk_asked(path.parent), drafted(path) as room:
            watch = Watch(progress)
            holders = self._sound(beside, watch)
            held = {name: self._prover.held(name, holders) for name in self._opened.databases}
            size = max(0, self._size() - sum(size for papers in held.values() for size in papers.values()))
            assert_free(room, 2 * size + LEAST_FREE)
            watch.expect(PASSES * size)
            writing = Writing(
                id=secrets.token_hex(16),
                room=room,
                holders=holders,
                held={name: {(paper, sha): backup for paper, sha, backup in papers} for name, papers in held.items()},
                watch=watch,
            )
            draft = room / "backup"
            with BackupWriter(draft, watch) as writer:
                self._fill(writer, writing, reason)
            proof = self._prover.prove(open_backup(draft), holders, room, watch=watch, path=path)
            given_name(draft, path)
        return proof

    def prove(self, file: BackupFile, *, beside: Sequence[BackupFile] = (), progress: Progress) -> BackupProof:
        """Open a backup from its bytes and compare it with itself and the vault's chain. Raises as the port says."""
        opened = open_backup(file.path)
        if opened.manifest.vault != self._opened.header.vault_id:
            raise BackupUnproved("It is a backup of another vault.")
        if opened.is_papers_only:
            raise BackupUnproved("It was thinned out and holds only papers that other backups lean on.")
        holders = tuple(open_backup(other.path) for other in beside if other.id in file.leans_on)
        with drafted(file.path.with_name(f"{file.path.name}.proof")) as room:
            assert_free(room, opened.size + LEAST_FREE)
            watch = Watch(progress, 2 * opened.size)
            for lean, holder in leaned(opened.manifest, holders):
                watch.expect(lean.size)
                holder.walk({lean.entry: _nowhere}, watch)
            return self._prover.prove(opened, holders, room, watch=watch, path=file.path)

    def anchors(self, file: BackupFile) -> tuple[Anchor, ...]:
        """The heads of the chains that a backup sealed, of the compartments that this person may open.

        A part that the key of its database does not open is an anchor that fits nothing: a finding, no lack of one.
        """
        opened = open_backup(file.path)
        if not self._prover.is_ours(opened):
            return ()
        day = english_day(datetime.fromisoformat(opened.manifest.made_at))
        source, found = f"the backup of {long_date(day)}", list[Anchor]()
        for name in self._opened.databases:
            try:
                contents = self._prover.sealed(opened, name)
            except BackupDamaged:
                opened.content(f"{name}.sealed")  # raises where it was damaged since: no evidence of anything
                found.append(Anchor(compartment=name.value, seq=0, hash="", source=source))
                continue
            if contents is not None:
                one = Anchor(compartment=name.value, seq=contents.seq, hash=contents.hash, source=source)
                found.append(replace(one, accepted=contents.accepted))
        return tuple(found)

    def sealed_heads(self, proof: BackupProof) -> tuple[str, ...]:
        """The heads of a proof for its record: that of ``common`` in plain, any other for its key alone."""
        vault, keys = self._opened.header.vault_id, self._opened.keys
        named = ((Compartment(head.compartment), head) for head in proof.heads)
        return tuple(
            f"{name}:{head.seq}:{head.hash}"
            if name is Compartment.COMMON
            else f"{name}:{seal_head(head, keys[name], place(vault, proof.file.id, name))}"
            for name, head in named
        )

    def recorded_heads(self, backup: Backup) -> tuple[Anchor, ...]:
        """The heads in a record that this person may read, under the keys as they are now."""
        found: list[Anchor | None] = []
        for text in backup.heads:
            name, _, rest = text.partition(":")
            seq, _, digest = rest.partition(":")
            if digest:
                found.append(Anchor(compartment=name, seq=int(seq), hash=digest))
            elif (key := self._opened.keys.get(Compartment(name))) is not None:
                seat = place(self._opened.header.vault_id, str(backup.id), Compartment(name))
                found.append(open_head(rest, key, seat))
        return tuple(head for head in found if head is not None)

    def unsaved_since(self, heads: Sequence[Anchor]) -> str:
        """When the first act was done that came after ``heads``, ISO 8601 UTC; empty where there is none."""
        statement = "SELECT min(at) FROM audit WHERE seq > ? AND what NOT IN (?, ?, ?)"
        moments: list[str] = []
        for name, key in self._opened.keys.items():
            header = self._opened.header
            file = self._opened.folder / header.files[name]
            with translated(), closing(connect(file, key, header.salts[name])) as connection:
                known = _last_known(connection, [head for head in heads if head.compartment == name])
                row = connection.execute(statement, (known, *OWN_ACTS)).fetchone()
            moments += [str(row[0])] if row and row[0] else []
        return min(moments, default="")

    def _fill(self, writer: BackupWriter, writing: Writing, reason: BackupReason) -> None:
        """Every entry of the backup, and its manifest."""
        folder, keys = self._opened.folder, self._opened.keys
        data = self._opened.means.files.read(folder / HEADER)
        sealed = read_header(data)
        sealed.authenticate(keys[Compartment.COMMON])
        header = sealed.header
        writer.add(HEADER, data, compartment="", part=Part.HEADER)
        leans: list[Lean] = []
        for name in header.files:
            if name in self._opened.databases:
                contents = self._add_open(writer, writing, header, name)
                leans += _leans(contents, name, writing)
            else:
                with disk_told():
                    files = closed_files(folder, header, name)
                for file in files:
                    writer.add(file.name, file, compartment=name, part=Part.CLOSED)
        manifest = Manifest(
            kind=Kind.BACKUP,
            vault=header.vault_id,
            backup=writing.id,
            made_at=self._opened.means.clock.now().astimezone(UTC).isoformat(),
            reason=reason,
            version=__version__,
            entries=tuple(writer.entries),
            leans_on=tuple(leans),
        )
        writer.finish(manifest.to_bytes(keys[Compartment.COMMON]))

    def _add_open(self, writer: BackupWriter, writing: Writing, header: Header, name: Compartment) -> Contents:
        """The records, the papers that no other backup has, and what is sealed of them."""
        key = self._opened.keys[name]
        copying = Copying(
            source=self._opened.folder / header.files[name],
            keys=(key, header.salts[name]),
            records=writing.room / "records",
            papers=writing.room / "papers",
            held=writing.held[name],
            backup=writing.id,
        )
        if not writing.holders:
            self._assert_pages(name, copying)
        contents = copy_database(copying, writing.watch)
        parts = {header.files[name]: (copying.records, Part.RECORDS)}
        if copying.papers.exists():
            parts[f"{name}.papers.{writing.id}.db"] = (copying.papers, Part.PAPERS)
        for entry, (file, part) in parts.items():
            writer.add(entry, file, compartment=name, part=part)
            with disk_told():
                file.unlink()
        contents = replace(contents, accepted=restores.marks(self._opened))
        data = seal(contents, key, place(header.vault_id, writing.id, name))
        writer.add(f"{name}.sealed", data, compartment=name, part=Part.SEALED)
        return contents

    def _assert_pages(self, name: Compartment, copying: Copying) -> None:
        """A backup that stands alone is made of a database that is whole. Raises ``DatabaseDamaged``.

        The check reads the file beside any writing; what it finds is looked at again while nothing is written.
        """
        with translated(), closing(connect(copying.source, *copying.keys)) as connection:
            found = connection.execute("PRAGMA cipher_integrity_check").fetchone()
        if found is not None and self._opened.databases[name].page_fault():
            raise DatabaseDamaged

    def _sound(self, beside: Sequence[BackupFile], watch: Watch) -> tuple[OpenedFile, ...]:
        """Those that the new backup may lean on: written under the keys of this vault, their papers whole."""
        found: list[OpenedFile] = []
        for file in beside:
            try:
                opened = open_backup(file.path)
                if not self._prover.is_ours(opened):
                    continue
                papers = [entry for entry in opened.present() if entry.role == Part.PAPERS]
                watch.expect(sum(entry.size for entry in papers))
                opened.walk({entry.name: _nowhere for entry in papers}, watch)
            except (BackupDamaged, BackupIncomplete, InputMissing):
                continue  # its papers are copied anew
            found.append(opened)
        return tuple(found)

    def _size(self) -> int:
        with disk_told():
            return sum(file.stat().st_size for file in self._opened.folder.iterdir() if file.is_file())


def _last_known(connection: dbapi2.Connection, heads: Sequence[Anchor]) -> int:
    """The number of the last of these heads that stands in the chain; 0 where none does."""
    statement = "SELECT 1 FROM audit WHERE seq = ? AND hash = ?"
    latest = sorted({(head.seq, head.hash) for head in heads}, reverse=True)
    return next((seq for seq, digest in latest if connection.execute(statement, (seq, digest)).fetchone()), 0)


def _leans(contents: Contents, name: Compartment, writing: Writing) -> list[Lean]:
    used = {paper.backup for paper in contents.papers} - {writing.id}
    holders = {holder.manifest.backup: holder for holder in writing.holders}
    entries = [(holders[backup], f"{name}.papers.{backup}.db") for backup in sorted(used)]
    return [
        Lean(
            backup=holder.manifest.backup,
            file=holder.path.name,
            entry=entry,
            size=holder.entry(entry).size,
            sha256=holder.entry(entry).sha256,
        )
        for holder, entry in entries
    ]


def _nowhere(_piece: bytes) -> None:
    """For bytes that are only compared."""
