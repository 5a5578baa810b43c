"""The backups of one vault: the files in a folder, what is on record of them, their order, and what each is good for.

Clocks are set, so the order is that of the audit chain of ``common.db``, whose head every record holds; dates only
tell those apart that were never recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from safermk_desktop.domain.keeping import Backup
from safermk_desktop.domain.retention import Dated, to_keep
from safermk_desktop.services.backup_port import BackupFile
from safermk_desktop.services.kinds import Compartment
from safermk_desktop.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What lies in a folder and what is recorded. ``beside`` are all files, those with papers only among them.

    ``mine`` are the compartments that the person opens, ``now`` is in UTC.
    """

    beside: tuple[BackupFile, ...]
    records: Mapping[str, Backup]
    mine: frozenset[Compartment]
    now: datetime

    @property
    def files(self) -> tuple[BackupFile, ...]:
        """The backups, the newest first."""
        own = (file for file in self.beside if not file.is_papers_only)
        return tuple(sorted(own, key=lambda file: self.order(file.id, file.made_at), reverse=True))

    def order(self, backup_id: str, made_at: str) -> tuple[int, str, str]:
        """Of two backups the later one has the larger."""
        return self._place(backup_id, made_at), made_at, backup_id

    def is_whole(self, file: BackupFile) -> bool:
        """Whether all backups are in the folder that have papers of this one."""
        return {one.id for one in self.beside}.issuperset(file.leans_on)

    def proved(self, file: BackupFile) -> frozenset[Compartment]:
        """The compartments for which somebody proved it; none while a backup is missing that has its papers."""
        record = self.records.get(file.id)
        return proved_in(record) if record is not None and self.is_whole(file) else frozenset()

    def is_proved(self, file: BackupFile) -> bool:
        """Whether it is proved for all in it that the person opens."""
        return self.proved(file) >= file.compartments & self.mine

    def kept(self) -> frozenset[str]:
        """The ids of the backups that retention keeps for at least one of the compartments that they hold."""
        files = self.files
        held = frozenset[Compartment]().union(*(file.compartments for file in files))
        return frozenset[str]().union(*(to_keep(self._dated(files, name)) for name in held))

    def _dated(self, files: tuple[BackupFile, ...], name: Compartment) -> list[Dated]:
        return [
            Dated(
                id=file.id,
                made_at=datetime.fromisoformat(file.made_at),
                is_proved=name in self.proved(file),
                is_sealed_copy=file.is_sealed_copy,
                is_part_proved=bool(self.proved(file)),
                place=self._place(file.id, file.made_at),
            )
            for file in files
            if name in file.compartments
        ]

    def _place(self, backup_id: str, made_at: str) -> int:
        """Where it stands: what is recorded by its entry in the chain, any other right after those that are no later.

        A record with a date still to come says nothing of when it was made, so that nothing stands before it.
        """
        record = self.records.get(backup_id)
        if record is not None:
            return 2 * entry_of(record)
        now = self.now.isoformat()
        earlier = (one for one in self.records.values() if not made_at < one.made_at <= now)
        return 1 + 2 * max(map(entry_of, earlier), default=0)


def shelf(session: Session, folder: Path) -> Shelf:
    """Read the folder and the records."""
    vault = session.vault
    with vault.reading(Compartment.COMMON) as work:
        records = {str(one.id): one for one in work.every(Backup) if one.proved_at}
    return Shelf(
        beside=tuple(file for file in vault.backups.door.listed(folder) if file.vault_id == vault.vault_id),
        records=records,
        mine=vault.compartments,
        now=session.clock.now().astimezone(UTC),
    )


def proved_in(record: Backup) -> frozenset[Compartment]:
    """The compartments for which a backup is recorded as proved."""
    return frozenset(Compartment(head.partition(":")[0]) for head in record.heads)


def entry_of(record: Backup) -> int:
    """The last entry of the common chain that a recorded backup holds; 0 where its record does not say."""
    common = (head.split(":")[1] for head in record.heads if head.startswith(f"{Compartment.COMMON}:"))
    return max(map(int, common), default=0)
