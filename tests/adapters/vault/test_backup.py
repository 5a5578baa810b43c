"""Backups of a real vault: written, proved, leaned on, thinned out, put back, and refused when anything is wrong."""

from __future__ import annotations

import itertools
import json
import os
import random
import re
import shutil
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from safermk_desktop.adapters.files import SystemFiles
from safermk_desktop.adapters.vault import backing_up, backup_file, backup_joining
from safermk_desktop.adapters.vault.backing_up import VaultBackups
from safermk_desktop.adapters.vault.backup_copies import Copying, copy_database
from safermk_desktop.adapters.vault.backup_door import SqlCipherBackupDoor
from safermk_desktop.adapters.vault.backup_file import BackupWriter, open_backup
from safermk_desktop.adapters.vault.backup_manifest import Kind, Manifest, Part
from safermk_desktop.adapters.vault.backup_seal import Contents
from safermk_desktop.adapters.vault.backup_watch import Watch
from safermk_desktop.adapters.vault.connection import connect
from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.domain.audit import AuditEntry
from safermk_desktop.domain.keeping import BackupReason
from safermk_desktop.domain.record import RecordId
from safermk_desktop.errors import (
    BackupDamaged,
    BackupIncomplete,
    BackupUnproved,
    DatabaseDamaged,
    DiskFull,
    FileThere,
    InputMissing,
    NotWritable,
    SafermkError,
    VaultExists,
    VaultInUse,
)
from safermk_desktop.services.backup_port import BackupFile, BackupProof
from safermk_desktop.services.key_slots import SlotKind
from safermk_desktop.services.kinds import Compartment, Role
from safermk_desktop.services.progress import Cancelled, silent
from tests.adapters.vault.making import (
    PASSPHRASE,
    PERSON,
    REVIEWS,
    a_document,
    a_fact,
    act,
    an_identity,
    door,
    everything,
    made,
    opened,
)
from tests.scale import count, tell

EDITS = BackupReason.EDITS
BY_HAND = BackupReason.BY_HAND
DOOR = SqlCipherBackupDoor(SystemFiles())


def write(vault: SqlCipherVault, path: Path, *beside: BackupFile) -> BackupProof:
    return vault.backups.write(path, reason=EDITS if beside else BY_HAND, beside=beside, progress=silent)


def keep(vault: SqlCipherVault, name: str, data: bytes) -> None:
    with vault.writing(REVIEWS, act()) as writing:
        writing.put(a_document(data, name))
        writing.keep(RecordId(name), data)


def papers(vault: SqlCipherVault, *names: str) -> list[bytes]:
    with vault.reading(REVIEWS) as reading:
        return [reading.content(RecordId(name)) for name in names]


def put_back(file: BackupFile, folder: Path, *beside: BackupFile) -> SqlCipherVault:
    DOOR.restore(file, folder, beside=beside, progress=silent)
    return opened(folder)


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def but_its_restore(vault: SqlCipherVault) -> tuple[object, ...]:
    """All that is in a vault that was put back, but for the last entry of the chain, which says so."""
    *rows, trail = everything(vault)
    entries = cast("tuple[AuditEntry, ...]", trail)
    assert entries[-1].what == "restore_vault"
    return (*rows, entries[:-1])


@pytest.fixture
def backup(filled: Path, tmp_path: Path) -> BackupProof:
    with opened(filled) as vault:
        return write(vault, tmp_path / "kept" / "county-1.smkb")


def test_what_is_put_back_is_what_was_there(filled: Path, tmp_path: Path) -> None:
    with opened(filled) as vault:
        proof = write(vault, tmp_path / "kept" / "county-1.smkb")
        before, heads = everything(vault), vault.heads()
    assert proof.papers == 1
    assert proof.unproved == ()
    assert proof.file == DOOR.read(proof.file.path)
    assert [(head.compartment, head.seq, head.hash) for head in proof.heads] == [
        (head.compartment, head.seq, head.hash) for head in heads
    ]
    assert list(files_of(tmp_path / "kept")) == ["county-1.smkb"]
    with put_back(proof.file, tmp_path / "new.smkv") as vault:
        assert but_its_restore(vault) == before
        assert all(one.pages and one.chain for one in vault.health(proof.heads))
        last = vault.trail(Compartment.COMMON)[-1]
        assert (last.what, last.why) == ("restore_vault", "Restored from the backup of 4 May 2026.")
    names = {"header.json", "common.db", "reviews.db", "prevent.db", "lock"}
    assert {path.name for path in (tmp_path / "new.smkv").iterdir()} == names
    with opened(tmp_path / "new.smkv") as vault:
        assert [entry.what for entry in vault.trail(Compartment.COMMON)].count("restore_vault") == 1


def test_generations_lean_are_thinned_and_each_kept_one_gives_every_paper(empty: Path, tmp_path: Path) -> None:
    kept, data = tmp_path / "kept", {f"d{number}": os.urandom(1_500_000) for number in range(4)}
    states: dict[str, dict[str, bytes]] = {}
    with opened(empty) as vault:
        listed: list[BackupFile] = []
        held: dict[str, bytes] = {}
        for number, (name, content) in enumerate(data.items()):
            keep(vault, name, content)
            held[name] = content
            if number == 2:
                held["d1"] = os.urandom(1_200_000)  # a paper whose content changed
                keep(vault, "d1", held["d1"])
            proof = write(vault, kept / f"county-{number}.smkb", *listed)
            states[proof.file.id] = dict(held)
            listed.append(proof.file)
    assert [len(file.leans_on) for file in listed] == [0, 1, 1, 2]
    assert max(file.size for file in listed[1:]) < 4_500_000
    DOOR.thin(listed, keep=frozenset({listed[2].id, listed[3].id}))
    now = {file.id: file for file in DOOR.listed(kept)}
    assert listed[1].id not in now
    assert [now[listed[number].id].is_papers_only for number in (0, 2, 3)] == [True, False, False]
    with opened(empty) as vault:
        for file in listed[2:]:
            vault.backups.prove(file, beside=tuple(now.values()), progress=silent)
    for number in (2, 3):
        with put_back(listed[number], tmp_path / f"new-{number}.smkv", *now.values()) as vault:
            expected = states[listed[number].id]
            assert papers(vault, *expected) == list(expected.values())
            assert all(one.pages and one.chain for one in vault.health())
    with pytest.raises(BackupDamaged):
        put_back(now[listed[0].id], tmp_path / "of-papers.smkv")
    DOOR.thin(tuple(now.values()), keep=frozenset({listed[2].id}))
    assert {file.id for file in DOOR.listed(kept)} == {listed[0].id, listed[2].id}
    DOOR.thin(DOOR.listed(kept), keep=frozenset())
    assert not list(kept.iterdir())


def test_a_leaning_backup_says_which_file_is_missing(filled: Path, backup: BackupProof, tmp_path: Path) -> None:
    with opened(filled) as vault:
        second = write(vault, tmp_path / "kept" / "county-2.smkb", backup.file)
        assert second.file.leans_on == (backup.file.id,)
        with pytest.raises(BackupIncomplete, match=r"county-1\.smkb"):
            vault.backups.prove(second.file, progress=silent)
    with pytest.raises(BackupIncomplete, match=r"county-1\.smkb"):
        put_back(second.file, tmp_path / "new.smkv")
    assert not (tmp_path / "new.smkv").exists()


def test_a_damaged_backup_is_not_leaned_on(filled: Path, backup: BackupProof, tmp_path: Path) -> None:
    flip(backup.file.path, span_of(backup.file.path, ".papers.") + 70_000)
    with opened(filled) as vault:
        second = write(vault, tmp_path / "kept" / "county-2.smkb", backup.file)
    assert second.file.leans_on == ()


def flip(path: Path, position: int) -> None:
    data = bytearray(path.read_bytes())
    data[position] ^= 1
    path.write_bytes(data)


def span_of(path: Path, part: str) -> int:
    return next(span.start for name, span in open_backup(path).spans.items() if part in name)


def page_flipped(path: Path, _other: Path) -> None:
    flip(path, span_of(path, "reviews.db") + 3 * 4096 + 99)


def paper_flipped(path: Path, _other: Path) -> None:
    flip(path, span_of(path, ".papers.") + 3 * 4096 + 99)


def header_flipped(path: Path, _other: Path) -> None:
    flip(path, span_of(path, "header.json") + 30)


def seal_flipped(path: Path, _other: Path) -> None:
    flip(path, span_of(path, "reviews.sealed") + 30)


def manifest_flipped(path: Path, _other: Path) -> None:
    flip(path, span_of(path, "manifest.json") + 30)


def archive_flipped(path: Path, _other: Path) -> None:
    flip(path, span_of(path, "common.db") - 20)


def end_flipped(path: Path, _other: Path) -> None:
    flip(path, path.stat().st_size - 3)


def truncated(path: Path, _other: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def cut_in_half(path: Path, _other: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def appended(path: Path, _other: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")


def entries_exchanged(path: Path, _other: Path) -> None:
    data, spans = bytearray(path.read_bytes()), open_backup(path).spans
    one, two = spans["common.sealed"], spans["prevent.sealed"]
    data[one.start : one.end], data[two.start : two.end] = data[two.start : two.end], data[one.start : one.end]
    path.write_bytes(data)


def database_rolled_back(path: Path, other: Path) -> None:
    """The entry of an older backup of the same vault, in a file that is otherwise whole."""
    rebuilt(path, other, forged=False)


def rebuilt(path: Path, other: Path, *, forged: bool) -> None:
    """The file with the ``reviews.db`` of another; ``forged`` writes a manifest that fits it, but for the seal."""
    source, older = open_backup(path), open_backup(other)
    draft = path.with_name("draft")
    with BackupWriter(draft, Watch()) as writer:
        for entry in source.manifest.entries:
            data = (older if entry.name == "reviews.db" else source).content(entry.name)
            writer.add(entry.name, data, compartment=entry.compartment, part=Part(entry.role))
        manifest: Manifest = replace(source.manifest, entries=tuple(writer.entries))
        values = json.loads(manifest.to_bytes(b"k" * 32))
        writer.finish(manifest.to_bytes(b"k" * 32) if forged else source.raw("manifest.json"))
        assert values["mac"]
    draft.replace(path)


DAMAGES = (
    page_flipped,
    paper_flipped,
    header_flipped,
    seal_flipped,
    manifest_flipped,
    archive_flipped,
    end_flipped,
    truncated,
    cut_in_half,
    appended,
    entries_exchanged,
    database_rolled_back,
)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_file_is_neither_put_back_nor_proved(
    filled: Path, backup: BackupProof, tmp_path: Path, damage: Callable[[Path, Path], None]
) -> None:
    with opened(filled) as vault:
        with vault.writing(REVIEWS, act()) as writing:
            writing.put(a_fact(99))
        newer = write(vault, tmp_path / "kept" / "county-2.smkb")
    damage(newer.file.path, backup.file.path)
    with pytest.raises(BackupDamaged):
        DOOR.restore(newer.file, tmp_path / "new.smkv", progress=silent)
    assert not [path for path in tmp_path.iterdir() if path.name not in {"county.smkv", "kept"}]
    with opened(filled) as vault, pytest.raises(BackupDamaged):
        vault.backups.prove(newer.file, progress=silent)
    assert sorted(path.name for path in (tmp_path / "kept").iterdir()) == ["county-1.smkb", "county-2.smkb"]


def test_a_forged_manifest_is_found_out_by_the_keys(filled: Path, backup: BackupProof, tmp_path: Path) -> None:
    with opened(filled) as vault:
        with vault.writing(REVIEWS, act()) as writing:
            writing.put(a_fact(99))
        newer = write(vault, tmp_path / "kept" / "county-2.smkb")
        rebuilt(newer.file.path, backup.file.path, forged=True)
        with pytest.raises(BackupUnproved):
            vault.backups.prove(newer.file, progress=silent)
        assert vault.backups.anchors(newer.file) == ()


@pytest.mark.soak("backup-flips")
def test_every_flipped_bit_of_a_backup_is_found(backup: BackupProof) -> None:
    data, chance = backup.file.path.read_bytes(), random.Random(3)
    most = count(60, 1_000)
    spots = [*range(len(data) - 700, len(data), 7), *(chance.randrange(len(data)) for _ in range(most))]
    for spot in spots:
        flip(backup.file.path, spot)
        with pytest.raises(BackupDamaged):
            open_backup(backup.file.path).walk_whole({}, Watch())
        backup.file.path.write_bytes(data)
    tell(f"{len(spots)} flipped bits in a backup file, all found")


def row_lost(copying: Copying, watch: Watch) -> Contents:
    contents = copy_database(copying, watch)
    if copying.source.name == "reviews.db":
        with closing(connect(copying.records, *copying.keys)) as connection:
            connection.execute("DELETE FROM fact WHERE id = 'f1'")
    return contents


def entry_lost(copying: Copying, watch: Watch) -> Contents:
    contents = copy_database(copying, watch)
    if copying.source.name == "reviews.db":
        with closing(connect(copying.records, *copying.keys)) as connection:
            connection.execute("UPDATE audit SET hash = substr(hash, 2) || substr(hash, 1, 1)")
    return contents


def paper_changed(copying: Copying, watch: Watch) -> Contents:
    contents = copy_database(copying, watch)
    if copying.papers.exists():
        with closing(connect(copying.papers, *copying.keys)) as connection:
            connection.execute("UPDATE chunk SET data = zeroblob(length(data)) WHERE number = 1")
    return contents


@pytest.mark.parametrize("copied", [row_lost, entry_lost, paper_changed], ids=lambda copied: copied.__name__)
def test_a_copy_that_lacks_something_gets_no_name(
    filled: Path,
    backup: BackupProof,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    copied: Callable[[Copying, Watch], Contents],
) -> None:
    before = files_of(tmp_path / "kept")
    monkeypatch.setattr(backing_up, "copy_database", copied)
    with opened(filled) as vault, pytest.raises(BackupUnproved):
        write(vault, tmp_path / "kept" / "county-2.smkb")
    assert files_of(tmp_path / "kept") == before
    assert backup.file.path.name in before


def test_a_damaged_vault_is_not_backed_up_over_a_good_backup(filled: Path, backup: BackupProof, tmp_path: Path) -> None:
    before = files_of(tmp_path / "kept")
    pages = (filled / "reviews.db").stat().st_size // 4096
    for page in range(4, pages, max(1, pages // 12)):
        shutil.copytree(filled, tmp_path / "copy.smkv")
        flip(tmp_path / "copy.smkv" / "reviews.db", page * 4096 + 777)
        with pytest.raises(DatabaseDamaged), opened(tmp_path / "copy.smkv") as vault:
            write(vault, tmp_path / "kept" / "county-2.smkb")
        shutil.rmtree(tmp_path / "copy.smkv")
    assert files_of(tmp_path / "kept") == before
    assert backup.file.path.name in before


def test_no_file_is_written_over(filled: Path, backup: BackupProof, tmp_path: Path) -> None:
    before = files_of(tmp_path / "kept")
    with opened(filled) as vault, pytest.raises(FileThere):
        write(vault, backup.file.path)
    with pytest.raises(VaultExists):
        DOOR.restore(backup.file, filled, progress=silent)
    with pytest.raises(FileThere):
        DOOR.copy_closed(filled, backup.file.path, made_at=backup.file.made_at, progress=silent)
    assert files_of(tmp_path / "kept") == before


def test_a_folder_that_cannot_be_written(filled: Path, backup: BackupProof, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with opened(filled) as vault, pytest.raises(NotWritable):
        write(vault, tmp_path / "file" / "county-2.smkb")
    with pytest.raises(NotWritable):
        DOOR.restore(backup.file, tmp_path / "file" / "new.smkv", progress=silent)


def test_a_disk_that_is_full(small_disk: Path, filled: Path) -> None:
    with opened(filled) as vault:
        proof = write(vault, small_disk / "county-1.smkb")
        before = files_of(small_disk)
        keep(vault, "large", os.urandom(6_000_000))
        with pytest.raises(DiskFull):  # asked beforehand
            write(vault, small_disk / "county-2.smkb")
        assert files_of(small_disk) == before
    with pytest.raises(DiskFull):
        put_back(proof.file, small_disk / "new.smkv")
    assert files_of(small_disk) == before


def test_a_disk_that_fills_up_on_the_way(
    small_disk: Path, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safermk_desktop.adapters.vault.disk.RESERVE", -(1 << 40))
    with opened(filled) as vault:
        write(vault, small_disk / "county-1.smkb")
        keep(vault, "large", os.urandom(21_500_000))
        before = files_of(small_disk)
        with pytest.raises(DiskFull):
            write(vault, small_disk / "county-2.smkb")
        assert files_of(small_disk) == before
        large = write(vault, tmp_path / "county-3.smkb")
    with pytest.raises(DiskFull):
        put_back(large.file, small_disk / "new.smkv")
    with pytest.raises(DiskFull):
        DOOR.copy_closed(filled, small_disk / "county-4.smkb", made_at=large.file.made_at, progress=silent)
    assert files_of(small_disk) == before


def stopping(after: int) -> Callable[[int, int], None]:
    calls = itertools.count()

    def progress(done: int, total: int) -> None:
        assert 0 <= done <= total
        if next(calls) == after:
            raise Cancelled

    return progress


def test_stopping_leaves_nothing(filled: Path, backup: BackupProof, tmp_path: Path) -> None:
    before = files_of(tmp_path / "kept")
    with opened(filled) as vault:
        for after in range(0, 60, 4):
            with pytest.raises(Cancelled):
                vault.backups.write(tmp_path / "kept" / "2.smkb", reason=EDITS, progress=stopping(after))
            with pytest.raises(Cancelled):
                vault.backups.prove(backup.file, progress=stopping(after // 6))
    for after in range(4):
        with pytest.raises(Cancelled):
            DOOR.restore(backup.file, tmp_path / "new.smkv", progress=stopping(after))
        with pytest.raises(Cancelled):
            DOOR.copy_closed(filled, tmp_path / "kept" / "2.smkb", made_at="", progress=stopping(after))
    assert files_of(tmp_path / "kept") == before
    assert {path.name for path in tmp_path.iterdir()} == {"county.smkv", "kept"}


def test_the_files_on_the_way_say_nothing(filled: Path, tmp_path: Path) -> None:
    seen: set[str] = set()

    def look(_done: int, _total: int) -> None:
        seen.update(str(path.relative_to(tmp_path / "kept")) for path in (tmp_path / "kept").rglob("*"))

    with opened(filled) as vault:
        vault.backups.write(tmp_path / "kept" / "1.smkb", reason=BY_HAND, progress=look)
    files = r"(backup|((records|papers)|[a-z]+(\.papers\.[0-9a-f]{32})?\.db)(-wal|-shm)?)"
    known = rf"\.safermk-backup-[a-z0-9_]+\.part(/{files})?"
    assert len(seen) > 5
    assert not [name for name in seen if not re.fullmatch(known, name)]


def test_what_a_killed_process_left_goes_after_a_day(filled: Path, tmp_path: Path) -> None:
    left = [tmp_path / "kept" / f".safermk-backup-{age}.part" for age in ("old", "new")]
    for folder in left:
        folder.mkdir(parents=True)
        (folder / "backup").write_bytes(b"half")
    os.utime(left[0], (0, 0))
    with opened(filled) as vault:
        write(vault, tmp_path / "kept" / "1.smkb")
    assert [folder.exists() for folder in left] == [False, True]


def test_planted_names_are_in_no_byte_of_a_backup(empty: Path, tmp_path: Path) -> None:
    names = [f"{first} {last}" for first in ("Ottoline", "Peregrine", "Thomasina", "Lysander") for last in
             ("Braithwaite", "Quenneville", "Okonkwo-Hale", "Szymanowska", "Featherstone")]  # fmt: skip
    with opened(empty) as vault:
        with vault.writing(REVIEWS, act()) as writing:
            for number, name in enumerate(names):
                writing.put(an_identity(number, name))
                writing.put(a_fact(number, f"Seen by {name} at home."))
        keep(vault, "d1", " ".join(names).encode() * 2_000)
        first = write(vault, tmp_path / "1.smkb")
        write(vault, tmp_path / "2.smkb", first.file)
    DOOR.copy_closed(empty, tmp_path / "3.smkb", made_at=first.file.made_at, progress=silent)
    for number in (1, 2, 3):
        data = (tmp_path / f"{number}.smkb").read_bytes()
        assert not [
            word
            for name in names
            for word in name.split()
            for code in ("utf-8", "utf-16-le")
            if word.encode(code) in data
        ]


def test_without_a_compartments_key_its_files_go_along_closed(filled: Path, tmp_path: Path) -> None:
    passphrase = "teapot meridian flotsam eleven"
    with opened(filled) as vault:
        both = frozenset({Compartment.COMMON, REVIEWS})
        vault.slots.add(person="Wilhelmina Strand", role=Role.SUPPORT_OFFICER, compartments=both, passphrase=passphrase)
    with door().open(filled, person="Wilhelmina Strand", passphrase=passphrase) as vault:
        proof = write(vault, tmp_path / "kept" / "1.smkb")
        assert proof.unproved == (Compartment.PREVENT,)
        closed = open_backup(proof.file.path).content("prevent.db")
        assert closed == (filled / "prevent.db").read_bytes()
        second = write(vault, tmp_path / "kept" / "2.smkb", proof.file)
    with door().open(filled, person=PERSON, passphrase=PASSPHRASE) as vault:
        assert vault.backups.prove(second.file, beside=[proof.file], progress=silent).unproved == ()
        before = everything(vault)
    DOOR.restore(second.file, tmp_path / "new.smkv", beside=[proof.file], progress=silent)
    with door().open(tmp_path / "new.smkv", person=PERSON, passphrase=PASSPHRASE) as vault:
        assert everything(vault)[:-1] == before[:-1]
        assert all(one.pages and one.chain for one in vault.health())


def test_a_copy_of_the_closed_files_is_proved_later(filled: Path, tmp_path: Path) -> None:
    path, made_at = tmp_path / "kept" / "1.smkb", "2026-05-04T09:30:00+00:00"
    with opened(filled) as vault:
        before = everything(vault)
        with pytest.raises(VaultInUse):
            DOOR.copy_closed(filled, path, made_at=made_at, progress=silent)
    file = DOOR.copy_closed(filled, path, made_at=made_at, progress=silent)
    assert file.is_sealed_copy
    assert file.leans_on == ()
    with put_back(file, tmp_path / "new.smkv") as vault:
        assert but_its_restore(vault) == before
    with opened(filled) as vault:
        with vault.writing(REVIEWS, act()) as writing:
            writing.put(a_fact(50))
        proof = vault.backups.prove(file, progress=silent)
        assert (proof.papers, proof.unproved) == (1, ())
    flip(path, span_of(path, "reviews.db") + 5 * 4096 + 9)
    with opened(filled) as vault, pytest.raises(BackupDamaged):
        vault.backups.prove(file, progress=silent)


def test_a_copy_with_a_wal_left_behind(filled: Path, tmp_path: Path) -> None:
    with opened(filled) as vault:
        with vault.writing(REVIEWS, act()) as writing:
            writing.put(a_fact(50))
        before = everything(vault)
        shutil.copytree(filled, tmp_path / "killed.smkv", ignore=shutil.ignore_patterns("lock", "*-shm"))
    assert (tmp_path / "killed.smkv" / "reviews.db-wal").stat().st_size
    file = DOOR.copy_closed(
        tmp_path / "killed.smkv", tmp_path / "1.smkb", made_at="2026-05-04T09:30:00+00:00", progress=silent
    )
    with put_back(file, tmp_path / "new.smkv") as vault:
        assert but_its_restore(vault) == before
        vault.backups.prove(file, progress=silent)


def test_a_backup_must_be_the_beginning_of_the_vault(filled: Path, tmp_path: Path) -> None:
    shutil.copytree(filled, tmp_path / "older.smkv")
    with opened(filled) as vault:
        with vault.writing(REVIEWS, act()) as writing:
            writing.put(a_fact(50))
        newer = write(vault, tmp_path / "1.smkb")
    (tmp_path / "other").mkdir()
    with opened(tmp_path / "older.smkv") as vault, pytest.raises(BackupUnproved):
        vault.backups.prove(newer.file, progress=silent)
    with opened(made(tmp_path / "other")) as vault:
        with pytest.raises(BackupUnproved, match="another vault"):
            vault.backups.prove(newer.file, progress=silent)
        assert write(vault, tmp_path / "2.smkb", newer.file).file.leans_on == ()


def test_a_part_that_its_key_does_not_open_is_a_finding(filled: Path, tmp_path: Path) -> None:
    """As when somebody with the key of common.db alone put another database in place of one."""
    with opened(filled) as vault:
        file = write(vault, tmp_path / "a.smkb").file
        assert all(one.anchors for one in vault.health(vault.backups.anchors(file)))
        other = {**vault._opened.keys, Compartment.PREVENT: bytes(32)}
        anchors = VaultBackups(replace(vault._opened, keys=other)).anchors(file)
        assert [(one.compartment, bool(one.hash)) for one in anchors] == [
            ("common", True),
            ("reviews", True),
            ("prevent", False),
        ]
        found = {one.name: one for one in vault.health(anchors)}
        assert [found[name].anchors for name in ("common", "reviews", "prevent")] == [True, True, False]
        assert "a part for this database that its key does not open" in found["prevent"].first_fault


def test_backups_under_keys_that_went(filled: Path, backup: BackupProof, tmp_path: Path) -> None:
    with opened(filled) as vault:
        assert vault.slots.own().kind is SlotKind.PASSPHRASE
        before = everything(vault)
        vault.slots.rekey()
    with opened(filled) as vault:
        assert vault.backups.anchors(backup.file) == ()
        with pytest.raises(BackupUnproved, match="keys that the vault had before"):
            vault.backups.prove(backup.file, progress=silent)
        second = write(vault, tmp_path / "kept" / "county-2.smkb", backup.file)
        assert second.file.leans_on == ()
    for number, file in enumerate((backup.file, second.file)):
        with put_back(file, tmp_path / f"new-{number}.smkv") as vault:
            assert but_its_restore(vault) == before


def test_joining_goes_on_where_it_stopped(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(filled) as vault:
        data = {f"p{number}": os.urandom(300_000) for number in range(5)}
        for name, content in data.items():
            keep(vault, name, content)
        file = write(vault, tmp_path / "1.smkb").file
    DOOR.restore(file, tmp_path / "new.smkv", progress=silent)
    calls = itertools.count()

    def full(_folder: Path, _size: int) -> None:
        if next(calls) == 3:
            raise DiskFull

    with monkeypatch.context() as patched:
        patched.setattr(backup_joining, "AT_ONCE", 1)
        patched.setattr(backup_joining, "assert_room", full)
        with pytest.raises(DiskFull):
            opened(tmp_path / "new.smkv")
    copied = DOOR.copy_closed(tmp_path / "new.smkv", tmp_path / "2.smkb", made_at=file.made_at, progress=silent)
    for folder in (tmp_path / "new.smkv", tmp_path / "again.smkv"):
        if not folder.exists():
            DOOR.restore(copied, folder, progress=silent)
        with opened(folder) as vault:
            assert papers(vault, *data) == list(data.values())
            assert all(one.pages and one.chain for one in vault.health())


def test_a_large_paper_goes_through_in_pieces(empty: Path, tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(40):
            yield b"\x07" * (1 << 20)

    with opened(empty) as vault:
        whole = b"\x07" * (40 << 20)
        document = a_document(whole)
        del whole
        with vault.writing(REVIEWS, act()) as writing:
            writing.put(document)
            writing.keep(document.id, pieces())
        tracemalloc.start()
        try:
            file = write(vault, tmp_path / "1.smkb").file
            DOOR.restore(file, tmp_path / "new.smkv", progress=silent)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 12 << 20


def test_what_is_no_backup(tmp_path: Path, backup: BackupProof) -> None:
    (tmp_path / "kept" / "notes.smkb").write_bytes(b"not a backup")
    (tmp_path / "kept" / "folder.smkb").mkdir()
    assert DOOR.listed(tmp_path / "kept") == (backup.file,)
    assert DOOR.listed(tmp_path / "nowhere") == ()
    found: list[type[SafermkError]] = []
    for name in ("notes.smkb", "folder.smkb", "missing.smkb"):
        with pytest.raises(SafermkError) as caught:
            DOOR.read(tmp_path / "kept" / name)
        found.append(type(caught.value))
    assert found == [BackupDamaged, InputMissing, InputMissing]


def test_a_copy_to_try_is_gone_afterwards(backup: BackupProof, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    with DOOR.restored_copy(backup.file, kept, progress=silent) as copy, opened(copy) as vault:
        assert vault.folder.is_relative_to(kept)
        assert everything(vault)
    assert [path.name for path in kept.iterdir()] == [backup.file.path.name]


@pytest.mark.soak("backup-large")
def test_entries_beyond_two_gigabytes_take_zip64(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a soak for real, with 4.5 GB; else with the sizes at which ZIP64 begins taken down."""
    large = count(1 << 20, backup_file.LARGE)
    monkeypatch.setattr(backup_file, "LARGE", large)
    sizes = {"common.db": large + 5, "common.sealed": 100, "reviews.db": large + 1000, "reviews.sealed": 50}
    with BackupWriter(tmp_path / "1.smkb", Watch()) as writer:
        writer.add("header.json", b"{}", compartment="", part=Part.HEADER)
        for name, size in sizes.items():
            (tmp_path / "source").touch()
            os.truncate(tmp_path / "source", size)
            part = Part.RECORDS if name.endswith("db") else Part.SEALED
            writer.add(name, tmp_path / "source", compartment=name.split(".")[0], part=part)
        manifest = Manifest(
            kind=Kind.BACKUP,
            vault="0" * 32,
            backup="1" * 32,
            made_at="2026-05-04T09:30:00+00:00",
            reason=EDITS,
            version="0",
            entries=tuple(writer.entries),
        )
        writer.finish(manifest.to_bytes(b"k" * 32))
    found = open_backup(tmp_path / "1.smkb")
    assert found.size > sum(sizes.values())
    assert len(found.walk_whole({}, Watch())) == 64
    tell(f"a backup of {found.size} bytes read back")
