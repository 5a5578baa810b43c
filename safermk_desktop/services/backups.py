"""Backups: made, proved, listed, thinned out, put back, and tried in a drill."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from safermk_desktop.domain.anchors import Anchor
from safermk_desktop.domain.keeping import Backup, BackupReason, Drill, DrillKey
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import (
    BackupDamaged,
    BackupIncomplete,
    BackupUnproved,
    EntryInvalid,
    EntryMissing,
    FileThere,
    InputMissing,
    SafermkError,
    WorldFailed,
)
from safermk_desktop.services.backup_port import BackupDoor, BackupFile, BackupProof
from safermk_desktop.services.kinds import Compartment
from safermk_desktop.services.outputs import assert_outside_vaults
from safermk_desktop.services.ports import Clock, DatabaseHealth, VaultDoor
from safermk_desktop.services.progress import Progress, silent
from safermk_desktop.services.session import Session, new_id
from safermk_desktop.services.shelf import Shelf, proved_in, shelf

SUFFIX: Final = ".smkb"
EVERY: Final = timedelta(minutes=30)
SAME_SECOND: Final = 10
MOST_COPIES: Final = 3
"""Sealed copies that one person who opens all of the vault has: the first and the last that wait, and a proved one."""
NOWHERE: Final = CaseId("")
FITS: Final = "Opened, and all of it fits."
OWN_SLOT: Final = "A drill is held with the slot of somebody else, or with two recovery shares."


class BackupState(StrEnum):
    """How a backup stands."""

    PROVED = "proved"
    NOT_YET_PROVED = "not_yet_proved"
    PAPERS_MISSING = "papers_missing"
    """A backup that has papers of it is not in the folder: it cannot be put back."""
    ELSEWHERE = "elsewhere"
    """It was made and recorded, and is not in this folder: it lies elsewhere, or is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBackup:
    """A backup as the screen lists it; at least one of ``file`` and ``record`` is there.

    ``unproved`` are the compartments in its file for which nobody proved it yet.
    """

    id: str
    made_at: str
    state: BackupState
    reason: BackupReason
    size: int
    file: BackupFile | None
    record: Backup | None
    unproved: frozenset[Compartment] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proving:
    """What came of the backups that waited: those proved, and the names of the files that could not be, with why."""

    proved: tuple[BackupProof, ...]
    refused: tuple[tuple[str, SafermkError], ...]
    looked_at: frozenset[str] = frozenset()


def default_folder(vault: Path) -> Path:
    """``NAME.backups`` beside the vault ``NAME.smkv``."""
    return vault.with_name(f"{vault.stem}.backups")


def file_name(vault: Path, moment: datetime, number: int = 1) -> str:
    """``NAME-YYYYMMDD-HHMMSS.smkb``, in UTC; a second one of the same second ends in ``-2``."""
    again = f"-{number}" if number > 1 else ""
    return f"{vault.stem}-{moment.astimezone(UTC):%Y%m%d-%H%M%S}{again}{SUFFIX}"


def backup_now(session: Session, folder: Path, reason: BackupReason, progress: Progress = silent) -> BackupProof:
    """Make a proved backup in ``folder``, record it, and thin the folder out.

    One by hand stands alone; the others do not repeat papers that the proved ones in the folder hold. Raises
    ``BackupUnproved``, ``DatabaseDamaged``, ``DiskFull``, ``NotWritable``, ``DiskFault``, ``Cancelled``; then nothing
    was written, and every earlier backup is as it was.
    """
    assert_outside_vaults(folder)
    beside = () if reason is BackupReason.BY_HAND else _leanable(session, folder)
    proof = _write(session, folder, reason, beside, progress)
    record(session, proof)
    with suppress(SafermkError):  # the backup stands; the next one thins out
        thin(session, folder, spared=frozenset({proof.file.id}))
    return proof


def write_to(session: Session, path: Path, *, reason: BackupReason, progress: Progress = silent) -> BackupProof:
    """Make a proved backup that stands alone, under a name of the person's choice. Raises as ``backup_now``."""
    assert_outside_vaults(path.parent)
    proof = session.vault.backups.write(path, reason=reason, progress=progress)
    record(session, proof)
    return proof


def copy_closed(door: BackupDoor, vault: Path, folder: Path, clock: Clock, progress: Progress = silent) -> BackupFile:
    """Copy the closed files of a vault into ``folder`` after a lock, without a key: complete, and not yet proved.

    Raises ``VaultInUse``, ``DiskFull``, ``NotWritable``, ``DiskFault``, ``Cancelled``; then nothing was written.
    """
    now = clock.now().astimezone(UTC)
    for number in range(1, SAME_SECOND):
        with suppress(FileThere):
            path = folder / file_name(vault, now, number)
            return door.copy_closed(vault, path, made_at=now.isoformat(), progress=progress)
    raise FileThere


def record(session: Session, proof: BackupProof) -> None:
    """Record in ``common.db`` for which compartments a backup is proved, besides those that others proved it for.

    A reader, and a vault that is open for reading only, record nothing.
    """
    if session.vault.is_read_only:
        return
    heads = session.vault.backups.sealed_heads(proof)
    now = session.clock.now().astimezone(UTC).isoformat()
    made = Backup(
        id=RecordId(proof.file.id),
        case_id=NOWHERE,
        file_name=proof.file.path.name,
        made_at=proof.file.made_at,
        made_by=session.person,
        reason=proof.file.reason,
        size=proof.file.size,
        sha256=proof.sha256,
        heads=heads,
        proved_at=now,
    )
    act = session.act("record_backup", NOWHERE, subject=f"backup:{made.id}")
    with session.vault.writing(Compartment.COMMON, act) as work:
        before = next((one for one in work.every(Backup) if one.id == made.id and one.proved_at), None)
        work.put(_added(before, made) if before else made)


def kept(session: Session, folder: Path) -> tuple[KeptBackup, ...]:
    """The backups of this vault, the newest first: those in the folder, and those that were recorded."""
    found = shelf(session, folder)
    files = {file.id: file for file in found.files}
    rows = [_row(found, files.get(one), one) for one in files.keys() | found.records.keys()]
    return tuple(sorted(rows, key=lambda row: found.order(row.id, row.made_at), reverse=True))


def has_unsaved(session: Session, folder: Path) -> bool:
    """Whether anything was done that no proved backup in the folder has, of what the person opens."""
    return bool(_unsaved_since(session, folder))


def due(session: Session, folder: Path, every: timedelta = EVERY) -> bool:
    """Whether what is in no proved backup of the folder was begun 30 minutes ago or more."""
    since = _unsaved_since(session, folder)
    return bool(since) and session.clock.now() - datetime.fromisoformat(since) >= every


def prove_waiting(
    session: Session, folder: Path, progress: Progress = silent, *, tried: frozenset[str] = frozenset()
) -> Proving:
    """Prove what is not yet proved for all that the person opens, and thin the folder out.

    That is the newest sealed copy, backups that were never recorded, and the newest one that others proved in part.
    ``tried`` (ids) were looked at in this session already, by somebody who records nothing, or were refused. A sealed
    copy that cannot be proved gets another name and stays. Raises ``DatabaseDamaged`` where it is the vault that cannot
    be read, ``DiskFull``, ``NotWritable``, ``DiskFault``, ``Cancelled``.
    """
    found = shelf(session, folder)
    if sum(file.is_sealed_copy for file in found.files) > MOST_COPIES:
        with suppress(SafermkError):  # nobody waited for their proofs; that of the last one follows
            thin(session, folder)
        found = shelf(session, folder)
    proved: list[BackupProof] = []
    refused: list[tuple[str, SafermkError]] = []
    waiting = [file for file in _waiting(found) if file.id not in tried]
    for file in waiting:
        try:
            proof = session.vault.backups.prove(file, beside=found.beside, progress=progress)
        except (BackupUnproved, BackupDamaged, BackupIncomplete, InputMissing) as error:
            name = session.vault.backups.door.set_aside(file).name if file.is_sealed_copy else file.path.name
            refused.append((name, error))
        else:
            record(session, proof)
            proved.append(proof)
    if proved:
        with suppress(SafermkError):  # what was proved stands; the next one thins out
            thin(session, folder)
    looked_at = frozenset(file.id for file in waiting)
    return Proving(proved=tuple(proved), refused=tuple(refused), looked_at=looked_at)


def thin(session: Session, folder: Path, *, spared: frozenset[str] = frozenset()) -> int:
    """Remove the backups that retention lets go, and their records; gives how many. Papers that others need stay.

    One goes only when retention can do without it for every compartment that it holds; ``spared`` (ids) stay.

    Raises ``BackupDamaged``, ``DiskFull``, ``NotWritable``, ``DiskFault``; what is kept stays as it is.
    """
    if session.vault.is_read_only:
        return 0
    found = shelf(session, folder)
    keep = found.kept() | spared
    gone = [file.id for file in found.files if file.id not in keep]
    forgotten = [one for one in gone if one in found.records]
    if forgotten:
        with session.vault.writing(Compartment.COMMON, session.act("thin_backups", NOWHERE)) as work:
            for one in forgotten:
                work.remove(Backup, RecordId(one))
    session.vault.backups.door.thin(found.beside, keep=keep)
    return len(gone)


def anchors(session: Session, folder: Path) -> tuple[Anchor, ...]:
    """The heads of the chains that the kept backups sealed; a damaged one is no evidence."""
    found: list[Anchor] = []
    for file in _own_files(session, folder):
        with suppress(BackupDamaged, InputMissing, WorldFailed):
            found += session.vault.backups.anchors(file)
    return tuple(found)


def restore(door: BackupDoor, file: Path, folder: Path, progress: Progress = silent) -> None:
    """Put a backup back as a new vault; what it leans on is looked for beside it. Raises as ``BackupDoor.restore``."""
    assert_outside_vaults(folder.parent)
    door.restore(door.read(file), folder, beside=door.listed(file.parent), progress=progress)


def drill_with_shares(
    session: Session, vaults: VaultDoor, file: BackupFile, shares: Sequence[str], progress: Progress = silent
) -> Drill:
    """Open a restored copy of a backup with two recovery shares, check it, remove it, and record the drill.

    Raises ``SharesUnfit``, ``BackupDamaged``, ``BackupIncomplete``, ``DiskFull``, ``NotWritable``, ``DiskFault``.
    """
    passphrase = secrets.token_urlsafe(24)  # of the copy alone, and gone with it
    with _copy(session, file, progress) as copy:
        who = session.person
        vaults.recover(copy, shares=shares, person=who, role=session.vault.role, passphrase=passphrase)
        found = _checked(vaults, copy, who, passphrase)
    return _record_drill(session, file, DrillKey.SHARES, found)


def drill_with_slot(
    session: Session, vaults: VaultDoor, file: BackupFile, *, person: str, passphrase: str, progress: Progress = silent
) -> Drill:
    """Open a restored copy of a backup with another person's slot, check it, remove it, and record the drill.

    Raises ``EntryInvalid`` for one's own slot, ``EntryMissing``, the ``VaultNotOpened`` family, and as above.
    """
    if not person.strip():
        raise EntryMissing("A drill needs the name of the person whose slot is tried.")
    if person.strip() == session.person:
        raise EntryInvalid(OWN_SLOT)
    with _copy(session, file, progress) as copy:
        found = _checked(vaults, copy, person, passphrase)
    return _record_drill(session, file, DrillKey.OTHER_SLOT, found)


def _write(
    session: Session, folder: Path, reason: BackupReason, beside: Sequence[BackupFile], progress: Progress
) -> BackupProof:
    now = session.clock.now()
    for number in range(1, SAME_SECOND):
        with suppress(FileThere):
            path = folder / file_name(session.vault.folder, now, number)
            return session.vault.backups.write(path, reason=reason, beside=beside, progress=progress)
    raise FileThere


def _copy(session: Session, file: BackupFile, progress: Progress) -> AbstractContextManager[Path]:
    folder = file.path.parent
    return session.vault.backups.door.restored_copy(file, folder, beside=_beside(session, folder), progress=progress)


def _checked(vaults: VaultDoor, copy: Path, person: str, passphrase: str) -> tuple[DatabaseHealth, ...]:
    vault = vaults.open(copy, person=person, passphrase=passphrase)
    try:
        return vault.health()
    finally:
        vault.close()


def _record_drill(session: Session, file: BackupFile, key: DrillKey, found: Iterable[DatabaseHealth]) -> Drill:
    # Whoever opens the vault reads the record: of a compartment it says no more than whether it fits.
    fault = ", ".join(one.name for one in found if one.first_fault)
    held = Drill(
        id=new_id(),
        case_id=NOWHERE,
        drilled_on=session.clock.today(),
        held_by=session.person,
        opened_with=key,
        backup=file.id,
        outcome=f"Opened, and this does not fit: {fault}." if fault else FITS,
    )
    act = session.act("record_drill", NOWHERE, subject=f"drill:{held.id}")
    with session.vault.writing(Compartment.COMMON, act) as work:
        work.put(held)
    return held


def _beside(session: Session, folder: Path) -> tuple[BackupFile, ...]:
    """All backup files of this vault in the folder, those with papers only among them."""
    listed = session.vault.backups.door.listed(folder)
    return tuple(file for file in listed if file.vault_id == session.vault.vault_id)


def _own_files(session: Session, folder: Path) -> tuple[BackupFile, ...]:
    return tuple(file for file in _beside(session, folder) if not file.is_papers_only)


def _leanable(session: Session, folder: Path) -> tuple[BackupFile, ...]:
    found = shelf(session, folder)
    return tuple(file for file in found.beside if file.is_papers_only or file.id in found.records)


def _waiting(found: Shelf) -> list[BackupFile]:
    waiting = [file for file in found.files if found.is_whole(file) and not found.is_proved(file)]
    copies = [file for file in waiting if file.is_sealed_copy]
    in_part = [file for file in found.files[:1] if file in waiting and file not in copies and file.id in found.records]
    return [*(file for file in waiting if file.id not in found.records and file not in copies), *in_part, *copies[:1]]


def _unsaved_since(session: Session, folder: Path) -> str:
    found = shelf(session, folder)
    records = [found.records[file.id] for file in found.files if found.proved(file)]
    heads = [head for one in records for head in session.vault.backups.recorded_heads(one)]
    return session.vault.backups.unsaved_since(heads)


def _added(before: Backup, now: Backup) -> Backup:
    """The record with what is proved now; others may have proved what this person does not open."""
    names = proved_in(now)
    others = tuple(head for head in before.heads if Compartment(head.partition(":")[0]) not in names)
    return replace(before, heads=(*now.heads, *others), proved_at=now.proved_at, file_name=now.file_name)


def _state(found: Shelf, file: BackupFile | None) -> BackupState:
    if file is None:
        return BackupState.ELSEWHERE
    if not found.is_whole(file):
        return BackupState.PAPERS_MISSING
    return BackupState.PROVED if found.is_proved(file) else BackupState.NOT_YET_PROVED


def _row(found: Shelf, file: BackupFile | None, backup_id: str) -> KeptBackup:
    record = found.records.get(backup_id)
    known = record or file
    if known is None:
        raise RuntimeError("a backup that neither a file nor a record tells of")
    return KeptBackup(
        id=backup_id,
        made_at=known.made_at,
        state=_state(found, file),
        reason=known.reason,
        size=file.size if file else known.size,
        file=file,
        record=record,
        unproved=file.compartments - found.proved(file) if file else frozenset(),
    )
