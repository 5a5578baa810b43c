"""The folders of this computer: whole files read, and written in one step."""

from __future__ import annotations

import errno
import os
import re
import stat
import tempfile
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import Final

from safermk_desktop.errors import UNCONFIRMED, DiskFault, DiskFull, FileThere, InputMissing, NotWritable, WorldFailed

NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
NOT_ALLOWED: Final = frozenset(
    {
        errno.EACCES,
        errno.EPERM,
        errno.EROFS,
        errno.ENOENT,
        errno.ENOTDIR,
        errno.EISDIR,
        errno.ELOOP,
        errno.ENAMETOOLONG,
    }
)
NOT_THERE: Final = NOT_ALLOWED | {errno.EINVAL}
PIECE_BYTES: Final = 1 << 20
MOST_BYTES: Final = 512 << 20
"""What is read whole is held whole; a device, or a file made to fill the memory, has no end."""
UNFINISHED: Final = ".unfinished"
LEFT: Final = re.compile(r"(.+)\.[a-z0-9_]{8}\.unfinished")
TOO_MUCH: Final = "It is larger than what can be read at once."
ABANDONED_S: Final = 600
"""After which an unfinished file that nobody wrote to is one that a process left behind."""


class SystemFiles:
    """Files as the operating system keeps them."""

    def read(self, path: Path) -> bytes:
        """The whole file. Raises ``InputMissing``, also for one of more than 512 MiB, ``DiskFault``."""
        with _reading():
            found = path.stat()
            if stat.S_ISREG(found.st_mode) and found.st_size <= MOST_BYTES:
                return path.read_bytes()
        if found.st_size > MOST_BYTES:
            raise InputMissing(TOO_MUCH)
        return _up_to_most(self.pieces(path))  # a pipe, a terminal, a device: its size is not known before

    def size(self, path: Path) -> int:
        """How many bytes a file has. Raises ``InputMissing``, also for what is no plain file."""
        with _reading():
            found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise InputMissing
        return found.st_size

    def pieces(self, path: Path) -> Iterator[bytes]:
        """The bytes of a file in pieces of at most 1 MiB. Raises ``InputMissing``, ``DiskFault``."""
        with _reading():
            file = path.open("rb", buffering=0)
        with file:
            while piece := _next(file):
                yield piece

    def make_folder(self, path: Path) -> None:
        """Make a folder, and those above it, private to this user; one that is there stays.

        Raises ``NotWritable``, ``DiskFull``, ``DiskFault``.
        """
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise _failure(error) from None
        except ValueError:
            raise NotWritable from None

    def write(self, path: Path, data: bytes) -> None:
        """Write a file in one step: a temporary name beside it, flush, rename. The file is private to this user.

        After a failure the old file is as it was, unless the detail says that only the confirmation is missing.
        Raises ``NotWritable``, ``DiskFull``, ``DiskFault``.
        """
        with _writing():
            _replace(path, (data,))

    def write_pieces(self, path: Path, pieces: Iterable[bytes], *, may_replace: bool = False) -> None:
        """Write a file as its bytes come, as ``write`` does. What ``pieces`` raises leaves nothing behind.

        The name is taken first, so that nobody else's file is ever replaced unless ``may_replace``. What a process
        that was killed leaves can be seen, ``NAME.XXXXXXXX.unfinished``, and goes when the folder is next written to.
        Raises ``FileThere``, ``NotWritable``, ``DiskFull``, ``DiskFault``.
        """
        with _writing():
            _sweep(path.parent)
            if may_replace:
                _replace(path, pieces, is_seen=True)
                return
            _take(path)
            try:
                _replace(path, pieces, is_seen=True)
            except BaseException:
                with suppress(OSError):
                    path.unlink()
                raise


@contextmanager
def _reading() -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise InputMissing if error.errno in NOT_THERE else DiskFault from None
    except ValueError:  # a NUL in the name
        raise InputMissing from None


@contextmanager
def _writing() -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise _failure(error) from None
    except ValueError:
        raise NotWritable from None


def _up_to_most(pieces: Iterable[bytes]) -> bytes:
    data = bytearray()
    for piece in pieces:
        data += piece
        if len(data) > MOST_BYTES:
            raise InputMissing(TOO_MUCH)
    return bytes(data)


def _next(file: FileIO) -> bytes:
    with _reading():
        return file.read(PIECE_BYTES)


def _take(path: Path) -> None:
    """Make the file, empty. Raises ``FileThere``."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise FileThere from None


def _sweep(folder: Path) -> None:
    """Remove what processes left that were killed: the unfinished file, and the empty one that kept its name."""
    oldest = time.time() - ABANDONED_S
    with suppress(OSError):
        for left in folder.glob(f"*{UNFINISHED}"):
            name = LEFT.fullmatch(left.name)
            if name is not None and left.stat().st_mtime < oldest:
                left.unlink()
                kept = folder / name[1]
                if kept.is_file() and not kept.stat().st_size:
                    kept.unlink()


def _replace(path: Path, pieces: Iterable[bytes], *, is_seen: bool = False) -> None:
    prefix, suffix = (f"{path.name[:200]}.", UNFINISHED) if is_seen else (".safermk-", ".part")
    handle, name = tempfile.mkstemp(prefix=prefix, suffix=suffix, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink(missing_ok=True)
        raise
    try:
        _flush_folder(path.parent)
    except OSError as error:
        raise type(_failure(error))(UNCONFIRMED) from None


def _flush_folder(folder: Path) -> None:
    """Make the new name last. Windows cannot open a folder, and needs no such step."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _failure(error: OSError) -> WorldFailed:
    if error.errno in NO_SPACE:
        return DiskFull()
    return NotWritable() if error.errno in NOT_ALLOWED else DiskFault()
