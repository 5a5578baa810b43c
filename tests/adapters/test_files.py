from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from safermk_desktop.adapters.files import SystemFiles
from safermk_desktop.errors import DiskFault, DiskFull, InputMissing, NotWritable, SafermkError
from safermk_desktop.services.ports import Files

FILES: Files = SystemFiles()


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a b.docx"
    for data in (b"", b"one", bytes(range(256)) * 9000, b"shorter"):
        FILES.write(path, data)
        assert FILES.read(path) == data
    assert [item.name for item in tmp_path.iterdir() if item.is_file()] == ["a b.docx"]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["absent", "absent/below", "folder", "nul\0byte", "x" * 300])
def test_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputMissing):
        FILES.read(tmp_path / name)


@pytest.mark.parametrize("name", ["absent/below", "folder", "nul\0byte", "x" * 300, "file/below"])
def test_a_place_that_takes_no_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    (tmp_path / "file").write_bytes(b"kept")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(NotWritable):
        FILES.write(tmp_path / name, b"data")
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "file").read_bytes() == b"kept"


@pytest.mark.parametrize(
    "code,error",
    [(errno.ENOSPC, DiskFull), (errno.EIO, DiskFault), (errno.EROFS, NotWritable), (errno.EACCES, NotWritable)],
)
def test_a_failing_disk_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, error: type[SafermkError]
) -> None:
    path = tmp_path / "kept"
    FILES.write(path, b"old")

    def fail(_: int) -> None:
        raise OSError(code, "injected")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(error):
            FILES.write(path, b"new")
    assert FILES.read(path) == b"old"
    assert [item.name for item in tmp_path.iterdir() if item.is_file()] == ["kept"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_device_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/dev/full")
    FILES.write(tmp_path / "link", b"data")
    assert (tmp_path / "link").read_bytes() == b"data"
