"""A header put back from a backup: only one that fits, and the broken one stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from safermk_desktop.adapters.files import SystemFiles
from safermk_desktop.adapters.vault.backup_door import SqlCipherBackupDoor
from safermk_desktop.errors import BackupUnproved, DiskFull, HeaderDamaged, VaultInUse, VaultNotFound
from tests.adapters.vault.making import everything, made, opened
from tests.adapters.vault.test_backup import write

DOOR = SqlCipherBackupDoor(SystemFiles())


def test_a_damaged_header_is_put_back_and_kept_aside(filled: Path, tmp_path: Path) -> None:
    with opened(filled) as vault:
        before = everything(vault)
        file = write(vault, tmp_path / "a.smkb").file
        with pytest.raises(VaultInUse):
            DOOR.restore_header(file, filled)
    for aside in ("header.json.damaged", "header.json.damaged-2"):
        (filled / "header.json").write_bytes(b"{}")
        with pytest.raises(HeaderDamaged):
            opened(filled)
        DOOR.restore_header(file, filled)
        assert (filled / aside).read_bytes() == b"{}"
    (filled / "header.json").unlink()
    with pytest.raises(HeaderDamaged, match="is gone"):
        opened(filled)
    DOOR.restore_header(file, filled)
    with opened(filled) as vault:
        assert everything(vault) == before
        assert vault.alarms == ()


class FullDisk(SystemFiles):
    """A disk that has no room for a header."""

    def write(self, path: Path, data: bytes) -> None:
        raise DiskFull


def test_a_header_that_cannot_be_written_leaves_the_one_that_is_there(filled: Path, tmp_path: Path) -> None:
    with opened(filled) as vault:
        file = write(vault, tmp_path / "a.smkb").file
    before = {path.name: path.read_bytes() for path in filled.iterdir()}
    with pytest.raises(DiskFull):
        SqlCipherBackupDoor(FullDisk()).restore_header(file, filled)
    assert {path.name: path.read_bytes() for path in filled.iterdir()} == before
    opened(filled).close()


def test_a_header_that_does_not_fit_is_refused(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = made(tmp_path / "other")
    with opened(filled) as vault:
        file = write(vault, tmp_path / "a.smkb").file
        vault.slots.rekey()
    header = (filled / "header.json").read_bytes()
    for folder, words in ((filled, "other database files"), (other, "another vault")):
        with pytest.raises(BackupUnproved, match=words):
            DOOR.restore_header(file, folder)
    (other / "header.json").write_bytes(b"{}")
    with pytest.raises(BackupUnproved, match="other database files"):
        DOOR.restore_header(file, other)
    with pytest.raises(VaultNotFound):
        DOOR.restore_header(file, tmp_path / "none")
    assert (filled / "header.json").read_bytes() == header
