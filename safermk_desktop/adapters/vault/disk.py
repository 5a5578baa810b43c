"""Failures of the disk and the folder, told apart by their codes."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from safermk_desktop.errors import UNCONFIRMED, DiskFault, DiskFull, EntryInvalid, NotWritable, VaultExists, WorldFailed

NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
NOT_ALLOWED: Final = frozenset(
    {
        errno.EACCES,
        errno.EPERM,
        errno.EROFS,
        errno.ENOENT,
        errno.ENOTDIR,
        errno.EISDIR,
        errno.EEXIST,
        errno.ELOOP,
        errno.ENAMETOOLONG,
    }
)
THERE: Final = frozenset({errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR})
"""What a folder that was made meanwhile, or a file, answers to the renaming of a folder."""

LEAST_FREE: Final = 256 * 1024
"""Bytes, below which no database can be opened."""

RESERVE: Final = 16 << 20
"""Bytes that stay free: four times what the WAL holds before it is folded back."""


@contextmanager
def disk_told() -> Generator[None]:
    """Turn the operating system's errors inside into the errors of this application."""
    try:
        yield
    except OSError as error:
        raise of_disk(error) from None


@contextmanager
def unconfirmed_told() -> Generator[None]:
    """As ``disk_told``, for what follows once the new content is there: a failure says that it may not last."""
    try:
        yield
    except OSError as error:
        raise type(of_disk(error))(UNCONFIRMED) from None


def is_taken(path: Path) -> bool:
    """Whether something has the name already; a place that cannot be looked at says so when it is written to.

    Raises ``EntryInvalid`` for a name that is no text: SQLite takes names in UTF-8 alone.
    """
    assert_text(path)
    return os.path.lexists(path)


def assert_text(path: Path) -> None:
    """Raises ``EntryInvalid`` for a path that is not text in UTF-8, as Linux allows."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        raise EntryInvalid("The name of the folder, or of one above it, is not text in UTF-8: rename it.") from None


def move_in(draft: Path, folder: Path) -> None:
    """Give a whole new vault its name. Raises ``VaultExists`` where another had it first, and what the disk raises."""
    try:
        draft.rename(folder)
    except OSError as error:
        raise VaultExists if error.errno in THERE else of_disk(error) from None


def assert_room(folder: Path, size: int) -> None:
    """Raises ``DiskFull`` while there is still room to fold the WAL back, rather than when there is none.

    ``size`` bytes are written to the WAL, from there to the database, and both may grow in steps: three times as much.
    """
    assert_free(folder, 3 * size)


def assert_free(folder: Path, size: int) -> None:
    """Raises ``DiskFull`` unless ``size`` bytes are free besides the reserve."""
    with disk_told():
        free = shutil.disk_usage(folder).free
    if free < RESERVE + size:
        raise DiskFull


@contextmanager
def disk_asked(folder: Path) -> Generator[None]:
    """SQLite calls many failures of a disk a disk fault, or a file that cannot be opened: ask the disk itself why."""
    try:
        yield
    except (DiskFault, NotWritable) as error:
        found = _tried(folder)
        if found is None or type(found) is type(error):
            raise
        raise type(found)(error.detail) from None


def _tried(folder: Path) -> WorldFailed | None:
    """What fails when a page is written to a file without a name in the folder, if anything does."""
    try:
        if shutil.disk_usage(folder).free < LEAST_FREE:
            return DiskFull()
        with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
            file.write(bytes(4096))
            os.fsync(file.fileno())
    except OSError as error:
        return of_disk(error)
    return None


def of_disk(error: OSError) -> WorldFailed:
    """The failure of the disk or the folder that ``error`` is."""
    if error.errno in NO_SPACE:
        return DiskFull()
    return NotWritable() if error.errno in NOT_ALLOWED else DiskFault()
