"""Failures of the disk and the folder, told apart by their codes."""

from __future__ import annotations

import errno
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from safermk_desktop.errors import DiskFault, DiskFull, NotWritable, WorldFailed

NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
NOT_ALLOWED: Final = frozenset(
    {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST}
)


@contextmanager
def disk_told() -> Generator[None]:
    """Turn the operating system's errors inside into the errors of this application."""
    try:
        yield
    except OSError as error:
        raise of_disk(error) from None


def of_disk(error: OSError) -> WorldFailed:
    """The failure of the disk or the folder that ``error`` is."""
    if error.errno in NO_SPACE:
        return DiskFull()
    return NotWritable() if error.errno in NOT_ALLOWED else DiskFault()
