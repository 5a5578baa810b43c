"""The first unlock of a restored vault, with files missing and with the removal interrupted: nothing is lost unsaid."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from safermk_desktop.adapters.files import SystemFiles
from safermk_desktop.adapters.vault.backup_door import SqlCipherBackupDoor
from safermk_desktop.domain.keeping import BackupReason
from safermk_desktop.domain.record import RecordId
from safermk_desktop.errors import BackupIncomplete
from safermk_desktop.services.progress import silent
from tests.adapters.vault.making import REVIEWS, a_document, act, made, opened

DATA = os.urandom(300_000)
DOOR = SqlCipherBackupDoor(SystemFiles())


@pytest.fixture
def restored(tmp_path: Path) -> Path:
    """A vault with a paper, put back and not yet unlocked."""
    folder = made(tmp_path)
    with opened(folder) as vault:
        with vault.writing(REVIEWS, act()) as writing:
            writing.put(a_document(DATA))
            writing.keep(RecordId("d1"), DATA)
        proof = vault.backups.write(tmp_path / "1.smkb", reason=BackupReason.BY_HAND, progress=silent)
    DOOR.restore(proof.file, tmp_path / "new.smkv", progress=silent)
    return tmp_path / "new.smkv"


def paper_of(folder: Path) -> bytes:
    with opened(folder) as vault, vault.reading(REVIEWS) as reading:
        return reading.content(RecordId("d1"))


@pytest.mark.parametrize("lost", ["reviews.sealed", "reviews.restored.json", "reviews.papers.*.db"])
def test_a_lost_file_is_named_and_nothing_is_removed(restored: Path, tmp_path: Path, lost: str) -> None:
    (path,) = restored.glob(lost)
    path.rename(tmp_path / path.name)
    before = {each.name for each in restored.glob("reviews.*")}
    with pytest.raises(BackupIncomplete, match=r"Restore the backup again\.") as told:
        opened(restored)
    assert path.name in told.value.detail
    assert {each.name for each in restored.glob("reviews.*") if not each.name.endswith(("-wal", "-shm"))} == before
    (tmp_path / path.name).rename(path)
    assert paper_of(restored) == DATA
    assert {each.name for each in restored.glob("reviews.*")} == {"reviews.db"}


def test_a_removal_that_was_interrupted_goes_on(restored: Path, tmp_path: Path) -> None:
    aside = Path(shutil.copytree(restored, tmp_path / "aside"))
    assert paper_of(restored) == DATA
    for names in (("reviews.sealed",), ("reviews.sealed", "reviews.restored.json")):  # the papers had gone already
        for name in names:
            shutil.copy(aside / name, restored / name)
        assert paper_of(restored) == DATA
        assert {each.name for each in restored.glob("reviews.*")} == {"reviews.db"}
    with opened(restored) as vault:
        assert [entry.what for entry in vault.trail(REVIEWS)].count("restore_vault") == 1
