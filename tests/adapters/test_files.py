from __future__ import annotations

import errno
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from safermk_desktop.adapters.files import SystemFiles
from safermk_desktop.errors import DiskFault, DiskFull, FileThere, InputMissing, NotWritable, SafermkError
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


@pytest.mark.parametrize("size", [0, 1, 1 << 20, (1 << 20) + 1, 3_000_000])
def test_pieces_of_a_file_are_the_file(tmp_path: Path, size: int) -> None:
    data = os.urandom(size)
    (tmp_path / "in").write_bytes(data)
    assert FILES.size(tmp_path / "in") == size
    pieces = list(FILES.pieces(tmp_path / "in"))
    assert b"".join(pieces) == data
    assert all(0 < len(piece) <= 1 << 20 for piece in pieces)
    FILES.write_pieces(tmp_path / "out", iter(pieces))
    assert (tmp_path / "out").read_bytes() == data
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o600


def test_a_name_that_is_taken_stays_untouched_unless_it_may_be_replaced(tmp_path: Path) -> None:
    for taken in (tmp_path / "file", tmp_path / "link", tmp_path / "folder"):
        (tmp_path / "file").write_bytes(b"mine")
        if taken.name == "link":
            taken.symlink_to(tmp_path / "nowhere")
        if taken.name == "folder":
            taken.mkdir()
        with pytest.raises(FileThere):
            FILES.write_pieces(taken, [b"theirs"])
    assert (tmp_path / "file").read_bytes() == b"mine"
    FILES.write_pieces(tmp_path / "file", [b"theirs", b" all"], may_replace=True)
    assert (tmp_path / "file").read_bytes() == b"theirs all"


@pytest.mark.parametrize("may_replace", [True, False])
def test_pieces_that_stop_coming_leave_nothing(tmp_path: Path, may_replace: bool) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"begun"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        FILES.write_pieces(tmp_path / "out", pieces(), may_replace=may_replace)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_would_never_end_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path(os.devnull), tmp_path):
        with pytest.raises(InputMissing):
            FILES.size(path)


KILLED = """
import os, sys
from pathlib import Path
from safermk_desktop.adapters.files import SystemFiles

def pieces():
    yield b"plain text " * 9
    os._exit(9)

SystemFiles().write_pieces(Path(sys.argv[1]), pieces())
"""


def test_what_a_killed_process_left_is_seen_and_goes_with_the_next_file(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "report.docx")], check=False)
    (left,) = (path for path in tmp_path.iterdir() if path.name != "report.docx")
    assert re.fullmatch(r"report\.docx\.[a-z0-9_]{8}\.unfinished", left.name)
    FILES.write_pieces(tmp_path / "other", [b"one"])
    assert left.exists()  # somebody may be writing it still
    os.utime(left, (1, 1))
    mine = tmp_path / "mine.unfinished"
    mine.write_bytes(b"")
    os.utime(mine, (1, 1))
    FILES.write_pieces(tmp_path / "third", [b"one"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.unfinished", "other", "third"]
