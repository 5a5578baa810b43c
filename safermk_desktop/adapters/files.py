"""The folders of this computer: whole files read, and written in one step."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from safermk_desktop.errors import DiskFault, DiskFull, InputMissing, NotWritable, WorldFailed

NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
NOT_ALLOWED: Final = frozenset(
    {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG}
)
NOT_THERE: Final = NOT_ALLOWED | {errno.EINVAL}


class SystemFiles:
    """Files as the operating system keeps them."""

    def read(self, path: Path) -> bytes:
        """The whole file. Raises ``InputMissing``, ``DiskFault``."""
        try:
            return path.read_bytes()
        except OSError as error:
            raise InputMissing if error.errno in NOT_THERE else DiskFault from None
        except ValueError:  # a NUL in the name
            raise InputMissing from None

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

        After a failure the old file is as it was. Raises ``NotWritable``, ``DiskFull``, ``DiskFault``.
        """
        try:
            _replace(path, data)
        except OSError as error:
            raise _failure(error) from None
        except ValueError:
            raise NotWritable from None


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".safermk-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


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
