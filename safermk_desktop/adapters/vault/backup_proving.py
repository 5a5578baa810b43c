"""A backup file proved: every entry compared with its digest, every database that may be opened proved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from safermk_desktop.adapters.vault.backup_file import Opened as OpenedFile
from safermk_desktop.adapters.vault.backup_manifest import Entry, Kind, Part
from safermk_desktop.adapters.vault.backup_proof import Copy, Proved, prove
from safermk_desktop.adapters.vault.backup_restoring import RESTORED, is_unjoined
from safermk_desktop.adapters.vault.backup_seal import Contents, place, unseal
from safermk_desktop.adapters.vault.backup_watch import Watch
from safermk_desktop.adapters.vault.disk import disk_told
from safermk_desktop.adapters.vault.header import Header, read_header
from safermk_desktop.adapters.vault.heading import HEADER
from safermk_desktop.adapters.vault.opened import Opened
from safermk_desktop.errors import BackupDamaged, BackupIncomplete, BackupUnproved, HeaderDamaged, VaultNewer
from safermk_desktop.services.backup_port import BackupProof
from safermk_desktop.services.kinds import Compartment

READ_BACK: Final = frozenset({Part.RECORDS, Part.PAPERS, Part.CLOSED})


class Prover:
    """Proves backup files with the keys and the chains of an unlocked vault."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    def prove(
        self, backup: OpenedFile, holders: Sequence[OpenedFile], room: Path, *, watch: Watch, path: Path
    ) -> BackupProof:
        """Read the whole file back and prove what is in it; ``holders`` were compared already.

        ``room`` takes the databases while they are opened, still encrypted. Raises ``BackupDamaged``,
        ``BackupUnproved``, ``BackupIncomplete``, ``DiskFull``, ``DiskFault``.
        """
        if backup.manifest.kind is Kind.BACKUP and not self.is_ours(backup):
            raise BackupUnproved("It was made under keys that the vault had before, or it is not genuine.")
        header = self._header(backup)
        openable = [name for name in header.files if name in self._opened.databases]
        taken = [
            entry for entry in backup.manifest.entries if entry.compartment in openable and entry.role in READ_BACK
        ]
        sha256 = self._read_back(backup, taken, room, watch)
        found: dict[Compartment, Proved] = {}
        for name in openable:
            found[name] = self._prove_one(backup, name, header, holders, (room, watch))
        return BackupProof(
            file=backup.described(path),
            sha256=sha256,
            rows=sum(proved.rows for proved in found.values()),
            papers=sum(proved.papers for proved in found.values()),
            heads=tuple(proved.head for proved in found.values()),
            unproved=tuple(name for name in header.files if name not in found),
        )

    def is_ours(self, backup: OpenedFile) -> bool:
        """Whether it is a backup of this vault, written by someone who held its keys as they are now."""
        manifest = backup.manifest
        is_of_vault = manifest.kind is Kind.BACKUP and manifest.vault == self._opened.header.vault_id
        return is_of_vault and manifest.is_genuine(self._opened.keys[Compartment.COMMON])

    def sealed(self, backup: OpenedFile, name: Compartment) -> Contents | None:
        """What was sealed of a compartment, or ``None`` where it was not open. Raises ``BackupDamaged``."""
        entry = f"{name}.sealed"
        if entry not in backup.spans or not backup.manifest.of(name, Part.SEALED):
            return None
        manifest = backup.manifest
        return unseal(backup.content(entry), self._opened.keys[name], place(manifest.vault, manifest.backup, name))

    def held(self, name: Compartment, holders: Sequence[OpenedFile]) -> Mapping[tuple[str, str, str], int]:
        """The papers that lie in ``holders``: id, SHA-256 and the backup that has it, with the size in bytes."""
        found: dict[tuple[str, str, str], int] = {}
        for holder in holders:
            contents, backup = self.sealed(holder, name), holder.manifest.backup
            if contents is not None and f"{name}.papers.{backup}.db" in holder.spans:
                found |= {
                    (paper.id, paper.sha256, backup): paper.size for paper in contents.papers if paper.backup == backup
                }
        return found

    def _header(self, backup: OpenedFile) -> Header:
        try:
            sealed = read_header(backup.content(HEADER))
            sealed.authenticate(self._opened.keys[Compartment.COMMON])
        except (HeaderDamaged, VaultNewer):
            raise BackupUnproved(
                "Its header was made under keys that the vault had before, or is not genuine."
            ) from None
        if sealed.header.vault_id != self._opened.header.vault_id:
            raise BackupUnproved("It is a backup of another vault.")
        return sealed.header

    def _read_back(self, backup: OpenedFile, taken: Sequence[Entry], room: Path, watch: Watch) -> str:
        """Take the encrypted databases out of the file; SQLite opens nothing that lies inside another file."""
        with disk_told(), ExitStack() as stack:
            sinks = {entry.name: stack.enter_context((room / entry.name).open("xb")).write for entry in taken}
            return backup.walk_whole(sinks, watch)

    def _prove_one(
        self,
        backup: OpenedFile,
        name: Compartment,
        header: Header,
        holders: Sequence[OpenedFile],
        place_and_watch: tuple[Path, Watch],
    ) -> Proved:
        room, watch = place_and_watch
        contents = self.sealed(backup, name)
        if backup.manifest.holds(name) != (contents is not None):
            raise BackupDamaged
        names = [entry.name for entry in backup.manifest.entries if entry.compartment == name]
        if header.files[name] not in names:
            raise BackupIncomplete(f"({header.files[name]})")
        if contents is None and any(is_unjoined(each, name) and not each.endswith(RESTORED) for each in names):
            raise BackupUnproved("It is a copy of a restored vault that nobody had unlocked yet.")
        if contents is not None:
            self._assert_held(backup, contents, self.held(name, holders))
        papers = room / f"{name}.papers.{backup.manifest.backup}.db"
        key = self._opened.keys[name]
        copy = Copy(
            compartment=name,
            records=room / header.files[name],
            papers=papers if papers.exists() else None,
            keys=(key, header.salts[name]),
            contents=contents,
            backup=backup.manifest.backup,
        )
        now = self._opened.header
        return prove(copy, (self._opened.folder / now.files[name], (key, now.salts[name])), watch)

    def _assert_held(self, backup: OpenedFile, contents: Contents, held: Mapping[tuple[str, str, str], int]) -> None:
        for paper in contents.papers:
            if paper.backup != backup.manifest.backup and (paper.id, paper.sha256, paper.backup) not in held:
                raise BackupUnproved("A paper is not in the backup that should have it.")
